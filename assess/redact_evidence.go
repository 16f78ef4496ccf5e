package assess

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"time"
)

// Evidence writes the rows of an evidence file to dst with what is to be taken out replaced, in the order in which they
// stand there, one at a time. Rows of a kind that this version does not know are left out. The same file and key give the
// same bytes. The answer is that of WriteEvidence.
func (r *Redactor) Evidence(dst io.Writer, src io.Reader) (Evidence, error) {
	sum := sha256.New()
	zip, err := gzip.NewWriterLevel(io.MultiWriter(dst, sum), evidenceLevel)
	if err != nil {
		return Evidence{}, fmt.Errorf("writing the redacted evidence: %w", err)
	}
	w := &rowWriter{Writer: bufio.NewWriterSize(zip, 1<<16), counts: map[string]int{}}
	if err := ReadEvidence(src, r.visitor(w)); err != nil {
		return Evidence{}, err
	}
	if err := errors.Join(w.Flush(), zip.Close()); err != nil {
		return Evidence{}, fmt.Errorf("writing the redacted evidence: %w", err)
	}
	return Evidence{SHA256: hex.EncodeToString(sum.Sum(nil)), Rows: w.counts}, nil
}

// WriteEvidence is the function of that name, with what is to be taken out replaced before it reaches w.
func (r *Redactor) WriteEvidence(w io.Writer, inv *Inventory) (Evidence, error) {
	if r == nil {
		return WriteEvidence(w, inv)
	}
	from, to := io.Pipe()
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, err := WriteEvidence(to, inv)
		to.CloseWithError(err)
	}()
	e, err := r.Evidence(w, from)
	from.CloseWithError(err) // so that the writer, if nobody reads on, ends
	<-done
	return e, err
}

// visitor writes every row of every kind, redacted.
func (r *Redactor) visitor(w *rowWriter) Visitor {
	return Visitor{
		Link:     rewrite[LinkRow](r, w, kindLink),
		Grant:    rewrite[GrantRow](r, w, kindGrant),
		Name:     rewrite[NameRow](r, w, kindName),
		Site:     rewrite[SiteRow](r, w, kindSite),
		Group:    rewrite[GroupRow](r, w, kindGroup),
		Team:     rewrite[TeamRow](r, w, kindTeam),
		Channel:  rewrite[ChannelRow](r, w, kindChannel),
		OneDrive: rewrite[OneDriveRow](r, w, kindOneDrive),
		Label:    rewrite[LabelRow](r, w, kindLabel),
		SKU:      rewrite[SKURow](r, w, kindSKU),
		Person:   rewrite[PersonRow](r, w, kindPerson),
	}
}

// rewrite redacts and writes rows of one kind.
func rewrite[T any](r *Redactor, w *rowWriter, kind string) func(T) error {
	w.counts[kind] = 0
	return func(row T) error {
		if drive, ok := any(&row).(*OneDriveRow); ok && r.what.PeopleInUse {
			drive.hideUse()
		}
		if r.what.All {
			r.walk(reflect.ValueOf(&row).Elem(), nil)
		}
		return w.write(kind, row)
	}
}

// hideUse leaves out when somebody last used his OneDrive, as where the usage report could not be read. Who owns it, and
// whether that account is still there, stays: that is what an engineer works with.
func (r *OneDriveRow) hideUse() {
	r.LastActivity, r.ActivitySeen, r.Inactive = time.Time{}, false, false
}

// A rowWriter writes and counts the lines of an evidence file.
type rowWriter struct {
	*bufio.Writer
	counts map[string]int
	line   bytes.Buffer
}

// write writes a row as writeRows does.
func (w *rowWriter) write(kind string, row any) error {
	w.line.Reset()
	enc := json.NewEncoder(&w.line)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(row); err != nil {
		return fmt.Errorf("a row of kind %s: %w", kind, err)
	}
	w.counts[kind]++
	w.WriteString(`{"kind":"` + kind + `",`) // an error stays with the writer
	_, err := w.Write(w.line.Bytes()[1:])
	return err
}
