package main

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// A workbook is the files within an xlsx.
type workbook struct {
	names  []string // in their order
	files  map[string][]byte
	sheets map[string]string // the file of each sheet, by the sheet's name
}

// openWorkbook unpacks an xlsx.
func openWorkbook(file string) (*workbook, error) {
	archive, err := zip.OpenReader(file)
	if err != nil {
		return nil, err
	}
	defer archive.Close()
	w := &workbook{files: map[string][]byte{}, sheets: map[string]string{}}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		data, err := io.ReadAll(r)
		r.Close()
		if err != nil {
			return nil, fmt.Errorf("unpacking %s: %w", f.Name, err)
		}
		w.names = append(w.names, f.Name)
		w.files[f.Name] = data
	}
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	var links struct {
		Targets []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if err := xml.Unmarshal(w.files["xl/workbook.xml"], &book); err != nil {
		return nil, fmt.Errorf("reading xl/workbook.xml: %w", err)
	}
	if err := xml.Unmarshal(w.files["xl/_rels/workbook.xml.rels"], &links); err != nil {
		return nil, fmt.Errorf("reading xl/_rels/workbook.xml.rels: %w", err)
	}
	for _, s := range book.Sheets {
		for _, l := range links.Targets {
			if l.ID == s.ID {
				w.sheets[s.Name] = "xl/" + strings.TrimPrefix(l.Target, "/xl/")
			}
		}
	}
	return w, nil
}

// save packs the workbook again.
func (w *workbook) save(file string) error {
	var buf bytes.Buffer
	archive := zip.NewWriter(&buf)
	for _, name := range w.names {
		entry, err := archive.Create(name)
		if err != nil {
			return err
		}
		if _, err := entry.Write(w.files[name]); err != nil {
			return err
		}
	}
	if err := archive.Close(); err != nil {
		return err
	}
	return os.WriteFile(file, buf.Bytes(), 0o600)
}

// checkWorkbook compares what the workbook says with what LibreOffice computes, and sets two actions to Done.
func checkWorkbook(file string) (f faults, err error) {
	w, err := openWorkbook(file)
	if err != nil {
		return nil, err
	}
	f = w.checkCached()
	dir, err := os.MkdirTemp("", "look")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	asIs, done := filepath.Join(dir, "asis.xlsx"), filepath.Join(dir, "done.xlsx")
	if err := w.save(asIs); err != nil {
		return nil, err
	}
	set, err := w.setDone(2)
	if err != nil {
		return nil, err
	}
	if err := w.save(done); err != nil {
		return nil, err
	}
	cached, err := readSheets(filepath.Join(dir, "cached"), false, asIs)
	if err != nil {
		return nil, err
	}
	computed, err := readSheets(filepath.Join(dir, "computed"), true, asIs, done)
	if err != nil {
		return nil, err
	}
	for name := range w.sheets {
		if cached[0][name] == nil {
			f.add("LibreOffice shows no sheet %q", name)
		}
	}
	f = append(f, compare(cached[0], computed[0], "cached", "recalculated", nil)...)
	for _, sheets := range []map[string][][]string{computed[0], computed[1]} {
		f = append(f, errorValues(sheets)...)
	}
	return append(f, checkDone(computed[0], computed[1], set)...), nil
}

var (
	formulaCell = regexp.MustCompile(`(?s)<c r="([A-Z]+\d+)"([^>]*)><f[ >].*?</f>(.*?)</c>`)
	cachedValue = regexp.MustCompile(`<v>[^<]+</v>`)
)

// checkCached wants a value with every formula: Protected View shows it, and does not calculate.
func (w *workbook) checkCached() (f faults) {
	formulas := 0
	for name, file := range w.sheets {
		for _, m := range formulaCell.FindAllSubmatch(w.files[file], -1) {
			formulas++
			if !cachedValue.Match(m[3]) || bytes.Contains(m[2], []byte(`t="e"`)) {
				f.add("%s!%s: a formula without a value", name, m[1])
			}
		}
	}
	if formulas == 0 {
		f.add("there is no formula")
	}
	return f
}

// setDone sets the status of up to n actions that need attention to Done, the first and the last of them, and returns
// their rules. The words are those of the sheet: it is what a user would type.
func (w *workbook) setDone(n int) ([]string, error) {
	file := w.sheets["Actions"]
	if file == "" {
		return nil, fmt.Errorf("there is no sheet Actions")
	}
	rows, columns := map[int]map[string]string{}, map[string]string{} // row → column → text; header → column
	var order []int
	for _, m := range textCell.FindAllSubmatch(w.files[file], -1) {
		row, _ := strconv.Atoi(string(m[2]))
		if rows[row] == nil {
			rows[row] = map[string]string{}
			order = append(order, row)
		}
		rows[row][string(m[1])] = string(m[3])
	}
	var open []int
	for _, row := range order {
		cells := rows[row]
		if columns["Status"] == "" {
			for column, text := range cells {
				columns[text] = column
			}
			continue
		}
		if cells[columns["Outcome"]] == "Needs attention" && cells[columns["Status"]] == "Open" {
			open = append(open, row)
		}
	}
	if columns["Status"] == "" || columns["Outcome"] == "" || columns["ID"] == "" {
		return nil, fmt.Errorf("the sheet Actions has no header with ID, Outcome and Status")
	}
	var set []string
	for len(set) < n && len(open) > 0 {
		row := open[0]
		open = open[1:]
		if len(open) > 0 {
			open[0], open[len(open)-1] = open[len(open)-1], open[0]
		}
		cell := regexp.MustCompile(fmt.Sprintf(`(<c r="%s%d"[^>]*><is><t[^>]*>)Open(</t>)`, columns["Status"], row))
		changed := cell.ReplaceAll(w.files[file], []byte("${1}Done${2}"))
		if bytes.Equal(changed, w.files[file]) {
			return nil, fmt.Errorf("the status in row %d of Actions cannot be set", row)
		}
		w.files[file] = changed
		set = append(set, rows[row][columns["ID"]])
	}
	return set, nil
}

var textCell = regexp.MustCompile(`<c r="([A-Z]+)(\d+)"[^>]* t="inlineStr"[^>]*><is><t[^>]*>([^<]*)</t>`)
