package probe

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"preflight/assess"
	"preflight/assess/graph"
)

// quickUnits is what a quick scan may cost: 15 minutes of the quota of the smallest tenants, so that what it reads does
// not depend on what else is known of a tenant at that moment, and a run that goes on chooses the same sites.
var quickUnits = 15 * graph.UnitsForSeats(0)

// Why a quick scan leaves a site out, with the link counts of the usage report and without.
const (
	notChosen   = "a quick scan reads the sites of public groups and those with sharing links by the usage report, as many as 15 minutes allow"
	notCounted  = "a quick scan reads the sites of public groups alone, because the usage report does not count sharing links: "
	noOneDrives = "a quick scan leaves OneDrives out, because no usage report counts their sharing links"
)

// The columns of the beta usage report that count a site's links, which v1.0 is not documented to have:
// https://learn.microsoft.com/graph/api/reportroot-getsharepointsiteusagedetail?view=graph-rest-beta
var linkColumns = []string{"Anonymous Link Count", "Company Link Count", "Secure Link For Guest Count", "Secure Link For Member Count"}

// A prospect is what is known of a site before it is read.
type prospect struct {
	site   assess.Site
	public bool   // its Microsoft 365 group is Public
	links  [4]int // by linkColumns
	files  int
}

// compare orders prospects by what Copilot and outsiders could open: public groups, Anyone links, links for the
// organization, guests.
func (p prospect) compare(q prospect) int {
	return cmp.Or(
		-cmp.Compare(one(p.public), one(q.public)), -cmp.Compare(p.links[0], q.links[0]), -cmp.Compare(p.links[1], q.links[1]),
		-cmp.Compare(p.links[2], q.links[2]), -cmp.Compare(p.links[3], q.links[3]), cmp.Compare(p.site.WebID, q.site.WebID),
	)
}

// interesting reports whether a quick scan reads the site at all.
func (p prospect) interesting() bool { return p.public || p.links != [4]int{} }

// units is about what reading the site costs: two libraries, its items, a permission list for each link that the report
// counts and some more for grants, which it does not count.
func (p prospect) units() int {
	links := p.links[0] + p.links[1] + p.links[2] + p.links[3]
	return priceList + 2*(priceList+priceDecision) + priceDelta*(p.files/200) + priceDecision*(links+links/4+p.files/sharedOf/10)
}

// choose picks the sites of a quick scan: those that are interesting, the most interesting first, as long as what they
// are expected to cost stays within quickUnits. An excluded site is not chosen, so that another may be. Where the report
// cannot be read, or hides names, public groups alone make a site interesting. It also returns why the others are left
// out.
func (r *run) choose(ctx context.Context, inv *assess.Inventory, excluded map[string]assess.Exclusion) (chosen map[string]bool, why string) {
	counts, err := r.linkCounts(ctx)
	why = notChosen
	if err != nil {
		why = notCounted + detailOf(err)
	}
	public := publicSites(inv)
	var list []prospect
	for _, s := range inv.Sites {
		if _, out := excluded[s.WebID]; out || !s.Counted() {
			continue
		}
		p := counts[s.SiteID]
		p.site, p.public = s, public[s.SiteID]
		if p.interesting() {
			list = append(list, p)
		}
	}
	slices.SortFunc(list, prospect.compare)
	chosen = map[string]bool{}
	// What is not the crawl's: the list of sites, their subsites, the sites of groups, and the control sample.
	left := quickUnits - priceList*(1+len(inv.Sites)/sitesAPage+len(inv.Sites)) - len(inv.Groups) - sampleLeast*priceDecision
	for _, p := range list {
		if left -= p.units(); left < 0 && len(chosen) > 0 {
			break
		}
		chosen[p.site.WebID] = true
	}
	return chosen, why
}

// linkCounts reads the link counts of each site collection.
func (r *run) linkCounts(ctx context.Context) (map[string]prospect, error) {
	report, err := r.client.BetaReport(ctx, "getSharePointSiteUsageDetail", "D30")
	if err != nil {
		return nil, err
	}
	for _, column := range append([]string{columnSite}, linkColumns...) {
		if _, ok := report.Header[column]; !ok {
			return nil, errContent("it has no column " + strconv.Quote(column))
		}
	}
	counts := map[string]prospect{}
	for _, row := range report.Rows {
		number := func(column string) int {
			n, _ := strconv.Atoi(strings.TrimSpace(report.Value(row, column))) // empty: none
			return n
		}
		id := key(report.Value(row, columnSite))
		if strings.Trim(id, "0-") == "" {
			return nil, errContent("it hides which site a row belongs to")
		}
		p := prospect{files: number(columnFiles)}
		for i, column := range linkColumns {
			p.links[i] = number(column)
		}
		counts[id] = p
	}
	return counts, nil
}

// publicSites are the site collections of public Microsoft 365 groups.
func publicSites(inv *assess.Inventory) map[string]bool {
	visible := map[string]bool{}
	for i := range inv.Groups {
		visible[inv.Groups[i].ID] = strings.EqualFold(inv.Groups[i].Visibility, "Public")
	}
	public := map[string]bool{}
	for _, g := range inv.GroupSites {
		if visible[g.GroupID] {
			public[g.SiteID] = true
		}
	}
	return public
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}
