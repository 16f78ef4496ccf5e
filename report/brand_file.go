package report

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// The bounds of a file that a user writes by hand.
const (
	maxFileBytes = 1 << 20
	maxText      = 200  // characters of a value
	maxLongText  = 4000 // of a text that replaces one of the documents'
)

// A form says which keys a file may have and where their values go. It is stricter than a YAML decoder, which takes a
// telephone number that begins with 0 for an octal number and drops a colour without quotes as a comment.
type form []entry

// An entry is a key of a form. Its value goes into a *string, *float64, *map[string]string, a form for the keys below
// it, or is a list whose elements a func() form takes one by one.
type entry struct {
	key  string
	like string // an example, as it is typed
	into any
}

// sharingLink is what the address of a sharing link holds: the kind of what it opens, or the page that opened it in
// SharePoint's earlier years.
var sharingLink = regexp.MustCompile(`(?i)/(:|%3a)[a-z]{1,3}(:|%3a)/|guestaccess\.aspx|//1drv\.ms/`)

// errSharingLink never repeats what was typed: who has the link has what it opens.
var errSharingLink = errors.New("here stands a sharing link, which opens what it is for: write a text without it, or the address of the site itself")

// keys lists the keys of a form as an error names them.
func (f form) keys() string {
	names := make([]string, len(f))
	for i, e := range f {
		names[i] = e.key
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// Written is a file that was read, with the line on which each value stands, by path: rate.hour, excluded[0].site.
type written struct {
	file  string
	lines map[string]int
}

// wrong is an error about the value at a path. Where the file does not have it, line 1 stands for it.
func (s written) wrong(path, format string, args ...any) error {
	return fmt.Errorf("%s:%d: %w", s.file, max(1, s.lines[path]), fmt.Errorf(format, args...))
}

// beside is the path of a file that is named in it, relative to its folder.
func (s written) beside(name string) string {
	if name = filepath.FromSlash(name); filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(filepath.Dir(s.file), name)
}

// readForm reads a file into a form. what names it for people, and flag is how it was given.
func readForm(file, what, flag string, f form) (written, error) {
	data, err := readRegular(file, maxFileBytes)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return written{}, fmt.Errorf("there is no %s %s: name one that exists, or leave %s out for the default", what, file, flag)
	case errors.Is(err, errUnfit):
		return written{}, fmt.Errorf("%s is no %s: name a YAML file of at most %d MB", file, what, maxFileBytes>>20)
	case err != nil:
		return written{}, fmt.Errorf("reading the %s: %w", what, err)
	}
	return parseForm(file, data, f)
}

// errUnfit says that there is a folder, a device or a file that is too large.
var errUnfit = errors.New("no regular file, or too large")

// readRegular reads a regular file of at most so many bytes; else the error is errUnfit. A device may have no end, and a
// pipe may never begin.
func readRegular(name string, most int64) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errUnfit
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, most+1)) // its size is only what it was
	if int64(len(data)) > most {
		return nil, errUnfit
	}
	return data, err
}

// parseForm fills a form from YAML. An error names the file, the line and what to type instead.
func parseForm(file string, data []byte, f form) (written, error) {
	s := written{file, map[string]int{}}
	if at := sharingLink.FindIndex(data); at != nil { // also where an error about YAML would repeat it
		s.lines[""] = 1 + bytes.Count(data[:at[0]], []byte("\n"))
		return s, s.wrong("", "%w", errSharingLink)
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if !utf8.Valid(data) {
		return s, s.wrong("", "it is no UTF-8 text: save it in the encoding UTF-8")
	}
	parsed, err := parser.ParseBytes(data, 0)
	if err != nil {
		where := yaml.Error(nil)
		if errors.As(err, &where) && where.GetToken() != nil {
			s.lines[""] = where.GetToken().Position.Line
			return s, s.wrong("", "%s: write a line like   %s   with the keys %s", where.GetMessage(), f[0].like, f.keys())
		}
		return s, s.wrong("", "%w: write a line like   %s   with the keys %s", err, f[0].like, f.keys())
	}
	docs := slices.DeleteFunc(parsed.Docs, func(d *ast.DocumentNode) bool { return void(d.Body) })
	switch {
	case len(docs) == 0:
		return s, nil
	case len(docs) > 1:
		s.lines[""] = docs[1].Body.GetToken().Position.Line
		return s, s.wrong("", "another document begins here: leave out the line ---")
	}
	return s, s.fill("", f, docs[0].Body)
}

// void reports whether a node says nothing.
func void(n ast.Node) bool {
	switch n.(type) {
	case nil, *ast.NullNode, *ast.CommentNode, *ast.CommentGroupNode:
		return true
	}
	return false
}

// fill reads the keys of a mapping at a path.
func (s written) fill(path string, f form, n ast.Node) error {
	if void(n) {
		return nil
	}
	if s.lines[path] == 0 {
		s.lines[path] = lineOf(n)
	}
	pairs, ok := n.(ast.MapNode)
	if !ok {
		return s.wrong(path, "%shere is %s where keys are expected: write a line like   %s   with the keys %s", under(path), kindOf(n), f[0].like, f.keys())
	}
	for each := pairs.MapRange(); each.Next(); {
		key := each.Key().String()
		if sharingLink.MatchString(scalarOf(each.Key())) {
			s.lines[path] = lineOf(each.Key())
			return s.wrong(path, "%w", errSharingLink)
		}
		i := slices.IndexFunc(f, func(e entry) bool { return e.key == key })
		if i < 0 {
			s.lines[path] = lineOf(each.Key())
			return s.wrong(path, "%sunknown key %q: the keys are %s", under(path), key, f.keys())
		}
		at := strings.TrimPrefix(path+"."+key, ".")
		s.lines[at] = lineOf(each.Key())
		if err := s.take(at, f[i], each.Value()); err != nil {
			return err
		}
	}
	return nil
}

// lineOf is the line, from 1, on which a node begins.
func lineOf(n ast.Node) int {
	if pairs, ok := n.(ast.MapNode); ok { // whose own token is the first colon, or a brace
		if each := pairs.MapRange(); each.Next() {
			return each.Key().GetToken().Position.Line
		}
	}
	if t := n.GetToken(); t != nil {
		return t.Position.Line
	}
	return 1
}

// kindOf names what stands where something else is expected.
func kindOf(n ast.Node) string {
	switch n.(type) {
	case *ast.SequenceNode:
		return "a list"
	case ast.MapNode:
		return "keys"
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode:
		return "an anchor, alias or tag"
	}
	return "a single value"
}

// under begins an error about what stands below a key.
func under(path string) string {
	if path == "" {
		return ""
	}
	return path + ": "
}
