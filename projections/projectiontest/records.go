package projectiontest

import (
	"context"
	"iter"

	"suivi/domain/event"
	"suivi/domain/ledger"
	"suivi/projections/register"
)

// Records are events apart from their log: what a ledger would hold that held
// only these. Positions and times of record are as they were.
type Records struct {
	ledger.EventLog // nil: nothing but Load may be asked
	All             []event.Record
}

// Records are all that the book holds.
func (b *Book) Records() Records {
	b.t.Helper()
	var r Records
	for rec, err := range b.Log.Read(context.Background(), event.Position{}) {
		b.must(err)
		r.All = append(r.All, rec)
	}
	return r
}

// Load implements that part of ledger.EventLog that a history asks.
func (r Records) Load(_ context.Context, stream string, _ event.Version) iter.Seq2[event.Record, error] {
	return func(yield func(event.Record, error) bool) {
		for _, rec := range r.All {
			if rec.Stream == stream && !yield(rec, nil) {
				return
			}
		}
	}
}

// Only keeps the records that keep tells to.
func (r Records) Only(keep func(event.Record) bool) Records {
	var kept Records
	for _, rec := range r.All {
		if keep(rec) {
			kept.All = append(kept.All, rec)
		}
	}
	return kept
}

// Envelopes decodes the records.
func (r Records) Envelopes(t TB) []event.Envelope {
	t.Helper()
	registry := ledger.NewRegistry()
	all := make([]event.Envelope, 0, len(r.All))
	for _, rec := range r.All {
		e, err := registry.Decode(rec)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, e)
	}
	return all
}

// Rebuild folds the records anew, in one go.
func (r Records) Rebuild(t TB) *register.Register {
	t.Helper()
	return r.Fold(t, func(int) bool { return false })
}

// Fold folds the records one by one, and settles after those that settle tells
// to.
func (r Records) Fold(t TB, settle func(after int) bool) *register.Register {
	t.Helper()
	reg := register.New()
	for k, e := range r.Envelopes(t) {
		if err := reg.Apply(e); err != nil {
			t.Fatal(err)
		}
		if settle(k) {
			reg.Settle()
		}
	}
	return reg
}
