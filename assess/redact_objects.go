package assess

import (
	"regexp"
	"strings"
)

// facts are the words that rules put beside an object: what it is, and since when. They name nobody.
var facts = only(regexp.MustCompile(`^(no owner|no owner with an enabled member account|one owner|owner not known|owner's account is (disabled|deleted)` +
	`|no activity in the report|last activity \d{4}-\d\d-\d\d|may (view|edit), (never expires|expires \d{4}-\d\d-\d\d)|\d+ free)$`))

// clockWords are those of the warning about the clock.
var clockWords = only(regexp.MustCompile(`^The tenant was read (on|from) \d{4}-\d\d-\d\d( to \d{4}-\d\d-\d\d)?; inactivity and expiry are counted as of \d{4}-\d\d-\d\d\.$`))

// An objectKind says how the objects of a rule are treated.
type objectKind struct{ name, place, detail treatment }

var (
	itemsOfSites     = objectKind{asItem, called("Site"), facts}
	itemsOfOneDrives = objectKind{asItem, called("OneDrive"), facts}
	theOneDrives     = objectKind{called("OneDrive"), asPerson, facts}
	theGroups        = objectKind{asGroup, asAccount, facts}
	theSites         = objectKind{called("Site"), called("Site"), facts}
	theTeams         = objectKind{asTeam, asTeam, facts}
	thePeople        = objectKind{asPerson, asAccount, facts}
)

// objectKinds says of each rule what its objects are. Those of a rule that does not stand here lose their details.
var objectKinds = map[string]objectKind{
	"LBL-02": {asLabel, asLabel, facts},
	"LBL-04": theGroups,
	"LIC-01": thePeople,
	"LIC-02": thePeople,
	"LIC-03": {asIs, asNothing, facts}, // Microsoft's part numbers
	"ODR-01": theOneDrives,
	"ODR-02": theOneDrives,
	"ODR-03": theOneDrives,
	"ODR-04": theOneDrives,
	"ODR-05": itemsOfOneDrives,
	"ODR-06": {asItem, called("OneDrive"), listOf(asEveryone)},
	"ODR-07": itemsOfOneDrives,
	"OWN-01": theGroups,
	"OWN-02": theGroups,
	"OWN-03": theSites,
	"SHR-03": itemsOfSites,
	"SHR-04": itemsOfSites,
	"SHR-05": {asItem, called("Site"), listOf(asAccount)},
	"SHR-06": {asItem, called("Site"), listOf(asEveryone)},
	"SHR-07": {asItem, called("Site"), listOf(asGroup)},
	"SHR-08": theSites,
	"TMS-01": theTeams,
	"TMS-02": theTeams,
	"TMS-03": {called("Channel"), asTeam, facts},
}

// tellsUse reports whether the examples of a finding say how people use the tenant, by name.
func (f Finding) tellsUse() bool { return f.Rule == "ODR-04" }

// redacted reports whether o is a stand-in already.
func (o Object) redacted() bool { return strings.HasPrefix(o.URL, redactedAddress) }

// ofObject chooses the treatment of an object's field by the rule that names the object.
func ofObject(choose func(objectKind) treatment) treatment {
	return func(r *Redactor, text string, in []any) string {
		kind, ok := objectKinds[in[len(in)-2].(*Finding).Rule]
		if !ok {
			kind = objectKind{called("Object"), called("Place"), asNothing}
		}
		return choose(kind)(r, text, in)
	}
}

// gapName replaces the name of a place that was not seen, by the part that it is a place of.
func gapName(r *Redactor, text string, in []any) string {
	part, _ := FindPart(in[len(in)-1].(*Gap).Part)
	kind := "Place"
	switch part.Unit {
	case "sites":
		kind = "Site"
	case "OneDrives":
		kind = "OneDrive"
	case "groups", "groups with a grant":
		kind = "Group"
	case "teams":
		kind = "Team"
	}
	if part.Name == PartPrerequisites && !strings.ContainsAny(text, " @") { // Microsoft's part number
		return text
	}
	return called(kind)(r, text, in)
}
