package emulator

import (
	"strings"
	"testing"
)

func TestDelta(t *testing.T) {
	c := connect(t, tiny(), Options{PageSize: 3})
	items, pages := c.all(asked[patternDelta], "Prefer", "hierarchicalsharing")
	if got := column(items, "id"); got != "root-1 folder child own book gone twice twice" || pages != 3 {
		t.Fatalf("items %s in %d pages", got, pages)
	}
	for i, want := range []string{
		`{"folder":{"childCount":3},"id":"root-1","lastModifiedDateTime":"2025-01-01T00:00:00Z","name":"root","parentReference":{"driveId":"b!library","driveType":"documentLibrary"},"root":{},"size":0,` +
			`"webUrl":"https://tiny.sharepoint.com/sites/project/Shared%20Documents"}`,
		`{"folder":{"childCount":2},"id":"folder","lastModifiedDateTime":"2026-01-01T00:00:00Z","name":"Open Folder","parentReference":{"driveId":"b!library","driveType":"documentLibrary","id":"root-1"},` +
			`"shared":{"scope":"anonymous","sharedDateTime":"2026-01-01T00:00:00Z"},"size":0,"webUrl":"https://tiny.sharepoint.com/sites/project/Shared%20Documents/Open%20Folder"}`,
	} {
		if got := compact(t, items[i]); got != want {
			t.Errorf("item %d:\n%s\nwant\n%s", i, got, want)
		}
	}
	child, own, book, gone := items[2], items[3], items[4], items[5]
	if _, found := child["shared"]; found {
		t.Errorf("hierarchicalsharing: an item without permissions of its own has the shared facet: %v", child)
	}
	if child["webUrl"] != "https://tiny.sharepoint.com/sites/project/Shared%20Documents/Open%20Folder/below%20%231.docx" {
		t.Errorf("webUrl %v", child["webUrl"])
	}
	if got := compact(t, own["shared"]); got != "{}" {
		t.Errorf("shared facet %s, want {}", got)
	}
	if got := compact(t, book["package"]); got != `{"type":"oneNote"}` || book["file"] != nil || book["folder"] != nil {
		t.Errorf("package %v", book)
	}
	if got := compact(t, gone["deleted"]); got != `{"state":"deleted"}` || gone["name"] != nil {
		t.Errorf("deleted item %v", gone)
	}
	if items[6]["name"] != "Draft.docx" || items[7]["name"] != "Final.docx" {
		t.Errorf("repeated item %v, then %v", items[6]["name"], items[7]["name"])
	}
}

// TestDeltaWithoutHierarchicalSharing: every descendant of a shared folder carries the facet.
func TestDeltaWithoutHierarchicalSharing(t *testing.T) {
	c := connect(t, tiny(), Options{})
	items, _ := c.all(asked[patternDelta])
	if got := compact(t, items[2]["shared"]); got != `{"scope":"anonymous","sharedDateTime":"2026-01-02T00:00:00Z"}` {
		t.Errorf("shared facet of a child: %s", got)
	}
	if got := compact(t, items[3]["shared"]); got != "{}" {
		t.Errorf("shared facet of a child with permissions of its own: %s", got)
	}
	if items[4]["shared"] != nil {
		t.Errorf("an item beside the shared folder has the facet: %v", items[4])
	}
}

// TestDeltaLink: it comes on the last page only, and brings nothing new.
func TestDeltaLink(t *testing.T) {
	c := connect(t, tiny(), Options{PageSize: 6})
	first := c.must(asked[patternDelta])
	if _, found := first["@odata.deltaLink"]; found {
		t.Error("a delta link beside a next link")
	}
	last := c.must(first["@odata.nextLink"].(string))
	link, _ := last["@odata.deltaLink"].(string)
	if !strings.HasPrefix(link, c.server.URL()+"/v1.0/drives/b%21library/root/delta?") {
		t.Fatalf("delta link %q", link)
	}
	after := c.must(link)
	if len(after["value"].([]any)) != 0 || after["@odata.deltaLink"] == nil {
		t.Errorf("after the delta link: %v", after)
	}
}

// TestDownloadURL: the annotation is there only where nothing is selected.
func TestDownloadURL(t *testing.T) {
	const name = "@microsoft.graph.downloadUrl"
	c := connect(t, tiny(), Options{})
	items, _ := c.all("/drives/b!library/root/delta")
	secret, _ := items[2][name].(string)
	if secret == "" || items[1][name] != nil {
		t.Fatalf("download address of a file %q, of a folder %v", secret, items[1][name])
	}
	if !strings.Contains(strings.Join(c.server.Secrets(), "\n"), secret) {
		t.Error("the address is not among the secrets")
	}
	items, _ = c.all("/drives/b!library/root/delta?$select=id,file,name")
	if items[2][name] != nil {
		t.Errorf("download address although $select does not name it: %v", items[2])
	}
}

func TestPermissionLists(t *testing.T) {
	c := connect(t, tiny(), Options{})
	const (
		link = `"grantedToIdentities":[],"grantedToIdentitiesV2":[],"hasPassword":true,"id":"p-anon"`
		rest = `"link":{"preventsDownload":false,"scope":"anonymous","type":"edit","webUrl":"https://tiny.sharepoint.com/:f:/s/project/planted-link"},"roles":["write"],` +
			`"shareId":"u!aHR0cHM6Ly90aW55LnNoYXJlcG9pbnQuY29tLzpmOi9zL3Byb2plY3QvcGxhbnRlZC1saW5r"}`
		members = `{"grantedTo":{"user":{"displayName":"Project Members","id":"5"}},"grantedToV2":{"siteGroup":{"displayName":"Project Members","id":"5","loginName":"Project Members"}},"id":"p-members"`
		expiry  = `{"expirationDateTime":"2026-12-01T00:00:00Z",`
	)
	for _, test := range []struct{ item, want string }{
		{"root-1", members + `,"roles":["write"]}`},
		{"root", members + `,"roles":["write"]}`},
		{"folder", expiry + link + `,` + rest + ` ` + members + `,"inheritedFrom":{},"roles":["write"]}`},
		{"child", expiry + link + `,"inheritedFrom":{},` + rest + ` ` + members + `,"inheritedFrom":{},"roles":["write"]}`},
		{"own", members + `,"inheritedFrom":null,"roles":["write"]} ` + expiry + link + `,"inheritedFrom":{"path":"/drives/b!library/root:/Open Folder"},` + rest},
		{"book", members + `,"inheritedFrom":{},"roles":["write"]}`},
		{"twice", members + `,"inheritedFrom":{},"roles":["write"]}`},
	} {
		var got []string
		for _, p := range c.must("/drives/b!library/items/" + test.item + "/permissions")["value"].([]any) {
			got = append(got, compact(t, p))
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s:\n%s\nwant\n%s", test.item, strings.Join(got, " "), test.want)
		}
	}
	secrets := strings.Join(c.server.Secrets(), "\n")
	for _, want := range []string{"planted-link", "u!aHR0", appSecret, c.token} {
		if !strings.Contains(secrets, want) {
			t.Errorf("%s is not among the secrets", want)
		}
	}
}
