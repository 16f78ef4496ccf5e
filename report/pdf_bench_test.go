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
	runtime.GC()
	high := watchHeap()
	b.ReportAllocs()
	var pages, size int
	for b.Loop() {
		file := writePDF(b, d)
		size = len(file)
		pages = bytes.Count(file, []byte("<</Type /Page\n"))
	}
	most := high()
	b.ReportMetric(most, "heap-MB")
	b.ReportMetric(float64(pages), "pages")
	b.ReportMetric(float64(size)/(1<<20), "file-MB")
	if each := b.Elapsed() / time.Duration(b.N); each > time.Second || most > 100 || pages < 60 {
		b.Errorf("%d pages took %v and %.0f MB", pages, each, most)
	}
}
