package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"preflight/assess"
	"preflight/assess/rules"
	"preflight/report"
)

// dated matches the folder of a run: the assessment's date, and a number from the second of a day on.
var dated = regexp.MustCompile(`^\d{4}-\d\d-\d\d(-\d+)?$`)

// save writes the evidence and the assessment into a new folder of the tenant's own, OUT/<default domain>/<asOf>[-2],
// and sets the assessment's run number and evidence.
func save(out string, inv *assess.Inventory, a *assess.Assessment) (dir string, err error) {
	tenant := filepath.Join(out, folderName(a.Tenant))
	if err := os.MkdirAll(tenant, 0o700); err != nil {
		return "", fmt.Errorf("making the tenant's folder: %w", err)
	}
	entries, err := os.ReadDir(tenant)
	if err != nil {
		return "", fmt.Errorf("reading the tenant's folder: %w", err)
	}
	a.Run = 1
	for _, e := range entries {
		if e.IsDir() && dated.MatchString(e.Name()) {
			a.Run++
		}
	}
	if dir, err = newFolder(filepath.Join(tenant, a.AsOf.Format("2006-01-02"))); err != nil {
		return "", err
	}
	err = assess.WriteFile(filepath.Join(dir, assess.EvidenceFile), func(w io.Writer) error {
		a.Evidence, err = assess.WriteEvidence(w, inv)
		return err
	})
	if err != nil {
		return "", err
	}
	return dir, assess.WriteFile(filepath.Join(dir, assess.AssessmentFile), a.Save)
}

// newFolder makes the folder name, or name-2, name-3 … where that exists: a run is never written over.
func newFolder(name string) (string, error) {
	for n := 1; ; n++ {
		dir := name
		if n > 1 {
			dir = fmt.Sprintf("%s-%d", name, n)
		}
		switch err := os.Mkdir(dir, 0o700); {
		case err == nil:
			return dir, nil
		case !errors.Is(err, fs.ErrExist):
			return "", fmt.Errorf("making the run's folder: %w", err)
		}
	}
}

// folderName is the tenant's default domain, or what else is known of it where the domains were not seen.
func folderName(t assess.Tenant) string {
	name := strings.ToLower(cmp.Or(t.DefaultDomain, t.ID, t.Name))
	return strings.Map(func(r rune) rune {
		if r == '.' || r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' {
			return r
		}
		return '_'
	}, name)
}

// writeDocuments makes the PDF and the workbook of the run in from, in the folder to.
func writeDocuments(from, to string, brand report.Brand) error {
	a, err := assess.Load(from)
	if err != nil {
		return err
	}
	catalogue, err := rules.Catalogue()
	if err != nil {
		return err
	}
	evidence := filepath.Join(from, assess.EvidenceFile)
	if err := assess.CheckEvidence(evidence, a.Evidence); err != nil {
		return err
	}
	d := report.Document{
		Assessment: a, Catalogue: catalogue, Brand: brand,
		Evidence: func() (io.ReadCloser, error) { return os.Open(evidence) },
	}
	err = assess.WriteFile(filepath.Join(to, assess.ReportFile), func(w io.Writer) error { return report.WritePDF(w, d) })
	if err != nil {
		return err
	}
	return assess.WriteFile(filepath.Join(to, assess.WorkbookFile), func(w io.Writer) error { return report.WriteWorkbook(w, d) })
}
