package assess

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "report.pdf")
	write := func(text string, err error) error {
		return WriteFile(name, func(w io.Writer) error {
			if _, err := io.WriteString(w, text); err != nil {
				return err
			}
			return err
		})
	}
	if err := write("first", nil); err != nil {
		t.Fatal(err)
	}
	stop := errors.New("stop")
	if err := write("half", stop); !errors.Is(err, stop) {
		t.Errorf("error %v, want %v", err, stop)
	}
	if data, err := os.ReadFile(name); err != nil || string(data) != "first" {
		t.Errorf("after a write that failed: %q, %v; want what stood there", data, err)
	}
	if err := write("second", nil); err != nil {
		t.Fatal(err)
	}
	if data, _ := os.ReadFile(name); string(data) != "second" {
		t.Errorf("%q, want second", data)
	}
	if info, err := os.Stat(name); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v; want readable by its owner only", info.Mode(), err)
	}
	if files, _ := os.ReadDir(dir); len(files) != 1 {
		t.Errorf("%d files, want no leavings", len(files))
	}
	if err := WriteFile(filepath.Join(dir, "no", "folder"), func(io.Writer) error { return nil }); err == nil {
		t.Error("a missing folder is no error")
	}
}
