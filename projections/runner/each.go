package runner

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"

	"github.com/oklog/ulid/v2"

	"suivi/domain/event"
	"suivi/domain/forum"
	"suivi/domain/ledger"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// batchSize is how many events are decoded by one worker at a time.
const batchSize = 512

// Decoder reads a record; Registry.Decode is one.
type Decoder func(event.Record) (event.Envelope, error)

// Unreadable is an event that cannot be decoded or applied, and why.
type Unreadable struct {
	Position event.Position
	Stream   string
	Type     event.Type
	Err      error
}

func (u *Unreadable) Error() string {
	return fmt.Sprintf("event %s (%s, in %s) cannot be read: %v", u.Position, u.Type, u.Stream, u.Err)
}

// Unwrap gives why.
func (u *Unreadable) Unwrap() error { return u.Err }

// Each hands every event after a position to apply, in order and in batches,
// with the position to which it has read. What lies beside the ledger is passed
// over, so that a batch may be empty. Where an event cannot be decoded, those before it are handed
// over, and the answer is an *Unreadable. What fits in one batch is read,
// decoded and applied by the caller; of the rest one goroutine reads, others
// decode, the caller applies.
func Each(ctx context.Context, log ledger.EventLog, read Decoder, after event.Position, apply func(batch []event.Envelope, to event.Position) error) error {
	first, failed := readBatch(ctx, log, after)
	if err := decode(read, first).applyTo(apply); err != nil {
		return err
	}
	if failed != nil || len(first) < batchSize {
		return failed
	}
	return eachBeside(ctx, log, read, first[len(first)-1].Position, apply)
}

// readBatch reads the first records after a position. An error comes with
// those that were read before it.
func readBatch(ctx context.Context, log ledger.EventLog, after event.Position) (batch []event.Record, err error) {
	for rec, err := range log.Read(ctx, after) {
		if err != nil {
			return batch, err
		}
		if rec.Position.Compare(after) <= 0 {
			continue
		}
		if batch = append(batch, rec); len(batch) == batchSize {
			break
		}
	}
	return batch, nil
}

// eachBeside is Each with the decoding beside the reading.
func eachBeside(ctx context.Context, log ledger.EventLog, read Decoder, after event.Position, apply func([]event.Envelope, event.Position) error) error {
	ctx, stop := context.WithCancel(ctx)
	var workers sync.WaitGroup
	defer workers.Wait()
	defer stop()

	type job struct {
		records []event.Record
		done    chan decoded
	}
	jobs := make(chan job)
	order := make(chan chan decoded, 2*runtime.GOMAXPROCS(0))
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for j := range jobs {
				j.done <- decode(read, j.records)
			}
		})
	}
	workers.Go(func() {
		defer close(order)
		defer close(jobs)
		send := func(j job) bool {
			select {
			case order <- j.done:
			case <-ctx.Done():
				return false
			}
			select {
			case jobs <- j:
				return true
			case <-ctx.Done():
				return false
			}
		}
		var batch []event.Record
		for rec, err := range log.Read(ctx, after) {
			if err != nil {
				failed := make(chan decoded, 1)
				failed <- decoded{err: err}
				select {
				case order <- failed:
				case <-ctx.Done():
				}
				return
			}
			if rec.Position.Compare(after) <= 0 {
				continue
			}
			if batch = append(batch, rec); len(batch) == batchSize {
				if !send(job{batch, make(chan decoded, 1)}) {
					return
				}
				batch = make([]event.Record, 0, batchSize)
			}
		}
		if len(batch) > 0 {
			send(job{batch, make(chan decoded, 1)})
		}
	})
	for done := range order {
		var d decoded
		select {
		case d = <-done:
		case <-ctx.Done():
			return ctx.Err()
		}
		if err := d.applyTo(apply); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// decoded are the events before err, read up to a position.
type decoded struct {
	envelopes []event.Envelope
	to        event.Position
	err       error
}

func (d decoded) applyTo(apply func([]event.Envelope, event.Position) error) error {
	if !d.to.IsZero() {
		if err := apply(d.envelopes, d.to); err != nil {
			return err
		}
	}
	return d.err
}

func decode(read Decoder, records []event.Record) decoded {
	d := decoded{envelopes: make([]event.Envelope, 0, len(records))}
	for _, rec := range records {
		if ledger.IsBeside(rec.Stream) {
			d.to = rec.Position
			continue
		}
		e, err := read(rec)
		if err != nil {
			d.err = &Unreadable{Position: rec.Position, Stream: rec.Stream, Type: rec.Type, Err: err}
			break
		}
		d.envelopes, d.to = append(d.envelopes, e), rec.Position
	}
	return d
}

// shortestStream is the length of the name of a forum's stream, which no other
// kind undercuts.
const shortestStream = len("cadre-") + ulid.EncodedSize

// applicable refuses what the register could not take: a payload of no
// aggregate that it knows, or a stream whose name is too short to hold an
// identity.
func applicable(e event.Envelope) error {
	switch e.Payload.(type) {
	case recommendation.Event, session.Event, forum.Event, organization.Event:
	default:
		return errors.New("its payload is of no aggregate that the tables know")
	}
	if len(e.Stream) < shortestStream {
		return errors.New("the name of its stream holds no identity")
	}
	return nil
}
