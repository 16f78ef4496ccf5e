package probe

import (
	"context"
	"strings"

	"preflight/assess/graph"
)

// Domain asks for the tenant's default domain, which names the folder of its results and of the crawl's cache, so that
// it is needed before anything else is read: https://learn.microsoft.com/graph/api/organization-list
// It is empty where Graph does not tell.
func Domain(ctx context.Context, c *graph.Client) string {
	type organizationJSON struct {
		Domains []struct {
			Name      string `json:"name"`
			IsDefault bool   `json:"isDefault"`
		} `json:"verifiedDomains"`
	}
	name := ""
	request := graph.Request{URL: "/organization?$select=id,displayName,verifiedDomains"}
	// What was read before a list broke off is true. The probe of the tenant asks again, and says what is lost.
	_ = graph.Each(ctx, c, request, func(o organizationJSON) error {
		for _, d := range o.Domains {
			if d.IsDefault && name == "" {
				name = strings.ToLower(d.Name)
			}
		}
		return nil
	})
	return name
}
