package assess

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestDate(t *testing.T) {
	sydney := time.FixedZone("Sydney", 11*60*60)
	for _, d := range []Date{{asOf}, {asOf.In(sydney)}, {time.Date(2026, 11, 3, 9, 0, 0, 0, sydney)}} {
		data, err := json.Marshal(struct{ On Date }{d})
		if err != nil || string(data) != `{"On":"2026-11-02"}` {
			t.Errorf("%v is written %s, %v", d.Time, data, err)
		}
		if text, err := d.MarshalText(); err != nil || string(text) != "2026-11-02" {
			t.Errorf("%v is written %s, %v", d.Time, text, err)
		}
	}
	var d Date
	if err := json.Unmarshal([]byte(`"2026-11-02"`), &d); err != nil || !d.Equal(asOf) {
		t.Errorf("read as %v, %v", d, err)
	}
	for _, bad := range []string{"2.11.2026", "2026-11-31", "", "2026-11-02T00:00:00Z"} {
		if err := d.UnmarshalText([]byte(bad)); err == nil || !strings.Contains(err.Error(), "2026-11-21") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestAssemble(t *testing.T) {
	inv := tenant()
	inv.Gaps = []Gap{{Part: PartItems, Place: "w-none", Reason: ReasonService}, lose(PartLabels), lose(PartSKUs), {Part: PartUsers, Reason: ReasonThrottled, Partial: true}}
	inv.Roles, inv.RolesKnown = least, true
	a := Assemble(resolved(inv), nil)
	if a.Findings == nil || a.Gaps == nil || len(a.Gaps) != 4 {
		t.Errorf("findings %v, gaps %v", a.Findings, a.Gaps)
	}
	coverage := map[string]string{}
	for _, c := range a.Coverage {
		coverage[c.Part] = fmt.Sprintf("%d/%d %s", c.Looked, c.Total, c.Unit)
	}
	for part, want := range map[string]string{
		PartItems: "2/3 sites", PartPermissions: "3/3 sites", PartLabels: "0/1 ", PartSKUs: "0/1 ", PartPrerequisites: "0/1 ", PartUsers: "0/0 ", PartSites: "1/1 ",
		PartDriveItems: "4/4 OneDrives", PartMembers: "1/1 groups with a grant", PartTeamDetails: "4/4 teams",
	} {
		if coverage[part] != want {
			t.Errorf("coverage of %s: %q, want %q", part, coverage[part], want)
		}
	}
	if len(coverage) != len(Parts) {
		t.Errorf("%d parts covered, want %d", len(coverage), len(Parts))
	}
	var order []string
	for _, e := range a.Exposure {
		order = append(order, e.WebID)
	}
	if want := []string{"w-public", "w-plain", "o-active", "o-deleted", "o-disabled", "o-unknown"}; !slices.Equal(order, want) {
		t.Errorf("exposure %v, want %v: most to find first", order, want)
	}
	if a.Sites != 6 || len(a.Permissions.Missing) != 0 {
		t.Errorf("%d sites, missing %v", a.Sites, a.Permissions.Missing)
	}
	if a.Requests != (Requests{Sent: 100, ResourceUnits: 200, Throttled: 3}) {
		t.Errorf("requests %+v", a.Requests)
	}
}

// What is concluded from a part is not seen whole where that is not.
func TestCoverageFrom(t *testing.T) {
	for want, gap := range map[string]Gap{
		"1/1": {Part: PartLabels, Reason: ReasonService},
		"0/1": {Part: PartSKUs, Reason: ReasonService},
		"0/0": {Part: PartSKUs, Reason: ReasonService, Partial: true},
	} {
		inv := tenant()
		inv.Gaps = []Gap{gap}
		for _, c := range Assemble(resolved(inv), nil).Coverage {
			if got := fmt.Sprintf("%d/%d", c.Looked, c.Total); c.Part == PartPrerequisites && got != want {
				t.Errorf("coverage of %s: %s, want %s with %+v", c.Part, got, want, gap)
			}
		}
	}
}

func TestExposureIsShort(t *testing.T) {
	inv := tenant()
	for n := range MaxExposure + 5 {
		id := fmt.Sprintf("x%02d", n)
		addSite(site(id, id))(inv)
		addDrive(Drive{ID: id, WebID: id})(inv)
	}
	a := Assemble(resolved(inv), nil)
	if len(a.Exposure) != MaxExposure || a.Sites != MaxExposure+11 || len(inv.Exposure.Sites) != a.Sites {
		t.Errorf("%d of %d sites named", len(a.Exposure), a.Sites)
	}
}

func TestSaveAndLoad(t *testing.T) {
	dir := t.TempDir()
	save := func(a Assessment) []byte {
		t.Helper()
		var buf bytes.Buffer
		if err := a.Save(&buf); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, AssessmentFile), buf.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		return buf.Bytes()
	}
	inv := tenant()
	inv.Gaps = []Gap{lose(PartLabels)}
	want := Assemble(resolved(inv), []Finding{{Rule: "A", Outcome: Fail, Pillar: Licences, Weight: 3, Seen: 1, Count: 2}})
	data := save(want)
	if !bytes.Contains(data, []byte(`"labels.available": null`)) {
		t.Error("an unknown number is not null")
	}
	got, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(save(got), data) {
		t.Error("what was loaded is written in other bytes")
	}
	if diff := cmp.Diff(want.Measures, got.Measures); diff != "" {
		t.Error(diff)
	}

	want.Schema, want.Version = 99, "v9"
	save(want)
	if _, err := Load(dir); err == nil || !strings.Contains(err.Error(), "schema 99") || !strings.Contains(err.Error(), "v9") {
		t.Errorf("another schema gives %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, AssessmentFile), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(dir); err == nil || !strings.Contains(err.Error(), AssessmentFile) {
		t.Errorf("a broken file gives %v", err)
	}
	if _, err := Load(filepath.Join(dir, "none")); err == nil {
		t.Error("no file gives no error")
	}
}

func TestCurable(t *testing.T) {
	for reason, want := range map[Reason]bool{
		ReasonPermission: true, ReasonConcealed: true, ReasonThrottled: true, ReasonLocked: true, ReasonService: true, ReasonInterrupted: true, ReasonDefect: true,
		ReasonLicence: false, ReasonUnknown: false, ReasonSkipped: false, ReasonExcluded: false,
	} {
		a := Assessment{Gaps: []Gap{{Part: PartLabels, Reason: ReasonLicence}, {Part: PartUsers, Reason: reason}}}
		if a.Curable() != want {
			t.Errorf("%s: curable %t", reason, a.Curable())
		}
	}
	if (Assessment{}).Curable() {
		t.Error("nothing lost is curable")
	}
}
