package samples

import "preflight/assess/emulator"

// contoso is the tenant of the public demo: a builder and supplier of about 120 people that has grown for years and
// tidied up for none, with everything in it that the rules look for.
func contoso() *plan {
	p := newPlan("contoso", emulator.Tenant{
		Name: "Contoso Pty Ltd", Country: "AUS",
		Domains: []emulator.Domain{
			{Name: "contoso.com", Verified: true, Default: true},
			{Name: "contoso.onmicrosoft.com", Verified: true},
			{Name: "contoso-legacy.com.au"},
		},
		App: emulator.App{Name: "Preflight (read only)", Roles: leastRoles()},
		Sharing: emulator.SharingSettings{
			Capability: "externalUserAndGuestSharing", ResharingByGuests: true, DomainRestriction: "none", LegacyAuthProtocols: true, DeletedOneDriveDays: 30,
		},
		GroupSettings: map[string]string{"EnableMIPLabels": "false", "AllowToAddGuests": "true", "EnableGroupCreation": "true"},
	})
	p.domain, p.host = "contoso.com", "contoso.sharepoint.com"
	p.trap("labels.containers_enabled", "Group.Unified", `EnableMIPLabels is there and says "false"`)
	contosoLicences(p)
	contosoPeople(p)
	contosoLicenceTraps(p)
	contosoLabels(p)
	contosoGroups(p)
	contosoSites(p)
	contosoOneDrives(p)
	return p
}

// leastRoles are the application permissions with which Preflight sees everything.
func leastRoles() []string {
	return []string{
		"Channel.ReadBasic.All", "ChannelMember.Read.All", "Group.Read.All", "Organization.Read.All", "Reports.Read.All",
		"ReportSettings.Read.All", "SensitivityLabels.Read.All", "SharePointTenantSettings.Read.All", "Sites.Read.All", "Team.ReadBasic.All", "User.Read.All",
	}
}

func contosoLabels(p *plan) {
	yes, no := true, false
	p.label(emulator.Label{Name: "Public", Priority: 0, Enabled: &yes, ApplicableTo: "email,teamwork,file"}, 1)
	p.label(emulator.Label{Name: "General", Priority: 1, Enabled: &yes, ApplicableTo: "email,file,site,unifiedgroup", Default: true}, 1)
	p.label(emulator.Label{Name: "Confidential", Priority: 2, Enabled: &yes, ApplicableTo: "email,file,site,unifiedgroup", Sublabels: []emulator.Label{
		{Name: "All staff", Priority: 3, Enabled: &yes, ApplicableTo: "email,file", Protects: true},
		{Name: "Finance & Payroll only", Priority: 4, ApplicableTo: "file", Protects: true},
		{Name: "Recipients only", Priority: 5, Enabled: &yes, ApplicableTo: "email", Protects: true},
	}}, 2)
	p.label(emulator.Label{Name: "Highly confidential", Priority: 6, Enabled: &yes, ApplicableTo: "email,file", Sublabels: []emulator.Label{
		{Name: "Board", Priority: 7, Enabled: &yes, Protects: true},
		{Name: "Legacy – do not use", Priority: 8, Enabled: &no, ApplicableTo: "email,file"},
	}}, 1)
	p.label(emulator.Label{Name: "Personal", Priority: 9}, 1)
	p.label(emulator.Label{Name: "Do not forward", Priority: 10, Enabled: &yes, ApplicableTo: "email"}, 0)
	p.label(emulator.Label{Name: "Restricted (2021)", Priority: 11, Enabled: &no, ApplicableTo: "email,file"}, 0)
	p.trap("labels.available", "Confidential", "has sublabels, so that nobody can put it on a file")
	p.trap("labels.available", "Personal", "applicableTo is absent and it counts")
	p.trap("labels.available", "Finance & Payroll only", "isEnabled is absent and it counts")
	p.trap("labels.available", "Do not forward", "is for mail only")
	p.trap("labels.available", "Restricted (2021)", "is disabled")
}
