package ledger

import (
	"context"
	"fmt"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// Follow records, in the recommendation's own stream, what an event of a
// session's list entails (an inscription, or the correction of one), unless it
// is there already. It refuses nothing: the list is the authority, and what no
// longer follows in the recommendation stands, and shows as unsettled.
//
// The event bears the command, hash and actor of the one that it follows, and
// names it as its cause: by that it is recognised, since the client may have
// given the same command id to something else of that recommendation.
func (l *Ledger) Follow(ctx context.Context, entry event.Envelope) (event.Position, error) {
	r, err := l.follow(ctx, entry)
	return r.Position, err
}

func (l *Ledger) follow(ctx context.Context, entry event.Envelope) (Receipt, error) {
	rec, err := l.recommendationOf(ctx, entry)
	if err != nil {
		return Receipt{}, err
	}
	if c, corrects := entry.Payload.(session.Rectified); corrects {
		if err := l.followInscription(ctx, entry.Stream, c.Corrects); err != nil {
			return Receipt{}, err
		}
	}
	return l.extend(ctx, recommendation.Stream(rec), func(s loaded) (Receipt, []event.Envelope, error) {
		if e, there := causedBy(s, entry.ID); there {
			return Receipt{Events: []ulid.ULID{e.ID}, Position: e.Position, Version: e.Version}, nil, nil
		}
		payload, day, err := l.entailed(s, entry)
		if err != nil {
			return Receipt{}, nil, err
		}
		m := event.Metadata{Actor: entry.Actor, Command: entry.Command, Hash: entry.Hash, Cause: entry.ID, Day: day}
		return Receipt{}, []event.Envelope{{ID: event.StepID(entry.ID, "suite"), Payload: payload, Metadata: m}}, nil
	})
}

// followInscription sees to it that the inscription id of a session's stream
// is followed before what corrects it.
func (l *Ledger) followInscription(ctx context.Context, stream string, id ulid.ULID) error {
	in, err := l.eventOf(ctx, stream, id)
	if err == nil {
		_, err = l.follow(ctx, in)
	}
	return err
}

func (l *Ledger) eventOf(ctx context.Context, stream string, id ulid.ULID) (event.Envelope, error) {
	s, err := l.load(ctx, stream)
	if err != nil {
		return event.Envelope{}, err
	}
	for _, e := range s.envelopes {
		if e.ID == id {
			return e, nil
		}
	}
	return event.Envelope{}, fmt.Errorf("no event %s in stream %s", id, stream)
}

// recommendationOf is the recommendation that an event of a list is about.
func (l *Ledger) recommendationOf(ctx context.Context, entry event.Envelope) (domain.RecommendationID, error) {
	if c, corrects := entry.Payload.(session.Rectified); corrects {
		in, err := l.eventOf(ctx, entry.Stream, c.Corrects)
		if err != nil {
			return domain.RecommendationID{}, err
		}
		entry = in
	}
	in, is := entry.Payload.(session.Inscribed)
	if !is {
		return domain.RecommendationID{}, fmt.Errorf("event %s in stream %s lists no recommendation", entry.ID, entry.Stream)
	}
	return in.Recommendation, nil
}

// entailed is what follows, in the recommendation's stream s, from an event of
// a session's list.
func (l *Ledger) entailed(s loaded, entry event.Envelope) (event.Payload, domain.Day, error) {
	if in, inscribes := entry.Payload.(session.Inscribed); inscribes {
		p, err := l.Registry.DecodePayload(in.Follow.Type, in.Follow.Data)
		return p, entry.Day, err
	}
	c := entry.Payload.(session.Rectified)
	target, there := causedBy(s, c.Corrects)
	if !there {
		return nil, 0, fmt.Errorf("inscription %s is not followed", c.Corrects)
	}
	r := recommendation.Rectified{Corrects: target.ID, Void: c.Void, Day: c.Day, Reason: c.Reason}
	if in, is := c.Instead.(session.Inscribed); is {
		p, err := l.Registry.DecodePayload(in.Follow.Type, in.Follow.Data)
		if err != nil {
			return nil, 0, err
		}
		r.Type, r.Data = in.Follow.Type, in.Follow.Data
		r.Instead, _ = p.(recommendation.Event)
	}
	return r, target.Day, nil
}

func causedBy(s loaded, cause ulid.ULID) (event.Envelope, bool) {
	for _, e := range s.envelopes {
		if e.Cause == cause {
			return e, true
		}
	}
	return event.Envelope{}, false
}

// CompleteSteps records what the lists of a process that died still entail,
// and says how many events there were.
func (l *Ledger) CompleteSteps(ctx context.Context) (int, error) {
	head, err := l.Log.Head(ctx)
	if err != nil {
		return 0, err
	}
	unfollowed, err := l.Lists.Unfollowed(ctx, head)
	if err != nil {
		return 0, err
	}
	for i, e := range unfollowed {
		if _, err := l.Follow(ctx, e); err != nil {
			return i, err
		}
	}
	return len(unfollowed), nil
}
