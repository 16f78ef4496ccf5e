package samples

import (
	"bytes"
	"cmp"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the truth of the samples to samples/truth")

// load loads a sample or ends the test.
func load(t *testing.T, name string) Sample {
	t.Helper()
	s, err := Load(name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestLoadNamesTheSamples(t *testing.T) {
	_, err := Load("fabrikam")
	if err == nil {
		t.Fatal("a sample that does not exist was loaded")
	}
	for _, name := range []string{"contoso", "clean", "bare"} {
		if !strings.Contains(err.Error(), name) {
			t.Errorf("%q does not offer %s", err, name)
		}
		if !slices.Contains(Names(), name) {
			t.Errorf("Names() lacks %s", name)
		}
	}
}

func TestTruthIsGolden(t *testing.T) {
	for _, name := range Names() {
		s := load(t, name)
		golden(t, name+".json", s.Truth) // encoding/json sorts the keys
		golden(t, name+"-traps.json", s.Traps)
		golden(t, name+"-names.json", s.Names)
	}
}

// golden compares v with a file of samples/truth, or writes it there.
func golden(t *testing.T, name string, v any) {
	t.Helper()
	var got bytes.Buffer
	enc := json.NewEncoder(&got)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("truth", name)
	if *update {
		if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want) {
		t.Errorf("%s differs from what is planted; look at each change, then write it with -update:\n%s", file, got.Bytes())
	}
}

func TestLoadIsDeterministic(t *testing.T) {
	for _, name := range Names() {
		a, b := load(t, name), load(t, name)
		if !reflect.DeepEqual(a, b) {
			t.Errorf("two loads of %s differ", name)
		}
		a.Tenant.SKUs[0].Plans[0].Name, a.Tenant.Users[0].Licences[0].SKU = "changed", "changed"
		if c := load(t, name); !reflect.DeepEqual(b, c) {
			t.Errorf("two loads of %s share memory", name)
		}
	}
}

func TestTruthHasEveryMeasure(t *testing.T) {
	if len(Measures()) != 52 || !slices.IsSorted(Measures()) {
		t.Errorf("%d measures, want 52, sorted", len(Measures()))
	}
	for _, name := range Names() {
		s := load(t, name)
		for _, m := range Measures() {
			n, ok := s.Truth[m]
			switch {
			case !ok:
				t.Errorf("%s: no truth for %s", name, m)
			case n == nil && name != "bare":
				t.Errorf("%s: %s is null, and its application sees everything", name, m)
			case n != nil && *n < 0:
				t.Errorf("%s: %s is %d", name, m, *n)
			}
		}
		if len(s.Truth) != len(Measures()) {
			t.Errorf("%s: %d truths for %d measures", name, len(s.Truth), len(Measures()))
		}
	}
}

// TestContosoByHand holds numbers that were counted by hand in the files that plant them, object by object.
func TestContosoByHand(t *testing.T) {
	want := map[string]int{
		"users.members": 90, "users.guests": 18,
		"licence.copilot.seats": 25, "licence.copilot.assigned": 14, "licence.copilot.assigned_disabled": 3,
		"licence.users.eligible": 73, "licence.users.not_eligible": 17,
		"labels.available": 6, "labels.containers_enabled": 0, "labels.groups_labelled": 6,
		"ownership.groups": 34, "ownership.groups.ownerless": 2, "ownership.groups.no_active_owner": 4, "ownership.groups.single_owner": 6,
		"ownership.groups.owner_unknown": 2, "ownership.sites.ownerless_group": 6, "ownership.sites.owner_unknown": 8,
		"teams.total": 29, "teams.archived": 2, "teams.inactive_90d": 5, "teams.duplicate_names": 5, "teams.channels.ownerless": 4,
		"onedrive.total": 46, "onedrive.archived": 2, "onedrive.owner_disabled": 3, "onedrive.owner_deleted": 5, "onedrive.owner_unknown": 2,
		"onedrive.inactive_90d": 8, "onedrive.links.anonymous": 2, "onedrive.links.organization": 3, "onedrive.links.users": 3, "onedrive.items.everyone": 1,
		"sharing.sites": 48, "sharing.sites.archived": 2, "sharing.sites.public_group": 4, "sharing.drives": 58,
		"sharing.links.anonymous": 14, "sharing.links.anonymous.edit": 4, "sharing.links.anonymous.unending": 10, "sharing.links.existing": 4,
		"sharing.links.expired": 3, "sharing.links.guests": 5, "sharing.links.organization": 25, "sharing.links.users": 30,
		"sharing.files.by_link.anonymous": 34, "sharing.files.by_link.organization": 35, "copilot.files.discoverable": 86,
		"sharing.items.guests": 4, "sharing.items.everyone": 8, "sharing.items.broad_group": 4,
	}
	truth := load(t, "contoso").Truth
	for m, n := range want {
		if truth[m] == nil || *truth[m] != n {
			t.Errorf("%s is %s, want %d", m, text(truth[m]), n)
		}
	}
}

func TestBareSeesWhatItCan(t *testing.T) {
	truth := load(t, "bare").Truth
	for _, m := range []string{"sharing.links.anonymous", "labels.available", "teams.channels.ownerless", "teams.inactive_90d", "onedrive.inactive_90d", "copilot.files.discoverable"} {
		if truth[m] != nil {
			t.Errorf("%s is %d, and cannot be seen whole", m, *truth[m])
		}
	}
	for m, n := range map[string]int{"licence.copilot.seats": 0, "labels.containers_enabled": 0, "labels.groups_labelled": 0, "onedrive.links.anonymous": 1, "users.members": 26, "teams.total": 7} {
		if truth[m] == nil || *truth[m] != n {
			t.Errorf("%s is %s, want %d", m, text(truth[m]), n)
		}
	}
}

// TestCleanIsClean lists what has to be zero for a tenant in which everything is in order.
func TestCleanIsClean(t *testing.T) {
	truth := load(t, "clean").Truth
	for _, m := range []string{
		"sharing.sites.public_group", "sharing.links.anonymous", "sharing.links.organization", "sharing.links.guests", "sharing.items.guests", "sharing.items.everyone",
		"sharing.items.broad_group", "copilot.files.discoverable", "onedrive.links.anonymous", "onedrive.links.organization", "onedrive.items.everyone",
		"onedrive.owner_disabled", "onedrive.owner_deleted", "onedrive.owner_unknown", "onedrive.inactive_90d", "ownership.groups.ownerless",
		"ownership.groups.no_active_owner", "ownership.groups.single_owner", "ownership.groups.owner_unknown", "ownership.sites.ownerless_group",
		"ownership.sites.owner_unknown", "teams.inactive_90d", "teams.duplicate_names", "teams.channels.ownerless", "licence.copilot.assigned_disabled",
		"licence.users.not_eligible",
	} {
		if truth[m] == nil || *truth[m] != 0 {
			t.Errorf("%s is %s, want 0", m, text(truth[m]))
		}
	}
	if *truth["licence.copilot.assigned"] != *truth["licence.copilot.seats"] || *truth["labels.groups_labelled"] != *truth["ownership.groups"] {
		t.Error("a seat is free or a group is without a label")
	}
}

// TestUsageCountsLinks: the rows of the usage report below /beta say what stands in the libraries of each collection.
func TestUsageCountsLinks(t *testing.T) {
	type key struct{ site, scope string }
	for _, name := range Names() {
		got, want := map[key]int{}, map[key]int{}
		for _, site := range load(t, name).Tenant.Sites {
			if u := site.Usage; u != nil {
				want[key{site.SiteID, "anonymous"}] += u.AnonymousLinks
				want[key{site.SiteID, "organization"}] += u.CompanyLinks
				want[key{site.SiteID, "users"}] += u.GuestLinks + u.MemberLinks
			}
			if site.ShortID && site.Usage == nil { // the same site once more
				continue
			}
			for _, d := range site.Drives {
				for _, it := range d.Items {
					for it.Again != nil {
						it = *it.Again
					}
					seen := map[string]bool{}
					for _, p := range it.Permissions {
						if p.Link == nil || it.Deleted || p.Inherited != "" && p.Inherited != "null" || p.Link.Scope == "existingAccess" || seen[p.ID] {
							continue
						}
						seen[p.ID] = true
						got[key{site.SiteID, cmp.Or(p.Link.Scope, "users")}]++
					}
				}
			}
		}
		for k, n := range want {
			if got[k] != n {
				t.Errorf("%s: %d links for %s in the row of %s, %d in its libraries", name, n, k.scope, k.site, got[k])
			}
		}
	}
}

// text writes a truth as the golden files do.
func text(n *int) string {
	if n == nil {
		return "null"
	}
	return strconv.Itoa(*n)
}
