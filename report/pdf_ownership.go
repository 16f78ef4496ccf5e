package report

import "preflight/assess"

// drawOwnership says who answers for groups, sites, teams and OneDrives, and what lies there unused.
func drawOwnership(c *canvas, d Document) {
	a := d.Assessment
	c.chapter(c.Say("ownership.kicker", nil), c.ownershipTitle(a), 0)
	c.p(styleLead, c.Say("ownership.lead", nil))
	silent, stale := "teams.inactive_90d", "stale.sites_180d"
	c.tiles([]tile{
		c.measureTile(a, "ownership.groups.ownerless", c.Say("ownership.tile.ownerless", nil), c.partOf(a, "ownership.groups", "ownership.tile.of.groups")),
		c.measureTile(a, silent, c.Say("ownership.tile.teams", With{"days": daysOf(silent)}), c.partOf(a, "teams.total", "ownership.tile.of.teams")),
		c.measureTile(a, "teams.channels.ownerless", c.Say("ownership.tile.channels", nil), c.Say("ownership.tile.channels.note", nil)),
		c.measureTile(a, "onedrive.owner_deleted", c.Say("ownership.tile.deleted", nil), c.partOf(a, "onedrive.total", "ownership.tile.of.onedrives")),
	})
	part := func(measure, key string, fill colour) share {
		return share{measure, c.Say("ownership.part."+key, With{"days": daysOf(measure)}), fill}
	}
	rest := func(key string) share { return share{name: c.Say("ownership.rest."+key, nil), fill: fillGood} }
	c.shares(a, []shares{
		{c.Say("ownership.groups", nil), "ownership.groups", []share{
			part("ownership.groups.ownerless", "groups-ownerless", fillBad), part("ownership.groups.no_active_owner", "groups-gone", fillWarn),
			part("ownership.groups.owner_unknown", "groups-unknown", fillBlank),
		}, rest("groups")},
		{c.Say("ownership.sites", nil), "sharing.sites", []share{
			part("ownership.sites.ownerless_group", "sites-group", fillBad), part("ownership.sites.owner_unknown", "sites-unknown", fillBlank),
		}, share{name: c.Say("ownership.rest.sites", nil), fill: fillCalm}},
		{c.Say("ownership.onedrives", nil), "onedrive.total", []share{
			part("onedrive.owner_deleted", "onedrives-deleted", fillBad), part("onedrive.owner_disabled", "onedrives-disabled", fillWarn),
			part("onedrive.owner_unknown", "onedrives-unknown", fillBlank),
		}, rest("onedrives")},
		{c.Say("ownership.teams", nil), "teams.total", []share{
			part(silent, "teams-silent", fillWarn), part("teams.archived", "teams-archived", fillBlank),
		}, rest("teams")},
	})
	c.figureTable(c.Say("ownership.also", nil), []figure{
		{"ownership.single", "ownership.groups.single_owner"},
		{"ownership.stale", stale},
		{"ownership.idle", "onedrive.inactive_90d"},
		{"ownership.duplicates", "teams.duplicate_names"},
	}, a)
	if hasMeasure(a, "ownership.groups") {
		c.p(styleCaption, c.Say("ownership.note", nil))
	}
	drawPillarFindings(c, d, assess.Ownership)
}

// ownershipTitle says how many groups nobody answers for, where that was seen.
func (c *canvas) ownershipTitle(a assess.Assessment) string {
	groups, none, gone := countOf(a, "ownership.groups"), countOf(a, "ownership.groups.ownerless"), countOf(a, "ownership.groups.no_active_owner")
	switch {
	case groups <= 0 || none < 0 || gone < 0:
		return c.Say("ownership.title", nil)
	case none+gone == 0:
		return c.Say("ownership.title.good", nil)
	}
	return c.Say("ownership.title.bad", With{"n": none + gone, "groups": groups})
}

// partOf is the note of a tile that counts a part of another measure; none where that was not seen whole.
func (c *canvas) partOf(a assess.Assessment, measure, key string) string {
	if n := a.Measures[measure]; n != nil {
		return c.Say(key, With{"n": *n})
	}
	return ""
}
