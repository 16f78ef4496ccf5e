package probe

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"preflight/assess"
	"preflight/assess/emulator"
)

func TestLabels(t *testing.T) {
	make := func() *emulator.Tenant {
		tenant := fabrikam()
		tenant.Labels = []emulator.Label{
			{ID: id(0x91), Name: "Public", Priority: 0, Enabled: new(true), ApplicableTo: "email,teamwork,file", Default: true},
			{ID: id(0x92), Name: "Secret", Priority: 1, Protects: true, Sublabels: []emulator.Label{{ID: id(0x93), Name: "Board", Priority: 2, Enabled: new(false), ApplicableTo: "email"}}},
		}
		tenant.GroupSettings = map[string]string{"EnableMIPLabels": "True"}
		tenant.Groups[0].Labels = []string{id(0x91)}
		return tenant
	}
	l := collect(t, make(), emulator.Options{PageSize: 1}, Options{}, only("labels")...)
	for _, part := range []string{assess.PartLabels, assess.PartLabelSettings, assess.PartGroupLabels} {
		if gaps := l.gapsOf(part); gaps != nil {
			t.Errorf("gaps of %s: %v", part, gaps)
		}
	}
	for i := range l.Labels {
		l.Labels[i].Protects = nil
	}
	want := []assess.Label{
		{ID: id(0x91), Name: "Public", Enabled: new(true), ApplicableTo: []string{"email", "file", "teamwork"}, Default: true},
		{ID: id(0x92), Name: "Secret", Priority: 1, Sublabels: 1},
		{ID: id(0x93), Name: "Board", Parent: id(0x92), Priority: 2, Enabled: new(false), ApplicableTo: []string{"email"}},
	}
	if diff := cmp.Diff(want, l.Labels); diff != "" {
		t.Errorf("labels (-want +got):\n%s", diff)
	}
	if l.ContainersEnabled == nil || !*l.ContainersEnabled {
		t.Error("labels should be seen to be on for groups")
	}
	if g := l.Groups; !g[0].LabelsSeen || !g[1].LabelsSeen || len(g[0].Labels) != 1 || g[0].Labels[0] != id(0x91) || g[1].Labels != nil {
		t.Errorf("labels of groups: %+v", g)
	}

	t.Run("a setting never made is off", func(t *testing.T) {
		tenant := make()
		tenant.GroupSettings = nil
		l := collect(t, tenant, emulator.Options{}, Options{}, only("labels")...)
		if l.ContainersEnabled == nil || *l.ContainersEnabled {
			t.Errorf("got %v, want false", l.ContainersEnabled)
		}
	})
	t.Run("no licence", func(t *testing.T) {
		tenant := make()
		tenant.Unlicensed = map[string]bool{"labels": true}
		l := collect(t, tenant, emulator.Options{}, Options{}, only("labels")...)
		if diff := cmp.Diff([]string{"licence"}, l.gapsOf(assess.PartLabels)); diff != "" {
			t.Errorf("gaps (-want +got):\n%s", diff)
		}
	})
	t.Run("hidden labels are not none", func(t *testing.T) {
		l := collect(t, make(), emulator.Options{Roles: []string{"GroupMember.Read.All"}}, Options{}, only("labels")...)
		if diff := cmp.Diff([]string{"permission"}, l.gapsOf(assess.PartGroupLabels)); diff != "" {
			t.Errorf("gaps (-want +got):\n%s", diff)
		}
		if l.Groups[1].LabelsSeen {
			t.Error("labels of a group count as seen")
		}
	})
}

// TestSublabelsApart has labels that do not say what is below them, so that this is asked for one by one.
func TestSublabelsApart(t *testing.T) {
	public := assess.Label{ID: id(0x91), Name: "Public", Protects: new(false)}
	board := assess.Label{ID: id(0x93), Name: "Board", Parent: id(0x92), Priority: 2, Protects: new(true)}
	secret := assess.Label{ID: id(0x92), Name: "Secret", Priority: 1, Protects: new(false), Sublabels: 1}
	const apart = "/security/dataSecurityAndGovernance/sensitivityLabels/{label}/sublabels"
	one := "^/security/dataSecurityAndGovernance/sensitivityLabels/" + id(0x92) + "/sublabels$"
	tests := []struct {
		name      string
		within    bool // the list says what is below
		fault     emulator.Fault
		want      []assess.Label
		gaps      []string
		available string
	}{
		{name: "within the list", within: true, want: []assess.Label{public, secret, board}, available: "2"},
		{name: "apart", want: []assess.Label{public, secret, board}, available: "2"},
		{name: "apart, no such address", fault: emulator.Fault{Match: one, Kind: emulator.Status(404)},
			want: []assess.Label{public}, gaps: []string{"service partial"}, available: "at least 1"},
		{name: "apart, refused for one", fault: emulator.Fault{Match: one, Kind: emulator.Status(403)},
			want: []assess.Label{public}, gaps: []string{"permission partial"}, available: "at least 1"},
		{name: "apart, refused for all", fault: emulator.Fault{Match: apart, Kind: emulator.Status(403)}, gaps: []string{"permission"}, available: "null"},
		{name: "apart, a null among them", fault: emulator.Fault{Match: one, Kind: emulator.NullElement()},
			want: []assess.Label{public}, gaps: []string{"service partial"}, available: "at least 1"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			tenant := fabrikam()
			tenant.SublabelsApart = !test.within
			tenant.Labels = []emulator.Label{
				{ID: id(0x91), Name: "Public"},
				{ID: id(0x92), Name: "Secret", Priority: 1, Sublabels: []emulator.Label{{ID: id(0x93), Name: "Board", Priority: 2, Protects: true}}},
			}
			var faults []emulator.Fault
			if test.fault.Match != "" {
				faults = append(faults, test.fault)
			}
			l := collect(t, tenant, emulator.Options{PageSize: 1, Faults: faults}, Options{}, only("labels")...)
			if diff := cmp.Diff(test.want, l.Labels); diff != "" {
				t.Errorf("labels (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.gaps, l.gapsOf(assess.PartLabels)); diff != "" {
				t.Errorf("gaps (-want +got):\n%s", diff)
			}
			if got := l.measure("labels.available"); got != test.available {
				t.Errorf("labels.available is %s, want %s", got, test.available)
			}
			if idle := l.server.Idle(); idle != nil {
				t.Errorf("did not happen: %v", idle)
			}
		})
	}
}
