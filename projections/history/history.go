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
	Day        domain.Day    `json:"effet"`
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
	h := History{Item: v.Describe(i)}
	if err := h.read(ctx, log, registry, v, i, ""); err != nil {
		return h, err
	}
	for _, d := range v.DuplicatesOf(v.ID(i)) {
		own, err := v.FindOwn(d.String())
		if err != nil {
			return h, err
		}
		if err := h.read(ctx, log, registry, v, own, v.Describe(own).References[0]); err != nil {
			return h, err
		}
	}
	order := map[ulid.ULID]int{}
	for k, f := range v.Facts(i) {
		order[f.ID] = k + 1
	}
	slices.SortStableFunc(h.Entries, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(order[a.ID], order[b.ID]), a.RecordedAt.Compare(b.RecordedAt))
	})
	return h, nil
}

func (h *History) read(ctx context.Context, log ledger.EventLog, registry *event.Registry, v *register.View, i register.RecommendationIndex, of string) error {
	stream := recommendation.Stream(v.ID(i))
	var recorded []Entry
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
		recorded = append(recorded, entry(v, e, of))
	}
	unsettled := v.State(i).Unsettled
	for k := range recorded {
		recorded[k].Unsettled = slices.Contains(unsettled, recorded[k].ID)
		r, is := recorded[k].Payload.(recommendation.Rectified)
		if !is {
			continue
		}
		for j := range recorded {
			if recorded[j].ID == r.Corrects {
				recorded[j].RectifiedBy, recorded[j].Void = recorded[k].ID, r.Void
			}
		}
	}
	for _, e := range recorded {
		if v.Until() == 0 || e.Day <= v.Until() {
			h.Entries = append(h.Entries, e)
		}
	}
	if len(recorded) == 0 {
		return errors.New("no event of " + stream + " in the log")
	}
	return nil
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
