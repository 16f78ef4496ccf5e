package samples

// A volume is a planned library: how many items of which sort it has. Its items are numbered; the sorts follow one another in
// the order of the fields from tops to plain.
type volume struct {
	at, site int
	personal bool
	lies     bool // its items lack the shared facet

	items     int // when the tenant was new
	tops      int // shared folders in the root
	inner     int // folders below them that inherit
	folders   int // folders elsewhere
	inherited int // files below tops that inherit
	owns      int // files with permissions of their own
	plain     int // files elsewhere that inherit; the first may be a notebook

	links   int // in the beginning
	changes []largeChange
	now     tally
}

// A tally is what a library holds in its generation.
type tally struct {
	items, folders, files, packages int
	owns                            int // items with permissions of their own
	inherited                       int // items below a shared folder without
	links                           [linkKinds]int
	guestLinks                      int // among those for named people
}

// What a link counts for.
const (
	linkAnonymous = iota
	linkOrganization
	linkUsers
	linkExisting
	linkExpired // of any scope
	linkKinds
)

// uneven are the weights that libraries have, by chance.
var uneven = [20]int{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 4, 4, 4, 8}

// planVolumes spreads items and links over the libraries and counts what becomes of them.
func (l *large) planVolumes() {
	weight := func(kind uint64, v *volume) int { return uneven[l.roll(kind, uint64(v.at), 0)%uint64(len(uneven))] }
	all, before := 0, 0
	for i := range l.volumes {
		all += weight(rollWeight, &l.volumes[i])
	}
	heavy := 0
	for i := range l.volumes {
		v := &l.volumes[i]
		after := before + weight(rollWeight, v)
		v.items = l.Items*after/all - l.Items*before/all
		before = after
		v.lies = v.at < l.Lying
		l.layOut(v)
		heavy += v.items * weight(rollLinks, v)
	}
	before, owed := 0, 0
	for i := range l.volumes {
		v := &l.volumes[i]
		after := before + v.items*weight(rollLinks, v)
		if heavy > 0 {
			owed += l.Links*after/heavy - l.Links*before/heavy
		}
		before = after
		owed -= l.share(v, owed)
	}
	l.planChanges()
}

// layOut divides a library's items into folders and files, below shared folders and elsewhere.
func (l *large) layOut(v *volume) {
	folders := v.items / 10
	below := int(float64(v.items) * l.Inherited)
	if below > 0 {
		v.tops = min(max(1, below/40), folders)
	}
	if v.tops == 0 {
		below = 0
	}
	v.inner = min(below/10, folders-v.tops)
	v.folders = folders - v.tops - v.inner
	v.inherited = below - v.inner
	v.plain = v.items - folders - v.inherited // until some of them are shared
}

// links are how many links the items with permissions of their own have, in turn; with none they have a grant instead.
var linksEach = [8]int{1, 1, 2, 1, 1, 3, 1, 0}

// share gives links to the shared folders and to as many files as it takes, but to no more than two thirds, and returns how many
// it has given.
func (l *large) share(v *volume, owed int) int {
	v.owns = 0
	most := v.plain * 2 / 3
	for j := 0; j < v.tops || v.links < owed && v.owns < most; j++ {
		v.links += min(linksOf(v, j), owed-v.links)
		if j >= v.tops {
			v.owns++
		}
	}
	v.plain -= v.owns
	t := tally{
		items: v.items, folders: v.tops + v.inner + v.folders, files: v.inherited + v.owns + v.plain, packages: v.packages(),
		owns: v.tops + v.owns, inherited: v.inner + v.inherited,
	}
	t.files -= t.packages
	left := v.links
	for j := range v.tops + v.owns {
		n := min(linksOf(v, j), left)
		left -= n
		for k := range n {
			t.count(l.link(v, j, k), 1)
		}
	}
	v.now = t
	return v.links
}

// linksOf is how many links the j-th item with permissions of its own has where there are enough.
func linksOf(v *volume, j int) int {
	if j < v.tops {
		return (j + 1) % 2
	}
	return linksEach[(j-v.tops+v.at)%len(linksEach)]
}

// packages is 1 for a library with a notebook, which is the first of its plain files.
func (v *volume) packages() int {
	if v.plain >= 20 {
		return 1
	}
	return 0
}

// binned is how many files lie in the folder that waits to be deleted: the last ones of the plain files.
const binned = 3

// bin is 1 for a library with such a folder, which is the last one and holds nothing else.
func (v *volume) bin() int {
	if v.folders >= 4 && v.plain >= 20 {
		return 1
	}
	return 0
}

// A largeLink is what a link is like.
type largeLink struct {
	scope   string
	guest   bool // one of those whom it names is external
	edit    bool
	expires string
}

const nextDecade = "2036-01-01T00:00:00Z"

// link is the k-th link of the j-th item with permissions of its own.
func (l *large) link(v *volume, j, k int) largeLink {
	r := l.roll(rollLink, uint64(v.at), uint64(j)<<8|uint64(k))
	out := largeLink{edit: r>>32%3 == 0}
	switch n := r % 100; {
	case n < 10:
		out.scope = "anonymous"
		if n%3 == 0 {
			out.expires = nextDecade
		}
	case n < 40:
		out.scope = "organization"
	case n < 95:
		out.scope, out.guest = "users", n%6 == 0
	default:
		out.scope = "existingAccess"
	}
	if r>>40%16 == 0 {
		out.expires = lastYear
	}
	return out
}

// bucket is what the link counts for.
func (k largeLink) bucket() int {
	switch {
	case k.expires == lastYear:
		return linkExpired
	case k.scope == "anonymous":
		return linkAnonymous
	case k.scope == "organization":
		return linkOrganization
	case k.scope == "users":
		return linkUsers
	}
	return linkExisting
}

// count adds a link n times, or takes it away.
func (t *tally) count(k largeLink, n int) {
	t.links[k.bucket()] += n
	if k.guest && k.bucket() == linkUsers {
		t.guestLinks += n
	}
}
