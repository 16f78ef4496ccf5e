package samples

import "fmt"

// A Plan is what a large tenant holds in its generation, and what reading it costs at least.
type Plan struct {
	Sites     int // collections, subsites and OneDrives that can be read, without those
	Subsites  int
	OneDrives int
	Archived  int // collections that cannot be read
	Groups    int // Microsoft 365 groups

	InSites, InOneDrives Area

	Changes map[Change]int // from the generation before to this one

	large *large
}

// An Area is what the libraries of sites, or of OneDrives, hold.
type Area struct {
	Drives   int
	Items    int // without roots
	Folders  int
	Files    int
	Packages int

	Owns      int // items with permissions of their own, of which in libraries that lie
	Lying     int // these have no facet
	Inherited int // items below a shared folder without permissions of their own
	Carrying  int // items with the facet where it is asked for without hierarchicalsharing

	Anonymous, Organization, Users, Existing int // links by scope that have not expired
	Guests                                   int // of those for Users, how many name somebody external
	Expired                                  int

	pages func(size int) int
}

// Facets is how many items have the facet where it is asked for with hierarchicalsharing.
func (a Area) Facets() int { return a.Owns - a.Lying }

// Offered is how many items have none, from which the control sample is drawn.
func (a Area) Offered() int { return a.Items - a.Facets() }

// Control is the size of the control sample as the documents describe it: one in a hundred, at least 200, at most 2,000.
func (a Area) Control() int { return min(max((a.Offered()+99)/100, 200), 2000, a.Offered()) }

// Links is how many there are of any sort.
func (a Area) Links() int { return a.Anonymous + a.Organization + a.Users + a.Existing + a.Expired }

func (l *large) plan() Plan {
	p := Plan{Changes: map[Change]int{}, large: l}
	for _, s := range l.sites {
		switch {
		case s.personal:
			p.OneDrives++
		case s.parent >= 0:
			p.Subsites++
		case s.archived:
			p.Archived++
		default:
			p.Sites++
		}
		if s.group {
			p.Groups++
		}
	}
	p.InSites, p.InOneDrives = l.area(false), l.area(true)
	for i := range l.volumes {
		for _, c := range l.volumes[i].changes {
			if c.generation == l.Generation {
				p.Changes[c.kind]++
			}
		}
	}
	return p
}

// area adds up the libraries.
func (l *large) area(personal bool) Area {
	var a Area
	for i := range l.volumes {
		v := &l.volumes[i]
		if v.personal != personal {
			continue
		}
		t := v.now
		a.Drives++
		a.Items += t.items
		a.Folders += t.folders
		a.Files += t.files
		a.Packages += t.packages
		a.Owns += t.owns
		a.Inherited += t.inherited
		if v.lies {
			a.Lying += t.owns
		} else {
			a.Carrying += t.owns + t.inherited
		}
		a.Anonymous += t.links[linkAnonymous]
		a.Organization += t.links[linkOrganization]
		a.Users += t.links[linkUsers]
		a.Existing += t.links[linkExisting]
		a.Expired += t.links[linkExpired]
		a.Guests += t.guestLinks
	}
	a.pages = func(size int) int {
		n := 0
		for i := range l.volumes {
			if v := &l.volumes[i]; v.personal == personal {
				n += pagesOf(v.now.items+1, size) // and the root
			}
		}
		return n
	}
	return a
}

// Pages is how many pages the libraries are listed in.
func (a Area) Pages(size int) int { return a.pages(size) }

func pagesOf(n, size int) int { return max(1, (n+size-1)/size) }

// A Term is a kind of request that a full scan cannot do without.
type Term struct {
	What  string
	Count int
	Units int // SharePoint resource units for each
}

// String is a line of the breakdown.
func (t Term) String() string {
	return fmt.Sprintf("%8d × %d = %8d  %s", t.Count, t.Units, t.Count*t.Units, t.What)
}

// Terms are the requests of a full scan that reads no more than it has to, on a server whose pages hold pageSize entries and
// 1,000 items at most, with control lists of the control sample; negative: as many as the documents describe. Where libraries
// lie, reading these whole comes on top.
func (p Plan) Terms(pageSize, control int) []Term {
	a, b := p.InSites, p.InOneDrives
	if control < 0 {
		control = a.Control() + b.Control()
	}
	items := min(pageSize, 1000)
	drives := a.Drives + b.Drives
	return []Term{
		{"pages of the list of sites", pagesOf(p.Sites+p.Archived+p.OneDrives, min(pageSize, 999)), 2},
		{"subsites of each site and subsite", p.Sites + p.Subsites, 2},
		{"site of each group", p.Groups, 1},
		{"libraries of each site, subsite and OneDrive", p.Sites + p.Subsites + p.OneDrives, 2},
		{"first page of items of each library", drives, 2},
		{"further pages of items", a.Pages(items) + b.Pages(items) - drives, 1},
		{"permission list of each library's root", drives, 5},
		{"permission list of each item with the facet", a.Facets() + b.Facets(), 5},
		{"permission lists of the control sample", control, 5},
	}
}

// Least is what these cost, in SharePoint resource units.
func (p Plan) Least(pageSize, control int) int {
	units := 0
	for _, t := range p.Terms(pageSize, control) {
		units += t.Count * t.Units
	}
	return units
}
