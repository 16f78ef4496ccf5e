package main

import (
	"crypto/x509"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"preflight/assess/graph"
)

// authMethods are the ways to sign in that --auth takes.
var authMethods = []string{"auto", "secret", "certificate", "managed-identity"}

// tenantFlags say which tenant to read, and how to reach it. A secret is never a flag: other users of a machine see
// the flags of a running program.
type tenantFlags struct {
	tenant, endpoint, caFile, auth string
}

func (f *tenantFlags) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.tenant, "tenant", "", "tenant `ID-or-domain` (default: $AZURE_TENANT_ID)")
	cmd.Flags().StringVar(&f.endpoint, "graph-endpoint", "https://graph.microsoft.com", "another Graph `URL`: a national cloud, a recording proxy")
	cmd.Flags().StringVar(&f.caFile, "ca-file", "", "trust the certificates of this PEM `file` beside the system's")
	cmd.Flags().StringVar(&f.auth, "auth", "auto", "how to sign in: "+strings.Join(authMethods, ", "))
}

// options turns the flags into those of the Graph client.
func (f tenantFlags) options() (graph.Options, error) {
	o := graph.Options{Tenant: f.tenant, Endpoint: f.endpoint, Auth: f.auth, UserAgent: "NONISV|Preflight|Preflight/" + version()}
	if o.Tenant == "" {
		o.Tenant = os.Getenv("AZURE_TENANT_ID")
	}
	if o.Tenant == "" {
		return o, usage("which tenant? Give --tenant with its ID or one of its domains, or set AZURE_TENANT_ID")
	}
	if !slices.Contains(authMethods, f.auth) {
		return o, usage("--auth %s: choose one of %s", f.auth, strings.Join(authMethods, ", "))
	}
	if u, err := url.Parse(f.endpoint); err != nil || u.Host == "" {
		return o, usage("--graph-endpoint %s: give an address like https://graph.microsoft.us", f.endpoint)
	}
	if f.caFile == "" {
		return o, nil
	}
	data, err := os.ReadFile(f.caFile)
	if err != nil {
		return o, noReport(fmt.Errorf("reading --ca-file: %w", err))
	}
	if o.RootCAs, err = x509.SystemCertPool(); err != nil {
		o.RootCAs = x509.NewCertPool()
	}
	if !o.RootCAs.AppendCertsFromPEM(data) {
		return o, noReport(fmt.Errorf("--ca-file %s holds no certificate: it must be PEM, with lines -----BEGIN CERTIFICATE-----", f.caFile))
	}
	return o, nil
}
