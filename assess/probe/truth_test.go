package probe

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"preflight/assess"
	"preflight/assess/emulator"
	"preflight/samples"
)

// TestTruth collects each sample tenant through the real SDK and sign-in, and compares every measure with the truth that
// was counted when the sample was made.
func TestTruth(t *testing.T) {
	for _, name := range samples.Names() {
		t.Run(name, func(t *testing.T) { truth(t, name, emulator.Options{}) })
		t.Run(name+" in small pages", func(t *testing.T) { truth(t, name, emulator.Options{PageSize: 4}) })
	}
}

func truth(t *testing.T, name string, options emulator.Options) {
	sample, err := samples.Load(name)
	if err != nil {
		t.Fatal(err)
	}
	l := collect(t, sample.Tenant, options, Options{})
	assess.Resolve(l.Inventory)
	values, seen := assess.Evaluate(l.Inventory, assess.Measures)
	for _, measure := range slices.Sorted(maps.Keys(sample.Truth)) {
		got, ok := values[measure]
		if !ok {
			t.Errorf("%s is not measured", measure)
			continue
		}
		if text(got) != text(sample.Truth[measure]) {
			t.Errorf("%s is %s, want %s (seen %+v)", measure, text(got), text(sample.Truth[measure]), seen[measure])
		}
	}
	for measure := range values {
		if _, ok := sample.Truth[measure]; !ok && !strings.HasPrefix(measure, "collection.") {
			t.Errorf("%s has no truth", measure)
		}
	}
	for _, g := range l.Gaps {
		if g.Reason == assess.ReasonDefect {
			t.Errorf("a defect: %+v", g)
		}
	}
	meter := l.server.Meter()
	if c := l.Collection; c.Requests != meter.Requests || c.ResourceUnits != meter.ResourceUnits || c.Throttled != meter.Throttled {
		t.Errorf("the client counted %+v, the emulator %+v", c, meter)
	}
	if t.Failed() {
		for _, g := range l.Gaps {
			t.Logf("gap %+v", g)
		}
	}
}

func text(n *int) string {
	if n == nil {
		return "null"
	}
	return fmt.Sprint(*n)
}

// TestNothingSecret looks for the planted secrets in all that a collection keeps.
func TestNothingSecret(t *testing.T) {
	for _, name := range samples.Names() {
		sample, err := samples.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		l := collect(t, sample.Tenant, emulator.Options{PageSize: 7}, Options{})
		holders := l.all()
		l.Holders = nil
		kept, err := json.Marshal([]any{l.Inventory, holders})
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range sample.Secrets {
			if bytes.Contains(kept, []byte(secret)) {
				t.Errorf("%s: the inventory holds the secret %s", name, secret)
			}
		}
		if len(sample.Secrets) == 0 {
			t.Errorf("%s has no secrets planted", name)
		}
	}
}
