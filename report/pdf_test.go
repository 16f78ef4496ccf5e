package report

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"io"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/pdfcpu/pdfcpu/pkg/api"

	"preflight/assess"
)

func writePDF(t testing.TB, d Document) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := WritePDF(&buf, d); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

var (
	streams = regexp.MustCompile(`(?s)stream\n(.*?)\nendstream`)
	shown   = regexp.MustCompile(`(?s)Td \(((?:\\.|[^\\)])*)\) Tj`)
	escaped = regexp.MustCompile(`(?s)\\(.)`)
)

// pdfContents returns the content of each page. The PDF library writes pages in order.
func pdfContents(t testing.TB, pdf []byte) [][]byte {
	t.Helper()
	var pages [][]byte
	for _, m := range streams.FindAllSubmatch(pdf, -1) {
		zr, err := zlib.NewReader(bytes.NewReader(m[1]))
		if err != nil {
			continue
		}
		content, err := io.ReadAll(zr)
		if err != nil || !bytes.Contains(content, []byte(" Tj ET")) {
			continue
		}
		pages = append(pages, content)
	}
	return pages
}

// pdfPages returns the text of each page, a line a printed line. The PDF library writes it as UTF-16.
func pdfPages(t testing.TB, pdf []byte) []string {
	t.Helper()
	var pages []string
	for _, content := range pdfContents(t, pdf) {
		var b strings.Builder
		for _, s := range shown.FindAllSubmatch(content, -1) {
			raw := escaped.ReplaceAllFunc(s[1], func(e []byte) []byte {
				if e[1] == 'r' {
					return []byte{'\r'}
				}
				return e[1:]
			})
			units := make([]uint16, len(raw)/2)
			for i := range units {
				units[i] = binary.BigEndian.Uint16(raw[2*i:])
			}
			b.WriteString(string(utf16.Decode(units)) + "\n")
		}
		pages = append(pages, b.String())
	}
	return pages
}

// flat is text without its line breaks.
func flat(pages ...string) string {
	return strings.Join(strings.Fields(strings.Join(pages, " ")), " ")
}

func documents(t testing.TB) map[string]Document {
	return map[string]Document{"full": testDocument(t), "empty": emptyDocument(t), "hostile": hostileDocument(t), "long": longDocument(t, 300), "quick": quickDocument(t)}
}

// Every document comes out valid, with the page count that it prints, and with bookmarks that land on their titles.
func TestPDFIsSound(t *testing.T) {
	api.DisableConfigDir()
	for name, d := range documents(t) {
		t.Run(name, func(t *testing.T) {
			pdf := writePDF(t, d)
			if err := api.Validate(bytes.NewReader(pdf), nil); err != nil {
				t.Fatalf("not valid: %v", err)
			}
			pages := pdfPages(t, pdf)
			if len(pages) <= 5 {
				t.Errorf("%d pages, want more than 5", len(pages))
			}
			for i, text := range pages[1:] {
				if want := fmt.Sprintf("Page %d of %d\n", i+2, len(pages)); !strings.Contains(text, want) {
					t.Errorf("page %d does not say %q", i+2, want)
				}
			}
			if !strings.Contains(pages[3], "SUMMARY\n") {
				t.Error("the verdict takes more than one page")
			}
			for i, text := range pages {
				for _, m := range regexp.MustCompile(`(?m)^(.*) – CONTINUED$`).FindAllStringSubmatch(text, -1) {
					if n := len(strings.Split(strings.TrimSpace(text), "\n")); n < 8 {
						t.Errorf("page %d, on which %s goes on, holds %d lines", i+1, m[1], n)
					}
				}
			}
			marks, err := api.Bookmarks(bytes.NewReader(pdf), nil)
			if err != nil {
				t.Fatal(err)
			}
			contents := flat(pages[1])
			for _, m := range marks {
				if !strings.Contains(flat(pages[m.PageFrom-1]), m.Title) {
					t.Errorf("bookmark %q lands on page %d, which does not hold it", m.Title, m.PageFrom)
				}
				if m.PageFrom > 2 && !strings.Contains(contents, m.Title+" ") {
					t.Errorf("the contents lack %q", m.Title)
				}
			}
		})
	}
}

// A link without a target, or to an object that is no page, makes the file invalid without any tool noticing.
func TestPDFLinksLand(t *testing.T) {
	pdf := writePDF(t, testDocument(t))
	pages := len(pdfPages(t, pdf))
	found := regexp.MustCompile(`/Dest \[(\d+) 0 R`).FindAllSubmatch(pdf, -1)
	if len(found) < 20 {
		t.Fatalf("%d internal links, want more than 20", len(found))
	}
	for _, m := range found {
		if n, _ := strconv.Atoi(string(m[1])); n < 3 || n%2 != 1 || n > 1+2*pages {
			t.Errorf("a link leads to object %d, which is no page of %d", n, pages)
		}
	}
	for _, m := range regexp.MustCompile(`/URI \(([^)]*)\)`).FindAllSubmatch(writePDF(t, hostileDocument(t)), -1) {
		if !bytes.HasPrefix(m[1], []byte("https://")) {
			t.Errorf("a link leads to %s", m[1])
		}
	}
}

// The same document gives the same bytes, however many processors there are.
func TestPDFIsReproducible(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for name, d := range documents(t) {
		runtime.GOMAXPROCS(1)
		want := writePDF(t, d)
		for _, n := range []int{2, 16} {
			runtime.GOMAXPROCS(n)
			if got := writePDF(t, d); !bytes.Equal(got, want) {
				t.Errorf("%s: other bytes with GOMAXPROCS %d", name, n)
			}
		}
	}
}

// What the client reads are the assessment's figures, each with how much was seen.
func TestPDFPrintsFigures(t *testing.T) {
	pages := pdfPages(t, writePDF(t, testDocument(t)))
	all := flat(pages...)
	for _, want := range []string{
		"Prepared for Contoso Manufacturing", "21 November 2026", "No. 2 of this tenant",
		"Not ready: close 1 blocker in data exposure first", "Do not switch Microsoft 365 Copilot on yet: 1 blocker has to be closed first.",
		"48,213", "≥ 2,345", "38 of 40 sites seen; open to whoever has the link", "not seen",
		"At least 1,234 links open files to anyone (38 of 40 sites seen)", "and 1,231 more: workbook, sheet Sharing links, filter “Scope is Anyone”",
		"3 of 45 groups have no active owner", "6 checks could be made: 2 are in order, 4 need attention. 1 further check could not be verified.",
		"49 more in the workbook", "of 412 drawn, 3 had permissions of their own. The 1 library concerned was then read item by item.",
		"licence needed: Microsoft 365 Business Premium", "Tell the owners of the sites concerned.",
		"Project 01, Project 07", "accessDenied: Access denied", "clear “Display concealed user, group, and site names in all reports”",
		"Mail.ReadWrite", "5,210 requests were sent, worth 9,001 resource units", "Microsoft asked to wait 4 times", "SIGNATURE",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("the report does not say %q", want)
		}
	}
	if strings.Contains(all, "{") {
		t.Error("the report prints a placeholder that was not filled")
	}
	if verdict := flat(pages[2]); !strings.Contains(verdict, "Do these first") || !strings.Contains(verdict, "Page 3 of") {
		t.Error("the verdict does not stand on one page with what to do first")
	}
}

// What was not seen is printed neither as good nor as a number.
func TestPDFNeverCallsUnseenGood(t *testing.T) {
	d := testDocument(t)
	d.Assessment.Measures, d.Assessment.Seen, d.Assessment.Exposure, d.Assessment.Sharing = map[string]*int{}, nil, nil, nil
	for _, m := range assess.Measures {
		d.Assessment.Measures[m.Name] = nil
	}
	for i, f := range d.Assessment.Findings {
		unseen := testFinding(f.Rule, d.entry(f), assess.NotAssessed, 0, 0)
		unseen.Reasons, unseen.Parts = []assess.Reason{assess.ReasonPermission}, []string{assess.PartItems}
		d.Assessment.Findings[i] = unseen
	}
	d.Assessment.Score = assess.Grade(d.Assessment.Findings)
	pages := pdfPages(t, writePDF(t, d))
	all := flat(pages...)
	for _, want := range []string{"Unconfirmed: no check could be made", "no score", "No decision can rest on this run", "No check could be made: 8 could not be verified.", "No exposure was found in what could be seen, but not everything could be"} {
		if !strings.Contains(all, want) {
			t.Errorf("the report does not say %q", want)
		}
	}
	for _, never := range []string{"Nothing needs attention.", "In order: ", "holds anything that stands in", "None: every check"} {
		if strings.Contains(all, never) {
			t.Errorf("the report says %q of what was not seen", never)
		}
	}
	for _, text := range pages[2:6] {
		if slices.Contains(strings.Split(text, "\n"), "0") && !strings.Contains(text, "100") {
			t.Errorf("a page prints a bare 0:\n%s", text)
		}
	}
}

// An item whose name suggests what it holds is named in the workbook only, nor does a link give its name away.
func TestPDFKeepsNamesBack(t *testing.T) {
	d := testDocument(t)
	for i, f := range d.Assessment.Findings {
		for j := range f.Examples {
			d.Assessment.Findings[i].Examples[j].Name = "Payroll 2026.xlsx"
			d.Assessment.Findings[i].Examples[j].URL = "https://contoso.sharepoint.com/sites/finance/Payroll2026.xlsx"
		}
	}
	pdf := writePDF(t, d)
	all := flat(pdfPages(t, pdf)...)
	if strings.Contains(all, "Payroll 2026") || bytes.Contains(pdf, []byte("Payroll2026")) {
		t.Error("the report names the file")
	}
	if !strings.Contains(all, "name suggests pay details Finance · may edit") {
		t.Error("the report does not place the file")
	}
}

// Each rule of the catalogue fills its placeholders.
func TestPDFPrintsEveryRule(t *testing.T) {
	t.Parallel()
	d := ruleDocument(t)
	all := flat(pdfPages(t, writePDF(t, d))...)
	for id := range d.Catalogue {
		if !strings.Contains(all, id) {
			t.Errorf("%s is missing", id)
		}
	}
	for _, left := range regexp.MustCompile(`\{(count|of|measure)[^}]*\}?`).FindAllString(all, -1) {
		t.Errorf("%s was not filled", left)
	}
}

// What nobody described speaks through its name.
func TestPDFWithoutCatalogue(t *testing.T) {
	d := testDocument(t)
	d.Catalogue, d.Assessment.Measures = nil, nil
	all := flat(pdfPages(t, writePDF(t, d))...)
	if !strings.Contains(all, "OWN-01") {
		t.Error("a finding without words is missing")
	}
}

// A panic while drawing is an error and no crash.
func TestPDFRecovers(t *testing.T) {
	d, broken := testDocument(t), *english
	broken.printer = nil
	d.Words = &broken
	if err := WritePDF(io.Discard, d); err == nil || !strings.Contains(err.Error(), "drawing the PDF: ") {
		t.Errorf("got %v", err)
	}
}

// Nothing is printed below the footer or left of the margin.
func TestPDFKeepsMargins(t *testing.T) {
	t.Parallel()
	const margin, footerLine = 18.0, 283.0
	bodyBottom := footerLine - 5
	position := regexp.MustCompile(`BT ([\d.-]+) ([\d.-]+) Td \(`)
	for name, d := range documents(t) {
		for i, content := range pdfContents(t, writePDF(t, d)) {
			for _, m := range position.FindAllSubmatch(content, -1) {
				x, _ := strconv.ParseFloat(string(m[1]), 64)
				y, _ := strconv.ParseFloat(string(m[2]), 64)
				x, y = x*mmPerPoint, A4.Height-y*mmPerPoint
				if x < margin-0.1 || x > A4.Width-margin || y < 10 || y > footerLine+6 || (y > bodyBottom+1 && y < footerLine && i > 0) {
					t.Errorf("%s, page %d: text at %.1f, %.1f mm", name, i+1, x, y)
				}
			}
		}
	}
}
