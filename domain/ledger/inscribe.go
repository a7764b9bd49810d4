package ledger

import (
	"context"
	"errors"
	"slices"
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

// The commands of this file as they are hashed.
type (
	formulation struct{ Items []NewItem }
	relisting   struct {
		Recommendation domain.RecommendationID
		Command        any
	}
)

// Formulate makes items at a session, all or none, in their order. The session
// inscribes them first, which makes their numéros theirs; the recommendations'
// own streams follow, at the latest when the ledger is opened again.
func (l *Ledger) Formulate(ctx context.Context, m Meta, id domain.SessionID, items []NewItem) ([]Listed, Receipt, error) {
	hash, err := HashOf(formulation{items})
	if err != nil {
		return nil, Receipt{}, err
	}
	command := event.StepID(m.Command, session.Stream(id))
	return l.inscribe(ctx, m, hash, id, func(st session.State) ([]session.Inscribed, error) {
		if err := st.AdmitsFinding(); err != nil {
			return nil, err
		}
		next := st.NextPlace()
		entries := make([]session.Inscribed, 0, len(items))
		for i, item := range items {
			made := item.Formulated
			made.Session, made.Forum, made.Phase = id, st.Planned.Forum, st.Planned.Phase
			if made.Place == 0 {
				made.Place = next
			}
			next = max(next, made.Place+1)
			if _, err := recommendation.Decide(nil, recommendation.Formulate{On: st.Day(), Formulated: made}); err != nil {
				return nil, placed(err, i)
			}
			in, err := inscription(NewRecommendationID(command, i), made)
			if err != nil {
				return nil, err
			}
			entries = append(entries, in)
		}
		return entries, nil
	})
}

// NewRecommendationID is the identity of the index-th recommendation that a
// command makes. Formulate gives each session a step of the command, so that
// one id used at two sessions makes no recommendation at both.
func NewRecommendationID(command ulid.ULID, index int) domain.RecommendationID {
	return domain.RecommendationID{ULID: event.DeriveID(command, "recommandation", index)}
}

// CarryOver puts a recommendation on a session's own list again. Listing's
// session and forum are filled in.
func (l *Ledger) CarryOver(ctx context.Context, m Meta, id domain.SessionID, rec domain.RecommendationID, carried recommendation.CarriedOver) (Listed, Receipt, error) {
	return l.listAgain(ctx, m, id, rec, carried, func(st session.State, place int, h recommendation.History) (recommendation.Command, error) {
		carried.Session, carried.Forum = id, st.Planned.Forum
		if carried.Place == 0 {
			carried.Place = place
		}
		rule, err := l.ruleFor(ctx, h, st.Day())
		return recommendation.CarryOver{On: st.Day(), CarriedOver: carried, NamedForums: rule.CarriedOverBy}, err
	})
}

// Validate adopts at a political session what its technical one proposed.
func (l *Ledger) Validate(ctx context.Context, m Meta, id domain.SessionID, rec domain.RecommendationID, validated recommendation.Validated) (Listed, Receipt, error) {
	return l.listAgain(ctx, m, id, rec, validated, func(st session.State, place int, _ recommendation.History) (recommendation.Command, error) {
		validated.Session, validated.Forum = id, st.Planned.Forum
		if validated.Place == 0 {
			validated.Place = place
		}
		return recommendation.Validate{On: st.Day(), Validated: validated}, checkPolitical(st)
	})
}

// RefusedNotPolitical: only a political session validates or sets aside.
const RefusedNotPolitical = "session.pas_politique"

func checkPolitical(st session.State) error {
	if st.Phase() != domain.PhasePolitical {
		return fault.New(fault.Refused, RefusedNotPolitical)
	}
	return nil
}

// listAgain puts on a session's list a recommendation that is made already, as
// its history allows. again gives the command, with place where it gives none.
func (l *Ledger) listAgain(ctx context.Context, m Meta, id domain.SessionID, rec domain.RecommendationID, given event.Payload,
	again func(st session.State, place int, h recommendation.History) (recommendation.Command, error)) (Listed, Receipt, error) {
	hash, err := HashOf(relisting{rec, given})
	if err != nil {
		return Listed{}, Receipt{}, err
	}
	var already Listed
	listed, r, err := l.inscribe(ctx, m, hash, id, func(st session.State) ([]session.Inscribed, error) {
		if err := st.AdmitsFinding(); err != nil {
			return nil, err
		}
		place := st.NextPlace()
		if i := slices.IndexFunc(st.Inscribed, func(in session.Inscribed) bool { return in.Recommendation == rec }); i >= 0 {
			place = st.Inscribed[i].Place
			already = Listed{rec, st.Inscribed[i].Number, place}
		}
		h, err := l.recommendationHistory(ctx, rec)
		if err != nil {
			return nil, err
		}
		c, err := again(st, place, h)
		if err != nil {
			return nil, err
		}
		decided, err := recommendation.Decide(h, c)
		if err != nil || len(decided) == 0 {
			return nil, err
		}
		in, err := inscription(rec, decided[0].Event)
		return []session.Inscribed{in}, err
	})
	if err != nil || len(listed) == 0 {
		return already, r, err
	}
	return listed[0], r, nil
}

// inscription enters rec at the place that follow, the fact to be recorded of
// it, gives.
func inscription(rec domain.RecommendationID, follow recommendation.Event) (session.Inscribed, error) {
	at, _ := recommendation.ListingOf(follow)
	data, err := event.Marshal(follow)
	return session.Inscribed{Recommendation: rec, Number: at.Number, Place: at.Place, Follow: session.Follow{Type: follow.EventType(), Data: data}}, err
}

// inscribe records in the session's stream the entries that it is given, then
// what follows in each recommendation's.
func (l *Ledger) inscribe(ctx context.Context, m Meta, hash string, id domain.SessionID, entries func(session.State) ([]session.Inscribed, error)) ([]Listed, Receipt, error) {
	r, err := l.session(ctx, m, hash, id, func(all []session.Fact) (session.Command, error) {
		items, err := entries(session.Fold(all, 0, 0))
		return session.Inscribe{Items: items}, err
	})
	if err != nil || len(r.Events) == 0 {
		return nil, r, err
	}
	ctx = context.WithoutCancel(ctx) // decided: a client that goes away changes nothing
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

// placed says at which item of a list a fault lies, counted from 1.
func placed(err error, index int) error {
	if f, is := errors.AsType[*fault.Fault](err); is {
		return f.At("points." + strconv.Itoa(index+1) + "." + f.Place)
	}
	return err
}
