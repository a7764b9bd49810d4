package history

import (
	"cmp"
	"context"
	"slices"

	"suivi/domain/event"
	"suivi/domain/ledger"
	"suivi/projections/register"
)

// Stream is the way of one session, forum or structure, in the order in which
// its events count.
type Stream struct {
	Reference string  `json:"reference"` // what people type for it
	Entries   []Entry `json:"evenements"`
}

// OfStream reads the history of one session, forum or structure, as of the
// view, out of the log itself.
func OfStream(ctx context.Context, log ledger.EventLog, registry *event.Registry, v *register.View, stream, reference string) (Stream, error) {
	h := Stream{Reference: reference}
	for rec, err := range log.Load(ctx, stream, 0) {
		if err != nil {
			return h, err
		}
		if !v.Knows(rec.Position) {
			break
		}
		e, err := registry.Decode(rec)
		if err != nil {
			return h, err
		}
		h.Entries = append(h.Entries, Entry{ID: e.ID, Type: e.Payload.EventType(), Day: e.Day, RecordedAt: e.RecordedAt, Actor: e.Actor, Command: e.Command, Cause: e.Cause, Payload: e.Payload})
	}
	for _, e := range h.Entries {
		r, is := e.Payload.(event.Correcting)
		if !is {
			continue
		}
		for i := range h.Entries {
			if h.Entries[i].ID == r.Correcting().Corrects {
				h.Entries[i].RectifiedBy, h.Entries[i].Void = e.ID, r.Correcting().Void
			}
		}
	}
	h.Entries = slices.DeleteFunc(h.Entries, func(e Entry) bool { return v.Until() != 0 && e.Day > v.Until() })
	slices.SortStableFunc(h.Entries, func(a, b Entry) int { return cmp.Compare(a.Day, b.Day) })
	return h, nil
}
