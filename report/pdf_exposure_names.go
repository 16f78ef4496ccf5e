package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"preflight/assess"
)

// maxPlacesOfTopic is how many sites are named beside a topic; the workbook names every file.
const maxPlacesOfTopic = 2

// drawNames counts and places the files whose names suggest what they hold. Without ShowNames their names stand in the
// workbook only.
func drawNames(c *canvas, d Document) {
	n := d.Assessment.Names
	if n == nil { // nobody looked
		return
	}
	c.h2(c.Say("exposure.names", nil), "exposure names")
	floors := namesFloors(d.Assessment)
	files, err := d.fileNames()
	if err != nil {
		c.pdf.SetError(fmt.Errorf("reading the names of files: %w", err))
	}
	topics := openTopics(n)
	var rows [][]cell
	for _, t := range topics {
		row := []cell{{text: capital(topicName(t.Topic)), strong: true}}
		for i, count := range []int{t.Discoverable, t.Anonymous, t.Organization, t.Guests} {
			row = append(row, cell{text: c.floor(count, floors[i]), strong: i == 0 && count > 0})
		}
		row = append(row, cell{text: c.placesOf(n, t), sub: strings.Join(files[t.Topic], "; ")})
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		key := "exposure.names.none"
		if slices.Contains(floors[:], true) {
			key = "exposure.names.none.seen"
		}
		c.p(styleBody, c.Say(key, nil))
		return
	}
	c.p(styleBody, c.Say("exposure.names.about", nil))
	var columns []column
	for _, col := range []column{{"topic", 32, false}, {"find", 23, true}, {"anyone", 22, true}, {"organization", 29, true}, {"guests", 19, true}, {"where", 0, false}} {
		col.title = c.Say("exposure.names.column."+col.title, nil)
		columns = append(columns, col)
	}
	c.table(table{columns, rows})
	key := "exposure.names.sheet"
	if len(files) > 0 {
		key = "exposure.names.sheet.all"
	}
	c.p(styleCaption, c.Say(key, With{"sheet": namesSheet, "places": n.Places, "topic": topicName(topics[0].Topic)}))
}

// topicName is a topic of anybody's list, which may be longer than a column can bear.
func topicName(topic string) string { return shorten(topic, 40) }

// openTopics are the topics of which any file is open, those that Copilot may find most of first.
func openTopics(n *assess.NameExposure) []assess.TopicExposure {
	list := slices.DeleteFunc(slices.Clone(n.Topics), func(t assess.TopicExposure) bool {
		return t == assess.TopicExposure{Topic: t.Topic}
	})
	slices.SortStableFunc(list, func(x, y assess.TopicExposure) int {
		return cmp.Or(-cmp.Compare(x.Discoverable, y.Discoverable), -cmp.Compare(x.Anonymous, y.Anonymous), -cmp.Compare(x.Organization, y.Organization), -cmp.Compare(x.Guests, y.Guests))
	})
	return list
}

// namesFloors says which of a topic's four counts are lower bounds: those whose measure could not be seen whole. A guest
// may also stand in a OneDrive that was not read.
func namesFloors(a assess.Assessment) [4]bool {
	unseen := func(measure string) bool { return a.Measures[measure] == nil }
	return [4]bool{
		unseen("copilot.files.discoverable"), unseen("sharing.files.by_link.anonymous"), unseen("sharing.files.by_link.organization"),
		unseen("sharing.links.guests") || unseen("onedrive.links.users"),
	}
}

// floor writes a count, or a lower bound; of one that is nought it says that none was seen.
func (w *Words) floor(n int, least bool) string {
	switch {
	case least && n == 0:
		return w.Say("exposure.names.unseen", nil)
	case least:
		return w.Say("seen.least", With{"least": n})
	}
	return w.Number(n)
}

// placesOf names the sites with most files of a topic, and says whether there are others.
func (w *Words) placesOf(n *assess.NameExposure, t assess.TopicExposure) string {
	return w.placesBy(n, t, func(t assess.TopicExposure) int { return t.Discoverable + t.Anonymous + t.Organization + t.Guests })
}

// placesBy names the sites with most by a count. How many more there are is said where the assessment lists all of them.
func (w *Words) placesBy(n *assess.NameExposure, t assess.TopicExposure, count func(assess.TopicExposure) int) string {
	var list []barItem
	left := count(t)
	for _, s := range n.Sites {
		for _, own := range s.Topics {
			if k := count(own); own.Topic == t.Topic && k > 0 {
				list = append(list, barItem{name: shorten(cmp.Or(s.Name, s.URL), 40), n: k})
				left -= k
			}
		}
	}
	slices.SortStableFunc(list, func(x, y barItem) int { return -cmp.Compare(x.n, y.n) })
	switch {
	case len(list) == 0:
		return w.Say("exposure.places.unlisted", nil)
	case len(list) > maxPlacesOfTopic && left == 0:
		return w.Say("exposure.places.more", With{"first": list[0].name, "more": len(list) - 1})
	}
	names := list[0].name
	if len(list) > 1 {
		names = w.Say("exposure.places.two", With{"first": names, "second": list[1].name})
	}
	if left > 0 {
		return w.Say("exposure.places.elsewhere", With{"places": names})
	}
	return names
}
