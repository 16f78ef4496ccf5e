package probe

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"preflight/assess"
	"preflight/assess/emulator"
	"preflight/samples"
	"preflight/templates"
)

// TestNames collects each sample and compares the open files whose names suggest something, site by site, with what was
// counted when the sample was made; in the assessment and in the rows of the evidence.
func TestNames(t *testing.T) {
	topics, err := assess.LoadTopics(templates.Names)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range samples.Names() {
		t.Run(name, func(t *testing.T) {
			sample, err := samples.Load(name)
			if err != nil {
				t.Fatal(err)
			}
			l := collect(t, sample.Tenant, emulator.Options{PageSize: 40}, Options{Topics: topics})
			assess.Resolve(l.Inventory)
			unread := map[string]bool{}
			for _, g := range l.Gaps {
				if g.Part == assess.PartItems {
					unread[g.Place] = true
				}
			}
			var want []samples.NameCount
			for _, n := range sample.Names {
				if !slices.ContainsFunc(l.Sites, func(s assess.Site) bool { return s.URL == n.Site && unread[s.WebID] }) {
					want = append(want, n)
				}
			}
			names := assess.Assemble(l.Inventory, nil).Names
			var got []samples.NameCount
			total := make([]assess.TopicExposure, len(names.Topics))
			for _, s := range names.Sites {
				for _, c := range s.Topics {
					got = append(got, samples.NameCount{Site: s.URL, Topic: c.Topic, Discoverable: c.Discoverable, Anonymous: c.Anonymous, Organization: c.Organization, Guests: c.Guests})
					sum := &total[slices.Index(topics.Names(), c.Topic)]
					sum.Discoverable += c.Discoverable
					sum.Anonymous += c.Anonymous
					sum.Organization += c.Organization
					sum.Guests += c.Guests
				}
			}
			compareNames(t, "the assessment", got, want)
			for i := range total {
				total[i].Topic = topics.Names()[i]
			}
			if diff := cmp.Diff(total, names.Topics); diff != "" || names.Places != len(names.Sites) {
				t.Errorf("%d places, and the sum of sites differs from that of topics (-sites +topics):\n%s", names.Places, diff)
			}
			compareNames(t, "the evidence", rowsOf(t, l.Inventory), want)
		})
	}
}

// rowsOf adds up the evidence's rows of names.
func rowsOf(t *testing.T, inv *assess.Inventory) []samples.NameCount {
	var file bytes.Buffer
	if _, err := assess.WriteEvidence(&file, inv); err != nil {
		t.Fatal(err)
	}
	var list []samples.NameCount
	err := assess.ReadEvidence(&file, assess.Visitor{Name: func(r assess.NameRow) error {
		at := slices.IndexFunc(list, func(n samples.NameCount) bool { return n.Site == r.SiteURL && n.Topic == r.Topic })
		if at < 0 {
			at = len(list)
			list = append(list, samples.NameCount{Site: r.SiteURL, Topic: r.Topic})
		}
		for _, way := range []struct {
			open  bool
			count *int
		}{{r.Discoverable, &list[at].Discoverable}, {r.Anonymous, &list[at].Anonymous}, {r.Organization, &list[at].Organization}, {r.Guests, &list[at].Guests}} {
			if way.open {
				*way.count++
			}
		}
		return nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func compareNames(t *testing.T, where string, got, want []samples.NameCount) {
	slices.SortFunc(got, func(a, b samples.NameCount) int { return strings.Compare(a.Site+"\n"+a.Topic, b.Site+"\n"+b.Topic) })
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s differs from what was planted (-planted +counted):\n%s", where, diff)
	}
}

// TestNamesOfAnotherList goes on with a cache after the list has changed.
func TestNamesOfAnotherList(t *testing.T) {
	sample, err := samples.Load("bare")
	if err != nil {
		t.Fatal(err)
	}
	cache, run := beginRun(t, sample.Tenant.ID, sample.Tenant.AsOf)
	for _, tt := range []struct{ list, want string }{
		{"- {topic: pay, words: {English: [payslip]}}", "pay Payslips 2026.xlsx"},
		{"- {topic: keys, words: {English: [password]}}", "keys Passwords.docx"},
		{"- {topic: pay, words: {English: [payslip]}}", "pay Payslips 2026.xlsx"},
	} {
		topics, err := assess.LoadTopics([]byte(tt.list))
		if err != nil {
			t.Fatal(err)
		}
		l := collect(t, sample.Tenant, emulator.Options{}, Options{Topics: topics, Store: cache, Run: run})
		assess.Resolve(l.Inventory)
		var got []string
		for f, err := range l.Named {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, f.Topic+" "+f.Name)
		}
		if !slices.Equal(got, []string{tt.want}) {
			t.Errorf("%s: %q, want %q", tt.list, got, tt.want)
		}
	}
	l := collect(t, sample.Tenant, emulator.Options{}, Options{Store: cache, Run: run})
	if assess.Resolve(l.Inventory); assess.Assemble(l.Inventory, nil).Names != nil {
		t.Error("nobody looked at names, and they are counted")
	}
}
