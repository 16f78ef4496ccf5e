package assess

import (
	"slices"
	"time"
)

// A lens is what one needs to know of a tenant to say whom an entry of a permission list lets in.
type lens struct {
	asOf    time.Time
	people  directory
	broad   map[string]bool // ids of groups that hold at least half of the staff
	dormant bool            // the tenant was seen not to allow Anyone links, so that those that exist open nothing
	sites   map[string]Site // by web id: the sites and OneDrives that are counted
}

// minBroadGroup is the number of members that a group needs more than to count as broad, so that half of a very small
// company is not taken for everybody.
const minBroadGroup = 20

func newLens(inv *Inventory, people directory) lens {
	l := lens{asOf: inv.AsOf, people: people, broad: map[string]bool{}, sites: map[string]Site{}}
	if people.whole { // from half of the users nobody can tell what half of the staff is
		for _, g := range inv.Members {
			if g.Active > minBroadGroup && 2*g.Active >= people.members {
				l.broad[Grantee{GroupID: g.GroupID}.group()] = true
			}
		}
	}
	l.dormant = inv.Sharing != nil && inv.Sharing.AnyoneOff()
	for _, s := range inv.Sites {
		if s.Counted() || s.OneDrive() {
			l.sites[s.WebID] = s
		}
	}
	return l
}

// guests names the people from outside whom p lets in, sorted.
func (l lens) guests(p Permission) []string { return labels(p, l.people.external) }

// crowds names the groups among p's grantees that hold at least half of the staff, sorted.
func (l lens) crowds(p Permission) []string {
	return labels(p, func(g Grantee) bool { return l.broad[g.group()] })
}

// labels names the grantees of p that satisfy is, sorted.
func labels(p Permission, is func(Grantee) bool) []string {
	var names []string
	for _, g := range p.Grantees {
		if is(g) {
			names = append(names, g.label())
		}
	}
	slices.Sort(names)
	return names
}

// grants says in which classes a direct entry that has not expired opens the item that holds it, and to whom.
func (l lens) grants(p Permission) map[Class][]string {
	out := map[Class][]string{}
	if everyone := labels(p, Grantee.everyone); everyone != nil {
		out[ClassEveryone] = everyone
	}
	if crowds := l.crowds(p); crowds != nil {
		out[ClassBroadGroup] = crowds
	}
	if guests := l.guests(p); guests != nil && !p.Link {
		out[ClassGuests] = guests
	}
	return out
}

// grantClasses is the order in which the classes of one entry are told.
var grantClasses = []Class{ClassBroadGroup, ClassEveryone, ClassGuests}
