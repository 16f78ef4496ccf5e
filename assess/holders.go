package assess

import (
	"cmp"
	"iter"
	"slices"
)

// Holders yields drive roots and items with permissions of their own, by web id, drive id and item id, each with a
// settled permission list. It may be ranged over any number of times, so that there may be more of them than memory
// holds. An error is the last thing it yields, and says that what came before is not all.
type Holders iter.Seq2[Holder, error]

// HoldersOf yields the holders of a list.
func HoldersOf(list ...Holder) Holders {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b Holder) int {
		return cmp.Or(cmp.Compare(a.WebID, b.WebID), cmp.Compare(a.DriveID, b.DriveID), cmp.Compare(a.ItemID, b.ItemID))
	})
	for i := range list {
		list[i].Permissions = SettlePermissions(slices.Clone(list[i].Permissions))
	}
	return func(yield func(Holder, error) bool) {
		for _, h := range list {
			if !yield(h, nil) {
				return
			}
		}
	}
}

// all yields nothing for nil.
func (h Holders) all() Holders {
	if h == nil {
		return HoldersOf()
	}
	return h
}

// SettlePermissions sorts the entries of one item's permission list by id and keeps one of those that share it: the
// direct one, where the others are inherited. That Graph gives an entry twice is not yet seen on a live tenant. Entries
// without an id are all kept.
func SettlePermissions(list []Permission) []Permission {
	slices.SortStableFunc(list, func(a, b Permission) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(one(a.Inherited), one(b.Inherited)))
	})
	return slices.CompactFunc(list, func(a, b Permission) bool { return a.ID != "" && a.ID == b.ID })
}
