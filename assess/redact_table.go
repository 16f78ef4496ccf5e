package assess

// redactions says of every text in an assessment and in the rows of the evidence what becomes of it when names are taken
// out. A test finds the field that is missing here; until then it is dropped.
var redactions = map[string]treatment{
	"Assessment.Version":  asIs,
	"Assessment.Clock":    clockWords,
	"Assessment.Measures": asIs,
	"Assessment.Seen":     asIs,

	"Assessment.UnmatchedExclusions": asAddress,

	"Seen.Unit": asIs,

	"Tenant.ID":              asKey,
	"Tenant.Name":            called("Tenant"),
	"Tenant.DefaultDomain":   asDomain,
	"Tenant.Country":         asNothing,
	"Tenant.VerifiedDomains": asDomain,

	"Score.Verdict":      asIs,
	"Score.Gate":         asIs,
	"Score.Blockers":     asIs,
	"Score.Unseen":       asIs,
	"PillarScore.Pillar": asIs,

	"Finding.Rule":     asIs,
	"Finding.Pillar":   asIs,
	"Finding.Severity": asIs,
	"Finding.Outcome":  asIs,
	"Finding.Unit":     asIs,
	"Finding.Note":     asIs, // the name of a text of the catalogue
	"Finding.Reasons":  asIs,
	"Finding.Parts":    asIs,
	"Object.Key":       asKey,
	"Object.Name":      ofObject(func(k objectKind) treatment { return k.name }),
	"Object.Place":     ofObject(func(k objectKind) treatment { return k.place }),
	"Object.Detail":    ofObject(func(k objectKind) treatment { return k.detail }),
	"Object.URL":       asAddress,

	"SharingSettings.Capability":        asIs,
	"SharingSettings.DomainRestriction": asIs,
	"SharingSettings.AllowedDomains":    asDomain,
	"SharingSettings.BlockedDomains":    asDomain,

	"SiteExposure.WebID": asKey,
	"SiteExposure.Name":  asSite,
	"SiteExposure.URL":   asAddress,

	"TopicExposure.Topic": asIs, // of the list of words that Preflight, or whoever uses it, brings
	"SiteNames.WebID":     asKey,
	"SiteNames.Name":      asSite,
	"SiteNames.URL":       asAddress,

	"Crawl.Scan":       asIs,
	"Crawl.Basis":      asIs,
	"Crawl.MayMiss":    asIs,
	"AreaCrawl.Area":   asIs,
	"Tally.Failed":     asIs,
	"Ceiling.Requests": asIs,

	"PartCoverage.Part":   asIs,
	"PartCoverage.Unit":   asIs,
	"Permissions.Held":    asIs,
	"Permissions.Missing": asIs,
	"Permissions.Excess":  asIs,

	"Gap.Part":   asIs,
	"Gap.Place":  asKey,
	"Gap.Name":   gapName,
	"Gap.Reason": asIs,
	"Gap.Detail": asNothing, // Graph's own words

	"Evidence.SHA256": asNothing, // of the true file
	"Evidence.Rows":   asIs,

	"LinkRow.Key":     asKey,
	"LinkRow.Site":    asSite,
	"LinkRow.SiteURL": asAddress,
	"LinkRow.WebID":   asKey,
	"LinkRow.Library": asLibrary,
	"LinkRow.Path":    asFolders,
	"LinkRow.Item":    asItem,
	"LinkRow.Kind":    asIs,
	"LinkRow.ItemURL": asAddress,
	"LinkRow.Scope":   asIs,
	"LinkRow.Type":    asIs,
	"LinkRow.Guests":  asAccount,

	"GrantRow.Key":     asKey,
	"GrantRow.Site":    asSite,
	"GrantRow.SiteURL": asAddress,
	"GrantRow.WebID":   asKey,
	"GrantRow.Library": asLibrary,
	"GrantRow.Path":    asFolders,
	"GrantRow.Item":    asItem,
	"GrantRow.Kind":    asIs,
	"GrantRow.ItemURL": asAddress,
	"GrantRow.Class":   asIs,
	"GrantRow.Grantee": asGrantee,

	"NameRow.Key":     asKey,
	"NameRow.Site":    asSite,
	"NameRow.SiteURL": asAddress,
	"NameRow.WebID":   asKey,
	"NameRow.Library": asLibrary,
	"NameRow.Path":    asFolders,
	"NameRow.Item":    asItem,
	"NameRow.ItemURL": asAddress,
	"NameRow.Topic":   asIs,

	"SiteRow.Key":     asKey,
	"SiteRow.Name":    called("Site"),
	"SiteRow.URL":     asAddress,
	"SiteRow.Group":   asGroup,
	"SiteRow.GroupID": asKey,
	"SiteRow.Owners":  asAccount,
	"SiteRow.Owner":   asIs,

	"GroupRow.Key":        asKey,
	"GroupRow.Name":       asGroup,
	"GroupRow.Mail":       asAccount,
	"GroupRow.Visibility": asIs,
	"GroupRow.Owners":     asAccount,
	"GroupRow.Owner":      asIs,
	"GroupRow.Labels":     asLabel,

	"TeamRow.Key":    asKey,
	"TeamRow.Name":   asTeam,
	"TeamRow.Owners": asAccount,

	"ChannelRow.Key":    asKey,
	"ChannelRow.Team":   asTeam,
	"ChannelRow.TeamID": asKey,
	"ChannelRow.Name":   called("Channel"),
	"ChannelRow.Owners": asAccount,

	"OneDriveRow.Key":       asKey,
	"OneDriveRow.Name":      called("OneDrive"),
	"OneDriveRow.URL":       asAddress,
	"OneDriveRow.OwnerName": asPerson,
	"OneDriveRow.OwnerUPN":  asAccount,
	"OneDriveRow.Owner":     asIs,

	"LabelRow.Key":       asKey,
	"LabelRow.Name":      asLabel,
	"LabelRow.Parent":    asLabel,
	"LabelRow.AppliesTo": asIs,

	"SKURow.Key":    asKey,
	"SKURow.Part":   asIs,
	"SKURow.Name":   asIs,
	"SKURow.Status": asIs,

	"PersonRow.Key":      asKey,
	"PersonRow.Name":     asPerson,
	"PersonRow.UPN":      asAccount,
	"PersonRow.Kind":     asIs,
	"PersonRow.Licences": asIs,
	"PersonRow.Unknown":  asIs,
	"PersonRow.Why":      asIs,
}
