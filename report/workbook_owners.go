package report

import (
	"cmp"
	"iter"
	"maps"
	"net/url"
	"slices"
	"strings"

	"preflight/assess"
)

// maxMailSites is how many sites a mail names; the sheet Sites and owners has all of them.
const maxMailSites = 8

// A worklist gathers the sites by their owners. The key is the owner's account in lower case, or what stands in
// its place: the usage report and the directory may write an account differently.
type worklist map[string]*ownerWork

type ownerWork struct {
	name string // as it was written first
	kind string // of an account that takes no mail, for people: guest, disabled, deleted
	met  bool   // the directory has the account
	gone bool   // one of its sites has no owner who is an enabled member of the tenant

	sites                                  int
	open                                   []siteWork
	anyone, organization, guests, everyone int
	partly                                 bool // not all of the sites was read: counts are lower bounds
}

type siteWork struct {
	name, url string
	things    []string
	weight    int
	items     *siteItems // nil: none was met
}

// note adds a site to the work of each of its owners.
func (w worklist) note(r assess.SiteRow, items *siteItems, ownerSeen bool, words *Words) {
	if r.Archived {
		return
	}
	owners := r.Owners
	if len(owners) == 0 {
		owners = []string{words.Say("owners.unknown", nil)}
		if !ownerSeen {
			owners = []string{words.Say("owners.unseen", nil)}
		}
	}
	e := r.Exposure
	guests, everyone := e.LinksGuests+e.ItemsGuests, e.ItemsEveryone+e.ItemsBroadGroup
	site := siteWork{name: cmp.Or(r.Name, r.URL), url: r.URL, items: items, weight: 1000*everyone + 100*e.LinksAnonymous + 10*guests + e.LinksOrganization}
	for _, t := range []struct {
		kind string
		n    int
	}{{"anyone", e.LinksAnonymous}, {"organization", e.LinksOrganization}, {"guests", guests}, {"everyone", everyone}} {
		if t.n == 0 {
			continue
		}
		thing := words.Say("owners.thing."+t.kind, With{"count": t.n})
		if !r.Seen {
			thing = words.Say("owners.least", With{"text": thing})
		}
		site.things = append(site.things, thing)
	}
	for _, owner := range owners {
		o := w[strings.ToLower(owner)]
		if o == nil {
			o = &ownerWork{name: owner}
			w[strings.ToLower(owner)] = o
		}
		o.gone = o.gone || ownerSeen && (r.Owner == assess.OwnerInactive || r.Owner == assess.OwnerUnknown)
		o.sites++
		o.partly = o.partly || !r.Seen
		o.anyone += e.LinksAnonymous
		o.organization += e.LinksOrganization
		o.guests += guests
		o.everyone += everyone
		if len(site.things) > 0 {
			o.open = append(o.open, site)
		}
	}
}

// meet learns of an account in the directory whether it is one that takes mail.
func (w worklist) meet(r assess.PersonRow) {
	o := w[strings.ToLower(r.UPN)]
	if o == nil {
		return
	}
	o.met = true
	switch {
	case r.Kind == "guest":
		o.kind = "guest"
	case !r.Enabled:
		o.kind = "disabled"
	}
}

// account is the owner for people to read, and whether the name is the user principal name of an account in use, which
// nearly always takes mail. A mail to a guest would leave the tenant, one to a disabled or deleted account reaches nobody.
func (o *ownerWork) account() (name string, mail bool) {
	name = accountName(o.name)
	switch {
	case !strings.Contains(o.name, "@"), name != o.name:
		return name, false
	case o.kind != "":
		return name + " (" + o.kind + ")", false
	case o.gone && !o.met:
		return name + " (deleted)", false
	}
	return name, true
}

// rows are the rows of the sheet, the owner with most to review first. A mail is written when its row is.
func (w worklist) rows(d Document) iter.Seq[[]any] {
	names := slices.DeleteFunc(slices.Collect(maps.Keys(w)), func(name string) bool { return len(w[name].open) == 0 })
	slices.SortFunc(names, func(x, y string) int {
		return cmp.Or(-cmp.Compare(len(w[x].open), len(w[y].open)), cmp.Compare(w[x].name, w[y].name))
	})
	return func(yield func([]any) bool) {
		for _, name := range names {
			if !yield(w[name].row(d)) {
				return
			}
		}
	}
}

// row gives the columns of the sheet.
func (o *ownerWork) row(d Document) []any {
	slices.SortFunc(o.open, func(x, y siteWork) int {
		return cmp.Or(-cmp.Compare(x.weight, y.weight), cmp.Compare(x.name, y.name), cmp.Compare(x.url, y.url))
	})
	account, takesMail := o.account()
	owner, mail := hyper{text: account}, wordDash
	if takesMail {
		owner.url = "mailto:" + url.PathEscape(o.name) + "?subject=" + url.PathEscape(mailSubject(d))
		mail = o.text(d)
	}
	s := sight{Words: d.Words}
	return []any{
		owner, o.sites, len(o.open), s.count(o.anyone, !o.partly), s.count(o.organization, !o.partly), s.count(o.guests, !o.partly), s.count(o.everyone, !o.partly),
		o.list(d.Words, false), mail, "", "", o.name,
	}
}

// list names the sites with what is open in them, one a line, with their addresses in a mail.
func (o *ownerWork) list(words *Words, mail bool) string {
	var lines []string
	for i, site := range o.open {
		if i == maxMailSites {
			lines = append(lines, words.Say("owners.more", With{"more": len(o.open) - i}))
			break
		}
		line := words.Say("owners.site", With{"site": site.name, "things": strings.Join(site.things, ", ")})
		if mail {
			line = "- " + line + "\n  " + site.url
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// items are what the mail names: the weightiest items of all the owner's sites.
func (o *ownerWork) items() []openItem {
	var all siteItems
	for _, site := range o.open {
		if site.items == nil {
			continue
		}
		for _, item := range *site.items {
			all.keep(item)
		}
	}
	return all
}

func mailSubject(d Document) string {
	return d.Say("mail.subject", With{"client": d.client()})
}

// text is the mail to the owner, ready to send.
func (o *ownerWork) text(d Document) string {
	items := o.items()
	lines := make([]string, len(items))
	for i, item := range items {
		lines[i] = "- " + item.text(d.Words)
	}
	with := With{"client": d.client(), "sites": len(o.open), "list": o.list(d.Words, true), "count": len(items), "items": strings.Join(lines, "\n"),
		"partner": cmp.Or(d.Brand.Name, d.Say("mail.partner", nil)), "contact": d.Brand.Contact}
	paragraphs := []string{d.Say("mail.begin", with)}
	if len(items) > 0 {
		paragraphs = append(paragraphs, d.Say("mail.items", with))
	}
	end := d.Say("mail.end", with)
	if d.Brand.Contact != "" {
		end = d.Say("mail.end.contact", with)
	}
	return strings.Join(append(paragraphs, end), "\n\n")
}
