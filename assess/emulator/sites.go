package emulator

import (
	"net/http"
	"net/url"
	"path"
	"strings"
)

var (
	siteProperties  = []string{"id", "name", "displayName", "webUrl", "createdDateTime", "lastModifiedDateTime", "isPersonalSite", "siteCollection", "sharepointIds", "root"}
	driveProperties = []string{"id", "name", "driveType", "webUrl", "owner", "createdDateTime", "system"}
)

func (s *Server) allSites(q *request) answer {
	listed := s.index().listed
	return s.list(q, len(listed), func(i int) object {
		o := s.site(listed[i])
		if listed[i].ShortID {
			o["id"] = listed[i].Host + "," + listed[i].SiteID
		}
		return o
	})
}

func (s *Server) subsites(q *request) answer {
	site := s.findSite(q.vars["site"])
	if a, refused := s.closed(site); refused {
		return a
	}
	below := s.index().below[site.WebID]
	return s.list(q, len(below), func(i int) object { return s.site(below[i]) })
}

func (s *Server) groupSite(q *request) answer {
	id := q.vars["group"]
	if s.index().groups[id] == nil {
		return s.noSuchObject(id)
	}
	site := s.index().groupSites[id]
	if site == nil {
		return s.notFound("The provided path does not exist, or does not represent a site")
	}
	return s.one(q, s.site(site))
}

func (s *Server) site(site *Site) object {
	name := site.Name
	if u, err := url.Parse(site.URL); err == nil && strings.Trim(u.Path, "/") != "" {
		name = path.Base(u.Path)
	}
	collection := object{"hostname": site.Host}
	if site.Archive != "" {
		collection["archivalDetails"] = object{"archiveStatus": site.Archive}
	}
	o := object{
		"id":                   site.ID(),
		"name":                 name,
		"displayName":          site.Name,
		"webUrl":               site.URL,
		"createdDateTime":      stamp(site.Created),
		"lastModifiedDateTime": stamp(site.Created),
		"isPersonalSite":       site.Personal,
		"siteCollection":       collection,
		"sharepointIds": object{
			"siteId": site.SiteID, "webId": site.WebID, "siteUrl": site.URL, "tenantId": s.tenant().ID,
		},
	}
	if site.Parent == "" {
		o["root"] = object{}
	}
	return o
}

// findSite takes the id in three parts (host, collection, web) or two (host, collection: its root web).
func (s *Server) findSite(id string) *Site {
	parts := strings.Split(id, ",")
	switch len(parts) {
	case 2:
		if site := s.index().roots[parts[1]]; site != nil && site.Host == parts[0] {
			return site
		}
	case 3:
		if site := s.index().sites[parts[2]]; site != nil && site.ID() == id {
			return site
		}
	}
	return nil
}

// closed is the answer of a site that does not exist, is archived or refuses; false for one that can be read.
func (s *Server) closed(site *Site) (answer, bool) {
	switch {
	case site == nil:
		return s.notFound("Requested site could not be found"), true
	case site.Status == http.StatusForbidden:
		return s.refuse(site.Status, "accessDenied", "Access denied"), true
	case site.Status == http.StatusNotFound:
		return s.notFound("Requested site could not be found"), true
	case site.Status == http.StatusGone:
		return s.refuse(site.Status, "resourceModified", "The site is gone."), true
	case site.Status != 0:
		return s.refuse(site.Status, "notAllowed", "Access to this site has been blocked."), true
	case site.Archive == "fullyArchived", site.Archive == "recentlyArchived":
		return s.refuse(http.StatusLocked, "notAllowed", "The site is archived."), true // not yet seen on a live tenant
	}
	return answer{}, false
}

func (s *Server) drives(q *request) answer {
	site := s.findSite(q.vars["site"])
	if a, refused := s.closed(site); refused {
		return a
	}
	system := strings.Contains(","+strings.Join(q.selected, ",")+",", ",system,")
	var shown []*Drive
	for i := range site.Drives {
		if d := &site.Drives[i]; system || !d.System {
			shown = append(shown, d)
		}
	}
	return s.list(q, len(shown), func(i int) object { return s.drive(site, shown[i]) })
}

func (s *Server) drive(site *Site, d *Drive) object {
	o := object{
		"id":              d.ID,
		"name":            d.Name,
		"driveType":       driveType(site),
		"webUrl":          libraryURL(site, d),
		"createdDateTime": stamp(d.Created),
	}
	if d.Owner != nil {
		kind := "user"
		if s.index().groups[d.Owner.ID] != nil {
			kind = "group"
		}
		owner := objectWriter{b: []byte{'{'}}
		owner.identity(kind, d.Owner)
		o["owner"] = raw(append(owner.b, '}'))
	}
	if d.System {
		o["system"] = object{}
	}
	return o
}

func driveType(site *Site) string {
	if site.Personal {
		return "business"
	}
	return "documentLibrary"
}

func libraryURL(site *Site, d *Drive) string {
	return strings.TrimSuffix(site.URL, "/") + "/" + url.PathEscape(d.Name)
}

// open tells whether the drive of a request can be read, and if not, why.
func (s *Server) open(q *request) (answer, bool) {
	sh := s.index().drives[q.vars["drive"]]
	if sh == nil {
		return s.notFound("The resource could not be found."), false
	}
	if a, refused := s.closed(sh.site); refused {
		return a, false
	}
	if sh.drive.Status != 0 {
		a, _ := s.closed(&Site{Status: sh.drive.Status})
		return a, false
	}
	return answer{}, true
}
