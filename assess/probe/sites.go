package probe

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"

	"preflight/assess"
	"preflight/assess/graph"
)

// siteJSON is a site as Graph lists it, https://learn.microsoft.com/graph/api/resources/site
type siteJSON struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	DisplayName string `json:"displayName"`
	WebURL      string `json:"webUrl"`
	Created     stamp  `json:"createdDateTime"`
	Personal    bool   `json:"isPersonalSite"`
	Collection  *struct {
		Archival *struct {
			Status string `json:"archiveStatus"`
		} `json:"archivalDetails"`
	} `json:"siteCollection"`
	SharePoint *struct {
		SiteID string `json:"siteId"`
		WebID  string `json:"webId"`
	} `json:"sharepointIds"`
}

// site converts what Graph listed. The id is made of host, collection and web; getAllSites has been seen to leave the
// web out, in which case sharepointIds names it. A site without a web id in either place has an empty WebID.
func (s siteJSON) site() assess.Site {
	site := assess.Site{ID: s.ID, Name: cmp.Or(s.DisplayName, s.Name), URL: s.WebURL, Created: s.Created.Time, Personal: s.Personal}
	parts := strings.Split(s.ID, ",")
	if len(parts) > 1 {
		site.SiteID = key(parts[1])
	}
	if len(parts) > 2 {
		site.WebID = key(parts[2])
	}
	if s.SharePoint != nil {
		site.SiteID = cmp.Or(key(s.SharePoint.SiteID), site.SiteID)
		site.WebID = cmp.Or(key(s.SharePoint.WebID), site.WebID)
	}
	if len(parts) == 2 && site.WebID != "" {
		site.ID += "," + site.WebID
	}
	site.Archived = s.Collection != nil && s.Collection.Archival != nil && s.Collection.Archival.Status != ""
	return site
}

// sites reads every site collection of the tenant with its OneDrives, by distinct web id. Only an application may:
// https://learn.microsoft.com/graph/api/site-getallsites
func (r *run) sites(ctx context.Context, inv *assess.Inventory, gap gapFunc) error {
	request := graph.Request{URL: "/sites/getAllSites?$select=id,name,displayName,webUrl,createdDateTime,isPersonalSite,siteCollection,sharepointIds&$top=999"}
	at := map[string]int{}
	nameless := 0
	n, err := list(ctx, r, request, func(s siteJSON) error {
		site := s.site()
		if site.WebID == "" {
			nameless++
			return nil
		}
		if i, twice := at[site.WebID]; twice {
			inv.Sites[i].Archived = inv.Sites[i].Archived || site.Archived
			return nil
		}
		at[site.WebID] = len(inv.Sites)
		site.System = assess.SystemSite(site.URL)
		inv.Sites = append(inv.Sites, site)
		return nil
	})
	sortSites(inv.Sites)
	switch {
	case err != nil:
	case nameless > 0:
		err = errContent("a site came without its web id")
	case n == 0: // every tenant has at least its root site
		err = errContent("Graph listed no site")
	}
	return r.settle(gap, assess.PartSites, len(inv.Sites), err)
}

// subsites reads the sites below those of getAllSites, level by level. Archived sites cannot be read, and what lies
// below a site that SharePoint keeps for itself is not counted.
func (r *run) subsites(ctx context.Context, inv *assess.Inventory, gap gapFunc) {
	known := map[string]int{}
	var level []assess.Site
	for i, s := range inv.Sites {
		known[s.WebID] = i
		if s.Counted() {
			level = append(level, s)
		}
	}
	done := 0
	for len(level) > 0 {
		requests := make([]graph.Request, len(level))
		for i, s := range level {
			requests[i] = graph.Request{URL: "/sites/" + segment(s.ID) + "/sites?$select=id,name,displayName,webUrl,createdDateTime,sharepointIds"}
		}
		var below, silent []assess.Site
		for i, response := range r.client.Batch(ctx, requests) {
			parent := level[i]
			err := graph.EachPart(ctx, r.client, response, func(s siteJSON) error {
				site := s.site()
				if site.WebID == "" {
					return errContent("a subsite came without its web id")
				}
				site.Parent, site.SiteID = parent.WebID, cmp.Or(site.SiteID, parent.SiteID)
				site.System = assess.SystemSite(site.URL)
				if j, twice := known[site.WebID]; twice {
					if j >= 0 && inv.Sites[j].Parent == "" && site.WebID != parent.WebID {
						inv.Sites[j].Parent = parent.WebID
					}
					return nil
				}
				known[site.WebID] = -1 // below is asked on the next level
				below = append(below, site)
				return nil
			})
			switch {
			case notThere(response.Err, http.StatusGone):
				silent = append(silent, parent)
			case err != nil:
				gap(newPlaceGap(assess.PartSubsites, parent.WebID, parent.Name, err))
			}
			done++
		}
		r.confirmGone(ctx, inv, silent, len(silent) == len(level) && len(silent) > 1, gap)
		inv.Sites = append(inv.Sites, below...)
		r.tell(Progress{Probe: "tenant", What: "sites", Done: done, Total: done + len(below)})
		level = slices.DeleteFunc(below, func(s assess.Site) bool { return !s.Counted() })
	}
	sortSites(inv.Sites)
	r.settle(gap, assess.PartSubsites, 1, nil)
}

// confirmGone asks for the libraries of sites that answered 404 or 410 when they were asked for their subsites. They
// count as gone; where the second answer does not bear that out, something was lost all the same. That all sites of a
// tenant have gone is not believed.
func (r *run) confirmGone(ctx context.Context, inv *assess.Inventory, sites []assess.Site, all bool, gap gapFunc) {
	requests := make([]graph.Request, len(sites))
	for i, s := range sites {
		requests[i] = drivesRequest(s)
	}
	for i, response := range r.client.Batch(ctx, requests) {
		s := sites[i]
		switch err := response.Err; {
		case all:
			gap(newPlaceGap(assess.PartSubsites, s.WebID, s.Name, errAllGone))
		case notThere(err, http.StatusGone):
			markGone(inv, s.WebID)
		case err == nil:
			gap(newPlaceGap(assess.PartSubsites, s.WebID, s.Name, errContent("the site is there, but says that its subsites are not")))
		default:
			markGone(inv, s.WebID)
			gap(newPlaceGap(assess.PartSubsites, s.WebID, s.Name, err))
		}
	}
}

// errAllGone says that an answer would mean that a tenant lost every site between two requests.
const errAllGone = errContent("every site answers that it is not there")

// markGone notes that a site answered 404 or 410.
func markGone(inv *assess.Inventory, webID string) {
	for i := range inv.Sites {
		if inv.Sites[i].WebID == webID {
			inv.Sites[i].Gone = true
		}
	}
}

func sortSites(sites []assess.Site) {
	slices.SortFunc(sites, func(a, b assess.Site) int { return cmp.Compare(a.WebID, b.WebID) })
}

// groupSites reads which site belongs to which Microsoft 365 group. A group without a site answers 404; that none of
// several has one is not believed.
func (r *run) groupSites(ctx context.Context, inv *assess.Inventory, gap gapFunc) {
	requests := make([]graph.Request, len(inv.Groups))
	for i := range inv.Groups {
		requests[i] = graph.Request{URL: "/groups/" + segment(inv.Groups[i].ID) + "/sites/root?$select=id,webUrl,sharepointIds"}
	}
	without := 0
	for i, response := range r.client.Batch(ctx, requests) {
		group := &inv.Groups[i]
		if notThere(response.Err) {
			without++
			continue
		}
		var s siteJSON
		err := decodePart(response, requests[i], &s)
		site := s.site()
		if err == nil && site.SiteID == "" {
			err = errContent("the group's site came without its id")
		}
		if err != nil {
			gap(newPlaceGap(assess.PartGroupSites, group.ID, group.Name, err))
			continue
		}
		inv.GroupSites = append(inv.GroupSites, assess.GroupSite{GroupID: group.ID, SiteID: site.SiteID, WebID: site.WebID})
	}
	if without == len(inv.Groups) && without > 1 {
		gap(newGap(assess.PartGroupSites, errContent("every group answers that it has no site")))
	}
	slices.SortFunc(inv.GroupSites, func(a, b assess.GroupSite) int { return cmp.Compare(a.GroupID, b.GroupID) })
	r.settle(gap, assess.PartGroupSites, 1, nil)
}
