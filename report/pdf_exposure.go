package report

import (
	"cmp"
	"fmt"

	"preflight/assess"
)

// maxSites is how many sites the PDF names; the workbook has all.
const maxSites = 12

// drawExposure answers what the product is bought for: what Copilot could surface, and beside it, never added to it,
// what is open by link and to guests.
func drawExposure(c *canvas, d Document) {
	a := d.Assessment
	c.chapter("Data exposure", "What Copilot could surface today", 0)
	c.p(styleLead, "Copilot creates no new access: it finds whatever the person who asks can already open. Three statements follow. They are never added up, because one file may stand in all three.")

	c.h2("1 · What every employee’s Copilot may find without opening a link", "exposure discoverable")
	c.p(styleBody, "Files that are granted to everyone, or that stand in a site whose Microsoft 365 group is public. Search and Copilot show these to every employee.")
	c.tiles([]tile{
		c.measureTile(a, "copilot.files.discoverable", "files that may be found", ""),
		c.measureTile(a, "sharing.items.everyone", "grants to everyone in sites", "files, folders and libraries"),
		c.measureTile(a, "onedrive.items.everyone", "grants to everyone in OneDrives", "files, folders and libraries"),
		c.measureTile(a, "sharing.sites.public_group", "sites of a public group", c.outOf(a, "sharing.sites", "sites")),
	})

	c.h2("2 · What is open by link", "exposure links")
	c.p(styleBody, "By Microsoft’s account a link for anyone or for the organization does not make a file findable by search or Copilot until a person has opened it. Whoever holds the link can open the file all the same. "+c.dormantSentence(a))
	c.source("Microsoft: How shareable links work in OneDrive and SharePoint", "https://learn.microsoft.com/sharepoint/shareable-links-anyone-specific-people-organization")
	c.tiles([]tile{
		c.measureTile(a, "sharing.files.by_link.anonymous", "files under a link for anyone", c.anyoneNote(a)),
		c.measureTile(a, "sharing.files.by_link.organization", "files under a link for the organization", "open to every employee who has the link"),
	})
	c.figureTable("Links", []figure{
		{"Links for anyone, in sites", "sharing.links.anonymous"},
		{"… of those, that let people edit", "sharing.links.anonymous.edit"},
		{"… of those, that never expire", "sharing.links.anonymous.unending"},
		{"Links for anyone, in OneDrives", "onedrive.links.anonymous"},
		{"Links for the organization, in sites", "sharing.links.organization"},
		{"Links for the organization, in OneDrives", "onedrive.links.organization"},
		{"Expired links, which open nothing", "sharing.links.expired"},
	}, a)

	c.h2("3 · What people outside can open", "exposure guests")
	c.tiles([]tile{
		c.measureTile(a, "sharing.items.guests", "items granted to external people", "without a link"),
		c.measureTile(a, "sharing.links.guests", "links that name external people", ""),
		c.measureTile(a, "users.guests", "guest accounts in the directory", ""),
	})
	c.figureTable("Access that was given to people and groups by name", []figure{
		{"Links for named people, in sites", "sharing.links.users"},
		{"… of those, that name external people", "sharing.links.guests"},
		{"Links for named people, in OneDrives", "onedrive.links.users"},
		{"Grants in sites to a group of at least half of the staff, not counted under 1", "sharing.items.broad_group"},
	}, a)
	drawSharingSettings(c, a)
	drawSites(c, d)
	c.h2("How far these figures can be trusted", "")
	c.p(styleBody, c.readSentence(a)+" "+c.controlSentence(a))
	drawPillarFindings(c, d, assess.DataExposure)
}

// dormantSentence says whether links for anyone open anything today.
func (w *Words) dormantSentence(a assess.Assessment) string {
	switch {
	case a.Sharing == nil:
		return "Whether the tenant lets links for anyone open was not seen; they are counted here as open."
	case a.Sharing.AnyoneOff():
		return "The tenant has switched links for anyone off: those that exist are dormant and open nothing today, but come back to life when the setting is switched on again."
	case a.Sharing.AnyoneLinks():
		return "The tenant lets links for anyone be made and opened."
	}
	return "The tenant’s sharing setting is not known to this version of Preflight; links for anyone are counted here as open."
}

// capabilityWords are the values of sharingCapability: https://learn.microsoft.com/graph/api/resources/sharepointsettings
var capabilityWords = map[string]string{
	assess.SharingOff:            "Only people in the organization",
	assess.SharingExistingGuests: "Existing guests",
	assess.SharingGuests:         "New and existing guests",
	assess.SharingAnyone:         "Anyone",
}

var restrictionWords = map[string]string{"none": "No restriction", "allowList": "Only named domains", "blockList": "All but named domains"}

func drawSharingSettings(c *canvas, a assess.Assessment) {
	s := a.Sharing
	if s == nil {
		return
	}
	onOff := func(on *bool) string {
		switch {
		case on == nil:
			return "not seen"
		case *on:
			return "On"
		}
		return "Off"
	}
	restriction := cmp.Or(restrictionWords[s.DomainRestriction], s.DomainRestriction, "not given")
	if n := len(s.AllowedDomains) + len(s.BlockedDomains); n > 0 {
		restriction += " (" + c.Plural(n, "domain", "domains") + ")"
	}
	c.h2("The tenant’s sharing settings", "")
	c.table(table{[]column{{"Setting of the whole tenant", 0, false}, {"Value", 62, false}}, [][]cell{
		{{text: "Content can be shared with"}, {text: cmp.Or(capabilityWords[s.Capability], s.Capability, "not given"), strong: true}},
		{{text: "Guests may share what they do not own"}, {text: onOff(s.ResharingByGuests), strong: true}},
		{{text: "Sharing is restricted by domain"}, {text: restriction, strong: true}},
		{{text: "Guests have to sign in with the account that was invited"}, {text: onOff(s.MatchInvitedUser), strong: true}},
		{{text: "Apps without modern authentication may connect"}, {text: onOff(s.LegacyAuthProtocols), strong: true}},
	}})
}

// drawSites lists the sites with most to find.
func drawSites(c *canvas, d Document) {
	a := d.Assessment
	partly := map[string]bool{}
	lost := false
	for _, g := range a.Gaps {
		switch g.Part {
		case assess.PartSites, assess.PartItems, assess.PartPermissions, assess.PartDriveItems, assess.PartDrivePermissions:
			partly[g.Place] = true
			lost = true
		}
	}
	var open []assess.SiteExposure
	for _, s := range a.Exposure {
		if s.FilesDiscoverable+s.FilesAnonymous+s.FilesOrganization+s.LinksGuests+s.ItemsGuests > 0 {
			open = append(open, s)
		}
	}
	c.h2("Where it stands", "exposure sites")
	if len(open) == 0 {
		if lost {
			c.p(styleBody, "No exposure was found in what could be read; not every site could (see scope, coverage and limits).")
		} else {
			c.p(styleBody, "No site or OneDrive holds anything that stands in one of the three statements.")
		}
		return
	}
	rows := make([][]cell, 0, maxSites)
	for _, s := range open[:min(maxSites, len(open))] {
		sub := ""
		for _, mark := range []struct {
			on   bool
			word string
		}{{s.Personal, "OneDrive"}, {s.Public, "public group"}, {partly[s.WebID], "not all of it was read"}} {
			if mark.on && sub != "" {
				sub += ", "
			}
			if mark.on {
				sub += mark.word
			}
		}
		rows = append(rows, []cell{{text: shorten(cmp.Or(s.Name, s.URL), 80), sub: sub, url: s.URL}, {text: c.Number(s.Files)}, {text: c.Number(s.FilesDiscoverable), strong: true},
			{text: c.Number(s.FilesAnonymous)}, {text: c.Number(s.FilesOrganization)}, {text: c.Number(s.LinksGuests + s.ItemsGuests)}})
	}
	about := "Files by site, the most to find first; guest access counts links and grants."
	if more := a.Sites - len(rows); more > 0 {
		about += fmt.Sprintf(" %s more in the workbook, sheets Sites and owners and OneDrive.", c.Number(more))
	}
	c.p(styleBody, about)
	c.table(table{[]column{{"Site or OneDrive", 0, false}, {"Files", 17, true}, {"May be found", 25, true}, {"Anyone link", 22, true},
		{"Organization link", 30, true}, {"Guest access", 25, true}}, rows})
}

// readSentence says how much content stands behind the figures.
func (w *Words) readSentence(a assess.Assessment) string {
	text := func(measure string) string { return w.MeasureText(a, measure) }
	return fmt.Sprintf("Behind the figures stand: sites %s, libraries %s, items in them %s; OneDrives %s, items in them %s. Left out because archived: sites %s, OneDrives %s.",
		text("sharing.sites"), text("sharing.drives"), text("sharing.items"), text("onedrive.total"), text("onedrive.items"), text("sharing.sites.archived"), text("onedrive.archived"))
}

// controlSentence says what the control sample came to.
func (w *Words) controlSentence(a assess.Assessment) string {
	s := a.Control
	base := "Graph marks shared files, and the mark can be missing. So the permissions of a random sample of unmarked items were read: "
	switch {
	case s.Drawn == 0:
		return "No control sample was drawn in this run, so that files which Graph does not mark as shared were taken as not shared."
	case s.Found == 0:
		return base + fmt.Sprintf("of %s drawn none had permissions of its own.", w.Number(s.Drawn))
	}
	return base + fmt.Sprintf("of %s drawn, %s permissions of %s own. The %s concerned %s then read item by item.", w.Number(s.Drawn),
		w.Number(s.Found)+choose(s.Found, " had", " had"), choose(s.Found, "its", "their"), w.Plural(s.Drives, "library", "libraries"), choose(s.Drives, "was", "were"))
}
