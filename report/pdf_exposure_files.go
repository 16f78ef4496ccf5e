package report

import (
	"errors"

	"preflight/assess"
)

// maxNamesOfTopic is how many files the PDF names of a topic, where it may name any.
const maxNamesOfTopic = 3

// errEnough ends the reading of evidence once the rows wanted have passed.
var errEnough = errors.New("enough")

// fileNames are some files of each topic, those that Copilot may find before others; none where names are held back.
func (d Document) fileNames() (map[string][]string, error) {
	if !d.ShowNames || d.Evidence == nil {
		return nil, nil
	}
	r, err := d.Evidence()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	found, other := map[string][]string{}, map[string][]string{}
	err = assess.ReadEvidence(r, assess.Visitor{
		Name: func(row assess.NameRow) error {
			list := other
			if row.Discoverable {
				list = found
			}
			if len(list[row.Topic]) < maxNamesOfTopic {
				list[row.Topic] = append(list[row.Topic], shorten(row.Item, 60))
			}
			return nil
		},
		Site: func(assess.SiteRow) error { return errEnough }, // names stand before sites
	})
	if err != nil && !errors.Is(err, errEnough) {
		return nil, err
	}
	for topic, list := range other {
		list = append(found[topic], list...)
		found[topic] = list[:min(maxNamesOfTopic, len(list))]
	}
	return found, nil
}
