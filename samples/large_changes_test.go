package samples

import (
	"net/url"
	"reflect"
	"slices"
	"testing"

	"preflight/assess/emulator"
)

// TestContentChanges: where one change in ten is of sharing, the others are of content, and all kinds come.
func TestContentChanges(t *testing.T) {
	o := small(2)
	o.Items, o.Links, o.Sharing = 20_000, 4_000, 10
	_, plan := Large(o)
	of := map[bool]int{} // of sharing or not
	for i, kind := range Changes() {
		if plan.Changes[kind] == 0 {
			t.Errorf("no change of the kind %q", kind)
		}
		of[i < slices.Index(Changes(), FileMoved)] += plan.Changes[kind]
	}
	if of[true] != 20 || of[false] != 180 {
		t.Errorf("%d changes of sharing and %d of content, want 20 and 180", of[true], of[false])
	}
}

// TestChanges: each kind comes, and the items that changed are those that the plan names.
func TestChanges(t *testing.T) {
	_, before := Large(small(0))
	old := drivesOf(before)
	tenant, plan := Large(small(1))
	now := drivesOf(plan)
	total := 0
	for _, kind := range Changes() {
		if plan.Changes[kind] == 0 {
			t.Errorf("no change of the kind %q", kind)
		}
		total += plan.Changes[kind]
	}
	if want := small(1).Items / changedOf; total != want {
		t.Errorf("%d changes, want %d", total, want)
	}
	named := map[string]Change{}
	for c := range plan.Changed() {
		named[c.DriveID+c.ItemID] = c.Kind
	}
	if len(named) != total {
		t.Errorf("%d changes named, want %d", len(named), total)
	}
	binned, folders := map[string]int{}, 0
	for id, items := range now {
		for itemID, it := range items {
			if was, found := old[id][itemID]; !found || !reflect.DeepEqual(was, it) {
				if kind, known := named[id+itemID]; !known {
					t.Errorf("%s has changed and is not named", it.Name)
				} else if quiet := found && was.Modified.Equal(it.Modified); quiet == (kind == FileMoved || kind == FolderRenamed || kind == FileAdded) {
					t.Errorf("%s: %s, and its content is as it was: %v", it.Name, kind, quiet)
				}
				delete(named, id+itemID)
			}
		}
		for itemID := range old[id] {
			if _, found := items[itemID]; found {
				continue
			}
			kind := named[id+itemID]
			if above := old[id][itemID].Parent; kind == "" && named[id+above] == FolderDeleted {
				binned[id+above]++
			} else if kind != FileDeleted && kind != FolderDeleted {
				t.Errorf("%s is gone: %q", itemID, kind)
			} else if kind == FolderDeleted {
				folders++
			} else {
				delete(named, id+itemID)
			}
		}
	}
	for _, n := range binned {
		if n != 3 {
			t.Errorf("%d files in a deleted folder", n)
		}
	}
	if len(named) != folders || len(binned) != folders || folders == 0 {
		t.Errorf("%d deleted folders, %d of them with files; named and not changed: %v", folders, len(binned), named)
	}
	if !tenant.AsOf.Equal(AsOf.AddDate(0, 0, 7)) {
		t.Errorf("generation 1 is of %s", tenant.AsOf)
	}
}

// TestChangesAreServed: after an Advance the delta links tell of each item that the plan names and of no other; those that changed
// in nothing but who may open them only to an application that sees sharing.
func TestChangesAreServed(t *testing.T) {
	const prefer = "hierarchicalsharing, deltashowremovedasdeleted, deltatraversepermissiongaps, deltashowsharingchanges, deltaExcludeParent"
	quiet := []Change{FirstLink, MoreLinks, LinkRemoved, LinkRescoped, LinkExpired, InheritanceBroken, InheritanceRestored}
	for _, sees := range []bool{true, false} {
		before, _ := Large(small(1))
		after, plan := Large(small(2))
		if sees {
			before.App.Roles = append(before.App.Roles, "Sites.FullControl.All")
		}
		v := visit(t, before, emulator.Options{PageSize: 100, Shuffle: 9})
		links := map[string]string{}
		for i := range plan.large.volumes {
			id := plan.large.driveID(&plan.large.volumes[i])
			_, links[id] = v.follow(v.server.URL()+"/v1.0/drives/"+url.PathEscape(id)+"/root/delta?$top=1000", prefer)
		}
		v.server.Advance(after)
		told := map[string]seen{}
		for id, link := range links {
			list, _ := v.follow(link, prefer)
			for _, it := range list {
				told[id+it.ID] = it
			}
		}
		for c := range plan.Changed() {
			it, found := told[c.DriveID+c.ItemID]
			delete(told, c.DriveID+c.ItemID)
			silent := slices.Contains(quiet, c.Kind)
			if found == (silent && !sees) || found && (silent != (it.Changed == "True") || (c.Kind == FileDeleted || c.Kind == FolderDeleted) != (it.Deleted != nil)) {
				t.Errorf("who sees sharing: %v: %s is told: %v %+v", sees, c.Kind, found, it)
			}
		}
		if len(told) > 0 {
			t.Errorf("told of what the plan does not name: %v", told)
		}
	}
}

// drivesOf makes all libraries, the last one first.
func drivesOf(p Plan) map[string]map[string]emulator.Item {
	all := map[string]map[string]emulator.Item{}
	for i := len(p.large.volumes) - 1; i >= 0; i-- {
		v := &p.large.volumes[i]
		list, _ := p.large.make(v)
		items := map[string]emulator.Item{}
		for _, it := range list {
			items[it.ID] = it
		}
		all[p.large.driveID(v)] = items
	}
	return all
}
