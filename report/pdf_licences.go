package report

import "preflight/assess"

// drawLicences says who is eligible for Copilot, and what became of the seats that were bought.
func drawLicences(c *canvas, d Document) {
	a := d.Assessment
	c.chapter("licences", c.Say("licences.kicker", nil), c.licencesTitle(a), 131)
	c.p(styleLead, c.Say("licences.lead", nil))
	c.tiles([]tile{
		c.measureTile(a, "licence.users.eligible", c.Say("licences.tile.eligible", nil), c.partOf(a, "users.members", "licences.tile.of.members")),
		c.measureTile(a, "licence.users.not_eligible", c.Say("licences.tile.not", nil), c.Say("licences.tile.not.note", With{"sheet": licenceSheet})),
		c.measureTile(a, "licence.copilot.seats", c.Say("licences.tile.seats", nil), d.freeSeats()),
		c.measureTile(a, "licence.copilot.assigned", c.Say("licences.tile.assigned", nil), ""),
	})
	c.shares(a, []shares{
		{c.Say("licences.people", nil), "users.members", []share{
			{"licence.users.eligible", c.Say("licences.people.eligible", nil), fillGood},
			{"licence.users.not_eligible", c.Say("licences.people.not", nil), fillWarn},
		}, share{name: c.Say("licences.people.rest", nil), fill: fillBlank}},
		{c.Say("licences.seats", nil), "licence.copilot.seats", []share{
			{"licence.copilot.assigned", c.Say("licences.seats.used", nil), fillGood},
			{"licence.copilot.assigned_disabled", c.Say("licences.seats.disabled", nil), fillBad},
		}, share{name: c.Say("licences.seats.free", nil), fill: fillBlank}},
	})
}

// freeSeats is the note of how many seats nobody has, as the check counts them in the subscriptions: seats that accounts
// besides those counted here hold, such as guests, are not free.
func (d Document) freeSeats() string {
	f, judged := d.judged("LIC-03")
	if !judged || f.AtLeast {
		return ""
	}
	return d.Say("licences.tile.seats.free", With{"n": f.Count})
}

func (c *canvas) licencesTitle(a assess.Assessment) string {
	eligible, members := countOf(a, "licence.users.eligible"), countOf(a, "users.members")
	if eligible < 0 || members <= 0 {
		return c.Say("licences.title", nil)
	}
	return c.Say("licences.title.seen", With{"eligible": eligible, "members": members})
}
