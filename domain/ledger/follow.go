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

// follow has the inscription and its earlier corrections followed before a
// correction is: of two people who correct the same entry, the recommendation
// then retains the last word, as the list does.
func (l *Ledger) follow(ctx context.Context, entry event.Envelope) (r Receipt, err error) {
	if in, inscribes := entry.Payload.(session.Inscribed); inscribes {
		return l.followOne(ctx, in.Recommendation, entry)
	}
	c, corrects := entry.Payload.(session.Rectified)
	if !corrects {
		return r, fmt.Errorf("event %s in stream %s lists nothing", entry.ID, entry.Stream)
	}
	s, err := l.load(ctx, entry.Stream)
	if err != nil {
		return r, err
	}
	var rec domain.RecommendationID
	for _, e := range s.envelopes {
		if e.Version > entry.Version {
			break
		}
		if in, inscribes := e.Payload.(session.Inscribed); inscribes && e.ID == c.Corrects {
			rec = in.Recommendation
		} else if p, is := e.Payload.(session.Rectified); !is || p.Corrects != c.Corrects {
			continue
		}
		if r, err = l.followOne(ctx, rec, e); err != nil {
			return r, err
		}
	}
	return r, nil
}

func (l *Ledger) followOne(ctx context.Context, rec domain.RecommendationID, entry event.Envelope) (Receipt, error) {
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
