package report

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
)

// steps are n runs; every gap-th has no score.
func steps(n, gap int, value func(i int) float64) []trendStep {
	list := make([]trendStep, n)
	for i := range list {
		list[i] = trendStep{fmt.Sprintf("%d Nov 2026", i+1), value(i), gap == 0 || i%gap != gap-1}
	}
	return list
}

func items(n int, at func(i int) (effort, impact float64)) []matrixItem {
	list := make([]matrixItem, n)
	for i := range list {
		effort, impact := at(i)
		list[i] = matrixItem{number: i + 1, name: fmt.Sprintf("SHR-%02d Nothing is granted to everyone, and hostile names %s", i+1, hostile[i%len(hostile)]), effort: effort, impact: impact}
	}
	return list
}

func rows(n int, share, last func(i int) float64) []barRow {
	list := make([]barRow, n)
	for i := range list {
		list[i] = barRow{name: "Pillar " + hostile[(i+7)%len(hostile)], value: fmt.Sprint(i), share: share(i), known: i%4 != 3, last: last(i)}
	}
	return list
}

// chartPages draws every chart with ordinary and hostile values: none, one, alike, a hundred, out of bounds, no numbers.
func chartPages(c *canvas) {
	nan, inf := math.NaN(), math.Inf(1)
	c.chapter("charts", "Charts", "Trends", 0)
	for _, list := range [][]trendStep{
		nil, steps(1, 0, func(int) float64 { return 62.5 }), steps(1, 1, func(int) float64 { return 0 }), steps(6, 0, func(int) float64 { return 100 }),
		steps(6, 3, func(i int) float64 { return 40 + 9*float64(i) }), steps(100, 7, func(i int) float64 { return 50 + 50*math.Sin(float64(i)/9) }),
		{{"a", nan, true}, {"b", inf, true}, {strings.Repeat("label ", 20), -5, true}, {"d", 500, true}},
	} {
		c.need(36)
		c.trend(c.left, c.y, 120, 34, list, 85, "target 85 "+hostile[1], "A trend.")
		c.y += 36
	}
	c.chapter("charts", "Charts", "Bars", 0)
	for _, list := range [][]barRow{
		nil, rows(1, func(int) float64 { return 0.4 }, func(int) float64 { return 0.3 }), rows(5, func(int) float64 { return 1 }, func(int) float64 { return -1 }),
		rows(7, func(i int) float64 { return float64(i) / 6 }, func(i int) float64 { return 1 - float64(i)/6 }),
		rows(3, func(i int) float64 { return []float64{nan, inf, -3}[i] }, func(i int) float64 { return []float64{nan, inf, 7}[i] }),
	} {
		c.need(barsHeight(len(list)))
		c.bars(c.left, c.y, body, list, 0.85, 0.95, "target", "Bars.")
		c.y += barsHeight(len(list)) + 3
	}
	c.chapter("charts", "Charts", "Matrices", 0)
	axes := matrixAxes{"effort", "impact", "low", "high", "do first"}
	for _, list := range [][]matrixItem{
		nil, items(1, func(int) (float64, float64) { return 0.1, 0.9 }), items(12, func(int) (float64, float64) { return 1, 1 }),
		items(9, func(i int) (float64, float64) { return float64(i%3) / 2, float64(i/3) / 2 }),
		items(100, func(int) (float64, float64) { return 0.3, 0.6 }), items(3, func(i int) (float64, float64) { return []float64{nan, inf, -4}[i], nan }),
	} {
		c.need(82)
		c.matrix(c.left, c.y, body, 78, list, axes, "A matrix.")
		c.y += 84
	}
	c.chapter("charts", "Charts", "Dials and heat", 0)
	c.need(50)
	for i, d := range []dial{
		{72.4, true, accent, "Pilot with conditions", 85, "Ready", 85, 95}, {0, true, fillRed, "Not ready", 0, "", 95, 100},
		{100, true, fillGreen, "Ready", 85, "Ready", 0, 0}, {nan, true, muted, "Unconfirmed", 0, "", 0, 0},
	} {
		c.dial(c.left+22+44*float64(i), c.y+26, 18, d)
	}
	c.y += 52
	var cells [][]cell
	for i := range 11 {
		cells = append(cells, []cell{{text: "Site"}, {text: fmt.Sprint(i), heat: float64(i) / 10}, {text: "none", heat: nan}})
	}
	c.table(table{[]column{{"Site", 0, false}, {"Files", 30, true}, {"Links", 30, true}}, cells})
}

func TestCharts(t *testing.T) {
	for _, locale := range []string{"en-AU", "en-US"} {
		d := testDocument(t)
		var err error
		if d.Words, err = NewWords(locale, nil); err != nil {
			t.Fatal(err)
		}
		c := testCanvasOf(t, d)
		chartPages(c)
		if len(c.beyond) > 0 {
			t.Errorf("texts run over their bounds: %q", c.beyond)
		}
		file := testFile(t, c)
		api.DisableConfigDir()
		if err := api.Validate(bytes.NewReader(file), nil); err != nil {
			t.Errorf("not valid: %v", err)
		}
		if got := countRole(c.tags.root, roleFigure); got != 7+5+6+4 {
			t.Errorf("%d figures", got)
		}
		if dir := os.Getenv("PREFLIGHT_PDF_OUT"); dir != "" {
			if err := os.WriteFile(filepath.Join(dir, "charts-"+locale+".pdf"), file, 0o600); err != nil {
				t.Error(err)
			}
		}
	}
}

func countRole(el *element, role string) int {
	n := 0
	if el.role == role {
		n++
	}
	for _, k := range el.kids {
		if k.element != nil {
			n += countRole(k.element, role)
		}
	}
	return n
}

// Bubbles lie on the field and on no other, and one that is alone lies where it belongs.
func TestSpread(t *testing.T) {
	const side = 72.0
	for _, n := range []int{0, 1, 2, 25, 100} {
		for name, at := range map[string]func(i int) (float64, float64){
			"alike": func(int) (float64, float64) { return 0.5, 0.5 }, "in a corner": func(int) (float64, float64) { return 1, 1 },
			"anywhere": func(i int) (float64, float64) { return math.Mod(float64(i)*0.618, 1), math.Mod(float64(i)*0.414, 1) },
			"nowhere":  func(int) (float64, float64) { return math.NaN(), math.Inf(-1) },
		} {
			spots := spread(items(n, at), side)
			if len(spots) != n {
				t.Fatalf("%d %s: %d spots", n, name, len(spots))
			}
			for i, a := range spots {
				if a.x < a.r || a.y < a.r || a.x > side-a.r || a.y > side-a.r {
					t.Errorf("%d %s: bubble %d lies outside, at %v", n, name, i+1, a)
				}
				for j, b := range spots[:i] {
					if math.Hypot(a.x-b.x, a.y-b.y) < a.r+b.r {
						t.Errorf("%d %s: bubbles %d and %d overlap", n, name, j+1, i+1)
					}
				}
			}
		}
	}
	if s := spread(items(1, func(int) (float64, float64) { return 0.25, 0.75 }), side)[0]; s.x != side/4 || s.y != side/4 {
		t.Errorf("a bubble alone lies at %v", s)
	}
}

// A trend names its first and its last run, and no more than it has room for.
func TestLabelledSteps(t *testing.T) {
	for n, want := range map[int]string{0: "[]", 1: "[0]", 6: "[0 1 2 3 4 5]", 7: "[0 1 2 3 4 6]", 100: "[0 19 39 59 79 99]"} {
		if got := fmt.Sprint(labelledSteps(n)); got != want {
			t.Errorf("of %d: %s, want %s", n, got, want)
		}
	}
}

// What a dial shows is said in words, and no score is not a score of nothing.
func TestDialText(t *testing.T) {
	c := testCanvas(t)
	for want, d := range map[string]dial{
		"Ready: 86.5 of 100 points":                           {points: 86.5, known: true, word: "Ready"},
		"Ready: 86.5 of 100 points; the target is 85 to 95":   {points: 86.5, known: true, word: "Ready", from: 85, to: 95},
		"Unconfirmed: no score":                               {word: "Unconfirmed"},
		"Unconfirmed: no score; the target is 85 to 95":       {word: "Unconfirmed", from: 85, to: 95},
		"Not ready: 0 of 100 points; the target is 95 to 100": {known: true, word: "Not ready", from: 95, to: 100},
	} {
		if got := c.dialText(d); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// The parts of the bar of outcomes are told from each other without colour, and their numbers can be read.
func TestOutcomeFills(t *testing.T) {
	fills := []colour{fillRed, fillPass, fillUnseen, track}
	for i := range fills[1:] {
		if ratio := contrast(fills[i], fills[i+1]); ratio < 1.3 {
			t.Errorf("%v and %v look alike in grey: contrast %.2f", fills[i], fills[i+1], ratio)
		}
		if ratio := contrast(ink, fills[i+1]); ratio < minContrast {
			t.Errorf("a dark number on %v: contrast %.2f", fills[i+1], ratio)
		}
	}
}

// Text on the warmest cell can be read.
func TestHeatTone(t *testing.T) {
	for _, share := range []float64{0, 0.5, 1, 7} {
		for _, text := range []colour{ink, muted} {
			if ratio := contrast(text, heatTone(share)); ratio < minContrast {
				t.Errorf("%v on the tone of %v: contrast %.2f", text, share, ratio)
			}
		}
	}
}
