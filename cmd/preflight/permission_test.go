package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"preflight/assess"
)

// lostByPermission says, written by hand, what becomes of the rules when one permission of the least set is taken away,
// on the tenant contoso: which are not assessed any more, and which fail still, as "at least".
var lostByPermission = map[string]struct{ lost, atLeast string }{
	"Channel.ReadBasic.All":             {lost: "TMS-03"},
	"ChannelMember.Read.All":            {lost: "TMS-03"},
	"Group.Read.All":                    {lost: "LBL-03 LBL-04 OWN-01 OWN-02 OWN-03 SHR-07 SHR-08 TMS-01"},
	"Organization.Read.All":             {lost: "LIC-01 LIC-02 LIC-03 SHR-05"},
	"ReportSettings.Read.All":           {lost: "OWN-04"},
	"Reports.Read.All":                  {lost: "ODR-03 ODR-04 OWN-03 TMS-01", atLeast: "ODR-01 ODR-02"}, // some OneDrives name their owner only there
	"SensitivityLabels.Read.All":        {lost: "LBL-01 LBL-02 LBL-04"},
	"SharePointTenantSettings.Read.All": {lost: "ODR-05 SHR-01 SHR-02 SHR-03 SHR-09 SHR-10 SHR-11"},
	"Sites.Read.All":                    {lost: "ODR-01 ODR-02 ODR-03 ODR-04 ODR-05 ODR-06 ODR-07 OWN-03 SHR-03 SHR-04 SHR-05 SHR-06 SHR-07 SHR-08 TMS-01"},
	"Team.ReadBasic.All":                {lost: "TMS-01 TMS-02 TMS-03"},
	"User.Read.All":                     {lost: "LIC-01 LIC-02 ODR-01 ODR-02 ODR-04 OWN-01 OWN-02 OWN-03 SHR-05 SHR-07 TMS-03"},
}

// mayDiffer are the keys of assessment.json that two runs compared for equality may differ in (fault, resume and
// permission tables). The list is part of the definition of the measures.
var mayDiffer = []string{"requests", "permissions", "gaps", "score", "coverage"}

func TestEachPermissionAlone(t *testing.T) {
	least := assess.LeastPermissions()
	whole := trial{sample: "contoso"}.run(t)
	if whole.code != exitOK {
		t.Fatalf("with every permission: exit code %d: %v\n%s", whole.code, whole.err, whole.stderr)
	}
	for name := range lostByPermission {
		if !slices.Contains(least, name) {
			t.Errorf("the table names %s, which is not of the least set", name)
		}
	}
	for _, name := range least {
		t.Run(name, func(t *testing.T) {
			want, ok := lostByPermission[name]
			if !ok {
				t.Fatalf("%s is not in the table", name)
			}
			x := trial{sample: "contoso"}
			x.emulator.Roles = slices.DeleteFunc(slices.Clone(least), func(s string) bool { return s == name })
			got := x.run(t)
			if got.code != exitLoss {
				t.Errorf("exit code %d, want %d", got.code, exitLoss)
			}
			var lost, atLeast []string
			for i, f := range got.Findings {
				before := whole.Findings[i]
				if f.Outcome == assess.NotAssessed && before.Outcome != assess.NotAssessed {
					lost = append(lost, f.Rule)
					if !slices.Contains(f.Reasons, assess.ReasonPermission) {
						t.Errorf("%s is not assessed for the reasons %v", f.Rule, f.Reasons)
					}
					continue
				}
				if f.AtLeast && f.Outcome == assess.Fail && before.Outcome == assess.Fail && f.Count <= before.Count {
					atLeast = append(atLeast, f.Rule)
					continue
				}
				if diff := cmp.Diff(before, f); diff != "" {
					t.Errorf("%s changed:\n%s", f.Rule, diff)
				}
			}
			if got := strings.Join(lost, " "); got != want.lost {
				t.Errorf("not assessed:\n got %s\nwant %s", got, want.lost)
			}
			_, told, partly := lostWithout(name)
			if all := append(strings.Fields(want.lost), strings.Fields(want.atLeast)...); !sameStrings(all, append(told, partly...)) {
				t.Errorf("preflight permissions tells of %v and %v", told, partly)
			}
			if got := strings.Join(atLeast, " "); got != want.atLeast {
				t.Errorf("at least:\n got %s\nwant %s", got, want.atLeast)
			}
			if got.Permissions.Missing == nil || !slices.Contains(got.Permissions.Missing, name) {
				t.Errorf("the assessment does not say that %s is missing: %v", name, got.Permissions)
			}
			for measure, before := range whole.Measures {
				after := got.Measures[measure]
				if strings.HasPrefix(measure, "collection.") || after == nil || *after == *before {
					continue
				}
				t.Errorf("%s was %d and is %d without %s: what cannot be seen is null", measure, *before, *after, name)
			}
		})
	}
}

// sameStrings reports whether two lists hold the same, in any order.
func sameStrings(a, b []string) bool {
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

// equalButFor fails the test where two assessments differ in more than the keys that may.
func equalButFor(t *testing.T, keys []string, want, got assess.Assessment) {
	t.Helper()
	if diff := cmp.Diff(without(t, keys, want), without(t, keys, got)); diff != "" {
		t.Errorf("the assessments differ (-want +got):\n%s", diff)
	}
}

// without returns an assessment as JSON values, without some keys and without the measures of the collection.
func without(t *testing.T, keys []string, a assess.Assessment) map[string]any {
	t.Helper()
	data, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	var values map[string]any
	if err := json.Unmarshal(data, &values); err != nil {
		t.Fatal(err)
	}
	for _, key := range keys {
		delete(values, key)
	}
	for name := range a.Measures {
		if strings.HasPrefix(name, "collection.") {
			delete(values["measures"].(map[string]any), name)
		}
	}
	return values
}
