package samples

import (
	"cmp"
	"crypto/sha1"
	"encoding/base32"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"preflight/assess/emulator"
)

// Measures is every measure of which a sample knows the truth, sorted.
func Measures() []string {
	return []string{
		"copilot.files.discoverable",
		"labels.available", "labels.containers_enabled", "labels.groups_labelled",
		"licence.copilot.assigned", "licence.copilot.assigned_disabled", "licence.copilot.seats",
		"licence.users.eligible", "licence.users.not_eligible",
		"onedrive.archived", "onedrive.inactive_90d", "onedrive.items", "onedrive.items.everyone",
		"onedrive.links.anonymous", "onedrive.links.organization", "onedrive.links.users",
		"onedrive.owner_deleted", "onedrive.owner_disabled", "onedrive.owner_unknown", "onedrive.total",
		"ownership.groups", "ownership.groups.no_active_owner", "ownership.groups.owner_unknown",
		"ownership.groups.ownerless", "ownership.groups.single_owner",
		"ownership.sites.owner_unknown", "ownership.sites.ownerless_group",
		"sharing.drives", "sharing.files.by_link.anonymous", "sharing.files.by_link.organization",
		"sharing.items", "sharing.items.broad_group", "sharing.items.everyone", "sharing.items.guests",
		"sharing.links.anonymous", "sharing.links.anonymous.edit", "sharing.links.anonymous.unending",
		"sharing.links.existing", "sharing.links.expired", "sharing.links.guests",
		"sharing.links.organization", "sharing.links.users",
		"sharing.sites", "sharing.sites.archived", "sharing.sites.public_group",
		"teams.archived", "teams.channels.ownerless", "teams.duplicate_names", "teams.inactive_90d", "teams.total",
		"users.guests", "users.members",
	}
}

// A plan is a tenant in the making, with the truth as far as it has been planted.
type plan struct {
	name    string
	tenant  *emulator.Tenant
	domain  string // of mail addresses
	host    string // of SharePoint: contoso.sharepoint.com
	people  map[string]person
	sites   []*site
	truth   map[string]int
	named   map[siteTopic]*NameCount
	hidden  []string // measures of which the application cannot see all
	traps   []Trap
	secrets []string
	ids     map[string]int // how often a name was asked for
	errs    []error
}

// newPlan begins a tenant. The slug names it in every id, so that no two samples share one.
func newPlan(slug string, t emulator.Tenant) *plan {
	p := &plan{name: slug, tenant: &t, people: map[string]person{}, truth: map[string]int{}, named: map[siteTopic]*NameCount{}, ids: map[string]int{}}
	for _, m := range Measures() {
		p.truth[m] = 0
	}
	t.ID = p.id("tenant", slug)
	t.AsOf = AsOf
	t.App.ID = p.id("application", t.App.Name)
	t.App.Secret = "sample~" + p.hash("secret", slug)[:34]
	p.secrets = append(p.secrets, t.App.Secret)
	return p
}

// count adds to the truth.
func (p *plan) count(measure string, n int) {
	if _, known := p.truth[measure]; !known {
		p.fail("there is no measure %q", measure)
		return
	}
	p.truth[measure] += n
}

// trap notes an object that a wrong reading of the measure would get wrong.
func (p *plan) trap(measure, object, why string) {
	if _, known := p.truth[measure]; !known {
		p.fail("there is no measure %q to set a trap for", measure)
		return
	}
	p.traps = append(p.traps, Trap{Measure: measure, Object: object, Why: why})
}

// hide makes the truth of measures unknowable for the sample's application.
func (p *plan) hide(measures ...string) { p.hidden = append(p.hidden, measures...) }

// fail notes a mistake in the plan itself.
func (p *plan) fail(format string, args ...any) { p.errs = append(p.errs, fmt.Errorf(format, args...)) }

// sample ends the planting.
func (p *plan) sample() (Sample, error) {
	p.assemble()
	truth := Truth{}
	for m, n := range p.truth {
		truth[m] = &n
	}
	for _, m := range p.hidden {
		if _, known := truth[m]; !known {
			p.fail("there is no measure %q to hide", m)
		}
		truth[m] = nil
	}
	slices.SortFunc(p.traps, func(x, y Trap) int {
		return cmp.Or(cmp.Compare(x.Measure, y.Measure), cmp.Compare(x.Object, y.Object), cmp.Compare(x.Why, y.Why))
	})
	slices.Sort(p.secrets)
	if err := errors.Join(p.errs...); err != nil {
		return Sample{}, fmt.Errorf("the plan of %s: %w", p.name, err)
	}
	return Sample{Tenant: p.tenant, Truth: truth, Names: p.names(), Traps: p.traps, Secrets: slices.Compact(p.secrets)}, nil
}

// id is a GUID made from a name, another one each time that the name is asked for.
func (p *plan) id(kind, name string) string {
	sum := p.sum(kind, name)
	sum[6], sum[8] = sum[6]&0x0f|0x50, sum[8]&0x3f|0x80 // version 5, RFC 9562
	return fmt.Sprintf("%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}

// hash is a word of letters and digits made from a name.
func (p *plan) hash(kind, name string) string {
	return strings.NewReplacer("-", "x", "_", "y").Replace(base64.RawURLEncoding.EncodeToString(append(p.sum(kind, name), p.sum(kind, name)...)))
}

// itemID is an id as SharePoint gives drive items: 34 letters and digits that begin with 01.
func (p *plan) itemID(name string) string {
	return "01" + base32.StdEncoding.EncodeToString(p.sum("item", name))
}

func (p *plan) sum(kind, name string) []byte {
	key := kind + "\x00" + name
	p.ids[key]++
	sum := sha1.Sum(fmt.Appendf(nil, "preflight\x00%s\x00%s\x00%d", p.name, key, p.ids[key]))
	return sum[:]
}

// pick is a number below n made from a name, for what may be anything but has to stay the same.
func (p *plan) pick(n int, kind, name string) int {
	sum := p.sum("pick "+kind, name)
	return (int(sum[0])<<16 | int(sum[1])<<8 | int(sum[2])) % n
}

// day reads 2026-07-29. An empty text is the zero time.
func (p *plan) day(text string) time.Time {
	if text == "" {
		return time.Time{}
	}
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		p.fail("%w", err)
	}
	return t
}
