package report

import "testing"

// Chapters that are called the same keep their places: the contents lead each reader to the page that they name.
func TestChaptersOfOneName(t *testing.T) {
	words, err := NewWords("", map[string]string{"contents.kicker": "Part", "plan.kicker": "Part", "scope.kicker": "Part", "method.kicker": "Part"})
	if err != nil {
		t.Fatal(err)
	}
	d := testDocument(t)
	d.Words = words
	c, err := drawPasses(d)
	if err != nil {
		t.Fatal(err)
	}
	chapters := 0
	for _, e := range c.outline {
		if e.level > 0 {
			continue
		}
		chapters++
		if at := c.places[e.anchor]; at.page != e.page {
			t.Errorf("%s stands on page %d, its line leads to page %d", e.title, e.page, at.page)
		}
	}
	if want := len(chapterTitles(t, testDocument(t))); chapters != want {
		t.Errorf("%d chapters, want %d", chapters, want)
	}
}

// chapterTitles are the chapters of a document.
func chapterTitles(t testing.TB, d Document) []string {
	t.Helper()
	c, err := drawPasses(d)
	if err != nil {
		t.Fatal(err)
	}
	var titles []string
	for _, e := range c.outline {
		if e.level == 0 {
			titles = append(titles, e.title)
		}
	}
	return titles
}
