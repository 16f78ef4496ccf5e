package graph

import (
	"net/http"
	"testing"
	"time"
)

func TestReadQuota(t *testing.T) {
	tests := []struct {
		limit, remaining, reset string
		want                    quota
	}{
		{"1250", "62", "9", quota{1250, 62, 9 * time.Second}},
		{" 1250 ", "0", "0.012", quota{1250, 0, 12 * time.Millisecond}},
		{"", "", "", quota{}},
		{"1250", "", "9", quota{}},
		{"1250", "62", "", quota{}},
		{"1250", "62", "0", quota{}},
		{"0", "0", "9", quota{}},
		{"1250", "-1", "9", quota{}},
		{"1250", "1251", "9", quota{}},
		{"1250, 600;w=60", "62", "9", quota{}},
		{"99999999999999999999", "1", "9", quota{}},
	}
	for _, tt := range tests {
		h := http.Header{}
		h.Set("RateLimit-Limit", tt.limit)
		h.Set("RateLimit-Remaining", tt.remaining)
		h.Set("RateLimit-Reset", tt.reset)
		if got := readQuota(h); got != tt.want {
			t.Errorf("%q %q %q: %+v, want %+v", tt.limit, tt.remaining, tt.reset, got, tt.want)
		}
	}
	if (quota{}).nearlySpent() || !(quota{limit: 1250, remaining: 62}).nearlySpent() || (quota{limit: 1250, remaining: 63}).nearlySpent() {
		t.Error("nearlySpent")
	}
}
