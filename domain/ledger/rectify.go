package ledger

import (
	"context"
	"strconv"

	"github.com/go-json-experiment/json"
	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// Rectify corrects an event of one recommendation. Where that event follows
// from an inscription, the session's list is corrected alike, so that a numéro
// entered by mistake is free again and a new one is taken by nobody else. The
// recommendation comes first: sent again after a crash in between, the command
// finds the first half recorded and completes the second.
func (l *Ledger) Rectify(ctx context.Context, m Meta, id domain.RecommendationID, c recommendation.Rectify) (Receipt, error) {
	inscribed, at, listed, err := l.inscriptionOf(ctx, id, c.Corrects)
	if err != nil {
		return Receipt{}, err
	}
	if !listed {
		return l.Recommendation(ctx, m, id, c)
	}
	instead, relists := listingOf(c.Instead)
	if relists {
		at = instead
		if err := l.checkFree(ctx, id, at); err != nil {
			return Receipt{}, err
		}
	}
	r, err := l.Recommendation(ctx, m, id, c)
	if err != nil {
		return r, err
	}
	correction := session.Rectify{Corrects: inscribed.ID, Reason: c.Reason}
	if relists {
		data, err := json.Marshal(c.Instead, json.Deterministic(true))
		if err != nil {
			return r, err
		}
		correction.Instead = session.Inscribed{Recommendation: id, Number: at.Number, Place: at.Place, Follow: session.Follow{Type: c.Instead.EventType(), Data: data}}
	}
	hash, err := HashOf(correction)
	if err != nil {
		return r, err
	}
	its, err := l.load(ctx, session.Stream(at.Session))
	if err != nil {
		return r, err
	}
	all, err := facts[session.Event](its)
	if err != nil || inscriptionHolds(all, correction) {
		return r, err
	}
	step := Meta{Command: event.StepID(m.Command, "inscription"), Actor: m.Actor}
	second, err := l.session(ctx, step, hash, at.Session, func([]session.Fact) (session.Command, error) { return correction, nil })
	if second.Position.Compare(r.Position) > 0 {
		r.Position = second.Position
	}
	return r, err
}

// inscriptionOf finds the inscription from which a recorded event of a
// recommendation, or the one that it rectifies, follows, and the place that
// the event gave.
func (l *Ledger) inscriptionOf(ctx context.Context, id domain.RecommendationID, corrects ulid.ULID) (inscribed event.Envelope, at recommendation.Listing, found bool, err error) {
	own, err := l.load(ctx, recommendation.Stream(id))
	if err != nil {
		return inscribed, at, false, err
	}
	for again := true; again; {
		again = false
		for _, e := range own.envelopes {
			if e.ID != corrects {
				continue
			}
			if r, is := e.Payload.(recommendation.Rectified); is {
				corrects, again = r.Corrects, true
				break
			}
			p, _ := e.Payload.(recommendation.Event)
			place, lists := listingOf(p)
			if !lists {
				return inscribed, at, false, nil
			}
			at = place
			its, err := l.load(ctx, session.Stream(at.Session))
			if err != nil {
				return inscribed, at, false, err
			}
			for _, in := range its.envelopes {
				if in.ID == e.Cause {
					return in, at, true, nil
				}
			}
		}
	}
	return inscribed, at, false, nil
}

// checkFree refuses a numéro or place that another item of the session holds.
func (l *Ledger) checkFree(ctx context.Context, id domain.RecommendationID, at recommendation.Listing) error {
	st, err := l.SessionState(ctx, at.Session)
	if err != nil {
		return err
	}
	for _, in := range st.Inscribed {
		switch {
		case in.Recommendation == id:
		case in.Number != "" && in.Number == at.Number:
			return fault.New(fault.Conflict, session.RefusedNumberTaken, "numero", at.Number).At("numero")
		case in.Place == at.Place:
			return fault.New(fault.Conflict, session.RefusedPlaceTaken, "place", strconv.Itoa(at.Place)).At("place")
		}
	}
	return nil
}

// inscriptionHolds reports whether the list reads already as c would make it.
func inscriptionHolds(all []session.Fact, c session.Rectify) bool {
	for _, f := range event.Effective(all, 0, 0) {
		if f.ID == c.Corrects {
			now, _ := f.Event.(session.Inscribed)
			want, _ := c.Instead.(session.Inscribed)
			return c.Instead != nil && now.Number == want.Number && now.Place == want.Place
		}
	}
	return c.Instead == nil
}

func listingOf(e recommendation.Event) (recommendation.Listing, bool) {
	switch e := e.(type) {
	case recommendation.Formulated:
		return e.Listing, true
	case recommendation.Validated:
		return e.Listing, true
	case recommendation.CarriedOver:
		return e.Listing, true
	}
	return recommendation.Listing{}, false
}
