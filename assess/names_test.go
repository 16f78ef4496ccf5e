package assess

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLoadTopicsRefuses(t *testing.T) {
	for _, tt := range []struct{ list, want string }{
		{"", "type - topic: pay"},
		{"[]", "type - topic: pay"},
		{"pay: [wages]", "[1:4]"},
		{"- topic: pay\n  word:\n    English: [wages]", "unknown field \"word\""},
		{"\n- words:\n    English: [wages]", "line 2: the topic has no name: type topic:"},
		{"- topic: pay", "line 1: the topic \"pay\" has no words: type words:"},
		{"- topic: pay\n  words: {English: [wages]}\n- topic: pay\n  words: {English: [salary]}", "line 3: the topic \"pay\" stands twice"},
		{"- topic: pay\n  words:\n    English: [wages,\n      401]", "line 4: 401 is no word to YAML: type it in quotes"},
		{"- topic: pay\n  words:\n    English: [wages]\n    German: [null]", "line 1: a word of the topic \"pay\" is empty, or one that YAML takes for nothing: type it in quotes"},
		{"- topic: pay\n  words:\n    English: [wages, \"2026\"]", "line 3: \"2026\" has fewer than two letters"},
		{"- topic: pay\n  words:\n    English: [wages, \"p-45\"]", "line 3: \"p-45\" has fewer than two letters"},
		{"- topic: pay\n  words:\n    English: [\"\"]", "line 3: \"\" has fewer than two letters"},
		{"- topic: pay\n  words:\n    English: [Löhne]\n- topic: tax\n  words:\n    English: [LOHNE]", "line 6: \"LOHNE\" means something else on line 3"},
		{"- topic: pay\n  words:\n    English: [wages]\n  not:\n    English: [Wages]", "means something else on line"},
	} {
		_, err := LoadTopics([]byte(tt.list))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: got %v, want %q", tt.list, err, tt.want)
		}
	}
}

func TestTopicsVersion(t *testing.T) {
	load := func(text string) Topics {
		list, err := LoadTopics([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	a := load("- topic: pay\n  words: {English: [wages, salary], German: [lohn, Salary]}")
	if b := load("- topic: pay\n  words: {x: [Löhne, lohn], y: [LOHN, SALARY, wages]}"); a.Version() == b.Version() {
		t.Error("a list with another word has the same version")
	}
	if b := load("- topic: pay\n  words: {x: [LÖHN], y: [SALARY, wages]}"); a.Version() != b.Version() {
		t.Error("the same words in another order have another version")
	}
	for _, other := range []string{
		"- topic: money\n  words: {English: [wages, salary, lohn]}", "- topic: pay\n  words: {English: [wages, lohn]}",
		"- topic: pay\n  words: {English: [wages, lohn]}\n  not: {English: [salary]}",
	} {
		if load(other).Version() == a.Version() {
			t.Errorf("%q has the version of another list", other)
		}
	}
	if (Topics{}).Version() != "" || (Topics{}).Names() != nil {
		t.Error("the zero value is a list")
	}
}

// suggest makes files of the test tenant's holders suggest something: how many by holder, each under the topic's name.
func suggest(inv *Inventory, topic string, holders map[string]int) {
	inv.Topics = []string{"passwords", "pay", "health"}
	list := slices.Collect(func(yield func(NamedFile) bool) {
		for f := range inv.Named.all() {
			if !yield(f) {
				return
			}
		}
	})
	for h := range inv.Holders {
		for i := range holders[h.DriveID+"/"+h.ItemID] {
			id := fmt.Sprintf("%s-%s-%d", h.ItemID, topic, i)
			list = append(list, NamedFile{WebID: h.WebID, DriveID: h.DriveID, HolderID: h.ItemID, ItemID: id, Name: id + ".docx", Path: "Old/Stuff",
				URL: "https://contoso.sharepoint.com/" + id, Topic: topic})
		}
	}
	inv.Named = NamedFilesOf(list...)
}

func namedTenant() *Inventory {
	inv := tenant()
	for _, h := range []Holder{
		item("i-inherits", 2, inherited(grant("p1", claim("c:0(.s|true"))), grant("p2", guest())),
		item("i-two", 2, link("p1", "anonymous", "view"), link("p2", "organization", "view")),
		in(item("t3", 1, link("p1", "anonymous", "view")), "w-archived", "d-archived"),
	} {
		addHolder(h)(inv)
	}
	suggest(inv, "pay", map[string]int{
		"d-plain/root": 4, "d-plain/i-people": 1, "d-plain/i-existing": 1, "d-plain/i-expired": 1, "d-archived/t3": 1, "do-active/root": 1, // not open
		"d-public/root": 3, "d-plain/i-any": 1, "d-plain/i-org": 2, "d-plain/i-guest-link": 1, "d-plain/i-guest": 1, "d-plain/i-everyone": 2,
		"d-plain/i-inherits": 2, "d-plain/i-two": 1, "do-active/oi-any": 1,
	})
	suggest(inv, "passwords", map[string]int{"d-plain/i-crowd": 1, "do-active/oi-everyone": 1})
	return inv
}

func TestNameExposure(t *testing.T) {
	inv := resolved(namedTenant())
	want := &NameExposure{
		Topics: []TopicExposure{{Topic: "passwords", Discoverable: 1}, {Topic: "pay", Discoverable: 7, Anonymous: 3, Organization: 3, Guests: 4}, {Topic: "health"}},
		Sites: []SiteNames{
			{WebID: "w-plain", Name: "plain", URL: "https://contoso.sharepoint.com/sites/plain", Topics: []TopicExposure{{Topic: "pay", Discoverable: 4, Anonymous: 2, Organization: 3, Guests: 4}}},
			{WebID: "w-public", Name: "public", URL: "https://contoso.sharepoint.com/sites/public", Topics: []TopicExposure{{Topic: "pay", Discoverable: 3}}},
			{WebID: "o-active", Name: "m01", URL: "https://contoso-my.sharepoint.com/personal/o-active", Personal: true,
				Topics: []TopicExposure{{Topic: "passwords", Discoverable: 1}, {Topic: "pay", Anonymous: 1}}},
		},
		Places: 3,
	}
	a := Assemble(inv, nil)
	if diff := cmp.Diff(want, a.Names); diff != "" {
		t.Error(diff)
	}
	if again := Assemble(resolved(inv), nil); !cmp.Equal(again.Names, a.Names) {
		t.Error("resolving again gives something else")
	}
	if Assemble(resolved(tenant()), nil).Names != nil {
		t.Error("nobody looked at names, and they are counted")
	}
}

// TestNameSites leaves out sites beyond those with most to find, unless the assessment's exposure has them.
func TestNameSites(t *testing.T) {
	inv := &Inventory{Topics: []string{"pay"}}
	for i := range MaxExposure + 3 {
		inv.Exposure.Names = append(inv.Exposure.Names, SiteNames{WebID: fmt.Sprintf("w%02d", i), Topics: []TopicExposure{{Topic: "pay", Discoverable: 1000 - i}}})
	}
	n := assembleNames(inv, []SiteExposure{{WebID: "w52"}})
	if len(n.Sites) != MaxExposure+1 || n.Sites[0].WebID != "w00" || n.Sites[MaxExposure].WebID != "w52" || n.Places != MaxExposure+3 {
		t.Errorf("%d sites of %d, the last is %s", len(n.Sites), n.Places, n.Sites[len(n.Sites)-1].WebID)
	}
}

func TestNameRows(t *testing.T) {
	inv := resolved(namedTenant())
	var file bytes.Buffer
	e, err := WriteEvidence(&file, inv)
	if err != nil {
		t.Fatal(err)
	}
	var rows []NameRow
	if err := ReadEvidence(&file, Visitor{Name: func(r NameRow) error { rows = append(rows, r); return nil }}); err != nil {
		t.Fatal(err)
	}
	// The files of the counts above, one that is open in two ways once.
	if e.Rows["name"] != 15 || len(rows) != 15 {
		t.Errorf("%d rows written, %d read", e.Rows["name"], len(rows))
	}
	byKey := map[string]NameRow{}
	for i, r := range rows {
		byKey[r.Key] = r
		if i > 0 && r.WebID < rows[i-1].WebID {
			t.Errorf("%s comes after %s", r.Key, rows[i-1].Key)
		}
	}
	want := NameRow{
		Key: "d-plain/i-inherits-pay-1", Site: "plain", SiteURL: "https://contoso.sharepoint.com/sites/plain", WebID: "w-plain", Library: "Documents", Path: "Old/Stuff",
		Item: "i-inherits-pay-1.docx", ItemURL: "https://contoso.sharepoint.com/i-inherits-pay-1", Topic: "pay", Discoverable: true, Guests: true,
	}
	if diff := cmp.Diff(want, byKey[want.Key]); diff != "" {
		t.Error(diff)
	}
	if r := byKey["do-active/oi-any-pay-0"]; !r.Personal || !r.Anonymous || r.Discoverable || r.Organization || r.Guests {
		t.Errorf("a file in a OneDrive: %+v", r)
	}
}

// TestNamesBreakOff loses what is made of permission lists where names cannot be read to their end.
func TestNamesBreakOff(t *testing.T) {
	inv := namedTenant()
	all := inv.Named
	inv.Named = func(yield func(NamedFile, error) bool) {
		n := 0
		for f := range all {
			if n++; n == 3 {
				yield(NamedFile{}, errors.New("the disk is gone"))
				return
			}
			if !yield(f, nil) {
				return
			}
		}
	}
	a := Assemble(resolved(inv), nil)
	for _, part := range []string{PartPermissions, PartDrivePermissions} {
		if !slices.ContainsFunc(a.Gaps, func(g Gap) bool { return g.Part == part && g.Reason == ReasonCache && g.Detail == "the disk is gone" }) {
			t.Errorf("%s is not lost: %v", part, a.Gaps)
		}
	}
	if a.Measures["copilot.files.discoverable"] != nil {
		t.Error("what is discoverable is known")
	}
	for _, topic := range a.Names.Topics {
		if topic != (TopicExposure{Topic: topic.Topic}) {
			t.Errorf("counted all the same: %+v", topic)
		}
	}
	if _, err := WriteEvidence(&bytes.Buffer{}, inv); err != nil {
		t.Error(err)
	}
}
