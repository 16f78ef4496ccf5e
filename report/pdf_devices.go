package report

import "preflight/assess"

// drawDevices says how many managed devices meet the rules that they are managed by.
func drawDevices(c *canvas, a assess.Assessment) {
	c.h2(c.Say("devices", nil), "devices")
	if countOf(a, "devices.total") == 0 {
		c.p(styleBody, c.Say("devices.none", nil))
		return
	}
	c.shares(a, []shares{{c.Say("devices.managed", nil), "devices.total", []share{
		{"devices.noncompliant", c.Say("devices.noncompliant", nil), fillBad},
	}, share{name: c.Say("devices.rest", nil), fill: fillCalm}}})
}
