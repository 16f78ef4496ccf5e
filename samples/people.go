package samples

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"preflight/assess/emulator"
)

// A person is a planted account.
type person struct {
	key, id, name, upn, mail string
}

// login is the person's login name as SharePoint claims write it.
func (p person) login() string { return "i:0#.f|membership|" + strings.ToLower(p.upn) }

// identity is the person as drives name their owners.
func (p person) identity() *emulator.Identity {
	return &emulator.Identity{ID: p.id, Name: p.name, Mail: p.mail}
}

// licensed is what an account holds, and what that means for Copilot.
type licensed struct {
	skus    []emulator.Licence
	base    bool // among them a base licence of the prerequisite list
	copilot bool // among them a Copilot seat with a plan switched on
}

// with adds a Copilot seat.
func (l licensed) with(seat licensed) licensed {
	return licensed{skus: append(append([]emulator.Licence(nil), l.skus...), seat.skus...), base: l.base || seat.base, copilot: l.copilot || seat.copilot}
}

// account plants a user and returns it. The key is how the plan speaks of it: a1, d1, g1.
func (p *plan) account(key, kind, name, upn, mail, created string, enabled bool, l licensed) person {
	u := person{key: key, id: p.id("user", upn), name: name, upn: upn, mail: mail}
	planted := emulator.User{ID: u.id, Name: name, UPN: upn, Mail: mail, Type: kind, Enabled: enabled, Created: p.day(created)}
	for _, held := range l.skus {
		planted.Licences = append(planted.Licences, emulator.Licence{SKU: held.SKU, Disabled: slices.Clone(held.Disabled)})
		for i := range p.tenant.SKUs {
			if p.tenant.SKUs[i].ID == held.SKU {
				p.tenant.SKUs[i].Consumed++
			}
		}
	}
	p.tenant.Users = append(p.tenant.Users, planted)
	if l.copilot && enabled {
		p.count("licence.copilot.assigned", 1)
	}
	if l.copilot && !enabled {
		p.count("licence.copilot.assigned_disabled", 1)
	}
	if _, twice := p.people[key]; twice {
		p.fail("two accounts are called %s", key)
	}
	p.people[key] = u
	return u
}

// member plants an enabled Member.
func (p *plan) member(key, name, upn, created string, l licensed) person {
	p.count("users.members", 1)
	if l.base {
		p.count("licence.users.eligible", 1)
	} else {
		p.count("licence.users.not_eligible", 1)
	}
	return p.account(key, "Member", name, upn, upn, created, true, l)
}

// leaver plants a Member whose account is disabled.
func (p *plan) leaver(key, name, upn, created string, l licensed) person {
	return p.account(key, "Member", name, upn, upn, created, false, l)
}

// guest plants a Guest by the address he was invited with.
func (p *plan) guest(key, name, mail, created string, enabled bool, l licensed) person {
	p.count("users.guests", 1)
	initial := p.tenant.Domains[1].Name
	return p.account(key, "Guest", name, strings.ReplaceAll(mail, "@", "_")+"#EXT#@"+initial, mail, created, enabled, l)
}

// deleted plants an account in the recycle bin. Graph puts the digits of the object id before its name.
func (p *plan) deleted(key, name, upn, on string) person {
	u := person{key: key, id: p.id("user", upn), name: name}
	u.upn = strings.ReplaceAll(u.id, "-", "") + upn
	p.tenant.Deleted = append(p.tenant.Deleted, emulator.DeletedUser{ID: u.id, Name: name, UPN: u.upn, Deleted: p.day(on)})
	p.people[key] = u
	return u
}

// application plants a service principal.
func (p *plan) application(key, name string) person {
	u := person{key: key, id: p.id("application", name), name: name}
	p.tenant.ServicePrincipals = append(p.tenant.ServicePrincipals, emulator.ServicePrincipal{ID: u.id, Name: name})
	p.people[key] = u
	return u
}

// who finds a planted person.
func (p *plan) who(key string) person {
	u, ok := p.people[key]
	if !ok {
		p.fail("nobody is called %s", key)
	}
	return u
}

// all finds the ids of people by their keys, separated by spaces; a1..a9 is a range.
func (p *plan) all(keys string) []string {
	var ids []string
	for key := range strings.FieldsSeq(keys) {
		first, last, isRange := strings.Cut(key, "..")
		if !isRange {
			ids = append(ids, p.who(key).id)
			continue
		}
		from, err1 := strconv.Atoi(first[1:])
		to, err2 := strconv.Atoi(last[1:])
		if err := errors.Join(err1, err2); err != nil {
			p.fail("the range %s: %w", key, err)
			continue
		}
		for i := from; i <= to; i++ {
			ids = append(ids, p.who(first[:1]+strconv.Itoa(i)).id)
		}
	}
	return ids
}
