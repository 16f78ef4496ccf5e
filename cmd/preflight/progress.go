package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"preflight/assess"
	"preflight/assess/probe"
)

// progress shows how a run goes on: a bar a probe on a terminal, plain lines elsewhere. Its numbers are those of the
// probes; it makes up none.
type progress struct {
	mu    sync.Mutex
	w     io.Writer
	bars  *mpb.Progress // nil without a terminal
	lines map[string]*line
	now   func() time.Time
}

// line is the state of one probe. Its text is apart from the lock, because a bar draws it while a call to the bar, made
// under the lock, waits for the drawing.
type line struct {
	bar  *mpb.Bar
	text atomic.Pointer[string]
	what string
	done int64
	all  int64
	gaps int
	over bool
	told time.Time // when the last plain line was written
}

// drawEvery is how often bars are drawn.
const drawEvery = 120 * time.Millisecond

// plainEvery is how often a plain line tells of a probe that goes on.
const plainEvery = 10 * time.Second

func newProgress(w io.Writer) *progress {
	p := &progress{w: w, lines: map[string]*line{}, now: time.Now}
	if isTerminal(w) {
		p.bars = mpb.New(mpb.WithOutput(w), mpb.WithWidth(40), mpb.WithRefreshRate(drawEvery))
	}
	return p
}

// isTerminal reports whether w is a terminal that shows bars.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok || os.Getenv("TERM") == "dumb" {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// event takes note of a probe that begins or ends.
func (p *progress) event(e assess.Event) {
	p.mu.Lock()
	defer p.mu.Unlock()
	l := p.line(e.Probe)
	if !e.Done {
		p.plain("%-10s reading", e.Probe)
		return
	}
	l.over, l.gaps = true, e.Gaps
	l.say(l.end())
	if l.bar != nil {
		// A bar ends full only where everything was read: a gap leaves it where it stood.
		if l.gaps > 0 {
			l.bar.Abort(false)
			return
		}
		total := max(l.all, 1)
		l.bar.SetTotal(total, false)
		l.bar.SetCurrent(total)
		l.bar.SetTotal(total, true)
		return
	}
	p.plain("%-10s %s", e.Probe, l.end())
}

// step takes note of how far a probe has come.
func (p *progress) step(s probe.Progress) {
	p.mu.Lock()
	defer p.mu.Unlock()
	l := p.line(s.Probe)
	l.what, l.done, l.all = s.What, int64(s.Done), int64(s.Total)
	l.say(fmt.Sprintf("%s %d of %d", l.what, l.done, l.all))
	if l.bar != nil {
		l.bar.SetTotal(l.all, false)
		l.bar.SetCurrent(l.done)
		return
	}
	if now := p.now(); now.Sub(l.told) >= plainEvery {
		if !l.told.IsZero() {
			p.plain("%-10s %s %d of %d", s.Probe, s.What, s.Done, s.Total)
		}
		l.told = now
	}
}

// end waits until the last state is drawn.
func (p *progress) end() {
	if p.bars == nil {
		return
	}
	p.mu.Lock()
	for _, l := range p.lines {
		if !l.over {
			l.bar.Abort(false)
		}
	}
	p.mu.Unlock()
	p.bars.Wait()
}

// line returns the state of a probe and, on a terminal, begins its bar. The caller holds the lock.
func (p *progress) line(name string) *line {
	l := p.lines[name]
	if l != nil {
		return l
	}
	l = &line{}
	l.say("reading")
	p.lines[name] = l
	if p.bars != nil {
		l.bar = p.bars.New(0, mpb.BarStyle().Rbound("|").Lbound("|").Filler("█").Tip("█").Padding("·"),
			mpb.PrependDecorators(decor.Name(name, decor.WC{W: 11, C: decor.DindentRight})),
			mpb.AppendDecorators(decor.Any(func(decor.Statistics) string { return " " + *l.text.Load() })))
	}
	return l
}

// say sets what stands beside the bar.
func (l *line) say(text string) { l.text.Store(&text) }

// end says how a probe ended.
func (l *line) end() string {
	if l.gaps > 0 {
		return fmt.Sprintf("done, %d could not be seen", l.gaps)
	}
	return "done"
}

// plain writes a line where there is no terminal.
func (p *progress) plain(format string, args ...any) {
	if p.bars == nil {
		fmt.Fprintf(p.w, format+"\n", args...)
	}
}
