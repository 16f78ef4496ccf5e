package report

import (
	"cmp"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"preflight/assess"
)

// maxMailSites is how many sites a mail names; the sheet Sites and owners has all of them.
const maxMailSites = 12

// A worklist gathers the sites by their owners. The key is the owner's account, or what stands in its place.
type worklist map[string]*ownerWork

type ownerWork struct {
	mail                                   bool // the key is a user principal name, which nearly always takes mail
	sites                                  int
	open                                   []siteWork
	anyone, organization, guests, everyone int
	partly                                 bool // not all of the sites was read: counts are lower bounds
}

type siteWork struct {
	name, url string
	things    []string
	weight    int
}

// note adds a site to the work of each of its owners.
func (w worklist) note(r assess.SiteRow, ownerSeen bool) {
	if r.Archived {
		return
	}
	owners := r.Owners
	if len(owners) == 0 {
		owners = []string{"No owner known"}
		if !ownerSeen {
			owners = []string{"Owner not seen"}
		}
	}
	e := r.Exposure
	guests, everyone := e.LinksGuests+e.ItemsGuests, e.ItemsEveryone+e.ItemsBroadGroup
	least := ""
	if !r.Seen {
		least = "at least "
	}
	site := siteWork{name: cmp.Or(r.Name, r.URL), url: r.URL, weight: 1000*everyone + 100*e.LinksAnonymous + 10*guests + e.LinksOrganization}
	for _, t := range []struct {
		n         int
		one, many string
	}{
		{e.LinksAnonymous, "link that anyone can open", "links that anyone can open"},
		{e.LinksOrganization, "link for the whole organization", "links for the whole organization"},
		{guests, "access by an external person", "accesses by external people"},
		{everyone, "permission for everyone or a large group", "permissions for everyone or a large group"},
	} {
		if t.n > 0 {
			site.things = append(site.things, least+Plural(t.n, t.one, t.many))
		}
	}
	for _, owner := range owners {
		o := w[owner]
		if o == nil {
			o = &ownerWork{mail: strings.Contains(owner, "@") && !deletedPrefix.MatchString(owner)}
			w[owner] = o
		}
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

// rows are the rows of the sheet, the owner with most to review first.
func (w worklist) rows(d Document) [][]any {
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(w)), func(name string) bool { return len(w[name].open) == 0 })
	slices.SortStableFunc(names, func(x, y string) int { return -cmp.Compare(len(w[x].open), len(w[y].open)) })
	rows := make([][]any, 0, len(names))
	for _, name := range names {
		o := w[name]
		slices.SortFunc(o.open, func(x, y siteWork) int {
			return cmp.Or(-cmp.Compare(x.weight, y.weight), cmp.Compare(x.name, y.name), cmp.Compare(x.url, y.url))
		})
		owner, mail := hyper{text: accountName(name)}, wordDash
		if o.mail {
			owner.url = "mailto:" + url.PathEscape(name) + "?subject=" + url.PathEscape(mailSubject(d))
			mail = o.text(d)
		}
		s := sight{}
		rows = append(rows, []any{
			owner, o.sites, len(o.open), s.count(o.anyone, !o.partly), s.count(o.organization, !o.partly), s.count(o.guests, !o.partly), s.count(o.everyone, !o.partly),
			o.list(false), mail, "", "", name,
		})
	}
	return rows
}

// list names the sites with what is open in them, one a line.
func (o *ownerWork) list(withURL bool) string {
	var lines []string
	for i, site := range o.open {
		if i == maxMailSites {
			lines = append(lines, fmt.Sprintf("… and %s", Plural(len(o.open)-i, "more site", "more sites")))
			break
		}
		text := site.name + ": " + strings.Join(site.things, ", ")
		if withURL {
			text = "- " + text + "\n  " + site.url
		}
		lines = append(lines, text)
	}
	return strings.Join(lines, "\n")
}

func mailSubject(d Document) string {
	return "Please review who can open your sites – " + clientName(d.Assessment)
}

// text is the mail to the owner, ready to send.
func (o *ownerWork) text(d Document) string {
	return fmt.Sprintf("Hello,\n\nbefore %s starts with Microsoft 365 Copilot, please look at %s that you own. Copilot shows people what they can already open, so what is shared too widely should be closed first.\n\n%s\n\n"+
		"For each: open the site, choose Settings > Site permissions, and remove the links and permissions that nobody needs any more. Tell us what has to stay as it is.\n\nThank you\n%s",
		clientName(d.Assessment), choose(len(o.open), "this site", "these "+Number(len(o.open))+" sites"), o.list(true), cmp.Or(d.Brand.Name, "Your IT partner"))
}
