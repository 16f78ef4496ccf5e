package report

// drawUnmatched names the addresses that were to be left out by agreement and that no site has: what was meant by them was
// read. It goes on where drawExcluded ends.
func drawUnmatched(c *canvas, d Document) {
	addresses := d.Assessment.UnmatchedExclusions
	if len(addresses) == 0 {
		return
	}
	if len(d.excludedPlaces()) == 0 {
		c.h2(c.Say("scope.excluded", nil), "excluded")
	}
	var list []string
	for _, address := range addresses {
		list = append(list, c.Say("scope.excluded.unmatched", With{"address": address}))
	}
	c.bullets(styleBody, list)
}
