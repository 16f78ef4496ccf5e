package store

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"preflight/assess"
)

// payslips is a list of one topic.
func payslips(t testing.TB) assess.Topics { return topicsOf(t, "pay", "payslip") }

func topicsOf(t testing.TB, topic, word string) assess.Topics {
	t.Helper()
	list, err := assess.LoadTopics([]byte(fmt.Sprintf("- {topic: %s, words: {English: [%s]}}", topic, word)))
	must(t, err)
	return list
}

func called(name string, it Item) Item { it.Name = name; return it }

// named are a run's files whose names suggest something, as "path/id<holder:topic".
func named(t testing.TB, s *Store, run int64) string {
	t.Helper()
	var all []string
	for _, f := range gather(t, s.Named(run)) {
		all = append(all, fmt.Sprintf("%s/%s<%s:%s", f.Path, f.ItemID, f.HolderID, f.Topic))
	}
	return strings.Join(all, " ")
}

func TestNamed(t *testing.T) {
	slip := func(id, parent string) Item { return called("Payslip "+id+".pdf", file(id, parent)) }
	tree := []Item{root(), folder("a", "root"), folder("b", "a"), called("Payslips", folder("c", "b")), slip("f", "a"), slip("g", "b"), slip("h", "c"), slip("i", "root"), file("j", "b")}
	all := func(ids ...string) (lists []List) {
		for _, id := range ids {
			lists = append(lists, own(id))
		}
		return lists
	}
	for _, tt := range []struct {
		name  string
		items []Item // besides tree
		due   string
		lists []List
		want  string
	}{
		{"below the root", nil, "root", all("root"), "Folder a/f<root:pay Folder a/Folder b/g<root:pay Folder a/Folder b/Payslips/h<root:pay /i<root:pay"},
		{"the nearest decides", nil, "root b h", all("root", "b", "h"), "Folder a/Folder b/g<b:pay Folder a/Folder b/Payslips/h<h:pay Folder a/f<root:pay /i<root:pay"},
		{"a list that just inherits decides on nothing", nil, "root i", []List{own("root"), inherits("i"), own("b")},
			"Folder a/Folder b/g<b:pay Folder a/Folder b/Payslips/h<b:pay Folder a/f<root:pay /i<root:pay"},
		{"nothing is known below an unread list", nil, "root b c", all("root", "c"), "Folder a/Folder b/Payslips/h<c:pay Folder a/f<root:pay /i<root:pay"},
		{"nor of an unread file", nil, "root g", all("root"), "Folder a/f<root:pay Folder a/Folder b/Payslips/h<root:pay /i<root:pay"},
		{"a folder that is not there", []Item{slip("x", "nowhere"), folder("y", "nowhere"), slip("z", "y")}, "root z", all("root", "z"),
			"Folder a/f<root:pay Folder a/Folder b/g<root:pay Folder a/Folder b/Payslips/h<root:pay /i<root:pay Folder y/z<z:pay"},
		{"what was not found any more", nil, "root b", []List{own("root"), {ItemID: "b", Gone: true}}, "Folder a/f<root:pay /i<root:pay"},
		{"a file that was not found any more", nil, "root f", []List{own("root"), {ItemID: "f", Gone: true}}, "Folder a/Folder b/g<root:pay Folder a/Folder b/Payslips/h<root:pay /i<root:pay"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t, "")
			must(t, s.UseTopics(payslips(t)))
			list(t, s, 1, "d")
			items := append(slices.Clone(tree), tt.items...)
			for i := range items {
				items[i].Shared = slices.Contains(strings.Fields(tt.due), items[i].ID)
			}
			must(t, s.KeepPage("d", end(items...)))
			must(t, s.KeepLists("d", 1, tt.lists))
			for range 2 { // settling again changes nothing
				_, err := s.Settle("d", 1)
				must(t, err)
				if got := named(t, s, 1); got != tt.want {
					t.Errorf("named\n%s, want\n%s", got, tt.want)
				}
			}
		})
	}
}

// TestNamedBesideHolders looks at what is yielded, and that it comes in the order of Holders over several portions.
func TestNamedBesideHolders(t *testing.T) {
	s := open(t, "")
	must(t, s.UseTopics(payslips(t)))
	must(t, s.KeepDrives(1, assess.AreaSites, []Drive{{Drive: assess.Drive{ID: "2", WebID: "a"}}, {Drive: assess.Drive{ID: "1", WebID: "b"}}, {Drive: assess.Drive{ID: "3", WebID: "c"}}}))
	for _, id := range []string{"1", "2", "3"} {
		items := []Item{root(), folder("m", "root")}
		lists := []List{own("root"), own("m")}
		for i := range portion + 10 {
			items = append(items, called("payslip.pdf", file(fmt.Sprintf("a%05d", i), "root")), called("payslip.pdf", file(fmt.Sprintf("z%05d", i), "m")))
			if i%100 == 7 {
				items = append(items, called("payslip.pdf", file(fmt.Sprintf("n%05d", i), "m")))
				lists = append(lists, own(fmt.Sprintf("n%05d", i)))
			}
		}
		must(t, s.KeepPage(id, end(items...)))
		must(t, s.KeepLists(id, 1, lists))
		if id != "3" {
			_, err := s.Settle(id, 1)
			must(t, err)
		}
	}
	files := map[string]int{}
	var order []string
	for _, f := range gather(t, s.Named(1)) {
		holder := f.WebID + f.DriveID + f.HolderID
		files[holder]++
		if order = append(order, holder+"/"+f.ItemID); len(order) > 1 && order[len(order)-1] <= order[len(order)-2] {
			t.Fatalf("%s comes after %s", order[len(order)-1], order[len(order)-2])
		}
	}
	for _, h := range gather(t, s.Holders(1)) {
		if n := files[h.WebID+h.DriveID+h.ItemID]; n != h.Files {
			t.Errorf("%d files named of %d below %s", n, h.Files, h.ItemID)
		}
		delete(files, h.WebID+h.DriveID+h.ItemID)
	}
	if len(files) > 0 || len(order) != 2*(2*(portion+10)+11) {
		t.Errorf("%d files, some below what is no holder: %v", len(order), files)
	}
	for f, err := range s.Named(1) {
		must(t, err)
		want := assess.NamedFile{WebID: "a", DriveID: "2", HolderID: "m", ItemID: "z00000", Name: "payslip.pdf", Path: "Folder m", URL: "https://contoso.sharepoint.com/z00000", Topic: "pay"}
		if !reflect.DeepEqual(f, want) {
			t.Errorf("the first is %+v, want %+v", f, want)
		}
		break
	}
	must(t, s.Close())
	var err error
	for _, err = range s.Named(1) {
	}
	if !errors.Is(err, errClosed) {
		t.Errorf("after closing: %v", err)
	}
}

// TestNamesChange renames, moves and deletes files, and changes the list.
func TestNamesChange(t *testing.T) {
	path := cachePath(t)
	s := open(t, path)
	list(t, s, 1, "d")
	steps := []struct {
		name string
		do   func() error
		want string
	}{
		{"nobody looks at names", func() error {
			return errors.Join(s.KeepPage("d", end(root(), folder("a", "root"), called("payslip.pdf", file("f", "a")), called("salary.pdf", file("g", "root")))), s.KeepLists("d", 1, []List{own("root")}))
		}, ""},
		{"a list comes", func() error { return s.UseTopics(payslips(t)) }, "Folder a/f<root:pay"},
		{"a file is renamed", func() error {
			return s.KeepPage("d", end(called("holiday.pdf", file("f", "a")), called("PaySlips.pdf", file("g", "root"))))
		}, ""},
		{"a word of the list", func() error { return s.UseTopics(topicsOf(t, "pay", "holiday")) }, "Folder a/f<root:pay"},
		{"another topic", func() error { return s.UseTopics(topicsOf(t, "leave", "holiday")) }, "Folder a/f<root:leave"},
		{"a folder is moved", func() error { return s.KeepPage("d", end(folder("b", "root"), folder("a", "b"))) }, "Folder b/Folder a/f<root:leave"},
		{"a folder is deleted", func() error { return s.KeepPage("d", end(deleted("a"))) }, ""},
		{"it comes back", func() error { return s.KeepPage("d", end(called("holiday.pdf", file("f", "root")))) }, "/f<root:leave"},
		{"read anew", func() error { return s.Restart("d", 1, false) }, ""},
	}
	for _, tt := range steps {
		must(t, tt.do())
		if n := len(gather(t, s.Named(1))); n != 0 {
			t.Errorf("%s: %d named before it is settled", tt.name, n)
		}
		_, err := s.Settle("d", 1)
		must(t, err)
		if got := named(t, s, 1); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
	must(t, s.UseTopics(topicsOf(t, "leave", "holiday")))
	if d := drive(t, s, 1, "d"); d.Stage != StageSettled {
		t.Errorf("the same list takes the library to stage %s", d.Stage)
	}
}
