package probe

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/microsoftgraph/msgraph-sdk-go/groups"
	"github.com/microsoftgraph/msgraph-sdk-go/organization"
	"github.com/microsoftgraph/msgraph-sdk-go/users"

	"preflight/assess"
	"preflight/assess/graph"
)

// Sizes of pages, at most what Graph allows. A page of groups with their owners is smaller by Graph's own rule.
const (
	pageSize       int32 = 999
	groupsPageSize int32 = 100
)

// unified is the filter for Microsoft 365 groups.
const unified = "groupTypes/any(c:c eq 'Unified')"

// tenant reads what the other probes and the rules join against.
func (r *run) tenant(ctx context.Context, inv *assess.Inventory, gap func(assess.Gap)) error {
	// Which permissions the token holds is only told, never relied on: each request shows for itself what it may see.
	if identity, err := r.client.Identity(ctx); err == nil {
		inv.Roles, inv.RolesKnown = identity.Roles, identity.RolesKnown
	}
	r.together(ctx, gap,
		task{[]string{assess.PartOrganization}, func(ctx context.Context) error { return r.organization(ctx, inv, gap) }},
		task{[]string{assess.PartUsers}, func(ctx context.Context) error { return r.users(ctx, inv, gap) }},
		task{[]string{assess.PartDeletedUsers}, func(ctx context.Context) error { return r.deletedUsers(ctx, inv, gap) }},
		task{[]string{assess.PartGroups, assess.PartGroupSites}, func(ctx context.Context) error {
			if err := r.groups(ctx, inv, gap); err != nil {
				return err
			}
			r.groupSites(ctx, inv, gap)
			return nil
		}},
		task{[]string{assess.PartSites, assess.PartSubsites}, func(ctx context.Context) error {
			if err := r.sites(ctx, inv, gap); err != nil {
				return err
			}
			r.subsites(ctx, inv, gap)
			return nil
		}},
		task{[]string{assess.PartReportSettings}, func(ctx context.Context) error { return r.reportSettings(ctx, inv, gap) }},
		task{[]string{assess.PartSiteUsage}, func(ctx context.Context) error { return r.siteUsage(ctx, inv, gap) }},
		task{[]string{assess.PartTeamActivity}, func(ctx context.Context) error { return r.teamActivity(ctx, inv, gap) }},
		task{[]string{assess.PartDriveUsage}, func(ctx context.Context) error { return r.driveUsage(ctx, inv, gap) }},
	)
	r.confirmJoins(inv, gap)
	return nil
}

// organization reads the tenant's name and verified domains,
// https://learn.microsoft.com/graph/api/organization-list
func (r *run) organization(ctx context.Context, inv *assess.Inventory, gap gapFunc) error {
	type organizationJSON struct {
		ID          string `json:"id"`
		DisplayName string `json:"displayName"`
		Country     string `json:"countryLetterCode"`
		Domains     []struct {
			Name      string `json:"name"`
			IsDefault bool   `json:"isDefault"`
		} `json:"verifiedDomains"`
	}
	request, err := r.request(r.client.SDK().Organization().ToGetRequestInformation(ctx, &organization.OrganizationRequestBuilderGetRequestConfiguration{
		QueryParameters: &organization.OrganizationRequestBuilderGetQueryParameters{
			Select: []string{"id", "displayName", "tenantType", "verifiedDomains", "countryLetterCode"},
		},
	}))
	if err != nil {
		return err
	}
	var found []organizationJSON
	n, err := list(ctx, r, request, func(o organizationJSON) error { found = append(found, o); return nil })
	if len(found) == 0 || len(found[0].Domains) == 0 {
		// Without a domain everybody would be from outside.
		return cmp.Or(err, error(errContent("Graph named no organization with a verified domain")))
	}
	o := found[0]
	inv.Tenant = assess.Tenant{ID: key(o.ID), Name: o.DisplayName, Country: o.Country}
	for _, d := range o.Domains {
		name := strings.ToLower(d.Name)
		inv.Tenant.VerifiedDomains = append(inv.Tenant.VerifiedDomains, name)
		if d.IsDefault {
			inv.Tenant.DefaultDomain = name
		}
	}
	slices.Sort(inv.Tenant.VerifiedDomains)
	return r.settle(gap, assess.PartOrganization, n, err)
}

// users reads every account of the directory, https://learn.microsoft.com/graph/api/user-list. An account of which Graph
// hides whether it is enabled, or which licences it has, is left out and not taken for a disabled one without any. That
// nobody is a member means that the types are hidden, and then nothing can be said of anybody.
func (r *run) users(ctx context.Context, inv *assess.Inventory, gap gapFunc) error {
	type userJSON struct {
		ID       string `json:"id"`
		Name     string `json:"displayName"`
		UPN      string `json:"userPrincipalName"`
		Mail     string `json:"mail"`
		Type     string `json:"userType"`
		Enabled  *bool  `json:"accountEnabled"`
		Created  stamp  `json:"createdDateTime"`
		Licences *[]struct {
			SKU      string   `json:"skuId"`
			Disabled []string `json:"disabledPlans"`
		} `json:"assignedLicenses"`
	}
	request, err := r.request(r.client.SDK().Users().ToGetRequestInformation(ctx, &users.UsersRequestBuilderGetRequestConfiguration{
		QueryParameters: &users.UsersRequestBuilderGetQueryParameters{
			Select: []string{"id", "displayName", "userPrincipalName", "mail", "userType", "accountEnabled", "assignedLicenses", "createdDateTime"},
			Top:    new(pageSize),
		},
	}))
	if err != nil {
		return err
	}
	hidden := 0
	n, err := list(ctx, r, request, func(u userJSON) error {
		if u.Enabled == nil || u.Licences == nil {
			hidden++
			return nil
		}
		user := assess.User{
			ID: key(u.ID), Name: u.Name, UPN: u.UPN, Mail: u.Mail, Created: u.Created.Time,
			Guest: u.Type == "Guest", Member: u.Type == "Member", Enabled: *u.Enabled,
		}
		for _, l := range *u.Licences {
			licence := assess.Licence{SKU: key(l.SKU)}
			for _, plan := range l.Disabled {
				licence.DisabledPlans = append(licence.DisabledPlans, key(plan))
			}
			slices.Sort(licence.DisabledPlans)
			user.Licences = append(user.Licences, licence)
		}
		slices.SortFunc(user.Licences, func(a, b assess.Licence) int { return cmp.Compare(a.SKU, b.SKU) })
		inv.Users = append(inv.Users, user)
		return nil
	})
	slices.SortFunc(inv.Users, func(a, b assess.User) int { return cmp.Compare(a.ID, b.ID) })
	whole := err == nil
	switch {
	case err != nil:
	case hidden > 0:
		err = errHidden("whether accounts are enabled, and their licences,")
	case n == 0: // the application was made by somebody
		err = errContent("Graph listed no user")
	}
	if whole && n > 0 && !slices.ContainsFunc(inv.Users, func(u assess.User) bool { return u.Member }) {
		inv.Users, err = nil, cmp.Or(err, error(errContent("no user is a member")))
	}
	return r.settle(gap, assess.PartUsers, len(inv.Users), err)
}

// deletedUsers reads the recycle bin of the directory, https://learn.microsoft.com/graph/api/directory-deleteditems-list
func (r *run) deletedUsers(ctx context.Context, inv *assess.Inventory, gap gapFunc) error {
	type deletedJSON struct {
		ID      string `json:"id"`
		Name    string `json:"displayName"`
		UPN     string `json:"userPrincipalName"`
		Deleted stamp  `json:"deletedDateTime"`
	}
	// The SDK's builder writes graph.user, which Microsoft's page does not document.
	request := graph.Request{URL: "/directory/deletedItems/microsoft.graph.user?$select=id,displayName,userPrincipalName,deletedDateTime&$top=999"}
	n, err := list(ctx, r, request, func(d deletedJSON) error {
		inv.DeletedUsers = append(inv.DeletedUsers, assess.DeletedUser{ID: key(d.ID), Name: d.Name, UPN: d.UPN, Deleted: d.Deleted.Time})
		return nil
	})
	slices.SortFunc(inv.DeletedUsers, func(a, b assess.DeletedUser) int { return cmp.Compare(a.ID, b.ID) })
	return r.settle(gap, assess.PartDeletedUsers, n, err)
}

// ownerJSON is an owner of a group: a user, or a service principal, as its type says.
type ownerJSON struct {
	ODataType string `json:"@odata.type"`
	ID        string `json:"id"`
	Name      string `json:"displayName"`
	UPN       string `json:"userPrincipalName"`
}

func (o ownerJSON) owner() assess.Owner {
	user := strings.HasSuffix(o.ODataType, ".user") || o.ODataType == "" && o.UPN != ""
	return assess.Owner{ID: key(o.ID), Name: o.Name, UPN: o.UPN, User: user}
}

// known reports whether Graph said what the owner is. One without a type and without a user principal name may be a
// user whose name is hidden.
func (o ownerJSON) known() bool { return o.ODataType != "" || o.UPN != "" }

// errOwners says that somebody owns a group whom Graph does not show.
const errOwners = errHidden("owners of the group")

// groups reads the Microsoft 365 groups with their owners, of whom Graph expands 20 at most:
// https://learn.microsoft.com/graph/query-parameters#expand-parameter
func (r *run) groups(ctx context.Context, inv *assess.Inventory, gap gapFunc) error {
	type groupJSON struct {
		ID         string        `json:"id"`
		Name       string        `json:"displayName"`
		Mail       string        `json:"mail"`
		Visibility string        `json:"visibility"`
		Created    stamp         `json:"createdDateTime"`
		Synced     bool          `json:"onPremisesSyncEnabled"`
		Options    []string      `json:"resourceProvisioningOptions"`
		Owners     *[]*ownerJSON `json:"owners"`
	}
	request, err := r.request(r.client.SDK().Groups().ToGetRequestInformation(ctx, &groups.GroupsRequestBuilderGetRequestConfiguration{
		QueryParameters: &groups.GroupsRequestBuilderGetQueryParameters{
			Filter: new(unified),
			Select: []string{"id", "displayName", "mail", "visibility", "createdDateTime", "onPremisesSyncEnabled", "resourceProvisioningOptions"},
			Expand: []string{"owners($select=id,displayName,userPrincipalName)"},
			Top:    new(groupsPageSize),
		},
	}))
	if err != nil {
		return err
	}
	n, err := list(ctx, r, request, func(g groupJSON) error {
		group := assess.Group{
			ID: key(g.ID), Name: g.Name, Mail: g.Mail, Visibility: g.Visibility, Created: g.Created.Time, Synced: g.Synced,
			Team: slices.Contains(g.Options, "Team"),
		}
		complete := g.Owners != nil
		if complete {
			for _, o := range *g.Owners {
				if o == nil {
					complete = false
					continue
				}
				complete = complete && o.known()
				group.Owners = append(group.Owners, o.owner())
			}
		}
		sortOwners(group.Owners)
		if !complete {
			gap(newPlaceGap(assess.PartOwners, group.ID, group.Name, errOwners))
		}
		if group.Visibility == "" {
			// A Microsoft 365 group always has a visibility; that null means hidden is not yet seen on a live tenant.
			gap(newPlaceGap(assess.PartGroupVisibility, group.ID, group.Name, errHidden("whether the group is public")))
		}
		inv.Groups = append(inv.Groups, group)
		return nil
	})
	slices.SortStableFunc(inv.Groups, func(a, b assess.Group) int { return cmp.Compare(a.ID, b.ID) })
	inv.Groups = slices.CompactFunc(inv.Groups, func(a, b assess.Group) bool { return a.ID == b.ID }) // pages shift while they are read
	return r.settle(gap, assess.PartGroups, n, err)
}

func sortOwners(owners []assess.Owner) {
	slices.SortFunc(owners, func(a, b assess.Owner) int { return cmp.Compare(a.ID, b.ID) })
}
