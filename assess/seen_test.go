package assess

import "testing"

func TestLook(t *testing.T) {
	place := func(part, key string) Gap { return Gap{Part: part, Place: key, Reason: ReasonService} }
	broken := func(part string) Gap { return Gap{Part: part, Reason: ReasonService, Partial: true} }
	tests := []struct {
		name          string
		needs, whole  []string
		gaps          []Gap
		lost, partial bool
		looked, total int
		unit          string
		share         float64
	}{
		{"nothing lost", []string{PartSites, PartItems}, nil, nil, false, false, 0, 0, "", 1},
		{"another part lost", []string{PartSites}, nil, []Gap{lose(PartTeams)}, false, false, 0, 0, "", 1},
		{"a part lost", []string{PartSites, PartItems}, nil, []Gap{lose(PartItems)}, true, false, 0, 0, "", 0},
		{"a list that broke off", []string{PartSites}, nil, []Gap{broken(PartSites)}, false, true, 0, 0, "", 0},
		{"a place of three", []string{PartItems}, nil, []Gap{place(PartItems, "w-none")}, false, true, 2, 3, "sites", 2.0 / 3},
		{"one place in two parts", []string{PartItems, PartPermissions}, nil, []Gap{place(PartItems, "w-none"), place(PartPermissions, "w-none")}, false, true, 2, 3, "sites", 2.0 / 3},
		{"two places in two parts", []string{PartItems, PartPermissions}, nil, []Gap{place(PartItems, "w-none"), place(PartPermissions, "w-plain")}, false, true, 1, 3, "sites", 1.0 / 3},
		{"every place", []string{PartItems}, nil, []Gap{place(PartItems, "w-none"), place(PartItems, "w-plain"), place(PartItems, "w-public")}, true, true, 0, 3, "sites", 0},
		{"the worse of two units", []string{PartItems, PartDriveItems}, nil, []Gap{place(PartItems, "w-none"), place(PartDriveItems, "o-active")}, false, true, 2, 3, "sites", 2.0 / 3},
		{"a place and an end unknown", []string{PartItems, PartSites}, nil, []Gap{place(PartItems, "w-none"), broken(PartSites)}, false, true, 0, 0, "", 0},
		{"a whole part lost", nil, []string{PartUsers}, []Gap{lose(PartUsers)}, true, false, 0, 0, "", 0},
		{"a whole part broke off", nil, []string{PartUsers}, []Gap{broken(PartUsers)}, true, false, 0, 0, "", 0},
		{"a place of a whole part", nil, []string{PartGroupSites}, []Gap{place(PartGroupSites, "grp-one")}, true, false, 0, 0, "", 0},
		{"a place of a part without places", []string{PartUsers}, nil, []Gap{place(PartUsers, "u")}, false, true, 0, 0, "", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inv := resolved(tenant())
			inv.Gaps = tt.gaps
			s := inv.Look(tt.needs, tt.whole)
			if s.Lost != tt.lost || s.Partial != tt.partial || s.Looked != tt.looked || s.Total != tt.total || s.Unit != tt.unit || s.Share() != tt.share {
				t.Errorf("%+v, share %v", s, s.Share())
			}
		})
	}
}
