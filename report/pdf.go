package report

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"preflight/assess"
)

// WritePDF writes the report that the client reads. The same document gives the same bytes.
//
// It is drawn at least twice: each pass counts the pages and learns where chapters and findings land, for the page
// numbers, the table of contents and the links of the next.
func WritePDF(w io.Writer, d Document) (err error) {
	defer func() { // the PDF library panics where it meets what it did not expect
		if r := recover(); r != nil {
			err = fmt.Errorf("drawing the PDF: %v", r)
		}
	}()
	c, err := drawPasses(d)
	if err != nil {
		return err
	}
	var buf bytes.Buffer
	if err := c.pdf.Output(&buf); err != nil {
		return fmt.Errorf("drawing the PDF: %w", err)
	}
	file, err := c.finish(buf.Bytes())
	if err != nil {
		return fmt.Errorf("completing the PDF: %w", err)
	}
	if _, err := w.Write(file); err != nil {
		return fmt.Errorf("writing the PDF: %w", err)
	}
	return nil
}

// maxPasses is how often a report is drawn at most. Two are enough where the contents take one page, as they mostly do.
const maxPasses = 5

// drawPasses draws d until everything lands where the pass before says that it does.
func drawPasses(d Document) (*canvas, error) {
	d = d.worded()
	cl, err := newCleaner(d.Brand)
	if err != nil {
		return nil, err
	}
	var last *canvas
	for range maxPasses {
		c, err := newCanvas(d, cl, last)
		if err != nil {
			return nil, fmt.Errorf("preparing the PDF: %w", err)
		}
		if last != nil {
			c.outline = last.outline
		}
		drawReport(c, d)
		if err := c.pdf.Error(); err != nil {
			return nil, fmt.Errorf("drawing the PDF: %w", err)
		}
		if last != nil && c.pdf.PageNo() == c.pages && maps.Equal(c.places, c.known) {
			return c, nil
		}
		last = c
	}
	return nil, errors.New("drawing the PDF: the page numbers do not settle")
}

// A chapter of the report is left out where it has nothing to say.
type chapter struct {
	draw    func(*canvas, Document)
	present func(Document) bool // nil: always
}

// chapters is the order of the report.
var chapters = []chapter{
	{drawVerdict, nil},
	{drawSummary, nil},
	{drawScorecard, nil},
	{drawExposure, func(d Document) bool { return d.applies(assess.DataExposure) }},
	{drawOwnership, func(d Document) bool { return d.applies(assess.Ownership) }},
	{drawProtection, func(d Document) bool { return d.applies(assess.InformationProtection) }},
	{drawIdentity, hasIdentity},
	{drawLicences, func(d Document) bool { return d.applies(assess.Licences) }},
	{drawUsage, hasUsage},
	{drawChange, func(d Document) bool { return d.Comparison != nil }},
	{drawOrder, func(d Document) bool { return len(d.findings(assess.Fail)) > 0 }},
	{drawPlan, func(d Document) bool { return len(d.findings(assess.Fail)) > 0 }},
	{drawFindings, func(d Document) bool { return len(d.findings(assess.Fail)) > 0 }},
	{drawAccepted, func(d Document) bool { return len(d.Accepted) > 0 }},
	{drawScope, nil},
	{drawMethod, nil},
	{drawHandover, nil},
}

// drawReport makes one pass.
func drawReport(c *canvas, d Document) {
	a := d.Assessment
	contents := c.outline // of the pass before
	c.outline = nil
	c.client = d.client()
	c.footer = cmp.Or(d.Brand.Footer, d.Brand.Name)
	if d.Brand.Classification != "" {
		c.footer += "  ·  " + d.Brand.Classification
	}
	if a.Sample {
		c.footer += "  ·  " + c.Say("page.sample", nil)
	}
	c.properties.title = c.clean(c.Say("page.title", With{"client": c.client}))
	c.properties.author = c.clean(d.Brand.Name)
	c.properties.subject = c.clean(c.Say("page.subject", With{"tenant": a.Tenant.DefaultDomain, "date": a.AsOf}))
	c.properties.creator = c.clean("Preflight " + a.Version)

	drawCover(c, d)
	drawContents(c, d, contents)
	for _, ch := range chapters {
		if ch.present == nil || ch.present(d) {
			ch.draw(c, d)
		}
	}
}

// entry is what the catalogue says of a finding's rule; a rule that it does not know speaks through its ID.
func (d Document) entry(f assess.Finding) assess.Entry {
	if e, ok := d.Catalogue[f.Rule]; ok {
		return e
	}
	return assess.Entry{ID: f.Rule, Title: f.Rule, Finding: f.Rule, Pillar: f.Pillar, Severity: f.Severity}
}

// headline is a finding as a sentence.
func (d Document) headline(f assess.Finding) string {
	return d.Headline(f, d.entry(f), d.Assessment)
}

// findings returns those of an outcome, the weightiest first: blockers, then by severity, by points lost, by objects concerned, by rule.
func (d Document) findings(o assess.Outcome) []assess.Finding {
	var list []assess.Finding
	for _, f := range d.Assessment.Findings {
		if f.Outcome == o {
			list = append(list, f)
		}
	}
	slices.SortStableFunc(list, func(a, b assess.Finding) int {
		return cmp.Or(-compareBool(a.Blocker, b.Blocker), -cmp.Compare(a.Severity.Weight(), b.Severity.Weight()),
			-cmp.Compare(a.Lost(), b.Lost()), -cmp.Compare(a.Count, b.Count), cmp.Compare(a.Rule, b.Rule))
	})
	return list
}

// of keeps the findings of a pillar.
func of(list []assess.Finding, p assess.Pillar) []assess.Finding {
	return slices.DeleteFunc(slices.Clone(list), func(f assess.Finding) bool { return f.Pillar != p })
}

// applies reports whether a pillar has a check that applies to the tenant.
func (d Document) applies(p assess.Pillar) bool {
	return slices.ContainsFunc(d.Assessment.Findings, func(f assess.Finding) bool {
		return f.Pillar == p && f.Outcome != assess.NotApplicable
	})
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// findingAnchor is where a finding's card stands.
func findingAnchor(rule string) string { return "finding " + rule }
