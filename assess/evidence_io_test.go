package assess

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func zipped(t *testing.T, lines ...string) *bytes.Buffer {
	t.Helper()
	var buf bytes.Buffer
	w := gzip.NewWriter(&buf)
	for _, line := range lines {
		if _, err := io.WriteString(w, line+"\n"); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return &buf
}

func unzipped(t *testing.T, data []byte) []string {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
}

func TestWriteEvidence(t *testing.T) {
	inv := tenant()
	for _, h := range []Holder{ // none of these is a row
		item("t1", 0, inherited(link("p1", "anonymous", "view")), inherited(grant("p2", guest())), grant("p3", member("m01"))),
		of(item("t2", 0, link("p1", "anonymous", "view"), grant("p2", guest())), KindRoot),
		in(item("t3", 0, link("p1", "anonymous", "view"), grant("p2", guest())), "w-archived", "d-archived"),
		item("t4", 0, until(grant("p1", guest()), "2026-01-01")),
	} {
		addHolder(h)(inv)
	}
	Resolve(inv)
	var file, again bytes.Buffer
	e, err := WriteEvidence(&file, inv)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(file.Bytes())
	if e.SHA256 != hex.EncodeToString(sum[:]) {
		t.Error("the SHA-256 is not the file's")
	}
	// 6 direct links on items of sites, one of them expired, and 3 in OneDrives.
	want := map[string]int{"link": 9, "grant": 4, "name": 0, "site": 4, "group": 5, "team": 4, "channel": 1, "onedrive": 5, "label": 3, "sku": 3, "person": 45}
	if diff := cmp.Diff(want, e.Rows); diff != "" {
		t.Error(diff)
	}
	if _, err := WriteEvidence(&again, resolved(inv)); err != nil || !bytes.Equal(file.Bytes(), again.Bytes()) {
		t.Errorf("the same inventory gives other bytes (%v)", err)
	}

	order := []string{"link", "grant", "name", "site", "group", "team", "channel", "onedrive", "label", "sku", "person"}
	last, lastKey, lastWeb := 0, "", ""
	for _, line := range unzipped(t, file.Bytes()) {
		var row struct{ Kind, Key, WebID string }
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		if !strings.HasPrefix(line, `{"kind":"`+row.Kind+`",`) {
			t.Errorf("the line does not begin with its kind: %s", line)
		}
		kind := slices.Index(order, row.Kind)
		if kind == last && (row.WebID < lastWeb || row.WebID == lastWeb && row.Key <= lastKey) || kind < last {
			t.Errorf("%s %s does not come after %s", row.Kind, row.Key, lastKey)
		}
		last, lastKey, lastWeb = kind, row.Key, row.WebID
	}
}

func TestEvidenceRows(t *testing.T) {
	inv := tenant()
	inv.Gaps = []Gap{{Part: PartPermissions, Place: "w-none", Reason: ReasonService}, lose(PartTeamActivity)}
	Resolve(inv)
	var file bytes.Buffer
	if _, err := WriteEvidence(&file, inv); err != nil {
		t.Fatal(err)
	}
	links, grants, sites, people := map[string]LinkRow{}, map[string]GrantRow{}, map[string]SiteRow{}, map[string]PersonRow{}
	oneDrives, teams, labels, groups := map[string]OneDriveRow{}, map[string]TeamRow{}, map[string]LabelRow{}, map[string]GroupRow{}
	err := ReadEvidence(&file, Visitor{
		Link:     func(r LinkRow) error { links[r.Key] = r; return nil },
		Grant:    func(r GrantRow) error { grants[r.Key] = r; return nil },
		Site:     func(r SiteRow) error { sites[r.Key] = r; return nil },
		Person:   func(r PersonRow) error { people[r.Key] = r; return nil },
		OneDrive: func(r OneDriveRow) error { oneDrives[r.Key] = r; return nil },
		Team:     func(r TeamRow) error { teams[r.Key] = r; return nil },
		Label:    func(r LabelRow) error { labels[r.Key] = r; return nil },
		Group:    func(r GroupRow) error { groups[r.Key] = r; return nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	wantLink := LinkRow{
		Key: "d-plain/i-guest-link/p1", Site: "plain", SiteURL: "https://contoso.sharepoint.com/sites/plain", WebID: "w-plain", Library: "Documents",
		Item: "i-guest-link.docx", Kind: KindFile, ItemURL: "https://contoso.sharepoint.com/i-guest-link", Scope: "users", Type: "view", People: 1, Guests: []string{"Gus"}, Files: 1,
	}
	if diff := cmp.Diff(wantLink, links[wantLink.Key]); diff != "" {
		t.Error(diff)
	}
	if l := links["d-plain/i-expired/p1"]; !l.Expired || !l.Edit || !l.Expires.Equal(date("2026-10-31")) {
		t.Errorf("the expired link: %+v", l)
	}
	wantGrant := GrantRow{
		Key: "d-plain/i-crowd/p1/broad-group", Site: "plain", SiteURL: "https://contoso.sharepoint.com/sites/plain", WebID: "w-plain", Library: "Documents",
		Item: "i-crowd.docx", Kind: KindFile, ItemURL: "https://contoso.sharepoint.com/i-crowd", Class: ClassBroadGroup, Grantee: "All staff", Edit: true, Files: 1,
	}
	if diff := cmp.Diff(wantGrant, grants[wantGrant.Key]); diff != "" {
		t.Error(diff)
	}
	if s := sites["w-none"]; s.Seen || s.Owner != OwnerNone || s.Group != "Nobody's" || !s.ActivitySeen {
		t.Errorf("a site that could not be read: %+v", s)
	}
	if s := sites["w-plain"]; !s.Seen || s.Owner != OwnerUnknown || !slices.Equal(s.Owners, []string{"dora@contoso.com"}) || s.Exposure.LinksAnonymous != 1 {
		t.Errorf("a site without a group: %+v", s)
	}
	if s := sites["w-archived"]; s.Seen || !s.Archived {
		t.Errorf("an archived site: %+v", s)
	}
	if s := sites["w-public"]; !slices.Equal(s.Owners, []string{"m01@contoso.com", "m02@contoso.com"}) || s.Owner != OwnerActive {
		t.Errorf("a group's site: %+v", s)
	}
	if o := oneDrives["o-deleted"]; o.Owner != OwnerDeleted || o.OwnerName != "Dee" || o.OwnerUPN != "dee@contoso.com" || !o.OwnerSeen {
		t.Errorf("the OneDrive of a deleted owner: %+v", o)
	}
	if o := oneDrives["o-archived"]; o.OwnerSeen || o.Seen {
		t.Errorf("an archived OneDrive: %+v", o)
	}
	if x := teams["grp-none"]; x.ActivitySeen || x.Inactive {
		t.Errorf("a team whose activity was not seen: %+v", x)
	}
	if l := labels["lab3"]; l.Parent != "Confidential" || !l.Available {
		t.Errorf("a sublabel: %+v", l)
	}
	if g := groups["grp-public"]; !slices.Equal(g.Labels, []string{"Internal"}) || !g.OwnersSeen || groups["grp-sync"].OwnersSeen {
		t.Errorf("a labelled group: %+v", g)
	}
	wantPerson := PersonRow{Key: "m01", Name: "Member m01", UPN: "m01@contoso.com", Kind: "member", Enabled: true, Licences: []string{"Microsoft_365_Copilot", "SPB"}, Eligible: true, Copilot: true}
	if diff := cmp.Diff(wantPerson, people["m01"]); diff != "" {
		t.Error(diff)
	}
	for key, why := range map[string]string{"d1": "disabled", "g1": "guest", "x1": "other", "m04": "no-licence"} {
		if p := people[key]; p.Why != why || p.Eligible {
			t.Errorf("%s: %q, want %q", key, p.Why, why)
		}
	}
}

func TestReadEvidence(t *testing.T) {
	stop := errors.New("stop")
	label := `{"kind":"label","key":"a","name":"A"}`
	tests := []struct {
		name  string
		lines []string
		want  string // in the error; empty: none
		rows  int
	}{
		{"empty", nil, "", 0},
		{"rows", []string{label, label}, "", 2},
		{"an unknown kind", []string{`{"kind":"comet","key":"x","name":7}`, label}, "", 1},
		{"a kind nobody listens to", []string{`{"kind":"site","key":5}`, label}, "", 1},
		{"a broken line", []string{label, `{"kind":"label",`}, "line 2", 1},
		{"a line that is none", []string{label, "", label}, "line 2", 1},
		{"a field of another type", []string{`{"kind":"label","key":5}`}, "line 1", 0},
		{"no kind", []string{`{"key":"a"}`}, "no kind", 0},
		{"a visitor's error", []string{label, `{"kind":"label","key":"stop"}`, label}, "stop", 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rows := 0
			err := ReadEvidence(zipped(t, tt.lines...), Visitor{Label: func(r LabelRow) error {
				if r.Key == "stop" {
					return stop
				}
				rows++
				return nil
			}})
			if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
			if tt.want == "stop" && !errors.Is(err, stop) {
				t.Error("the visitor's own error is lost")
			}
			if rows != tt.rows {
				t.Errorf("%d rows, want %d", rows, tt.rows)
			}
		})
	}
	if err := ReadEvidence(strings.NewReader("no gzip"), Visitor{}); err == nil {
		t.Error("a file that is not gzipped is read")
	}
	whole := zipped(t, label, label).Bytes()
	if err := ReadEvidence(bytes.NewReader(whole[:len(whole)-6]), Visitor{}); err == nil {
		t.Error("a file that breaks off is read as whole")
	}
}

type full struct{ room int }

func (f *full) Write(p []byte) (int, error) {
	if f.room -= len(p); f.room < 0 {
		return 0, errors.New("no space left")
	}
	return len(p), nil
}

func TestWriteEvidenceFails(t *testing.T) {
	if _, err := WriteEvidence(&full{room: 50}, resolved(tenant())); err == nil || !strings.Contains(err.Error(), "no space left") {
		t.Errorf("a full disk gives %v", err)
	}
}
