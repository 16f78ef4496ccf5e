package report

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"preflight/assess"
)

// unregional is a key without the region that it is for.
func unregional(key string) string { key, _, _ = strings.Cut(key, "@"); return key }

// keysOf are the texts that a place in the source may mean.
func (src codeTexts) keysOf(s spoken, texts map[string]string) []string {
	var keys []string
	for _, key := range slices.Sorted(maps.Keys(texts)) {
		m := s.key.FindStringSubmatch(unregional(key))
		if begin := s.key.SubexpIndex("begin"); m != nil && (begin < 0 || src.literals[m[begin]]) {
			keys = append(keys, key)
		}
	}
	return keys
}

// names reports whether a key stands in the code as a literal, or one to which ends are put.
func (src codeTexts) names(key string) bool {
	return src.literals[key] || slices.ContainsFunc(src.ends, func(end string) bool {
		begin, ok := strings.CutSuffix(key, end)
		return ok && src.names(begin)
	})
}

// faultsOfKeys says which texts the code names and nobody wrote, and which nobody uses.
func faultsOfKeys(src codeTexts, texts map[string]string) []string {
	var faults []string
	used := map[string]bool{}
	for _, s := range src.spoken {
		keys := src.keysOf(s, texts)
		if s.exact != "" && len(keys) == 0 {
			faults = append(faults, fmt.Sprintf("%s: there is no text %q", s.at, s.exact))
		}
		for _, key := range keys {
			used[key] = true
		}
	}
	for _, key := range slices.Sorted(maps.Keys(texts)) {
		if !used[key] && !src.names(unregional(key)) {
			faults = append(faults, fmt.Sprintf("the text %q is used nowhere", key))
		}
	}
	return faults
}

// noKeys are literals that look like the key of a text and are something else, by what they begin with.
var noKeys = map[string]string{
	"crawl.db":                   "a file",
	"identity.admins.":           "measures of later work",
	"identity.members.":          "measures of later work",
	"identity.ca.":               "measures of later work",
	"identity.security_defaults": "a measure of later work",
	"devices.total":              "a measure of later work",
}

// keyShape is what a key looks like.
var keyShape = regexp.MustCompile(`^[a-z]+(\.[A-Za-z0-9_-]+)+$`)

// faultsOfLiterals says which literals look like keys, of which a function may be handed one, and are none.
func faultsOfLiterals(src codeTexts, texts map[string]string) []string {
	families := map[string]bool{}
	for key := range texts {
		for i, r := range key {
			if r == '.' {
				families[key[:i]] = true
			}
		}
	}
	var faults []string
	for _, s := range slices.Sorted(maps.Keys(src.literals)) {
		family, _, _ := strings.Cut(s, ".")
		_, text := texts[s]
		switch {
		case !keyShape.MatchString(s), !families[family], families[s], text:
		case slices.ContainsFunc(assess.Measures, func(m assess.Measure) bool { return strings.HasPrefix(m.Name, s) }):
		case slices.ContainsFunc(slices.Collect(maps.Keys(noKeys)), func(begin string) bool { return strings.HasPrefix(s, begin) }):
		default:
			faults = append(faults, fmt.Sprintf("the code names %q, and there is no such text", s))
		}
	}
	return faults
}

// faultsOfPlaceholders says which placeholders of the texts are given no value where they are used: by a place that names
// the text, or, where only built keys do, by none of the places that may mean it.
func faultsOfPlaceholders(src codeTexts, texts map[string]string) []string {
	var faults []string
	built := map[string][]spoken{}
	for _, s := range src.spoken {
		for _, key := range src.keysOf(s, texts) {
			switch {
			case s.exact != "":
				if name := missing(texts[key], s); name != "" {
					faults = append(faults, fmt.Sprintf("%s: the text %q has {%s}, which is not given", s.at, key, name))
				}
			case !src.literals[unregional(key)]:
				built[key] = append(built[key], s)
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(built)) {
		places := built[key]
		if !slices.ContainsFunc(places, func(s spoken) bool { return missing(texts[key], s) == "" }) {
			faults = append(faults, fmt.Sprintf("%s: the text %q has {%s}, which is not given", places[0].at, key, missing(texts[key], places[0])))
		}
	}
	for _, key := range slices.Sorted(maps.Keys(texts)) {
		for _, name := range placeholders(texts[key]) {
			measure, ok := strings.CutPrefix(name, "measure:")
			if ok && !slices.ContainsFunc(assess.Measures, func(m assess.Measure) bool { return m.Name == measure }) {
				faults = append(faults, fmt.Sprintf("the text %q has the measure %s, which does not exist", key, measure))
			}
		}
	}
	return faults
}

// missing is a placeholder of a text that a place gives no value for; empty: none, as far as one can see.
func missing(text string, s spoken) string {
	for _, name := range placeholders(text) {
		if s.known && !strings.HasPrefix(name, "measure:") && !slices.Contains(s.with, name) {
			return name
		}
	}
	return ""
}

// Each key in the code has its text, and each text is used.
func TestWordsKeys(t *testing.T) {
	t.Parallel()
	src := readSource(t)
	if n := len(src.spoken); n < 150 {
		t.Fatalf("only %d places that name texts were found in the code", n)
	}
	for _, fault := range faultsOfKeys(src, english.texts) {
		t.Error(fault)
	}
	for _, fault := range slices.Concat(faultsOfLiterals(src, english.texts), faultsOfPlaceholders(src, english.texts)) {
		t.Error(fault)
	}

	texts := maps.Clone(english.texts)
	delete(texts, "gap.whole")
	texts["gap.nowhere"], texts["gap.more"], texts["gap.partial"] = "unused", "{others} more", "{measure:sharing.nothing} seen"
	got := strings.Join(append(faultsOfKeys(src, texts), faultsOfPlaceholders(src, texts)...), "\n")
	for _, want := range []string{`there is no text "gap.whole"`, `the text "gap.more" has {others}, which is not given`, `the measure sharing.nothing, which does not exist`} {
		if !strings.Contains(got, want) {
			t.Errorf("of faulty texts nobody says %s", want)
		}
	}
	delete(texts, "ownership.tile.of.groups") // which a function is handed
	if got := faultsOfLiterals(src, texts); !slices.Contains(got, `the code names "ownership.tile.of.groups", and there is no such text`) {
		t.Error("nobody misses a text that a function is handed")
	}
	if texts["nowhere"] = "unused"; !slices.Contains(faultsOfKeys(src, texts), `the text "nowhere" is used nowhere`) {
		t.Error("nobody says of a text that it is used nowhere")
	}
}

// A user's text may use what its original has, and nothing else.
func TestReplaceTexts(t *testing.T) {
	texts := map[string]string{
		"mail.subject": "Please review – {client}", "gap.more": "{places} and {more} more", "scope.items": "{items} {items|item|items}",
		"plural.forms": "one other", "date.months": "J F M A M J J A S O N D",
	}
	for _, test := range []struct{ key, text, want string }{
		{"mail.subject", "For {client}", ""},
		{"mail.subject", "No name", ""},
		{"gap.more", "{more} more: {measure:sharing.sites} {measure:sharing.sites|site|sites}", ""},
		{"gap.more", "{measure:sharing.typo} more", `text "gap.more": there is no measure sharing.typo: assessment.json lists them under measures`},
		{"gap.more", "{more|one|some} more", `text "gap.more": {more} is not known to be a number, and takes no forms: write   {more}`},
		{"gap.more", "{measure:sharing.sites|site}", `text "gap.more": {measure:sharing.sites|…} takes 2 forms, for one and other, and has 1`},
		{"scope.items", "{items|thing|things}", ""},
		{"scope.items", "{items|check}", `text "scope.items": {items|…} takes 2 forms, for one and other, and has 1`},
		{"scope.items", "{items|a|b|c}", `text "scope.items": {items|…} takes 2 forms, for one and other, and has 3`},
		{"date.months", "1 2 3 4 5 6 7 8 9 10 11 12", ""},
		{"date.months", "Januar Februar", `text "date.months": it has 2 words: write the names of the 12 months, with spaces between them`},
		{"plural.forms", " one  other", ""},
		{"plural.forms", "other", `text "plural.forms": every other text hangs on it: leave it as   one other`},
		{"mail.subjekt", "For {client}", `there is no text "mail.subjekt" to replace: the texts stand in templates/words`},
		{"mail.subject", "For {customer}", `text "mail.subject": nothing is known to put in for {customer}: it may have {client}`},
		{"gap.more", "{moer} more", `text "gap.more": nothing is known to put in for {moer}: it may have {more}, {places}`},
	} {
		got, err := maps.Clone(texts), ""
		if e := replace(got, map[string]string{test.key: test.text}); e != nil {
			err = e.Error()
		}
		if err != test.want {
			t.Errorf("%s: %q: error %q, want %q", test.key, test.text, err, test.want)
		}
		if err == "" && got[test.key] != test.text {
			t.Errorf("%s is still %q", test.key, got[test.key])
		}
	}
	w, err := NewWords("", map[string]string{"gap.more": "{places} – {more} weitere"})
	if err != nil {
		t.Fatal(err)
	}
	if got := w.Say("gap.more", With{"places": "A", "more": 1200}); got != "A – 1,200 weitere" {
		t.Errorf("the replaced text says %q", got)
	}
}

// A user's text for all regions is printed in every one, unless he wrote another for it.
func TestReplaceRegions(t *testing.T) {
	const all, american = "{year} {month} {day}", "{day}. {month} {year}"
	for _, test := range []struct {
		texts map[string]string
		want  string
	}{
		{nil, "November 21, 2026"},
		{map[string]string{"date.day": all}, "2026 November 21"},
		{map[string]string{"date.day@US": american}, "21. November 2026"},
		{map[string]string{"date.day": all, "date.day@US": american}, "21. November 2026"},
	} {
		w, err := NewWords("en-US", test.texts)
		if err != nil {
			t.Fatal(err)
		}
		if got := w.Day(time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)); got != test.want {
			t.Errorf("%v: %s, want %s", test.texts, got, test.want)
		}
	}
}

// A locale that would print digits that the fonts lack, or whose language would be guessed, is refused.
func TestLocales(t *testing.T) {
	const write = "write one like en-AU, en-GB or en-US"
	for locale, want := range map[string]string{
		"": "", "en": "", "en-US": "", "en_GB": "", "en-Latn-NZ": "",
		"en-u-nu-arab": "asks for more than a language and a region: " + write, "en-AU-u-nu-latn": "asks for more", "en-x-odd": "asks for more", "en-t-de": "asks for more",
		"und": "is no locale: " + write, "und-US": "is no locale", "root": "is no locale", "C": "is no locale", "POSIX": "is no locale", "en_US.UTF-8": "is no locale", "x-odd": "is no locale",
	} {
		_, err := NewWords(locale, nil)
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", locale, err, want)
		}
	}
}
