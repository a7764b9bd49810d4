package history

import (
	"cmp"
	"context"
	"regexp"
	"slices"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/ledger"
	"suivi/projections/register"
)

// Stream is the way of one session, forum or structure, in the order in which
// its events count.
type Stream struct {
	Reference string  `json:"reference"` // what people type for it
	Entries   []Entry `json:"evenements"`
	// Names are what people type for the identities that the events hold, by
	// identity, where the view knows one.
	Names map[string]string `json:"noms,omitempty"`
}

// OfStream reads the history of one session, forum or structure, as of the
// view, out of the log itself.
func OfStream(ctx context.Context, log ledger.EventLog, registry *event.Registry, v *register.View, stream, reference string) (Stream, error) {
	entries, err := Entries(ctx, log, registry, v, stream)
	h := Stream{Reference: reference, Entries: entries}
	if err != nil {
		return h, err
	}
	return h, h.name(v)
}

// Entries are those of OfStream alone, for who names what they hold.
func Entries(ctx context.Context, log ledger.EventLog, registry *event.Registry, v *register.View, stream string) (all []Entry, err error) {
	for rec, err := range log.Load(ctx, stream, 0) {
		if err != nil {
			return nil, err
		}
		if !v.Knows(rec.Position) {
			break
		}
		e, err := registry.Decode(rec)
		if err != nil {
			return nil, err
		}
		all = append(all, Entry{ID: e.ID, Type: e.Payload.EventType(), Day: e.Day, RecordedAt: e.RecordedAt, Actor: e.Actor, Command: e.Command, Cause: e.Cause, Payload: e.Payload})
	}
	settle(all)
	all = slices.DeleteFunc(all, func(e Entry) bool { return v.Until() != 0 && e.Day > v.Until() })
	slices.SortStableFunc(all, func(a, b Entry) int { return cmp.Compare(a.Day, b.Day) })
	return all, nil
}

// settle gives each entry its day and its corrections. A rectification stands
// on the day of what it corrects.
func settle(all []Entry) {
	at, recorded := map[ulid.ULID]*Entry{}, map[ulid.ULID]domain.Day{}
	for i := range all {
		e := &all[i]
		at[e.ID], recorded[e.ID] = e, e.Day
		r, is := e.Payload.(event.Correcting)
		if !is {
			continue
		}
		c := r.Correcting()
		if corrected := at[c.Corrects]; corrected != nil {
			corrected.RectifiedBy, corrected.Void, corrected.Day = e.ID, c.Void, cmp.Or(c.Day, recorded[c.Corrects])
		}
	}
	for i := range all {
		e := &all[i]
		if r, is := e.Payload.(event.Correcting); is {
			if corrected := at[r.Correcting().Corrects]; corrected != nil {
				e.Day = corrected.Day
			}
		}
	}
}

// identity finds the identities in the JSON of an event.
var identity = regexp.MustCompile(`"[0-7][0-9A-HJKMNP-TV-Z]{25}"`)

// name names what the events hold.
func (h *Stream) name(v *register.View) error {
	h.Names = map[string]string{}
	for _, e := range h.Entries {
		data, err := event.Marshal(e.Payload)
		if err != nil {
			return err
		}
		for _, found := range identity.FindAll(data, -1) {
			id := string(found[1 : len(found)-1])
			if name := v.NameOf(id); name != id {
				h.Names[id] = name
			}
		}
	}
	return nil
}
