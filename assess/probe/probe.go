package probe

import (
	"context"
	"sync"
	"time"

	"preflight/assess"
	"preflight/assess/graph"
	"preflight/assess/store"
)

// Options are the choices of one run.
type Options struct {
	Seed       string             // tenant id and date: chooses the control sample, the same for the same seed
	NoOneDrive bool               // leave OneDrives out: their parts become gaps with the reason skipped
	Store      *store.Store       // keeps what the crawl reads
	Run        store.Run          // to which that belongs
	Since      time.Time          // the date of the finished run from whose cache this one goes on; zero: everything is read
	Topics     assess.Topics      // what the names of files may suggest; the zero value: nobody looks at names
	Quick      bool               // crawl only the sites that choose chooses, and no OneDrive
	Excluded   []assess.Exclusion // sites whose libraries are not read, by agreement with the client
	Progress   func(Progress)     // nil: none; called from several goroutines, one at a time
}

// Progress tells how far a probe is, in things that were counted before they were read.
type Progress struct {
	Probe string
	What  string // in the plural: "sites", "libraries", "files", "permission lists", "groups"
	Done  int
	Total int // 0: nobody knows
}

// All returns the probes of one run, in the order in which people are told of them. The probe tenant runs first: the
// others read what it fills. The probes share what they learn from each other, so that a list serves one run only.
func All(c *graph.Client, opts Options) []assess.Probe {
	r := &run{client: c, opts: opts, read: map[string]bool{}, lost: map[string]assess.Gap{}, claimed: map[string]bool{}}
	return []assess.Probe{
		{
			Name: "tenant", What: "Organization, people, groups, sites and usage reports", First: true,
			Parts: []string{
				assess.PartOrganization, assess.PartUsers, assess.PartDeletedUsers, assess.PartGroups, assess.PartGroupVisibility,
				assess.PartSites, assess.PartSubsites, assess.PartGroupSites, assess.PartReportSettings, assess.PartSiteUsage, assess.PartTeamActivity, assess.PartDriveUsage,
			},
			Collect: reasoned(r.tenant),
		},
		{
			Name: "sharing", What: "Sharing links and permissions of sites",
			Parts:   []string{assess.PartSharingSettings, assess.PartSharingSwitches, assess.PartItems, assess.PartPermissions, assess.PartMembers},
			Collect: reasoned(r.sharing),
		},
		{
			Name: "ownership", What: "Owners of groups",
			Parts:   []string{assess.PartOwners},
			Collect: reasoned(r.ownership),
		},
		{
			Name: "teams", What: "Teams and private channels",
			Parts:   []string{assess.PartTeams, assess.PartTeamDetails, assess.PartChannels, assess.PartChannelMembers},
			Collect: reasoned(r.teams),
		},
		{
			Name: "onedrive", What: "OneDrives, their owners, links and permissions",
			Parts:   []string{assess.PartDriveItems, assess.PartDrivePermissions, assess.PartDriveOwners},
			Collect: reasoned(r.oneDrive),
		},
		{
			Name: "labels", What: "Sensitivity labels",
			Parts:   []string{assess.PartLabels, assess.PartLabelSettings, assess.PartGroupLabels},
			Collect: reasoned(r.labels),
		},
		{
			Name: "licence", What: "Subscriptions",
			Parts:   []string{assess.PartSKUs},
			Collect: reasoned(r.licence),
		},
	}
}

// Names are the probes that can be left out, in the order of All.
func Names() []string {
	var names []string
	for _, p := range All(nil, Options{}) {
		if !p.First {
			names = append(names, p.Name)
		}
	}
	return names
}

// reasoned makes the error of a probe say its own reason, which package assess cannot find out.
func reasoned(collect func(context.Context, *assess.Inventory, func(assess.Gap)) error) func(context.Context, *assess.Inventory, func(assess.Gap)) error {
	return func(ctx context.Context, inv *assess.Inventory, gap func(assess.Gap)) error {
		if err := collect(ctx, inv, gap); err != nil {
			return &lossError{detail: detailOf(err), reason: reasonOf(err)}
		}
		return nil
	}
}

// A lossError is what a probe ends with, in the words of a gap.
type lossError struct {
	detail string
	reason assess.Reason
}

func (e *lossError) Error() string { return e.detail }

// Reason is why the probe's parts are lost.
func (e *lossError) Reason() assess.Reason { return e.reason }

// A run is what the probes of one list share.
type run struct {
	client *graph.Client
	opts   Options

	mu      sync.Mutex
	read    map[string]bool       // parts of the first stage that were read, if only partly
	lost    map[string]assess.Gap // parts of the first stage that were not
	claimed map[string]bool       // groups whose members a probe reads or has read

	progress sync.Mutex
	crawled  sync.Mutex // guards the inventory's Sites, Drives, Holders, Topics, Named, Members, Control and Crawl, which two probes fill
}

// A gapFunc reports something that was asked for and not seen.
type gapFunc func(assess.Gap)

// settle records what became of a part of which n things were read: nothing, all, or a list that broke off. It returns
// the error where nothing was read, for the caller to return.
func (r *run) settle(gap gapFunc, part string, n int, err error) error {
	if err != nil && n == 0 {
		return err
	}
	if err != nil {
		g := newGap(part, err)
		g.Partial = true
		gap(g)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.read[part] = true
	return nil
}

// need returns an error with the reason for which a part of the first stage was lost, nil where it was read.
func (r *run) need(part string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.read[part] {
		return nil
	}
	reason, detail := assess.ReasonDefect, "it was not reached"
	if g, ok := r.lost[part]; ok {
		reason, detail = g.Reason, g.Detail
	}
	what := part
	if p, ok := assess.FindPart(part); ok {
		what = p.What
	}
	return &lossError{detail: "could not read " + what + ": " + detail, reason: reason}
}

// tell reports progress.
func (r *run) tell(p Progress) {
	if r.opts.Progress == nil {
		return
	}
	r.progress.Lock()
	defer r.progress.Unlock()
	r.opts.Progress(p)
}

// A task reads some parts on its own. What it returns as an error is the reason for which each of them is lost.
type task struct {
	parts []string
	read  func(context.Context) error
}

// together runs tasks at the same time, each as if it were alone.
func (r *run) together(ctx context.Context, gap gapFunc, tasks ...task) {
	var group sync.WaitGroup
	for _, t := range tasks {
		group.Go(func() {
			err := guard(func() error { return t.read(ctx) })
			if err == nil {
				return
			}
			for _, part := range t.parts {
				g := newGap(part, err)
				r.mu.Lock()
				done := r.read[part]
				r.lost[part] = g
				r.mu.Unlock()
				if !done {
					gap(g)
				}
			}
		})
	}
	group.Wait()
}
