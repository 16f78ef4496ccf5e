package graph

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"preflight/assess"
)

// licenceWords are how the services say that the tenant has no licence, as a
// code or within the message, folded to lower case. The SharePoint and Teams
// wordings are not yet seen on a live tenant.
var licenceWords = []string{
	"authentication_requestfromnonpremiumtenantorb2ctenant",
	"aadpremiumlicenserequired",
	"request not applicable to target tenant",
	"doesn't have premium license",
	"does not have a premium license",
	"does not have a spo license",
	"doesn't have a spo license",
	"failed to get license information",
}

// ReasonOf says why a part of the tenant was not seen. An error that it does not
// know is a defect of Preflight.
func ReasonOf(err error) assess.Reason {
	var (
		answer  *Error
		network *NetworkError
		decode  *DecodeError
		link    *LinkError
		null    *NullElementError
		csv     *CSVError
		signIn  *SignInError
	)
	switch {
	case errors.As(err, &answer):
		return answer.reason()
	case errors.As(err, &network), errors.As(err, &decode), errors.As(err, &link),
		errors.As(err, &null), errors.As(err, &csv):
		return assess.ReasonService
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return assess.ReasonInterrupted
	case errors.As(err, &signIn):
		return signIn.reason()
	case errors.Is(err, ErrNoConsent):
		return assess.ReasonPermission
	}
	return assess.ReasonDefect
}

func (e *Error) reason() assess.Reason {
	switch {
	case e.Status == http.StatusTooManyRequests,
		e.Status == http.StatusServiceUnavailable && e.Wait > 0: // how SharePoint throttles too
		return assess.ReasonThrottled
	case e.Status < 500 && e.saysLicence():
		return assess.ReasonLicence
	case e.Status == http.StatusUnauthorized, e.Status == http.StatusForbidden:
		return assess.ReasonPermission
	case e.Status == http.StatusLocked: // how SharePoint answers for a locked or archived site; not yet seen on a live tenant
		return assess.ReasonLocked
	case e.Status == http.StatusBadRequest, e.Status == http.StatusMethodNotAllowed,
		e.Status == http.StatusRequestURITooLong, e.Status == http.StatusUnsupportedMediaType:
		return assess.ReasonDefect // Preflight asked for something that is no request
	}
	return assess.ReasonService
}

func (e *SignInError) reason() assess.Reason {
	switch {
	case e.Status == http.StatusTooManyRequests:
		return assess.ReasonThrottled
	case e.Status >= 500:
		return assess.ReasonService
	}
	return assess.ReasonPermission
}

func (e *Error) saysLicence() bool {
	text := strings.ToLower(e.Code + " " + e.Message)
	for _, words := range licenceWords {
		if strings.Contains(text, words) {
			return true
		}
	}
	return false
}
