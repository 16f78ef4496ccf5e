package main

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

// recalculateAlways is a profile of LibreOffice that computes every formula when it opens a workbook; by default it
// shows the values that the file brings.
const recalculateAlways = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
`

// csvOfAllSheets: commas, quotes, UTF-8, values as they are rather than as they are shown, every sheet a file.
const csvOfAllSheets = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"

// readSheets has LibreOffice write every sheet of the workbooks: by the sheet's name, rows of cells.
func readSheets(dir string, recalculate bool, files ...string) ([]map[string][][]string, error) {
	profile := filepath.Join(dir, "profile")
	if err := os.MkdirAll(filepath.Join(profile, "user"), 0o700); err != nil {
		return nil, err
	}
	if recalculate {
		if err := os.WriteFile(filepath.Join(profile, "user", "registrymodifications.xcu"), []byte(recalculateAlways), 0o600); err != nil {
			return nil, err
		}
	}
	args := append([]string{"-env:UserInstallation=file://" + profile, "--headless", "--convert-to", csvOfAllSheets, "--outdir", dir}, files...)
	r, err := runTool("soffice", args...)
	if err != nil {
		return nil, err
	}
	var books []map[string][][]string
	for _, file := range files {
		prefix := strings.TrimSuffix(filepath.Base(file), ".xlsx") + "-"
		written, err := filepath.Glob(filepath.Join(dir, prefix+"*.csv"))
		if err != nil || len(written) == 0 {
			return nil, fmt.Errorf("LibreOffice writes no sheet of %s: %s%s", file, r.out, r.complaints)
		}
		sheets := map[string][][]string{}
		for _, name := range written {
			f, err := os.Open(name)
			if err != nil {
				return nil, err
			}
			rows := csv.NewReader(f)
			rows.FieldsPerRecord, rows.LazyQuotes = -1, true
			cells, err := rows.ReadAll()
			f.Close()
			if err != nil {
				return nil, fmt.Errorf("reading %s: %w", name, err)
			}
			sheets[strings.TrimSuffix(strings.TrimPrefix(filepath.Base(name), prefix), ".csv")] = cells
		}
		books = append(books, sheets)
	}
	return books, nil
}

// number reads a number or a percentage.
func number(s string) (float64, bool) {
	digits, percent := strings.CutSuffix(s, "%")
	n, err := strconv.ParseFloat(digits, 64)
	if percent {
		n /= 100
	}
	return n, err == nil
}

// same compares two cells; numbers may differ by what adding up in another order changes.
func same(a, b string) bool {
	if a == b {
		return true
	}
	x, ok := number(a)
	y, also := number(b)
	return ok && also && math.Abs(x-y) <= 1e-9*max(1, math.Abs(x))
}

// cellAt is a cell's address, from 0.
func cellAt(row, column int) string {
	letters := ""
	for column++; column > 0; column = (column - 1) / 26 {
		letters = string(rune('A'+(column-1)%26)) + letters
	}
	return letters + strconv.Itoa(row+1)
}

// compare lists the cells in which two readings of a workbook differ, but for those that may.
func compare(a, b map[string][][]string, nameA, nameB string, may func(sheet string, row, column int) bool) (f faults) {
	var names []string
	for name := range a {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if len(a[name]) != len(b[name]) {
			f.add("%s has %d rows %s, %d %s", name, len(a[name]), nameA, len(b[name]), nameB)
			continue
		}
		for i, row := range a[name] {
			other := b[name][i]
			if len(row) != len(other) {
				f.add("%s: row %d has %d cells %s, %d %s", name, i+1, len(row), nameA, len(other), nameB)
				continue
			}
			for j := range row {
				if !same(row[j], other[j]) && (may == nil || !may(name, i, j)) {
					f.add("%s!%s is %q %s and %q %s", name, cellAt(i, j), row[j], nameA, other[j], nameB)
				}
			}
		}
	}
	return f
}

// errorValues lists the cells that show an error instead of a value.
func errorValues(sheets map[string][][]string) (f faults) {
	for name, rows := range sheets {
		for i, row := range rows {
			for j, cell := range row {
				for _, wrong := range []string{"#NAME?", "#REF!", "#DIV/0!", "#VALUE!", "#N/A", "#NUM!", "#NULL!", "Err:5"} {
					if strings.HasPrefix(cell, wrong) {
						f.add("%s!%s shows %s", name, cellAt(i, j), cell)
					}
				}
			}
		}
	}
	return f
}
