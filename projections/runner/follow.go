package runner

import (
	"context"
	"errors"
	"time"

	"suivi/domain/event"
	"suivi/domain/ledger"
)

// How long Follow leaves a log alone that has failed: twice as long after each
// failure, up to the longest, until something is read again.
const (
	shortestPause = 50 * time.Millisecond
	longestPause  = 10 * time.Second
)

// Follow keeps the register in step with the log until ctx ends, and then
// answers ctx's error. Meanwhile others may go on calling CatchUp and WaitFor.
// After an error of the log it tries again, less and less often; it gives up,
// with the error, where the log is closed (ledger.ErrClosed) or an event
// cannot be read (*Unreadable).
func (r *Runner) Follow(ctx context.Context) error {
	pause := shortestPause
	for {
		from := r.Seen()
		err := r.follow(ctx)
		if _, unreadable := errors.AsType[*Unreadable](err); unreadable || errors.Is(err, ledger.ErrClosed) {
			return err
		}
		if r.Seen() != from {
			pause = shortestPause
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
			pause = min(2*pause, longestPause)
		}
	}
}

// follow applies what the log holds, then what it gets, until either fails.
func (r *Runner) follow(ctx context.Context) error {
	if err := r.CatchUp(ctx, nil); err != nil {
		return err
	}
	var waiting []event.Record
	for n, err := range r.log.Subscribe(ctx, r.Seen(), "") {
		if err != nil {
			return err
		}
		if !n.CaughtUp {
			if waiting = append(waiting, n.Record); len(waiting) < batchSize {
				continue
			}
		}
		if err := r.take(ctx, waiting); err != nil {
			return err
		}
		waiting = waiting[:0]
	}
	return ctx.Err()
}

// take applies of records, which follow one another and begin no later than
// right after the last event applied, those that nobody has applied yet.
func (r *Runner) take(ctx context.Context, records []event.Record) error {
	if err := r.takeTurn(ctx); err != nil {
		return err
	}
	defer r.endTurn()
	if err := r.Failure(); err != nil {
		return err
	}
	for len(records) > 0 && records[0].Position.Compare(r.position) <= 0 {
		records = records[1:]
	}
	err := decode(r.read, records).applyTo(r.apply)
	r.publish()
	return r.note(err)
}
