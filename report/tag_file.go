package report

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A pdfFile is a PDF as its objects. The PDF library numbers them so: 1 the page tree, 2 the resources, 3, 5, 7, … the
// pages, and at the end the document's properties and its catalogue.
type pdfFile struct {
	objects map[int]string // by number, without “n 0 obj” and “endobj”
	packed  map[int]bool   // those that are written compressed; none of them a stream
	last    int            // the highest number
}

func pageObject(page int) int { return 1 + 2*page }

var startOfTable = regexp.MustCompile(`startxref\n(\d+)\n%%EOF\s*$`)

// parsePDF takes the PDF library's output apart, by its cross-reference table.
func parsePDF(data []byte) (*pdfFile, error) {
	found := startOfTable.FindSubmatch(data)
	if found == nil {
		return nil, fmt.Errorf("the PDF library's file has no cross-reference table")
	}
	start, _ := strconv.Atoi(string(found[1]))
	if start > len(data) {
		return nil, fmt.Errorf("the PDF library's file is cut off")
	}
	lines := bytes.Split(data[start:], []byte("\n"))
	if len(lines) < 3 || string(lines[0]) != "xref" {
		return nil, fmt.Errorf("the PDF library's cross-reference table is unlike those known")
	}
	f := &pdfFile{objects: map[int]string{}, packed: map[int]bool{}}
	numbers, bounds := map[int]int{}, []int{start}
	for n, l := range lines[2:] { // the first is the free list's head
		fields := bytes.Fields(l)
		if len(fields) != 3 {
			break
		}
		if offset, err := strconv.Atoi(string(fields[0])); err == nil && n > 0 {
			numbers[offset], f.last = n, n
			bounds = append(bounds, offset)
		}
	}
	slices.Sort(bounds)
	for i, from := range bounds[:len(bounds)-1] {
		n := numbers[from]
		head := fmt.Sprintf("%d 0 obj\n", n)
		whole := string(data[from:bounds[i+1]])
		end := len(whole) - len("endobj\n")
		if end < len(head) || whole[:len(head)] != head || whole[end:] != "endobj\n" {
			return nil, fmt.Errorf("object %d of the PDF library's file is unlike those known", n)
		}
		f.objects[n] = whole[len(head):end]
	}
	return f, nil
}

// add appends an object and returns its number.
func (f *pdfFile) add(object string) int {
	f.last++
	f.objects[f.last] = object
	return f.last
}

// reserve takes the next number for an object that is set later.
func (f *pdfFile) reserve() int { return f.add("null\n") }

// extend puts entries into an object that is a dictionary.
func (f *pdfFile) extend(n int, entries string) error {
	object, end := f.objects[n], len(f.objects[n])-len(">>\n")
	if end < 0 || object[end:] != ">>\n" {
		return fmt.Errorf("object %d of the PDF library's file is no dictionary", n)
	}
	f.objects[n] = object[:end] + entries + ">>\n"
	return nil
}

// write gives the file's bytes. Small objects are packed into compressed streams, as ISO 32000-1, 7.5.7 and 7.5.8 have
// it: a structure tree is thousands of them, all alike. The identifier at its end is a hash of its content.
func (f *pdfFile) write(catalogue, properties int) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	type where struct{ kind, at, index int }
	table := map[int]where{0: {0, 0, 65535}}
	plain := func(n int) {
		table[n] = where{1, b.Len(), 0}
		fmt.Fprintf(&b, "%d 0 obj\n%sendobj\n", n, f.objects[n])
	}
	for _, n := range slices.Sorted(maps.Keys(f.objects)) {
		if !f.packed[n] {
			plain(n)
		}
	}
	for list := range slices.Chunk(slices.Sorted(maps.Keys(f.packed)), 200) {
		var heads, bodies strings.Builder
		for i, n := range list {
			table[n] = where{2, f.last + 1, i}
			fmt.Fprintf(&heads, "%d %d ", n, bodies.Len())
			bodies.WriteString(f.objects[n])
		}
		dictionary := fmt.Sprintf("/Type/ObjStm/N %d/First %d", len(list), heads.Len())
		object, err := stream(dictionary, heads.String()+bodies.String())
		if err != nil {
			return nil, err
		}
		plain(f.add(object))
	}
	id, start := sha256.Sum256(b.Bytes()), b.Len()
	n := f.reserve()
	table[n] = where{1, start, 0}
	var rows []byte
	for n := range f.last + 1 {
		w := table[n]
		rows = append(rows, byte(w.kind))
		rows = binary.BigEndian.AppendUint32(rows, uint32(w.at))
		rows = binary.BigEndian.AppendUint16(rows, uint16(w.index))
	}
	object, err := stream(fmt.Sprintf("/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%X><%X>]", f.last+1, catalogue, properties, id[:16], id[:16]), string(rows))
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(&b, "%d 0 obj\n%sendobj\nstartxref\n%d\n%%%%EOF\n", n, object, start)
	return b.Bytes(), nil
}

// stream is a compressed stream with the entries of its dictionary.
func stream(entries, content string) (string, error) {
	var b bytes.Buffer
	zw := zlib.NewWriter(&b)
	if _, err := io.WriteString(zw, content); err != nil {
		return "", fmt.Errorf("compressing a stream: %w", err)
	}
	if err := zw.Close(); err != nil {
		return "", fmt.Errorf("compressing a stream: %w", err)
	}
	return fmt.Sprintf("<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\n", entries, b.Len(), b.String()), nil
}
