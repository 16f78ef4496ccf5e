package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"preflight/assess"
)

// A redaction is a run that is to be written without names. Stand-ins hang on the key in the tenant's folder, the one
// above the run's, so that all runs of the tenant have the same.
type redaction struct {
	from string // the run's folder, without symbolic links
	what assess.Redaction
	*assess.Redactor
}

// newRedaction finds or makes the key.
func newRedaction(from string, what assess.Redaction) (redaction, error) {
	from, err := realPath(from)
	if err != nil {
		return redaction{}, err
	}
	key, err := redactKey(filepath.Dir(from))
	if err != nil {
		return redaction{}, err
	}
	return redaction{from: from, what: what, Redactor: assess.NewRedactor(key, what)}, nil
}

// registerNoPeople adds the flag --no-people.
func registerNoPeople(cmd *cobra.Command, on *bool) {
	cmd.Flags().BoolVar(on, "no-people", false, "leave out when a person last used his OneDrive, and whose lie idle")
}

// hidePeople is the redactor of --no-people for a run in a tenant's folder; nil where people need not be hidden.
func hidePeople(tenantDir string, hide bool) (*assess.Redactor, error) {
	if !hide {
		return nil, nil
	}
	if err := os.MkdirAll(tenantDir, 0o700); err != nil {
		return nil, fmt.Errorf("making the tenant's folder: %w", err)
	}
	key, err := redactKey(tenantDir)
	if err != nil {
		return nil, err
	}
	return assess.NewRedactor(key, assess.Redaction{PeopleInUse: true}), nil
}

// redactionFolder makes sure that redacted files come to lie beside no true ones, which whoever receives the folder would
// receive with them, nor beside the key of the stand-ins.
func redactionFolder(from, out string) error {
	if out == "" {
		return usage("--redact writes all four files without names, and never over the true ones: add --out with a folder of their own, such as --out redacted")
	}
	from, err := realPath(from)
	if err != nil {
		return err
	}
	to, err := filepath.Abs(out)
	if err != nil {
		return err
	}
	tenant := filepath.Dir(from)
	switch {
	case sameFolder(from, to):
		return usage("--out %s is the run's own folder: redacted files must not replace the true ones. Name another folder, such as --out redacted", out)
	case holdsFolder(to, tenant):
		return usage("--out %s holds the true runs of the tenant and the key of the stand-ins: name another folder, such as --out redacted", out)
	case sameFolder(tenant, filepath.Dir(to)) && dated.MatchString(filepath.Base(to)):
		return usage("--out %s would be taken for a run of the tenant: name another folder, such as --out redacted", out)
	}
	return nil
}

// write makes the redacted files in a folder of their own and then puts them into out, each whole or not at all: all four,
// or the documents alone where only --no-people was asked for. It names what it wrote. The function makes the documents
// of a folder in another.
func (r redaction) write(out string, documents func(from, to string) error) ([]string, error) {
	a, err := assess.Load(r.from)
	if err != nil {
		return nil, err
	}
	evidence := filepath.Join(r.from, assess.EvidenceFile)
	if err := assess.CheckEvidence(evidence, a.Evidence); err != nil {
		return nil, err
	}
	a = r.Assessment(a)
	if err := r.mayReplace(out, a); err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "preflight-redacted-*")
	if err != nil {
		return nil, fmt.Errorf("making a folder for the redacted files: %w", err)
	}
	defer os.RemoveAll(dir)
	if a.Evidence, err = r.evidence(evidence, filepath.Join(dir, assess.EvidenceFile)); err != nil {
		return nil, err
	}
	if err := assess.WriteFile(filepath.Join(dir, assess.AssessmentFile), a.Save); err != nil {
		return nil, err
	}
	if err := documents(dir, dir); err != nil {
		return nil, err
	}
	names := []string{assess.ReportFile, assess.WorkbookFile}
	if r.what.All {
		names = append(names, assess.EvidenceFile, assess.AssessmentFile) // which names the evidence, and so comes last
	}
	for i, name := range names {
		names[i] = filepath.Join(out, name)
		if err := copyFile(filepath.Join(dir, name), names[i]); err != nil {
			return nil, err
		}
	}
	return names, nil
}

// mayReplace makes sure that out holds no run but an earlier redaction of the same tenant.
func (r redaction) mayReplace(out string, redacted assess.Assessment) error {
	if !r.what.All {
		return nil
	}
	if _, err := os.Lstat(filepath.Join(out, assess.AssessmentFile)); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if there, err := assess.Load(out); err != nil || there.Tenant.ID != redacted.Tenant.ID {
		return fmt.Errorf("%s holds another run, and redacted files must not replace it: name another folder with --out", out)
	}
	return nil
}

// evidence redacts one evidence file into another.
func (r redaction) evidence(from, to string) (e assess.Evidence, err error) {
	f, err := os.Open(from)
	if err != nil {
		return e, fmt.Errorf("reading the evidence: %w", err)
	}
	defer f.Close()
	err = assess.WriteFile(to, func(w io.Writer) error {
		e, err = r.Evidence(w, f)
		return err
	})
	return e, err
}

// copyFile copies a file whole or not at all.
func copyFile(from, to string) error {
	f, err := os.Open(from)
	if err != nil {
		return fmt.Errorf("copying %s: %w", from, err)
	}
	defer f.Close()
	return assess.WriteFile(to, func(w io.Writer) error {
		_, err := io.Copy(w, f)
		return err
	})
}

// realPath is the absolute path of a folder without symbolic links.
func realPath(dir string) (string, error) {
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return "", fmt.Errorf("finding the run's folder: %w", err)
	}
	return filepath.Abs(dir)
}

// holdsFolder reports whether a folder is another one or lies above it.
func holdsFolder(above, dir string) bool {
	for {
		if sameFolder(above, dir) {
			return true
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return false
		}
		dir = parent
	}
}

// sameFolder reports whether two paths lead to one folder. One that is not there yet is no other.
func sameFolder(a, b string) bool {
	x, errA := os.Stat(a)
	y, errB := os.Stat(b)
	return errA == nil && errB == nil && os.SameFile(x, y)
}
