package graph

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// FuzzBatch reads the answer to a $batch of three beside encoding/json: each part has the body that stands at its id, or
// an error, never both and never another part's.
func FuzzBatch(f *testing.F) {
	for _, seed := range []string{
		`{"responses":[{"id":"2","status":200,"headers":{"Content-Type":"application/json"},"body":{"value":[]}},{"id":"1","status":404,"body":{"error":{"code":"itemNotFound","message":"no"}}},{"id":"3","status":204}]}`,
		`{"responses":[null,{"id":"1","status":429,"headers":{"Retry-After":"2"},"body":null},{"id":"2","status":503,"headers":{"Retry-After":0.5}},{"id":"3","status":200,"body":"PGh0bWw+"}]}`,
		`{"responses":[{"id":"1","status":200,"body":{"a":1}},{"id":"1","status":403},{"id":"x","status":200,"body":{}},{"id":"2","status":200,"body":[]},{"id":"3","status":0,"body":{}}]}`,
		`{"responses":{}}`, `{"responses":[{"id":1}]}`, `{}`, `null`, ``, `<html>`,
	} {
		f.Add([]byte(seed))
	}
	requests := []Request{{URL: "/a"}, {URL: "/b"}, {URL: "/c"}}
	var bodies []string // of the answers to come; whoever asks again gets none
	c, err := newClient(Options{
		Transport: roundTripper(func(*http.Request) (*http.Response, error) {
			body := `{"responses":[]}`
			if len(bodies) > 0 {
				body, bodies = bodies[0], bodies[1:]
			}
			return answer(200, body), nil
		}),
		Sleep:          func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
		Now:            func() time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC) },
		UnitsPerMinute: 1_000_000,
	}, &fakeCredential{token: testToken})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		bodies = []string{string(body)}
		got := c.Batch(t.Context(), requests)
		var want struct {
			Responses []*struct {
				ID      string
				Status  int
				Headers map[string]any
				Body    json.RawMessage
			}
		}
		unreadable := json.Unmarshal(body, &want) != nil
		for i, r := range got {
			id := string(rune('1' + i))
			at := -1
			if !unreadable {
				for j, a := range want.Responses {
					if at < 0 && a != nil && a.ID == id {
						at = j
					}
				}
			}
			var content []byte
			empty := false
			if at >= 0 {
				a := want.Responses[at]
				object := bytes.HasPrefix(a.Body, []byte("{"))
				if a.Status != 0 && a.Status < 300 && object {
					content = a.Body
				}
				empty = a.Status == http.StatusNoContent && (len(a.Body) == 0 || string(a.Body) == "null")
			}
			if !bytes.Equal(r.Body, content) || (r.Err == nil) != (content != nil || empty) {
				t.Errorf("%s\npart %s: %q, %v; want %q", body, id, r.Body, r.Err, content)
			}
		}
	})
}

// FuzzCSV reads a usage report beside encoding/csv: it is refused for a reason, or all of it is there.
func FuzzCSV(f *testing.F) {
	const row = "2026-02-27,11111111-0000-0000-0000-000000000000,\"Long, name\nof two lines\",2026-01-01,180\r\n"
	for _, seed := range []string{
		usageHead + row + row, usageHead, usageHead + row[:40], usageHead + strings.Replace(row, "180", "30", 1), "Site Id,Site Id\n00000000-0000-0000-0000-000000000000,x\n",
		"\xef\xbb\xbf\xef\xbb\xbfa,b\n\n1,2\n", "a\n\"b\"c\n", "a,b\n1\n", " Report Period \n180\n", "<html>", `{"error":{}}`, " \r\n", "",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		r, err := parseReport("getSharePointSiteUsageDetail", "D180", body)
		plain := bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
		records, csvErr := csv.NewReader(bytes.NewReader(plain)).ReadAll()
		if err != nil {
			var refusal *CSVError
			if !errors.As(err, &refusal) {
				t.Fatalf("%q: %T %v", body, err, err)
			}
			start := strings.TrimSpace(string(plain))
			if csvErr == nil && start != "" && start[0] != '<' && start[0] != '{' && !otherPeriod(records) {
				t.Errorf("%q: refused without a reason: %v", body, err)
			}
			return
		}
		if csvErr != nil || otherPeriod(records) {
			t.Fatalf("%q: taken for a report; encoding/csv: %v", body, csvErr)
		}
		if !slices.EqualFunc(r.Rows, records[1:], slices.Equal) {
			t.Errorf("%q: rows %q", body, r.Rows)
		}
		for i, column := range records[0] {
			name := strings.TrimSpace(column)
			if first := slices.IndexFunc(records[0], func(c string) bool { return strings.TrimSpace(c) == name }); first != i {
				continue
			}
			for j, record := range records[1:] {
				if got := r.Value(r.Rows[j], name); got != record[i] {
					t.Errorf("%q: row %d, %s is %q, want %q", body, j+1, name, got, record[i])
				}
			}
		}
	})
}

// otherPeriod reports whether a row is of another period than 180 days.
func otherPeriod(records [][]string) bool {
	if len(records) == 0 {
		return false
	}
	period := slices.IndexFunc(records[0], func(c string) bool { return strings.TrimSpace(c) == "Report Period" })
	return period >= 0 && slices.ContainsFunc(records[1:], func(row []string) bool { return row[period] != "180" })
}
