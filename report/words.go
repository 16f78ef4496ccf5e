package report

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"

	"preflight/assess"
	"preflight/templates"
)

// Words are the texts of one language with the customs of one locale: how numbers, dates and sums are written, and on
// which paper.
type Words struct {
	Locale language.Tag
	Paper  Paper

	texts   map[string]string
	printer *message.Printer
}

// With names the values that a text has placeholders for.
type With map[string]any

// DefaultLocale is the locale where none is asked for.
const DefaultLocale = "en-AU"

// NewWords loads the texts of a locale's language, of which some may be replaced. An error says what to type instead.
func NewWords(locale string, replacements map[string]string) (*Words, error) {
	if locale == "" {
		locale = DefaultLocale
	}
	tag, err := parseLocale(locale)
	if err != nil {
		return nil, err
	}
	base, _ := tag.Base()
	texts, err := loadTexts(base.String())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there are no texts in the language of %s: this version speaks %s, in locales such as en-AU, en-GB or en-US", locale, strings.Join(languages(), ", "))
	} else if err != nil {
		return nil, err
	}
	if err := replace(texts, replacements); err != nil {
		return nil, err
	}
	w := &Words{Locale: tag, Paper: paperOf(tag), texts: texts, printer: message.NewPrinter(tag)}
	return w, nil
}

// parseLocale reads a language with, mostly, a region. Extensions are refused: some ask for digits that the fonts lack, and
// none changes anything else. So is what names no language, which the library would guess.
func parseLocale(locale string) (language.Tag, error) {
	tag, err := language.Parse(locale)
	if base, _, _ := tag.Raw(); err != nil || base.String() == "und" {
		return tag, fmt.Errorf("%q is no locale: write one like en-AU, en-GB or en-US", locale)
	}
	if len(tag.Extensions()) > 0 {
		return tag, fmt.Errorf("%q asks for more than a language and a region: write one like en-AU, en-GB or en-US", locale)
	}
	return tag, nil
}

// English is the words where no locale is asked for.
func English() *Words {
	w, err := NewWords("", nil)
	if err != nil {
		panic(err) // the embedded texts are tested
	}
	return w
}

// languages are those that there are texts in.
func languages() []string {
	entries, err := fs.ReadDir(templates.Words, "words")
	if err != nil {
		return nil
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names
}

// loadTexts reads the texts of a language, which stand in several files by what they are for.
func loadTexts(lang string) (map[string]string, error) {
	dir := path.Join("words", lang)
	files, err := fs.ReadDir(templates.Words, dir)
	if err != nil {
		return nil, fmt.Errorf("reading the texts: %w", err)
	}
	texts := map[string]string{}
	for _, file := range files {
		data, err := fs.ReadFile(templates.Words, path.Join(dir, file.Name()))
		if err != nil {
			return nil, fmt.Errorf("reading the texts: %w", err)
		}
		var some map[string]string
		if err := yaml.UnmarshalWithOptions(data, &some, yaml.Strict()); err != nil {
			return nil, fmt.Errorf("texts %s: %w", file.Name(), err)
		}
		for key, text := range some {
			if _, twice := texts[key]; twice {
				return nil, fmt.Errorf("texts %s: %s stands in another file too", file.Name(), key)
			}
			texts[key] = text
		}
	}
	return texts, nil
}

// Say gives the text of a key with its placeholders filled. {name} is a value, {name|one|many} the word that goes with
// that number. A text for the locale's region, whose key ends with @ and the region, goes before the one for all.
func (w *Words) Say(key string, with With) string {
	return w.say(key, func(name string) (any, bool) { v, ok := with[name]; return v, ok })
}

func (w *Words) say(key string, value func(name string) (any, bool)) string {
	region, _ := w.Locale.Region()
	text, ok := w.texts[key+"@"+region.String()]
	if !ok {
		text, ok = w.texts[key]
	}
	if !ok {
		return "{" + key + "}"
	}
	return w.fill(text, value)
}

// has reports whether there is a text of that key.
func (w *Words) has(key string) bool { return w.texts[key] != "" }

// fill puts values into a text. Braces that name nothing stay.
func (w *Words) fill(text string, value func(name string) (any, bool)) string {
	var b strings.Builder
	for {
		before, rest, open := strings.Cut(text, "{")
		b.WriteString(before)
		if !open {
			return b.String()
		}
		inside, after, closed := strings.Cut(rest, "}")
		if !closed {
			b.WriteString("{" + rest)
			return b.String()
		}
		name, forms, choice := strings.Cut(inside, "|")
		v, known := value(name)
		n, counts := v.(int)
		list := strings.Split(forms, "|")
		switch {
		case known && !choice:
			b.WriteString(w.show(v))
		case known && counts && len(list) > 1:
			b.WriteString(w.choose(n, list))
		case known && !counts && len(list) > 1:
			b.WriteString(list[len(list)-1]) // a lower bound in words: “at least 3 files”
		default:
			b.WriteString("{" + inside + "}")
		}
		text = after
	}
}

// placeholders are the names in the braces of a text, sorted.
func placeholders(text string) []string {
	var names []string
	for _, o := range openings(text) {
		names = append(names, o.name)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// choose picks the form of a word that goes with n. A language has as many forms as its text “plural.forms” names, by
// the names of CLDR: https://cldr.unicode.org/index/cldr-spec/plural-rules
func (w *Words) choose(n int, forms []string) string {
	form := plural.Cardinal.MatchPlural(w.Locale, max(n, -n), 0, 0, 0, 0)
	i := slices.Index(strings.Fields(w.texts["plural.forms"]), pluralNames[form])
	if i < 0 || i >= len(forms) {
		i = len(forms) - 1
	}
	return forms[i]
}

var pluralNames = map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other"}

// show writes a value as the locale does.
func (w *Words) show(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int:
		return w.Number(v)
	case time.Time:
		return w.Day(v)
	case assess.Date:
		return w.Day(v.Time)
	}
	return fmt.Sprint(v)
}

// Number writes n with the locale's separators and a real minus.
func (w *Words) Number(n int) string {
	return strings.Replace(w.printer.Sprint(number.Decimal(n)), "-", "−", 1)
}

// Decimal writes x with at most so many digits after the point.
func (w *Words) Decimal(x float64, digits int) string {
	return strings.Replace(w.printer.Sprint(number.Decimal(x, number.MaxFractionDigits(digits))), "-", "−", 1)
}

// Percent writes a share of 1, rounded down, so that 100% means all of it.
func (w *Words) Percent(share float64) string {
	return w.printer.Sprint(number.Percent(math.Floor(share*100+1e-9)/100, number.MaxFractionDigits(0)))
}

// Points writes a score of 100, without a trailing ".0".
func (w *Words) Points(points float64) string { return w.Decimal(points, 1) }

// Hours writes an effort as "2–4 h".
func (w *Words) Hours(from, to float64) string {
	low, high := w.roundHours(from), w.roundHours(to)
	if low == high {
		return w.Say("hours.one", With{"hours": low})
	}
	return w.Say("hours.range", With{"from": low, "to": high})
}

// roundHours writes hours to a quarter of one. It is the same for many and few, so that those of one table add up.
func (w *Words) roundHours(h float64) string { return w.Decimal(quarters(h), 2) }

// Day writes a date, such as 21 November 2026.
func (w *Words) Day(t time.Time) string {
	t = t.UTC()
	names := strings.Fields(w.texts["date.months"])
	month := t.Month().String()
	if len(names) == months {
		month = names[t.Month()-1]
	}
	return w.Say("date.day", With{"day": fmt.Sprint(t.Day()), "month": month, "year": fmt.Sprint(t.Year())})
}

// Money writes a sum in whole units of a currency, such as AUD 1,800.
func (w *Words) Money(amount float64, currency string) string {
	return w.Say("money", With{"amount": w.Number(int(math.Round(amount))), "currency": currency})
}

// Outcome, Severity, Pillar and Verdict are what documents call these; a word that has no text stands for itself.
func (w *Words) Outcome(o assess.Outcome) string     { return w.named("outcome.", string(o)) }
func (w *Words) Severity(s assess.Severity) string   { return w.named("severity.", string(s)) }
func (w *Words) Pillar(p assess.Pillar) string       { return w.named("pillar.", string(p)) }
func (w *Words) Verdict(v assess.VerdictWord) string { return w.named("verdict.", string(v)) }

func (w *Words) named(prefix, word string) string {
	if text, ok := w.texts[prefix+word]; ok {
		return text
	}
	return word
}
