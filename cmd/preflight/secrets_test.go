package main

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/tls"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"

	"preflight/samples"
)

// A recorder is a transport that keeps what left the process, and the secrets that came and went.
type recorder struct {
	next http.RoundTripper

	mu      sync.Mutex
	sent    []string // method and path, and for a batch its parts
	bad     []string // what must not leave
	secrets []string // bearer tokens, addresses of report files
}

func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	r.note(req)
	resp, err := r.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	if location := resp.Header.Get("Location"); location != "" {
		r.mu.Lock()
		r.secrets = append(r.secrets, location)
		r.mu.Unlock()
	}
	return resp, nil
}

func (r *recorder) note(req *http.Request) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.sent = append(r.sent, req.Method+" "+req.URL.Path)
	if token, ok := strings.CutPrefix(req.Header.Get("Authorization"), "Bearer "); ok {
		r.secrets = append(r.secrets, token)
	}
	switch {
	case req.Method == http.MethodGet:
	case req.Method == http.MethodPost && strings.HasSuffix(req.URL.Path, "/oauth2/v2.0/token"):
	case req.Method == http.MethodPost && strings.HasSuffix(req.URL.Path, "/$batch"):
		body, _ := io.ReadAll(req.Body)
		req.Body = io.NopCloser(bytes.NewReader(body))
		var batch struct {
			Requests []struct{ Method, URL string }
		}
		if err := json.Unmarshal(body, &batch); err != nil || len(batch.Requests) == 0 {
			r.bad = append(r.bad, "a batch that is none: "+string(body))
		}
		for _, part := range batch.Requests {
			if part.Method != http.MethodGet {
				r.bad = append(r.bad, part.Method+" "+part.URL)
			}
		}
	default:
		r.bad = append(r.bad, req.Method+" "+req.URL.Path)
	}
}

// record puts a recorder under a job and a log beside it.
func (r *recorder) record(log io.Writer) func(*job) {
	return func(j *job) {
		r.next = &http.Transport{TLSClientConfig: &tls.Config{RootCAs: j.options.RootCAs}}
		j.options.Transport = r
		j.options.Log = slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	}
}

// Nothing but GET, batches of GETs and the token request leaves, and no secret comes out.
func TestReadOnlyAndSecrets(t *testing.T) {
	sample, err := samples.Load("contoso")
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	var rec recorder
	r := trial{sample: "contoso", edit: rec.record(&log)}.run(t)
	if r.dir == "" {
		t.Fatalf("no report: %v", r.err)
	}
	if len(rec.sent) < 100 || !slices.ContainsFunc(rec.sent, func(s string) bool { return strings.HasSuffix(s, "$batch") }) {
		t.Fatalf("the recorder saw %d requests and no batch: it does not record", len(rec.sent))
	}
	if len(rec.bad) > 0 {
		t.Errorf("left the process: %v", rec.bad)
	}
	if len(rec.secrets) < 4 || len(sample.Secrets) < 50 {
		t.Fatalf("%d secrets seen and %d planted: too few to prove anything", len(rec.secrets), len(sample.Secrets))
	}
	secrets := slices.Concat(sample.Secrets, rec.secrets, r.server.Secrets())
	places := map[string][]byte{"log": log.Bytes(), "stdout": []byte(r.stdout), "stderr": []byte(r.stderr)}
	for name, data := range contents(t, r.dir) {
		places[name] = data
	}
	for name, data := range places {
		for _, secret := range secrets {
			if bytes.Contains(data, []byte(secret)) {
				t.Errorf("%s holds the secret %.20s…", name, secret)
			}
		}
	}
}

// contents reads every file of a run, unpacked: what a search would find.
func contents(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		base := filepath.Base(name)
		switch filepath.Ext(name) {
		case ".gz":
			z, err := gzip.NewReader(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if data, err = io.ReadAll(z); err != nil {
				t.Fatal(err)
			}
		case ".xlsx":
			z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
			if err != nil {
				t.Fatal(err)
			}
			data = nil
			for _, f := range z.File {
				part, err := f.Open()
				if err != nil {
					t.Fatal(err)
				}
				text, err := io.ReadAll(part)
				if err != nil {
					t.Fatal(err)
				}
				part.Close()
				data = append(data, text...)
			}
		case ".pdf":
			var plain bytes.Buffer
			pages := t.TempDir()
			if err := api.ExtractContent(bytes.NewReader(data), pages, "report", nil, nil); err != nil {
				t.Fatal(err)
			}
			parts, _ := filepath.Glob(filepath.Join(pages, "*"))
			for _, part := range parts {
				text, err := os.ReadFile(part)
				if err != nil {
					t.Fatal(err)
				}
				plain.Write(text)
			}
			data = append(data, plain.Bytes()...)
		}
		out[base] = data
	}
	return out
}
