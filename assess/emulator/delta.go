package emulator

import (
	"crypto/sha256"
	"encoding/base64"
	"net/url"
	"slices"
)

var itemProperties = []string{"id", "name", "webUrl", "file", "folder", "package", "root", "shared", "size", "createdDateTime", "lastModifiedDateTime", "parentReference", "deleted"}

// delta lists a drive's items, the root first, an item that changed meanwhile once more at the end,
// https://learn.microsoft.com/graph/api/driveitem-delta. The link that ends it stands for the same place, where nothing new comes.
func (s *Server) delta(q *request) answer {
	l, a, found := s.library(q)
	if !found {
		return a
	}
	hierarchical := slices.Contains(q.prefer, "hierarchicalsharing")
	a = s.list(q, len(l.sequence)+1, func(i int) object {
		if i == 0 {
			return s.rootItem(l)
		}
		o := s.item(l, l.sequence[i-1], hierarchical)
		if q.selected == nil && l.sequence[i-1].Kind == "file" && !l.sequence[i-1].Deleted {
			// A secret: who has the address needs no token. $select leaves it out.
			download := s.downloads.url() + "/content/" + s.issue()
			s.remember(download)
			o["@microsoft.graph.downloadUrl"] = download
		}
		return o
	})
	page := a.value.(object)
	if _, more := page["@odata.nextLink"]; !more {
		page["@odata.deltaLink"] = s.link(q, sealToken(len(l.sequence)+1, q.query, q.route))
	}
	return a
}

func (s *Server) rootItem(l *library) object {
	return object{
		"id":                   l.drive.RootID,
		"name":                 "root",
		"webUrl":               libraryURL(l.site, l.drive),
		"root":                 object{},
		"folder":               object{"childCount": l.children[""]},
		"size":                 0,
		"createdDateTime":      stamp(l.drive.Created),
		"lastModifiedDateTime": stamp(l.drive.Created),
		"parentReference":      object{"driveId": l.drive.ID, "driveType": driveType(l.site)},
	}
}

func (s *Server) item(l *library, it *Item, hierarchical bool) object {
	parent := it.Parent
	if parent == "" {
		parent = l.drive.RootID
	}
	o := object{
		"id":              it.ID,
		"size":            it.Size,
		"parentReference": object{"driveId": l.drive.ID, "driveType": driveType(l.site), "id": parent},
	}
	switch it.Kind {
	case "folder":
		o["folder"] = object{"childCount": l.children[it.ID]}
	case "package":
		o["package"] = object{"type": "oneNote"}
	default:
		hash := sha256.Sum256([]byte(l.drive.ID + it.ID))
		o["file"] = object{"mimeType": "application/octet-stream", "hashes": object{"quickXorHash": base64.StdEncoding.EncodeToString(hash[:20])}}
	}
	if it.Deleted {
		o["deleted"] = object{"state": "deleted"}
		o["size"] = 0
		return o
	}
	o["name"] = it.Name
	o["webUrl"] = l.itemURL(it)
	o["createdDateTime"] = stamp(it.Modified)
	o["lastModifiedDateTime"] = stamp(it.Modified)
	if facet := l.facet(it, hierarchical); facet != nil {
		o["shared"] = shared(*facet, it)
	}
	return o
}

// facet is what the shared facet says. With hierarchicalsharing only the top of a shared hierarchy and items with
// permissions of their own carry it; without, every item below them does too.
func (l *library) facet(it *Item, hierarchical bool) *string {
	for ; it != nil; it = l.parent(it) {
		if it.Facet != nil || hierarchical {
			return it.Facet
		}
	}
	return nil
}

func shared(scope string, it *Item) object {
	if scope == "" {
		return object{}
	}
	return object{"scope": scope, "sharedDateTime": stamp(it.Modified)}
}

func (l *library) itemURL(it *Item) string {
	path := ""
	for ; it != nil; it = l.parent(it) {
		path = "/" + url.PathEscape(it.Name) + path
	}
	return libraryURL(l.site, l.drive) + path
}
