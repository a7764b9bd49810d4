// Package runner drives the register by position: it reads the log in global
// order, decodes beside the reading, and applies.
package runner

import (
	"context"
	"fmt"
	"runtime"
	"sync"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/ledger"
	"suivi/domain/session"
	"suivi/projections/register"
)

// batchSize is how many events are decoded by one worker at a time.
const batchSize = 512

// Runner keeps one register in step with one log.
type Runner struct {
	log      ledger.EventLog
	registry *event.Registry
	register *register.Register

	mu       sync.Mutex // held while reading
	position event.Position
}

// New makes a runner of a register that holds nothing yet.
func New(log ledger.EventLog, registry *event.Registry) *Runner {
	return &Runner{log: log, registry: registry, register: register.New()}
}

// Register is what the runner keeps in step.
func (r *Runner) Register() *register.Register { return r.register }

// Position is that of the last event applied.
func (r *Runner) Position() event.Position {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.position
}

// CatchUp applies everything that the log holds beyond what was applied, and
// settles. progress, where not nil, is told now and then how many events were
// applied by this call.
func (r *Runner) CatchUp(ctx context.Context, progress func(events int)) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	applied := 0
	err := Each(ctx, r.log, r.read, r.position, func(batch []event.Envelope) error {
		err := r.register.ApplyAll(batch)
		r.position = batch[len(batch)-1].Position
		applied += len(batch)
		if err != nil {
			return err
		}
		if progress != nil {
			progress(applied)
		}
		return nil
	})
	if applied > 0 {
		r.register.Settle()
	}
	return err
}

// WaitFor returns once the event at position has been applied, so that a query
// that names it sees it.
func (r *Runner) WaitFor(ctx context.Context, position event.Position) error {
	if r.Position().Compare(position) >= 0 {
		return nil
	}
	if err := r.CatchUp(ctx, nil); err != nil {
		return err
	}
	if at := r.Position(); at.Compare(position) < 0 {
		return fmt.Errorf("the log ends at %s, before %s", at, position)
	}
	return nil
}

// read leaves out what the register does not keep. Of a session it keeps the
// whole event, since what an inscription entails is recorded in its name.
func (r *Runner) read(rec event.Record) (event.Envelope, error) {
	if rec.Type == session.InscribedV1 || rec.Type == session.RectifiedV1 {
		return r.registry.Decode(rec)
	}
	return r.registry.DecodeFact(rec)
}

type decoded struct {
	envelopes []event.Envelope
	err       error
}

// Decoder reads a record; Registry.Decode is one.
type Decoder func(event.Record) (event.Envelope, error)

// Each hands every event after a position to apply, in order and in batches:
// one goroutine reads, others decode, the caller applies.
func Each(ctx context.Context, log ledger.EventLog, read Decoder, after event.Position, apply func([]event.Envelope) error) error {
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
		if d.err != nil {
			return d.err
		}
		if err := apply(d.envelopes); err != nil {
			return err
		}
	}
	return ctx.Err()
}

func decode(read Decoder, records []event.Record) decoded {
	d := decoded{envelopes: make([]event.Envelope, 0, len(records))}
	for _, rec := range records {
		e, err := read(rec)
		if err != nil {
			return decoded{err: err}
		}
		d.envelopes = append(d.envelopes, e)
	}
	return d
}

// Duplicates answers ledger.Lists.
func (r *Runner) Duplicates(ctx context.Context, seen event.Position, id domain.RecommendationID) (all []domain.RecommendationID, err error) {
	if err := r.WaitFor(ctx, seen); err != nil {
		return nil, err
	}
	err = r.register.Query(register.Moment{}, func(v *register.View) error {
		all = v.DuplicatesOf(id)
		return nil
	})
	return all, err
}

// DueByRule answers ledger.Lists.
func (r *Runner) DueByRule(ctx context.Context, seen event.Position, id domain.SessionID) (items []session.Item, lists []domain.SessionID, err error) {
	if err := r.WaitFor(ctx, seen); err != nil {
		return nil, nil, err
	}
	err = r.register.Query(register.Moment{}, func(v *register.View) error {
		items, lists, err = v.ListByRule(id)
		return err
	})
	return items, lists, err
}

// Unfollowed answers ledger.Lists.
func (r *Runner) Unfollowed(ctx context.Context, seen event.Position) (all []event.Envelope, err error) {
	if err := r.WaitFor(ctx, seen); err != nil {
		return nil, err
	}
	err = r.register.Query(register.Moment{}, func(v *register.View) error {
		all = v.Unfollowed()
		return nil
	})
	return all, err
}
