package report

import (
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"runtime"
)

// A sheetPacker packs sheets, one after the other, into a temporary file that only its user may read. A sheet is cut
// into pieces that are packed side by side, each on its own, so that the bytes hang neither on how it came nor on how
// many processors there are.
type sheetPacker struct {
	file  *os.File
	at    int64 // how much of the file is written
	sheet *packed
	piece []byte // of the sheet, that is being filled

	idle    chan *flate.Writer // as many as pieces may be packed at once
	pending []*piece           // in the order of the sheet
	most    int                // pieces pending at once
}

// packed is where a sheet is in the file, and what a ZIP file has to say of it.
type packed struct {
	from, size int64
	plain      uint64 // its size unpacked
	sum        uint32 // CRC-32 of that
}

// A piece of a sheet that is being packed, and then is.
type piece struct {
	out  bytes.Buffer
	done chan error
}

// pieceSize is how much of a sheet is packed at once, in bytes.
const pieceSize = 1 << 20

func newSheetPacker() (*sheetPacker, error) {
	file, err := os.CreateTemp("", "preflight-workbook-*")
	if err != nil {
		return nil, fmt.Errorf("making a temporary file: %w", err)
	}
	// Where the system lets a file that is in use lose its name, a process that is killed leaves nothing behind.
	_ = os.Remove(file.Name())
	p := &sheetPacker{file: file, most: min(4, runtime.GOMAXPROCS(0))}
	p.idle = make(chan *flate.Writer, p.most)
	for range p.most {
		w, err := flate.NewWriter(io.Discard, flate.DefaultCompression)
		if err != nil {
			return nil, fmt.Errorf("packing: %w", err)
		}
		p.idle <- w
	}
	return p, nil
}

// begin ends a sheet and begins the next one.
func (p *sheetPacker) begin() (*packed, error) {
	if err := p.end(); err != nil {
		return nil, err
	}
	p.sheet = &packed{from: p.at}
	return p.sheet, nil
}

// Write packs more of the sheet.
func (p *sheetPacker) Write(data []byte) (int, error) {
	p.sheet.plain += uint64(len(data))
	p.sheet.sum = crc32.Update(p.sheet.sum, crc32.IEEETable, data)
	length := len(data)
	for len(data) > 0 {
		if len(p.piece) == pieceSize {
			if err := p.pack(false); err != nil {
				return 0, err
			}
		}
		n := min(len(data), pieceSize-len(p.piece))
		p.piece = append(p.piece, data[:n]...)
		data = data[n:]
	}
	return length, nil
}

// pack packs the piece that was filled in a goroutine. Every piece but the last ends on a byte, so that they can be
// put one behind the other (RFC 1951, 3.2.4).
func (p *sheetPacker) pack(last bool) error {
	if len(p.pending) == p.most {
		if err := p.settle(); err != nil {
			return err
		}
	}
	data, one := p.piece, &piece{done: make(chan error, 1)}
	p.piece = make([]byte, 0, pieceSize)
	p.pending = append(p.pending, one)
	go func() {
		w := <-p.idle
		w.Reset(&one.out)
		_, err := w.Write(data)
		if last {
			err = errors.Join(err, w.Close())
		} else {
			err = errors.Join(err, w.Flush())
		}
		p.idle <- w
		one.done <- err
	}()
	return nil
}

// settle writes the first of the pending pieces to the file.
func (p *sheetPacker) settle() error {
	one := p.pending[0]
	p.pending = p.pending[1:]
	if err := <-one.done; err != nil {
		return err
	}
	n, err := p.file.Write(one.out.Bytes())
	p.at += int64(n)
	return err
}

// end ends the sheet that is being packed.
func (p *sheetPacker) end() error {
	if p.sheet == nil {
		return nil
	}
	if err := p.pack(true); err != nil {
		return err
	}
	for len(p.pending) > 0 {
		if err := p.settle(); err != nil {
			return err
		}
	}
	p.sheet.size = p.at - p.sheet.from
	p.sheet = nil
	return nil
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
