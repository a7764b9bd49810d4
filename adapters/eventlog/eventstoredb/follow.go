package eventstoredb

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"time"

	"suivi/domain/event"
	"suivi/domain/ledger"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"
)

// A follower is a subscription to streams, resumed whenever the store drops it,
// which it does when it pleases. It resumes after the last event that it told
// of: what the store says of checkpoints is not always true, and not needed.
type follower struct {
	*Log
	streams  streams
	last     event.Position           // of the last event told
	caughtUp bool                     // told since
	tell     func(ledger.Notice) bool // reports whether to go on
}

// ahead is how many events are received ahead of the reader. Beyond that the
// store waits, or drops the subscription.
const ahead = 256

// lull is how long no event comes before we ask whether there is none left: the
// store does not say so again once a subscription is live.
const lull = 3 * time.Millisecond

// errEnough ends a follower whose reader has enough.
var errEnough = errors.New("the reader has enough")

// follow tells of events until its reader has enough (nil), ctx or the log ends,
// what it reads cannot be read, or nothing comes of its attempts for as long as
// patience.
func (f *follower) follow(ctx context.Context, patience time.Duration) error {
	since, pause := time.Now(), firstPause
	for {
		progress, err := f.attempt(ctx)
		if errors.Is(err, errEnough) {
			return nil
		}
		if ended := f.ended(ctx); ended != nil {
			return ended
		}
		if err, is := settle(err); is && !errors.Is(err, ErrDenied) {
			return err
		}
		if progress {
			since, pause = time.Now(), firstPause
		}
		if time.Since(since) > patience {
			return fmt.Errorf("%w: %w", ledger.ErrUnavailable, err)
		}
		level := slog.LevelInfo
		if f.clients.lostFor() > 0 {
			level = slog.LevelDebug // it has been said that the store is away
		}
		f.logger.Log(ctx, level, "a subscription to the event store was dropped and is resumed", "after", f.last, "pause", pause, "error", err)
		f.wait(ctx, pause)
		pause = min(2*pause, longestPause)
	}
}

// attempt subscribes once and tells of what comes until the subscription is
// dropped. It reports whether anything came.
func (f *follower) attempt(ctx context.Context) (progress bool, err error) {
	bound, stop := f.bound(ctx)
	defer stop()
	in := make(chan *esdb.SubscriptionEvent, ahead)
	began := f.last
	from := f.streams.after(began)
	go func() {
		_, err := lend(bound, f.clients, func() {}, func(ctx context.Context, c *esdb.Client) (struct{}, error) {
			return struct{}{}, receiveAll(ctx, c, from, in)
		})
		select {
		case in <- &esdb.SubscriptionEvent{SubscriptionDropped: &esdb.SubscriptionDropped{Error: err}}:
		case <-bound.Done():
		}
	}()
	live, pause := false, lull
	for {
		var m *esdb.SubscriptionEvent
		select {
		case m = <-in:
		default:
			m = f.await(ctx, in, live && !f.caughtUp, pause)
		}
		if err := f.ended(ctx); err != nil {
			return progress, err
		}
		switch {
		case m == nil: // a lull
			if pause = min(2*pause, longestPause); f.isAtEnd(ctx) && !f.tellCaughtUp() {
				return true, errEnough
			}
		case m.SubscriptionDropped != nil:
			return progress, m.SubscriptionDropped.Error
		case m.FellBehind != nil:
			live = false
		case m.CaughtUp != nil:
			progress, live = true, true
			// To a reader who was busy with events the store said so a while ago.
			if !f.caughtUp && (f.last == began || f.isAtEnd(ctx)) && !f.tellCaughtUp() {
				return true, errEnough
			}
		case m.EventAppeared != nil:
			progress, pause = true, lull
			if err := f.event(m.EventAppeared.OriginalEvent()); err != nil {
				return true, err
			}
		}
	}
}

// await waits for what comes; where it must not be long, nil says that nothing
// came.
func (f *follower) await(ctx context.Context, in <-chan *esdb.SubscriptionEvent, short bool, pause time.Duration) *esdb.SubscriptionEvent {
	var over <-chan time.Time
	if short {
		timer := time.NewTimer(pause)
		defer timer.Stop()
		over = timer.C
	}
	select {
	case m := <-in:
		return m
	case <-over:
	case <-ctx.Done():
	case <-f.life.Done():
	}
	return nil
}

// event tells of an event, unless it was told before.
func (f *follower) event(e *esdb.RecordedEvent) error {
	if !f.streams.hold(e.StreamID) || position(e.Position).Compare(f.last) <= 0 && e.Position.Commit != math.MaxUint64 {
		return nil
	}
	r, err := decode(e)
	if err != nil {
		return err
	}
	f.last, f.caughtUp = r.Position, false
	if !f.tell(ledger.Notice{Record: r}) {
		return errEnough
	}
	return nil
}

// enough is how many events we look through, at least, before we take the word
// of a subscription that there is none of its streams among them.
const enough = 4096

// isAtEnd asks the store whether it holds no event beyond those told. Where it
// cannot say, the subscription is about to be dropped.
func (f *follower) isAtEnd(ctx context.Context) bool {
	bound, stop := f.bound(ctx)
	defer stop()
	bound, cancel := context.WithTimeout(bound, f.patience/2)
	defer cancel()
	found, _, err := f.lastOf(bound, f.streams, f.last, enough)
	return err == nil && found.IsZero()
}

func (f *follower) tellCaughtUp() bool {
	f.caughtUp = true
	return f.tell(ledger.Notice{CaughtUp: true})
}

// receiveAll passes on what a subscription says, until ctx ends or it is
// dropped.
func receiveAll(ctx context.Context, c *esdb.Client, o esdb.SubscribeToAllOptions, out chan<- *esdb.SubscriptionEvent) error {
	subscription, err := c.SubscribeToAll(ctx, o)
	if err != nil {
		return err
	}
	defer subscription.Close()
	for {
		m := subscription.Recv()
		switch {
		case m.SubscriptionDropped != nil:
			return m.SubscriptionDropped.Error
		case m.CheckPointReached != nil:
			continue
		}
		select {
		case out <- m:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
