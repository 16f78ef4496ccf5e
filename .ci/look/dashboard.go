package main

import (
	"math"
	"slices"
)

// The words of the dashboard and of Actions by which this check finds its way.
const (
	wordDone      = "Done"
	wordAttention = "Needs attention"
)

// An action is a row of Actions by its headers.
type action map[string]string

// table reads the rows below a header: the first row in which all names stand. It ends at the first row whose first
// column is empty.
func table(rows [][]string, names ...string) (list []action) {
	for i, head := range rows {
		if !containsAll(head, names) {
			continue
		}
		first := slices.Index(head, names[0])
		for _, row := range rows[i+1:] {
			if first >= len(row) || row[first] == "" {
				return list
			}
			a := action{}
			for j, name := range head {
				if _, twice := a[name]; name != "" && !twice {
					a[name] = row[j]
				}
			}
			list = append(list, a)
		}
		return list
	}
	return nil
}

func containsAll(row, names []string) bool {
	for _, name := range names {
		if !slices.Contains(row, name) {
			return false
		}
	}
	return true
}

// tile is the figure above a name on the dashboard.
func tile(rows [][]string, name string) (string, bool) {
	for i, row := range rows {
		if j := slices.Index(row, name); j >= 0 && i > 0 {
			return rows[i-1][j], true
		}
	}
	return "", false
}

// checkDone holds the dashboard against the rows of Actions, before and after some were set to Done, and wants nothing
// else to have moved.
func checkDone(before, after map[string][][]string, set []string) (f faults) {
	old, now := table(before["Actions"], "ID", "Outcome", "Status"), table(after["Actions"], "ID", "Outcome", "Status")
	f = append(f, checkDashboard("as it is", before["Dashboard"], old, 0)...)
	if len(set) == 0 {
		if slices.ContainsFunc(old, func(a action) bool { return a["Outcome"] == wordAttention }) {
			f.add("no action could be set to Done")
		}
		return f
	}
	won := 0.0
	for _, a := range now {
		if points, ok := number(a["Points"]); ok && slices.Contains(set, a["ID"]) {
			won += points
		}
		if slices.Contains(set, a["ID"]) != (a["Status"] == wordDone) {
			f.add("the status of %s is %q after %v were set to Done", a["ID"], a["Status"], set)
		}
	}
	base, _ := tile(before["Dashboard"], scoreTile)
	score, _ := number(base)
	f = append(f, checkDashboard("with two done", after["Dashboard"], now, score+won)...)
	f = append(f, compare(before, after, "before", "with two done", func(sheet string, row, column int) bool {
		return sheet == "Dashboard" || sheet == "Actions" && before[sheet][row][column] != wordDone && after[sheet][row][column] == wordDone
	})...)
	for _, name := range []string{openTile, doneTile, scoreTile} {
		a, _ := tile(before["Dashboard"], name)
		b, _ := tile(after["Dashboard"], name)
		if a == b {
			f.add("the dashboard's %q stays %s when two actions are done", name, a)
		}
	}
	return f
}

// The names of tiles.
const (
	criticalTile = "critical actions open"
	openTile     = "actions open"
	doneTile     = "of the actions done"
	scoreTile    = "score of 100, with what is done"
)

// checkDashboard computes the dashboard's figures from the rows of Actions. score is what that tile has to show; 0: not
// held against anything.
func checkDashboard(when string, rows [][]string, actions []action, score float64) (f faults) {
	// count counts the open actions whose columns hold all the values; sum adds up a column of those in a status or, with
	// "", of those not done.
	count := func(where action) float64 {
		n := 0.0
		for _, a := range actions {
			if a["Outcome"] == wordAttention && a["Status"] != wordDone && matches(a, where) {
				n++
			}
		}
		return n
	}
	want := func(place, cell string, value, tolerance float64) {
		if n, ok := number(cell); !ok || math.Abs(n-value) > tolerance+1e-9 {
			f.add("dashboard %s: %s is %q, the rows of Actions give %.4g", when, place, cell, value)
		}
	}
	tiles := map[string]float64{criticalTile: count(action{"Severity": "Critical"}), openTile: count(nil)}
	all, done := 0.0, 0.0
	for _, a := range actions {
		if a["Outcome"] == wordAttention {
			all++
			if a["Status"] == wordDone {
				done++
			}
		}
	}
	if all > 0 {
		tiles[doneTile] = done / all
	}
	if score > 0 {
		tiles[scoreTile] = score
	}
	for name, value := range tiles {
		cell, ok := tile(rows, name)
		if !ok {
			f.add("the dashboard has no figure %q", name)
			continue
		}
		tolerance := 0.0
		if name == scoreTile {
			tolerance = 0.05 // it is rounded to one digit
		}
		want(name, cell, value, tolerance)
	}
	pillars := table(rows, "Pillar", "Critical", "Open", "Points to win")
	if len(pillars) == 0 && slices.ContainsFunc(actions, func(a action) bool { return a["Pillar"] != "" }) { // without any check there is no pillar to name
		f.add("the dashboard has no table of pillars")
	}
	for _, p := range pillars {
		name := p["Pillar"]
		for _, severity := range []string{"Critical", "High", "Medium", "Low"} {
			want(name+", "+severity, p[severity], count(action{"Pillar": name, "Severity": severity}), 0)
		}
		want(name+", Open", p["Open"], count(action{"Pillar": name}), 0)
		points := 0.0
		for _, a := range actions {
			if n, ok := number(a["Points"]); ok && a["Pillar"] == name && a["Status"] != wordDone {
				points += n
			}
		}
		want(name+", Points to win", p["Points to win"], points, 0.05)
	}
	statuses := table(rows, "Status", "Actions", "Hours from", "Hours to")
	if len(statuses) == 0 {
		f.add("the dashboard has no table of statuses")
	}
	for _, s := range statuses {
		sums := map[string]float64{}
		for _, a := range actions {
			if a["Status"] != s["Status"] {
				continue
			}
			sums["Actions"]++
			for _, column := range []string{"Hours from", "Hours to"} {
				if n, ok := number(a[column]); ok {
					sums[column] += n
				}
			}
		}
		for _, column := range []string{"Actions", "Hours from", "Hours to"} {
			want(s["Status"]+", "+column, s[column], sums[column], 0.005)
		}
	}
	return f
}

func matches(a, where action) bool {
	for column, value := range where {
		if a[column] != value {
			return false
		}
	}
	return true
}
