package report

import (
	"bytes"
	"cmp"
	"fmt"
	"image"
	stddraw "image/draw"
	"image/png"
	"slices"
	"strings"

	"github.com/go-pdf/fpdf"
	"golang.org/x/image/draw"

	"preflight/assess"
)

const coverBand = 178.0 // height of the coloured part, in mm

func drawCover(c *canvas, d Document) {
	a := d.Assessment
	c.pdf.AddPage()
	r1, g1, b1 := c.tone.mix(0, 0.3).rgb()
	r2, g2, b2 := c.tone.mix(0, 0.02).rgb()
	c.pdf.LinearGradient(0, 0, c.page.Width, coverBand, r1, g1, b1, r2, g2, b2, 0, 1, 1, 0)
	c.pdf.SetAlpha(0.07, "Normal")
	for _, ring := range [][2]float64{{72, 96}, {38, 62}, {0, 28}} {
		c.sector(182, 150, ring[0], ring[1], 0, 359.99, white)
	}
	c.pdf.SetAlpha(1, "Normal")
	c.rect(0, coverBand, c.page.Width, c.page.Height-coverBand, white)
	drawLogo(c, d.Brand)

	soft := white.mix(c.tone, 0.18)
	y := 78.0
	c.text(c.left, y, styleLabel.at(9.5).in(soft), "READINESS ASSESSMENT")
	y += 7.5
	title := style{semibold, 32, 14.2, white}
	c.text(c.left, y, title, "Microsoft 365 Copilot")
	c.text(c.left, y+title.leading, title, "readiness report")
	y += 2*title.leading + 5
	c.rect(c.left, y, 22, 1.2, white.mix(c.tone, 0.3))
	y = c.paragraph(c.left, y+8, 150, style{regular, 14, 7, white}, "Prepared for "+shorten(cmp.Or(a.Tenant.Name, a.Tenant.DefaultDomain), 160))
	c.paragraph(c.left, y+0.5, 150, style{regular, 10.5, 5.4, soft}, a.Tenant.DefaultDomain+"  ·  "+c.Day(a.AsOf.Time))

	facts := []label{
		{"ASSESSMENT DATE", c.Day(a.AsOf.Time), 1}, {"RUN", fmt.Sprintf("No. %d of this tenant", max(1, a.Run)), 1},
		{"TENANT", a.Tenant.DefaultDomain, 1}, {"MADE WITH", strings.TrimSpace("Preflight " + a.Version), 1},
		{"PREPARED BY", d.Brand.Name, 1},
	}
	if quick(a) {
		facts = append(facts, label{"SCAN", "Quick: " + c.quickPlaces(a, ", "), 1})
	}
	if d.Brand.Contact != "" {
		facts = append(facts, label{"CONTACT", d.Brand.Contact, 1})
	}
	y = coverBand + 14
	w := (body - 6) / 2
	for i := 0; i < len(facts); i += 2 {
		rowHeight := 0.0
		for j, f := range facts[i:min(i+2, len(facts))] {
			x := c.left + float64(j)*(w+6)
			c.rule(x, y, x+w, line, 0.2)
			c.text(x, y+2, styleLabel, f.label)
			below := c.paragraph(x, y+6.2, w, style{medium, 10.5, 5.2, ink}, f.text)
			rowHeight = max(rowHeight, below-y)
		}
		y += rowHeight + 4
	}
	y = max(y+4, 257)
	x := c.left
	if d.Brand.Classification != "" {
		x += c.chip(c.left, y, severityTints[assess.Critical], strings.ToUpper(d.Brand.Classification), -1) + 4
	}
	note := "Describes the security settings of a tenant and who can open what in it. Share it only with those who need it."
	if a.Sample {
		note = "A sample: the tenant is fictional, and so is everyone named in this report."
	}
	c.paragraph(x, y+0.3, c.right-x, styleCaption, note)
	c.rect(0, c.page.Height-6, c.page.Width, 6, c.tone)
}

// drawLogo puts the logo on a white plate, or the name in letters.
func drawLogo(c *canvas, b Brand) {
	const maxWidth, maxHeight, pad = 62.0, 20.0, 3.0
	name := style{semibold, 17, 8, white}
	data, w, h, err := encodeLogo(b.logo)
	if b.logo == nil || err != nil {
		c.paragraph(c.left, 22, 140, name, b.Name)
		return
	}
	scale := min(maxWidth/float64(w), maxHeight/float64(h))
	width, height := float64(w)*scale, float64(h)*scale
	options := fpdf.ImageOptions{ImageType: "PNG"}
	c.pdf.RegisterImageOptionsReader("logo", options, bytes.NewReader(data))
	c.plate(c.left, 20, width+2*pad, height+2*pad, 2, white, white)
	c.pdf.ImageOptions("logo", c.left+pad, 20+pad, width, height, false, options, 0, "")
}

// maxLogoWidth is the width in pixels to which larger logos are scaled down: 62 mm at 300 dots an inch.
const maxLogoWidth = 732

// encodeLogo makes a logo a plain PNG on white, which is all that the PDF library reads without fail.
func encodeLogo(logo image.Image) (data []byte, w, h int, err error) {
	if logo == nil {
		return nil, 0, 0, nil
	}
	w, h = logo.Bounds().Dx(), logo.Bounds().Dy()
	if w > maxLogoWidth {
		w, h = maxLogoWidth, max(1, h*maxLogoWidth/w)
	}
	flat := image.NewRGBA(image.Rect(0, 0, w, h))
	stddraw.Draw(flat, flat.Bounds(), image.White, image.Point{}, stddraw.Src)
	draw.CatmullRom.Scale(flat, flat.Bounds(), logo, logo.Bounds(), draw.Over, nil)
	var buf bytes.Buffer
	if err := png.Encode(&buf, flat); err != nil {
		return nil, 0, 0, fmt.Errorf("encoding the logo: %w", err)
	}
	return buf.Bytes(), w, h, nil
}

// lead is the height of an entry in the table of contents, in mm.
func (e outlineEntry) lead() float64 {
	if e.level == 0 {
		return 7.4
	}
	return 5.6
}

func drawContents(c *canvas, d Document, outline []outlineEntry) {
	c.chapter("Contents", "What is in this report", 0)
	c.need(10)
	c.y += 2
	dots := style{regular, 7, 5, line.mix(muted, 0.4)}
	const most, apart = 182.0, 1.8 // mm: of the list, and more room above a chapter that follows a section
	total := 0.0
	outline = slices.DeleteFunc(outline, func(e outlineEntry) bool { return e.anchor == anchorOf("Contents") })
	for i, e := range outline {
		total += e.lead()
		if e.level == 0 && i > 0 && outline[i-1].level > 0 {
			total += apart
		}
	}
	tight := min(1, most/max(most, total))
	for i, e := range outline {
		if e.level == 0 && i > 0 && outline[i-1].level > 0 {
			c.y += apart * tight
		}
		st, indent := styleStrong.at(10), 0.0
		if e.level > 0 {
			st, indent = styleBody, 6
		}
		page := fmt.Sprint(e.page)
		title := c.fit(st, body-indent-30, e.title)
		c.text(c.left+indent, c.y, st, title)
		from, to := c.left+indent+c.width(st, title)+2, c.right-c.width(st, page)-2
		step := c.width(dots, ".") * 2.4
		for x := to; x > from; x -= step {
			c.text(x, c.y+st.leading-dots.leading, dots, ".")
		}
		c.textRight(c.right, c.y, st, page)
		c.linkTo(c.left, c.y, body, st.leading, e.anchor)
		c.y += e.lead() * tight
	}
	c.h2("How to read this report", "")
	c.p(styleBody, "The first pages are for whoever decides: the verdict, what stands behind it, and what to do first. The findings in detail and the action plan are for those who do the work. Each check has an identifier, such as SHR-03, that is the same in the workbook and in later runs. Characters that the font lacks are shown as "+string(placeholder)+"; the workbook has every name in full.")
	c.need(6)
	x := c.left
	for _, s := range assess.Severities {
		x += c.severityChip(x, c.y, s) + 3
	}
	c.text(x+1, c.y+0.3, styleCaption, "how much a check counts if it fails")
	c.y += 7
	c.need(6)
	x = c.left
	for _, o := range []assess.Outcome{assess.Pass, assess.Fail, assess.NotAssessed, assess.NotApplicable} {
		x += c.chip(x, c.y, outcomeTints[o], c.Outcome(o), -1) + 3
	}
	c.text(x+1, c.y+0.3, styleCaption, "what became of it; not verified is never counted as in order")
	c.y += 7
}
