package event

import (
	"cmp"
	"reflect"
	"slices"
	"strings"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/fault"
)

// Correction says that the recorded event Corrects was wrong. Either it never
// happened (Void), or Instead, stored as Type and Data, holds in its place, on
// the same day unless Day is given. Of several corrections of one event, the
// last recorded holds.
type Correction struct {
	Corrects ulid.ULID  `json:"corrige"`
	Void     bool       `json:"annule,omitzero"`
	Type     Type       `json:"type,omitzero"`
	Data     Raw        `json:"donnees,omitzero"`
	Day      domain.Day `json:"effet,omitzero"`
	Reason   string     `json:"motif"`
	Instead  Payload    `json:"-"`
}

// NewCorrection makes the correction of an event; instead is nil where it
// never happened, day is zero where its day was right.
func NewCorrection(corrects ulid.ULID, instead Payload, day domain.Day, reason string) (Correction, error) {
	c := Correction{Corrects: corrects, Void: instead == nil, Day: day, Reason: reason, Instead: instead}
	if instead == nil {
		return c, nil
	}
	data, err := Marshal(instead)
	c.Type, c.Data = instead.EventType(), data
	return c, err
}

// Resolve reads what holds instead out of the stored form.
func (c *Correction) Resolve(r *Registry) (err error) {
	if !c.Void {
		c.Instead, err = r.DecodePayload(c.Type, c.Data)
	}
	return err
}

// Correcting is what an aggregate's rectification lets be read of it.
type Correcting interface{ Correcting() *Correction }

// Correcting gives the correction itself, for the types that embed one.
func (c Correction) Correcting() *Correction { return &c }

// Fact is one event of an aggregate as its fold needs it.
type Fact[E Payload] struct {
	Seq   uint64     // its rank in the order of record, the same in every rebuild of a log
	ID    ulid.ULID  // by which a correction names it
	Day   domain.Day // on which it takes effect
	Event E
}

// Effective gives the facts that hold, out of those with a rank up to until
// (0: all) and with effect by day on (0: all): corrected ones in their place
// as corrected, void ones and the corrections themselves gone; by day of
// effect, then in order of record. facts does not change.
func Effective[E Payload](facts []Fact[E], until uint64, on domain.Day) []Fact[E] {
	kept := make([]Fact[E], 0, len(facts))
	corrections := map[ulid.ULID]*Correction{}
	for _, f := range facts {
		if until != 0 && f.Seq > until {
			continue
		}
		if c, is := any(f.Event).(Correcting); is {
			correction := c.Correcting()
			corrections[correction.Corrects] = correction
			continue
		}
		kept = append(kept, f)
	}
	kept = slices.DeleteFunc(kept, func(f Fact[E]) bool { return corrections[f.ID] != nil && corrections[f.ID].Void })
	for i := range kept {
		c := corrections[kept[i].ID]
		if c == nil {
			continue
		}
		if instead, ours := c.Instead.(E); ours {
			kept[i].Event, kept[i].Day = instead, cmp.Or(c.Day, kept[i].Day)
		}
	}
	kept = slices.DeleteFunc(kept, func(f Fact[E]) bool { return on != 0 && f.Day > on })
	slices.SortStableFunc(kept, func(a, b Fact[E]) int { return cmp.Compare(a.Day, b.Day) })
	return kept
}

// Find gives the recorded fact id; where that is itself a correction, the fact
// that it corrects, since it is that which a further correction corrects.
func Find[E Payload](facts []Fact[E], id ulid.ULID) (Fact[E], bool) {
	for _, f := range facts {
		if f.ID != id {
			continue
		}
		if c, is := any(f.Event).(Correcting); is {
			return Find(facts, c.Correcting().Corrects)
		}
		return f, true
	}
	return Fact[E]{}, false
}

// Codes of what cannot be corrected.
const (
	RefusedNoSuchFact = "fait.inconnu"
	RefusedOtherKind  = "fait.d_un_autre_genre"
	RefusedNoReason   = "fait.sans_motif"
)

// Decided is one event to append and its day of effect.
type Decided[E Payload] struct {
	Day   domain.Day
	Event E
}

// Correct makes the correction of the recorded fact corrects, and gives the
// day of that fact, on which the correction takes effect. instead is of the
// fact's own type, or nil where it never happened. A correction needs a
// reason. A day that an earlier correction gave holds until another is given.
func Correct[E Payload](facts []Fact[E], corrects ulid.ULID, instead Payload, newDay domain.Day, reason string) (domain.Day, Correction, error) {
	if strings.TrimSpace(reason) == "" {
		return 0, Correction{}, fault.New(fault.Invalid, RefusedNoReason).At("motif")
	}
	target, known := Find(facts, corrects)
	if !known {
		return 0, Correction{}, fault.New(fault.NotFound, RefusedNoSuchFact, "fait", corrects.String())
	}
	if instead != nil && reflect.TypeOf(instead) != reflect.TypeOf(any(target.Event)) {
		return 0, Correction{}, fault.New(fault.Refused, RefusedOtherKind)
	}
	if instead != nil {
		newDay = cmp.Or(newDay, correctedDay(facts, target.ID))
	}
	c, err := NewCorrection(target.ID, instead, newDay, reason)
	return target.Day, c, err
}

// correctedDay is the last day that a correction of the fact id gave it, 0
// where its recorded day was never wrong.
func correctedDay[E Payload](facts []Fact[E], id ulid.ULID) (day domain.Day) {
	for _, f := range facts {
		if c, is := any(f.Event).(Correcting); is && c.Correcting().Corrects == id {
			day = cmp.Or(c.Correcting().Day, day)
		}
	}
	return day
}
