package ledger

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
)

// maxTries bounds how often a command is decided anew because others append
// to the same stream.
const maxTries = 200

// loaded is a stream as it stood when it was read.
type loaded struct {
	envelopes []event.Envelope
	version   event.Version
}

func (l *Ledger) load(ctx context.Context, stream string) (loaded, error) {
	s := loaded{version: event.NoStream}
	for rec, err := range l.Log.Load(ctx, stream, 0) {
		if err != nil {
			return s, fmt.Errorf("load %s: %w", stream, err)
		}
		e, err := l.Registry.Decode(rec)
		if err != nil {
			return s, err
		}
		s.envelopes = append(s.envelopes, e)
		s.version = rec.Version
	}
	return s, nil
}

// facts reads the events of a stream as those of one aggregate.
func facts[E event.Payload](s loaded) ([]event.Fact[E], error) {
	all := make([]event.Fact[E], 0, len(s.envelopes))
	for _, e := range s.envelopes {
		p, ours := e.Payload.(E)
		if !ours {
			return nil, fmt.Errorf("event %s in stream %s is of another aggregate", e.ID, e.Stream)
		}
		all = append(all, event.Fact[E]{Seq: uint64(e.Version) + 1, ID: e.ID, Day: e.Day, Event: p})
	}
	return all, nil
}

// exists reports whether a stream holds an event from version from on.
func (l *Ledger) exists(ctx context.Context, stream string, from event.Version) (bool, error) {
	for _, err := range l.Log.Load(ctx, stream, from) {
		return err == nil, err
	}
	return false, nil
}

// decision is one event that an aggregate decided, for one stream.
type decision struct {
	day     domain.Day
	payload event.Payload
	caused  bool // by the first that was decided with it
}

// decisions turns what an aggregate decided into what is to be appended.
func decisions[E event.Payload](decided []event.Decided[E], err error) ([]decision, error) {
	all := make([]decision, 0, len(decided))
	for _, d := range decided {
		all = append(all, decision{day: d.Day, payload: d.Event})
	}
	return all, err
}

// append decides on a stream and appends, unless the command is answered
// there.
func (l *Ledger) append(ctx context.Context, m Meta, hash, stream string, decide func(loaded) ([]decision, error)) (Receipt, error) {
	if err := m.check(); err != nil {
		return Receipt{}, err
	}
	return l.extend(ctx, stream, func(s loaded) (Receipt, []event.Envelope, error) {
		if r, done, err := answered(s, m.Command, hash); done || err != nil {
			return r, nil, err
		}
		if err := m.checkVersion(stream, s.version); err != nil {
			return Receipt{}, nil, err
		}
		decided, err := decide(s)
		if err != nil {
			return Receipt{}, nil, err
		}
		events := make([]event.Envelope, len(decided))
		for i, d := range decided {
			events[i] = event.Envelope{
				ID: event.DeriveID(m.Command, stream, i), Payload: d.payload,
				Metadata: event.Metadata{Actor: m.Actor, Command: m.Command, Hash: hash, Day: d.day},
			}
			if d.caused {
				events[i].Cause = events[0].ID
			}
		}
		return receiptOf(s), events, nil
	})
}

// extend has decide look at a stream and appends what it gives, again as long
// as others append meanwhile. Where it gives no event or refuses, that is the
// answer, unless the stream has moved: decide reads other streams after this
// one, and what it saw there may follow from this very command, sent twice.
func (l *Ledger) extend(ctx context.Context, stream string, decide func(loaded) (Receipt, []event.Envelope, error)) (Receipt, error) {
	for range maxTries {
		s, err := l.load(ctx, stream)
		if err != nil {
			return Receipt{}, err
		}
		r, events, err := decide(s)
		if err != nil || len(events) == 0 {
			moved, failed := l.exists(ctx, stream, s.version+1)
			if !moved || failed != nil {
				return r, cmp.Or(err, failed)
			}
			continue
		}
		r, err = l.write(ctx, stream, s.version, events)
		if _, lost := errors.AsType[*VersionConflict](err); !lost {
			return r, err
		}
	}
	return Receipt{}, fault.New(fault.Conflict, RefusedBusy)
}

func (l *Ledger) write(ctx context.Context, stream string, expected event.Version, events []event.Envelope) (Receipt, error) {
	var r Receipt
	now := l.Clock()
	records := make([]event.Record, 0, len(events))
	for _, e := range events {
		e.RecordedAt = now
		rec, err := event.Encode(e)
		if err != nil {
			return Receipt{}, err
		}
		records = append(records, rec)
		r.Events = append(r.Events, e.ID)
	}
	at, err := l.Log.Append(ctx, stream, expected, records)
	if err != nil {
		return Receipt{}, Refusal(err)
	}
	r.Position, r.Version = at.Position, at.Version
	return r, nil
}

// Refusal is what a log's Append answered as people are told it; an error that
// says nothing to them stays as it is.
func Refusal(err error) error {
	unavailable := errors.Is(err, ErrUnavailable)
	switch readOnly := errors.Is(err, ErrReadOnly); {
	case unavailable && readOnly:
		return fault.New(fault.Unavailable, RefusedAway).Because(err)
	case unavailable:
		return fault.New(fault.Unavailable, RefusedUnknown).Because(err)
	case readOnly:
		return fault.New(fault.Unavailable, RefusedReadOnly).Because(err)
	case errors.Is(err, ErrInvalidAppend):
		return fault.New(fault.Invalid, RefusedTooBig).Because(err)
	}
	return err
}

// checkVersion refuses a command of a client that has not seen the stream as
// it stands, or says that it saw what there has never been.
func (m *Meta) checkVersion(stream string, actual event.Version) error {
	if m.Expected == nil || *m.Expected == actual {
		return nil
	}
	code := RefusedStale
	if *m.Expected > actual {
		code = RefusedNoVersion
	}
	return fault.New(fault.Conflict, code, "vue", fmt.Sprint(*m.Expected), "actuelle", fmt.Sprint(actual)).
		Because(&VersionConflict{stream, *m.Expected, actual})
}

// answered gives the first answer to a command that the stream already holds.
func answered(s loaded, command ulid.ULID, hash string) (Receipt, bool, error) {
	var r Receipt
	for _, e := range s.envelopes {
		if e.Command != command {
			continue
		}
		if e.Hash != hash {
			return Receipt{}, false, fault.New(fault.Conflict, RefusedCommandReused, "commande", command.String())
		}
		r.Events = append(r.Events, e.ID)
		r.Position, r.Version = e.Position, e.Version
	}
	return r, len(r.Events) > 0, nil
}

func receiptOf(s loaded) Receipt {
	r := Receipt{Version: s.version}
	if n := len(s.envelopes); n > 0 {
		r.Position = s.envelopes[n-1].Position
	}
	return r
}
