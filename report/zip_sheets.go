package report

import (
	"bufio"
	"compress/flate"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
)

// A sheetPacker packs sheets, one after the other, into a temporary file that only its user may read.
type sheetPacker struct {
	file  *os.File
	out   *bufio.Writer
	at    int64 // how much of the file is written
	flate *flate.Writer
	sheet *packed // the one that is being packed; nil: none
}

// packed is where a sheet is in the file, and what a ZIP file has to say of it.
type packed struct {
	from, size int64
	plain      uint64 // its size unpacked
	sum        uint32 // CRC-32 of that
}

func newSheetPacker() (*sheetPacker, error) {
	file, err := os.CreateTemp("", "preflight-workbook-*")
	if err != nil {
		return nil, fmt.Errorf("making a temporary file: %w", err)
	}
	// Where the system lets a file that is in use lose its name, a process that is killed leaves nothing behind.
	_ = os.Remove(file.Name())
	p := &sheetPacker{file: file}
	p.out = bufio.NewWriterSize(file, 1<<16)
	p.flate, err = flate.NewWriter(counted{p}, flate.DefaultCompression)
	return p, err
}

// counted writes to the file and counts.
type counted struct{ *sheetPacker }

func (c counted) Write(data []byte) (int, error) {
	c.at += int64(len(data))
	return c.out.Write(data)
}

// begin ends a sheet and begins the next one.
func (p *sheetPacker) begin() (*packed, error) {
	if err := p.end(); err != nil {
		return nil, err
	}
	p.flate.Reset(counted{p})
	p.sheet = &packed{from: p.at}
	return p.sheet, nil
}

// end ends the sheet that is being packed.
func (p *sheetPacker) end() error {
	if p.sheet == nil {
		return nil
	}
	if err := p.flate.Close(); err != nil {
		return err
	}
	p.sheet.size = p.at - p.sheet.from
	p.sheet = nil
	return p.out.Flush()
}

// Write packs more of the sheet.
func (p *sheetPacker) Write(data []byte) (int, error) {
	p.sheet.plain += uint64(len(data))
	p.sheet.sum = crc32.Update(p.sheet.sum, crc32.IEEETable, data)
	return p.flate.Write(data)
}

// open reads a packed sheet.
func (p *sheetPacker) open(s *packed) io.Reader { return io.NewSectionReader(p.file, s.from, s.size) }

// remove removes the file.
func (p *sheetPacker) remove() error {
	if err := p.file.Close(); err != nil {
		return err
	}
	if err := os.Remove(p.file.Name()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
