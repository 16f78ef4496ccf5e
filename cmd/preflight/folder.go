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

// save writes the evidence and the assessment into the run's folder, OUT/<default domain>/<asOf>[-2], and sets the
// assessment's run number and evidence. hide, where it is not nil, keeps people out of the rows.
func (c *cache) save(inv *assess.Inventory, a *assess.Assessment, hide *assess.Redactor) (dir string, err error) {
	if dir, err = c.folder(); err != nil {
		return "", err
	}
	entries, err := os.ReadDir(c.dir)
	if err != nil {
		return "", fmt.Errorf("reading the tenant's folder: %w", err)
	}
	for _, e := range entries { // its own is among them
		if e.IsDir() && dated.MatchString(e.Name()) {
			a.Run++
		}
	}
	err = assess.WriteFile(filepath.Join(dir, assess.EvidenceFile), func(w io.Writer) error {
		a.Evidence, err = hide.WriteEvidence(w, inv)
		return err
	})
	if err != nil {
		return "", err
	}
	return dir, assess.WriteFile(filepath.Join(dir, assess.AssessmentFile), a.Save)
}

// folder makes the folder of the run: the one that an earlier process of it has begun to fill, or else a new one, because
// what another run wrote is never written over. Its name is recorded before it is made, so that a process that is killed
// leaves none that nobody fills.
func (c *cache) folder() (string, error) {
	if err := os.MkdirAll(c.dir, 0o700); err != nil {
		return "", fmt.Errorf("making the tenant's folder: %w", err)
	}
	if dated.MatchString(c.run.Folder) {
		dir := filepath.Join(c.dir, c.run.Folder)
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return "", fmt.Errorf("making the run's folder: %w", err)
		}
		return dir, sweep(dir)
	}
	for n := 1; ; n++ {
		name := day(c.run.AsOf)
		if n > 1 {
			name = fmt.Sprintf("%s-%d", name, n)
		}
		dir := filepath.Join(c.dir, name)
		if _, err := os.Lstat(dir); err == nil {
			continue
		}
		c.run.Folder = name
		c.record(c.SaveRun(c.run))
		switch err := os.Mkdir(dir, 0o700); {
		case err == nil:
			return dir, nil
		case !errors.Is(err, fs.ErrExist): // somebody else was faster: a demo shares the folder with others
			return "", fmt.Errorf("making the run's folder: %w", err)
		}
	}
}

// sweep removes what a process that was killed had half written: assess.WriteFile gives a file its name at the end.
func sweep(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("reading the run's folder: %w", err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".preflight-") {
			continue
		}
		if err := os.Remove(filepath.Join(dir, e.Name())); err != nil {
			return fmt.Errorf("removing what was half written: %w", err)
		}
	}
	return nil
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
func writeDocuments(from, to string, look appearance) error {
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
		Assessment: a, Catalogue: catalogue, Brand: look.brand, Engagement: look.engagement, Words: look.words, ShowNames: look.names,
		Evidence: func() (io.ReadCloser, error) { return os.Open(evidence) },
	}
	err = assess.WriteFile(filepath.Join(to, assess.ReportFile), func(w io.Writer) error { return report.WritePDF(w, d) })
	if err != nil {
		return err
	}
	return assess.WriteFile(filepath.Join(to, assess.WorkbookFile), func(w io.Writer) error { return report.WriteWorkbook(w, d) })
}
