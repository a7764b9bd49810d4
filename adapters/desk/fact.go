package desk

import (
	"slices"

	"github.com/oklog/ulid/v2"

	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// wrongFact is an event to be rectified.
type wrongFact struct {
	event.Envelope
	// Holding is what is read of it today, after earlier rectifications; what
	// was read last, where it is void.
	Holding event.Payload
	Void    bool // it is said never to have happened
	Alone   bool // no other of its type stands in its stream
	// First opens its stream.
	First event.Payload
}

// recordedFact finds an event by its id, in the stream in which the order says
// that it is, else in the whole log; of a rectification, the event that it
// rectifies, and of an inscription, the fact that follows from it.
func (r *recording) recordedFact(name string) (f wrongFact, err error) {
	unknown := fault.New(fault.NotFound, event.RefusedNoSuchFact, "fait", name)
	id, err := ulid.ParseStrict(name)
	if err != nil {
		return f, unknown
	}
	if r.in != "" {
		return r.factIn(r.in, id)
	}
	for rec, err := range r.Ledger.Log.Read(r.ctx, event.Position{}) {
		if err != nil {
			return f, err
		}
		if rec.ID == id {
			return r.factIn(rec.Stream, id)
		}
	}
	return f, unknown
}

func (r *recording) factIn(stream string, id ulid.ULID) (f wrongFact, err error) {
	all, err := r.stream(stream)
	if err != nil {
		return f, err
	}
	if len(all) > 0 {
		f.First = all[0].Payload
	}
	for _, e := range all {
		if corrects, is := rectifies(e.Payload); is && e.ID == id {
			id = corrects
		}
	}
	for _, e := range all {
		if e.ID == id {
			f.Envelope, f.Holding = e, e.Payload
		}
	}
	if f.Payload == nil {
		return f, fault.New(fault.NotFound, event.RefusedNoSuchFact, "fait", id.String())
	}
	if in, is := f.Payload.(session.Inscribed); is {
		return r.consequence(in, f.ID)
	}
	for _, e := range all {
		if corrects, is := rectifies(e.Payload); is && corrects == id {
			instead := insteadOf(e.Payload)
			if f.Void = instead == nil; !f.Void {
				f.Holding = instead
			}
		}
	}
	f.Alone = !slices.ContainsFunc(all, func(e event.Envelope) bool {
		return e.ID != id && e.Payload.EventType() == f.Payload.EventType() && !voided(all, e.ID)
	})
	return f, nil
}

// voided reports whether the last rectification of id in a stream says that it
// never happened.
func voided(all []event.Envelope, id ulid.ULID) (void bool) {
	for _, e := range all {
		if corrects, is := rectifies(e.Payload); is && corrects == id {
			void = insteadOf(e.Payload) == nil
		}
	}
	return void
}

// consequence is the fact that follows from an inscription, which is what a
// person means by it.
func (r *recording) consequence(in session.Inscribed, id ulid.ULID) (wrongFact, error) {
	stream := recommendation.Stream(in.Recommendation)
	all, err := r.stream(stream)
	if err != nil {
		return wrongFact{}, err
	}
	for _, e := range all {
		if e.Cause == id {
			return r.factIn(stream, e.ID)
		}
	}
	return wrongFact{}, fault.New(fault.NotFound, event.RefusedNoSuchFact, "fait", id.String())
}

func (r *recording) stream(name string) (all []event.Envelope, err error) {
	for rec, err := range r.Ledger.Log.Load(r.ctx, name, 0) {
		if err != nil {
			return nil, err
		}
		e, err := r.Ledger.Registry.Decode(rec)
		if err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, nil
}

func rectifies(p event.Payload) (corrects ulid.ULID, is bool) {
	if c, is := p.(event.Correcting); is {
		return c.Correcting().Corrects, true
	}
	c, is := p.(recommendation.Rectified)
	return c.Corrects, is
}

func insteadOf(p event.Payload) event.Payload {
	if c, is := p.(event.Correcting); is {
		return c.Correcting().Instead
	}
	if c, is := p.(recommendation.Rectified); is && c.Instead != nil {
		return c.Instead
	}
	return nil
}
