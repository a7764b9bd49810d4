package eventstoredb

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"

	"suivi/domain/event"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// What one page of a stream holds at most: it is read whole before any of it is
// shown, so that no reader, however slow, holds anything of the store.
const (
	pageEvents = 512
	pageBytes  = 1 << 20
)

// Load implements ledger.EventLog.
func (l *Log) Load(ctx context.Context, stream string, from event.Version) iter.Seq2[event.Record, error] {
	return func(yield func(event.Record, error) bool) {
		last := event.Version(math.MaxInt64) // that this reading shows
		for next := max(from, 0); next <= last; {
			var p page
			err := l.persist(ctx, func(ctx context.Context) (err error) {
				p, err = l.page(ctx, stream, next, pageEvents)
				if _, is := settle(err); !is && len(p.records) > 0 {
					err = nil // what came before the error is sound
				}
				switch read := next + event.Version(len(p.records)) - 1; {
				case err != nil:
				case p.end && last != math.MaxInt64 && read < last: // a node may lead no more and not know it yet
					err = fmt.Errorf("stream %s had version %d, and is said to end at %d", stream, last, read)
				case !p.end && last == math.MaxInt64:
					var tail event.Version
					if tail, err = l.tail(ctx, stream); err == nil {
						last = max(tail, read)
					}
				}
				return err
			})
			if err != nil {
				yield(event.Record{}, fmt.Errorf("load stream %s: %w", stream, err))
				return
			}
			for _, r := range p.records {
				if err := ctx.Err(); err != nil {
					yield(event.Record{}, err)
					return
				}
				if r.Version > last || !yield(r, nil) {
					return
				}
			}
			if p.end {
				return
			}
			next += event.Version(len(p.records))
		}
	}
}

// A page is what is read of a stream at once.
type page struct {
	records []event.Record
	end     bool // the stream ends here
}

// page reads at most n events of stream from version from on. With an error
// come those that were read before it.
func (l *Log) page(ctx context.Context, stream string, from event.Version, n int) (page, error) {
	if !l.holds(stream) {
		return page{end: true}, nil
	}
	return call(ctx, l.clients, func(ctx context.Context, c *esdb.Client) (page, error) {
		o := esdb.ReadStreamOptions{Direction: esdb.Forwards, From: esdb.Revision(uint64(from)), RequiresLeader: true}
		p := page{end: true}
		size := 0
		err := receive(c.ReadStream(ctx, stream, o, uint64(n)))(func(e *esdb.RecordedEvent) (more bool, err error) {
			if due := from + event.Version(len(p.records)); event.Version(e.EventNumber) != due {
				return false, fmt.Errorf("%w: stream %s has version %d where %d is due", errDamaged, stream, e.EventNumber, due)
			}
			r, err := decode(e)
			if err != nil {
				return false, err
			}
			p.records = append(p.records, r)
			size += len(r.Metadata) + len(r.Data)
			p.end = len(p.records) < n && size < pageBytes
			return p.end, nil
		})
		p.end = p.end && err == nil
		if err == nil && len(p.records) == 0 {
			err = uncut(ctx, c, stream)
		}
		return p, err
	})
}

// tail is the version of the last event of stream, event.NoStream of none.
func (l *Log) tail(ctx context.Context, stream string) (event.Version, error) {
	if !l.holds(stream) {
		return event.NoStream, nil
	}
	return call(ctx, l.clients, func(ctx context.Context, c *esdb.Client) (event.Version, error) {
		o := esdb.ReadStreamOptions{Direction: esdb.Backwards, From: esdb.End{}, RequiresLeader: true}
		last := event.NoStream
		err := receive(c.ReadStream(ctx, stream, o, 1))(func(e *esdb.RecordedEvent) (bool, error) {
			last = event.Version(e.EventNumber)
			return true, nil
		})
		if err == nil && last == event.NoStream {
			err = uncut(ctx, c, stream)
		}
		return last, err
	})
}

// receive shows each event of a read until there are no more, or no more are
// wanted. A stream that does not exist has none: the client says so, with an
// error of its own, when it is asked for the first. The same code with gRPC's
// NotFound in it says something else, that the node does not lead.
func receive(read *esdb.ReadStream, err error) func(show func(*esdb.RecordedEvent) (more bool, err error)) error {
	return func(show func(*esdb.RecordedEvent) (bool, error)) error {
		if err != nil {
			return err
		}
		defer read.Close()
		for {
			e, err := read.Recv()
			switch {
			case codeOf(err) == esdb.ErrorCodeResourceNotFound && status.Code(err) != codes.NotFound, errors.Is(err, io.EOF):
				return nil
			case err != nil:
				return err
			}
			if more, err := show(e.OriginalEvent()); err != nil || !more {
				return err
			}
		}
	}
}
