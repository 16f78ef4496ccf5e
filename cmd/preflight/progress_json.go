package main

import (
	"context"
	"io"
	"log/slog"
	"time"
)

// logFormat is how progress and errors are written to standard error.
type logFormat string

// The formats.
const (
	logText logFormat = "text"
	logJSON logFormat = "json"
)

var logFormats = []logFormat{logText, logJSON}

// jsonView shows progress as JSON objects, one a line: time, level and msg, and what the message is about. It names no
// site and no person.
type jsonView struct {
	w    io.Writer
	pace pace
	now  func() time.Time
}

func (v *jsonView) say(text string) { v.log(slog.LevelInfo, text) }

func (v *jsonView) begin(s *probeState) {
	v.log(slog.LevelInfo, "reading", slog.String("probe", s.probe))
}

func (v *jsonView) tell(s *probeState, now time.Time) {
	if !v.pace.due(s.probe, now) {
		return
	}
	for _, c := range s.counts {
		attrs := []slog.Attr{slog.String("probe", s.probe), slog.Int("done", c.done)}
		if c.total > 0 {
			attrs = append(attrs, slog.Int("total", c.total))
		}
		v.log(slog.LevelInfo, c.what, attrs...)
	}
}

func (v *jsonView) end(s *probeState) {
	v.log(slog.LevelInfo, "done", slog.String("probe", s.probe), slog.Int("gaps", s.gaps))
}

func (v *jsonView) spend(b budgetState, now time.Time) {
	if !v.pace.due("budget", now) {
		return
	}
	attrs := []slog.Attr{slog.Int("units", b.units), slog.Int("unitsLeft", b.unitsLeft)}
	if what, until := b.waits(now); what != "" {
		attrs = append(attrs, slog.String("waiting", what), slog.Time("until", until.UTC()))
	}
	if b.known {
		attrs = append(attrs, slog.Time("eta", now.Add(b.left).UTC()))
	}
	v.log(slog.LevelInfo, "budget", attrs...)
}

func (v *jsonView) close() {}

func (v *jsonView) log(level slog.Level, text string, attrs ...slog.Attr) {
	logAt(v.w, v.now(), level, text, attrs...)
}

// logAt writes one JSON object.
func logAt(w io.Writer, now time.Time, level slog.Level, text string, attrs ...slog.Attr) {
	record := slog.NewRecord(now.UTC(), level, text, 0)
	record.AddAttrs(attrs...)
	// Nothing is left to be told to where standard error cannot be written.
	_ = slog.NewJSONHandler(w, nil).Handle(context.Background(), record)
}
