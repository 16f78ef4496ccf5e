package main

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
)

// A document is a PDF as qpdf, mutool and pdftotext read it.
type document struct {
	file    string
	objects map[string]object // by reference: "5 0 R"
	trailer dict
	catalog dict
	pages   []page
	trace   result // mutool's list of what is drawn
}

type dict = map[string]any

// An object is a value, or a stream with its dictionary.
type object struct {
	Value  any
	Stream *struct {
		Dict dict
		Data string // base64
	}
}

// A page in points, with y counted downwards from its upper edge as pdftotext does.
type page struct {
	ref           string
	dict          dict
	width, height float64
	words         []box // of pdftotext, in reading order
	runs          []box // of mutool: what one operator draws
	artifacts     []box // those of the runs that are artifacts, which no screen reader reads
}

// openPDF reads a file with all tools whose output more than one check needs.
func openPDF(file string) (*document, error) {
	r, err := runTool("qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=generalized", file)
	if err != nil {
		return nil, err
	}
	var listing struct {
		QPDF  []map[string]json.RawMessage
		Pages []struct{ Object string }
	}
	if err := json.Unmarshal([]byte(r.out), &listing); err != nil {
		return nil, fmt.Errorf("reading what qpdf says (%s): %w", strings.TrimSpace(r.complaints), err)
	}
	if len(listing.QPDF) != 2 {
		return nil, fmt.Errorf("qpdf lists %d parts instead of 2", len(listing.QPDF))
	}
	d := &document{file: file, objects: map[string]object{}}
	for name, raw := range listing.QPDF[1] {
		var o object
		if err := json.Unmarshal(raw, &o); err != nil {
			return nil, fmt.Errorf("reading object %s: %w", name, err)
		}
		if name == "trailer" {
			d.trailer, _ = o.Value.(dict)
		}
		d.objects[strings.TrimPrefix(name, "obj:")] = o
	}
	d.catalog = d.dict(d.trailer["/Root"])
	for _, p := range listing.Pages {
		d.pages = append(d.pages, page{ref: p.Object, dict: d.dict(p.Object)})
	}
	if d.trace, err = runTool("mutool", "draw", "-F", "trace", file); err != nil {
		return nil, err
	}
	if err := d.readRuns(); err != nil {
		return nil, err
	}
	return d, d.readWords()
}

var reference = regexp.MustCompile(`^\d+ \d+ R$`)

// get follows a reference.
func (d *document) get(v any) any {
	for range 10 { // a reference to a reference to … is not worth following
		s, ok := v.(string)
		if !ok || !reference.MatchString(s) {
			return v
		}
		o := d.objects[s]
		if o.Stream != nil {
			return o.Stream.Dict
		}
		v = o.Value
	}
	return nil
}

func (d *document) dict(v any) dict { m, _ := d.get(v).(dict); return m }

// list is an array; a single value is an array of one, as PDF allows in many places.
func (d *document) list(v any) []any {
	switch v := d.get(v).(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

func (d *document) number(v any) float64 { n, _ := d.get(v).(float64); return n }

// text is a string, which qpdf writes as "u:…", or as "b:" and hexadecimal digits where it is no text.
func (d *document) text(v any) string {
	s, _ := d.get(v).(string)
	if text, ok := strings.CutPrefix(s, "u:"); ok {
		return text
	}
	if digits, ok := strings.CutPrefix(s, "b:"); ok {
		data, _ := hex.DecodeString(digits)
		return string(data)
	}
	return ""
}

// name is a name without its slash.
func (d *document) name(v any) string {
	s, _ := d.get(v).(string)
	s, ok := strings.CutPrefix(s, "/")
	if !ok {
		return ""
	}
	return s
}

// stream is the decoded content of a stream.
func (d *document) stream(v any) ([]byte, error) {
	ref, _ := v.(string)
	o := d.objects[ref]
	if o.Stream == nil {
		return nil, fmt.Errorf("%v is no stream", v)
	}
	return base64.StdEncoding.DecodeString(o.Stream.Data)
}

// number of a page that a reference names; 0: none.
func (d *document) pageNumber(ref any) int {
	for i, p := range d.pages {
		if p.ref == ref {
			return i + 1
		}
	}
	return 0
}
