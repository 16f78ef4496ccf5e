package report

import (
	"strings"
	"testing"

	"preflight/assess"
)

// A setting that Graph left out is neither on nor off.
func TestSettingsNotSeen(t *testing.T) {
	d := testDocument(t)
	d.Assessment.Sharing = &assess.SharingSettings{Capability: "externalUserSharingOnly", ResharingByGuests: new(true), LegacyAuthProtocols: new(false)}
	text := flat(pdfPages(t, writePDF(t, d))...)
	for _, want := range []string{
		"Guests may share what they do not own On",
		"Guests have to sign in with the account that was invited not seen",
		"Apps without modern authentication may connect Off",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the report does not say %q", want)
		}
	}
}

// A capability that nobody knows does not switch links for anyone off.
func TestDormantWords(t *testing.T) {
	for capability, want := range map[string][2]string{
		assess.SharingExistingGuests: {"dormant: the tenant has switched such links off", "The tenant has switched links for anyone off"},
		assess.SharingAnyone:         {"open to whoever has the link", "The tenant lets links for anyone be made"},
		"unknownFutureValue":         {"whether the tenant lets them open is not known", "The tenant’s sharing setting is not known to this version"},
	} {
		a := assess.Assessment{Sharing: &assess.SharingSettings{Capability: capability}}
		if got := english.anyoneNote(a); got != want[0] {
			t.Errorf("%s: %q, want %q", capability, got, want[0])
		}
		if got := english.dormantSentence(a); !strings.HasPrefix(got, want[1]) {
			t.Errorf("%s: %q, want %q", capability, got, want[1])
		}
	}
}

// The three statements stand beside each other with their own numbers, and no number is their sum.
func TestStatements(t *testing.T) {
	d := testDocument(t)
	a := d.Assessment
	for measure, n := range map[string]int{"copilot.files.discoverable": 701, "sharing.items.guests": 13, "sharing.files.by_link.organization": 411} {
		a.Measures[measure] = count(n)
	}
	text := strings.Join(pdfPages(t, writePDF(t, d)), "\n")
	for _, want := range []string{
		"1 · FOUND WITHOUT A LINK\n701\n", "2 · OPEN BY LINK\n≥ 2,345\n", "3 · OPEN TO PEOPLE OUTSIDE\n13\n", "\n411\nfiles under a link for the",
		"\nProject 00\n3,000\nProject 01\n≥ 2,900\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the report does not say %q", want)
		}
	}
	for _, sum := range []string{"714", "3,059", "3,046", "1,125"} {
		if strings.Contains(text, "\n"+sum+"\n") {
			t.Errorf("the report prints %s, a sum of statements", sum)
		}
	}
}

// A statement that was not seen is no number, and its card names no site as if there were none.
func TestStatementsNotSeen(t *testing.T) {
	d := testDocument(t)
	a := &d.Assessment
	a.Measures["copilot.files.discoverable"], a.Measures["sharing.items.guests"], a.Exposure = nil, nil, nil
	a.Seen["sharing.items.guests"] = assess.Seen{AtLeast: 0, Looked: 3, Total: 40, Unit: "sites"}
	text := strings.Join(pdfPages(t, writePDF(t, d)), "\n")
	for _, want := range []string{"WITHOUT A LINK\nnot seen\n", "PEOPLE OUTSIDE\nnone seen\n", "3 of 40 sites seen", "No site or OneDrive was seen to hold any."} {
		if !strings.Contains(flat(text), flat(want)) {
			t.Errorf("the report does not say %q", want)
		}
	}
}

// An assessment that lists only some sites may lack those with most links: the card says so.
func TestBarsOfSomeSites(t *testing.T) {
	d := testDocument(t) // lists 30 of 61 sites, all of which have files to be found
	all := flat(pdfPages(t, writePDF(t, d))...)
	if !strings.Contains(all, "Files under a link for anyone, by site, among those listed with most to find") || strings.Contains(all, "Files that may be found, by site, among") {
		t.Error("the cards do not tell what is certain from what is not")
	}
	d.Assessment.Sites = len(d.Assessment.Exposure)
	if all := flat(pdfPages(t, writePDF(t, d))...); strings.Contains(all, "among those listed") {
		t.Error("a list of all sites is called one of some")
	}
}

// A site that was left out by agreement is named as such.
func TestExcludedSitesAreNotClean(t *testing.T) {
	d := testDocument(t)
	for _, name := range []string{"Board papers", "Legal"} {
		d.Assessment.Gaps = append(d.Assessment.Gaps, assess.Gap{Part: assess.PartItems, Place: name, Name: name, Reason: assess.ReasonExcluded, Detail: "privileged"})
	}
	d.Assessment.Exposure = nil
	all := flat(pdfPages(t, writePDF(t, d))...)
	for _, want := range []string{"Left out by agreement, and so neither in order nor not: Board papers; Legal. Their files and permissions were not read; who owns them, and whether they are used, is counted as for any other site", "not everything could be"} {
		if !strings.Contains(all, want) {
			t.Errorf("the report does not say %q", want)
		}
	}
}

// Links and grants stand in one table: in sites, and in OneDrives where they are counted there.
func TestLinksTable(t *testing.T) {
	d := testDocument(t)
	a := d.Assessment
	a.Measures["onedrive.links.users"] = nil
	text := strings.Join(pdfPages(t, writePDF(t, d)), "\n")
	for _, want := range []string{
		"\nLinks for anyone\n" + english.MeasureText(a, "sharing.links.anonymous") + "\n" + english.MeasureText(a, "onedrive.links.anonymous") + "\n",
		"\nLinks for the organization\n" + english.MeasureText(a, "sharing.links.organization") + "\n" + english.MeasureText(a, "onedrive.links.organization") + "\n",
		"\nLinks for named people\n" + english.MeasureText(a, "sharing.links.users") + "\nnot seen\n",
		"\n… of those, that never expire\n" + english.MeasureText(a, "sharing.links.anonymous.unending") + "\nnot counted\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the report does not say %q", want)
		}
	}
}
