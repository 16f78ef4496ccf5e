package report

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// A spoken is a place in the source that names texts: one by its key, or several by a key built in code.
type spoken struct {
	at    string
	key   *regexp.Regexp // of a key as a whole; what its group begin matches is a literal elsewhere in the code
	exact string         // empty: the key is built in code
	with  []string       // what is given for placeholders
	known bool           // with is all that is given
}

// codeTexts are the texts that the code of the package names.
type codeTexts struct {
	spoken   []spoken
	literals map[string]bool
	ends     []string // what is put at the end of a key on a line of its own
}

// speakers are the methods whose first argument is a key, or begins one.
var speakers = map[string]bool{"Say": true, "label": true, "has": true, "named": true}

// readSource reads the code of the package, tests left out.
func readSource(t testing.TB) codeTexts {
	t.Helper()
	src, files := codeTexts{literals: map[string]bool{}}, token.NewFileSet()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(files, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range file.Decls {
			src.read(files, decl)
		}
	}
	return src
}

// read takes the texts that one declaration names.
func (src *codeTexts) read(files *token.FileSet, decl ast.Decl) {
	vars, done := withs(decl), map[ast.Expr]bool{}
	ast.Inspect(decl, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			if s, ok := stringOf(n); ok {
				src.literals[s] = true
			}
		case *ast.BinaryExpr: // a key built in code, wherever it goes
			done[n.X] = done[n.X] || n.Op == token.ADD
			if p := pattern(n); !done[n] && p != "" {
				src.spoken = append(src.spoken, spoken{at: files.Position(n.Pos()).String(), key: whole(p)})
			}
		case *ast.AssignStmt: // key += ".none"
			if end, ok := stringOf(n.Rhs[0]); ok && n.Tok == token.ADD_ASSIGN && strings.HasPrefix(end, ".") {
				src.ends = append(src.ends, end)
			}
		case *ast.CallExpr:
			method, ok := n.Fun.(*ast.SelectorExpr)
			if !ok || !speakers[method.Sel.Name] || len(n.Args) == 0 {
				return true
			}
			done[n.Args[0]] = true
			s := spoken{at: files.Position(n.Pos()).String()}
			p := pattern(n.Args[0])
			if method.Sel.Name == "named" {
				p += inserted
			} else {
				s.exact, _ = stringOf(n.Args[0])
			}
			if p == "" || p == inserted {
				return true
			}
			s.key = whole(p)
			if method.Sel.Name == "Say" && len(n.Args) == 2 {
				s.with, s.known = given(n.Args[1], vars)
			}
			src.spoken = append(src.spoken, s)
		}
		return true
	})
}

func whole(pattern string) *regexp.Regexp { return regexp.MustCompile("^(" + pattern + ")$") }

// stringOf is the value of a string literal.
func stringOf(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

// What code puts into a key, mostly one of its parts, and what it begins a key with, where that is a variable.
const (
	inserted  = ".+"
	beginning = "(?P<begin>.+)"
)

// keyStart is what the first part of a key built in code looks like.
var keyStart = regexp.MustCompile(`^[a-z]+(\.[a-z-]+)*\.$`)

// pattern matches what an expression may come to: a literal for itself, a sum by its parts. It is empty where the
// expression is not the beginning of a key.
func pattern(e ast.Expr) string {
	if s, ok := stringOf(e); ok {
		return regexp.QuoteMeta(s)
	}
	sum, ok := e.(*ast.BinaryExpr)
	if !ok || sum.Op != token.ADD {
		return ""
	}
	right, literal := stringOf(sum.Y)
	left := pattern(sum.X)
	if _, isVar := sum.X.(*ast.Ident); isVar && strings.HasPrefix(right, ".") {
		left = beginning
	}
	if s, lit := stringOf(sum.X); left == "" || lit && !keyStart.MatchString(s) {
		return ""
	}
	if literal {
		return left + regexp.QuoteMeta(right)
	}
	return left + inserted
}

// withs are the names that each variable of kind With is given in a declaration.
func withs(decl ast.Decl) map[string][]string {
	vars := map[string][]string{}
	ast.Inspect(decl, func(n ast.Node) bool {
		assign, ok := n.(*ast.AssignStmt)
		if !ok {
			return true
		}
		for i, left := range assign.Lhs {
			switch left := left.(type) {
			case *ast.Ident:
				if len(assign.Rhs) <= i {
					continue
				}
				if names, ok := given(assign.Rhs[i], nil); ok && names != nil {
					vars[left.Name] = append(vars[left.Name], names...)
				}
			case *ast.IndexExpr:
				x, isVar := left.X.(*ast.Ident)
				name, ok := stringOf(left.Index)
				if isVar && ok && vars[x.Name] != nil {
					vars[x.Name] = append(vars[x.Name], name)
				}
			}
		}
		return true
	})
	return vars
}

// given are the names in a literal With, in a variable that holds one, or in nil.
func given(e ast.Expr, vars map[string][]string) (names []string, known bool) {
	switch e := e.(type) {
	case *ast.Ident:
		names, known = vars[e.Name]
		return names, known || e.Name == "nil"
	case *ast.CompositeLit:
		if kind, ok := e.Type.(*ast.Ident); !ok || kind.Name != "With" {
			return nil, false
		}
		names = []string{}
		for _, el := range e.Elts {
			name, ok := stringOf(el.(*ast.KeyValueExpr).Key)
			if !ok {
				return nil, false
			}
			names = append(names, name)
		}
		return names, true
	}
	return nil, false
}
