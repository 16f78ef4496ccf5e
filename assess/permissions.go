package assess

import (
	"slices"
	"strings"
)

// LeastPermissions is the smallest set of Graph application permissions with which every part can be read: the first
// choice of each part, without those that another of the set makes superfluous. Sorted.
func LeastPermissions() []string {
	var set []string
	for _, p := range Parts {
		set = append(set, p.Scopes[0]...)
	}
	set = distinct(set)
	for _, name := range slices.Clone(set) {
		rest := slices.DeleteFunc(slices.Clone(set), func(s string) bool { return s == name })
		if len(Unreadable(rest)) == 0 {
			set = rest
		}
	}
	return set
}

// Unreadable returns the parts that cannot be read with the permissions held, in the order of Parts.
func Unreadable(held []string) []Part {
	var out []Part
	for _, p := range Parts {
		if !slices.ContainsFunc(p.Scopes, func(set []string) bool { return covers(held, set) }) {
			out = append(out, p)
		}
	}
	return out
}

// covers reports whether held has every permission of set. Directory- and item-wide ReadWrite twins count as their
// Read: Graph accepts them, though Preflight never asks for one.
func covers(held, set []string) bool {
	for _, name := range set {
		if !slices.Contains(held, name) && !slices.Contains(held, strings.Replace(name, ".Read.", ".ReadWrite.", 1)) {
			return false
		}
	}
	return true
}

// Writes reports whether a permission lets its holder change something. Preflight never asks for one that does.
func Writes(permission string) bool {
	for _, word := range []string{"Write", "Manage", "FullControl", "Send", "Create", "Update", "Invite", "Delete", "Initiate", "AccessAsUser"} {
		if strings.Contains(permission, word) {
			return true
		}
	}
	return false
}

// ComparePermissions sets the permissions held against those that Preflight can use. Nothing is said where the token
// could not be read.
func ComparePermissions(held []string, known bool) Permissions {
	p := Permissions{Known: known, Held: []string{}, Missing: []string{}, Excess: []string{}}
	if !known {
		return p
	}
	p.Held = append(p.Held, held...)
	for _, name := range LeastPermissions() {
		rest := append(slices.Clone(held), name)
		if len(Unreadable(rest)) < len(Unreadable(held)) {
			p.Missing = append(p.Missing, name)
		}
	}
	for _, name := range held {
		used := slices.ContainsFunc(Parts, func(part Part) bool {
			return slices.ContainsFunc(part.Scopes, func(set []string) bool { return slices.Contains(set, name) })
		})
		if !used {
			p.Excess = append(p.Excess, name)
		}
	}
	return p
}
