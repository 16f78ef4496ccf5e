package assess

import (
	"cmp"
	"iter"
	"slices"
)

// An opening says for whom a permission list opens the files that it decides on, beyond those whom the site is meant for.
type opening struct{ discoverable, anonymous, organization, guests bool }

// any reports whether it opens them at all.
func (o opening) any() bool { return o != opening{} }

// opens looks at the whole list of a holder, inherited entries included; public says that its site's group is Public. A
// link that has expired, and one for people with existing access, opens nothing.
func (l lens) opens(h Holder, public bool) opening {
	var o opening
	for _, p := range h.Permissions {
		if p.expired(l.asOf) {
			continue
		}
		scope := ""
		if p.Link {
			scope, _ = p.scope()
			o.anonymous = o.anonymous || scope == scopeAnonymous
			o.organization = o.organization || scope == scopeOrganization
		}
		o.discoverable = o.discoverable || p.everyone() || public && p.opensToSiteGroup()
		o.guests = o.guests || (!p.Link || scope == scopeUsers) && slices.ContainsFunc(p.Grantees, l.people.external)
	}
	return o
}

// name counts a file whose name suggests something.
func (x *exposer) name(f NamedFile, o opening) {
	at := slices.Index(x.topics, f.Topic)
	if at < 0 { // of a list that is not this run's
		return
	}
	counts := x.names[f.WebID]
	if counts == nil {
		counts = make([]TopicExposure, len(x.topics))
		for i, topic := range x.topics {
			counts[i].Topic = topic
		}
		x.names[f.WebID] = counts
	}
	counts[at].add(o)
}

// siteNames is what name has counted, by web id.
func (x *exposer) siteNames() []SiteNames {
	list := make([]SiteNames, 0, len(x.names))
	for webID, counts := range x.names {
		s := x.sites[webID]
		list = append(list, SiteNames{WebID: webID, Name: s.Name, URL: s.URL, Personal: s.Personal,
			Topics: slices.DeleteFunc(counts, func(t TopicExposure) bool { return t == TopicExposure{Topic: t.Topic} })})
	}
	slices.SortFunc(list, func(a, b SiteNames) int { return cmp.Compare(a.WebID, b.WebID) })
	return list
}

// assembleNames adds up what all sites hold, and chooses those to name besides the ones of the assessment's exposure. Nil:
// nobody looked at names.
func assembleNames(inv *Inventory, exposure []SiteExposure) *NameExposure {
	if inv.Topics == nil {
		return nil
	}
	n := &NameExposure{Topics: make([]TopicExposure, len(inv.Topics)), Places: len(inv.Exposure.Names)}
	for i, topic := range inv.Topics {
		n.Topics[i].Topic = topic
	}
	total := map[string]TopicExposure{} // by web id
	for _, s := range inv.Exposure.Names {
		for _, t := range s.Topics {
			at := slices.Index(inv.Topics, t.Topic)
			n.Topics[at] = n.Topics[at].plus(t)
			total[s.WebID] = total[s.WebID].plus(t)
		}
	}
	n.Sites = slices.Clone(inv.Exposure.Names)
	slices.SortFunc(n.Sites, func(a, b SiteNames) int {
		return cmp.Or(compareNames(total[a.WebID], total[b.WebID]), cmp.Compare(a.WebID, b.WebID))
	})
	chosen := 0
	n.Sites = slices.DeleteFunc(n.Sites, func(s SiteNames) bool {
		chosen++
		return chosen > MaxExposure && !slices.ContainsFunc(exposure, func(e SiteExposure) bool { return e.WebID == s.WebID })
	})
	return n
}

// A nameReader reads named files beside their holders, one file at a time, so that a library may have more of them than
// memory holds.
type nameReader struct {
	next  func() (NamedFile, error, bool)
	stop  func() // has to be called
	ahead NamedFile
	err   error
	more  bool
}

func readNames(named NamedFiles) *nameReader {
	next, stop := iter.Pull2(iter.Seq2[NamedFile, error](named.all()))
	r := &nameReader{next: next, stop: stop}
	r.advance()
	return r
}

func (r *nameReader) advance() { r.ahead, r.err, r.more = r.next() }

// under yields the files on which a holder decides. Holders have to come in their order; some may be left out. An error is
// the last thing it yields.
func (r *nameReader) under(h Holder) iter.Seq2[NamedFile, error] {
	return func(yield func(NamedFile, error) bool) {
		for ; r.more; r.advance() {
			if r.err != nil {
				yield(NamedFile{}, r.err)
				return
			}
			f := r.ahead
			switch cmp.Or(cmp.Compare(f.WebID, h.WebID), cmp.Compare(f.DriveID, h.DriveID), cmp.Compare(f.HolderID, h.ItemID)) {
			case 0:
				if !yield(f, nil) {
					return
				}
			case 1:
				return
			}
		}
	}
}
