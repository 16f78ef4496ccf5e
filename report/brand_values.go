package report

import (
	"fmt"
	"maps"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
)

// take puts a value where its entry wants it. One that is left empty is an empty text, and else as if it were not there.
func (s written) take(path string, e entry, n ast.Node) (err error) {
	switch into := e.into.(type) {
	case *string:
		*into, err = s.text(path, e.like, n)
		return err
	case *float64:
		if !void(n) {
			*into, err = s.number(path, e.like, n)
		}
		return err
	case form:
		return s.fill(path, into, n)
	case *map[string]string:
		return s.texts(path, e.like, into, n)
	case func() form:
		list, ok := n.(*ast.SequenceNode)
		if !ok && !void(n) {
			return s.wrong(path, "%s takes a list: write it like   %s", e.key, e.like)
		}
		for i := 0; ok && i < len(list.Values); i++ {
			at := fmt.Sprintf("%s[%d]", path, i)
			if s.lines[at] = lineOf(list.Values[i]); void(list.Values[i]) {
				return s.wrong(at, "an element of %s is empty: write it like   %s", e.key, e.like)
			}
			if err := s.fill(at, into(), list.Values[i]); err != nil {
				return err
			}
		}
		return nil
	}
	panic(fmt.Sprintf("a form cannot take %T", e.into)) // a field of ours, which no file can bring about
}

// text reads a value as it was typed, line breaks as spaces.
func (s written) text(path, like string, n ast.Node) (string, error) {
	text, ok := scalar(n)
	if !ok {
		return "", s.wrong(path, "it takes a text and has %s: write it like   %s", kindOf(n), like)
	}
	if sharingLink.MatchString(text) {
		return "", s.wrong(path, "%w", errSharingLink)
	}
	text = strings.Join(strings.Fields(text), " ")
	if n := utf8.RuneCountInString(text); n > maxText {
		return "", s.wrong(path, "it has %d characters: write at most %d", n, maxText)
	}
	return text, nil
}

// number reads a number.
func (s written) number(path, like string, n ast.Node) (float64, error) {
	text, _ := scalar(n)
	v, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) || v < 0 {
		return 0, s.wrong(path, "it takes a number of zero or more, with a point and no other signs: write it like   %s", like)
	}
	return v, nil
}

// texts reads texts by key.
func (s written) texts(path, like string, into *map[string]string, n ast.Node) error {
	if void(n) {
		return nil
	}
	pairs, ok := n.(ast.MapNode)
	if !ok {
		return s.wrong(path, "it takes texts by their keys and has %s: write it like   %s", kindOf(n), like)
	}
	texts := maps.Clone(*into)
	if texts == nil {
		texts = map[string]string{}
	}
	for each := pairs.MapRange(); each.Next(); {
		key := scalarOf(each.Key())
		at := path + "." + key
		s.lines[at] = lineOf(each.Key())
		text, ok := scalar(each.Value())
		if sharingLink.MatchString(key) || sharingLink.MatchString(text) {
			return s.wrong(at, "%w", errSharingLink)
		}
		if !ok {
			return s.wrong(at, "%s has %s instead of a text: write the whole key in one line, like   %s", key, kindOf(each.Value()), like)
		}
		if n := utf8.RuneCountInString(text); n > maxLongText {
			return s.wrong(at, "%s has %d characters: write at most %d", key, n, maxLongText)
		}
		texts[key] = strings.TrimSpace(text)
	}
	*into = texts
	return nil
}

// scalar is a value as it was typed; false: it is a list, a mapping, or what a plain text has no use for.
func scalar(n ast.Node) (string, bool) {
	switch v := n.(type) {
	case nil, *ast.NullNode:
		return "", true
	case *ast.StringNode:
		return v.Value, true
	case *ast.LiteralNode:
		return v.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return n.GetToken().Value, true
	}
	return "", false
}

func scalarOf(n ast.Node) string {
	text, _ := scalar(n)
	return text
}
