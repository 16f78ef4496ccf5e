package emulator

import (
	"fmt"
	"sync/atomic"
	"testing"
)

// TestMake: libraries are made when they are asked for and forgotten when others are, and nobody can tell.
func TestMake(t *testing.T) {
	var made atomic.Int32
	tenant := tiny()
	site := &tenant.Sites[0]
	whole := site.Drives[0]
	for i := range madeLibraries + 10 {
		site.Drives = append(site.Drives, Drive{ID: fmt.Sprintf("b!made%d", i), Name: "Made", RootID: "root-1", Created: whole.Created, Make: func() ([]Item, []Permission) {
			made.Add(1)
			d := libraryOfItems()
			return d.Items, d.Permissions
		}})
	}
	c := connect(t, tenant, Options{PageSize: 3})
	if made.Load() != 0 {
		t.Fatal("libraries were made before anybody asked")
	}
	want, _ := c.all(asked[patternDelta])
	for round, times := range []int32{1, 2} {
		for i := range madeLibraries + 10 {
			got, pages := c.all(fmt.Sprintf("/drives/b!made%d/root/delta", i))
			if column(got, "id") != column(want, "id") || pages != 3 {
				t.Fatalf("library %d: %s in %d pages", i, column(got, "id"), pages)
			}
		}
		if n := made.Load(); n != times*(madeLibraries+10) {
			t.Errorf("round %d: %d libraries made, want each once", round, n)
		}
	}
	list, _ := c.all("/drives/b!made0/items/child/permissions")
	if column(list, "id") != "p-anon p-members" {
		t.Errorf("permissions %v", list)
	}
	if kept := c.server.cellar.kept.Len(); kept != madeLibraries {
		t.Errorf("%d libraries kept", kept)
	}
}

// TestDriveStatus: a library that is locked or gone while its site is there.
func TestDriveStatus(t *testing.T) {
	for status, code := range map[int]string{403: "accessDenied", 404: "itemNotFound", 410: "resourceModified", 423: "notAllowed"} {
		tenant := tiny()
		tenant.Sites[0].Drives[0].Status = status
		c := connect(t, tenant, Options{})
		for _, pattern := range []string{patternDelta, patternPermissions} {
			if got, body := c.get(asked[pattern]); got != status || errorCode(body) != code {
				t.Errorf("%s: %d %s, want %d %s", pattern, got, errorCode(body), status, code)
			}
		}
		c.must(asked["/sites/{site}/drives"])
	}
}
