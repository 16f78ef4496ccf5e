package main

import (
	"fmt"
	"io"
	"time"
)

// lineEvery is how often a line tells of something that goes on, where there is no terminal.
const lineEvery = 10 * time.Second

// A pace says when something that goes on is to be told of again. The first time is when it began, which has been told.
type pace map[string]time.Time

func (p pace) due(what string, now time.Time) bool {
	last, known := p[what]
	if known && now.Sub(last) < lineEvery {
		return false
	}
	p[what] = now
	return known
}

// lineView shows progress as plain lines.
type lineView struct {
	w     io.Writer
	pace  pace
	shown map[string]string // the last line of each probe
}

func (v *lineView) say(text string) { fmt.Fprintln(v.w, text) }

func (v *lineView) begin(s *probeState) { v.line(s.probe, s.text()) }

func (v *lineView) tell(s *probeState, now time.Time) {
	if text := s.text(); v.shown[s.probe] != text && v.pace.due(s.probe, now) {
		v.line(s.probe, text)
	}
}

func (v *lineView) end(s *probeState) { v.line(s.probe, s.text()) }

func (v *lineView) spend(b budgetState, now time.Time) {
	if v.pace.due("budget", now) {
		v.line("budget", b.text(now))
	}
}

func (v *lineView) close() {}

func (v *lineView) line(name, text string) {
	if v.shown == nil {
		v.shown = map[string]string{}
	}
	v.shown[name] = text
	fmt.Fprintf(v.w, "%-10s %s\n", name, text)
}
