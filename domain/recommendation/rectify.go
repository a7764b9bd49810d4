package recommendation

import (
	"cmp"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/field"
)

// RefusedSessionDay: what a session does has the session's day and no other;
// one recorded here would never show.
const RefusedSessionDay = "fait.jour_de_la_session"

// decideRectify records that a fact was wrong. What then no longer follows is
// not refused: a mistake must always be sayable, and the rest is unsettled.
func decideRectify(h History, c Rectify) ([]Decided, error) {
	target, known := h.At(c.Corrects)
	if earlier, is := target.Event.(Rectified); is {
		target, known = h.At(earlier.Corrects)
	}
	if !known || target.Foreign {
		return nil, fault.New(fault.NotFound, RefusedNoSuchFact, "fait", c.Corrects.String())
	}
	if err := field.First(field.Required("motif", c.Reason)); err != nil {
		return nil, err
	}
	if c.Instead == nil && c.NewDay != 0 {
		return nil, fault.New(fault.Invalid, InvalidField, "lu", c.NewDay.String()).At("effet")
	}
	if c.Instead != nil {
		if kindOf(c.Instead) != kindOf(target.Event) || SessionOf(c.Instead) != SessionOf(target.Event) {
			return nil, fault.New(fault.Refused, RefusedInsteadOther)
		}
		if err := check(c.Instead, target.Day); err != nil {
			return nil, err
		}
		switch {
		case SessionOf(target.Event).IsZero():
			c.NewDay = cmp.Or(c.NewDay, h.correctedDay(target))
		case c.NewDay == 0 || c.NewDay == target.Day:
			c.NewDay = 0 // the session alone says it
		default:
			return nil, fault.New(fault.Refused, RefusedSessionDay, "jour", target.Day.String()).At("effet")
		}
	}
	if holdsAlready(h, target, c) {
		return nil, nil
	}
	r, err := rectified(target.ID, c.Instead, c.NewDay, c.Reason)
	if err != nil {
		return nil, err
	}
	return []Decided{{target.Day, r}}, nil
}

// correctedDay is the day that the last rectification which gave one gave to
// target, 0 where the recorded day was never wrong. It lasts: correcting the
// words of a fact later does not bring its wrong day back.
func (h History) correctedDay(target Fact) (day domain.Day) {
	for _, f := range h {
		if r, is := f.Event.(Rectified); is && r.Corrects == target.ID {
			day = cmp.Or(r.Day, day)
		}
	}
	return day
}

// holdsAlready reports whether target reads today as c would make it.
func holdsAlready(h History, target Fact, c Rectify) bool {
	for _, f := range h.Effective(Horizon{}) {
		if f.ID == target.ID && !f.Foreign {
			return c.Instead != nil && event.Same(f.Event, c.Instead) && f.Day == cmp.Or(c.NewDay, target.Day)
		}
	}
	return c.Instead == nil
}
