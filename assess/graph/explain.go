package graph

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
)

// signInAdvice says what to do about the sign-in errors that people meet, by
// their code at https://learn.microsoft.com/entra/identity-platform/reference-error-codes
var signInAdvice = map[string]string{
	"AADSTS90002":   "Microsoft knows no such tenant: check --tenant, which takes the tenant ID or a verified domain of the client.",
	"AADSTS900023":  "the tenant is neither an ID nor a domain: check --tenant.",
	"AADSTS700016":  "the application is unknown in this tenant: check AZURE_CLIENT_ID, and that the application was registered in, or consented to by, the tenant of --tenant.",
	"AADSTS7000215": "the client secret is wrong: set AZURE_CLIENT_SECRET to the secret's value (not to its ID).",
	"AADSTS7000222": "the client secret has expired: create a new one in the application registration and set AZURE_CLIENT_SECRET to its value.",
	"AADSTS700027":  "the certificate is not registered with the application, or has expired: upload its public part to the application registration, and check AZURE_CLIENT_CERTIFICATE_PATH.",
	"AADSTS7000112": "the application is disabled in this tenant: enable it under Enterprise applications.",
	"AADSTS53003":   "a Conditional Access policy for workload identities blocks the sign-in: let the application in, or run from a place that the policy allows.",
	"AADSTS65001":   "nobody has consented to the application's permissions: have an administrator of the tenant grant admin consent.",
}

// ErrNoConsent says that the application holds no application permission at all.
var ErrNoConsent = errors.New("the application holds no application permission in this tenant")

// Explain words an error of the sign-in, the network or a refusal as one
// sentence that says what to do next. Other errors keep their own words.
func Explain(err error) string {
	var (
		signIn  *SignInError
		network *NetworkError
		answer  *Error
	)
	switch {
	case err == nil:
		return ""
	case errors.As(err, &network):
		return network.explain()
	case errors.As(err, &signIn):
		if advice := signInAdvice[signIn.Code]; advice != "" {
			return fmt.Sprintf("Sign-in failed (%s): %s", signIn.Code, advice)
		}
		if signIn.Status >= 500 || signIn.Status == http.StatusTooManyRequests {
			return fmt.Sprintf("Sign-in failed: Microsoft Entra answered %d: run again later.", signIn.Status)
		}
		return fmt.Sprintf("Sign-in failed: %s. Check --tenant, AZURE_CLIENT_ID and the secret or certificate.", signIn.Message)
	case errors.Is(err, ErrNoConsent):
		return "Signed in, but " + ErrNoConsent.Error() + ": add the permissions that `preflight permissions` lists and have an administrator grant admin consent."
	case errors.As(err, &answer):
		return answer.explain()
	case errors.Is(err, context.Canceled):
		return "Interrupted."
	case errors.Is(err, context.DeadlineExceeded):
		return "The time for the run is up: give it more with --timeout."
	}
	return clean(err.Error(), maxMessage)
}

func (e *NetworkError) explain() string {
	var dns *net.DNSError
	switch {
	case isUntrusted(e.Err):
		return fmt.Sprintf("The certificate of %s is not trusted on this computer: pass the certificate of its issuer with --ca-file, or check which proxy answers in its place.", e.Host)
	case isProxy(e.Err):
		return fmt.Sprintf("%s cannot be reached through the proxy: check HTTPS_PROXY, whose special characters in a name or password have to be percent-encoded, and that the proxy lets %s through.", e.Host, e.Host)
	case errors.Is(e.Err, errSlow):
		return fmt.Sprintf("%s is too slow (%s): check the connection and the proxy, and run again.", e.Host, e.Err)
	case errors.As(e.Err, &dns):
		return fmt.Sprintf("The host %s cannot be found: check the connection, the proxy (HTTPS_PROXY), and --graph-endpoint or AZURE_AUTHORITY_HOST if you set them.", e.Host)
	case isDial(e.Err):
		return fmt.Sprintf("%s cannot be reached (%s): check the connection, the firewall and the proxy (HTTPS_PROXY).", e.Host, clean(e.Err.Error(), 120))
	}
	return fmt.Sprintf("The connection to %s keeps breaking (%s): check the connection and the proxy, and run again.", e.Host, clean(e.Err.Error(), 120))
}

func (e *Error) explain() string {
	switch {
	case e.saysLicence():
		return e.Error() + ". The tenant has no licence for this."
	case e.Status == http.StatusUnauthorized, e.Status == http.StatusForbidden:
		return e.Error() + ". The application lacks a permission: `preflight permissions` lists them; an administrator grants admin consent."
	case e.Status == http.StatusTooManyRequests:
		return e.Error() + ". Run again later, best outside the tenant's working hours."
	case e.Status >= 500:
		return e.Error() + ". Microsoft's service failed: run again later."
	}
	return e.Error()
}
