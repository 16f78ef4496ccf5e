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
