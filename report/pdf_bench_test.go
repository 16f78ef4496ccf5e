package report

import (
	"bytes"
	"runtime"
	"testing"
	"time"
)

// BenchmarkReport60 writes a report of some 60 pages: it has to take less than a second and 100 MB of memory.
func BenchmarkReport60(b *testing.B) {
	d := longDocument(b, 170)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	b.ReportAllocs()
	var pages, size int
	for b.Loop() {
		file := writePDF(b, d)
		size = len(file)
		pages = bytes.Count(file, []byte("<</Type /Page\n"))
	}
	runtime.ReadMemStats(&after)
	const mega = 1 << 20
	taken := float64(after.Sys-before.Sys) / mega // from the operating system; it is given back late, so this is the peak
	b.ReportMetric(taken, "peak-MB")
	b.ReportMetric(float64(pages), "pages")
	b.ReportMetric(float64(size)/mega, "file-MB")
	if each := b.Elapsed() / time.Duration(b.N); each > time.Second || taken > 100 || pages < 60 {
		b.Errorf("%d pages took %v and %.0f MB", pages, each, taken)
	}
}
