package assess

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// An exposer adds up an Exposure, one holder after another. It keeps sums and a few examples and no holder, so that
// holders may as well come from a disk.
type exposer struct {
	lens
	sums     map[string]*SiteExposure
	examples map[Class][]Object
	unknown  map[string]Gap // by web id: a link of a scope that is not known
	topics   []string
	names    map[string][]TopicExposure // by web id: of all topics
}

// newExposer begins with the libraries, which may hold nothing of note.
func newExposer(l lens, inv *Inventory) *exposer {
	x := &exposer{lens: l, sums: map[string]*SiteExposure{}, examples: map[Class][]Object{}, unknown: map[string]Gap{},
		topics: inv.Topics, names: map[string][]TopicExposure{}}
	for _, d := range inv.Drives {
		if sum := x.sum(d.WebID); sum != nil {
			sum.Drives++
			sum.Items += d.Items
			sum.Files += d.Files
		}
	}
	return x
}

// sum is the exposure of a site so far; nil for a site that is not counted.
func (x *exposer) sum(webID string) *SiteExposure {
	if sum := x.sums[webID]; sum != nil {
		return sum
	}
	s, counted := x.sites[webID]
	if !counted {
		return nil
	}
	sum := &SiteExposure{WebID: s.WebID, Name: s.Name, URL: s.URL, Personal: s.Personal, Public: s.Public}
	x.sums[webID] = sum
	return sum
}

// walk adds all holders, and the files below them whose names suggest something, in one pass.
func (x *exposer) walk(inv *Inventory, granted grantedGroups) error {
	names := readNames(inv.Named)
	defer names.stop()
	for h, err := range inv.Holders.all() {
		if err != nil {
			return err
		}
		granted.add(h)
		o := x.expose(h)
		if !o.any() {
			continue
		}
		for f, err := range names.under(h) {
			if err != nil {
				return err
			}
			x.name(f, o)
		}
	}
	return nil
}

// expose adds one holder and says for whom it opens its files.
func (x *exposer) expose(h Holder) opening {
	sum := x.sum(h.WebID)
	if sum == nil {
		return opening{}
	}
	opened := map[Class]bool{} // of its direct entries
	for _, p := range h.Permissions {
		if p.expired(x.asOf) {
			if p.Link && !p.Inherited && h.Kind != KindRoot {
				sum.LinksExpired++
			}
			continue
		}
		if p.Inherited {
			continue
		}
		if p.Link && h.Kind != KindRoot {
			x.link(sum, h, p)
		}
		for class, who := range x.grants(p) {
			if class == ClassGuests && h.Kind == KindRoot || opened[class] {
				continue
			}
			opened[class] = true
			x.example(class, sum, h, h.key(), strings.Join(who, ", "))
		}
	}
	sum.ItemsEveryone += one(opened[ClassEveryone])
	sum.ItemsBroadGroup += one(opened[ClassBroadGroup])
	sum.ItemsGuests += one(opened[ClassGuests])
	o := x.opens(h, sum.Public)
	sum.FilesAnonymous += h.Files * one(o.anonymous)
	sum.FilesOrganization += h.Files * one(o.organization)
	sum.FilesDiscoverable += h.Files * one(o.discoverable)
	return o
}

// link adds a direct sharing link that has not expired.
func (x *exposer) link(sum *SiteExposure, h Holder, p Permission) {
	key := h.linkKey(p)
	scope, known := p.scope()
	switch scope {
	case scopeAnonymous:
		sum.LinksAnonymous++
		sum.AnonymousEdit += one(p.edits())
		sum.AnonymousUnending += one(p.Expires.IsZero())
		class := ClassAnonymous
		if x.dormant {
			class = ClassDormant
		}
		x.example(class, sum, h, key, linkDetail(p))
	case scopeOrganization:
		sum.LinksOrganization++
		x.example(ClassOrganization, sum, h, key, linkDetail(p))
	case scopeExisting:
		sum.LinksExisting++
	default:
		sum.LinksUsers++
		if guests := x.guests(p); guests != nil {
			sum.LinksGuests++
			x.example(ClassGuests, sum, h, key, strings.Join(guests, ", "))
		}
	}
	if !known {
		part := PartPermissions
		if sum.Personal {
			part = PartDrivePermissions
		}
		x.unknown[sum.WebID] = Gap{Part: part, Place: sum.WebID, Name: sum.Name, Reason: ReasonUnknown,
			Detail: fmt.Sprintf("a sharing link of an unknown scope, %q, is counted as one for certain people", p.Scope)}
	}
}

// linkDetail says in few words what a link allows and for how long.
func linkDetail(p Permission) string {
	what := "may view"
	if p.edits() {
		what = "may edit"
	}
	if p.Expires.IsZero() {
		return what + ", never expires"
	}
	return what + ", expires " + p.Expires.UTC().Format(time.DateOnly)
}

// example keeps an object if it is among the first of its class.
func (x *exposer) example(class Class, sum *SiteExposure, h Holder, key, detail string) {
	if sum.Personal {
		class = class.Personal()
	}
	list := x.examples[class]
	at, there := slices.BinarySearchFunc(list, key, func(o Object, key string) int { return cmp.Compare(o.Key, key) })
	if there || at == MaxExamples {
		return
	}
	list = slices.Insert(list, at, Object{Key: key, Name: h.title(), Place: sum.Name, Detail: detail, URL: h.URL})
	x.examples[class] = list[:min(len(list), MaxExamples)]
}

// exposure is what was added up.
func (x *exposer) exposure() Exposure {
	e := Exposure{Sites: make([]SiteExposure, 0, len(x.sums)), Examples: x.examples, Names: x.siteNames()}
	for _, sum := range x.sums {
		e.Sites = append(e.Sites, *sum)
	}
	slices.SortFunc(e.Sites, func(a, b SiteExposure) int { return cmp.Compare(a.WebID, b.WebID) })
	return e
}

// key names a holder from run to run.
func (h Holder) key() string { return h.DriveID + "/" + h.ItemID }

// linkKey names an entry of a holder's permission list from run to run.
func (h Holder) linkKey(p Permission) string { return h.key() + "/" + p.ID }

// title is what people know the holder by.
func (h Holder) title() string {
	if h.Kind == KindRoot { // Graph calls it "root"
		return "the whole library"
	}
	return h.Name
}

// one is 1 for true.
func one(b bool) int {
	if b {
		return 1
	}
	return 0
}
