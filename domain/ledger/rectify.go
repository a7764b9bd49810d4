package ledger

import (
	"context"
	"fmt"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// What put a recommendation on a session's list stands twice: in the session's
// stream, which is the authority for the list, and in the recommendation's,
// which follows. Correcting either corrects both, in that order: the session
// refuses a numéro that another has, and a void entry frees its own. What is
// not the list's (a text, an owner) is corrected in the recommendation alone.

// relist is the wish to correct an inscription.
type relist struct {
	Meta
	hash      string
	session   domain.SessionID
	inscribed ulid.ULID
	rec       domain.RecommendationID
	// ofSession: the version that the client has seen is that of the session's
	// stream, else of the recommendation's.
	ofSession bool
	// command corrects, in the recommendation, the fact that follows from the
	// inscription, given as it reads now.
	command func(now recommendation.Fact) recommendation.Rectify
}

// relist gives the receipts of both streams, without events where the list
// reads so already.
func (l *Ledger) relist(ctx context.Context, r relist) (ofSession, ofRecommendation Receipt, err error) {
	m, stream := r.Meta, session.Stream(r.session)
	if !r.ofSession {
		m.Expected = nil
	}
	ofSession, err = l.append(ctx, m, r.hash, stream, func(s loaded) ([]decision, error) {
		all, err := facts[session.Event](s)
		if err != nil {
			return nil, err
		}
		c, err := l.correction(ctx, r, all)
		if err != nil || c == nil {
			return nil, err
		}
		return decisions(session.Decide(all, *c))
	})
	if err != nil || len(ofSession.Events) == 0 {
		return ofSession, Receipt{}, err
	}
	ctx = context.WithoutCancel(ctx)
	e, err := l.eventOf(ctx, stream, ofSession.Events[0])
	if err != nil {
		return ofSession, Receipt{}, err
	}
	ofRecommendation, err = l.follow(ctx, e)
	ofSession.Position = ofRecommendation.Position
	return ofSession, ofRecommendation, err
}

// correction is what r asks of the session of which all is recorded, nil where
// its list stays as it is.
func (l *Ledger) correction(ctx context.Context, r relist, all []session.Fact) (*session.Rectify, error) {
	s, err := l.load(ctx, recommendation.Stream(r.rec))
	if err != nil {
		return nil, err
	}
	if !r.ofSession {
		if err := r.checkVersion(recommendation.Stream(r.rec), s.version); err != nil {
			return nil, err
		}
	}
	h, err := l.history(ctx, s, r.rec)
	if err != nil {
		return nil, err
	}
	e, there := causedBy(s, r.inscribed)
	if !there {
		return nil, fmt.Errorf("inscription %s is not followed", r.inscribed)
	}
	c := r.command(reading(h, e))
	if _, err := recommendation.Decide(h, c); err != nil {
		return nil, err
	}
	correction := session.Rectify{Corrects: r.inscribed, Reason: c.Reason} // no day: Decide admits but the session's own
	now, listed := standing(all, r.inscribed)
	if c.Instead == nil {
		if !listed {
			return nil, nil
		}
		return &correction, nil
	}
	instead, err := inscription(r.rec, c.Instead)
	if listed && now.Number == instead.Number && now.Place == instead.Place {
		return nil, err
	}
	correction.Instead = instead
	return &correction, err
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

// reading is what is read today of the recorded event e, or what it said where
// it is void.
func reading(h recommendation.History, e event.Envelope) recommendation.Fact {
	for _, f := range h.Effective(recommendation.Horizon{}) {
		if f.ID == e.ID {
			return f
		}
	}
	f, _ := h.At(e.ID)
	return f
}

// standing is how the inscription id reads on the list as it stands.
func standing(all []session.Fact, id ulid.ULID) (session.Inscribed, bool) {
	for _, f := range event.Effective(all, 0, 0) {
		if f.ID == id {
			in, is := f.Event.(session.Inscribed)
			return in, is
		}
	}
	return session.Inscribed{}, false
}

// Rectify corrects an event of one recommendation, and the session's list where
// the event follows from an inscription there.
func (l *Ledger) Rectify(ctx context.Context, m Meta, id domain.RecommendationID, c recommendation.Rectify) (Receipt, error) {
	hash, err := HashOf(c)
	if err != nil {
		return Receipt{}, err
	}
	s, err := l.load(ctx, recommendation.Stream(id))
	if err != nil {
		return Receipt{}, err
	}
	if r, done, err := answered(s, m.Command, hash); done || err != nil {
		return r, err
	}
	if e, at, found := listingEvent(s, c.Corrects); found {
		_, r, err := l.relist(ctx, relist{Meta: m, hash: hash, session: at.Session, inscribed: e.Cause, rec: id,
			command: func(recommendation.Fact) recommendation.Rectify { return c }})
		if err != nil || len(r.Events) > 0 {
			return r, err
		}
	}
	return l.recommendation(ctx, m, hash, id, c)
}

// listingEvent finds the event id of a recommendation's stream, or the one
// that it rectifies, where it follows from an inscription.
func listingEvent(s loaded, id ulid.ULID) (event.Envelope, recommendation.Listing, bool) {
	for _, e := range s.envelopes {
		if r, is := e.Payload.(recommendation.Rectified); is && e.ID == id {
			id = r.Corrects
		}
	}
	for _, e := range s.envelopes {
		if p, ours := e.Payload.(recommendation.Event); ours && e.ID == id {
			at, lists := recommendation.ListingOf(p)
			return e, at, lists && e.Cause != ulid.ULID{}
		}
	}
	return event.Envelope{}, recommendation.Listing{}, false
}

// Relisting says how a session's list was wrong about one recommendation: it
// is not on it (Void: "not carried over: another one"), or stands under another
// numéro. Place 0 keeps its place.
type Relisting struct {
	Void   bool
	Number string
	Place  int
	Reason string
}

// RectifyListing corrects the list that a session made, and the recommendation
// alike.
func (l *Ledger) RectifyListing(ctx context.Context, m Meta, id domain.SessionID, rec domain.RecommendationID, c Relisting) (Receipt, error) {
	hash, err := HashOf(relisting{rec, c})
	if err != nil {
		return Receipt{}, err
	}
	s, err := l.load(ctx, session.Stream(id))
	if err != nil {
		return Receipt{}, err
	}
	all, err := facts[session.Event](s)
	if err != nil {
		return Receipt{}, err
	}
	r := session.Rectify{Corrects: entryOf(all, rec), Reason: c.Reason}
	if !c.Void {
		r.Instead = session.Inscribed{Recommendation: rec, Number: c.Number, Place: c.Place}
	}
	return l.rectifySession(ctx, m, hash, id, r)
}

// entryOf is the inscription of rec that stands on the list, else the last that
// was voided.
func entryOf(all []session.Fact, rec domain.RecommendationID) (id ulid.ULID) {
	for _, facts := range [][]session.Fact{all, event.Effective(all, 0, 0)} {
		for _, f := range facts {
			if in, is := f.Event.(session.Inscribed); is && in.Recommendation == rec {
				id = f.ID
			}
		}
	}
	return id
}

// rectifySession corrects an event of a session; of an inscription only the
// numéro and the place, since what follows from it is the recommendation's.
func (l *Ledger) rectifySession(ctx context.Context, m Meta, hash string, id domain.SessionID, c session.Rectify) (Receipt, error) {
	s, err := l.load(ctx, session.Stream(id))
	if err != nil {
		return Receipt{}, err
	}
	all, err := facts[session.Event](s)
	if err != nil {
		return Receipt{}, err
	}
	target, _ := event.Find(all, c.Corrects)
	in, inscribed := target.Event.(session.Inscribed)
	if !inscribed {
		return l.session(ctx, m, hash, id, func([]session.Fact) (session.Command, error) {
			if p, planned := c.Instead.(session.Planned); planned {
				return c, l.checkForumOf(ctx, p)
			}
			return c, nil
		})
	}
	instead, ours := c.Instead.(session.Inscribed)
	if c.Instead != nil && !ours {
		return Receipt{}, fault.New(fault.Refused, event.RefusedOtherKind)
	}
	if ours && instead.Recommendation != in.Recommendation {
		return Receipt{}, fault.New(fault.Refused, event.RefusedOtherIdentity, "lu", instead.Recommendation.String()).At("recommandation")
	}
	if e, err := l.eventOf(ctx, session.Stream(id), target.ID); err != nil {
		return Receipt{}, err
	} else if _, err := l.follow(ctx, e); err != nil {
		return Receipt{}, err
	}
	r, _, err := l.relist(ctx, relist{Meta: m, hash: hash, session: id, inscribed: target.ID, rec: in.Recommendation, ofSession: true,
		command: func(now recommendation.Fact) recommendation.Rectify {
			whole := recommendation.Rectify{Corrects: now.ID, NewDay: c.NewDay, Reason: c.Reason}
			if ours {
				whole.Instead = relisted(now.Event, instead)
			}
			return whole
		}})
	return r, err
}

// relisted is e at the numéro and place that in gives.
func relisted(e recommendation.Event, in session.Inscribed) recommendation.Event {
	move := func(at *recommendation.Listing) {
		at.Number = in.Number
		if in.Place != 0 {
			at.Place = in.Place
		}
	}
	switch e := e.(type) {
	case recommendation.Formulated:
		move(&e.Listing)
		return e
	case recommendation.Validated:
		move(&e.Listing)
		return e
	case recommendation.CarriedOver:
		move(&e.Listing)
		return e
	}
	return e
}
