package report

import (
	"slices"
	"strings"
	"testing"

	"preflight/assess"
)

// A mail goes to accounts in use in the tenant, to no guest and to nobody who is gone.
func TestOwnersMail(t *testing.T) {
	const upn = "Adele@contoso.com"
	open := assess.SiteExposure{LinksAnonymous: 1}
	person := func(kind string, enabled bool) *assess.PersonRow {
		return &assess.PersonRow{UPN: strings.ToLower(upn), Kind: kind, Enabled: enabled}
	}
	for _, test := range []struct {
		name, owner string
		state       assess.OwnerState
		person      *assess.PersonRow
		want        string
		mail        bool
	}{
		{"in use", upn, assess.OwnerActive, person("member", true), upn, true},
		{"in use beside one that is gone", upn, assess.OwnerUnknown, person("member", true), upn, true},
		{"users not seen", upn, "", nil, upn, true},
		{"a guest by name", "ann_fabrikam.com#EXT#@contoso.com", assess.OwnerActive, nil, "ann@fabrikam.com (guest)", false},
		{"a guest in lower case", "ann_fabrikam.com#ext#@contoso.com", assess.OwnerActive, nil, "ann@fabrikam.com (guest)", false},
		{"a guest by type", upn, assess.OwnerActive, person("guest", true), upn + " (guest)", false},
		{"disabled", upn, assess.OwnerInactive, person("member", false), upn + " (disabled)", false},
		{"deleted, not in the directory", upn, assess.OwnerUnknown, nil, upn + " (deleted)", false},
		{"deleted, by name", "54bddd3b0d0e52f39582131a7c39ad04" + upn, assess.OwnerUnknown, nil, upn + " (deleted)", false},
		{"no account", "Finance owners", assess.OwnerUnknown, nil, "Finance owners", false},
	} {
		w := worklist{}
		w.note(assess.SiteRow{Name: "Finance", Owners: []string{test.owner}, Owner: test.state, Exposure: open, Seen: true}, nil, test.state != "", english)
		if test.person != nil {
			w.meet(*test.person)
		}
		rows := slices.Collect(w.rows(Document{Words: english}))
		if len(rows) != 1 {
			t.Fatalf("%s: %d rows, want 1", test.name, len(rows))
		}
		owner, _ := rows[0][0].(hyper)
		if owner.text != test.want {
			t.Errorf("%s: owner %q, want %q", test.name, owner.text, test.want)
		}
		if linked, worded := owner.url != "", rows[0][8] != wordDash; linked != test.mail || worded != test.mail {
			t.Errorf("%s: link %t, text %t, want %t", test.name, linked, worded, test.mail)
		}
	}
}
