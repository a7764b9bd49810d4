package ledger

import (
	"context"
	"errors"
	"strconv"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// NewItem asks that a session make a recommendation. The session, its forum
// and phase are filled in; Place 0 takes the next place.
type NewItem struct{ recommendation.Formulated }

// Listed is where a recommendation came to stand in a session's list.
type Listed struct {
	Recommendation domain.RecommendationID `json:"recommandation"`
	Number         string                  `json:"numero"`
	Place          int                     `json:"place"`
}

// Formulate makes items at a session, all or none, in their order. The session
// inscribes them first, which makes their numéros theirs; the recommendations'
// own streams follow, at the latest when the ledger is opened again.
func (l *Ledger) Formulate(ctx context.Context, m Meta, id domain.SessionID, items []NewItem) ([]Listed, Receipt, error) {
	hash, err := HashOf(struct {
		Session domain.SessionID
		Items   []NewItem
	}{id, items})
	if err != nil {
		return nil, Receipt{}, err
	}
	inscribe := func(all []session.Fact) (session.Command, error) {
		st := session.Fold(all, 0, 0)
		next := st.NextPlace()
		var c session.Inscribe
		for i, item := range items {
			made := item.Formulated
			made.Session, made.Forum, made.Phase = id, st.Planned.Forum, st.Planned.Phase
			if made.Place == 0 {
				made.Place = next
			}
			next = max(next, made.Place+1)
			if _, err := recommendation.Decide(nil, recommendation.Formulate{On: max(st.Day(), 1), Formulated: made}); err != nil {
				return nil, placed(err, i)
			}
			in, err := inscription(NewRecommendationID(m.Command, i), made.Listing, made)
			if err != nil {
				return nil, err
			}
			c.Items = append(c.Items, in)
		}
		return c, nil
	}
	return l.inscribe(ctx, m, hash, id, inscribe)
}

// NewRecommendationID is the identity of the index-th recommendation that a
// command makes.
func NewRecommendationID(command ulid.ULID, index int) domain.RecommendationID {
	return domain.RecommendationID{ULID: event.DeriveID(command, "recommandation", index)}
}

// CarryOver puts a recommendation on a session's own list again. Listing's
// session and forum are filled in.
func (l *Ledger) CarryOver(ctx context.Context, m Meta, id domain.SessionID, rec domain.RecommendationID, carried recommendation.CarriedOver) (Listed, Receipt, error) {
	return l.listAgain(ctx, m, id, rec, func(st session.State, place int) (recommendation.Command, recommendation.Listing, event.Payload, error) {
		carried.Session, carried.Forum = id, st.Planned.Forum
		if carried.Place == 0 {
			carried.Place = place
		}
		rule, err := l.ruleFor(ctx, rec)
		return recommendation.CarryOver{On: st.Day(), CarriedOver: carried, NamedForums: rule.CarriedOverBy}, carried.Listing, carried, err
	}, carried)
}

// Validate adopts at a political session what its technical one proposed.
func (l *Ledger) Validate(ctx context.Context, m Meta, id domain.SessionID, rec domain.RecommendationID, validated recommendation.Validated) (Listed, Receipt, error) {
	return l.listAgain(ctx, m, id, rec, func(st session.State, place int) (recommendation.Command, recommendation.Listing, event.Payload, error) {
		validated.Session, validated.Forum = id, st.Planned.Forum
		if validated.Place == 0 {
			validated.Place = place
		}
		var err error
		if st.Phase() != domain.PhasePolitical {
			err = fault.New(fault.Refused, RefusedNotPolitical)
		}
		return recommendation.Validate{On: st.Day(), Validated: validated}, validated.Listing, validated, err
	}, validated)
}

// RefusedNotPolitical: only a political session validates.
const RefusedNotPolitical = "session.pas_politique"

type listing func(st session.State, place int) (recommendation.Command, recommendation.Listing, event.Payload, error)

func (l *Ledger) listAgain(ctx context.Context, m Meta, id domain.SessionID, rec domain.RecommendationID, again listing, command any) (Listed, Receipt, error) {
	hash, err := HashOf(struct {
		Session        domain.SessionID
		Recommendation domain.RecommendationID
		Command        any
	}{id, rec, command})
	if err != nil {
		return Listed{}, Receipt{}, err
	}
	var already Listed
	listed, r, err := l.inscribe(ctx, m, hash, id, func(all []session.Fact) (session.Command, error) {
		st := session.Fold(all, 0, 0)
		if err := st.AdmitsFinding(); err != nil {
			return nil, err
		}
		place := st.NextPlace()
		for _, in := range st.Inscribed {
			if in.Recommendation == rec {
				place = in.Place
				already = Listed{rec, in.Number, in.Place}
			}
		}
		c, at, payload, err := again(st, place)
		if err != nil {
			return nil, err
		}
		h, err := l.recommendationHistory(ctx, rec)
		if err != nil {
			return nil, err
		}
		decided, err := recommendation.Decide(h, c)
		if err != nil || len(decided) == 0 {
			return session.Inscribe{}, err
		}
		in, err := inscription(rec, at, payload)
		return session.Inscribe{Items: []session.Inscribed{in}}, err
	})
	if err != nil || len(listed) == 0 {
		return already, r, err
	}
	return listed[0], r, nil
}

func inscription(rec domain.RecommendationID, at recommendation.Listing, follow event.Payload) (session.Inscribed, error) {
	data, err := event.Marshal(follow)
	return session.Inscribed{Recommendation: rec, Number: at.Number, Place: at.Place, Follow: session.Follow{Type: follow.EventType(), Data: data}}, err
}

// inscribe records in the session's stream, then what follows in each
// recommendation's.
func (l *Ledger) inscribe(ctx context.Context, m Meta, hash string, id domain.SessionID, command func([]session.Fact) (session.Command, error)) ([]Listed, Receipt, error) {
	r, err := l.session(ctx, m, hash, id, command)
	if err != nil {
		return nil, r, err
	}
	s, err := l.load(ctx, session.Stream(id))
	if err != nil {
		return nil, r, err
	}
	var listed []Listed
	for _, e := range s.envelopes {
		in, is := e.Payload.(session.Inscribed)
		if !is || e.Command != m.Command {
			continue
		}
		if r.Position, err = l.Follow(ctx, e); err != nil {
			return listed, r, err
		}
		listed = append(listed, Listed{in.Recommendation, in.Number, in.Place})
	}
	return listed, r, nil
}

// Follow records, in the recommendation's own stream, what an inscription
// entails, unless it is there already. It refuses nothing: what no longer
// follows there stands, and shows as unsettled.
func (l *Ledger) Follow(ctx context.Context, inscribed event.Envelope) (event.Position, error) {
	in := inscribed.Payload.(session.Inscribed)
	payload, err := l.Registry.DecodePayload(in.Follow.Type, in.Follow.Data)
	if err != nil {
		return event.Position{}, err
	}
	stream := recommendation.Stream(in.Recommendation)
	m := Meta{Command: event.StepID(inscribed.ID, "suite"), Actor: inscribed.Actor}
	r, err := l.append(ctx, m, inscribed.Hash, stream, func(loaded) ([]decision, error) {
		return []decision{{day: inscribed.Day, payload: payload, cause: inscribed.ID}}, nil
	})
	return r.Position, err
}

// CompleteSteps records what the inscriptions of a process that died still
// entail, and says how many there were.
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

// FixListByRule fixes the list that a session examines as its forum's rule
// gives it.
func (l *Ledger) FixListByRule(ctx context.Context, m Meta, id domain.SessionID, on domain.Day) (Receipt, error) {
	head, err := l.Log.Head(ctx)
	if err != nil {
		return Receipt{}, err
	}
	items, lists, err := l.Lists.DueByRule(ctx, head, id)
	if err != nil {
		return Receipt{}, err
	}
	return l.Session(ctx, m, id, session.FixList{On: on, ListFixed: session.ListFixed{Origin: session.ByRule, Lists: lists, Items: items}})
}

// placed says at which item of a list a fault lies, counted from 1.
func placed(err error, index int) error {
	if f, is := errors.AsType[*fault.Fault](err); is {
		return f.At("points." + strconv.Itoa(index+1) + "." + f.Place)
	}
	return err
}
