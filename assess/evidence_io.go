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
	"slices"
)

// The kinds of evidence rows, as the "kind" of a line and the keys of Evidence.Rows name them, in the order of the file.
const (
	kindLink     = "link"
	kindGrant    = "grant"
	kindName     = "name"
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
	Name     func(NameRow) error
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
// its kind, by kind in the order of Visitor and then by key (links and grants by site first, names by site, library and
// the item whose list decides). The same inventory gives the same bytes. The answer names the rows by kind and the
// SHA-256 of the bytes written.
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
		writeRows(buf, rows, kindName, nameRows(inv)),
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
	readers := map[string]func([]byte) (func() error, error){
		kindLink:     rowReader(v.Link),
		kindGrant:    rowReader(v.Grant),
		kindName:     rowReader(v.Name),
		kindSite:     rowReader(v.Site),
		kindGroup:    rowReader(v.Group),
		kindTeam:     rowReader(v.Team),
		kindChannel:  rowReader(v.Channel),
		kindOneDrive: rowReader(v.OneDrive),
		kindLabel:    rowReader(v.Label),
		kindSKU:      rowReader(v.SKU),
		kindPerson:   rowReader(v.Person),
	}
	return tellAhead(func(tell func(func() error) bool) error {
		lines := bufio.NewReaderSize(zip, 1<<16)
		for n := 1; ; n++ {
			line, err := lines.ReadSlice('\n')
			for errors.Is(err, bufio.ErrBufferFull) {
				var rest []byte
				line = slices.Clone(line)
				rest, err = lines.ReadBytes('\n')
				line = append(line, rest...)
			}
			if err != nil && err != io.EOF {
				return fmt.Errorf("reading the evidence, line %d: %w", n, err)
			}
			if len(line) == 0 {
				return nil
			}
			kind, err := rowKind(line)
			if err != nil {
				return fmt.Errorf("reading the evidence, line %d: %w", n, err)
			}
			read := readers[kind]
			if read == nil {
				continue
			}
			told, err := read(line)
			if err != nil {
				return fmt.Errorf("reading the evidence, line %d: %w", n, err)
			}
			if !tell(told) {
				return nil
			}
		}
	})
}

// rowKind is the kind of a row, with which its line begins, or which stands somewhere in it.
func rowKind(line []byte) (string, error) {
	if rest, ok := bytes.CutPrefix(line, []byte(`{"kind":"`)); ok {
		if kind, _, ok := bytes.Cut(rest, []byte(`",`)); ok && !bytes.ContainsAny(kind, `"\`) {
			return string(kind), nil
		}
	}
	var head struct {
		Kind string `json:"kind"`
	}
	if err := json.Unmarshal(line, &head); err != nil {
		return "", err
	}
	if head.Kind == "" {
		return "", errors.New("the row has no kind")
	}
	return head.Kind, nil
}

// tellAhead calls in its own goroutine what produce hands to tell from another, in the same order: rows are decoded while
// those before them are used. It returns when both have ended.
func tellAhead(produce func(tell func(func() error) bool) error) error {
	const portion = 256 // of calls handed over at once
	portions, quit, failed := make(chan []func() error, 4), make(chan bool), error(nil)
	go func() {
		defer close(portions)
		var list []func() error
		hand := func() bool {
			select {
			case portions <- list:
				list = make([]func() error, 0, portion)
				return true
			case <-quit:
				return false
			}
		}
		failed = produce(func(call func() error) bool {
			list = append(list, call)
			return len(list) < portion || hand()
		})
		hand()
	}()
	defer func() {
		close(quit)
		for range portions { // until the other one has ended, which uses the caller's reader
		}
	}()
	for list := range portions {
		for _, call := range list {
			if err := call(); err != nil {
				return err
			}
		}
	}
	return failed
}

// rowReader decodes a row and gives the call that hands it to tell; nil where nobody listens.
func rowReader[T any](tell func(T) error) func([]byte) (func() error, error) {
	if tell == nil {
		return nil
	}
	return func(line []byte) (func() error, error) {
		var row T
		if err := json.Unmarshal(line, &row); err != nil {
			return nil, err
		}
		return func() error { return tell(row) }, nil
	}
}
