// Package samples holds the fictional tenants that the demo and the tests read, each with its ground truth.
//
// A tenant is planted, not drawn: every object that counts says so where it is planted, and the truth is the sum of
// what was said. Nothing ever counts the finished tenant, and nothing here knows how package assess counts. Large makes
// tenants of any size, for measurements, with a Plan in place of the truth.
package samples

import (
	"fmt"
	"strings"
	"time"

	"preflight/assess/emulator"
)

// AsOf is the day for which every sample was made, at midnight UTC.
var AsOf = time.Date(2026, time.November, 2, 0, 0, 0, 0, time.UTC)

// A Sample is a fictional tenant and what is true of it.
type Sample struct {
	Tenant  *emulator.Tenant
	Truth   Truth
	Names   []NameCount // of what the names of its open files suggest, sorted by site, then topic
	Traps   []Trap      // sorted by measure, then object
	Secrets []string    // everything planted that no output may hold: link addresses and the client secret; sorted
}

// Truth is what each measure is, by name. Nil means that the sample's application cannot see all of it.
type Truth map[string]*int

// A Trap is an object that the likeliest wrong reading of a measure would count, or leave out.
type Trap struct {
	Measure string `json:"measure"`
	Object  string `json:"object"` // its id or name
	Why     string `json:"why"`
}

// plants is every sample in the order in which help texts name them.
var plants = []struct {
	name  string
	plant func() *plan
}{
	{"contoso", contoso},
	{"clean", clean},
	{"bare", bare},
}

// Names lists the samples.
func Names() []string {
	names := make([]string, len(plants))
	for i, s := range plants {
		names[i] = s.name
	}
	return names
}

// Load plants a sample. Two loads of one name are equal and share nothing.
func Load(name string) (Sample, error) {
	for _, s := range plants {
		if s.name != name {
			continue
		}
		return s.plant().sample()
	}
	return Sample{}, fmt.Errorf("there is no sample tenant %q: choose one of %s", name, strings.Join(Names(), ", "))
}
