package store

import (
	"fmt"
	"testing"
	"time"

	"preflight/assess"
	"preflight/templates"
)

// benchPage is page n of a library with a folder for every ten items; of the rest one in ten is shared.
func benchPage(n, size int) Page {
	p := Page{Cursor: fmt.Sprintf("https://graph.microsoft.com/v1.0/drives/b!0123456789/root/delta?token=%d", n)}
	if n == 0 {
		p.Items = append(p.Items, Item{ID: itemID(0), Kind: assess.KindRoot, Name: "root"})
	}
	for i := max(n*size, 1); i < (n+1)*size; i++ {
		it := Item{ID: itemID(i), Parent: itemID(i / 10 / 10 * 10), Name: fmt.Sprintf("Quarterly figures %d.xlsx", i), Kind: assess.KindFile,
			URL:      fmt.Sprintf("https://contoso.sharepoint.com/sites/finance/Shared%%20Documents/Reports/Quarterly%%20figures%%20%d.xlsx", i),
			Modified: time.Unix(1_700_000_000+int64(i), 0), Shared: i%10 == 3}
		if i%10 == 0 {
			it.Kind = assess.KindFolder
		}
		p.Items = append(p.Items, it)
	}
	return p
}

// itemID is an id like SharePoint's, in no order.
func itemID(i int) string { return fmt.Sprintf("01%016X%016X", uint64(i)*0x9E3779B97F4A7C15, i) }

// benchList is a list as an item with a link has it.
func benchList(i int) []assess.Permission {
	owner := assess.Grantee{GroupID: "0d1f2a3b-0000-4000-8000-000000000001", SiteGroup: true, Name: "Finance Owners", Login: "Finance Owners"}
	return []assess.Permission{
		{ID: "0", Roles: []string{"owner"}, Inherited: true, Grantees: []assess.Grantee{owner}},
		{ID: "1", Roles: []string{"write"}, Inherited: true, Grantees: []assess.Grantee{{SiteGroup: true, Name: "Finance Members", Login: "Finance Members"}}},
		{ID: fmt.Sprint("link", i), Roles: []string{"read"}, Link: true, Type: "view", Scope: "organization", Grantees: []assess.Grantee{
			{UserID: "0d1f2a3b-0000-4000-8000-000000000002", Name: "Ada Example", Login: "i:0#.f|membership|ada@contoso.example", Mail: "ada@contoso.example"}}},
	}
}

// openBench opens a cache that judges names by the list that Preflight comes with.
func openBench(b *testing.B) *Store {
	s := open(b, cachePath(b))
	topics, err := assess.LoadTopics(templates.Names)
	must(b, err)
	must(b, s.UseTopics(topics))
	list(b, s, 1, "d")
	return s
}

func rate(b *testing.B, n int) { b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "items/s") }

// BenchmarkKeepPage keeps pages of a thousand items: each that of a library of its own, as most are; and all of one
// library, where each page touches more of the file the more items it has.
func BenchmarkKeepPage(b *testing.B) {
	b.Run("libraries", func(b *testing.B) {
		s := openBench(b)
		n, page := 0, benchPage(0, 1000)
		for b.Loop() {
			id := fmt.Sprint("d", n)
			list(b, s, 1, id)
			must(b, s.KeepPage(id, page))
			n++
		}
		rate(b, n*1000)
	})
	b.Run("library", func(b *testing.B) {
		s := openBench(b)
		n := 0
		for b.Loop() {
			must(b, s.KeepPage("d", benchPage(n, 1000)))
			n++
		}
		rate(b, n*1000)
	})
}

// fill keeps pages of a thousand items and the lists of those that are shared.
func fill(tb testing.TB, s *Store, drive string, pages int) (lists int) {
	for n := range pages {
		p := benchPage(n, 1000)
		if n == pages-1 {
			p.Cursor, p.Delta = "", "link"
		}
		if err := s.KeepPage(drive, p); err != nil {
			tb.Fatal(err)
		}
	}
	var batch []List
	keep := func() {
		if err := s.KeepLists(drive, 1, batch); err != nil {
			tb.Fatal(err)
		}
		lists += len(batch)
		batch = batch[:0]
	}
	for id, err := range s.Due(drive) {
		if err != nil {
			tb.Fatal(err)
		}
		if batch = append(batch, List{ItemID: id, Permissions: benchList(lists + len(batch))}); len(batch) == 200 {
			keep()
		}
	}
	keep()
	return lists
}

func BenchmarkKeepLists(b *testing.B) {
	s := openBench(b)
	for n := range 100 {
		if err := s.KeepPage("d", benchPage(n, 1000)); err != nil {
			b.Fatal(err)
		}
	}
	n := 0
	for b.Loop() {
		batch := make([]List, 200)
		for i := range batch {
			batch[i] = List{ItemID: itemID((n+i)*10%100_000 + 3), Permissions: benchList(i)}
		}
		if err := s.KeepLists("d", 1, batch); err != nil {
			b.Fatal(err)
		}
		n += len(batch)
	}
	rate(b, n)
}

func BenchmarkSettle(b *testing.B) {
	s := openBench(b)
	fill(b, s, "d", 100)
	n := 0
	for b.Loop() {
		if _, err := s.Settle("d", 1); err != nil {
			b.Fatal(err)
		}
		n += 100_000
	}
	rate(b, n)
}

// BenchmarkNamed judges all names anew, settles a library in which every file's name suggests something, and reads those.
func BenchmarkNamed(b *testing.B) {
	s := openBench(b)
	fill(b, s, "d", 100)
	figures, err := assess.LoadTopics([]byte("- {topic: figures, words: {English: [quarterly]}}"))
	must(b, err)
	b.Run("judge", func(b *testing.B) {
		n := 0
		for b.Loop() {
			must(b, s.UseTopics([]assess.Topics{figures, {}}[n%2]))
			n++
		}
		rate(b, n*100_000)
	})
	must(b, s.UseTopics(figures))
	b.Run("settle", func(b *testing.B) {
		n := 0
		for b.Loop() {
			_, err := s.Settle("d", 1)
			must(b, err)
			n++
		}
		rate(b, n*100_000)
	})
	b.Run("read", func(b *testing.B) {
		n := 0
		for b.Loop() {
			for _, err := range s.Named(1) {
				must(b, err)
				n++
			}
		}
		rate(b, n)
	})
}

func BenchmarkHolders(b *testing.B) {
	s := openBench(b)
	fill(b, s, "d", 100)
	if _, err := s.Settle("d", 1); err != nil {
		b.Fatal(err)
	}
	n := 0
	for b.Loop() {
		for _, err := range s.Holders(1) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
	}
	rate(b, n)
}

func BenchmarkUnmarked(b *testing.B) {
	s := openBench(b)
	fill(b, s, "d", 100)
	n := 0
	for b.Loop() {
		for _, err := range s.Unmarked("d") {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
	}
	rate(b, n)
}
