package report

import (
	"slices"
	"strings"
	"testing"
)

// A link to an item whose folder, site or address suggests what it holds is left out with its name.
func TestLinksHoldNoNames(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, url, place string
		linked           bool
	}{
		{"Budget.xlsx", "https://contoso.sharepoint.com/sites/finance/Documents/Budget.xlsx", "Finance", true},
		{"Budget.xlsx", "https://contoso.sharepoint.com/sites/finance/Documents/Payroll%202026/Budget.xlsx", "Finance", false},
		{"Budget.xlsx", "https://contoso.sharepoint.com/sites/finance/Documents/Payr%6Fll/Budget.xlsx", "Finance", false},
		{"Budget.xlsx", "https://contoso.sharepoint.com/sites/finance/_layouts/15/Doc.aspx?sourcedoc=%7B1%7D&file=Payroll%25202026.xlsx&action=default", "Finance", false},
		{"Budget.xlsx", "https://contoso.sharepoint.com/sites/finance/Forms/AllItems.aspx?id=%2Fsites%2Ffinance%2FPayroll+2026%2FBudget.xlsx", "Finance", false},
		{"Budget.xlsx", "https://contoso.sharepoint.com/sites/finance/100%25/Budget.xlsx", "Finance", true},
		{"Budget.xlsx", "https://contoso.sharepoint.com/sites/finance/Doc.aspx?file=Budget%zz.xlsx", "Finance", false},
		{"Budget.xlsx", "https://contoso.sharepoint.com/sites/x17/Documents/Budget.xlsx", "Payroll", false},
	} {
		address := webAddress(test.url)
		if address == "" {
			t.Fatalf("%s is no address", test.url)
		}
		d := testDocument(t)
		for i := range d.Assessment.Findings {
			for j := range d.Assessment.Findings[i].Examples {
				o := &d.Assessment.Findings[i].Examples[j]
				o.Name, o.URL, o.Place = test.name, test.url, test.place
			}
		}
		for _, names := range []bool{false, true} {
			d.ShowNames = names
			c, err := drawPasses(d)
			if err != nil {
				t.Fatal(err)
			}
			if got := slices.ContainsFunc(c.pageLinks, func(l *pageLink) bool { return l.address == address }); got != (test.linked || names) {
				t.Errorf("%s in %s, names shown %t: linked %t", test.url, test.place, names, got)
			}
		}
	}
}

// A card gives the hours of a finding as the plan does, a lower bound where not all was seen.
func TestCardHours(t *testing.T) {
	_, cards, _ := strings.Cut(wholeText(t, testDocument(t)), english.Say("findings.licence.none", nil))
	for _, want := range []string{"≥ 40 h", "2–4 h"} {
		if !strings.Contains(cards, want) {
			t.Errorf("no card gives the effort as %q", want)
		}
	}
}
