package main

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"preflight/assess"
	"preflight/report"
)

// files are the four that a run writes.
var files = []string{assess.AssessmentFile, assess.EvidenceFile, assess.ReportFile, assess.WorkbookFile}

// The same tenant gives the same bytes, whatever the number of processors and the latency. The script same.txt has
// another time zone and language, which a process takes once.
func TestSameBytes(t *testing.T) {
	for _, sample := range []string{"contoso", "bare"} {
		t.Run(sample, func(t *testing.T) {
			one := alone(t, sample, 1, 0)
			many := alone(t, sample, 16, 3*time.Millisecond)
			for _, name := range files {
				sameFile(t, filepath.Join(one, name), filepath.Join(many, name))
			}
			again := t.TempDir()
			brand, err := report.LoadBrand("")
			if err != nil {
				t.Fatal(err)
			}
			if err := writeDocuments(many, again, appearance{brand: brand}); err != nil {
				t.Fatal(err)
			}
			for _, name := range []string{assess.ReportFile, assess.WorkbookFile} {
				sameFile(t, filepath.Join(one, name), filepath.Join(again, name))
			}
			look := rich(t)
			for _, to := range []string{"one", "two", "three"} {
				to = filepath.Join(again, to)
				if err := errors.Join(os.Mkdir(to, 0o700), writeDocuments(many, to, look)); err != nil {
					t.Fatal(err)
				}
				for _, name := range []string{assess.ReportFile, assess.WorkbookFile} {
					sameFile(t, filepath.Join(again, "one", name), filepath.Join(to, name))
				}
			}
		})
	}
}

// rich is an appearance with everything in it: two logos of one size, which the PDF library cannot tell apart by their
// width, a colour, a rate, another locale, and the names of files.
func rich(t *testing.T) appearance {
	dir := t.TempDir()
	for name, shade := range map[string]color.Gray{"ours.png": {90}, "theirs.png": {180}} {
		logo := image.NewGray(image.Rect(0, 0, 300, 100))
		draw.Draw(logo, image.Rect(20, 20, 280, 80), image.NewUniform(shade), image.Point{}, draw.Src)
		var data bytes.Buffer
		if err := errors.Join(png.Encode(&data, logo), os.WriteFile(filepath.Join(dir, name), data.Bytes(), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	flags := appearanceFlags{brand: filepath.Join(dir, "brand.yaml"), engagement: filepath.Join(dir, "engagement.yaml"), locale: "en-US", names: true}
	err := errors.Join(
		os.WriteFile(flags.brand, []byte("name: Northwind Cloud\ncolour: \"#F2C200\"\nlogo: ours.png\ntexts:\n  outcome.fail: To be done\n"), 0o600),
		os.WriteFile(flags.engagement, []byte("client: Contoso & Söhne 東京\nlogo: theirs.png\nprofile: regulated\nrate: {hour: 180, currency: USD}\n"), 0o600))
	if err != nil {
		t.Fatal(err)
	}
	look, err := flags.load(io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	return look
}

// alone does the demo's job under its own circumstances and returns the folder.
func alone(t *testing.T, sample string, processors int, latency time.Duration) string {
	t.Helper()
	old := runtime.GOMAXPROCS(processors)
	defer runtime.GOMAXPROCS(old)
	x := trial{sample: sample}
	if latency > 0 {
		var n atomic.Int64
		x.emulator.Latency = func() time.Duration { return latency * time.Duration(n.Add(1)*7919%11) / 10 }
	}
	r := x.run(t)
	if r.dir == "" {
		t.Fatalf("no report: %v", r.err)
	}
	return r.dir
}

// sameFile fails the test where two files differ, and names the first place.
func sameFile(t *testing.T, a, b string) {
	t.Helper()
	x, err := os.ReadFile(a)
	if err != nil {
		t.Fatal(err)
	}
	y, err := os.ReadFile(b)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(x, y) {
		return
	}
	at := 0
	for at < min(len(x), len(y)) && x[at] == y[at] {
		at++
	}
	t.Errorf("%s differs at byte %d of %d and %d: %.80q … %.80q", filepath.Base(a), at, len(x), len(y), x[at:min(len(x), at+80)], y[at:min(len(y), at+80)])
}
