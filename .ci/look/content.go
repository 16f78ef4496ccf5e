package main

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
)

// paints are the operators that leave something on the page.
var paints = map[string]bool{
	"Tj": true, "TJ": true, "'": true, `"`: true, "S": true, "s": true, "f": true, "F": true, "f*": true, "B": true, "B*": true, "b": true, "b*": true,
	"sh": true, "Do": true, "EI": true,
}

// Marks are what a page's content says of its marked parts.
type marks struct {
	ids      map[int]int // how often a part is numbered so
	bare     []string    // operators outside every marked part, and other faults
	artifact int         // painting operators within artifacts
	tagged   int         // within tagged parts
}

// tokens splits content into numbers, names, operators and whatever else; strings become "()" and inline images "EI".
func tokens(content []byte) (list []string) {
	for i := 0; i < len(content); {
		switch c := content[i]; {
		case strings.IndexByte(" \t\r\n\f\x00", c) >= 0:
			i++
		case c == '%':
			for i < len(content) && content[i] != '\n' && content[i] != '\r' {
				i++
			}
		case c == '(':
			depth := 0
			for ; i < len(content); i++ {
				if content[i] == '\\' {
					i++
				} else if content[i] == '(' {
					depth++
				} else if content[i] == ')' {
					if depth--; depth == 0 {
						i++
						break
					}
				}
			}
			list = append(list, "()")
		case c == '<' && i+1 < len(content) && content[i+1] != '<':
			for i < len(content) && content[i] != '>' {
				i++
			}
			i++
			list = append(list, "()")
		case c == '<' || c == '>':
			list = append(list, strings.Repeat(string(c), 2))
			i += 2
		case strings.IndexByte("[]{}", c) >= 0:
			list = append(list, string(c))
			i++
		default:
			start := i
			for i++; i < len(content) && strings.IndexByte(" \t\r\n\f\x00()<>[]{}/%", content[i]) < 0; i++ {
			}
			token := string(content[start:i])
			if token == "ID" { // the bytes of an inline image follow
				if end := endOfImage.FindIndex(content[i:]); end != nil {
					i, token = i+end[1], "EI"
				}
			}
			list = append(list, token)
		}
	}
	return list
}

var endOfImage = regexp.MustCompile(`\sEI\s`)

// readMarks follows the marked parts through a page's content.
func readMarks(content []byte) marks {
	m := marks{ids: map[int]int{}}
	var stack []string // "artifact", "tagged", "" for a mark that says neither
	kind := func() string {
		for i := len(stack) - 1; i >= 0; i-- {
			if stack[i] != "" {
				return stack[i]
			}
		}
		return ""
	}
	list := tokens(content)
	operands := 0 // where those of the next operator begin
	for i, t := range list {
		switch {
		case t == "BMC" || t == "BDC":
			args, next := list[operands:i], ""
			if len(args) > 0 && args[0] == "/Artifact" {
				next = "artifact"
			}
			for j, a := range args {
				if a == "/MCID" && j+1 < len(args) {
					id, err := strconv.Atoi(args[j+1])
					if err != nil {
						m.bare = append(m.bare, "a mark's number is "+args[j+1])
					}
					m.ids[id]++
					next = "tagged"
				}
			}
			if outer := kind(); outer != "" && next != "" {
				m.bare = append(m.bare, "a part that is "+next+" lies within one that is "+outer)
			}
			stack = append(stack, next)
		case t == "EMC":
			if len(stack) == 0 {
				m.bare = append(m.bare, "EMC without a beginning")
			} else {
				stack = stack[:len(stack)-1]
			}
		case paints[t]:
			switch kind() {
			case "artifact":
				m.artifact++
			case "tagged":
				m.tagged++
			default:
				m.bare = append(m.bare, "operator "+t)
			}
		}
		if isOperator(t) {
			operands = i + 1
		}
	}
	if len(stack) > 0 {
		m.bare = append(m.bare, strconv.Itoa(len(stack))+" marked parts do not end")
	}
	return m
}

// isOperator tells operators from operands.
func isOperator(t string) bool {
	c := t[0]
	return c >= 'a' && c <= 'z' && t != "true" && t != "false" && t != "null" || c >= 'A' && c <= 'Z' || c == '\'' || c == '"'
}

// marksOf reads a page's content, which may be in several streams.
func (d *document) marksOf(p page) (marks, error) {
	refs := []any{p.dict["/Contents"]}
	if list, ok := d.get(p.dict["/Contents"]).([]any); ok {
		refs = list
	}
	var all bytes.Buffer
	for _, ref := range refs {
		data, err := d.stream(ref)
		if err != nil {
			return marks{}, err
		}
		all.Write(data)
		all.WriteByte('\n')
	}
	return readMarks(all.Bytes()), nil
}
