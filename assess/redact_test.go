package assess

import (
	"bytes"
	"encoding/json"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var testKey = bytes.Repeat([]byte{7}, RedactKeySize)

// texts adds to found the fields of t that hold text, "Type.Field", at whatever depth.
func texts(t reflect.Type, found map[string]bool) {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || !holdsText(t) {
		return
	}
	for i := range t.NumField() {
		f := t.Field(i)
		if !holdsText(f.Type) {
			continue
		}
		if !holdsStructs(f.Type) {
			found[t.Name()+"."+f.Name] = true
		}
		texts(f.Type, found)
	}
}

// rowTypes are the types of the evidence's rows.
func rowTypes() []reflect.Type {
	var list []reflect.Type
	v := reflect.TypeFor[Visitor]()
	for i := range v.NumField() {
		list = append(list, v.Field(i).Type.In(0))
	}
	return list
}

// Somebody has thought about every text that may hold a name.
func TestRedactTable(t *testing.T) {
	found := map[string]bool{}
	texts(reflect.TypeFor[Assessment](), found)
	for _, row := range rowTypes() {
		texts(row, found)
	}
	for name := range found {
		if redactions[name] == nil {
			t.Errorf("%s is not in the table redactions: say what becomes of it when names are taken out", name)
		}
	}
	for name := range redactions {
		if !found[name] {
			t.Errorf("%s is in the table redactions and nowhere else", name)
		}
	}
}

// Each row that tells when something was used is one of a person, and hides it, or one of a place that many use.
func TestRedactUse(t *testing.T) {
	tells := regexp.MustCompile(`Activ|Last|Use[ds]|Usage|Idle`)
	ofPlaces := []string{"SiteRow.LastActivity", "SiteRow.ActivitySeen", "TeamRow.LastActivity", "TeamRow.SiteActivity", "TeamRow.ActivitySeen",
		"SiteExposure.LinksUsers"}
	drive := OneDriveRow{LastActivity: asOf, ActivitySeen: true, Inactive: true}
	drive.hideUse()
	var check func(reflect.Type)
	check = func(row reflect.Type) {
		for i := range row.NumField() {
			f := row.Field(i)
			if f.Type == reflect.TypeFor[SiteExposure]() {
				check(f.Type)
			}
			switch name := row.Name() + "." + f.Name; {
			case !tells.MatchString(f.Name), slices.Contains(ofPlaces, name):
			case row != reflect.TypeFor[OneDriveRow]() || !reflect.ValueOf(drive).Field(i).IsZero():
				t.Errorf("%s tells of use: let --no-people hide it, or say here that it is not one person's", name)
			}
		}
	}
	for _, row := range rowTypes() {
		check(row)
	}
}

func TestRedactVisitor(t *testing.T) {
	v := reflect.ValueOf(NewRedactor(testKey, Redaction{All: true}).visitor(&rowWriter{counts: map[string]int{}}))
	for i := range v.NumField() {
		if v.Field(i).IsNil() {
			t.Errorf("redaction loses the rows of %s", v.Type().Field(i).Name)
		}
	}
}

// masked writes codes and ids of stand-ins as signs, so that a test can be read.
func masked(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	text := string(data)
	for _, m := range []struct{ pattern, sign string }{
		{`\b[A-Z2-7]{8}\b`, "CODE"}, {`\b[a-z2-7]{16}\b`, "id"}, {`domain-[a-z2-7]{8}\.`, "domain-code."}, {`\b([0-9a-f]{32})[a-z2-7]{8}@`, "32code@"}, {`\b[a-z2-7]{8}((?:#EXT#)?@)`, "code$1"},
	} {
		text = regexp.MustCompile(m.pattern).ReplaceAllString(text, m.sign)
	}
	return text
}

func TestRedactRows(t *testing.T) {
	for _, test := range []struct {
		name string
		row  any
		want string
	}{
		{"file", &LinkRow{Key: "d/i/p", Site: "Finance", WebID: "w", Library: "Documents", Path: "Pay/2026", Item: "Salaries.XLSX", Kind: KindFile, Scope: "users", Guests: []string{"Gus", "jo@x.com"}},
			`"site":"Site CODE","webId":"id","library":"Library CODE","path":"Folder CODE/Folder CODE","item":"File CODE.xlsx","guests":["Person CODE","code@redacted.example"]`},
		{"strange ending", &LinkRow{Item: "List of J.Doe", Kind: KindFile}, `"item":"File CODE"`},
		{"folder", &LinkRow{Item: "Pay.docx", Kind: KindFolder}, `"item":"Folder CODE"`},
		{"library", &LinkRow{Item: "the whole library", Kind: KindRoot}, `"item":"the whole library"`},
		{"file called so", &LinkRow{Item: "the whole library", Kind: KindFile}, `"item":"File CODE"`},
		{"OneDrive's file", &LinkRow{Personal: true, Site: "Dora"}, `"site":"OneDrive CODE"`},
		{"telling name", &NameRow{Key: "d/i", Personal: true, Site: "Dora", Item: "Salaries.xlsx", Topic: "pay"}, `"key":"id/id","site":"OneDrive CODE","item":"File CODE.xlsx","topic":"pay"`},
		{"site of such", &SiteNames{Name: "Finance"}, `"name":"Site CODE"`},
		{"everyone", &GrantRow{Class: ClassEveryone, Grantee: "Everyone except external users, Jeder"}, `"grantee":"Everyone, Everyone except external users"`},
		{"groups", &GrantRow{Class: ClassBroadGroup, Grantee: "All staff"}, `"grantee":"Group CODE"`},
		{"guests", &GrantRow{Class: ClassGuests, Grantee: "Gus"}, `"grantee":"Person CODE"`},
		{"guest", &PersonRow{Key: "k", Name: "Gus", UPN: "gus_x.com#EXT#@contoso.com", Licences: []string{"SPB"}}, `"key":"id","name":"Person CODE","upn":"code#EXT#@redacted.example","licences":["SPB"]`},
		{"deleted owner", &SiteRow{Owners: []string{"00112233445566778899aabbccddeeffdee@contoso.com"}}, `"owners":["32code@redacted.example"]`},
		{"channel", &ChannelRow{Key: "t/c", TeamID: "t", Team: "A", Name: "B"}, `"key":"id/id","team":"Team CODE","teamId":"id","name":"Channel CODE"`},
		{"tenant", &Tenant{Name: "Contoso", Country: "AUS", DefaultDomain: "contoso.com"}, `"name":"Tenant CODE","defaultDomain":"domain-code.example"`},
		{"gap", &Gap{Part: PartPermissions, Place: "w", Name: "Finance", Reason: ReasonService, Detail: "/sites/w: no such user dora@contoso.com"}, `{"part":"sharing.permissions","place":"id","name":"Site CODE","reason":"service"}`},
		{"gap of a product", &Gap{Part: PartPrerequisites, Name: "SPB_NEW"}, `"name":"SPB_NEW"`},
	} {
		NewRedactor(testKey, Redaction{All: true}).walk(reflect.ValueOf(test.row).Elem(), nil)
		got := masked(test.row)
		for _, want := range strings.SplitAfter(test.want, `",`) {
			if !strings.Contains(got, strings.TrimSuffix(want, ",")) {
				t.Errorf("%s: %s\nlacks %s", test.name, got, want)
			}
		}
	}
}

// What has one name or one key has one stand-in, wherever it stands and however it is written; another key has others.
func TestRedactStable(t *testing.T) {
	r, again, other := NewRedactor(testKey, Redaction{All: true}), NewRedactor(testKey, Redaction{}), NewRedactor(bytes.Repeat([]byte{8}, RedactKeySize), Redaction{})
	if asPerson(r, "Dora", nil) != asPerson(again, " DORA", nil) || asPerson(r, "Dora", nil) == asPerson(other, "Dora", nil) {
		t.Error("a stand-in hangs on more than key and name, or on less")
	}
	if strings.TrimPrefix(asPerson(r, "Dora", nil), "Person ") != strings.TrimPrefix(called("OneDrive")(r, "Dora", nil), "OneDrive ") {
		t.Error("a person and the OneDrive that is called like him have nothing in common")
	}
	if asAccount(r, "Dora@Contoso.com", nil) != asAccount(r, "dora@contoso.com", nil) {
		t.Error("an account hangs on capitals")
	}
	if !strings.HasPrefix(asKey(r, "d/i/p", nil), asKey(r, "d/i", nil)+"/") {
		t.Error("a link's key no longer begins with its item's")
	}
	if strings.EqualFold(r.code("x"), asKey(r, "x", nil)[:8]) {
		t.Error("a name can be told from an id")
	}
}

// judged is the test tenant with findings that name objects of each kind, and losses.
func judged(t *testing.T) (*Inventory, Assessment) {
	t.Helper()
	inv := tenant()
	inv.Gaps = []Gap{{Part: PartItems, Place: "w-none", Name: "none", Reason: ReasonService, Detail: "Dora has no access"}}
	Resolve(inv)
	a := Assemble(inv, []Finding{
		{Rule: "ODR-04", Count: 1, Examples: []Object{{Key: "o-unknown", Name: "Dora", Place: "Dora", Detail: "last activity 2026-03-01", URL: "https://contoso-my.sharepoint.com/personal/dora"}}},
		{Rule: "SHR-05", Count: 1, Examples: []Object{{Key: "d/i", Name: "Pay.docx", Place: "plain", Detail: "Gus, jo@x.com"}}},
		{Rule: "XXX-99", Count: 1, Examples: []Object{{Key: "d/i", Name: "Pay.docx", Place: "plain", Detail: "Gus"}}},
	})
	a.Clock = "The tenant was read on 2026-11-21; inactivity and expiry are counted as of 2026-11-02."
	a.Evidence = Evidence{SHA256: "abc", Rows: map[string]int{"link": 1}}
	return inv, a
}

func TestRedactAssessment(t *testing.T) {
	_, a := judged(t)
	before := masked(a)
	b := NewRedactor(testKey, Redaction{All: true}).Assessment(a)
	if masked(a) != before {
		t.Error("the assessment that was given has changed")
	}
	for i, want := range []string{
		`[{"key":"id","name":"OneDrive CODE","place":"Person CODE","detail":"last activity 2026-03-01","url":"https://redacted.example/id"}]`,
		`[{"key":"id/id","name":"File CODE.docx","place":"Site CODE","detail":"Person CODE, code@redacted.example"}]`,
		`[{"key":"id/id","name":"Object CODE","place":"Place CODE"}]`,
	} {
		got := b.Findings[i].Examples
		if got[0].Detail != "" && strings.Contains(got[0].Detail, "@") { // sorted by stand-in
			got = slices.Clone(got)
			names := strings.Split(got[0].Detail, ", ")
			slices.SortFunc(names, func(a, b string) int { return strings.Index(a, "@") - strings.Index(b, "@") })
			got[0].Detail = strings.Join(names, ", ")
		}
		if masked(got) != want {
			t.Errorf("%s: %s\nwant %s", b.Findings[i].Rule, masked(got), want)
		}
	}
	if b.Clock != a.Clock || b.Evidence.SHA256 != "" || b.Evidence.Rows["link"] != 1 || b.Gaps[0].Detail != "" {
		t.Errorf("clock %q, evidence %v, gap %v", b.Clock, b.Evidence, b.Gaps[0])
	}
	if !reflect.DeepEqual(a.Measures, b.Measures) || !reflect.DeepEqual(a.Seen, b.Seen) || !reflect.DeepEqual(a.Coverage, b.Coverage) {
		t.Error("numbers have changed")
	}
	a.Clock = "Dora was read."
	if b := NewRedactor(testKey, Redaction{All: true}).Assessment(a); b.Clock != "" {
		t.Errorf("clock %q: words that nobody knows stay", b.Clock)
	}
	if c := (*Redactor)(nil).Assessment(a); masked(c) != masked(a) {
		t.Error("nil changes something")
	}
}

// Without people in use, only what says of a person when he used something is gone.
func TestNoPeopleAssessment(t *testing.T) {
	inv, a := judged(t)
	r := NewRedactor(testKey, Redaction{PeopleInUse: true})
	b := r.Assessment(a)
	if got := masked(b.Findings[0].Examples); strings.Contains(got, "ora") || !strings.Contains(got, "last activity 2026-03-01") {
		t.Errorf("ODR-04: %s", got)
	}
	if a.Findings[0].Examples[0].Name != "Dora" {
		t.Error("the assessment that was given has changed")
	}
	if c := r.Assessment(b); !reflect.DeepEqual(b, c) {
		t.Error("a run that was made without people gets other stand-ins when its documents are written again")
	}
	both := NewRedactor(testKey, Redaction{All: true, PeopleInUse: true}).Assessment(a)
	all := NewRedactor(testKey, Redaction{All: true}).Assessment(a)
	if both.Findings[0].Examples[0].Name == all.Findings[0].Examples[0].Name || both.Findings[1].Examples[0] != all.Findings[1].Examples[0] {
		t.Error("with both asked for, whose OneDrive lies idle can be looked up in the rows by its stand-in")
	}
	b.Findings[0] = a.Findings[0]
	if diff := cmp.Diff(masked(a), masked(b)); diff != "" {
		t.Error(diff)
	}

	var plain, file bytes.Buffer
	was, err := (*Redactor)(nil).WriteEvidence(&plain, inv)
	if err != nil {
		t.Fatal(err)
	}
	is, err := r.WriteEvidence(&file, inv)
	if err != nil || !reflect.DeepEqual(was.Rows, is.Rows) || was.SHA256 == is.SHA256 {
		t.Fatalf("%v: rows %v and %v", err, was.Rows, is.Rows)
	}
	use := regexp.MustCompile(`"lastActivity":"[^"]*",|"inactive":true,`)
	lines := unzipped(t, file.Bytes())
	for i, line := range unzipped(t, plain.Bytes()) {
		if strings.HasPrefix(line, `{"kind":"onedrive"`) {
			line = strings.Replace(use.ReplaceAllString(line, ""), `"activitySeen":true`, `"activitySeen":false`, 1)
		}
		if lines[i] != line {
			t.Errorf("%s\nwant %s", lines[i], line)
		}
	}
}

func TestRedactEvidence(t *testing.T) {
	inv, _ := judged(t)
	var plain, one, two bytes.Buffer
	was, err := WriteEvidence(&plain, inv)
	if err != nil {
		t.Fatal(err)
	}
	r := NewRedactor(testKey, Redaction{All: true})
	is, err := r.Evidence(&one, bytes.NewReader(plain.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(was.Rows, is.Rows) {
		t.Errorf("rows %v, want %v", is.Rows, was.Rows)
	}
	if again, err := NewRedactor(testKey, Redaction{All: true}).WriteEvidence(&two, inv); err != nil || again.SHA256 != is.SHA256 || !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Errorf("the same rows and key give other bytes (%v)", err)
	}
	text := strings.Join(unzipped(t, one.Bytes()), "\n")
	for _, name := range []string{"contoso", "fabrikam", "Member m", "Dora", "Jeder", "grp-", "w-plain", "d-plain", "i-any", "Documents", "All staff", "Confidential", "Everybody's", "ＰＲＯＪＥＣＴＳ"} {
		if strings.Contains(text, name) {
			t.Errorf("%s stands in the redacted evidence", name)
		}
	}
	if _, err := r.Evidence(&one, strings.NewReader("no evidence")); err == nil {
		t.Error("what is no evidence is redacted")
	}
	if _, err := r.WriteEvidence(&full{room: 50}, inv); err == nil {
		t.Error("a full disk gives no error")
	}
}
