package main

import (
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// most is how far texts may cross each other or a margin, in points.
const most = 1.0

// A span of mutool's trace: glyphs with their places on the page before transform.
type span struct {
	Matrix string `xml:"trm,attr"`
	Glyphs []struct {
		Unicode string  `xml:"unicode,attr"`
		X       float64 `xml:"x,attr"`
		Y       float64 `xml:"y,attr"`
		Advance float64 `xml:"adv,attr"`
	} `xml:"g"`
}

// readRuns reads what each operator draws from mutool's trace. pdftotext drops text that stands twice at one place or
// outside the page, and makes one word of two that run into each other on one line by less than half a letter; a run
// has none of that, but knows no words.
func (d *document) readRuns() error {
	decoder := xml.NewDecoder(strings.NewReader(d.trace.out))
	decoder.Strict = false
	n := 0
	var layers []string // the marked parts around, by their tags
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return fmt.Errorf("reading what mutool draws: %w", err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "page":
			n, layers = n+1, nil
		case "layer":
			layers = append(layers, attribute(start, "name"))
		case "end_layer":
			layers = layers[:max(0, len(layers)-1)]
		case "fill_text", "stroke_text":
			if n == 0 || n > len(d.pages) {
				return fmt.Errorf("mutool draws page %d of %d", n, len(d.pages))
			}
			var text struct {
				Transform string `xml:"transform,attr"`
				Spans     []span `xml:"span"`
			}
			if err := decoder.DecodeElement(&text, &start); err != nil {
				return fmt.Errorf("reading what mutool draws: %w", err)
			}
			for _, s := range text.Spans {
				if b, ok := s.box(text.Transform); ok {
					d.pages[n-1].runs = append(d.pages[n-1].runs, b)
					if slices.Contains(layers, "Artifact") {
						d.pages[n-1].artifacts = append(d.pages[n-1].artifacts, b)
					}
				}
			}
		}
	}
	if n != len(d.pages) {
		return fmt.Errorf("mutool draws %d pages, qpdf sees %d", n, len(d.pages))
	}
	return nil
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// matrix reads six numbers; the last two may be missing.
func matrix(s string) (m [6]float64) {
	for i, field := range strings.Fields(s) {
		if i < len(m) {
			m[i], _ = strconv.ParseFloat(field, 64)
		}
	}
	return m
}

// box is the area of a span's letters without the spaces at its ends; false if it has none.
func (s span) box(transform string) (box, bool) {
	first, last := 0, len(s.Glyphs)-1
	for first <= last && strings.TrimSpace(s.Glyphs[first].Unicode) == "" {
		first++
	}
	for last >= first && strings.TrimSpace(s.Glyphs[last].Unicode) == "" {
		last--
	}
	if first > last {
		return box{}, false
	}
	t, m := matrix(transform), matrix(s.Matrix)
	b := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1), ""}
	for _, g := range s.Glyphs[first : last+1] {
		b.text += g.Unicode
	}
	corner := func(x, y, right, up float64) {
		x, y = x+right*m[0]+up*m[2], y+right*m[1]+up*m[3]
		x, y = t[0]*x+t[2]*y+t[4], t[1]*x+t[3]*y+t[5]
		b.x0, b.y0, b.x1, b.y1 = min(b.x0, x), min(b.y0, y), max(b.x1, x), max(b.y1, y)
	}
	// Above the base line letters reach to about 0.75 of the size, below it to 0.2.
	for _, up := range []float64{-0.2, 0.75} {
		corner(s.Glyphs[first].X, s.Glyphs[first].Y, 0, up)
		corner(s.Glyphs[last].X, s.Glyphs[last].Y, s.Glyphs[last].Advance, up)
	}
	return b, true
}

// checkOverlap compares words with words and runs with runs. Not lines: pdftotext makes one line of what stands side by
// side in two columns, whose box is then as high as the higher of them, and it has no box for a line that is crossed.
func checkOverlap(d *document) (f faults) {
	runs := 0
	for i, p := range d.pages {
		runs += len(p.runs)
		for kind, boxes := range map[string][]box{"words": p.words, "texts": p.runs} {
			for j, a := range boxes {
				for _, b := range boxes[:j] {
					x, y := min(a.x1, b.x1)-max(a.x0, b.x0), min(a.y1, b.y1)-max(a.y0, b.y0)
					if x > most && y > most {
						f.add("page %d: the %s %q and %q cross by %.1f × %.1f pt", i+1, kind, b.text, a.text, x, y)
					}
				}
			}
		}
	}
	if runs == 0 {
		f.add("mutool's trace names no text: this check sees nothing")
	}
	return f
}

// checkMargins holds every text against the margins: 18 mm at the sides of A4, and as wide a text on other paper. From
// top to bottom a page has a head, a body and a foot, and no text stands in two of them; the cover has none of that.
func checkMargins(d *document) (f faults) {
	for i, p := range d.pages {
		side := (p.width - 174*mm) / 2
		zones := [][2]float64{{9 * mm, 17 * mm}, {21.5 * mm, p.height - 18.5*mm}, {p.height - 14*mm, p.height - 7*mm}}
		if i == 0 {
			zones = [][2]float64{{10 * mm, p.height - 10*mm}}
		}
		for kind, boxes := range map[string][]box{"word": p.words, "text": p.runs} {
			for _, b := range boxes {
				if over := max(side-b.x0, b.x1-(p.width-side)); over > most {
					f.add("page %d: the %s %q is %.1f pt beyond the margin at the side", i+1, kind, b.text, over)
				}
				inside := false
				for _, z := range zones {
					inside = inside || (b.y0 > z[0]-most && b.y1 < z[1]+most)
				}
				if !inside {
					f.add("page %d: the %s %q stands at %.1f–%.1f mm from the top, not within head, body or foot", i+1, kind, b.text, b.y0/mm, b.y1/mm)
				}
			}
		}
	}
	return f
}
