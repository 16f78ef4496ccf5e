package report

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"preflight/assess"
)

// months is how many words the text “date.months” has.
const months = 12

// replace puts the user's texts in the place of others. A text may leave a placeholder out, and have none that its
// original has not, except measures. One that is for all regions takes the place of those for single ones too, unless
// they are replaced themselves.
func replace(texts, replacements map[string]string) error {
	originals := maps.Clone(texts)
	for _, key := range slices.Sorted(maps.Keys(replacements)) {
		original, known := originals[key]
		if !known {
			return fmt.Errorf("there is no text %q to replace: the texts stand in templates/words", key)
		}
		if err := mayReplace(key, original, replacements[key], strings.Fields(originals["plural.forms"])); err != nil {
			return err
		}
		maps.DeleteFunc(texts, func(k, _ string) bool {
			_, replaced := replacements[k]
			return strings.HasPrefix(k, key+"@") && !replaced
		})
		texts[key] = replacements[key]
	}
	return nil
}

// mayReplace says what keeps a text from taking the place of another. plurals are the forms of a word in the language.
func mayReplace(key, original, text string, plurals []string) error {
	switch {
	case key == "date.months" && len(strings.Fields(text)) != months:
		return fmt.Errorf("text %q: it has %d words: write the names of the %d months, with spaces between them", key, len(strings.Fields(text)), months)
	case key == "plural.forms" && !slices.Equal(strings.Fields(text), plurals):
		return fmt.Errorf("text %q: every other text hangs on it: leave it as   %s", key, original)
	}
	there := openings(original)
	for _, o := range openings(text) {
		measure, isMeasure := strings.CutPrefix(o.name, "measure:")
		same := func(p opening) bool { return p.name == o.name }
		counts := func(p opening) bool { return p.name == o.name && p.forms > 0 }
		switch {
		case isMeasure && !slices.ContainsFunc(assess.Measures, func(m assess.Measure) bool { return m.Name == measure }):
			return fmt.Errorf("text %q: there is no measure %s: assessment.json lists them under measures", key, measure)
		case !isMeasure && !slices.ContainsFunc(there, same):
			return fmt.Errorf("text %q: nothing is known to put in for {%s}: it may have {%s}", key, o.name, strings.Join(placeholders(original), "}, {"))
		case o.forms > 0 && !isMeasure && !slices.ContainsFunc(there, counts):
			return fmt.Errorf("text %q: {%s} is not known to be a number, and takes no forms: write   {%s}", key, o.name, o.name)
		case o.forms > 0 && o.forms != len(plurals):
			return fmt.Errorf("text %q: {%s|…} takes %d forms, for %s, and has %d", key, o.name, len(plurals), strings.Join(plurals, " and "), o.forms)
		}
	}
	return nil
}

// An opening is what stands in one pair of braces.
type opening struct {
	name  string
	forms int // of a word, after the name
}

// openings are those of a text, in order.
func openings(text string) []opening {
	var list []opening
	for {
		_, rest, open := strings.Cut(text, "{")
		inside, after, closed := strings.Cut(rest, "}")
		if !open || !closed {
			return list
		}
		name, forms, choice := strings.Cut(inside, "|")
		o := opening{name: name}
		if choice {
			o.forms = 1 + strings.Count(forms, "|")
		}
		list, text = append(list, o), after
	}
}
