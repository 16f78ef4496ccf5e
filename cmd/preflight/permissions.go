package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"preflight/assess"
	"preflight/assess/rules"
)

func newPermissions() *cobra.Command {
	var asJSON bool
	var tenant, client string
	cmd := &cobra.Command{
		Use:   "permissions",
		Short: "List the permissions that Preflight uses, and what is lost without each",
		Example: `  preflight permissions
  preflight permissions --json > manifest-part.json
  preflight permissions --tenant contoso.com --client-id 00001111-…`,
		Long: `All of them are application permissions of Microsoft Graph that can only read.
--json prints the requiredResourceAccess of an application manifest.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if asJSON {
				if err := writeManifest(cmd.OutOrStdout()); err != nil {
					return err
				}
				return consentLink(cmd.ErrOrStderr(), tenant, client)
			}
			if err := listPermissions(cmd.OutOrStdout()); err != nil {
				return err
			}
			return consentLink(cmd.OutOrStdout(), tenant, client)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the requiredResourceAccess of an application manifest")
	cmd.Flags().StringVar(&tenant, "tenant", "", "tenant `ID-or-domain`, for the admin-consent link")
	cmd.Flags().StringVar(&client, "client-id", "", "the application's `ID`, for the admin-consent link")
	return cmd
}

// lostWithout is what the rest of the least set cannot read without one of it: parts, the rules that need them, and
// those that may not give an answer, or only "at least".
func lostWithout(name string) (parts []assess.Part, ids, partly []string) {
	rest := slices.DeleteFunc(assess.LeastPermissions(), func(s string) bool { return s == name })
	parts = assess.Unreadable(rest)
	among := func(names []string) bool {
		return slices.ContainsFunc(parts, func(p assess.Part) bool { return slices.Contains(names, p.Name) })
	}
	for _, r := range rules.All {
		switch {
		case among(r.Needs) || among(r.Whole):
			ids = append(ids, r.ID)
		case among(r.May):
			partly = append(partly, r.ID)
		}
	}
	return parts, ids, partly
}

func listPermissions(w io.Writer) error {
	for _, name := range assess.LeastPermissions() {
		parts, ids, partly := lostWithout(name)
		what := make([]string, len(parts))
		for i, p := range parts {
			what[i] = p.What
		}
		_, err := fmt.Fprintf(w, "%s\n  reads         %s\n  without it    not verified: %s\n", name, strings.Join(what, ", "), orNone(ids, partly))
		if err != nil {
			return err
		}
	}
	return nil
}

// orNone joins the ids of rules that are lost, or lost in some tenants, or says that there are none.
func orNone(ids, partly []string) string {
	if len(ids)+len(partly) == 0 {
		return "no rule; some figures"
	}
	text := strings.Join(ids, ", ")
	if len(partly) > 0 {
		text += "; perhaps " + strings.Join(partly, ", ")
	}
	return text
}

// writeManifest prints the least set as an application manifest wants it:
// https://learn.microsoft.com/entra/identity-platform/reference-microsoft-graph-app-manifest
func writeManifest(w io.Writer) error {
	type access struct {
		ID   string `json:"id"`
		Type string `json:"type"`
	}
	type resource struct {
		AppID  string   `json:"resourceAppId"`
		Access []access `json:"resourceAccess"`
	}
	graph := resource{AppID: assess.GraphAppID}
	for _, name := range assess.LeastPermissions() {
		graph.Access = append(graph.Access, access{assess.AppRoleIDs[name], "Role"})
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(map[string][]resource{"requiredResourceAccess": {graph}})
}

// consentLink prints where an administrator of the tenant consents. Without tenant and client it shows their places.
func consentLink(w io.Writer, tenant, client string) error {
	tenant, client = url.PathEscape(tenant), url.QueryEscape(client)
	if tenant == "" {
		tenant = "TENANT"
	}
	if client == "" {
		client = "CLIENT-ID"
	}
	_, err := fmt.Fprintf(w, "\nAdmin consent: https://login.microsoftonline.com/%s/adminconsent?client_id=%s\n", tenant, client)
	return err
}
