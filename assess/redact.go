package assess

import (
	"crypto/hmac"
	"crypto/sha256"
	"hash"
	"reflect"
	"slices"
	"time"
)

// Redaction says what a Redactor takes out.
type Redaction struct {
	All         bool // every name, account, address and key, for references and second opinions
	PeopleInUse bool // what says how a person uses the tenant, beside his name
}

// A Redactor replaces what would tell whose tenant an assessment is of by stand-ins: the same text has the same stand-in
// in every document and every run that has the same key. Numbers, dates and verdicts stay. A nil Redactor changes
// nothing. It is not for use by several goroutines at once.
type Redactor struct {
	mac  hash.Hash // keyed
	what Redaction
	plan map[reflect.Type][]step // what is done to the fields of a struct
}

// RedactKeySize is the length of the key of stand-ins, in bytes.
const RedactKeySize = 32

// NewRedactor makes a Redactor whose stand-ins hang on a secret key of RedactKeySize random bytes. Who holds the key can
// try names against the stand-ins; nobody else can.
func NewRedactor(key []byte, what Redaction) *Redactor {
	return &Redactor{mac: hmac.New(sha256.New, key), what: what, plan: map[reflect.Type][]step{}}
}

// Assessment returns a with what is to be taken out replaced; a itself stays as it is. With Redaction.All its evidence
// loses the SHA-256, which is of the true file: Evidence gives the new one.
func (r *Redactor) Assessment(a Assessment) Assessment {
	if r == nil {
		return a
	}
	if r.what.PeopleInUse {
		a.Findings = slices.Clone(a.Findings)
		for i := range a.Findings {
			f := &a.Findings[i]
			if f.tellsUse() && !slices.ContainsFunc(f.Examples, Object.redacted) { // else the run was made so
				r.walk(reflect.ValueOf(&f.Examples).Elem(), []any{f})
			}
		}
	}
	if r.what.All { // which gives examples that are stand-ins already others, that no row has
		r.walk(reflect.ValueOf(&a).Elem(), nil)
	}
	return a
}

// A step is what is done to one field of a struct.
type step struct {
	index int
	text  treatment // of a string, or of each string of a list; nil: the field holds structs
}

// walk treats every text that v holds, in copies of the lists and pointers on the way. The structs around v are in,
// the outermost first: pointers, by which a treatment sees what the text belongs to.
func (r *Redactor) walk(v reflect.Value, in []any) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			c := reflect.New(v.Type().Elem())
			c.Elem().Set(v.Elem())
			v.Set(c)
			r.walk(c.Elem(), in)
		}
	case reflect.Slice:
		if !v.IsNil() {
			c := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
			reflect.Copy(c, v)
			v.Set(c)
		}
		for i := range v.Len() {
			r.walk(v.Index(i), in)
		}
	case reflect.Struct:
		in = append(in, v.Addr().Interface())
		for _, s := range r.steps(v.Type()) {
			if s.text == nil {
				r.walk(v.Field(s.index), in)
			} else {
				r.treat(v.Field(s.index), s.text, in)
			}
		}
	}
}

// treat treats a text, or each of a list: one that is sorted stays so, since the order of names tells about them. A map
// is kept or dropped whole.
func (r *Redactor) treat(v reflect.Value, text treatment, in []any) {
	change := func(s string) string {
		if s == "" { // nothing is known, and nothing has to be hidden
			return ""
		}
		return text(r, s, in)
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(change(v.String()))
	case reflect.Slice:
		list := make([]string, v.Len())
		for i := range list {
			list[i] = v.Index(i).String()
		}
		sorted := slices.IsSorted(list)
		for i := range list {
			list[i] = change(list[i])
		}
		if sorted {
			slices.Sort(list)
		}
		c := reflect.MakeSlice(v.Type(), len(list), len(list))
		for i, s := range list {
			c.Index(i).SetString(s)
		}
		if !v.IsNil() {
			v.Set(c)
		}
	default:
		if change("?") == "" {
			v.SetZero()
		}
	}
}

// steps finds the fields of a struct that hold text. What nobody has classified is dropped; a test complains of it.
func (r *Redactor) steps(t reflect.Type) []step {
	if steps, ok := r.plan[t]; ok {
		return steps
	}
	var steps []step
	for i := range t.NumField() {
		f := t.Field(i)
		if !f.IsExported() || !holdsText(f.Type) {
			continue
		}
		s := step{index: i}
		if !holdsStructs(f.Type) {
			if s.text = redactions[t.Name()+"."+f.Name]; s.text == nil {
				s.text = asNothing
			}
		}
		steps = append(steps, s)
	}
	r.plan[t] = steps
	return steps
}

// holdsText reports whether a value of t may hold a string, at whatever depth.
func holdsText(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array:
		return holdsText(t.Elem())
	case reflect.Struct:
		return t != reflect.TypeFor[Date]() && t != reflect.TypeFor[time.Time]()
	case reflect.String, reflect.Map, reflect.Interface:
		return true
	}
	return false
}

// holdsStructs reports whether t is a struct, or a pointer or a list of some.
func holdsStructs(t reflect.Type) bool {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	return t.Kind() == reflect.Struct
}
