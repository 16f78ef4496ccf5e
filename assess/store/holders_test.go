package store

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"preflight/assess"
)

// fullPermission has every field set.
var fullPermission = assess.Permission{
	ID: "id", Roles: []string{"read", "write"}, Link: true, Type: "view", Scope: "anonymous", Inherited: true,
	Expires: day.Add(time.Hour), Password: new(bool),
	Grantees: []assess.Grantee{{UserID: "u", GroupID: "g", SiteGroup: true, Name: "Ada", Login: "i:0#.f|membership|ada", Mail: "ada@contoso.example"}, {Name: "Ben"}},
}

func TestPermissionIsKeptWhole(t *testing.T) {
	for _, value := range []any{fullPermission, fullPermission.Grantees[0]} { // so that a new field is not forgotten here
		for i := range reflect.TypeOf(value).NumField() {
			if reflect.ValueOf(value).Field(i).IsZero() {
				t.Fatalf("%s is not set in this test", reflect.TypeOf(value).Field(i).Name)
			}
		}
	}
	for _, want := range [][]assess.Permission{nil, {fullPermission, {}}} {
		text, err := encode(want)
		must(t, err)
		got, err := decode(text)
		must(t, err)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("kept %+v, found %+v", want, got)
		}
	}
}

func TestHolders(t *testing.T) {
	s := open(t, "")
	must(t, s.KeepDrives(1, assess.AreaSites, []Drive{
		{Drive: assess.Drive{ID: "2", WebID: "a", Name: "Documents", URL: "https://contoso.sharepoint.com/docs"}},
		{Drive: assess.Drive{ID: "1", WebID: "b"}}, {Drive: assess.Drive{ID: "3", WebID: "c"}}}))
	must(t, s.KeepDrives(1, assess.AreaOneDrives, []Drive{{Drive: assess.Drive{ID: "0", WebID: "b"}}}))
	for _, id := range []string{"0", "1", "2", "3"} {
		must(t, s.KeepPage(id, end(root(), folder("b", "root"), file("a", "b"))))
		must(t, s.KeepLists(id, 1, []List{inherits("root"), {ItemID: "a", Permissions: []assess.Permission{fullPermission, direct[0]}}}))
		if id != "3" { // which could not be read to its end
			_, err := s.Settle(id, 1)
			must(t, err)
		}
	}
	all := gather(t, s.Holders(1))
	var order []string
	for _, h := range all {
		order = append(order, h.WebID+h.DriveID+h.ItemID)
	}
	if want := []string{"a2a", "a2root", "b0a", "b0root", "b1a", "b1root"}; !slices.Equal(order, want) {
		t.Fatalf("order %q, want %q", order, want)
	}
	for i, want := range []assess.Holder{
		{WebID: "a", DriveID: "2", ItemID: "a", Kind: assess.KindFile, Name: "a.docx", Path: "Folder b", URL: "https://contoso.sharepoint.com/a",
			Modified: day, Files: 1, Permissions: []assess.Permission{fullPermission, direct[0]}},
		{WebID: "a", DriveID: "2", ItemID: "root", Kind: assess.KindRoot, Name: "Documents", URL: "https://contoso.sharepoint.com/docs", Permissions: inherited},
	} {
		if !reflect.DeepEqual(all[i], want) {
			t.Errorf("holder %+v, want %+v", all[i], want)
		}
	}
	if again := gather(t, s.Holders(1)); !reflect.DeepEqual(again, all) {
		t.Error("another range yields something else")
	}
	if other := gather(t, s.Holders(2)); len(other) != 0 {
		t.Errorf("another run has %v", other)
	}
}

// TestLoops ranges over more than a portion, uses the store in the loop's body, and leaves loops early.
func TestLoops(t *testing.T) {
	s := open(t, "")
	list(t, s, 1, "d")
	items := []Item{root()}
	for i := range 3*portion + 1 {
		items = append(items, shared(file(fmt.Sprintf("%05d", i), "root")), file(fmt.Sprintf("z%05d", i), "root"))
	}
	must(t, s.KeepPage("d", end(items...)))
	n := 0
	for id, err := range s.Due("d") {
		must(t, err)
		must(t, s.KeepLists("d", 1, []List{own(id)}))
		n++
	}
	if n != 3*portion+2 || len(gather(t, s.Due("d"))) != 0 {
		t.Errorf("%d were due", n)
	}
	_, err := s.Settle("d", 1)
	must(t, err)
	for range 2 {
		n = 0
		for _, err := range s.Holders(1) {
			must(t, err)
			if n++; n%portion == 0 {
				must(t, s.KeepControl(1, assess.AreaSites, []Draw{{Candidate: Candidate{DriveID: "d", ItemID: fmt.Sprint(n)}, Own: new(true)}}))
			}
		}
		if n != 3*portion+2 {
			t.Errorf("%d holders", n)
		}
	}
	if n := len(gather(t, s.Unmarked("d"))); n != 3*portion+1 {
		t.Errorf("%d candidates", n)
	}
	for range s.Due("d") {
		break
	}
	for range s.Unmarked("d") {
		break
	}
	for range s.Holders(1) {
		break
	}
	must(t, s.Close())
	for _, err = range s.Holders(1) {
	}
	if !errors.Is(err, errClosed) {
		t.Errorf("after closing: %v", err)
	}
}

// TestTogether reads several libraries at once, as the crawl does.
func TestTogether(t *testing.T) {
	s := open(t, cachePath(t))
	var wait sync.WaitGroup
	for i := range 6 {
		id := fmt.Sprint("d", i)
		list(t, s, 1, id)
		wait.Go(func() {
			fill(t, s, id, 2)
			if _, err := s.Settle(id, 1); err != nil {
				t.Error(err)
			}
			for _, err := range s.Holders(1) {
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	if n := len(gather(t, s.Holders(1))); n != 6*201 {
		t.Errorf("%d holders", n)
	}
}

func TestControlSample(t *testing.T) {
	s := open(t, "")
	list(t, s, 2, "new", "whole", "wrong")
	for _, id := range []string{"new", "whole", "wrong"} {
		must(t, s.KeepPage(id, end(root(), file("a", "root"), folder("b", "root"), shared(file("c", "root")))))
	}
	must(t, s.MarkWhole("whole", 1))
	must(t, s.MarkWhole("wrong", 2))
	must(t, s.KeepLists("wrong", 2, []List{own("a"), {ItemID: "b", Gone: true}})) // reading them does not change what is offered
	for _, id := range []string{"new", "whole", "wrong"} {
		if got := gather(t, s.Unmarked(id)); !slices.Equal(got, []string{"a", "b"}) {
			t.Errorf("unmarked in %s: %v", id, got)
		}
	}
	want := []Candidate{{"w", "new", "a"}, {"w", "new", "b"}, {"w", "wrong", "a"}, {"w", "wrong", "b"}}

	run, err := s.BeginRun(Run{})
	must(t, err)
	must(t, s.KeepDraw(run.ID, assess.AreaSites, want[:3]))
	must(t, s.KeepDraw(run.ID, assess.AreaOneDrives, want[3:]))
	must(t, s.KeepControl(run.ID, assess.AreaSites, []Draw{{want[1], new(true)}}))
	must(t, s.KeepControl(run.ID, assess.AreaSites, []Draw{{want[0], new(false)}, {want[1], new(true)}}))
	drawn := []Draw{{want[0], new(false)}, {want[1], new(true)}, {want[2], nil}}
	if got, err := s.Control(run.ID, assess.AreaSites); err != nil || !reflect.DeepEqual(got, drawn) {
		t.Errorf("read %v, %v", got, err)
	}
	run, err = s.BeginRun(Run{})
	must(t, err)
	if got, err := s.Control(run.ID-1, assess.AreaSites); err != nil || len(got) != 0 {
		t.Errorf("the next run still finds %v, %v", got, err)
	}
	if marked, err := s.Marked("new", "c"); err != nil || !marked {
		t.Errorf("c is not marked: %v", err)
	}
	for _, id := range []string{"a", "none"} {
		if marked, err := s.Marked("new", id); err != nil || marked {
			t.Errorf("%s is marked: %v", id, err)
		}
	}
}
