package emulator

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
	"time"
)

// object is a JSON object; encoding/json sorts its keys, so the same object has the same bytes.
type object map[string]any

// An answer is a response before it is sent, alone or as a part of a $batch.
type answer struct {
	status int
	header map[string]string
	value  any    // sent as JSON
	text   string // sent instead where kind is set
	kind   string // Content-Type of text

	cut  bool          // the body breaks off in its middle
	slow time.Duration // waited in the middle of the body
}

func ok(value any) answer { return answer{status: http.StatusOK, value: value} }

// set adds a header.
func (a *answer) set(name, value string) {
	if a.header == nil {
		a.header = map[string]string{}
	}
	a.header[name] = value
}

// body is what is sent, with its Content-Type.
func (a answer) body() ([]byte, string) {
	if a.kind != "" {
		return []byte(a.text), a.kind
	}
	if a.value == nil {
		return nil, ""
	}
	if written, is := a.value.(raw); is {
		return written, "application/json"
	}
	return encode(a.value), "application/json"
}

// write sends the answer.
func (a answer) write(w http.ResponseWriter, r *http.Request) {
	body, kind := a.body()
	for name, value := range a.header {
		w.Header().Set(name, value)
	}
	if kind != "" {
		w.Header().Set("Content-Type", kind)
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(a.status)
	half := len(body) / 2
	if a.slow > 0 {
		w.Write(body[:half])
		http.NewResponseController(w).Flush()
		if !pause(r, a.slow) {
			return
		}
		body = body[half:]
	}
	if a.cut {
		// Fewer bytes than Content-Length promised: net/http breaks the connection, HTTP/2 the stream.
		w.Write(body[:len(body)/2])
		return
	}
	w.Write(body) // a client that has gone away is no fault of the server's
}

// pause waits for d; false if the client went away meanwhile.
func pause(r *http.Request, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-r.Context().Done():
		return false
	case <-timer.C:
		return true
	}
}

// encode gives the JSON of v without HTML escapes, as Graph writes it. The emulator's values always have one.
func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return []byte(`{"error":{"code":"emulator","message":` + strconv.Quote(err.Error()) + `}}`)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// refuse is an OData error, https://learn.microsoft.com/graph/errors.
func (s *Server) refuse(status int, code, message string) answer {
	id := s.requestID()
	return answer{status: status, value: object{"error": object{
		"code":    code,
		"message": message,
		"innerError": object{
			"date":              s.tenant().AsOf.UTC().Format("2006-01-02T15:04:05"),
			"request-id":        id,
			"client-request-id": id,
		},
	}}}
}

// A denial is how a service says that a permission is missing.
type denial struct{ code, message string }

var denials = map[service]denial{
	directory:  {"Authorization_RequestDenied", "Insufficient privileges to complete the operation."},
	sharePoint: {"accessDenied", "Access denied"},
	settings:   {"accessDenied", "Access denied"},
	reports:    {"UnknownError", `{"error":{"code":"S2SUnauthorized","message":"Invalid permission."}}`},
	teams:      {"Forbidden", "Missing role permissions on the request."},
	security:   {"Forbidden", "The application does not have any of the required permissions."}, // not yet seen on a live tenant
}

func (s *Server) denied(r *route) answer {
	d := denials[r.service]
	return s.refuse(http.StatusForbidden, d.code, d.message)
}

func (s *Server) unauthorized() answer {
	a := s.refuse(http.StatusUnauthorized, "InvalidAuthenticationToken", "Access token is empty or invalid.")
	a.set("WWW-Authenticate", `Bearer realm="", authorization_uri="`+s.AuthorityURL()+`/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"`)
	return a
}

// throttled is a 429; retryAfter is left out where it is empty.
func (s *Server) throttled(of service, retryAfter string) answer {
	code, message := "TooManyRequests", "Too many requests."
	if of == sharePoint {
		code, message = "activityLimitReached", "The request has been throttled"
	}
	a := s.refuse(http.StatusTooManyRequests, code, message)
	if retryAfter != "" {
		a.set("Retry-After", retryAfter)
	}
	return a
}

func (s *Server) notFound(message string) answer {
	return s.refuse(http.StatusNotFound, "itemNotFound", message)
}
