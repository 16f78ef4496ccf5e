package assess

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

// Topics say what the names of files suggest. The zero value knows none.
type Topics struct {
	names   []string
	phrases []phrase      // sorted by text, none twice
	first   *[256 + 1]int // by its first byte, where a phrase begins in phrases
	version string
}

// A phrase is one word or several, as match sees names.
type phrase struct {
	text   string // folded words with one space between them
	topic  int    // in names; notTopic: it suggests nothing, and hides what would
	begins bool   // its last word may go on
	prefix int    // the longest phrase that this one begins with; -1: none
}

const notTopic = -1

// From how many letters on a word alone, and the last word of several, is also the beginning of longer ones: "visa" is not
// to find "visage", and "gate code" is to find "gate codes".
const (
	minBeginning = 5
	minLast      = 4
)

// matching changes whenever the same list comes to match other names, so that caches judge theirs anew.
const matching = "1"

// Names are the topics, the first of those that a name suggests before the others.
func (t Topics) Names() []string { return slices.Clone(t.names) }

// Version is the same for lists that judge every name alike; empty for the zero value.
func (t Topics) Version() string { return t.version }

// LoadTopics reads a list of topics, whose form templates/names.yaml describes in its head. An error names the line and
// says what to type.
func LoadTopics(data []byte) (Topics, error) {
	var entries []topicEntry
	if err := yaml.UnmarshalWithOptions(data, &entries, yaml.Strict()); err != nil {
		return Topics{}, fmt.Errorf("the list of names: %w", err)
	}
	b := topicBuilder{seen: map[string]seenPhrase{}}
	for _, e := range entries {
		if err := b.add(e); err != nil {
			return Topics{}, fmt.Errorf("the list of names, %w", err)
		}
	}
	if len(b.names) == 0 {
		return Topics{}, errors.New("the list of names is empty: type - topic: pay, below it words:, and below that English: [payroll, payslip]")
	}
	return b.topics(), nil
}

// A topicEntry is a topic as the file has it: words by language, and phrases that are not to be taken for it.
type topicEntry struct {
	line  int
	topic word
	words map[string][]word
	not   map[string][]word
}

// UnmarshalYAML keeps the line on which the entry begins.
func (e *topicEntry) UnmarshalYAML(node ast.Node) error {
	var plain struct {
		Topic word              `yaml:"topic"`
		Words map[string][]word `yaml:"words"`
		Not   map[string][]word `yaml:"not"`
	}
	if err := yaml.NodeToValue(node, &plain, yaml.Strict()); err != nil {
		return err
	}
	*e = topicEntry{line: node.GetToken().Position.Line, topic: plain.Topic, words: plain.Words, not: plain.Not}
	return nil
}

// A word is a text of the file with its line.
type word struct {
	text string
	line int
}

// UnmarshalYAML refuses what YAML takes for something else than text, such as a bare no.
func (w *word) UnmarshalYAML(node ast.Node) error {
	w.line = node.GetToken().Position.Line
	switch n := node.(type) {
	case *ast.StringNode:
		w.text = n.Value
	case *ast.LiteralNode:
		w.text = n.Value.Value
	default:
		return fmt.Errorf("line %d: %s is no word to YAML: type it in quotes, \"%s\"", w.line, node, node)
	}
	return nil
}

// A topicBuilder gathers the phrases of a list.
type topicBuilder struct {
	names   []string
	phrases []phrase
	seen    map[string]seenPhrase
}

type seenPhrase struct{ topic, line int }

func (b *topicBuilder) add(e topicEntry) error {
	name := strings.TrimSpace(e.topic.text)
	switch {
	case name == "":
		return fmt.Errorf("line %d: the topic has no name: type topic: and what the documents are to call it, such as topic: pay", e.line)
	case slices.Contains(b.names, name):
		return fmt.Errorf("line %d: the topic %q stands twice: put its words into one", e.topic.line, name)
	case len(e.words) == 0:
		return fmt.Errorf("line %d: the topic %q has no words: type words: and below it English: [payroll, payslip]", e.topic.line, name)
	}
	b.names = append(b.names, name)
	for topic, list := range map[int]map[string][]word{len(b.names) - 1: e.words, notTopic: e.not} {
		for _, words := range list {
			for _, w := range words {
				if w.line == 0 { // UnmarshalYAML is not called
					return fmt.Errorf("line %d: a word of the topic %q is empty, or one that YAML takes for nothing: type it in quotes", e.line, name)
				}
				if err := b.addWord(w, topic); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (b *topicBuilder) addWord(w word, topic int) error {
	text := string(appendWords(nil, w.text))
	if utf8.RuneCountInString(strings.ReplaceAll(text, " ", "")) < 2 {
		return fmt.Errorf("line %d: %q has fewer than two letters, and digits and signs only part words: type a word of two letters or more", w.line, w.text)
	}
	if was, twice := b.seen[text]; twice {
		if was.topic == topic {
			return nil // it is a word of two languages
		}
		return fmt.Errorf("line %d: %q means something else on line %d: type it in one of the two places", max(w.line, was.line), w.text, min(w.line, was.line))
	}
	b.seen[text] = seenPhrase{topic, w.line}
	least, space := minBeginning, strings.LastIndexByte(text, ' ')
	if space >= 0 {
		least = minLast
	}
	b.phrases = append(b.phrases, phrase{text: text, topic: topic, begins: utf8.RuneCountInString(text[space+1:]) >= least})
	return nil
}

// topics sorts the phrases and joins each to the one that it begins with.
func (b *topicBuilder) topics() Topics {
	slices.SortFunc(b.phrases, func(x, y phrase) int { return strings.Compare(x.text, y.text) })
	t := Topics{names: b.names, phrases: b.phrases, first: new([256 + 1]int)}
	sum := sha256.New()
	fmt.Fprintf(sum, "%s %q\n", matching, t.names)
	for i := range t.phrases {
		p := &t.phrases[i]
		p.prefix = i - 1
		for p.prefix >= 0 && !strings.HasPrefix(p.text, t.phrases[p.prefix].text) {
			p.prefix = t.phrases[p.prefix].prefix
		}
		t.first[int(p.text[0])+1]++
		fmt.Fprintf(sum, "%d %s\n", p.topic, p.text)
	}
	for i := range 256 {
		t.first[i+1] += t.first[i]
	}
	t.version = hex.EncodeToString(sum.Sum(nil))
	return t
}
