// Package history answers what happened to one recommendation: every event,
// when it was true, when it was recorded, and by whom.
package history

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/ledger"
	"suivi/domain/recommendation"
	"suivi/projections/register"
)

// History is the way of one recommendation, in the order in which its events
// count.
type History struct {
	Item    register.Item `json:"recommandation"`
	Entries []Entry       `json:"evenements"`
}

// Entry is one event.
type Entry struct {
	ID         ulid.ULID     `json:"id"`
	Type       event.Type    `json:"type"`
	Day        domain.Day    `json:"effet"` // as it holds, whatever day was recorded first
	RecordedAt time.Time     `json:"enregistre_le"`
	Actor      event.Actor   `json:"acteur"`
	Command    ulid.ULID     `json:"commande"`
	Cause      ulid.ULID     `json:"cause,omitzero"`
	Session    string        `json:"session,omitzero"`   // a reference
	Reference  string        `json:"reference,omitzero"` // that the event gave
	State      domain.State  `json:"etat,omitzero"`
	Payload    event.Payload `json:"donnees"`
	// RectifiedBy is the event that corrects this one; Void: it never happened.
	RectifiedBy ulid.ULID `json:"rectifie_par,omitzero"`
	Void        bool      `json:"annule,omitzero"`
	// Unsettled marks an event that no longer follows from those before it.
	Unsettled bool `json:"a_regler,omitzero"`
	// Of is the reference of the duplicate whose event it was.
	Of string `json:"du_doublon,omitzero"`
}

// Of reads the history of recommendation i, as of the view, out of the log
// itself.
func Of(ctx context.Context, log ledger.EventLog, registry *event.Registry, v *register.View, i register.RecommendationIndex) (History, error) {
	h := History{Item: v.Describe(i), Entries: []Entry{}}
	if err := h.read(ctx, log, registry, v, v.ID(i), ""); err != nil {
		return h, err
	}
	for _, d := range v.DuplicatesOf(v.ID(i)) {
		own, err := v.FindOwn(d.String())
		if err != nil {
			continue // nothing of it counts yet in this view
		}
		name := d.String()
		if references := v.References(own); len(references) > 0 {
			name = references[0]
		}
		if err := h.read(ctx, log, registry, v, d, name); err != nil {
			return h, err
		}
	}
	h.settle(v, i)
	return h, nil
}

func (h *History) read(ctx context.Context, log ledger.EventLog, registry *event.Registry, v *register.View, id domain.RecommendationID, of string) error {
	stream := recommendation.Stream(id)
	n := len(h.Entries)
	for rec, err := range log.Load(ctx, stream, 0) {
		if err != nil {
			return err
		}
		if !v.Knows(rec.Position) {
			break
		}
		e, err := registry.Decode(rec)
		if err != nil {
			return err
		}
		h.Entries = append(h.Entries, entry(v, e, of))
	}
	if len(h.Entries) == n {
		return errors.New("no event of " + stream + " in the log")
	}
	return nil
}

// settle gives each entry its day, its corrections and its place. A
// rectification stands on the day of what it corrects, after it; what never
// happened stands on the day on which it was said to. As of a day, what makes
// a duplicate is shown whatever its own day: it is one from the start.
func (h *History) settle(v *register.View, i register.RecommendationIndex) {
	order, day := map[ulid.ULID]int{}, map[ulid.ULID]domain.Day{}
	for k, f := range v.WholeTime().Facts(i) {
		order[f.ID], day[f.ID] = k+1, f.Day
	}
	at := map[ulid.ULID]*Entry{}
	holds := map[ulid.ULID]event.Payload{}
	for k := range h.Entries {
		e := &h.Entries[k]
		at[e.ID], holds[e.ID] = e, e.Payload
	}
	unsettled := v.State(i).Unsettled
	for k := range h.Entries {
		e := &h.Entries[k]
		e.Day = cmp.Or(day[e.ID], e.Day)
		e.Unsettled = slices.Contains(unsettled, e.ID)
		r, is := e.Payload.(recommendation.Rectified)
		if corrected := at[r.Corrects]; is && corrected != nil {
			corrected.RectifiedBy, corrected.Void = e.ID, r.Void
			e.Day, order[e.ID] = corrected.Day, order[r.Corrects]
			holds[r.Corrects] = r.Instead
		}
	}
	shown := func(e Entry) bool {
		what := e.ID
		if r, is := e.Payload.(recommendation.Rectified); is {
			what = r.Corrects
		}
		a, absorbs := holds[what].(recommendation.Absorbed)
		return v.Until() == 0 || e.Day <= v.Until() || absorbs && a.Kind == recommendation.Duplicate
	}
	h.Entries = slices.DeleteFunc(h.Entries, func(e Entry) bool { return !shown(e) })
	slices.SortStableFunc(h.Entries, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(order[a.ID], order[b.ID]))
	})
}

func entry(v *register.View, e event.Envelope, of string) Entry {
	x := Entry{ID: e.ID, Type: e.Payload.EventType(), Day: e.Day, RecordedAt: e.RecordedAt, Actor: e.Actor, Command: e.Command, Cause: e.Cause, Payload: e.Payload, Of: of}
	p, _ := e.Payload.(recommendation.Event)
	if s, known := v.SessionOf(recommendation.SessionOf(p)); known {
		x.Session = v.SessionReference(s)
	}
	switch p := p.(type) {
	case recommendation.Formulated:
		x.State, x.Reference = domain.Made, v.Reference(p.Listing)
	case recommendation.Validated:
		x.Reference = v.Reference(p.Listing)
	case recommendation.CarriedOver:
		x.State, x.Reference = domain.CarriedOver, v.Reference(p.Listing)
	case recommendation.Found:
		x.State = p.State
	}
	return x
}
