package report

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// BenchmarkLinks100k and BenchmarkLinks1M make the whole workbook of so many sharing links from an evidence file, and in
// the same run write the same cells with excelize's StreamWriter alone.
func BenchmarkLinks100k(b *testing.B) { benchmarkLinks(b, 100_000) }
func BenchmarkLinks1M(b *testing.B)   { benchmarkLinks(b, 1_000_000) }

func benchmarkLinks(b *testing.B, n int) {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(128 << 20)) // as cmd/preflight does
	d := bookDocument(b)
	d.Evidence = linkFile(b, n)
	var bare, whole time.Duration
	var peak float64
	for b.Loop() {
		runtime.GC()
		start := time.Now()
		writeBare(b, n)
		bare += time.Since(start)
		runtime.GC()
		high := watchHeap()
		start = time.Now()
		if err := WriteWorkbook(io.Discard, d); err != nil {
			b.Fatal(err)
		}
		whole += time.Since(start)
		peak = max(peak, high())
	}
	b.ReportMetric(bare.Seconds()/float64(b.N), "bare-s/op")
	b.ReportMetric(whole.Seconds()/float64(b.N), "workbook-s/op")
	b.ReportMetric(whole.Seconds()/bare.Seconds(), "times-bare")
	b.ReportMetric(peak, "heap-MB")
	if whole.Seconds() > 1.3*bare.Seconds() || peak > 110 {
		b.Errorf("%.2f times the bare writer, %.0f MB: at most 1.3 and 110 on a quiet machine", whole.Seconds()/bare.Seconds(), peak)
	}
}

// linkFile writes an evidence file of n links, and opens it.
func linkFile(b *testing.B, n int) func() (io.ReadCloser, error) {
	name := filepath.Join(b.TempDir(), "evidence.jsonl.gz")
	file, err := os.Create(name)
	if err != nil {
		b.Fatal(err)
	}
	zip := gzip.NewWriter(file)
	buf := bufio.NewWriter(zip)
	for i := range n {
		data, err := json.Marshal(linkRow(i))
		if err != nil {
			b.Fatal(err)
		}
		fmt.Fprintf(buf, `{"kind":"link",%s`+"\n", data[1:])
	}
	for _, close := range []func() error{buf.Flush, zip.Close, file.Close} {
		if err := close(); err != nil {
			b.Fatal(err)
		}
	}
	return func() (io.ReadCloser, error) { return os.Open(name) }
}

// writeBare writes the cells of n links, with their styles, and nothing else.
func writeBare(b *testing.B, n int) {
	def, _ := findSheet("Sharing links")
	file := excelize.NewFile()
	style, err := newBookStyles(file, Document{Words: english})
	if err != nil {
		b.Fatal(err)
	}
	t := &sheetTable{book: &book{file: file, style: style, links: map[string][]sheetLink{}}, def: def}
	s := newSight(Document{Words: english})
	if t.sw, err = file.NewStreamWriter("Sheet1"); err != nil {
		b.Fatal(err)
	}
	for i := range n {
		values := s.link(linkRow(i))
		cells := make([]any, len(values))
		for j, v := range values {
			cells[j], _ = t.cell(j, v)
		}
		if err := t.sw.SetRow("A"+strconv.Itoa(i+1), cells); err != nil {
			b.Fatal(err)
		}
	}
	if err := t.sw.Flush(); err != nil {
		b.Fatal(err)
	}
	if err := file.Write(io.Discard); err != nil {
		b.Fatal(err)
	}
	if err := file.Close(); err != nil {
		b.Fatal(err)
	}
}

// watchHeap watches how much memory the heap takes, until the answer is called, which is the most in MB.
func watchHeap() func() float64 {
	stop, done := make(chan bool), sync.WaitGroup{}
	var most uint64
	done.Go(func() {
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapInuse)
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	})
	return func() float64 { close(stop); done.Wait(); return float64(most) / (1 << 20) }
}
