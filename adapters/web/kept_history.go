package web

import (
	"slices"

	"suivi/domain/event"
	"suivi/projections/history"
	"suivi/projections/register"
)

// streamHistory reads the history of a session, a forum or a structure, as of a
// view.
func (v *visit) streamHistory(r *register.View, stream string) ([]history.Entry, error) {
	return history.Entries(v.r.Context(), v.Desk.Ledger.Log, v.Desk.Ledger.Registry, r, stream)
}

// holding are the facts of a history that hold, in order of day of effect, as
// they were rectified.
func holding[E event.Payload](entries []history.Entry) []event.Fact[E] {
	recorded := slices.SortedStableFunc(slices.Values(entries), func(a, b history.Entry) int { return a.RecordedAt.Compare(b.RecordedAt) })
	var facts []event.Fact[E]
	for k, e := range recorded {
		if p, is := e.Payload.(E); is {
			facts = append(facts, event.Fact[E]{Seq: uint64(k + 1), ID: e.ID, Day: e.Day, Event: p})
		}
	}
	return event.Effective(facts, 0, 0)
}
