package eventstoredb

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math"
	"time"

	"suivi/domain/event"
	"suivi/domain/ledger"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"
)

// Read implements ledger.EventLog. It is a subscription up to what is the last
// event when it begins: of all ways to read $all, the one that the client lets
// the store filter.
func (l *Log) Read(ctx context.Context, from event.Position) iter.Seq2[event.Record, error] {
	return func(yield func(event.Record, error) bool) {
		if err := l.read(ctx, from, func(r event.Record) bool { return yield(r, nil) }); err != nil {
			yield(event.Record{}, err)
		}
	}
}

func (l *Log) read(ctx context.Context, from event.Position, show func(event.Record) (more bool)) error {
	head, err := l.Head(ctx)
	if err != nil {
		return unread(err)
	}
	if head.Compare(from) < 0 || head.IsZero() {
		return nil
	}
	if !from.IsZero() { // a subscription begins after where it is told
		first, err := l.at(ctx, from)
		if err != nil {
			return unread(err)
		}
		if !first.Position.IsZero() && !show(first) || head == from {
			return nil
		}
	}
	f := follower{Log: l, streams: l.streams, last: from, tell: func(n ledger.Notice) bool {
		return n.CaughtUp || show(n.Record) && n.Record.Position.Compare(head) < 0
	}}
	return unread(f.follow(ctx, l.patience))
}

// at is the event of ours at p, or a record without position.
func (l *Log) at(ctx context.Context, p event.Position) (r event.Record, err error) {
	err = l.persist(ctx, func(ctx context.Context) error {
		r, err = call(ctx, l.clients, func(ctx context.Context, c *esdb.Client) (r event.Record, err error) {
			o := esdb.ReadAllOptions{Direction: esdb.Forwards, From: place(p), RequiresLeader: true}
			err = receive(c.ReadAll(ctx, o, 1))(func(e *esdb.RecordedEvent) (bool, error) {
				if position(e.Position) == p && l.streams.hold(e.StreamID) {
					r, err = decode(e)
				}
				return false, err
			})
			return r, err
		})
		return err
	})
	return r, err
}

// Subscribe implements ledger.EventLog.
func (l *Log) Subscribe(ctx context.Context, after event.Position, prefix string) iter.Seq2[ledger.Notice, error] {
	return func(yield func(ledger.Notice, error) bool) {
		f := follower{Log: l, streams: l.streams.within(prefix), last: after, tell: func(n ledger.Notice) bool { return yield(n, nil) }}
		if len(f.streams) == 0 { // which the store would take for all
			if err := l.ended(ctx); err == nil && !f.tellCaughtUp() {
				return
			}
			f.await(ctx, nil, false, 0)
			yield(ledger.Notice{}, l.ended(ctx))
			return
		}
		if err := f.follow(ctx, math.MaxInt64*time.Nanosecond); err != nil {
			yield(ledger.Notice{}, unread(err))
		}
	}
}

func unread(err error) error {
	if err == nil || errors.Is(err, ledger.ErrClosed) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, ledger.ErrUnavailable) {
		return err
	}
	return fmt.Errorf("read the event log: %w", err)
}
