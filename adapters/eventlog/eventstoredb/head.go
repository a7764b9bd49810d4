package eventstoredb

import (
	"context"
	"math"

	"suivi/domain/event"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"
)

// Head implements ledger.EventLog. It looks at what the store holds beyond
// where the last call looked: mostly one event, the last. The first call on a
// log may have more to look through, all that others wrote since its last event.
func (l *Log) Head(ctx context.Context) (event.Position, error) {
	l.mu.Lock()
	newest, looked := l.newest, l.looked
	l.mu.Unlock()
	found, looked, err := l.lastOf(ctx, l.streams, latest(newest, looked), math.MaxInt)
	if err != nil {
		return event.Position{}, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.newest = latest(l.newest, found)
	l.looked = latest(l.looked, looked)
	return l.newest, nil
}

// lastOf looks from the end of the store back to known, or through as many
// events as are enough. It gives the position of the last event of these
// streams, or the zero position where there is none; and that of the last event
// of all.
func (l *Log) lastOf(ctx context.Context, in streams, known event.Position, enough int) (found, end event.Position, err error) {
	end = known
	var from esdb.AllPosition = esdb.End{}
	for n := uint64(1); ; n = min(16*n, 4096) {
		var events []*esdb.RecordedEvent
		err := l.persist(ctx, func(ctx context.Context) (err error) {
			events, err = l.back(ctx, from, n, known)
			return err
		})
		if err != nil {
			return found, known, err
		}
		for _, e := range events {
			end = latest(end, position(e.Position))
			if in.hold(e.StreamID) {
				return position(e.Position), end, nil
			}
			from = e.Position
		}
		if enough -= len(events); uint64(len(events)) < n || enough <= 0 {
			return found, end, nil
		}
	}
}

// back reads n events of the whole store that come before from, the last
// first; less where the store begins, or known is reached.
func (l *Log) back(ctx context.Context, from esdb.AllPosition, n uint64, known event.Position) ([]*esdb.RecordedEvent, error) {
	return call(ctx, l.clients, func(ctx context.Context, c *esdb.Client) (events []*esdb.RecordedEvent, err error) {
		o := esdb.ReadAllOptions{Direction: esdb.Backwards, From: from, RequiresLeader: true}
		err = receive(c.ReadAll(ctx, o, n))(func(e *esdb.RecordedEvent) (more bool, err error) {
			if more = position(e.Position).Compare(known) > 0; more {
				events = append(events, e)
			}
			return more, nil
		})
		return events, err
	})
}

func latest(p, q event.Position) event.Position {
	if p.Compare(q) < 0 {
		return q
	}
	return p
}
