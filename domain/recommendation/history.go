package recommendation

import (
	"cmp"
	"reflect"
	"slices"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
)

// Fact is one event of a recommendation as its fold needs it.
type Fact struct {
	Seq   uint64     // its rank in the order of record, the same in every rebuild of a log
	ID    ulid.ULID  // the event's id, by which a rectification names it
	Day   domain.Day // the day on which it takes effect
	Event Event
	// Foreign marks a fact of a duplicate, folded into its survivor.
	Foreign bool
}

// History is the facts of one recommendation in order of record.
type History []Fact

// Horizon limits what a fold may see. Its zero value sees everything.
type Horizon struct {
	// Until is the last rank in the order of record that is known; 0: all.
	Until uint64
	// On is the last day of effect that counts; 0: all.
	On domain.Day
	// DayOf gives the day of effect of a session's facts where the session's
	// dates were rectified after they were recorded; nil, or an answer of 0:
	// the recorded day holds.
	DayOf func(domain.SessionID) domain.Day
}

// Effective gives the facts that hold within the horizon, in the order in
// which they count: day of effect; on one day the making, since nothing comes
// before it; then facts of a session before those between sessions; then
// session; within a session validation, examination, carrying over or
// classing; then order of record. Rectified
// facts stand in their place as corrected, void ones are gone, and no
// Rectified is left. h itself does not change.
func (h History) Effective(z Horizon) []Fact {
	facts := make([]Fact, 0, len(h))
	var corrections map[ulid.ULID]*Rectified
	for i := range h {
		f := &h[i]
		if z.Until != 0 && f.Seq > z.Until {
			continue
		}
		if r, is := f.Event.(Rectified); is {
			if corrections == nil {
				corrections = map[ulid.ULID]*Rectified{}
			}
			corrections[r.Corrects] = &r
			continue
		}
		facts = append(facts, *f)
	}
	kept := facts[:0]
	for _, f := range facts {
		if r := corrections[f.ID]; r != nil {
			if r.voids() {
				continue
			}
			f.Event, f.Day = r.Instead, cmp.Or(r.Day, f.Day)
		}
		if z.DayOf != nil {
			if s := SessionOf(f.Event); !s.IsZero() {
				f.Day = cmp.Or(z.DayOf(s), f.Day)
			}
		}
		if z.On != 0 && f.Day > z.On {
			continue
		}
		kept = append(kept, f)
	}
	if !slices.IsSortedFunc(kept, compareFacts) {
		slices.SortFunc(kept, compareFacts)
	}
	return kept
}

// OnDays gives h as Decide is to see it: what sessions did on the days that
// dayOf gives them now, in place of those recorded before the sessions' dates
// were rectified. Where dayOf answers 0 the recorded day holds. h itself does
// not change.
func (h History) OnDays(dayOf func(domain.SessionID) domain.Day) History {
	moved := slices.Clone(h)
	for i := range moved {
		f := &moved[i]
		if r, is := f.Event.(Rectified); is && r.Instead != nil {
			if s := SessionOf(r.Instead); !s.IsZero() && dayOf(s) != 0 {
				r.Day = 0 // the fact that it corrects has the session's
				f.Event = r
			}
		} else if s := SessionOf(f.Event); !s.IsZero() {
			f.Day = cmp.Or(dayOf(s), f.Day)
		}
	}
	return moved
}

// At gives what is recorded of the event id, as it was first recorded.
func (h History) At(id ulid.ULID) (Fact, bool) {
	for _, f := range h {
		if f.ID == id {
			return f, true
		}
	}
	return Fact{}, false
}

// voidMaking reports whether the making was declared a mistake as known within
// z, and the day on which both take effect.
func (h History) voidMaking(z Horizon) (day domain.Day, void bool) {
	for _, f := range h {
		if !isMaking(f.Event) || f.Foreign {
			continue
		}
		if r := h.correction(f.ID, z); r != nil && r.voids() {
			return f.Day, true
		}
	}
	return 0, false
}

// correction is the rectification of the event id that holds within z, nil
// where there is none.
func (h History) correction(id ulid.ULID, z Horizon) (last *Rectified) {
	for _, f := range h {
		if r, is := f.Event.(Rectified); is && r.Corrects == id && (z.Until == 0 || f.Seq <= z.Until) {
			last = &r
		}
	}
	return last
}

// DuplicateOf gives the survivor of which this record is known within z to be
// a duplicate: on whatever day that was said, since it was one from the start.
func (h History) DuplicateOf(z Horizon) (survivor domain.RecommendationID, is bool) {
	z.On = 0
	facts := h.Effective(z)
	if i := duplicating(facts); i >= 0 {
		return facts[i].Event.(Absorbed).Survivor, true
	}
	return survivor, false
}

// duplicating is the place among facts of the one that makes the record itself
// a duplicate, -1 for none.
func duplicating(facts []Fact) int {
	return slices.IndexFunc(facts, func(f Fact) bool {
		e, is := f.Event.(Absorbed)
		return is && e.Kind == Duplicate && !f.Foreign
	})
}

// SessionOf is the session that an event belongs to, zero for those between
// sessions.
func SessionOf(e Event) domain.SessionID {
	switch e := e.(type) {
	case Formulated:
		return e.Session
	case Validated:
		return e.Session
	case SetAside:
		return e.Session
	case Found:
		return e.Session
	case CarriedOver:
		return e.Session
	case Classed:
		return e.Session
	case Absorbed:
		return e.Session
	}
	return domain.SessionID{}
}

// rank is the order of what one session does.
func rank(e Event) int {
	switch e.(type) {
	case Validated, SetAside:
		return 1
	case Found:
		return 2
	case CarriedOver, Classed, Absorbed:
		return 3
	}
	return 0
}

// kindOf is the Go type of an event: the findings of all états are of one kind.
func kindOf(e Event) reflect.Type { return reflect.TypeOf(e) }

func isMaking(e Event) bool { _, is := e.(Formulated); return is }

func compareFacts(a, b Fact) int {
	if c := cmp.Compare(a.Day, b.Day); c != 0 {
		return c
	}
	if c := compareBool(!isMaking(a.Event), !isMaking(b.Event)); c != 0 {
		return c
	}
	sa, sb := SessionOf(a.Event), SessionOf(b.Event)
	if c := compareBool(sa.IsZero(), sb.IsZero()); c != 0 {
		return c
	}
	if !sa.IsZero() {
		if c := cmp.Or(sa.Compare(sb.ULID), cmp.Compare(rank(a.Event), rank(b.Event))); c != 0 {
			return c
		}
	}
	return cmp.Compare(a.Seq, b.Seq)
}

// compareBool puts false before true.
func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// ListingOf is the place in a session's list that an event gives, and whether
// it gives one.
func ListingOf(e Event) (Listing, bool) {
	switch e := e.(type) {
	case Formulated:
		return e.Listing, true
	case Validated:
		return e.Listing, true
	case CarriedOver:
		return e.Listing, true
	}
	return Listing{}, false
}
