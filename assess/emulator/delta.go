package emulator

import (
	"net/http"
	"slices"
	"strings"
)

var itemProperties = []string{"id", "name", "webUrl", "file", "folder", "package", "root", "shared", "size", "createdDateTime", "lastModifiedDateTime", "parentReference", "deleted"}

// The values of Prefer that change what delta tells.
const (
	preferHierarchy = "hierarchicalsharing"
	preferRemoved   = "deltashowremovedasdeleted"
	preferGaps      = "deltatraversepermissiongaps"
	preferSharing   = "deltashowsharingchanges"
	excludeParent   = "deltaExcludeParent" // a header of its own, and taken as a value of Prefer too
)

// roleFullControl is the permission without which changes of sharing alone stay untold.
const roleFullControl = "Sites.FullControl.All"

// delta lists a drive's items, the root first, an item that changed meanwhile once more at the end,
// https://learn.microsoft.com/graph/api/driveitem-delta. The link that ends it brings what has changed since.
func (s *Server) delta(q *request) answer {
	if slices.Contains(q.prefer, preferSharing) && !(slices.Contains(q.prefer, preferRemoved) && slices.Contains(q.prefer, preferGaps)) {
		s.violate("GET %s: Prefer: %s without its companions", q.route.pattern, preferSharing)
		return s.refuse(http.StatusBadRequest, "BadRequest", "The preference needs two others.")
	}
	if a, found := s.open(q); !found {
		return a
	}
	place := q.place
	switch {
	case place.Number == 0: // without a token
		place.Number = s.now().number
	case place.Link:
		place.Since, place.Number, place.Link = place.Number, s.now().number, false
	}
	q.place = place
	l, list, found := s.lines(q, place)
	if !found {
		return s.resync(q)
	}
	size := s.options.PageSize
	if q.top > 0 && q.top < size {
		size = q.top
	}
	end := min(len(list), place.Offset+size)
	w := itemWriter{server: s, library: l, fields: fieldsOf(q), hierarchical: slices.Contains(q.prefer, preferHierarchy)}
	body := append(make([]byte, 0, 512*(end-place.Offset)+256), '{')
	next := place
	next.Query, next.Again, next.Offset = without(q.query, q.route.token()), false, end
	name := nextLink
	if end == len(list) {
		name, next.Offset, next.Since, next.Link = deltaLink, 0, 0, true
		next.Exact = slices.Contains(q.prefer, preferSharing)
	}
	body = appendName(body, name)
	body = appendString(body, s.link(q, seal(next)))
	body = appendName(append(body, ','), "value")
	body = append(body, '[')
	for i := place.Offset; i < end; i++ {
		if i > place.Offset {
			body = append(body, ',')
		}
		body = w.append(body, list[i])
	}
	return ok(raw(append(body, "]}"...)))
}

// lines are all that the listing at that place tells; false where a generation of it is forgotten.
func (s *Server) lines(q *request, place pageToken) (*library, []line, bool) {
	now := s.shelfAt(place.Number, q)
	if now == nil {
		return nil, nil, false
	}
	l := s.libraryOf(now)
	if place.Since == 0 {
		return l, l.whole, place.Offset <= len(l.whole)
	}
	before := s.shelfAt(place.Since, q)
	if before == nil {
		return nil, nil, false
	}
	if place.Since == place.Number {
		return l, nil, true
	}
	sharing := place.Exact && slices.Contains(q.prefer, preferSharing) && holds(q.roles, roleFullControl)
	parents := !slices.Contains(q.prefer, excludeParent) && q.header.Get(excludeParent) == ""
	list := s.changes(s.libraryOf(before), l, sharing, parents)
	return l, list, place.Offset <= len(list)
}

func (s *Server) shelfAt(number int, q *request) *shelf {
	if g := s.generation(number); g != nil {
		return g.index.drives[q.vars["drive"]]
	}
	return nil
}

// resync refuses a link from which no change can be told any more, and says where to begin anew.
func (s *Server) resync(q *request) answer {
	a := s.refuse(http.StatusGone, "resyncRequired", "Resync required. Replace any local items with the server's version (including deletes) if you're sure that the service was up to date with your local changes when you last sync'd.")
	a.set("Location", s.start(q))
	return a
}

// preferences are the values that delta takes in the header Prefer, split at commas.
func preferences(header http.Header) []string {
	var out []string
	for _, value := range header.Values("Prefer") {
		for name := range strings.SplitSeq(value, ",") {
			out = append(out, strings.TrimSpace(name))
		}
	}
	return out
}
