package report

import (
	"bytes"
	"cmp"
	"strings"

	"github.com/go-pdf/fpdf"

	"preflight/assess"
)

// client is the name that the documents give the client.
func (d Document) client() string {
	t := d.Assessment.Tenant
	return cmp.Or(d.Engagement.Client, t.Name, t.DefaultDomain, t.ID)
}

// coverFacts is the height of the white part of the cover, in mm: as high on every paper.
const coverFacts = 119.0

func drawCover(c *canvas, d Document) {
	c.pdf.AddPage()
	band := c.page.Height - coverFacts
	r1, g1, b1 := c.tone.mix(0, 0.3).rgb()
	r2, g2, b2 := c.tone.mix(0, 0.02).rgb()
	c.pdf.LinearGradient(0, 0, c.page.Width, band, r1, g1, b1, r2, g2, b2, 0, 1, 1, 0)
	c.pdf.SetAlpha(0.07, "Normal")
	for _, ring := range [][2]float64{{72, 96}, {38, 62}, {0, 28}} {
		c.sector(c.page.Width-28, band-28, ring[0], ring[1], 0, 359.99, white)
	}
	c.pdf.SetAlpha(1, "Normal")
	c.rect(0, band, c.page.Width, coverFacts, white)
	drawCoverLogos(c, d)
	drawCoverTitle(c, d, band)
	y := drawCoverFacts(c, d, band+12)
	drawCoverFoot(c, d, max(y+3, c.page.Height-40))
}

// drawCoverTitle ends well above the lower edge of the coloured part, whatever the client is called.
func drawCoverTitle(c *canvas, d Document, band float64) {
	soft := white.mix(c.tone, 0.18)
	y := band - 102
	c.text(c.left, y, styleLabel.at(9.5).in(soft), strings.ToUpper(c.Say("cover.kicker", nil)))
	y += 7.5
	title := style{semibold, 32, 14.2, white}
	c.group(roleH1, func() {
		for _, text := range []string{c.Say("cover.title.first", nil), c.Say("cover.title.second", nil)} {
			c.text(c.left, y, c.smaller(title, body, text), text)
			y += title.leading
		}
	})
	c.rect(c.left, y+5, 22, 1.2, white.mix(c.tone, 0.3))
	y += 13
	name := style{medium, 14, 7, white}
	y = c.cut(c.left, y, 158, 3, name, c.Say("cover.for", With{"client": d.client()}))
	place := style{regular, 10.5, 5.4, soft}
	c.cut(c.left, y+0.5, 158, 2, place, c.Say("cover.place", With{"domain": d.Assessment.Tenant.DefaultDomain, "date": d.Assessment.AsOf}))
}

// cut prints s as a paragraph of at most so many lines in a column at x, and returns the y below it.
func (c *canvas) cut(x, y, w float64, most int, st style, s string) float64 {
	c.group(roleP, func() {
		for _, l := range c.atMost(most, st, w, s) {
			c.textWithin(x+w, x, y, st, l)
			y += st.leading
		}
	})
	return y
}

// smaller is st in the largest size, no larger than its own, in which s is no wider than w.
func (c *canvas) smaller(st style, w float64, s string) style {
	for st.size > 9 && c.width(st, s) > w {
		st = st.at(st.size - 1)
	}
	return st
}

// unreleased is the version of a program that nobody released; it tells a client nothing.
const unreleased = "dev"

// coverFactsOf is what the cover says of the run and of who stands behind it, without what nobody said.
func (d Document) coverFactsOf() []label {
	a := d.Assessment
	made := d.Say("cover.with.none", nil)
	if a.Version != "" && a.Version != unreleased {
		made = d.Say("cover.with", With{"version": a.Version})
	}
	scan := ""
	if quick(a) {
		scan = d.Say("cover.scan", With{"sites": d.placesRead(a, assess.AreaSites, assess.PartItems), "onedrives": d.placesRead(a, assess.AreaOneDrives, assess.PartDriveItems)})
	}
	var facts []label
	for _, f := range []label{
		{label: d.Say("cover.label.date", nil), text: d.Day(a.AsOf.Time)},
		{label: d.Say("cover.label.run", nil), text: d.Say("cover.run", With{"run": max(1, a.Run)})},
		{label: d.Say("cover.label.tenant", nil), text: a.Tenant.DefaultDomain},
		{label: d.Say("cover.label.scan", nil), text: scan},
		{label: d.Say("cover.label.attention", nil), text: d.Engagement.Contact},
		{label: d.Say("cover.label.reference", nil), text: d.Engagement.Reference},
		{label: d.Say("cover.label.by", nil), text: d.Brand.Name},
		{label: d.Say("cover.label.consultant", nil), text: d.Engagement.Consultant},
		{label: d.Say("cover.label.contact", nil), text: d.Brand.Contact},
		{label: d.Say("cover.label.with", nil), text: made},
	} {
		if f.text != "" {
			f.label = strings.ToUpper(f.label)
			facts = append(facts, f)
		}
	}
	return facts
}

// drawCoverFacts prints the facts in two columns, smaller where they would not fit, and returns the y below them.
func drawCoverFacts(c *canvas, d Document, y float64) float64 {
	facts := d.coverFactsOf()
	st, most := style{medium, 10.5, 5.2, ink}, 99
	const w = (body - 6) / 2
	rowHeight := func(i int) float64 {
		h := 0.0
		for _, f := range facts[i:min(i+2, len(facts))] {
			h = max(h, float64(len(c.atMost(most, st, w, f.text)))*st.leading)
		}
		return 6.2 + h + 3.6
	}
	total := func() (h float64) {
		for i := 0; i < len(facts); i += 2 {
			h += rowHeight(i)
		}
		return h
	}
	for st.size > 8 && total() > c.page.Height-42-y {
		st = st.at(st.size - 0.5)
	}
	if total() > c.page.Height-42-y { // who writes a novel into a contact finds it in full on the last page
		most = 2
	}
	for i := 0; i < len(facts); i += 2 {
		for j, f := range facts[i:min(i+2, len(facts))] {
			x := c.left + float64(j)*(w+6)
			c.rule(x, y, x+w, line, 0.2)
			c.group(roleP, func() {
				c.text(x, y+2, styleLabel, f.label)
				c.cut(x, y+6.2, w, most, st, f.text)
			})
		}
		y += rowHeight(i)
	}
	return y
}

func drawCoverFoot(c *canvas, d Document, y float64) {
	x := c.left
	if word := d.Brand.Classification; word != "" {
		word = c.fit(styleChip, 70, strings.ToUpper(word))
		x += c.chip(c.left, y, severityTints[assess.Critical], word, -1) + 4
	}
	note := c.Say("cover.note", nil)
	if d.Assessment.Sample {
		note = c.Say("cover.note.sample", nil)
	}
	c.paragraph(x, y+0.3, c.right-x, styleCaption, note)
	c.rect(0, c.page.Height-6, c.page.Width, 6, c.tone)
}

// drawCoverLogos puts the logos on white plates: ours left, or our name in letters, and the client's right.
func drawCoverLogos(c *canvas, d Document) {
	const top = 20.0
	ours := c.logoWidth(d.Brand.mark)
	theirs := c.logoWidth(d.Engagement.logo)
	if ours > 0 {
		c.logo("logo", d.Brand.Name, d.Brand.mark, c.left, top)
	} else {
		name := style{semibold, 17, 8, white}
		room := body
		if theirs > 0 {
			room -= theirs + 8
		}
		c.cut(c.left, top+2, room, 3, name, d.Brand.Name)
	}
	if theirs > 0 {
		c.logo("client", d.client(), d.Engagement.logo, c.right-theirs, top)
	}
}

// The most that a logo takes, and the white around it, in mm.
const (
	logoMostWidth  = 62.0
	logoMostHeight = 20.0
	logoPad        = 3.0
)

func logoScale(p picture) float64 {
	return min(logoMostWidth/float64(p.w), logoMostHeight/float64(p.h))
}

// logoWidth is the width of a logo's plate; 0: there is none.
func (c *canvas) logoWidth(p picture) float64 {
	if len(p.data) == 0 || p.w == 0 || p.h == 0 {
		return 0
	}
	return float64(p.w)*logoScale(p) + 2*logoPad
}

// logo prints a picture in the middle of a white plate, as high for every logo.
func (c *canvas) logo(name, of string, p picture, x, y float64) {
	w, h := float64(p.w)*logoScale(p), float64(p.h)*logoScale(p)
	options := fpdf.ImageOptions{ImageType: "PNG"}
	c.pdf.RegisterImageOptionsReader(name, options, bytes.NewReader(p.data))
	c.plate(x, y, w+2*logoPad, logoMostHeight+2*logoPad, 2, white, white)
	c.figure(of, func() {
		c.pdf.ImageOptions(name, x+logoPad, y+logoPad+(logoMostHeight-h)/2, w, h, false, options, 0, "")
	})
}
