package emulator

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"strings"
)

// list is one page of n entries; at makes one. The page holds PageSize entries at most, or as many as $top asks for
// if those are fewer.
func (s *Server) list(q *request, n int, at func(int) object) answer {
	size := s.options.PageSize
	if q.top > 0 && q.top < size {
		size = q.top
	}
	end := min(n, q.place.Offset+size)
	value := []any{}
	for i := q.place.Offset; i < end; i++ {
		value = append(value, q.project(at(i)))
	}
	page := object{"value": value}
	if end < n {
		page["@odata.nextLink"] = s.link(q, sealToken(end, q.query, q.route))
	}
	return ok(page)
}

// link is the absolute URL of the request's page that token stands for.
func (s *Server) link(q *request, token string) string {
	query, path := q.query, q.raw
	if q.route.pattern == patternSites {
		// What Graph has really returned: another path, and the token alone.
		query, path = nil, "/sites/oneDrive.getAllSites"
	}
	return s.URL() + "/v1.0" + path + "?" + queryWith(query, q.route.token(), token)
}

// queryWith writes query with the option name set, in the spelling of Graph's own links.
func queryWith(query url.Values, name, value string) string {
	out := url.Values{name: {value}}
	for k, v := range query {
		if k != name {
			out[k] = v
		}
	}
	return strings.NewReplacer("%24", "$", "%2C", ",", "+", "%20").Replace(out.Encode())
}

// A pageToken is where a page starts and what was asked for, so that a link with the token alone is enough.
type pageToken struct {
	Offset int        `json:"o"`
	Query  url.Values `json:"q,omitempty"`
	Again  bool       `json:"a,omitempty"` // after a fault's empty page: the link differs from the one asked

	// Of a delta.
	Number int  `json:"n,omitempty"` // of the generation that is listed
	Since  int  `json:"s,omitempty"` // the changes since that one; 0: everything
	Link   bool `json:"d,omitempty"` // ended a listing: asks for what has changed since Number
	Exact  bool `json:"x,omitempty"` // of a listing that was to show changes of sharing
}

func sealToken(offset int, query url.Values, r *route) string {
	return seal(pageToken{Offset: offset, Query: without(query, r.token())})
}

func seal(t pageToken) string { return base64.RawURLEncoding.EncodeToString(encode(t)) }

func openToken(token string) (pageToken, bool) {
	var t pageToken
	data, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || json.Unmarshal(data, &t) != nil || t.Offset < 0 {
		return pageToken{}, false
	}
	return t, true
}

func without(query url.Values, name string) url.Values {
	out := url.Values{}
	for k, v := range query {
		if k != name {
			out[k] = v
		}
	}
	return out
}
