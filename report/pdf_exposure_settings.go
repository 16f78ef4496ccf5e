package report

import "preflight/assess"

// dormantSentence says whether links for anyone open anything today.
func (w *Words) dormantSentence(a assess.Assessment) string {
	switch {
	case a.Sharing == nil:
		return w.Say("exposure.dormant.unseen", nil)
	case a.Sharing.AnyoneOff():
		return w.Say("exposure.dormant.off", nil)
	case a.Sharing.AnyoneLinks():
		return w.Say("exposure.dormant.on", nil)
	}
	return w.Say("exposure.dormant.unknown", nil)
}

// drawSharingSettings prints the settings that hold for the whole tenant. A value that Microsoft adds later speaks for
// itself: https://learn.microsoft.com/graph/api/resources/sharepointsettings
func drawSharingSettings(c *canvas, a assess.Assessment) {
	c.h2(c.Say("exposure.settings", nil), "")
	s := a.Sharing
	if s == nil {
		c.p(styleBody, c.dormantSentence(a))
		return
	}
	onOff := func(on *bool) string {
		switch {
		case on == nil:
			return c.Say("seen.none", nil)
		case *on:
			return c.Say("exposure.settings.on", nil)
		}
		return c.Say("exposure.settings.off", nil)
	}
	missing := c.Say("exposure.settings.missing", nil)
	capability, restriction := missing, missing
	if s.Capability != "" {
		capability = c.named("exposure.settings.capability.", s.Capability)
	}
	if s.DomainRestriction != "" {
		restriction = c.named("exposure.settings.restriction.", s.DomainRestriction)
	}
	if n := len(s.AllowedDomains) + len(s.BlockedDomains); n > 0 {
		restriction = c.Say("exposure.settings.domains", With{"restriction": restriction, "domains": n})
	}
	c.settingGrid([]namedValue{
		{c.Say("exposure.settings.capability", nil), capability},
		{c.Say("exposure.settings.resharing", nil), onOff(s.ResharingByGuests)},
		{c.Say("exposure.settings.restriction", nil), restriction},
		{c.Say("exposure.settings.invited", nil), onOff(s.MatchInvitedUser)},
		{c.Say("exposure.settings.legacy", nil), onOff(s.LegacyAuthProtocols)},
		{c.dormantSentence(a), ""},
	})
}

// A namedValue is a short text with its name.
type namedValue struct{ name, value string }

// settingGrid prints facts in two columns, a name and its value in each; a text without a value takes the width of both.
// It stays on one page.
func (c *canvas) settingGrid(list []namedValue) {
	const gap, pad, valueWidth = 2 * gutter, 1.3, 28.0
	const w = (body - gap) / 2
	name, value := styleCell, styleCell.bold()
	nameWidth := func(f namedValue) float64 {
		if f.value == "" {
			return w
		}
		return w - valueWidth - 2
	}
	var heights []float64
	total := 0.0
	for i := 0; i < len(list); i += 2 {
		h := 0.0
		for _, f := range list[i:min(i+2, len(list))] {
			h = max(h, 2*pad+c.height(nameWidth(f), name, f.name), 2*pad+c.height(valueWidth, value, f.value))
		}
		heights = append(heights, h)
		total += h
	}
	c.need(total)
	for i, f := range list {
		x, h := c.left+float64(i%2)*(w+gap), heights[i/2]
		c.group(roleP, func() {
			c.paragraph(x, c.y+pad, nameWidth(f), name, f.name)
			c.paragraph(x+w-valueWidth, c.y+pad, valueWidth, value, f.value)
		})
		c.rule(x, c.y+h, x+w, line, 0.15)
		if i%2 == 1 || i == len(list)-1 {
			c.y += h
		}
	}
	c.y += 2.5
}

// factStrip prints facts side by side on a ground, the value above its name.
func (c *canvas) factStrip(list []namedValue) {
	const pad = 3.0
	w := (body - 2*pad) / float64(len(list))
	value := styleStrong.at(10.5).in(navy)
	high, low := 0.0, 0.0
	for _, f := range list {
		high, low = max(high, c.height(w-pad, value, f.value)), max(low, c.height(w-pad, styleCaption, f.name))
	}
	h := 2*pad + high + low
	c.need(h + 2)
	c.plate(c.left, c.y, body, h, 1.6, surface, surface)
	for i, f := range list {
		x := c.left + pad + float64(i)*w
		c.group(roleP, func() {
			c.paragraph(x, c.y+pad, w-pad, value, f.value)
			c.paragraph(x, c.y+pad+high, w-pad, styleCaption, f.name)
		})
	}
	c.y += h + 2.5
}
