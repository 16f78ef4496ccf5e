package emulator

import (
	"strconv"
	"time"
	"unicode/utf8"
)

// raw is JSON that was written by hand. It is an answer's value like any other; a fault that changes a page reads it first.
type raw []byte

// MarshalJSON gives it as it is.
func (r raw) MarshalJSON() ([]byte, error) { return r, nil }

// An objectWriter writes the members of an object after the brace that opens it.
type objectWriter struct {
	b     []byte
	begun bool
}

// name begins a member.
func (o *objectWriter) name(name string) []byte {
	if o.begun {
		o.b = append(o.b, ',')
	}
	o.begun = true
	return appendName(o.b, name)
}

func (o *objectWriter) text(name, value string) { o.b = appendString(o.name(name), value) }
func (o *objectWriter) json(name, value string) { o.b = append(o.name(name), value...) }

func (o *objectWriter) time(name string, t time.Time) { o.b = appendTime(o.name(name), t) }

// filled writes a text unless it is empty.
func (o *objectWriter) filled(name, value string) {
	if value != "" {
		o.text(name, value)
	}
}

func appendName(b []byte, name string) []byte {
	b = append(append(b, '"'), name...)
	return append(b, `":`...)
}

func appendInt(b []byte, n int64) []byte { return strconv.AppendInt(b, n, 10) }

// appendTime writes a time as Graph does; null for the zero time.
func appendTime(b []byte, t time.Time) []byte {
	if t.IsZero() {
		return append(b, "null"...)
	}
	return append(t.UTC().AppendFormat(append(b, '"'), time.RFC3339), '"')
}

// appendString writes a text as encode does.
func appendString(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c >= utf8.RuneSelf {
			return append(b, encode(s)...)
		}
	}
	b = append(append(b, '"'), s...)
	return append(b, '"')
}
