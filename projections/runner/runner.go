// Package runner drives the register by position: it reads the log in global
// order, decodes beside the reading, and applies.
package runner

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"

	"suivi/domain/event"
	"suivi/domain/ledger"
	"suivi/domain/session"
	"suivi/projections/register"
)

// ErrBeyond is what WaitFor answers for a position that the log does not hold.
var ErrBeyond = errors.New("the log holds no such position")

// Runner keeps one register in step with one log. Its methods may be called at
// the same time: whoever comes first applies what is waiting, and every event
// is applied once and in order.
//
// An event that cannot be decoded or applied stops the runner at the event
// before it, for good: what came before is applied and goes on being asked,
// and whoever wants more is answered an *Unreadable.
type Runner struct {
	log      ledger.EventLog
	registry *event.Registry
	register *register.Register

	turn     chan struct{}  // holds one value while somebody applies
	position event.Position // to which the log is applied; for who has the turn
	watchers []func([]event.Envelope)

	seen    atomic.Pointer[event.Position]
	failure atomic.Pointer[Unreadable]
}

// New makes a runner of a register that holds nothing yet.
func New(log ledger.EventLog, registry *event.Registry) *Runner {
	r := &Runner{log: log, registry: registry, register: register.New(), turn: make(chan struct{}, 1)}
	r.seen.Store(&event.Position{})
	return r
}

// Register is what the runner keeps in step.
func (r *Runner) Register() *register.Register { return r.register }

// Seen is the position of the last event that every query sees: it never goes
// back, and asking takes no lock.
func (r *Runner) Seen() event.Position { return *r.seen.Load() }

// Position is Seen, once those who apply just now are done.
func (r *Runner) Position() event.Position {
	r.turn <- struct{}{}
	defer r.endTurn()
	return r.position
}

// Failure is the *Unreadable that stopped the runner, nil while nothing did.
func (r *Runner) Failure() error {
	if f := r.failure.Load(); f != nil {
		return f
	}
	return nil
}

// Watch has fn told of everything that is applied from now on, each event once
// and in order, after Seen has reached it. fn is called by whoever applies: it
// must be quick, must not ask the runner for more, and must not keep the slice.
// While anybody watches, a rebuild settles after each batch, which is slower:
// a watcher that needs only what is to come comes after the first CatchUp.
func (r *Runner) Watch(fn func([]event.Envelope)) {
	r.turn <- struct{}{}
	defer r.endTurn()
	r.watchers = append(r.watchers, fn)
}

// CatchUp applies everything that the log holds beyond what was applied, and
// settles. progress, where not nil, is told now and then how many events were
// applied by this call.
func (r *Runner) CatchUp(ctx context.Context, progress func(events int)) error {
	if err := r.takeTurn(ctx); err != nil {
		return err
	}
	defer r.endTurn()
	return r.catchUp(ctx, progress)
}

// WaitFor returns once the event at position has been applied, so that a query
// that names it sees it; no later than ctx ends. A position that the log does
// not hold is an ErrBeyond, at once.
func (r *Runner) WaitFor(ctx context.Context, position event.Position) error {
	if r.Seen().Compare(position) >= 0 {
		return nil
	}
	if head, err := r.log.Head(ctx); err != nil {
		return err
	} else if head.Compare(position) < 0 {
		return fmt.Errorf("%w: it ends at %s, %s is asked", ErrBeyond, head, position)
	}
	if err := r.takeTurn(ctx); err != nil {
		return err
	}
	defer r.endTurn()
	if r.position.Compare(position) >= 0 {
		return nil
	}
	if err := r.catchUp(ctx, nil); err != nil && r.position.Compare(position) < 0 {
		return err
	}
	if r.position.Compare(position) < 0 {
		return fmt.Errorf("%w: it was read to %s, %s is asked", ErrBeyond, r.position, position)
	}
	return nil
}

func (r *Runner) takeTurn(ctx context.Context) error {
	select {
	case r.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (r *Runner) endTurn() { <-r.turn }

// catchUp is CatchUp for who has the turn.
func (r *Runner) catchUp(ctx context.Context, progress func(events int)) error {
	if err := r.Failure(); err != nil {
		return err
	}
	applied := 0
	err := Each(ctx, r.log, r.read, r.position, func(batch []event.Envelope, to event.Position) error {
		if err := r.apply(batch, to); err != nil {
			return err
		}
		if applied += len(batch); progress != nil {
			progress(applied)
		}
		return nil
	})
	r.publish()
	return r.note(err)
}

// apply takes the events that follow the last one applied, up to a position.
func (r *Runner) apply(batch []event.Envelope, to event.Position) error {
	if err := r.register.ApplyAll(batch); err != nil { // which applicable did not foresee
		last := batch[len(batch)-1]
		return &Unreadable{Position: last.Position, Stream: last.Stream, Type: last.Payload.EventType(), Err: err}
	}
	r.position = to
	if len(batch) > 0 && len(r.watchers) > 0 {
		r.publish()
		for _, tell := range r.watchers {
			tell(batch)
		}
	}
	return nil
}

// publish settles, and lets everybody see what was applied.
func (r *Runner) publish() {
	if at := r.position; at != r.Seen() {
		r.register.Settle()
		r.seen.Store(&at)
	}
}

// note keeps an event that cannot be read as what stopped the runner.
func (r *Runner) note(err error) error {
	if f, is := errors.AsType[*Unreadable](err); is {
		r.failure.Store(f)
	}
	return err
}

// read leaves out what the register does not keep. Of a session it keeps the
// whole event, since what an inscription entails is recorded in its name.
func (r *Runner) read(rec event.Record) (event.Envelope, error) {
	decode := r.registry.DecodeFact
	if rec.Type == session.InscribedV1 || rec.Type == session.RectifiedV1 {
		decode = r.registry.Decode
	}
	e, err := decode(rec)
	if err == nil {
		err = applicable(e)
	}
	return e, err
}
