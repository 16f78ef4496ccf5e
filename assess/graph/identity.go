package graph

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// An Identity is as whom the client is signed in, as far as the token says.
// Microsoft calls Graph's tokens opaque to clients: where one cannot be read,
// only RolesKnown false follows from it.
type Identity struct {
	TenantID   string
	AppID      string
	AppName    string
	Roles      []string // application permissions, sorted
	RolesKnown bool
}

// Consented returns ErrNoConsent where the token shows that the application
// holds no permission at all.
func (i Identity) Consented() error {
	if i.RolesKnown && len(i.Roles) == 0 {
		return ErrNoConsent
	}
	return nil
}

// Identity signs in, or takes the token that is still valid, and reads it.
func (c *Client) Identity(ctx context.Context) (Identity, error) {
	// The same options as the SDK's, so that both share one token.
	token, err := c.credential.GetToken(ctx, policy.TokenRequestOptions{Scopes: []string{c.scope}, EnableCAE: true})
	if err != nil {
		return Identity{}, err
	}
	return readToken(token.Token), nil
}

// readToken reads the claims of a JWT without checking its signature: they
// inform, they decide nothing.
func readToken(token string) Identity {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return Identity{}
	}
	payload, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(parts[1], "="))
	if err != nil {
		return Identity{}
	}
	var claims struct {
		TenantID string   `json:"tid"`
		AppID    string   `json:"appid"`
		AppName  string   `json:"app_displayname"`
		Roles    []string `json:"roles"`
	}
	if json.Unmarshal(payload, &claims) != nil {
		return Identity{}
	}
	slices.Sort(claims.Roles)
	return Identity{
		TenantID:   claims.TenantID,
		AppID:      claims.AppID,
		AppName:    claims.AppName,
		Roles:      slices.Compact(claims.Roles),
		RolesKnown: true,
	}
}
