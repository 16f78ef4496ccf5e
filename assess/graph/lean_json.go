package graph

import (
	"bytes"
	"fmt"
	"io"
	"iter"

	"github.com/go-json-experiment/json/jsontext"
)

// newDecoder reads JSON in place, without a copy of body. It is as lenient as encoding/json with text that is no UTF-8,
// because a file's name may hold half a surrogate pair and must not cost the library. It is stricter in two things: a
// name that comes twice in an object is an error, and names are told apart by case. Graph does neither, and a guess
// which of the two it meant could be wrong.
func newDecoder(body []byte) *jsontext.Decoder {
	return jsontext.NewDecoder(bytes.NewBuffer(body), jsontext.AllowInvalidUTF8(true))
}

// Members yields the name of every member of the object that comes next; the loop's body reads or skips the value. A
// name is valid until then. null has no members, and anything else is an error. An error is the last thing yielded.
func Members(dec *jsontext.Decoder) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		switch dec.PeekKind() {
		case jsontext.KindBeginObject:
		case jsontext.KindNull:
			if err := dec.SkipValue(); err != nil {
				yield(nil, err)
			}
			return
		default:
			yield(nil, Unexpected(dec, "an object"))
			return
		}
		if _, err := dec.ReadToken(); err != nil {
			yield(nil, err)
			return
		}
		for dec.PeekKind() != jsontext.KindEndObject {
			name, err := readName(dec)
			if !yield(name, err) || err != nil {
				return
			}
		}
		if _, err := dec.ReadToken(); err != nil {
			yield(nil, err)
		}
	}
}

// Elements yields nil for every element of the array that comes next; the loop's body reads or skips it. null has none,
// and anything else is an error. An error is the last thing yielded.
func Elements(dec *jsontext.Decoder) iter.Seq[error] {
	return func(yield func(error) bool) {
		switch dec.PeekKind() {
		case jsontext.KindBeginArray:
		case jsontext.KindNull:
			if err := dec.SkipValue(); err != nil {
				yield(err)
			}
			return
		default:
			yield(Unexpected(dec, "a list"))
			return
		}
		if _, err := dec.ReadToken(); err != nil {
			yield(err)
			return
		}
		for {
			switch dec.PeekKind() {
			case jsontext.KindEndArray:
				if _, err := dec.ReadToken(); err != nil {
					yield(err)
				}
				return
			case jsontext.KindInvalid:
				_, err := dec.ReadToken()
				yield(err)
				return
			}
			if !yield(nil) {
				return
			}
		}
	}
}

// Text reads a string; null is the empty one, and anything else is an error.
func Text(dec *jsontext.Decoder) (string, error) {
	switch dec.PeekKind() {
	case jsontext.KindString:
		token, err := dec.ReadToken()
		if err != nil {
			return "", err
		}
		return token.String(), nil
	case jsontext.KindNull:
		return "", dec.SkipValue()
	}
	return "", Unexpected(dec, "a string")
}

// Unexpected says that what comes next is not what should: the decoder's own error where it is no JSON, else the place
// and the two kinds, never the value.
func Unexpected(dec *jsontext.Decoder, want string) error {
	kind := dec.PeekKind()
	if kind == jsontext.KindInvalid {
		_, err := dec.ReadToken()
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return err
	}
	return fmt.Errorf("a value of the kind %s where %s belongs, at %s", kind, want, dec.StackPointer())
}

// readName reads the name of a member. It allocates only for an escaped one.
func readName(dec *jsontext.Decoder) ([]byte, error) {
	quoted, err := dec.ReadValue()
	if err != nil {
		return nil, err
	}
	if bytes.IndexByte(quoted, '\\') < 0 {
		return quoted[1 : len(quoted)-1], nil
	}
	name, _ := jsontext.AppendUnquote(nil, quoted) // complains of text that is no UTF-8 alone, and replaces it
	return name, nil
}
