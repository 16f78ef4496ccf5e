package main

import (
	"fmt"
	"math"
	"sync/atomic"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// drawEvery is how often bars are drawn.
const drawEvery = 120 * time.Millisecond

// bars show progress on a terminal, a bar a probe and a line for the budget. A bar's text is apart from every lock,
// because a bar draws it while a call to the bar, made under a lock, waits for the drawing.
type bars struct {
	on     *console
	all    *mpb.Progress // nil before the first bar
	make   func() *mpb.Progress
	lines  map[string]*bar
	budget *bar
}

// A bar is a line of the terminal.
type bar struct {
	*mpb.Bar
	text atomic.Pointer[string]
	over bool
}

func newBars(on *console) *bars {
	return &bars{on: on, lines: map[string]*bar{}, make: func() *mpb.Progress {
		return mpb.New(mpb.WithOutput(on.w), mpb.WithWidth(20), mpb.WithRefreshRate(drawEvery))
	}}
}

func (v *bars) say(text string) { fmt.Fprintln(v.on, text) }

func (v *bars) begin(s *probeState) {
	style := mpb.BarStyle().Rbound("|").Lbound("|").Filler("█").Tip("█").Padding("·")
	v.lines[s.probe] = v.add(s.probe, s.text(), style)
}

// add begins a line.
func (v *bars) add(name, text string, style mpb.BarFillerBuilder, options ...mpb.BarOption) *bar {
	if v.all == nil {
		v.all = v.make()
		v.on.draw(v.all)
	}
	b := &bar{}
	b.text.Store(&text)
	b.Bar = v.all.New(0, style, append(options,
		mpb.PrependDecorators(decor.Name(name, decor.WC{W: 11, C: decor.DindentRight})),
		mpb.AppendDecorators(decor.Any(func(decor.Statistics) string { return " " + *b.text.Load() })))...)
	return b
}

func (v *bars) tell(s *probeState, _ time.Time) {
	b := v.lines[s.probe]
	text := s.text()
	b.text.Store(&text)
	// The bar of a crawl shows libraries; that all sites are known is not much of it yet, and what is in the libraries
	// stands in the text.
	for _, c := range s.counts {
		if c.total > 0 && c.what != sitesTold && c.what != filesTold && c.what != listsTold {
			b.SetTotal(int64(c.total), false)
			b.SetCurrent(int64(c.done))
			return
		}
	}
}

// end fills the bar only where everything was read: a gap leaves it where it stood.
func (v *bars) end(s *probeState) {
	b := v.lines[s.probe]
	text := s.text()
	b.text.Store(&text)
	b.over = true
	if s.gaps > 0 {
		b.Abort(false)
		return
	}
	total := int64(1)
	for _, c := range s.counts {
		total = max(total, int64(c.total))
	}
	b.SetTotal(total, false)
	b.SetCurrent(total)
	b.SetTotal(total, true)
}

func (v *bars) spend(s budgetState, now time.Time) {
	text := s.text(now)
	if v.budget == nil {
		v.budget = v.add("budget", text, mpb.NopStyle(), mpb.BarPriority(math.MaxInt))
		return
	}
	v.budget.text.Store(&text)
}

// close waits until the last state is drawn.
func (v *bars) close() {
	if v.all == nil {
		return
	}
	for _, b := range v.lines {
		if !b.over {
			b.Abort(false)
		}
	}
	if v.budget != nil {
		v.budget.Abort(false)
	}
	v.on.draw(nil)
	v.all.Wait()
	v.all = nil
}
