package report

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
)

// A splice copies a stream and puts what insert writes before the first mark in it.
type splice struct {
	to     io.Writer
	mark   []byte
	insert func(io.Writer) error
	held   []byte // the end of what came, which may be the beginning of the mark
	done   bool
}

func (s *splice) Write(data []byte) (int, error) {
	if s.done {
		return s.to.Write(data)
	}
	length := len(data)
	if joint := slices.Concat(s.held, data[:min(length, len(s.mark)-1)]); bytes.Contains(joint, s.mark) || length < len(s.mark) {
		s.held, data = nil, slices.Concat(s.held, data) // rare: the mark begins in what was held back, or little came
	}
	i := bytes.Index(data, s.mark)
	if i >= 0 {
		s.done = true
		if err := s.write(s.held, data[:i]); err != nil {
			return 0, err
		}
		s.held = nil
		if err := s.insert(s.to); err != nil {
			return 0, err
		}
		return length, s.write(data[i:])
	}
	keep := min(len(data), len(s.mark)-1)
	held := slices.Clone(data[len(data)-keep:])
	err := s.write(s.held, data[:len(data)-keep])
	s.held = held
	return length, err
}

// write writes parts one after the other.
func (s *splice) write(parts ...[]byte) error {
	for _, part := range parts {
		if _, err := s.to.Write(part); err != nil {
			return err
		}
	}
	return nil
}

// flush writes what was held back of a stream without the mark.
func (s *splice) flush() error {
	_, err := s.to.Write(s.held)
	return err
}

// writeLinks writes the element that puts the hyperlinks on their cells, one at a time: there are up to 65,000 a sheet.
func writeLinks(w io.Writer, links []sheetLink) error {
	if _, err := io.WriteString(w, "<hyperlinks>"); err != nil {
		return err
	}
	for i, l := range links {
		var err error
		if l.place != "" {
			_, err = fmt.Fprintf(w, `<hyperlink ref="%s" location="%s"/>`, l.cell, escapeXML(l.place))
		} else {
			_, err = fmt.Fprintf(w, `<hyperlink ref="%s" r:id="link%d"/>`, l.cell, i+1)
		}
		if err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, "</hyperlinks>")
	return err
}

// writeRelations names the targets of the hyperlinks of writeLinks.
func writeRelations(w io.Writer, links []sheetLink) error {
	for i, l := range links {
		if l.place != "" {
			continue
		}
		_, err := fmt.Fprintf(w, `<Relationship Id="link%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="%s" TargetMode="External"/>`, i+1, escapeXML(l.url))
		if err != nil {
			return err
		}
	}
	return nil
}

// escapeXML writes s as it stands in an attribute.
func escapeXML(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder never fails
	return b.String()
}
