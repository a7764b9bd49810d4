package main

import (
	"context"

	"github.com/schollz/progressbar/v3"

	"suivi/domain/ledger"
)

// progress tells on stderr how far long work has come, where that is a
// terminal and the work is long; nil otherwise.
func (a *app) progress(ctx context.Context, log ledger.EventLog, what string) func(done int) {
	if a.quiet || !isTerminal(a.Stderr) {
		return nil
	}
	head, err := log.Head(ctx)
	if err != nil {
		return nil
	}
	total, _ := head.Halves() // as many events as positions in the embedded store; a guess elsewhere
	return a.bar(what, int(total))
}

// longWork is the number of steps below which no bar is worth its flicker.
const longWork = 20000

// bar is a progress bar of total steps; total may be a guess.
func (a *app) bar(what string, total int) func(done int) {
	if total < longWork || a.quiet || !isTerminal(a.Stderr) {
		return func(int) {}
	}
	bar := progressbar.NewOptions(total, progressbar.OptionSetWriter(a.Stderr), progressbar.OptionSetDescription(what), progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(30))
	return func(done int) {
		bar.Set(min(done, total))
		if done >= total {
			bar.Finish()
		}
	}
}
