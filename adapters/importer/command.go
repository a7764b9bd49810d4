package importer

import (
	"context"
	"crypto/sha256"
	"fmt"
	"strconv"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/forum"
	"suivi/domain/ledger"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

func itoa(n int) string { return strconv.Itoa(n) }

// unixDay is 1 January 1970.
const unixDay domain.Day = 719163

// RefusedVoided: the ledger answers that it recorded this very line before, and
// the views no longer show it.
const RefusedVoided = "import.annulee_depuis"

// issue gives a command to the ledger under an id that depends on nothing but
// what it records and where: the same rows imported again, after a kill or in
// another order, issue the same commands. The id's time is the day of effect,
// so that what the command makes sorts by it. again tells apart the same
// command issued anew for good reasons: a value rectified back and forth, a
// line struck and entered again.
//
// What was recorded by the same command and rectified away since is not
// recorded again in silence: that is for a person to say.
func (r *run) issue(day domain.Day, where string, again int, command any, give func(ledger.Meta) (ledger.Receipt, error)) error {
	hash, err := ledger.HashOf(command)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "import\n%s\n%s\n%d\n%d", where, hash, day, again))
	var id ulid.ULID
	copy(id[6:], sum[:10])
	if day > unixDay {
		if err := id.SetTime(uint64(day-unixDay) * 86_400_000); err != nil {
			return err
		}
	}
	before, err := r.book.Ledger.Log.Head(r.ctx)
	if err != nil {
		return err
	}
	receipt, err := give(ledger.Meta{Command: id, Actor: r.options.Actor})
	r.behind = true
	if err == nil && len(receipt.Events) > 0 && receipt.Position.Compare(before) <= 0 {
		return fault.New(fault.Conflict, RefusedVoided)
	}
	return err
}

// recorded counts the events of a stream that are as asked.
func (r *run) recorded(stream string, is func(event.Type) bool) (n int, err error) {
	for rec, err := range r.book.Ledger.Log.Load(r.ctx, stream, 0) {
		if err != nil {
			return 0, err
		}
		if is(rec.Type) {
			n++
		}
	}
	return n, nil
}

// onStream issues a command of one stream. A rectification may be issued again
// with the same words once something else was recorded in between.
func (r *run) onStream(stream string, day domain.Day, command any, rectifies bool, give func(ledger.Meta) (ledger.Receipt, error)) (err error) {
	again := 0
	if rectifies {
		if again, err = r.recorded(stream, every); err != nil {
			return err
		}
	}
	return r.issue(day, stream, again, command, give)
}

func (r *run) onSession(id domain.SessionID, day domain.Day, c session.Command) error {
	_, rectifies := c.(session.Rectify)
	return r.onStream(session.Stream(id), day, c, rectifies, func(m ledger.Meta) (ledger.Receipt, error) {
		return r.book.Ledger.Session(r.ctx, m, id, c)
	})
}

func (r *run) onRecommendation(id domain.RecommendationID, day domain.Day, c recommendation.Command) error {
	_, rectifies := c.(recommendation.Rectify)
	return r.onStream(recommendation.Stream(id), day, c, rectifies, func(m ledger.Meta) (ledger.Receipt, error) {
		return r.book.Ledger.Recommendation(r.ctx, m, id, c)
	})
}

func (r *run) onOrganization(code string, day domain.Day, c organization.Command) error {
	_, rectifies := c.(organization.Rectify)
	return r.onStream(organization.Stream(organization.IDOf(code)), day, c, rectifies, func(m ledger.Meta) (ledger.Receipt, error) {
		return r.book.Ledger.Organization(r.ctx, m, code, c)
	})
}

func (r *run) onForum(code string, day domain.Day, c forum.Command) error {
	_, rectifies := c.(forum.Rectify)
	return r.onStream(forum.Stream(forum.IDOf(code)), day, c, rectifies, func(m ledger.Meta) (ledger.Receipt, error) {
		return r.book.Ledger.Forum(r.ctx, m, code, c)
	})
}

// onList issues a command that enters a line in a session's list. A line that
// was struck from it and enters again is another command than the first.
func (r *run) onList(m *meeting, what string, command any, give func(ledger.Meta) (ledger.Receipt, error)) error {
	stream := session.Stream(m.id)
	struck, err := r.recorded(stream, func(t event.Type) bool { return t == session.RectifiedV1 })
	if err != nil {
		return err
	}
	return r.issue(m.day, stream+what, struck, command, give)
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

// every takes all facts of a type.
func every[P any](P) bool { return true }
