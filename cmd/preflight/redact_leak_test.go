package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"preflight/assess"
)

// fixedWords are the fields whose texts are the same in every tenant, by their name in JSON.
var fixedWords = strings.Fields(`kind itemKind scope type class owner userType why licences unknownLicences part status appliesTo visibility created lastActivity siteActivity
	expires parts reasons rule pillar severity outcome unit note verdict gate blockers unseen version asOf reason held missing excess area mayMiss basis since capability
	domainRestriction topic requests`)

// told collects every text that tells of a tenant, from decoded JSON: whole, and in the parts that it is made of.
func told(v any, found map[string]bool) {
	switch v := v.(type) {
	case string:
		found[v] = true
		for _, part := range regexp.MustCompile(`, |/|#EXT#|[@]`).Split(v, -1) {
			found[part] = true
		}
	case []any:
		for _, e := range v {
			told(e, found)
		}
	case map[string]any:
		for name, e := range v {
			if product := v["kind"] == "sku" || v["kind"] == nil && v["rule"] == "LIC-03"; !slices.Contains(fixedWords, name) && !product {
				told(e, found)
			}
		}
	}
}

// common are texts of the samples that stand in the documents of every tenant, by the reason why.
var common = map[string][]string{
	"Microsoft's names for parts of its products": {"OneDrive", "Documents", "Everyone", "Everyone except external users", "Shared with Everyone", "Org settings",
		"Settings", "Reports", "Public", "Personal", "General", "Confidential", "sharepoint", "personal", "sites", "teams", "channels", "Sales"},
	"words of the catalogue and the documents": {"everyone", "accounts", "Deals", "admin", "full", "guests", "intranet", "legal", "payroll", "people", "policies", "scanner"},
	"Preflight's names":                        {"the whole library", "broad-group"},
	"part of an address":                       {"https:"},
	"part of a date":                           {"2024"},
	"part of the word Ignorable in a workbook": {"nora"},
}

// ruleWords are what rules say of an object, which redaction keeps.
var ruleWords = regexp.MustCompile(`^((may (view|edit)|never expires|expires [0-9-]+)(, )?)+$|^no activity in the report$|^last activity [0-9-]+$|^(one |no )?owner\b`)

// shortest is the least length of a text that is looked for: shorter ones stand in too many words.
const shortest = 4

// secretsOf lists what must not stand in redacted files of a run.
func secretsOf(t *testing.T, dir string) []string {
	t.Helper()
	found := map[string]bool{}
	texts := contents(t, dir)
	lines := append(bytes.Split(texts[assess.EvidenceFile], []byte("\n")), texts[assess.AssessmentFile])
	for _, line := range lines {
		if len(line) == 0 {
			continue
		}
		var v any
		if err := json.Unmarshal(line, &v); err != nil {
			t.Fatal(err)
		}
		told(v, found)
	}
	harmless := slices.Concat(slices.Collect(maps.Values(common))...)
	var list []string
	for text := range found {
		if text = strings.TrimSpace(text); len(text) >= shortest && !slices.Contains(harmless, text) && !ruleWords.MatchString(text) {
			list = append(list, text)
		}
	}
	slices.SortFunc(list, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	var short []string // a text that holds another cannot be there where that is not
	for _, text := range list {
		if !slices.ContainsFunc(short, func(s string) bool { return strings.Contains(text, s) }) {
			short = append(short, text)
		}
	}
	return short
}

// holds reports whether a text stands in a file, in one of the ways in which its format writes it.
func holds(name string, data []byte, text string) bool {
	switch filepath.Ext(name) {
	case ".xlsx":
		text = strings.NewReplacer("&", "&amp;", "'", "&#39;", "<", "&lt;").Replace(text)
	case ".pdf":
		var wide, page strings.Builder // UTF-16, as it stands in the properties and, with escapes, on the pages
		for _, u := range utf16.Encode([]rune(text)) {
			for _, b := range []byte{byte(u >> 8), byte(u)} {
				wide.WriteByte(b)
				if strings.IndexByte(`\()`, b) >= 0 {
					page.WriteByte('\\')
				}
				page.WriteByte(b)
			}
		}
		if bytes.Contains(data, []byte(wide.String())) || bytes.Contains(data, []byte(page.String())) {
			return true
		}
	}
	return bytes.Contains(data, []byte(text))
}

// agreed is an engagement whose names a redacted report leaves out.
const agreed = `client: "Vandelay Imports"
contact: "Vandelay, Managing Director"
consultant: "Pennypacker"
reference: "Q-1042"
rate: {hour: 180, currency: AUD, note: "for Kramerica"}
`

func TestRedact(t *testing.T) {
	if testing.Short() {
		t.Skip("the search for each name in each file is left to the run that is not short")
	}
	for _, sample := range []string{"contoso", "bare"} {
		t.Run(sample, func(t *testing.T) {
			r := trial{sample: sample}.run(t)
			if r.dir == "" {
				t.Fatalf("no report: %v", r.err)
			}
			giveKey(t, r.dir)
			secrets, before := secretsOf(t, r.dir), contents(t, r.dir)
			engagement := filepath.Join(t.TempDir(), "engagement.yaml")
			if err := os.WriteFile(engagement, []byte(agreed), 0o600); err != nil {
				t.Fatal(err)
			}
			secrets = append(secrets, "Vandelay", "Kramerica", "Q-1042", "Pennypacker")
			out, again := filepath.Join(t.TempDir(), "out"), t.TempDir()
			for _, dir := range []string{out, again, again} { // once over an earlier redaction
				if text, code := preflight(t, "report", "--from", r.dir, "--redact", "--out", dir, "--engagement", engagement); code != 0 || strings.Count(text, dir) != len(files) {
					t.Fatalf("exit code %d: %s", code, text)
				}
			}
			for _, name := range files {
				sameFile(t, filepath.Join(out, name), filepath.Join(again, name))
			}
			after := contents(t, out)
			if len(after) != len(files) || !reflect.DeepEqual(before, contents(t, r.dir)) {
				t.Errorf("%d files, want %d; or the true ones have changed", len(after), len(files))
			}
			const enough = 20
			hits := map[string]int{}
			for _, secret := range secrets {
				for name := range before {
					if hits[name] < enough && holds(name, before[name], secret) {
						hits[name]++
					}
					if holds(name, after[name], secret) {
						t.Errorf("%s holds %q (a word of the documents themselves belongs into common)", name, secret)
					}
				}
			}
			for _, name := range files { // else the search finds nothing because it cannot
				if hits[name] < enough {
					t.Errorf("only %d of %d names are found in the true %s", hits[name], len(secrets), name)
				}
			}
			sameNumbers(t, r.dir, out)
		})
	}
}

// sameNumbers compares what redaction leaves alone.
func sameNumbers(t *testing.T, a, b string) {
	t.Helper()
	x, err := assess.Load(a)
	if err != nil {
		t.Fatal(err)
	}
	y, err := assess.Load(b)
	if err != nil {
		t.Fatal(err)
	}
	if err := assess.CheckEvidence(filepath.Join(b, assess.EvidenceFile), y.Evidence); err != nil {
		t.Error(err)
	}
	if !reflect.DeepEqual(x.Measures, y.Measures) || !reflect.DeepEqual(x.Seen, y.Seen) || !reflect.DeepEqual(x.Score, y.Score) ||
		!reflect.DeepEqual(x.Evidence.Rows, y.Evidence.Rows) || !reflect.DeepEqual(x.Coverage, y.Coverage) || !reflect.DeepEqual(x.Crawl, y.Crawl) || len(x.Gaps) != len(y.Gaps) {
		t.Error("numbers have changed")
	}
	for i, f := range x.Findings {
		g := y.Findings[i]
		if len(f.Examples) != len(g.Examples) {
			t.Errorf("%s: %d examples, want %d", f.Rule, len(g.Examples), len(f.Examples))
			continue
		}
		for j, o := range f.Examples {
			p := g.Examples[j]
			if strings.HasPrefix(p.Name, "Object ") || o.Detail != "" && p.Detail == "" {
				t.Errorf("%s: %+v is not classified in assess/redact_objects.go, and became %+v", f.Rule, o, p)
			}
		}
		f.Examples, g.Examples = nil, nil
		if !reflect.DeepEqual(f, g) {
			t.Errorf("%s: %+v, want %+v", f.Rule, g, f)
		}
	}
}
