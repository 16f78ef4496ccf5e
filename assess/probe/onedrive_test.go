package probe

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"preflight/assess"
	"preflight/assess/emulator"
)

// withOneDrives adds two OneDrives to that of anna: one archived, one without an owner.
func withOneDrives(t *emulator.Tenant) {
	personal := func(s *emulator.Site) {
		s.Host, s.URL, s.Personal = "fabrikam-my.sharepoint.com", "https://fabrikam-my.sharepoint.com/personal/"+s.Name, true
	}
	t.Sites[4].Drives = []emulator.Drive{drive("anna", itemIn("plan", "", "file", "users", []emulator.Permission{link("l1", "users")}))}
	t.Sites[4].Drives[0].Owner = &emulator.Identity{ID: anna, Name: "anna", Mail: "anna@fabrikam.com"}
	t.Sites = append(t.Sites,
		site(8, "left", func(s *emulator.Site) { personal(s); s.Drives = []emulator.Drive{drive("left")} }),
		site(9, "cold", func(s *emulator.Site) {
			personal(s)
			s.Archive, s.Drives = "fullyArchived", []emulator.Drive{drive("cold")}
		}),
	)
}

func TestOneDrive(t *testing.T) {
	parts := []string{assess.PartDriveItems, assess.PartDrivePermissions, assess.PartDriveOwners}
	annas := assess.Drive{ID: "b!anna", WebID: id(0x2005), Items: 1, Files: 1, OwnerID: anna, OwnerUPN: "anna@fabrikam.com", OwnerName: "anna"}
	lefts := assess.Drive{ID: "b!left", WebID: id(0x2008)}
	tests := []struct {
		name  string
		opts  Options
		fault emulator.Fault
		gaps  map[string][]string
		want  []assess.Drive
	}{
		{name: "as they are", fault: emulator.Fault{Match: "/nothing", Kind: emulator.Status(500)}, want: []assess.Drive{annas, lefts}},
		{
			name: "left out", opts: Options{NoOneDrive: true}, fault: emulator.Fault{Match: "/nothing", Kind: emulator.Status(500)},
			gaps: map[string][]string{parts[0]: {"skipped"}, parts[1]: {"skipped"}, parts[2]: {"skipped"}},
		},
		{
			name:  "one that refuses",
			fault: emulator.Fault{Match: "^/sites/[^/]*" + id(0x2008) + "/drives$", Kind: emulator.Status(403)},
			gaps:  map[string][]string{parts[0]: {"left permission"}, parts[2]: {"left permission"}},
			want:  []assess.Drive{annas},
		},
		{
			name:  "items that refuse",
			fault: emulator.Fault{Match: "^/drives/b!anna/root/delta$", Kind: emulator.Status(423)},
			gaps:  map[string][]string{parts[0]: {"anna locked"}},
			want: []assess.Drive{
				{ID: "b!anna", WebID: id(0x2005), OwnerID: anna, OwnerUPN: "anna@fabrikam.com", OwnerName: "anna"}, lefts,
			},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			tenant := fabrikam()
			withOneDrives(tenant)
			l := collect(t, tenant, emulator.Options{Faults: []emulator.Fault{test.fault}}, test.opts, only("onedrive")...)
			for _, part := range parts {
				if diff := cmp.Diff(test.gaps[part], l.gapsOf(part)); diff != "" {
					t.Errorf("gaps of %s (-want +got):\n%s", part, diff)
				}
			}
			for i := range l.Drives {
				l.Drives[i].Name, l.Drives[i].URL = "", ""
			}
			if diff := cmp.Diff(test.want, l.Drives); diff != "" {
				t.Errorf("drives (-want +got):\n%s", diff)
			}
		})
	}
}
