package emulator

import (
	"fmt"
	"net/http"
	"time"
)

// Status answers with an error in the words of the service: 401, 403, 404, 423, 503 and 504 with an OData error, 410 with the
// Location of a new start, 500 with {} and 502 with a page of HTML, as its gateways do.
func Status(status int) Kind {
	return Kind{name: fmt.Sprint("status ", status), instead: func(s *Server, q *request) answer {
		switch status {
		case http.StatusUnauthorized:
			return s.unauthorized()
		case http.StatusForbidden:
			return s.denied(q.route)
		case http.StatusGone:
			return s.resync(q)
		case http.StatusInternalServerError:
			return answer{status: status, value: object{}}
		case http.StatusBadGateway:
			return answer{status: status, kind: "text/html; charset=us-ascii",
				text: "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\"><HTML><HEAD><TITLE>Bad Gateway</TITLE></HEAD><BODY><h2>502 Bad Gateway</h2></BODY></HTML>"}
		}
		code := map[int]string{
			http.StatusNotFound:           "itemNotFound",
			http.StatusLocked:             "notAllowed",
			http.StatusServiceUnavailable: "serviceNotAvailable",
			http.StatusGatewayTimeout:     "UnknownError",
		}[status]
		return s.refuse(status, code, http.StatusText(status))
	}}
}

// start is the request's URL without a page token.
func (s *Server) start(q *request) string {
	link := s.URL() + "/v1.0" + q.raw
	if query := without(q.query, q.route.token()); len(query) > 0 {
		link += "?" + query.Encode()
	}
	return link
}

// Throttle answers 429. retryAfter is the header Retry-After as it is sent, be it seconds or nonsense; empty: none.
func Throttle(retryAfter string) Kind {
	return Kind{name: "throttle " + retryAfter, instead: func(s *Server, q *request) answer {
		return s.throttled(q.route.service, retryAfter)
	}}
}

// ThrottleUntil answers 429 with the time d from now as an HTTP date.
func ThrottleUntil(d time.Duration) Kind {
	return Kind{name: "throttle until a date", instead: func(s *Server, q *request) answer {
		return s.throttled(q.route.service, s.options.Now().Add(d).UTC().Format(http.TimeFormat))
	}}
}

// ThrottleInBatch answers 429 to parts of a $batch only; the batch itself is a success.
func ThrottleInBatch(retryAfter string) Kind {
	k := Throttle(retryAfter)
	k.name, k.batchOnly = "throttle inside a batch", true
	return k
}

// NonPremium is the refusal of a tenant without Entra ID P1, which licensed tenants have seen at random.
func NonPremium() Kind {
	return Kind{name: "non-premium", instead: func(s *Server, _ *request) answer {
		return s.refuse(http.StatusForbidden, "Authentication_RequestFromNonPremiumTenantOrB2CTenant", "Neither tenant is B2C or tenant doesn't have premium license")
	}}
}
