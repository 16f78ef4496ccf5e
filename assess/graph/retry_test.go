package graph

import (
	"net/http"
	"testing"
	"time"
)

func TestDecide(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	header := func(pairs ...string) http.Header {
		h := http.Header{}
		for i := 0; i < len(pairs); i += 2 {
			h.Set(pairs[i], pairs[i+1])
		}
		return h
	}
	tests := []struct {
		name string
		a    attempt
		want decision
	}{
		{"success", attempt{n: 1, status: 200}, decision{}},
		{"refused", attempt{n: 1, status: 403}, decision{}},
		{"gone", attempt{n: 1, status: 410}, decision{}},
		{"not implemented", attempt{n: 1, status: 501}, decision{}},
		{"429 in seconds", attempt{n: 1, status: 429, header: header("Retry-After", "31")}, decision{true, 31 * time.Second, true, true}},
		{"429 in a fraction", attempt{n: 1, status: 429, header: header("Retry-After", " 0.25 ")}, decision{true, 250 * time.Millisecond, true, true}},
		{"429 until a date", attempt{n: 1, status: 429, header: header("Retry-After", "Sun, 01 Mar 2026 12:00:45 GMT")}, decision{true, 45 * time.Second, true, true}},
		{"429 until a date in the past", attempt{n: 1, status: 429, header: header("Retry-After", "Sun, 01 Mar 2026 11:00:00 GMT")}, decision{true, 2 * time.Second, false, true}},
		{"429 with nonsense", attempt{n: 3, status: 429, header: header("Retry-After", "soon")}, decision{true, 8 * time.Second, false, true}},
		{"429 with zero", attempt{n: 1, status: 429, header: header("Retry-After", "0")}, decision{true, 2 * time.Second, false, true}},
		{"429 with NaN", attempt{n: 1, status: 429, header: header("Retry-After", "NaN")}, decision{true, 2 * time.Second, false, true}},
		{"the longer of the two", attempt{n: 1, status: 429, header: header("Retry-After", "3", "RateLimit-Reset", "9")}, decision{true, 9 * time.Second, true, true}},
		{"reset alone", attempt{n: 1, status: 503, header: header("RateLimit-Reset", "5")}, decision{true, 5 * time.Second, true, true}},
		{"reset says nothing about a 500", attempt{n: 1, status: 500, header: header("RateLimit-Reset", "5")}, decision{true, 2 * time.Second, false, false}},
		{"500", attempt{n: 1, status: 500}, decision{true, 2 * time.Second, false, false}},
		{"502", attempt{n: 2, status: 502}, decision{true, 4 * time.Second, false, false}},
		{"503 pauses", attempt{n: 1, status: 503}, decision{true, 2 * time.Second, false, true}},
		{"504", attempt{n: 5, status: 504}, decision{true, 32 * time.Second, false, false}},
		{"broken connection", attempt{n: 1}, decision{true, 2 * time.Second, false, false}},
		{"certificate", attempt{n: 1, permanent: true}, decision{}},
		{"jitter shortens by a quarter at most", attempt{n: 1, jitter: 0.5}, decision{true, 1750 * time.Millisecond, false, false}},
		{"sixth is the last", attempt{n: 6, status: 500}, decision{false, 64 * time.Second, false, false}},
		{"the sixth refusal is not", attempt{n: 6, status: 429}, decision{true, 64 * time.Second, false, true}},
		{"five minutes at most", attempt{n: 40, status: 503}, decision{true, 5 * time.Minute, false, true}},
		{"asked for the tenth time", attempt{n: 10, status: 429, header: header("Retry-After", "3")}, decision{true, 3 * time.Second, true, true}},
		{"asked for the fourteenth time", attempt{n: 14, status: 429, header: header("Retry-After", "3")}, decision{true, 16 * time.Second, true, true}},
		{"asked for more than it would grow to", attempt{n: 14, status: 429, header: header("Retry-After", "30")}, decision{true, 30 * time.Second, true, true}},
		{"an unreasonable wish is named, not granted", attempt{n: 1, status: 429, header: header("Retry-After", "3600")}, decision{false, time.Hour, true, true}},
		{"an absurd wish does not overflow", attempt{n: 1, status: 429, header: header("Retry-After", "1e300")}, decision{false, 24 * time.Hour, true, true}},
		{"half an hour in all", attempt{n: 2, status: 429, waited: 29 * time.Minute, header: header("Retry-After", "61")}, decision{false, 61 * time.Second, true, true}},
		{"half an hour exactly", attempt{n: 2, status: 429, waited: 29 * time.Minute, header: header("Retry-After", "60")}, decision{true, 60 * time.Second, true, true}},
		{"ten minutes where it is no refusal", attempt{n: 2, status: 504, waited: 9 * time.Minute, header: header("Retry-After", "61")}, decision{false, 61 * time.Second, true, false}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := decide(tt.a, now); got != tt.want {
				t.Errorf("decide = %+v, want %+v", got, tt.want)
			}
		})
	}
}
