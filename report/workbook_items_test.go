package report

import (
	"fmt"
	"strings"
	"testing"

	"preflight/assess"
)

// mailOf is the mail of the only owner in the evidence.
func mailOf(t *testing.T, d Document, lines ...evidenceLine) string {
	t.Helper()
	d.Evidence = evidenceOf(t, lines...)
	rows := rowsOf(t, opened(t, bytesOf(t, d)), "Site owners' worklist")
	if len(rows) != 1 {
		t.Fatalf("%d owners, want 1", len(rows))
	}
	return rows[0]["Mail text"]
}

// TestMailNamesItems: the owner learns which items are open, how, and where they are; the weightiest first, each once, and
// nothing that is not open.
func TestMailNamesItems(t *testing.T) {
	d := bookDocument(t)
	d.Brand.Contact = "Ana Ruiz, ana@northwind.example"
	site := assess.SiteRow{Key: "web-01", Name: "Project 01", URL: "https://contoso.sharepoint.com/sites/project", Owners: []string{"adele@contoso.com"}, Owner: assess.OwnerSingle, Seen: true, ActivitySeen: true,
		Exposure: assess.SiteExposure{LinksAnonymous: 1, LinksOrganization: 12, LinksGuests: 3, ItemsGuests: 1}}
	anyone, expired, dormant, people, elsewhere := linkRow(41), linkRow(81), linkRow(121), linkRow(161), linkRow(2)
	anyone.Edit, expired.Expired, dormant.Dormant, people.Scope = true, true, true, "users"
	again := anyone
	again.Scope, again.Key = "organization", "again"
	lines := []evidenceLine{}
	for i := range 12 {
		r := linkRow(1001 + 40*i)
		r.Scope, r.Files = "organization", i
		lines = append(lines, evidenceLine{"link", r})
	}
	for _, r := range []assess.LinkRow{anyone, expired, dormant, people, elsewhere, again} {
		lines = append(lines, evidenceLine{"link", r})
	}
	lines = append(lines,
		evidenceLine{"grant", assess.GrantRow{Key: "g", WebID: "web-01", Library: "Documents", Item: "Documents", Kind: assess.KindRoot, ItemURL: "https://contoso.sharepoint.com/sites/project/Shared%20Documents", Class: assess.ClassEveryone}},
		evidenceLine{"site", site})
	mail := mailOf(t, d, lines...)
	for _, want := range []string{
		"Hello,\n\nBefore Contoso Manufacturing starts", "4 shares with people outside",
		"These items matter most:\n\n- Documents (in Documents): open to everyone or a large group\n  https://contoso.sharepoint.com/sites/project/Shared%20Documents\n- Contract 41.docx (in Documents/Clients/41/Contracts): open to anyone who has the link and anyone inside who has the link, for changes too\n  " + anyone.ItemURL + "\n- Contract 1441.docx",
		"Manage access", "Please answer within two weeks", "Thank you\nYour MSP\nAna Ruiz, ana@northwind.example",
	} {
		if !strings.Contains(mail, want) {
			t.Errorf("the mail does not say %q:\n%s", want, mail)
		}
	}
	for _, not := range []string{expired.ItemURL, dormant.ItemURL, people.ItemURL, elsewhere.ItemURL, "Contract 1001.docx", "Contract 1121.docx"} {
		if strings.Contains(mail, not) {
			t.Errorf("the mail names %s", not)
		}
	}
	if n := strings.Count(mail, "(in Documents"); n != maxMailItems {
		t.Errorf("the mail names %d items, want %d", n, maxMailItems)
	}

	mail = mailOf(t, bookDocument(t), evidenceLine{"site", site})
	if strings.Contains(mail, "matter most") || !strings.HasSuffix(mail, "Thank you\nYour MSP") {
		t.Errorf("without a single item or a contact the mail reads:\n%s", mail)
	}
}

// TestMailItemsAreBounded: what is kept of a site does not grow with its links, and does not hang on their order.
func TestMailItemsAreBounded(t *testing.T) {
	up, down := mailItems{}, mailItems{}
	const n = 1000
	for i := range n {
		for m, j := range map[*mailItems]int{&up: i, &down: n - 1 - i} {
			r := linkRow(40 * j)
			r.Files = j % 100
			m.link(r)
		}
	}
	if got := fmt.Sprint(*up["web-00"]); len(*up["web-00"]) != maxMailItems || got != fmt.Sprint(*down["web-00"]) {
		t.Errorf("kept: %v; in the other order: %v", got, *down["web-00"])
	}
}
