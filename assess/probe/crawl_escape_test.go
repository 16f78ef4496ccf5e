package probe

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"preflight/assess"
	"preflight/assess/emulator"
)

// plain is a library of files that nobody shares.
func plain(id string, files ...string) emulator.Drive {
	var items []emulator.Item
	for _, f := range files {
		items = append(items, itemIn(f, "", "file", "-", nil))
	}
	return drive(id, items...)
}

// inProjects is a tenant with these libraries in one site.
func inProjects(drives ...emulator.Drive) *emulator.Tenant {
	t := fabrikam()
	t.Sites[1].Drives = drives
	return t
}

// cutAtPage is a process that is interrupted when it asks for the n-th page of a delta.
func (s *saga) cutAtPage(n int) {
	ctx, cancel := context.WithCancel(s.t.Context())
	defer cancel()
	s.process(ctx, func(e emulator.Exchange) {
		if strings.HasSuffix(e.Path, "/root/delta") {
			if n--; n == 0 {
				cancel()
			}
		}
	}, only("sharing")...)
}

// firstOnce puts an element before those of the first page of a delta, once.
func firstOnce(element string) rewrite {
	done := false
	return func(path, body string) string {
		if done || !strings.HasSuffix(path, "/root/delta") {
			return body
		}
		done = true
		return strings.Replace(body, `"value":[`, `"value":[`+element+",", 1)
	}
}

// TestElementsThatTellNothing: an element that is null or has no id is a loss, also for the process that goes on, and the
// next run lists the library anew.
func TestElementsThatTellNothing(t *testing.T) {
	for _, element := range []string{"null", "{}"} {
		t.Run(element, func(t *testing.T) {
			s := begin(t, inProjects(plain("x", "a", "b", "c", "d")), emulator.Options{PageSize: 2})
			s.change = firstOnce(element)
			s.cutAtPage(2)
			l := s.process(t.Context(), nil, only("sharing")...)
			if diff := cmp.Diff([]string{"Projects service"}, l.gapsOf(assess.PartItems)); diff != "" {
				t.Errorf("gaps (-want +got):\n%s", diff)
			}
			l = s.process(t.Context(), nil, only("sharing")...)
			if gaps := l.gapsOf(assess.PartItems); gaps != nil || l.Crawl.Basis != assess.BasisEverything {
				t.Errorf("the next run: gaps %v, basis %s", gaps, l.Crawl.Basis)
			}
		})
	}
}

// TestSampleCatchesAMissedGrant: the first link of an item comes by no delta. The control sample finds it; the library is
// listed anew, and its facet is not taken for a lie.
func TestSampleCatchesAMissedGrant(t *testing.T) {
	s := begin(t, inProjects(plain("x", "a", "b", "c"), plain("y", "d")), emulator.Options{})
	s.process(t.Context(), nil, only("sharing")...)
	later := inProjects(plain("x", "a", "b", "c"), plain("y", "d"))
	later.Sites[1].Drives[0].Items[0] = itemIn("a", "", "file", "users", []emulator.Permission{link("f1", "users")})
	s.server.Advance(later)
	l := s.process(t.Context(), nil, only("sharing")...)
	if want := (assess.ControlSample{Drawn: 4, Found: 1, Relisted: 1}); l.Control != want || l.Drives[0].Whole {
		t.Errorf("the facet is taken for a lie: %+v", l.Control)
	}
	want := []holderOf{
		{"x:the a", assess.KindFile, 1, "f1"}, {"x:Documents x", assess.KindRoot, 2, "members"}, {"y:Documents y", assess.KindRoot, 1, "members"},
	}
	if diff := cmp.Diff(want, l.holders()); diff != "" {
		t.Errorf("holders (-want +got):\n%s", diff)
	}
	if l.Crawl.Basis != assess.BasisChanges || len(l.Crawl.MayMiss) != 2 || !l.Crawl.Since.Equal(asOf) { // of the other library
		t.Errorf("%+v", l.Crawl)
	}
}

// TestPermissionGoes: a run that began with Sites.FullControl.All and goes on without it reads what is known to be shared
// again, and says what it may miss.
func TestPermissionGoes(t *testing.T) {
	library := func(link emulator.Permission) emulator.Drive {
		d := plain("x", "a", "b", "c")
		d.Items = append(d.Items, itemIn("k", "", "file", "users", []emulator.Permission{link}))
		return d
	}
	s := begin(t, inProjects(library(link("k1", "anonymous"))), emulator.Options{PageSize: 2, Roles: append(least(), "Sites.FullControl.All")})
	s.process(t.Context(), nil, only("sharing")...)
	later := library(link("k2", "users"))
	for i := range 3 {
		later.Items[i].Modified = asOf
	}
	s.server.Advance(inProjects(later))
	s.cutAtPage(2)
	s.roles = least()
	l := s.process(t.Context(), nil, only("sharing")...)
	if l.Crawl.Basis != assess.BasisChanges || len(l.Crawl.MayMiss) == 0 {
		t.Errorf("basis %s, may miss %v", l.Crawl.Basis, l.Crawl.MayMiss)
	}
	if !slices.ContainsFunc(l.holders(), func(h holderOf) bool { return h.Entries == "k2" }) {
		t.Errorf("holders %v", l.holders())
	}
}
