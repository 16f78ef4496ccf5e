package assess

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
)

// CheckEvidence makes sure that the evidence file is the one that the assessment was saved with.
func CheckEvidence(name string, want Evidence) error {
	f, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("reading the evidence: %w", err)
	}
	defer f.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, f); err != nil {
		return fmt.Errorf("reading %s: %w", name, err)
	}
	if got := hex.EncodeToString(hash.Sum(nil)); got != want.SHA256 {
		return fmt.Errorf("%s does not belong to the %s beside it (its SHA-256 is %.12s…, not %.12s…): restore both files of the same run", name, AssessmentFile, got, want.SHA256)
	}
	return nil
}
