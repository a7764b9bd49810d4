package session

import (
	"cmp"
	"slices"

	"suivi/domain"
	"suivi/domain/event"
)

// Fact is one event of a session.
type Fact = event.Fact[Event]

// State is what a session is, folded from its facts. Its zero value is one of
// which nothing is recorded.
type State struct {
	Planned   Planned
	Exists    bool
	Cancelled bool
	Held      *Held // nil: not yet
	List      *ListFixed
	Inscribed []Inscribed // in order of place
	Totals    []TotalsDeclared
	Closed    *Closed
	ClosedOn  domain.Day
	ClosedSeq uint64 // the close's own rank in the order of record; 0: not closed
}

// Fold gives the state that facts amount to, of those with a rank up to until
// (0: all) and with effect by day on (0: all). It is total.
func Fold(facts []Fact, until uint64, on domain.Day) State {
	var s State
	fixed := uint64(0)
	for _, f := range event.Effective(facts, until, on) {
		switch e := f.Event.(type) {
		case Planned:
			s.Planned, s.Exists = e, true
		case Postponed:
			s.Planned.Expected = e.Expected
		case Cancelled:
			s.Cancelled = true
		case Held:
			s.Held = &e
		case ListFixed:
			if f.Seq >= fixed { // whatever the days: a list replaces the one recorded before
				s.List, fixed = &e, f.Seq
			}
		case Inscribed:
			s.Inscribed = append(s.Inscribed, e)
		case TotalsDeclared:
			s.Totals = append(s.Totals, e)
		case Closed:
			s.Closed, s.ClosedOn, s.ClosedSeq = &e, f.Day, f.Seq
		}
	}
	slices.SortStableFunc(s.Inscribed, func(a, b Inscribed) int { return a.Place - b.Place })
	return s
}

// Day is the day on which what the session does takes effect: its last one
// where it was held, else the end of when it is expected, else 0.
func (s *State) Day() domain.Day {
	if s.Held != nil {
		return s.Held.LastDay()
	}
	return s.Planned.Expected.To
}

// Year is that to which it belongs: its exercice where one is told, else that
// of its day; 0 where neither is known.
func (s *State) Year() int { return cmp.Or(s.Planned.Exercise, s.Day().Year()) }

// Phase is the part that it plays in a review; unique unless told otherwise.
func (s *State) Phase() domain.Phase {
	if s.Planned.Phase == "" {
		return domain.PhaseUnique
	}
	return s.Planned.Phase
}

// Ordinary reports whether the session hands its list on to the next.
func (s *State) Ordinary() bool { return s.Planned.Kind != Extraordinary }

// NextPlace is the first place after all those taken in the list it makes.
func (s *State) NextPlace() int {
	if len(s.Inscribed) == 0 {
		return 1
	}
	return s.Inscribed[len(s.Inscribed)-1].Place + 1
}
