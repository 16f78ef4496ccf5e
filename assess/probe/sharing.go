package probe

import (
	"context"
	"encoding/json"

	"github.com/microsoftgraph/msgraph-sdk-go/admin"

	"preflight/assess"
)

// sharing reads the tenant's sharing settings, and the libraries of sites with who can open what in them.
func (r *run) sharing(ctx context.Context, inv *assess.Inventory, gap func(assess.Gap)) error {
	r.together(ctx, gap,
		task{[]string{assess.PartSharingSettings}, func(ctx context.Context) error { return r.sharingSettings(ctx, inv, gap) }},
		task{[]string{assess.PartItems, assess.PartPermissions, assess.PartMembers}, func(ctx context.Context) error {
			return r.crawl(ctx, inv, gap, siteArea)
		}},
	)
	return nil
}

// settingsJSON are the sharing settings, https://learn.microsoft.com/graph/api/resources/sharepointsettings
type settingsJSON struct {
	Capability        string   `json:"sharingCapability"`
	Resharing         *bool    `json:"isResharingByExternalUsersEnabled"`
	DomainRestriction string   `json:"sharingDomainRestrictionMode"`
	Allowed           []string `json:"sharingAllowedDomainList"`
	Blocked           []string `json:"sharingBlockedDomainList"`
	MatchInvited      *bool    `json:"isRequireAcceptingUserToMatchInvitedUserEnabled"`
	LegacyAuth        *bool    `json:"isLegacyAuthProtocolsEnabled"`
	DeletedDays       int      `json:"deletedUserPersonalSiteRetentionPeriodInDays"`
}

// sharingSettings reads them. A switch that does not come is not one that is off: it costs what asks for it, and no other
// setting. Microsoft's page shows them wrapped in "value", the service has been seen to answer without.
func (r *run) sharingSettings(ctx context.Context, inv *assess.Inventory, gap gapFunc) error {
	request, err := r.request(r.client.SDK().Admin().Sharepoint().Settings().ToGetRequestInformation(ctx, (*admin.SharepointSettingsRequestBuilderGetRequestConfiguration)(nil)))
	if err != nil {
		return err
	}
	var answer struct {
		settingsJSON
		Value json.RawMessage `json:"value"`
	}
	if err := object(ctx, r, request, &answer); err != nil {
		return err
	}
	s := answer.settingsJSON
	if present(answer.Value) {
		if err := json.Unmarshal(answer.Value, &s); err != nil {
			return errContent("the sharing settings cannot be read")
		}
	}
	if s.Capability == "" {
		return errContent("the sharing settings do not say how far sharing may go")
	}
	inv.Sharing = &assess.SharingSettings{
		Capability: s.Capability, ResharingByGuests: s.Resharing, DomainRestriction: s.DomainRestriction,
		AllowedDomains: s.Allowed, BlockedDomains: s.Blocked, MatchInvitedUser: s.MatchInvited,
		LegacyAuthProtocols: s.LegacyAuth, DeletedOneDriveDays: s.DeletedDays,
	}
	if s.Resharing == nil || s.MatchInvited == nil || s.LegacyAuth == nil {
		g := newGap(assess.PartSharingSwitches, errContent("the sharing settings do not say all that they should"))
		g.Partial = true
		gap(g)
	}
	return r.settle(gap, assess.PartSharingSettings, 1, nil)
}
