package report

import "preflight/assess"

// hasIdentity reports whether anything was asked about sign-in, devices or the Secure Score.
func hasIdentity(d Document) bool {
	return hasMeasure(d.Assessment, "identity.", "devices.", "secure_score.")
}

// drawIdentity says how people sign in, on what, and what Microsoft's own score makes of it.
func drawIdentity(c *canvas, d Document) {
	a := d.Assessment
	c.chapter("identity", c.Say("identity.kicker", nil), c.identityTitle(a), 110)
	c.p(styleLead, c.Say("identity.lead", nil))
	if hasMeasure(a, "identity.") {
		drawSignIn(c, a)
	}
	if hasMeasure(a, "devices.") {
		drawDevices(c, a)
	}
	if hasMeasure(a, "secure_score.") {
		drawSecureScore(c, a)
	}
}

// identityTitle says whether administrators are registered for a second factor, where that was seen.
func (c *canvas) identityTitle(a assess.Assessment) string {
	switch n := countOf(a, "identity.admins.without_mfa"); {
	case n < 0:
		return c.Say("identity.title", nil)
	case n == 0 && countOf(a, "identity.admins") > 0:
		return c.Say("identity.title.good", nil)
	case n == 0:
		return c.Say("identity.title", nil)
	default:
		return c.Say("identity.title.bad", With{"n": n})
	}
}

// drawSignIn prints what stands between a stolen password and what its owner can open.
func drawSignIn(c *canvas, a assess.Assessment) {
	c.tiles([]tile{
		c.measureTile(a, "identity.admins.without_mfa", c.Say("identity.tile.admins", nil), c.partOf(a, "identity.admins", "identity.tile.of.admins")),
		c.measureTile(a, "identity.members.without_mfa", c.Say("identity.tile.members", nil), c.partOf(a, "users.members", "licences.tile.of.members")),
		c.measureTile(a, "identity.admins.global", c.Say("identity.tile.global", nil), c.Say("identity.tile.global.note", nil)),
		c.measureTile(a, "identity.ca.enabled", c.Say("identity.tile.policies", nil), c.Say("identity.tile.policies.note", nil)),
	})
	c.shares(a, []shares{
		{c.Say("identity.admins", nil), "identity.admins", []share{
			{"identity.admins.without_mfa", c.Say("identity.mfa.without", nil), fillBad},
		}, share{name: c.Say("identity.mfa.with", nil), fill: fillGood}},
		{c.Say("identity.members", nil), "users.members", []share{
			{"identity.members.without_mfa", c.Say("identity.mfa.without", nil), fillBad},
		}, share{name: c.Say("identity.mfa.other", nil), fill: fillCalm}},
	})
	c.settingGrid([]namedValue{
		{c.Say("identity.defaults", nil), c.switchText(a, "identity.security_defaults")},
		{c.Say("identity.report_only", nil), c.MeasureText(a, "identity.ca.report_only")},
		{c.Say("identity.cae_disabled", nil), c.MeasureText(a, "identity.ca.cae_disabled")},
	})
}

// switchText is a measure that is 1 where something is on.
func (c *canvas) switchText(a assess.Assessment, measure string) string {
	switch countOf(a, measure) {
	case 1:
		return c.Say("exposure.settings.on", nil)
	case 0:
		return c.Say("exposure.settings.off", nil)
	}
	return c.Say("seen.none", nil)
}

// drawSecureScore prints Microsoft's own score beside what it is out of. It is another scale than this report's score.
func drawSecureScore(c *canvas, a assess.Assessment) {
	current, most := countOf(a, "secure_score.current"), countOf(a, "secure_score.max")
	c.h2(c.Say("identity.secure", nil), "secure score")
	if current < 0 || most <= 0 {
		c.p(styleBody, c.Say("identity.secure.unseen", nil))
		return
	}
	share := float64(current) / float64(most)
	text := c.Say("identity.secure.text", With{"current": current, "most": most, "share": c.Percent(share)})
	c.need(styleBody.leading + 9)
	c.figure(text, func() { c.bar(c.left, c.y+1, body, 5, share, c.tone, 0) })
	c.y += 8
	c.p(styleBody, text)
}
