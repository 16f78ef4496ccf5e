package samples

import (
	"encoding/json"
	"net/mail"
	"slices"
	"strings"
	"testing"
	"unicode"

	"preflight/assess/emulator"
)

// names collects everything in the tenant that a trap may speak of.
func names(t *emulator.Tenant) map[string]bool {
	all := map[string]bool{"Group.Unified": t.GroupSettings != nil}
	add := func(words ...string) {
		for _, w := range words {
			all[w] = true
		}
	}
	for _, u := range t.Users {
		add(u.ID, u.Name, u.UPN, u.Mail)
	}
	for _, u := range t.Deleted {
		add(u.ID, u.Name, u.UPN)
	}
	for _, s := range t.SKUs {
		add(s.Part)
	}
	for _, l := range t.Labels {
		add(l.Name)
		for _, sub := range l.Sublabels {
			add(sub.Name)
		}
	}
	for _, g := range t.Groups {
		add(g.ID, g.Name, g.Mail)
		if g.Team != nil {
			for _, c := range g.Team.Channels {
				add(c.ID, c.Name)
			}
		}
	}
	for _, s := range t.Sites {
		add(s.WebID, s.Name)
		for _, d := range s.Drives {
			add(d.ID, d.Name)
			for _, it := range d.Items {
				add(it.ID, it.Name)
			}
		}
	}
	return all
}

func TestEveryMeasureHasATrap(t *testing.T) {
	set := map[string]bool{}
	for _, trap := range load(t, "contoso").Traps {
		set[trap.Measure] = true
	}
	for _, m := range Measures() {
		if !set[m] {
			t.Errorf("contoso has no trap for %s", m)
		}
	}
	for _, name := range Names() {
		s := load(t, name)
		known := names(s.Tenant)
		for _, trap := range s.Traps {
			if !known[trap.Object] || trap.Why == "" {
				t.Errorf("%s: the trap for %s names %q, which is not in the tenant", name, trap.Measure, trap.Object)
			}
		}
	}
}

// once fails where an id comes twice.
func once(t *testing.T, what string) func(id string) {
	seen := map[string]bool{}
	return func(id string) {
		t.Helper()
		if id == "" || seen[id] {
			t.Errorf("%s %q is empty or comes twice", what, id)
		}
		seen[id] = true
	}
}

func TestIDsAreUniqueAndResolve(t *testing.T) {
	for _, name := range Names() {
		tenant := load(t, name).Tenant
		object, upn, web, drive := once(t, "object"), once(t, "user principal name"), once(t, "web"), once(t, "drive")
		known := map[string]bool{}
		for _, u := range tenant.Users {
			object(u.ID)
			upn(strings.ToLower(u.UPN))
			known[u.ID] = true
		}
		for _, u := range tenant.Deleted {
			object(u.ID)
			if !strings.HasPrefix(u.UPN, strings.ReplaceAll(u.ID, "-", "")) {
				t.Errorf("%s: the deleted account %s lacks the digits before its name", name, u.UPN)
			}
		}
		for _, s := range tenant.ServicePrincipals {
			object(s.ID)
			known[s.ID] = true
		}
		for _, g := range tenant.Groups {
			object(g.ID)
			known[g.ID] = true
		}
		for _, g := range tenant.Groups {
			for _, id := range slices.Concat(g.Owners, g.Members) {
				if !known[id] {
					t.Errorf("%s: %s names %s, who is not in the directory", name, g.Name, id)
				}
			}
		}
		for _, s := range tenant.Sites {
			if twin := s.ShortID && s.Name == "Finance & Accounts"; twin {
				continue
			}
			web(s.WebID)
			if s.Group != "" && !known[s.Group] {
				t.Errorf("%s: the group of %s is not in the directory", name, s.Name)
			}
			for _, d := range s.Drives {
				drive(d.ID)
				checkDrive(t, name+": "+s.Name+"/"+d.Name, d)
			}
		}
	}
}

// checkDrive looks at the items of a library: each once, parents before children, lists that make sense.
func checkDrive(t *testing.T, where string, d emulator.Drive) {
	t.Helper()
	item, above := once(t, where), map[string]string{"": "folder"}
	for _, it := range d.Items {
		item(it.ID)
		if above[it.Parent] != "folder" {
			t.Errorf("%s: %s stands below what is no folder planted before it", where, it.Name)
		}
		above[it.ID] = it.Kind
		if it.Again != nil && (it.Again.ID != it.ID || it.Again.Again != nil) {
			t.Errorf("%s: %s comes again as something else", where, it.Name)
		}
		if it.Permissions != nil && len(it.Permissions) == 0 {
			t.Errorf("%s: %s has a list without an entry", where, it.Name)
		}
	}
}

func TestNamesAreHostile(t *testing.T) {
	known := names(load(t, "contoso").Tenant)
	holds := func(table *unicode.RangeTable) func(string) bool {
		return func(s string) bool {
			return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(table, r) })
		}
	}
	begins := func(sign string) func(string) bool {
		return func(s string) bool { return strings.HasPrefix(s, sign) }
	}
	contains := func(sign string) func(string) bool {
		return func(s string) bool { return strings.Contains(s, sign) }
	}
	for kind, is := range map[string]func(string) bool{
		"long":       func(s string) bool { return len([]rune(s)) > 80 && strings.Contains(s, " ") },
		"apostrophe": contains("'"),
		"formula":    begins("=HYPERLINK("),
		"plus":       begins("+"),
		"minus":      begins("-"),
		"at":         begins("@"),
		"markup": func(s string) bool {
			return strings.ContainsAny(s, "&") && strings.ContainsAny(s, "<>") && strings.Contains(s, `"`)
		},
		"emoji":           contains("🎉"),
		"emoji selector":  contains("\ufe0f"),
		"Arabic":          holds(unicode.Arabic),
		"Hebrew":          holds(unicode.Hebrew),
		"Chinese":         holds(unicode.Han),
		"Japanese":        holds(unicode.Katakana),
		"Korean":          holds(unicode.Hangul),
		"Greek":           holds(unicode.Greek),
		"Cyrillic":        holds(unicode.Cyrillic),
		"Vietnamese":      contains("ễ"),
		"combining":       contains("\u0301"),
		"trailing space":  func(s string) bool { return strings.HasSuffix(s, " ") },
		"page total mark": contains("{nb}"),
		"tab":             contains("\t"),
		"full width":      contains("Ｓ"),
	} {
		found := false
		for name := range known {
			if is(name) {
				found = true
				break
			}
		}
		if !found {
			t.Errorf("contoso has no name of the kind %s", kind)
		}
	}
}

func TestMailAddressesAreAddresses(t *testing.T) {
	for _, name := range Names() {
		for _, u := range load(t, name).Tenant.Users {
			if u.Mail == "" {
				continue
			}
			if a, err := mail.ParseAddress(u.Mail); err != nil || a.Address != u.Mail {
				t.Errorf("%s: %q is no address: %v", name, u.Mail, err)
			}
		}
	}
}

func TestSecretsAreListed(t *testing.T) {
	for _, name := range Names() {
		s := load(t, name)
		if !slices.Contains(s.Secrets, s.Tenant.App.Secret) {
			t.Errorf("%s: the client secret is not among the secrets", name)
		}
		links := 0
		look := func(list []emulator.Permission) {
			for _, p := range list {
				if p.Link == nil {
					continue
				}
				links++
				if !slices.Contains(s.Secrets, p.Link.URL) {
					t.Errorf("%s: the address of link %s is not among the secrets", name, p.ID)
				}
			}
		}
		for _, site := range s.Tenant.Sites {
			for _, d := range site.Drives {
				look(d.Permissions)
				for _, it := range d.Items {
					look(it.Permissions)
				}
			}
		}
		if links == 0 {
			t.Errorf("%s has no link", name)
		}
		for _, secret := range s.Secrets {
			if len(secret) < 30 {
				t.Errorf("%s: the secret %q is too short to be searched for", name, secret)
			}
		}
	}
}

// TestSampleIsSmall keeps the samples of a size that a test can read through the emulator in a moment.
func TestSampleIsSmall(t *testing.T) {
	for name, limit := range map[string]int{"contoso": 1_500_000, "clean": 400_000, "bare": 300_000} {
		data, err := json.Marshal(load(t, name).Tenant)
		if err != nil {
			t.Fatal(err)
		}
		if len(data) > limit {
			t.Errorf("%s takes %d bytes as JSON, more than %d", name, len(data), limit)
		}
	}
}
