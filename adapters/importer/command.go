package importer

import (
	"context"
	"crypto/sha256"
	"fmt"
	"strconv"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/ledger"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

func itoa(n int) string { return strconv.Itoa(n) }

// unixDay is 1 January 1970.
const unixDay domain.Day = 719163

// meta gives a command an id that depends on nothing but what it records and
// where: the same rows imported again, after a kill or in another order, issue
// the same commands. Its time is the day of effect, so that what it makes sorts
// by it.
func (r *run) meta(day domain.Day, stream string, command any) (ledger.Meta, error) {
	hash, err := ledger.HashOf(command)
	if err != nil {
		return ledger.Meta{}, err
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "import\n%s\n%s\n%d", stream, hash, day))
	var id ulid.ULID
	copy(id[6:], sum[:10])
	if day > unixDay {
		if err := id.SetTime(uint64(day-unixDay) * 86_400_000); err != nil {
			return ledger.Meta{}, err
		}
	}
	return ledger.Meta{Command: id, Actor: r.options.Actor}, nil
}

// effective reads the facts of a stream that hold, each with the id by which a
// correction names it.
func effective[E event.Payload](ctx context.Context, l *ledger.Ledger, stream string) ([]event.Fact[E], error) {
	var facts []event.Fact[E]
	for rec, err := range l.Log.Load(ctx, stream, 0) {
		if err != nil {
			return nil, err
		}
		e, err := l.Registry.Decode(rec)
		if err != nil {
			return nil, err
		}
		payload, ours := e.Payload.(E)
		if !ours {
			return nil, fmt.Errorf("event %s in stream %s is of another aggregate", e.ID, stream)
		}
		facts = append(facts, event.Fact[E]{Seq: uint64(e.Version) + 1, ID: e.ID, Day: e.Day, Event: payload})
	}
	return event.Effective(facts, 0, 0), nil
}

// lastOf gives the last fact of type P that is as asked.
func lastOf[P, E event.Payload](facts []event.Fact[E], is func(P) bool) (event.Fact[E], P, bool) {
	for i := len(facts) - 1; i >= 0; i-- {
		if p, ours := any(facts[i].Event).(P); ours && is(p) {
			return facts[i], p, true
		}
	}
	var none P
	return event.Fact[E]{}, none, false
}

func any2[P any](P) bool { return true }

// onSession issues a command of a session.
func (r *run) onSession(id domain.SessionID, day domain.Day, c session.Command) error {
	m, err := r.meta(day, session.Stream(id), c)
	if err != nil {
		return err
	}
	_, err = r.book.Ledger.Session(r.ctx, m, id, c)
	return r.appended(err)
}

// onRecommendation issues a command of a recommendation.
func (r *run) onRecommendation(id domain.RecommendationID, day domain.Day, c recommendation.Command) error {
	m, err := r.meta(day, recommendation.Stream(id), c)
	if err != nil {
		return err
	}
	_, err = r.book.Ledger.Recommendation(r.ctx, m, id, c)
	return r.appended(err)
}

func (r *run) onOrganization(code string, day domain.Day, c organization.Command) error {
	m, err := r.meta(day, organization.Stream(organization.IDOf(code)), c)
	if err != nil {
		return err
	}
	_, err = r.book.Ledger.Organization(r.ctx, m, code, c)
	return r.appended(err)
}

// appended notes that the views must catch up.
func (r *run) appended(err error) error {
	r.behind = true
	return err
}
