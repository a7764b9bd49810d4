package main

import (
	"context"

	"github.com/schollz/progressbar/v3"
)

// longWork is the number of steps below which no bar is worth its flicker.
const longWork = 20000

// reading tells on stderr how many events of a store's log are read, where that
// is a terminal and the work is long. end takes away what it shows.
func (a *app) reading(ctx context.Context, s *store, what string) (tick func(done int), end func()) {
	total := unknownTotal
	if s.folder != "" { // where positions count events
		if head, err := s.log.Head(ctx); err == nil {
			events, _ := head.Halves()
			total = int(events)
		}
	}
	return a.counting(what, total)
}

// unknownTotal is that of work of which nobody knows how long it is.
const unknownTotal = -1

// counting tells how far work of total steps has come.
func (a *app) counting(what string, total int) (tick func(done int), end func()) {
	if a.quiet || !isTerminal(a.Stderr) || total != unknownTotal && total < longWork {
		return func(int) {}, func() {}
	}
	var bar *progressbar.ProgressBar
	tick = func(done int) {
		if bar == nil && total == unknownTotal && done < longWork {
			return
		}
		if bar == nil {
			bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(a.Stderr), progressbar.OptionSetDescription(what), progressbar.OptionShowCount(), progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(30))
		}
		if total != unknownTotal {
			done = min(done, total)
		}
		_ = bar.Set(done)
	}
	return tick, func() {
		if bar != nil {
			_ = bar.Finish()
		}
	}
}
