package emulator

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A request is one GET, alone or as a part of a $batch.
type request struct {
	route  *route
	method string
	vars   map[string]string // what the placeholders of the route's pattern stand for
	path   string            // below /v1.0, decoded
	raw    string            // the same as it came
	query  url.Values
	asked  string // the query as it came
	header http.Header
	roles  []string
	part   bool // of a batch

	place    pageToken // where the page starts
	top      int       // 0: not asked for
	selected []string  // nil: not asked for
	expanded []string  // properties of the expanded owners; nil: not expanded
	prefer   []string
}

// newRequest reads a URL below /v1.0.
func (s *Server) newRequest(method, relative string, header http.Header) (*request, bool) {
	u, err := url.Parse(relative)
	if err != nil || u.Host != "" || u.Scheme != "" {
		return nil, false
	}
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return nil, false
	}
	q := &request{method: method, path: u.Path, raw: u.EscapedPath(), asked: u.RawQuery, query: query, header: header}
	q.route, q.vars = s.match(u.Path)
	return q, q.route != nil
}

// match finds the route of a decoded path.
func (s *Server) match(path string) (*route, map[string]string) {
	segments := strings.Split(strings.Trim(path, "/"), "/")
	for i := range s.routes {
		if s.routes[i].match(segments) {
			return &s.routes[i], s.routes[i].vars(segments)
		}
	}
	return nil, nil
}

// compileRoutes spells the patterns out once and for all.
func compileRoutes(list []route) []route {
	for i := range list {
		for name := range strings.SplitSeq(strings.Trim(list[i].pattern, "/"), "/") {
			if strings.HasPrefix(name, "{") {
				name = ""
			}
			list[i].segments = append(list[i].segments, spelling(name))
		}
	}
	return list
}

func (r *route) match(segments []string) bool {
	if len(segments) != len(r.segments) {
		return false
	}
	for i, name := range r.segments {
		if name != "" && spelling(segments[i]) != name {
			return false
		}
	}
	return true
}

// vars are the segments that the placeholders of the pattern stand for.
func (r *route) vars(segments []string) map[string]string {
	vars := map[string]string{}
	for i, name := range strings.Split(strings.Trim(r.pattern, "/"), "/") {
		if strings.HasPrefix(name, "{") {
			vars[strings.Trim(name, "{}")] = segments[i]
		}
	}
	return vars
}

// spelling makes the ways in which Graph lets a type or function be written the same.
func spelling(segment string) string {
	segment = strings.TrimSuffix(segment, "()")
	segment = strings.TrimPrefix(segment, "microsoft.")
	segment = strings.TrimPrefix(segment, "graph.")
	return strings.TrimPrefix(segment, "oneDrive.") // the next links of getAllSites
}

var expandOwners = regexp.MustCompile(`^owners(?:\(\$select=([\w,]+)\))?$`)

// check reads the query options and the Prefer header by what the route takes; the text says what it does not.
func (q *request) check() string {
	r := q.route
	if token := q.query.Get(r.token()); token != "" {
		place, ok := openToken(token)
		if !ok {
			return "a page token that was not issued"
		}
		q.place = place
		for name, values := range place.Query {
			if !q.query.Has(name) {
				q.query[name] = values
			}
		}
	}
	for name := range q.query {
		if name != r.token() && !slices.Contains(r.options, name) {
			return "query option " + name
		}
	}
	if q.query.Has("$top") {
		top, err := strconv.Atoi(q.query.Get("$top"))
		if err != nil || top < 1 || r.maxTop > 0 && top > r.maxTop {
			return "$top=" + q.query.Get("$top")
		}
		q.top = top
	}
	if q.query.Has("$filter") && !slices.Contains(r.filters, strings.Join(strings.Fields(q.query.Get("$filter")), " ")) {
		return "$filter=" + q.query.Get("$filter")
	}
	if problem := q.checkSelect(); problem != "" {
		return problem
	}
	q.prefer = preferences(q.header)
	for _, name := range q.prefer {
		if !slices.Contains(r.prefers, name) {
			return "Prefer: " + name
		}
	}
	return ""
}

func (q *request) checkSelect() string {
	if q.query.Has("$select") {
		q.selected = strings.Split(q.query.Get("$select"), ",")
		for i, name := range q.selected {
			q.selected[i] = strings.TrimSpace(name)
			if !slices.Contains(q.route.properties, q.selected[i]) {
				return "$select=" + name
			}
		}
	}
	if !q.query.Has("$expand") {
		return ""
	}
	m := expandOwners.FindStringSubmatch(q.query.Get("$expand"))
	if m == nil {
		return "$expand=" + q.query.Get("$expand")
	}
	q.expanded = slices.Clone(ownerProperties)
	if m[1] != "" {
		q.expanded = strings.Split(m[1], ",")
	}
	for _, name := range q.expanded {
		if !slices.Contains(ownerProperties, name) {
			return "$expand=owners($select=" + name + ")"
		}
	}
	return ""
}

// project leaves of o what was selected, or what Graph gives without $select, and the annotations.
func (q *request) project(o object) object {
	names := q.selected
	if names == nil {
		names = q.route.byDefault
	}
	if names == nil {
		return o
	}
	kept := keep(o, names)
	if owners, found := o["owners"]; found && q.expanded != nil {
		kept["owners"] = owners
	}
	return kept
}

func keep(o object, names []string) object {
	kept := object{}
	for name, value := range o {
		if strings.HasPrefix(name, "@odata.") || slices.Contains(names, name) {
			kept[name] = value
		}
	}
	return kept
}

// one is the answer with a single object.
func (s *Server) one(q *request, o object) answer { return ok(q.project(o)) }
