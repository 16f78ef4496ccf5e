package assess

import (
	"iter"
	"slices"
	"strings"
)

// linkRows yields every direct sharing link on an item of a counted site or OneDrive, expired ones too, by site, library,
// item and entry.
func linkRows(inv *Inventory) iter.Seq2[LinkRow, error] {
	return func(yield func(LinkRow, error) bool) {
		l := newLens(inv, newDirectory(inv))
		libraries := libraryNames(inv)
		for h, err := range inv.Holders.all() {
			if err != nil {
				yield(LinkRow{}, err)
				return
			}
			site, counted := l.sites[h.WebID]
			if !counted || h.Kind == KindRoot {
				continue
			}
			for _, p := range h.Permissions {
				if p.Inherited || !p.Link {
					continue
				}
				scope, _ := p.scope()
				row := LinkRow{
					Key: h.linkKey(p), Site: site.Name, SiteURL: site.URL, WebID: h.WebID, Personal: site.Personal,
					Library: libraries[h.DriveID], Path: h.Path, Item: h.title(), Kind: h.Kind, ItemURL: h.URL,
					Scope: scope, Type: p.Type, Edit: p.edits(), Expires: p.Expires, Expired: p.expired(inv.AsOf),
					Dormant: l.dormant && scope == scopeAnonymous, Password: p.Password,
					People: len(p.Grantees), Guests: slices.Compact(l.guests(p)), Files: h.Files,
				}
				if !yield(row, nil) {
					return
				}
			}
		}
	}
}

// grantRows yields every direct grant that opens an item or library to everybody, to half of the staff or to somebody
// from outside, once for each of these, by site, library, item and entry.
func grantRows(inv *Inventory) iter.Seq2[GrantRow, error] {
	return func(yield func(GrantRow, error) bool) {
		l := newLens(inv, newDirectory(inv))
		libraries := libraryNames(inv)
		for h, err := range inv.Holders.all() {
			if err != nil {
				yield(GrantRow{}, err)
				return
			}
			site, counted := l.sites[h.WebID]
			if !counted {
				continue
			}
			for _, p := range h.Permissions {
				if p.Inherited || p.expired(inv.AsOf) {
					continue
				}
				grants := l.grants(p)
				for _, class := range grantClasses {
					who := grants[class]
					if who == nil || class == ClassGuests && h.Kind == KindRoot {
						continue
					}
					row := GrantRow{
						Key: h.linkKey(p) + "/" + string(class), Site: site.Name, SiteURL: site.URL, WebID: h.WebID, Personal: site.Personal,
						Library: libraries[h.DriveID], Path: h.Path, Item: h.title(), Kind: h.Kind, ItemURL: h.URL,
						Class: class, Grantee: strings.Join(slices.Compact(who), ", "), Edit: p.edits(), Files: h.Files,
					}
					if !yield(row, nil) {
						return
					}
				}
			}
		}
	}
}

func libraryNames(inv *Inventory) map[string]string {
	names := make(map[string]string, len(inv.Drives))
	for _, d := range inv.Drives {
		names[d.ID] = d.Name
	}
	return names
}
