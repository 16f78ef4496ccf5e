package samples

import (
	"strings"
	"testing"
)

// TestSuggestiveNamesArePlanted looks for every name of the list in the samples, with a number or without.
func TestSuggestiveNamesArePlanted(t *testing.T) {
	planted := map[string]bool{}
	for _, name := range Names() {
		for _, s := range load(t, name).Tenant.Sites {
			for _, d := range s.Drives {
				for _, it := range d.Items {
					for it.Again != nil {
						it = *it.Again
					}
					dot := max(0, strings.LastIndexByte(it.Name, '.'))
					planted[it.Name], planted[strings.TrimRight(it.Name[:dot], " 0123456789")+it.Name[dot:]] = true, true
				}
			}
		}
	}
	for name := range suggestive {
		if !planted[name] {
			t.Errorf("no sample has a file %q", name)
		}
	}
}

// TestContosoNames holds what was counted by hand.
func TestContosoNames(t *testing.T) {
	sum, sites := map[string]NameCount{}, map[string]bool{}
	for _, n := range load(t, "contoso").Names {
		s := sum[n.Topic]
		s.Discoverable += n.Discoverable
		s.Anonymous += n.Anonymous
		s.Organization += n.Organization
		s.Guests += n.Guests
		sum[n.Topic] = s
		sites[n.Site] = true
	}
	for topic, want := range map[string]NameCount{
		"identity papers": {Anonymous: 7},                                              // six scans and a drop box
		"passwords":       {Discoverable: 2, Anonymous: 2, Organization: 2, Guests: 1}, // gate codes twice: for everyone, and for a supplier
	} {
		if sum[topic] != want {
			t.Errorf("%s: %+v, want %+v", topic, sum[topic], want)
		}
	}
	if n := load(t, "clean").Names; len(n) > 0 {
		t.Errorf("clean has open files of note: %v", n)
	}
}
