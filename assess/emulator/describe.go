package emulator

// A Description is all that another process needs in order to sign in to a server and to read its tenant. It is meant to be
// written as JSON; the secret is that of a fictional tenant.
type Description struct {
	URL          string `json:"url"`       // the Graph endpoint, without /v1.0
	AuthorityURL string `json:"authority"` // for AZURE_AUTHORITY_HOST
	CAPEM        string `json:"ca"`        // the certificate authority to trust
	TenantID     string `json:"tenant"`
	Domain       string `json:"domain"` // the default one
	ClientID     string `json:"client"`
	ClientSecret string `json:"secret"`
}

// Describe says how to reach the server.
func (s *Server) Describe() Description {
	t := s.tenant()
	d := Description{
		URL: s.URL(), AuthorityURL: s.AuthorityURL(), CAPEM: string(s.CAPEM()), TenantID: t.ID, ClientID: t.App.ID, ClientSecret: s.options.Secret,
	}
	for _, domain := range t.Domains {
		if domain.Default {
			d.Domain = domain.Name
		}
	}
	return d
}
