package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"

	"preflight/assess"
	"preflight/assess/emulator"
)

// kit writes a brand and an engagement with all that they may have, and returns their folder.
func kit(t *testing.T) string {
	t.Helper()
	dark := image.NewGray(image.Rect(0, 0, 1200, 300))
	dark.SetGray(10, 10, color.Gray{20})
	var logo bytes.Buffer
	if err := png.Encode(&logo, dark); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, data := range map[string][]byte{
		"logo.png": logo.Bytes(), "Regular.ttf": goregular.TTF, "SemiBold.ttf": gobold.TTF,
		"brand.yaml": []byte(`name: Northwind Cloud
colour: "#FFB900"
logo: logo.png
contact: 0400 123 456
fonts: {regular: Regular.ttf, semibold: SemiBold.ttf}
`),
		"engagement.yaml": []byte(`client: Contoso Pty Ltd
logo: logo.png
consultant: Ana Ruiz
profile: regulated
rate: {hour: 180.5, currency: AUD, note: excluding GST}
excluded:
  - site: https://contoso.sharepoint.com/sites/Board/
    reason: handled by the board's office
  - site: https://contoso.sharepoint.com/sites/legal
    reason: privileged
`),
		"plain.yaml": []byte("client: Contoso\n"),
		"bad.yaml":   []byte("name: A\ncolor: blue\n"),
		"text.yaml":  []byte("name: A\ntexts:\n  no.such: B\n"),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// brand check prints what the documents will use.
func TestBrandCheck(t *testing.T) {
	dir := kit(t)
	var all strings.Builder
	for _, args := range [][]string{
		{"--brand", "brand.yaml", "--engagement", "engagement.yaml", "--locale", "en-US"},
		{"--engagement", "plain.yaml"},
	} {
		var out, problems bytes.Buffer
		typed := slices.Clone(args)
		for i := range typed {
			if strings.HasSuffix(typed[i], ".yaml") {
				typed[i] = filepath.Join(dir, typed[i])
			}
		}
		if code := run(t.Context(), append([]string{"brand", "check"}, typed...), &out, &problems); code != exitOK || problems.Len() > 0 {
			t.Errorf("exit code %d: %s", code, problems.String())
		}
		all.WriteString("$ preflight brand check " + strings.Join(args, " ") + "\n" + out.String() + "\n")
	}
	golden(t, "brand.golden", all.String())
}

// What cannot be used ends with exit code 1 and the place; wrong flags with 2.
func TestBrandCheckErrors(t *testing.T) {
	dir := kit(t)
	file := func(name string) string { return filepath.Join(dir, name) }
	for _, test := range []struct {
		name string
		args []string
		code int
		says string
	}{
		{"no file", nil, exitUsage, "which file? Give --brand"},
		{"an unknown key", []string{"--brand", file("bad.yaml")}, exitNoReport, `bad.yaml:2: unknown key "color"`},
		{"a missing file", []string{"--engagement", file("none.yaml")}, exitNoReport, "leave --engagement out for the default"},
		{"no locale", []string{"--brand", file("brand.yaml"), "--locale", "xx yy"}, exitUsage, `--locale: "xx yy" is no locale: write one like en-AU`},
		{"a text that there is not", []string{"--brand", file("text.yaml")}, exitNoReport, `text.yaml:3: there is no text "no.such" to replace`},
		{"one more word", []string{"--brand", file("brand.yaml"), "now"}, exitUsage, "now"},
	} {
		var out, problems bytes.Buffer
		if code := run(t.Context(), append([]string{"brand", "check"}, test.args...), &out, &problems); code != test.code || !strings.Contains(problems.String(), test.says) || out.Len() > 0 {
			t.Errorf("%s: exit code %d, want %d: %s%s", test.name, code, test.code, problems.String(), out.String())
		}
	}
}

// Notices go to standard error: as text, and as JSON where that is what stands there.
func TestAppearanceNotices(t *testing.T) {
	flags := appearanceFlags{brand: filepath.Join(kit(t), "brand.yaml")}
	var text, objects bytes.Buffer
	if _, err := flags.load(noticesTo(&text, logText)); err != nil {
		t.Fatal(err)
	}
	if _, err := flags.load(noticesTo(&objects, logJSON)); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(text.String(), "brand.yaml: colour #FFB900 is too light for white text") {
		t.Errorf("text: %s", text.String())
	}
	for line := range strings.Lines(objects.String()) {
		var object map[string]any
		if err := json.Unmarshal([]byte(line), &object); err != nil || !strings.Contains(line, "too light") {
			t.Errorf("%s: %v", line, err)
		}
	}
	if objects.Len() == 0 {
		t.Error("no JSON")
	}
}

// leaving makes a job leave sites out by agreement.
func leaving(addresses ...string) func(*job) {
	return func(j *job) {
		for _, a := range addresses {
			j.look.engagement.Excluded = append(j.look.engagement.Excluded, assess.Exclusion{Site: a, Reason: "privileged"})
		}
	}
}

// A clean tenant of which a site is left out is clean no more: what that site could have spoiled becomes a lower bound,
// and nothing was lost that a rerun could bring. An address that no site has is named at the end.
func TestExcludedSite(t *testing.T) {
	whole := trial{sample: "clean"}.run(t)
	if whole.err != nil {
		t.Fatal(whole.err)
	}
	var site string
	for _, s := range readSites(t, whole.dir) {
		if address, err := assess.SiteAddress(s); err == nil && strings.Contains(address, "/sites/") {
			site = address
			break
		}
	}
	r := trial{sample: "clean", edit: leaving(site)}.run(t)
	if r.code != whole.code {
		t.Errorf("exit code %d, and %d with the site: %s", r.code, whole.code, r.stderr)
	}
	excluded := 0
	for _, g := range r.Gaps {
		if g.Reason == assess.ReasonExcluded {
			excluded++
			if g.Detail != "left out by agreement: privileged" || g.Name == "" || g.Part != assess.PartItems {
				t.Errorf("gap %+v", g)
			}
		}
	}
	if excluded == 0 {
		t.Fatalf("no gap: %+v", r.Gaps)
	}
	for _, name := range []string{"sharing.items", "sharing.links.anonymous", "copilot.files.discoverable"} {
		if whole.Measures[name] == nil || r.Measures[name] != nil || r.Seen[name].Total == 0 || r.Seen[name].Looked != r.Seen[name].Total-excluded {
			t.Errorf("%s: %v became %v, seen %+v", name, whole.Measures[name], r.Measures[name], r.Seen[name])
		}
	}
	passed := map[string]bool{}
	for _, f := range whole.Findings {
		passed[f.Rule] = f.Outcome == assess.Pass
	}
	if rule := "SHR-03"; !passed[rule] {
		t.Fatalf("%s does not pass on the whole tenant", rule)
	}
	for _, f := range r.Findings {
		if f.Rule == "SHR-03" && f.Outcome != assess.NotAssessed {
			t.Errorf("%s is %s with a site left out", f.Rule, f.Outcome)
		}
	}
	tally := r.Crawl.Areas[0].Sites
	if tally.Skipped != excluded || !tally.Whole() {
		t.Errorf("%d sites are excluded, and the tally says %+v", excluded, tally)
	}
	if want := fmt.Sprintf("Everything that was asked for was seen. %d place", excluded); !strings.Contains(r.stdout, want) || !strings.Contains(r.stdout, " left out by agreement.") {
		t.Errorf("standard output: %s", r.stdout)
	}
	if strings.Contains(r.stderr, "address") || r.UnmatchedExclusions != nil {
		t.Errorf("unmatched %v, standard error: %s", r.UnmatchedExclusions, r.stderr)
	}
}

// An address below a site leaves the site out, with the site of its private channel.
func TestExcludedBelow(t *testing.T) {
	r := trial{sample: "contoso", edit: leaving("https://contoso.sharepoint.com/sites/payroll/shared documents")}.run(t)
	var names []string
	for _, g := range r.Gaps {
		if g.Reason == assess.ReasonExcluded {
			names = append(names, g.Name)
		}
	}
	slices.Sort(names)
	if got := strings.Join(names, ", "); got != "Payroll, Payroll – Salary review 2026" || len(r.UnmatchedExclusions) > 0 {
		t.Errorf("left out are %s; unmatched %v", got, r.UnmatchedExclusions)
	}
}

// An agreed exclusion that matches no site is no secret: the assessment has it, the summary and standard error say it, and
// the exit code is that of a loss.
func TestExcludedUnmatched(t *testing.T) {
	const none = "https://contoso.sharepoint.com/sites/none"
	for _, test := range []struct {
		name, says string
		change     func(*emulator.Options)
	}{
		{"mistyped", "No site has the address " + none + ", which the engagement file leaves out: correct it", func(*emulator.Options) {}},
		{"not all sites were seen", "Whether there is a site at " + none + ", which the engagement file leaves out, was not seen", func(o *emulator.Options) {
			o.Faults = []emulator.Fault{{Match: "/sites/{site}/sites", Kind: emulator.Status(http.StatusForbidden)}}
		}},
	} {
		x := trial{sample: "clean", edit: leaving(none)}
		test.change(&x.emulator)
		r := x.run(t)
		if r.code != exitLoss || !slices.Equal(r.UnmatchedExclusions, []string{none}) {
			t.Errorf("%s: exit code %d, unmatched %v", test.name, r.code, r.UnmatchedExclusions)
		}
		if !strings.Contains(r.stderr, test.says) || !strings.Contains(r.stdout, "1 address was to be left out by agreement, and no such site was seen.") {
			t.Errorf("%s: %s%s", test.name, r.stdout, r.stderr)
		}
	}
}

// readSites are the addresses of sites in a run's evidence.
func readSites(t *testing.T, dir string) []string {
	t.Helper()
	var addresses []string
	f, err := os.Open(filepath.Join(dir, assess.EvidenceFile))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	err = assess.ReadEvidence(f, assess.Visitor{Site: func(s assess.SiteRow) error {
		addresses = append(addresses, s.URL)
		return nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	return addresses
}

// A run goes on only with the same sites left out, in whatever order the file has them.
func TestExcludedChoices(t *testing.T) {
	var with, turned, without job
	leaving("https://c.sharepoint.com/sites/b", "https://c.sharepoint.com/sites/a")(&with)
	leaving("https://c.sharepoint.com/sites/a", "https://c.sharepoint.com/sites/b")(&turned)
	const want = "--scan full --engagement that leaves out https://c.sharepoint.com/sites/a https://c.sharepoint.com/sites/b"
	if with.choices() != want || turned.choices() != want || without.choices() != "--scan full" {
		t.Errorf("%q, %q, %q", with.choices(), turned.choices(), without.choices())
	}
}
