package report

// usageMeasure counts those who used Copilot lately.
const usageMeasure = "copilot.users.active_30d"

// hasUsage reports whether anybody could use Copilot, so that its use was asked for.
func hasUsage(d Document) bool { return hasMeasure(d.Assessment, usageMeasure) }

// drawUsage says what became of the seats, once there are any. It counts people and names none.
func drawUsage(c *canvas, d Document) {
	a := d.Assessment
	active, assigned := countOf(a, usageMeasure), countOf(a, "licence.copilot.assigned")
	with := With{"active": active, "assigned": assigned, "days": daysOf(usageMeasure)}
	title := c.Say("usage.title", nil)
	if active >= 0 && assigned > 0 {
		title = c.Say("usage.title.seen", with)
	}
	c.chapter("usage", c.Say("usage.kicker", nil), title, 90)
	c.p(styleLead, c.Say("usage.lead", With{"days": daysOf(usageMeasure)}))
	c.tiles([]tile{
		c.measureTile(a, usageMeasure, c.Say("usage.tile.active", nil), c.Say("usage.tile.active.note", With{"days": daysOf(usageMeasure)})),
		c.measureTile(a, "licence.copilot.assigned", c.Say("usage.tile.assigned", nil), ""),
		c.measureTile(a, "licence.copilot.seats", c.Say("licences.tile.seats", nil), ""),
	})
	if active >= 0 && assigned > 0 && active <= assigned {
		share := float64(active) / float64(assigned)
		text := c.Say("usage.share", With{"share": c.Percent(share), "days": daysOf(usageMeasure)})
		c.need(styleBody.leading + 9)
		c.figure(text, func() { c.bar(c.left, c.y+1, body, 5, share, c.tone, 0) })
		c.y += 8
		c.p(styleBody, text)
	}
}
