package report

import (
	"bytes"
	"compress/gzip"
	"io"
	"slices"
	"strings"
	"testing"

	"preflight/assess"
)

func topicCounts(topic string, discoverable, anonymous, organization, guests int) assess.TopicExposure {
	return assess.TopicExposure{Topic: topic, Discoverable: discoverable, Anonymous: anonymous, Organization: organization, Guests: guests}
}

// testNames are open files of three topics in four sites. More of their contracts stand in sites that are not listed.
func testNames() *assess.NameExposure {
	return &assess.NameExposure{
		Topics: []assess.TopicExposure{
			topicCounts("passwords", 0, 1, 0, 0), topicCounts("pay", 12, 3, 4, 1), topicCounts("health", 0, 0, 0, 0), topicCounts("contracts", 6, 0, 0, 2),
		},
		Sites: []assess.SiteNames{
			{Name: "People", Topics: []assess.TopicExposure{topicCounts("pay", 7, 1, 2, 0)}},
			{Name: "Finance", Topics: []assess.TopicExposure{topicCounts("pay", 4, 2, 2, 1), topicCounts("contracts", 3, 0, 0, 0)}},
			{Name: "Sales", Topics: []assess.TopicExposure{topicCounts("pay", 1, 0, 0, 0), topicCounts("contracts", 1, 0, 0, 2)}},
			{Name: "Archive", Topics: []assess.TopicExposure{topicCounts("passwords", 0, 1, 0, 0)}},
		},
		Places: 5,
	}
}

// Open files are counted by topic and placed; a topic without one is not printed.
func TestNamesAreCountedAndPlaced(t *testing.T) {
	d := testDocument(t)
	d.Assessment.Names = testNames()
	d.Assessment.Measures["sharing.files.by_link.anonymous"] = count(40)
	text := "\n" + strings.Join(pdfPages(t, writePDF(t, d)), "\n")
	for _, want := range []string{
		"\nPay\n12\n3\n4\n1\nPeople and", "\nContracts\n6\n0\n0\n2\nFinance and Sales,", "\nPasswords\n0\n1\n0\n0\nArchive\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the report does not say %q", want)
		}
	}
	if all := flat(text); strings.Contains(all, "Health 0") || !strings.Contains(all, "in 5 sites and OneDrives, stand in the workbook only: sheet Sensitive names, filter “Topic is pay”") {
		t.Error("a topic without an open file is printed, or nobody says where the names stand")
	}
}

// What was not seen whole is a lower bound, each column by its own measure; nought is no number then.
func TestNamesNotSeenWhole(t *testing.T) {
	d := testDocument(t)
	d.Assessment.Names = testNames()
	d.Assessment.Measures["copilot.files.discoverable"], d.Assessment.Measures["sharing.files.by_link.anonymous"] = nil, nil
	text := "\n" + strings.Join(pdfPages(t, writePDF(t, d)), "\n")
	for _, want := range []string{"\nPay\nat least 12\nat least 3\n4\n1\n", "\nPasswords\nnone seen\nat least 1\n0\n0\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("the report does not say %q", want)
		}
	}
	if !strings.Contains(flat(text), "At least 12 files whose names suggest pay details could be found.") {
		t.Error("the question does not say that its number is a lower bound")
	}

	for i := range d.Assessment.Names.Topics {
		d.Assessment.Names.Topics[i] = assess.TopicExposure{Topic: d.Assessment.Names.Topics[i].Topic}
	}
	if all := flat(pdfPages(t, writePDF(t, d))...); !strings.Contains(all, "but not everything could be read") || strings.Contains(all, "No open file has a name") {
		t.Error("names that were not all seen are called clean")
	}
}

func TestPlacesBy(t *testing.T) {
	n := testNames()
	discoverable := func(t assess.TopicExposure) int { return t.Discoverable }
	for topic, want := range map[string]string{
		"pay": "People and 2 more", "contracts": "Finance and Sales, and elsewhere", "passwords": "see the workbook",
	} {
		for _, x := range n.Topics {
			if x.Topic == topic {
				if got := english.placesBy(n, x, discoverable); got != want {
					t.Errorf("%s: %q, want %q", topic, got, want)
				}
			}
		}
	}
}

// Questions are asked only of what Copilot may find, the same in every run.
func TestQuestions(t *testing.T) {
	d := testDocument(t)
	if got := d.questions(); got != nil {
		t.Errorf("without names there are %d questions", len(got))
	}
	d.Assessment.Names = testNames()
	got := d.questions()
	if len(got) != 2 {
		t.Fatalf("%d questions, want one each on pay and contracts", len(got))
	}
	if want := "12 files whose names suggest pay details could be found. Where: People and 2 more."; got[0].found != want {
		t.Errorf("got %q, want %q", got[0].found, want)
	}
	if again := d.questions(); again[0] != got[0] || again[1] != got[1] {
		t.Error("the questions change from run to run")
	}
	if q := d.questionOn("patents"); q != "“What do we have on patents?”" {
		t.Errorf("a topic of the user's own is asked for as %q", q)
	}
	for i := range 20 {
		topic := topicCounts(strings.Repeat("x", i+1), 1, 0, 0, 0)
		d.Assessment.Names.Topics = append(d.Assessment.Names.Topics, topic)
	}
	if n := len(d.questions()); n != maxQuestions {
		t.Errorf("%d questions, want %d", n, maxQuestions)
	}
}

// Every topic that Preflight brings has questions of its own, each in quotation marks.
func TestEveryTopicHasQuestions(t *testing.T) {
	for _, topic := range embeddedTopics().Names() {
		seen := map[string]bool{}
		for i := range 40 {
			d := Document{Words: english}
			d.Assessment.Tenant.ID = strings.Repeat("i", i)
			q := d.questionOn(topic)
			if q == english.Say("questions.on.any", With{"topic": topic}) || !strings.HasPrefix(q, "“") || !strings.HasSuffix(q, "?”") && !strings.HasSuffix(q, ".”") {
				t.Errorf("%s: %q is no question of its own", topic, q)
			}
			seen[q] = true
		}
		if len(seen) < 2 {
			t.Errorf("%s has one question only", topic)
		}
	}
}

// Names of files are printed only where that was asked for, those that Copilot may find first.
func TestNamesOfFiles(t *testing.T) {
	d := testDocument(t)
	d.Assessment.Names = testNames()
	d.Evidence = func() (io.ReadCloser, error) {
		var buf bytes.Buffer
		zip := gzip.NewWriter(&buf)
		io.WriteString(zip, `{"kind":"name","key":"1","item":"Hidden behind a link.xlsx","topic":"pay","anonymous":true}
{"kind":"name","key":"2","item":"Salaries of June.xlsx","topic":"pay","discoverable":true}
{"kind":"site","key":"3"}
`)
		return io.NopCloser(&buf), zip.Close()
	}
	if all := flat(pdfPages(t, writePDF(t, d))...); strings.Contains(all, "Salaries of June") {
		t.Error("a file is named though nobody asked for it")
	}
	d.ShowNames = true
	if all := flat(pdfPages(t, writePDF(t, d))...); !strings.Contains(all, "Salaries of June.xlsx; Hidden behind a link.xlsx") {
		t.Error("the files are not named, or in another order")
	}
	d.Evidence = func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("no gzip")), nil }
	if err := WritePDF(io.Discard, d); err == nil || !strings.Contains(err.Error(), "reading the names of files") {
		t.Errorf("evidence that cannot be read: %v", err)
	}
}

// The sheets and the column that these chapters send people to exist.
func TestSheetsOfExposure(t *testing.T) {
	for _, name := range []string{sitesSheet, oneDriveSheet, namesSheet, licenceSheet, settingsSheet} {
		if !slices.ContainsFunc(Sheets, func(s Sheet) bool { return s.Name == name }) {
			t.Errorf("there is no sheet %q", name)
		}
	}
	for _, s := range Sheets {
		if s.Name == namesSheet && !slices.ContainsFunc(s.Columns, func(c Column) bool { return c.Name == "Topic" }) {
			t.Error("the sheet of names has no column Topic to filter by")
		}
	}
}
