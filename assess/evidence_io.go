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
	"iter"
)

// The kinds of evidence rows, as the "kind" of a line and the keys of Evidence.Rows name them, in the order of the file.
const (
	kindLink     = "link"
	kindGrant    = "grant"
	kindSite     = "site"
	kindGroup    = "group"
	kindTeam     = "team"
	kindChannel  = "channel"
	kindOneDrive = "onedrive"
	kindLabel    = "label"
	kindSKU      = "sku"
	kindPerson   = "person"
)

// evidenceLevel is fixed, so that the same rows are the same bytes.
const evidenceLevel = 6

// A Visitor is told the rows of an evidence file. Rows of a kind whose function is nil are skipped. An error ends the
// reading.
type Visitor struct {
	Link     func(LinkRow) error
	Grant    func(GrantRow) error
	Site     func(SiteRow) error
	Group    func(GroupRow) error
	Team     func(TeamRow) error
	Channel  func(ChannelRow) error
	OneDrive func(OneDriveRow) error
	Label    func(LabelRow) error
	SKU      func(SKURow) error
	Person   func(PersonRow) error
}

// WriteEvidence writes every row of a resolved inventory to w: gzipped, one flat JSON object a line that begins with
// its kind, by kind in the order of Visitor and then by key (links and grants by site first). The same inventory gives
// the same bytes. The answer names the rows by kind and the SHA-256 of the bytes written.
func WriteEvidence(w io.Writer, inv *Inventory) (Evidence, error) {
	sum := sha256.New()
	zip, err := gzip.NewWriterLevel(io.MultiWriter(w, sum), evidenceLevel) // no name and no time in its header
	if err != nil {
		return Evidence{}, fmt.Errorf("writing the evidence: %w", err)
	}
	buf := bufio.NewWriterSize(zip, 1<<16)
	rows := map[string]int{}
	err = errors.Join(
		writeRows(buf, rows, kindLink, linkRows(inv)),
		writeRows(buf, rows, kindGrant, grantRows(inv)),
		writeRows(buf, rows, kindSite, certain(siteRows(inv))),
		writeRows(buf, rows, kindGroup, certain(groupRows(inv))),
		writeRows(buf, rows, kindTeam, certain(teamRows(inv))),
		writeRows(buf, rows, kindChannel, certain(channelRows(inv))),
		writeRows(buf, rows, kindOneDrive, certain(oneDriveRows(inv))),
		writeRows(buf, rows, kindLabel, certain(labelRows(inv))),
		writeRows(buf, rows, kindSKU, certain(Subscriptions(inv))),
		writeRows(buf, rows, kindPerson, certain(People(inv))),
		buf.Flush(),
		zip.Close(),
	)
	if err != nil {
		return Evidence{}, fmt.Errorf("writing the evidence: %w", err)
	}
	return Evidence{SHA256: hex.EncodeToString(sum.Sum(nil)), Rows: rows}, nil
}

// writeRows writes the rows of one kind and counts them.
func writeRows[T any](w *bufio.Writer, counts map[string]int, kind string, rows iter.Seq2[T, error]) error {
	counts[kind] = 0
	var line bytes.Buffer
	enc := json.NewEncoder(&line)
	enc.SetEscapeHTML(false)
	for row, err := range rows {
		if err != nil {
			return err
		}
		line.Reset()
		if err := enc.Encode(row); err != nil {
			return fmt.Errorf("a row of kind %s: %w", kind, err)
		}
		// A row has a key and so is never the empty object: its first brace makes room for the kind.
		w.WriteString(`{"kind":"` + kind + `",`)
		if _, err := w.Write(line.Bytes()[1:]); err != nil {
			return err
		}
		counts[kind]++
	}
	return nil
}

// certain yields rows that are at hand and so cannot fail.
func certain[T any](rows iter.Seq[T]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for row := range rows {
			if !yield(row, nil) {
				return
			}
		}
	}
}

// ReadEvidence tells v the rows of an evidence file as they stand there, one at a time. A row of a kind that this
// version does not know is skipped; a line that cannot be read is an error that names its number.
func ReadEvidence(r io.Reader, v Visitor) error {
	zip, err := gzip.NewReader(r)
	if err != nil {
		return fmt.Errorf("reading the evidence: %w", err)
	}
	readers := map[string]func([]byte) error{
		kindLink:     rowReader(v.Link),
		kindGrant:    rowReader(v.Grant),
		kindSite:     rowReader(v.Site),
		kindGroup:    rowReader(v.Group),
		kindTeam:     rowReader(v.Team),
		kindChannel:  rowReader(v.Channel),
		kindOneDrive: rowReader(v.OneDrive),
		kindLabel:    rowReader(v.Label),
		kindSKU:      rowReader(v.SKU),
		kindPerson:   rowReader(v.Person),
	}
	lines := bufio.NewReaderSize(zip, 1<<16)
	for n := 1; ; n++ {
		line, err := lines.ReadBytes('\n')
		if err != nil && err != io.EOF {
			return fmt.Errorf("reading the evidence, line %d: %w", n, err)
		}
		if len(line) == 0 {
			return nil
		}
		var head struct {
			Kind string `json:"kind"`
		}
		if err := json.Unmarshal(line, &head); err != nil {
			return fmt.Errorf("reading the evidence, line %d: %w", n, err)
		}
		if head.Kind == "" {
			return fmt.Errorf("reading the evidence, line %d: the row has no kind", n)
		}
		if read := readers[head.Kind]; read != nil {
			if err := read(line); err != nil {
				return fmt.Errorf("reading the evidence, line %d: %w", n, err)
			}
		}
	}
}

// rowReader hands a decoded row to tell; nil where nobody listens.
func rowReader[T any](tell func(T) error) func([]byte) error {
	if tell == nil {
		return nil
	}
	return func(line []byte) error {
		var row T
		if err := json.Unmarshal(line, &row); err != nil {
			return err
		}
		return tell(row)
	}
}
