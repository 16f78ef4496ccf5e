package report

import "preflight/assess"

// drawOwnership says who answers for groups, sites, teams and OneDrives, and what lies there unused.
func drawOwnership(c *canvas, d Document) {
	a := d.Assessment
	c.chapter("ownership", c.Say("ownership.kicker", nil), d.ownershipTitle(), 0)
	c.p(styleLead, c.Say("ownership.lead", nil))
	silent, stale := "teams.inactive_90d", "stale.sites_180d"
	c.tiles([]tile{
		d.findingTile("OWN-01", c.Say("ownership.tile.groups", nil), "ownership.tile.of.groups",
			c.measureTile(a, "ownership.groups.ownerless", c.Say("ownership.tile.ownerless", nil), c.partOf(a, "ownership.groups", "ownership.tile.of.groups"))),
		d.findingTile("TMS-01", c.Say("ownership.tile.teams", With{"days": daysOf(silent)}), "ownership.tile.of.teams",
			c.measureTile(a, silent, c.Say("ownership.tile.teams", With{"days": daysOf(silent)}), c.partOf(a, "teams.total", "ownership.tile.of.teams"))),
		d.findingTile("TMS-03", c.Say("ownership.tile.channels", nil), "ownership.tile.of.channels",
			c.measureTile(a, "teams.channels.ownerless", c.Say("ownership.tile.channels", nil), "")),
		d.findingTile("ODR-01", c.Say("ownership.tile.deleted", nil), "ownership.tile.of.onedrives",
			c.measureTile(a, "onedrive.owner_deleted", c.Say("ownership.tile.deleted", nil), c.partOf(a, "onedrive.total", "ownership.tile.of.onedrives"))),
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
	c.figureTable(c.Say("ownership.also", nil), d, []countedFigure{
		{"ownership.single", "ownership.groups.single_owner", "OWN-02"},
		{"ownership.stale", stale, ""},
		{"ownership.idle", "onedrive.inactive_90d", "ODR-04"},
		{"ownership.duplicates", "teams.duplicate_names", "TMS-02"},
	})
}

// ownershipTitle says how many groups nobody answers for, as the finding counts them; without one, as the measures do.
func (d Document) ownershipTitle() string {
	a := d.Assessment
	groups, none, gone := countOf(a, "ownership.groups"), countOf(a, "ownership.groups.ownerless"), countOf(a, "ownership.groups.no_active_owner")
	n := none + gone
	if f, judged := d.judged("OWN-01"); judged && f.Of > 0 {
		if f.AtLeast {
			return d.Say("ownership.title", nil)
		}
		n, groups = f.Count, f.Of
	} else if groups <= 0 || none < 0 || gone < 0 {
		return d.Say("ownership.title", nil)
	}
	if n == 0 {
		return d.Say("ownership.title.good", nil)
	}
	return d.Say("ownership.title.bad", With{"n": n, "groups": groups})
}

// partOf is the note of a tile that counts a part of another measure; none where that was not seen whole.
func (c *canvas) partOf(a assess.Assessment, measure, key string) string {
	if n := a.Measures[measure]; n != nil {
		return c.Say(key, With{"n": *n})
	}
	return ""
}
