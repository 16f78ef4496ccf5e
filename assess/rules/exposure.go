package rules

import (
	"slices"

	"preflight/assess"
)

// A place is where files lie: sites, or OneDrives.
type place struct {
	personal bool
	counts   func(assess.Site) bool
}

var (
	inSites     = place{personal: false, counts: assess.Site.Counted}
	inOneDrives = place{personal: true, counts: assess.Site.OneDrive}
)

// class is the class under which the exposure keeps the examples of that place.
func (p place) class(c assess.Class) assess.Class {
	if p.personal {
		return c.Personal()
	}
	return c
}

// noteDormant names the note on Anyone links that the tenant's settings keep from opening.
const noteDormant = "dormant"

func linksAnonymous(s assess.SiteExposure) int    { return s.LinksAnonymous }
func linksOrganization(s assess.SiteExposure) int { return s.LinksOrganization }
func itemsEveryone(s assess.SiteExposure) int     { return s.ItemsEveryone }

// opened answers whether anything in a place is open in a way. Steps are of the number of links or items: there is no
// total of which a share would mean anything.
func opened(inv *assess.Inventory, in place, class assess.Class, steps []step, amount func(assess.SiteExposure) int) assess.Verdict {
	if !slices.ContainsFunc(inv.Sites, in.counts) {
		return doesNotApply()
	}
	n := 0
	for _, s := range inv.Exposure.Sites {
		if s.Personal == in.personal {
			n += amount(s)
		}
	}
	if n == 0 {
		return assess.Verdict{Outcome: assess.Pass}
	}
	return assess.Verdict{
		Outcome: assess.Fail, Count: n, Credit: credit(steps, float64(n)),
		Examples: slices.Clone(inv.Exposure.Examples[in.class(class)]),
	}
}

// unlessDormant turns a fail over Anyone links into a pass with a note where the tenant was seen to have them switched
// off: they open nothing until somebody switches them on again. Where the settings were not seen nobody knows whether
// the links are live. Where there are none, no setting changes that: so the rule does not need them.
func unlessDormant(inv *assess.Inventory, in place, v assess.Verdict) assess.Verdict {
	switch {
	case v.Outcome != assess.Fail:
		return v
	case inv.Sharing == nil:
		return unseen()
	case inv.Sharing.AnyoneOff():
		return assess.Verdict{
			Outcome: assess.Pass, Count: v.Count, Note: noteDormant,
			Examples: slices.Clone(inv.Exposure.Examples[in.class(assess.ClassDormant)]),
		}
	}
	return v
}
