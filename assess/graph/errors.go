package graph

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"time"
	"unicode"
)

// An Error is an answer of Microsoft Graph that is no success, or a part of a
// $batch that is none. It never holds a query, a token or a whole URL, so it
// may be printed and saved.
type Error struct {
	Path      string // of the request, without the query
	Status    int
	Code      string        // Graph's own, such as Authorization_RequestDenied; may be empty
	Message   string        // Graph's own words on one line, at most 300 characters
	RequestID string        // what Microsoft's support asks for
	Wait      time.Duration // how long the service asked to be left alone; 0 where it did not say
}

func (e *Error) Error() string {
	var b strings.Builder
	if e.Path != "" {
		fmt.Fprintf(&b, "%s: ", e.Path)
	}
	fmt.Fprintf(&b, "Microsoft Graph answered %d", e.Status)
	if text := http.StatusText(e.Status); text != "" {
		b.WriteString(" " + text)
	}
	if e.Code != "" {
		fmt.Fprintf(&b, ", %s", e.Code)
	}
	if e.Message != "" {
		fmt.Fprintf(&b, ": %s", e.Message)
	}
	if e.Wait > 0 {
		fmt.Fprintf(&b, " (asked to wait %s)", e.Wait.Round(time.Second))
	}
	if e.RequestID != "" {
		fmt.Fprintf(&b, " (request id %s)", e.RequestID)
	}
	return b.String()
}

// A DecodeError is a success whose body is not what was asked for.
type DecodeError struct {
	Path string
	Err  error
}

func (e *DecodeError) Error() string {
	return fmt.Sprintf("%s: the answer cannot be read: %s", e.Path, clean(e.Err.Error(), maxMessage))
}

func (e *DecodeError) Unwrap() error { return e.Err }

// A LinkError is a link to a next page that was not followed. Its text names
// the host at most: the rest of a link can be a secret.
type LinkError struct {
	Path    string // of the listing
	Problem string
}

func (e *LinkError) Error() string { return e.Path + ": " + e.Problem }

// A NullElementError says how many elements of a list came as null. The other
// elements have been delivered.
type NullElementError struct {
	Path  string
	Count int
}

func (e *NullElementError) Error() string {
	return fmt.Sprintf("%s: %d elements of the list came as null", e.Path, e.Count)
}

// IsStatus tells whether err is an answer of Microsoft Graph with one of the
// status codes.
func IsStatus(err error, codes ...int) bool {
	var e *Error
	if !errors.As(err, &e) {
		return false
	}
	for _, code := range codes {
		if e.Status == code {
			return true
		}
	}
	return false
}

// newError reads the error body of an answer. Anything may stand there: nothing,
// {}, an HTML page of a proxy; a body that is no Graph error is never quoted.
func newError(path string, status int, header http.Header, body []byte) *Error {
	e := &Error{Path: path, Status: status, RequestID: clean(header.Get("request-id"), 64)}
	var envelope struct {
		Error struct {
			Code       string `json:"code"`
			Message    string `json:"message"`
			InnerError struct {
				RequestID string `json:"request-id"`
			} `json:"innerError"`
		} `json:"error"`
	}
	switch {
	case len(body) == 0:
		e.Message = "the answer was empty"
	case json.Unmarshal(body, &envelope) != nil:
		e.Message = "the answer was no Graph error"
		if strings.Contains(header.Get("Content-Type"), "html") {
			e.Message = "the answer was a web page, as of a proxy or a gateway"
		}
	default:
		e.Code = clean(envelope.Error.Code, 100)
		e.Message = clean(envelope.Error.Message, maxMessage)
		if e.RequestID == "" {
			e.RequestID = clean(envelope.Error.InnerError.RequestID, 64)
		}
	}
	return e
}

// tooLong is the answer to a request whose workload must rest for longer than
// one request may wait.
func tooLong(path string, wait time.Duration) *Error {
	return &Error{Path: path, Status: http.StatusTooManyRequests, Wait: wait, Message: "throttled for longer than Preflight waits"}
}

const maxMessage = 300

var (
	urlPattern    = regexp.MustCompile(`(?i)\b([a-z][a-z0-9+.-]*://[^/\s"'<>?#@]*)[^\s"'<>]*`)
	userPattern   = regexp.MustCompile(`(?i)\b([a-z][a-z0-9+.-]*://)[^/\s"'<>]*@`)
	pathPattern   = regexp.MustCompile(`(?i)\b([a-z][a-z0-9+.-]*://)[^\s"'<>]*@[^\s"'<>]*`)
	jwtPattern    = regexp.MustCompile(`eyJ[A-Za-z0-9_-]{8,}(\.[A-Za-z0-9_-]*){0,4}`)
	bearerPattern = regexp.MustCompile(`(?i)\bbearer\s+[A-Za-z0-9._~+/=-]{8,}`)
	secretPattern = regexp.MustCompile(`(?i)\b(client_secret|client_assertion|access_token|password|tempauth|token)=[^&\s"'<>]+`)
)

// clean makes foreign text fit to be printed: one line, no control characters,
// no token, URLs cut to their host, at most limit characters.
func clean(s string, limit int) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		if unicode.IsControl(r) || unicode.In(r, unicode.Cf) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	s = userPattern.ReplaceAllString(s, "$1")
	s = pathPattern.ReplaceAllString(s, "$1…") // a password may hold a slash: what stands before it is no host
	s = urlPattern.ReplaceAllString(s, "$1/…")
	s = bearerPattern.ReplaceAllString(s, "[token]")
	s = jwtPattern.ReplaceAllString(s, "[token]")
	s = secretPattern.ReplaceAllString(s, "$1=[secret]")
	if runes := []rune(s); len(runes) > limit {
		s = string(runes[:limit-1]) + "…"
	}
	return s
}
