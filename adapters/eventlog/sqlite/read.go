package sqlite

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math"

	"suivi/domain/event"
	"suivi/domain/ledger"
)

// Load implements ledger.EventLog. A reader may see a commit before the head
// counts it: such events are left out, as Read leaves them out.
func (l *Log) Load(ctx context.Context, stream string, from event.Version) iter.Seq2[event.Record, error] {
	return func(yield func(event.Record, error) bool) {
		p := page{next: max(int64(from), 0), last: unknown}
		head := position(l.head.Load())
		counted := func(r event.Record, err error) bool {
			return (err != nil || r.Position.Compare(head) <= 0) && yield(r, err)
		}
		l.pages(ctx, &p, counted, func(r *reader) error { return r.versions(&p, stream) })
	}
}

// Read implements ledger.EventLog.
func (l *Log) Read(ctx context.Context, from event.Position) iter.Seq2[event.Record, error] {
	return func(yield func(event.Record, error) bool) {
		p := page{next: max(index(from), 1), last: l.head.Load()}
		l.pages(ctx, &p, yield, func(r *reader) error { return r.positions(&p, "") })
	}
}

// pages yields the events of each page that fill reads, to the last. No
// connection is held while the caller has an event in hand.
func (l *Log) pages(ctx context.Context, p *page, yield func(event.Record, error) bool, fill func(*reader) error) {
	for {
		if err := l.readers.use(ctx, fill); err != nil {
			yield(event.Record{}, unread(err))
			return
		}
		for _, r := range p.records {
			if err := ctx.Err(); err != nil {
				yield(event.Record{}, err)
				return
			}
			if !yield(r, nil) {
				return
			}
		}
		if p.next > p.last {
			return
		}
	}
}

// Subscribe implements ledger.EventLog.
func (l *Log) Subscribe(ctx context.Context, after event.Position, prefix string) iter.Seq2[ledger.Notice, error] {
	return func(yield func(ledger.Notice, error) bool) {
		p := page{next: max(index(after), 0) + 1}
		fill := func(r *reader) error { return r.positions(&p, prefix) }
		told := false // that the reader has caught up since the last event
		for {
			rung := l.bell.Next()
			p.last = l.head.Load()
			if err := l.readers.use(ctx, fill); err != nil {
				yield(ledger.Notice{}, unread(err))
				return
			}
			for _, r := range p.records {
				if err := ctx.Err(); err != nil {
					yield(ledger.Notice{}, err)
					return
				}
				told = false
				if !yield(ledger.Notice{Record: r}, nil) {
					return
				}
			}
			if p.next <= l.head.Load() {
				continue
			}
			if !told && !yield(ledger.Notice{CaughtUp: true}, nil) {
				return
			}
			told = true
			select {
			case <-rung:
			case <-ctx.Done():
			}
		}
	}
}

func unread(err error) error {
	if errors.Is(err, ledger.ErrClosed) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return fmt.Errorf("read the event log: %w", err)
}

func index(p event.Position) int64 {
	n, _ := p.Halves()
	return int64(min(n, math.MaxInt64-1))
}
