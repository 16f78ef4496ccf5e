package probe

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"preflight/assess"
	"preflight/assess/emulator"
)

// inherit marks entries of a list as inherited, with the empty object that SharePoint gives.
func inherit(list ...emulator.Permission) []emulator.Permission {
	out := slices.Clone(list)
	for i := range out {
		out[i].Inherited = "{}"
	}
	return out
}

// link is a direct sharing link; its address is the secret that must not come out.
func link(id, scope string) emulator.Permission {
	return emulator.Permission{ID: id, Roles: []string{"read"}, Link: &emulator.Link{Type: "view", Scope: scope, URL: "https://" + host + "/:w:/s/SECRET-" + id}}
}

// siteMembers is the grant to a site group that every library's root has.
func siteMembers() emulator.Permission {
	return emulator.Permission{ID: "members", Roles: []string{"write"}, GrantedTo: &emulator.IdentitySet{SiteGroup: &emulator.Identity{ID: "5", Name: "Members"}}}
}

// itemIn is an item of a hand-made library; facet is the scope in its shared facet, "-" for none.
func itemIn(id, parent, kind, facet string, list []emulator.Permission) emulator.Item {
	i := emulator.Item{ID: id, Parent: parent, Name: "the " + id, Kind: kind, Modified: asOf.AddDate(0, -1, 0), Permissions: list}
	if facet != "-" {
		i.Facet = &facet
	}
	return i
}

// drive is a library whose root has the grant to the site's members.
func drive(id string, items ...emulator.Item) emulator.Drive {
	return emulator.Drive{ID: "b!" + id, Name: "Documents " + id, RootID: "root-" + id, Items: items, Permissions: []emulator.Permission{siteMembers()}}
}

// holderOf is a holder as tests compare it: its library and path, the files it decides on, and its entries.
type holderOf struct {
	Where   string
	Kind    assess.ItemKind
	Files   int
	Entries string
}

func (l look) holders() []holderOf {
	var out []holderOf
	for h := range l.Holders {
		var entries []string
		for _, p := range h.Permissions {
			entry := p.ID
			if p.Inherited {
				entry += " inherited"
			}
			entries = append(entries, entry)
		}
		where := strings.TrimPrefix(h.DriveID, "b!") + ":"
		if h.Path != "" {
			where += h.Path + "/"
		}
		out = append(out, holderOf{where + h.Name, h.Kind, h.Files, strings.Join(entries, ", ")})
	}
	return out
}

// library is a tenant's drive with a case for every way in which permissions come about.
func withLibrary(t *emulator.Tenant) {
	shared := append(inherit(siteMembers()), link("l1", "anonymous"))
	removed := emulator.Item{ID: "brief", Name: "brief", Kind: "file", Deleted: true}
	t.Sites[3].Drives = []emulator.Drive{drive("apps", itemIn("app", "", "file", "anonymous", []emulator.Permission{link("l8", "anonymous")}))} // a system site
	changed := itemIn("twice", "folder", "file", "users", append(inherit(siteMembers()), link("l3", "users")))
	t.Sites[1].Drives = []emulator.Drive{
		drive("one",
			itemIn("folder", "", "folder", "anonymous", shared),
			itemIn("below", "folder", "file", "-", nil),
			itemIn("deep", "folder", "folder", "-", nil),
			itemIn("deeper", "deep", "file", "-", nil),
			itemIn("own", "deep", "file", "organization", append(inherit(shared...), link("l2", "organization"))),
			itemIn("empty", "", "file", "", nil),
			itemIn("book", "", "package", "-", nil),
			emulator.Item{ID: "was", Parent: "", Name: "was", Kind: "file", Deleted: true, Facet: new("anonymous"), Permissions: []emulator.Permission{link("l9", "anonymous")}},
			emulator.Item{ID: "brief", Name: "brief", Kind: "file", Facet: new("anonymous"), Permissions: []emulator.Permission{link("l7", "anonymous")}, Again: &removed},
			emulator.Item{ID: "twice", Parent: "folder", Name: "once", Kind: "file", Modified: asOf, Again: &changed},
		),
		{ID: "b!hidden", Name: "Style Library", System: true, RootID: "root-hidden"},
	}
}

func TestCrawl(t *testing.T) {
	tenant := fabrikam()
	withLibrary(tenant)
	l := collect(t, tenant, emulator.Options{PageSize: 3}, Options{}, only("sharing")...)

	for _, part := range []string{assess.PartItems, assess.PartPermissions, assess.PartMembers, assess.PartSharingSettings} {
		if gaps := l.gapsOf(part); gaps != nil {
			t.Errorf("gaps of %s: %v", part, gaps)
		}
	}
	if len(l.Drives) != 1 {
		t.Fatalf("drives %v", l.Drives)
	}
	d := l.Drives[0]
	if d.WebID != id(0x2002) || d.Items != 8 || d.Files != 5 || d.Whole {
		t.Errorf("drive %+v, want 8 items, 5 of them files", d)
	}
	want := []holderOf{
		{"one:the folder", assess.KindFolder, 2, "l1, members inherited"}, // below and deeper
		{"one:the folder/the deep/the own", assess.KindFile, 1, "l1 inherited, l2, members inherited"},
		{"one:Documents one", assess.KindRoot, 1, "members"}, // empty
		{"one:the folder/the twice", assess.KindFile, 1, "l3, members inherited"},
	}
	if diff := cmp.Diff(want, l.holders()); diff != "" {
		t.Errorf("holders (-want +got):\n%s", diff)
	}
	if want := (assess.ControlSample{Drawn: 4}); l.Control != want { // below, deep, deeper, book
		t.Errorf("control sample %+v, want %+v", l.Control, want)
	}
	if l.Sharing == nil || l.Sharing.Capability != "externalUserSharingOnly" || l.Sharing.DeletedOneDriveDays != 30 {
		t.Errorf("sharing settings %+v", l.Sharing)
	}
}

// TestLyingFacet has a library whose shared facet is missing on an item with a link of its own.
func TestLyingFacet(t *testing.T) {
	tenant := fabrikam()
	tenant.Sites[0].Drives = []emulator.Drive{drive("true", itemIn("a", "", "file", "-", nil))}
	tenant.Sites[1].Drives = []emulator.Drive{drive("lies",
		itemIn("dir", "", "folder", "-", append(inherit(siteMembers()), link("l1", "anonymous"))),
		itemIn("in", "dir", "file", "-", nil),
		itemIn("out", "", "file", "-", []emulator.Permission{link("l2", "organization")}),
	)}
	l := collect(t, tenant, emulator.Options{}, Options{}, only("sharing")...)

	want := []holderOf{
		{"true:Documents true", assess.KindRoot, 1, "members"},
		{"lies:the dir", assess.KindFolder, 1, "l1, members inherited"},
		{"lies:the out", assess.KindFile, 1, "l2"},
		{"lies:Documents lies", assess.KindRoot, 0, "members"},
	}
	if diff := cmp.Diff(want, l.holders()); diff != "" {
		t.Errorf("holders (-want +got):\n%s", diff)
	}
	if want := (assess.ControlSample{Drawn: 4, Found: 2, Drives: 1}); l.Control != want {
		t.Errorf("control sample %+v, want %+v", l.Control, want)
	}
	for _, d := range l.Drives {
		if whole := d.ID == "b!lies"; d.Whole != whole {
			t.Errorf("drive %s read whole: %v", d.ID, d.Whole)
		}
	}
}

func TestCrawlLosses(t *testing.T) {
	tests := []struct {
		name   string
		change func(*emulator.Tenant)
		faults []emulator.Fault
		gaps   map[string][]string // part → gaps
		want   []holderOf
		gone   []string
		items  int // of Projects; 0: not looked at
	}{
		{
			name:   "a site that refuses",
			change: func(t *emulator.Tenant) { t.Sites[0].Status = 403 },
			gaps:   map[string][]string{assess.PartItems: {"Crew permission"}, assess.PartSubsites: {"Crew permission"}},
			want: []holderOf{
				{"one:the folder", assess.KindFolder, 2, "l1, members inherited"},
				{"one:the folder/the deep/the own", assess.KindFile, 1, "l1 inherited, l2, members inherited"},
				{"one:Documents one", assess.KindRoot, 1, "members"},
				{"one:the folder/the twice", assess.KindFile, 1, "l3, members inherited"},
			},
		},
		{
			name:   "a site that is gone",
			change: func(t *emulator.Tenant) { t.Sites[0].Status = 404; t.Sites[1].Drives = nil },
			gone:   []string{"Crew"},
		},
		{
			name:   "a site that is locked",
			change: func(t *emulator.Tenant) { t.Sites[0].Status = 423; t.Sites[1].Drives = nil },
			gaps:   map[string][]string{assess.PartItems: {"Crew locked"}, assess.PartSubsites: {"Crew locked"}},
		},
		{
			name:   "a list of permissions that cannot be read hides who can open what is below",
			faults: []emulator.Fault{{Match: "/items/folder/permissions", Kind: emulator.Status(403)}},
			gaps:   map[string][]string{assess.PartPermissions: {"Projects permission"}},
			want: []holderOf{
				{"one:the folder/the deep/the own", assess.KindFile, 1, "l1 inherited, l2, members inherited"},
				{"one:Documents one", assess.KindRoot, 1, "members"},
				{"one:the folder/the twice", assess.KindFile, 1, "l3, members inherited"},
			},
		},
		{
			name:   "an item that vanished since",
			faults: []emulator.Fault{{Match: "/items/own", Kind: emulator.Status(404)}},
			want: []holderOf{
				{"one:the folder", assess.KindFolder, 2, "l1, members inherited"},
				{"one:Documents one", assess.KindRoot, 1, "members"},
				{"one:the folder/the twice", assess.KindFile, 1, "l3, members inherited"},
			},
		},
		{
			name:   "a folder that is there, but says that its permissions are not",
			faults: []emulator.Fault{{Match: "/items/folder/permissions", Kind: emulator.Status(404)}},
			gaps:   map[string][]string{assess.PartPermissions: {"Projects service"}},
			want: []holderOf{
				{"one:the folder/the deep/the own", assess.KindFile, 1, "l1 inherited, l2, members inherited"},
				{"one:Documents one", assess.KindRoot, 1, "members"},
				{"one:the folder/the twice", assess.KindFile, 1, "l3, members inherited"},
			},
			items: 8,
		},
		{
			name:   "all permissions not found is not an empty library",
			faults: []emulator.Fault{{Match: "/items/.*/permissions", Kind: emulator.Status(404)}},
			gaps:   map[string][]string{assess.PartPermissions: {"Projects service"}},
			items:  8,
		},
		{
			name:   "a delta that has to begin anew",
			faults: []emulator.Fault{{Match: "/root/delta", After: 1, Times: 1, Kind: emulator.Status(410)}},
			want: []holderOf{
				{"one:the folder", assess.KindFolder, 2, "l1, members inherited"},
				{"one:the folder/the deep/the own", assess.KindFile, 1, "l1 inherited, l2, members inherited"},
				{"one:Documents one", assess.KindRoot, 1, "members"},
				{"one:the folder/the twice", assess.KindFile, 1, "l3, members inherited"},
			},
		},
		{
			name:   "a delta that begins anew for ever",
			faults: []emulator.Fault{{Match: "/root/delta", Kind: emulator.Status(410)}},
			gaps:   map[string][]string{assess.PartItems: {"Projects service"}},
		},
		{
			name:   "a listing that breaks off keeps what was read",
			faults: []emulator.Fault{{Match: "/root/delta", After: 1, Kind: emulator.Status(403)}},
			gaps:   map[string][]string{assess.PartItems: {"Projects permission"}},
			want: []holderOf{
				{"one:the folder", assess.KindFolder, 1, "l1, members inherited"},
				{"one:Documents one", assess.KindRoot, 0, "members"},
			},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			tenant := fabrikam()
			withLibrary(tenant)
			if test.change != nil {
				test.change(tenant)
			}
			l := collect(t, tenant, emulator.Options{PageSize: 3, Faults: test.faults}, Options{}, only("sharing")...)
			for _, part := range []string{assess.PartSites, assess.PartSubsites, assess.PartItems, assess.PartPermissions} {
				if diff := cmp.Diff(test.gaps[part], slices.Compact(l.gapsOf(part))); diff != "" {
					t.Errorf("gaps of %s (-want +got):\n%s", part, diff)
				}
			}
			if diff := cmp.Diff(test.want, l.holders()); diff != "" {
				t.Errorf("holders (-want +got):\n%s", diff)
			}
			if test.items > 0 && l.Drives[0].Items != test.items {
				t.Errorf("%d items, want %d", l.Drives[0].Items, test.items)
			}
			var gone []string
			for _, s := range l.Sites {
				if s.Gone {
					gone = append(gone, s.Name)
				}
			}
			if !slices.Equal(gone, test.gone) {
				t.Errorf("gone %v, want %v", gone, test.gone)
			}
		})
	}
}

// TestAllSitesGone: that every site of a tenant has been deleted since it was listed is not believed.
func TestAllSitesGone(t *testing.T) {
	tenant := fabrikam()
	withLibrary(tenant)
	l := collect(t, tenant, emulator.Options{Faults: []emulator.Fault{{Match: "/sites/{site}/drives", Kind: emulator.Status(404)}}}, Options{}, only("sharing")...)
	if diff := cmp.Diff([]string{"service"}, l.gapsOf(assess.PartItems)); diff != "" {
		t.Errorf("gaps (-want +got):\n%s", diff)
	}
}

// TestAstray has files whose way up to the root is broken: which list decides on them is not known.
func TestAstray(t *testing.T) {
	tenant := fabrikam()
	tenant.Sites[1].Drives = []emulator.Drive{drive("one",
		itemIn("dir", "", "folder", "anonymous", append(inherit(siteMembers()), link("l1", "anonymous"))),
		itemIn("in", "dir", "file", "-", nil),
		itemIn("lost", "dir", "file", "-", nil),
		itemIn("orphan", "dir", "file", "-", nil),
	)}
	l := collectThrough(t.Context(), t, tenant, emulator.Options{}, Options{}, func(path, body string) string {
		if !strings.HasSuffix(path, "/root/delta") {
			return body
		}
		for id, parent := range map[string]string{"lost": `null`, "orphan": `{"id":"elsewhere"}`} {
			body = regexp.MustCompile(`("id":"`+id+`"[^}]*"parentReference":)\{[^}]*\}`).ReplaceAllString(body, "${1}"+parent)
		}
		return body
	}, only("sharing")...)
	if diff := cmp.Diff([]string{"Projects service"}, l.gapsOf(assess.PartPermissions)); diff != "" {
		t.Errorf("gaps (-want +got):\n%s", diff)
	}
	for _, g := range l.Gaps {
		if g.Part == assess.PartPermissions && g.Detail != "2 files of a library have no known folder" {
			t.Errorf("the gap says %q", g.Detail)
		}
	}
	want := []holderOf{{"one:the dir", assess.KindFolder, 1, "l1, members inherited"}, {"one:Documents one", assess.KindRoot, 0, "members"}}
	if diff := cmp.Diff(want, l.holders()); diff != "" {
		t.Errorf("holders (-want +got):\n%s", diff)
	}
}

// TestSecondReading: a library whose facet is wrong is not listed again, and a list that cannot be read the second time
// is one of which nothing is known.
func TestSecondReading(t *testing.T) {
	tenant := fabrikam()
	tenant.Sites[1].Drives = []emulator.Drive{drive("lies",
		itemIn("a", "", "folder", "-", append(inherit(siteMembers()), link("l1", "anonymous"))),
		itemIn("b", "a", "file", "-", nil),
		itemIn("c", "", "file", "-", nil),
		itemIn("d", "", "file", "-", nil),
	)}
	faults := []emulator.Fault{{Match: "/items/c/permissions", After: 1, Kind: emulator.Status(403)}}
	l := collect(t, tenant, emulator.Options{PageSize: 3, Faults: faults}, Options{}, only("sharing")...)
	if diff := cmp.Diff([]string{"Projects permission"}, l.gapsOf(assess.PartPermissions)); diff != "" {
		t.Errorf("gaps (-want +got):\n%s", diff)
	}
	if len(l.Drives) != 1 || l.Drives[0].Items != 4 || !l.Drives[0].Whole {
		t.Errorf("drives %+v, want one with 4 items, read whole", l.Drives)
	}
	want := []holderOf{{"lies:the a", assess.KindFolder, 1, "l1, members inherited"}, {"lies:Documents lies", assess.KindRoot, 1, "members"}}
	if diff := cmp.Diff(want, l.holders()); diff != "" {
		t.Errorf("holders (-want +got):\n%s", diff)
	}
	if n := l.server.Requests()["/drives/{drive}/root/delta"]; n != 2 {
		t.Errorf("%d pages were asked for, want 2", n)
	}
	lists := l.Crawl.Areas[0].Lists
	if want := (assess.Tally{Expected: 9, Read: 8, Failed: map[assess.Reason]int{assess.ReasonPermission: 1}}); !cmp.Equal(want, lists) {
		t.Errorf("lists %+v, want %+v", lists, want) // four of the sample, the root and three of four items
	}
}
