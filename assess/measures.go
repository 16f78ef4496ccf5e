package assess

import "slices"

// Measures is every measure, by area. Their definitions are a contract: the numbers mean the same from run to run.
//
// Needs and Whole say what a loss does to a number. A part that can only hide what would be counted is in Needs: what
// was seen is a lower bound. A part without which something would be counted that should not be (a site seems to have
// no group because groups are missing, a team seems idle because the report broke off) is in Whole: then the number is
// not known at all.
var Measures = slices.Concat(userMeasures, sharingMeasures, oneDriveMeasures, copilotMeasures, ownershipMeasures,
	teamMeasures, labelMeasures, licenceMeasures, collectionMeasures)

// userMeasures count the accounts.
var userMeasures = []Measure{
	{Name: "users.members", Needs: []string{PartUsers}, Count: countMembers},
	{Name: "users.guests", Needs: []string{PartUsers}, Count: users(func(u User) bool { return u.Guest })},
}

// collectionMeasures say what reading the tenant cost.
var collectionMeasures = []Measure{
	{Name: "collection.requests", Count: func(inv *Inventory) int { return inv.Collection.Requests }},
	{Name: "collection.resource_units", Count: func(inv *Inventory) int { return inv.Collection.ResourceUnits }},
	{Name: "collection.throttled", Count: func(inv *Inventory) int { return inv.Collection.Throttled }},
}

func countMembers(inv *Inventory) int { return count(inv.Users, User.ActiveMember) }

// The functions below make a Count of a question about one object.

func users(is func(User) bool) func(*Inventory) int {
	return func(inv *Inventory) int { return count(inv.Users, is) }
}

func groups(is func(Group) bool) func(*Inventory) int {
	return func(inv *Inventory) int { return count(inv.Groups, is) }
}

func sites(is func(Site) bool) func(*Inventory) int {
	return func(inv *Inventory) int {
		return count(inv.Sites, func(s Site) bool { return s.Counted() && is(s) })
	}
}

func oneDrives(is func(Site) bool) func(*Inventory) int {
	return func(inv *Inventory) int {
		return count(inv.Sites, func(s Site) bool { return s.OneDrive() && is(s) })
	}
}

func teams(is func(Team) bool) func(*Inventory) int {
	return func(inv *Inventory) int { return count(inv.Teams, is) }
}
