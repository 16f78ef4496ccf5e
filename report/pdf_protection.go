package report

import "preflight/assess"

// drawProtection says what labels there are for Copilot to honour.
func drawProtection(c *canvas, d Document) {
	a := d.Assessment
	c.chapter("protection", c.Say("protection.kicker", nil), c.protectionTitle(a), 110)
	c.p(styleLead, c.Say("protection.lead", nil))
	c.tiles([]tile{
		c.measureTile(a, "labels.available", c.Say("protection.tile.labels", nil), ""),
		c.measureTile(a, "labels.groups_labelled", c.Say("protection.tile.groups", nil), c.partOf(a, "ownership.groups", "ownership.tile.of.groups")),
		c.containerTile(a),
	})
	c.shares(a, []shares{{c.Say("protection.groups", nil), "ownership.groups", []share{
		{"labels.groups_labelled", c.Say("protection.groups.labelled", nil), fillGood},
	}, share{name: c.Say("protection.groups.rest", nil), fill: fillWarn}}})
}

// containerTile says whether groups and sites can carry a label at all.
func (c *canvas) containerTile(a assess.Assessment) tile {
	t := c.measureTile(a, "labels.containers_enabled", c.Say("protection.tile.containers", nil), "")
	switch countOf(a, "labels.containers_enabled") {
	case 0:
		t.figure, t.note = c.Say("exposure.settings.off", nil), c.Say("protection.tile.containers.off", nil)
	case 1:
		t.figure, t.note = c.Say("exposure.settings.on", nil), c.Say("protection.tile.containers.on", nil)
	}
	return t
}

func (c *canvas) protectionTitle(a assess.Assessment) string {
	labels, labelled, groups := countOf(a, "labels.available"), countOf(a, "labels.groups_labelled"), countOf(a, "ownership.groups")
	switch {
	case labels < 0 || labelled < 0 || groups <= 0:
		return c.Say("protection.title", nil)
	case labels == 0:
		return c.Say("protection.title.none", nil)
	}
	return c.Say("protection.title.some", With{"labels": labels, "labelled": labelled, "groups": groups})
}
