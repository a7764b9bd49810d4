package session

import (
	"slices"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/field"
)

// Codes of the refusals of this package.
const (
	RefusedExists      = "session.deja_planifiee"
	RefusedUnknown     = "session.inconnue"
	RefusedCancelled   = "session.annulee"
	RefusedHeld        = "session.deja_tenue"
	RefusedNotHeld     = "session.pas_encore_tenue"
	RefusedClosed      = "session.close"
	RefusedInUse       = "session.en_usage"
	RefusedNumberTaken = "session.numero_deja_pris"
	RefusedPlaceTaken  = "session.place_deja_prise"
	RefusedListedTwice = "session.recommandation_deux_fois"
	InvalidCode        = field.BadCode
	InvalidSittings    = "session.seances"
	InvalidClose       = "session.close_avant_sa_fin"
	InvalidTotals      = "session.totaux_negatifs"
	EmptyTotals        = "session.totaux_vides"
	InvalidRate        = "session.taux_illisible"
)

// Decided is one event to append and its day of effect.
type Decided = event.Decided[Event]

// Decide says what recording c would append to the session whose facts are
// given. No event and no error means that all of it is recorded already.
func Decide(facts []Fact, c Command) ([]Decided, error) {
	if r, is := c.(Rectify); is {
		return rectify(facts, r)
	}
	s := Fold(facts, 0, 0)
	if err := s.check(c); err != nil {
		return nil, err
	}
	if s.recorded(facts, c) || s.lists(c) {
		return nil, nil
	}
	if err := s.admits(c); err != nil {
		return nil, err
	}
	switch c := c.(type) {
	case Plan:
		return []Decided{{Day: c.On, Event: c.Planned}}, nil
	case Postpone:
		return s.postpone(facts, c)
	case Cancel:
		return []Decided{{Day: c.On, Event: c.Cancelled}}, nil
	case Hold:
		return hold(facts, c.Held)
	case FixList:
		return []Decided{{Day: s.effect(c.On), Event: inOrder(c.ListFixed)}}, nil
	case Inscribe:
		return s.inscribe(c)
	case DeclareTotals:
		return []Decided{{Day: max(c.On, s.effect(c.On)), Event: c.TotalsDeclared}}, nil
	case Close:
		return []Decided{{Day: c.On, Event: c.Closed}}, nil
	}
	return nil, nil
}

// effect is the day of what a session does: its last one once it is held, on
// until then.
func (s *State) effect(on domain.Day) domain.Day {
	if s.Held != nil {
		return s.Day()
	}
	return on
}

// admits refuses what the session's own stage does not allow.
func (s *State) admits(c Command) error {
	if p, plans := c.(Plan); plans {
		if s.Exists {
			return fault.New(fault.Conflict, RefusedExists, "code", p.Code)
		}
		return nil
	}
	if !s.Exists {
		return fault.New(fault.NotFound, RefusedUnknown)
	}
	if s.Cancelled {
		return fault.New(fault.Refused, RefusedCancelled)
	}
	switch c.(type) {
	case Postpone, Cancel:
		if s.Held != nil {
			return fault.New(fault.Refused, RefusedHeld)
		}
	case DeclareTotals:
	case Hold, FixList:
		return s.admitsUntilClosed()
	default:
		if err := s.admitsUntilClosed(); err != nil {
			return err
		}
		if s.Held == nil {
			return fault.New(fault.Refused, RefusedNotHeld)
		}
	}
	return nil
}

func (s *State) admitsUntilClosed() error {
	if s.Closed != nil {
		return fault.New(fault.Refused, RefusedClosed, "close_le", s.ClosedOn.String())
	}
	return nil
}

// AdmitsFinding refuses what a session cannot retain: it must be held and not
// yet closed.
func (s *State) AdmitsFinding() error { return s.admits(Inscribe{}) }

// postpone never takes effect before the session was planned: that would come
// before what it changes.
func (s *State) postpone(facts []Fact, c Postpone) ([]Decided, error) {
	if s.Planned.Expected == c.Expected {
		return nil, nil
	}
	day := c.On
	for _, f := range event.Effective(facts, 0, 0) {
		if _, plans := f.Event.(Planned); plans {
			day = max(day, f.Day)
		}
	}
	return []Decided{{Day: day, Event: c.Postponed}}, nil
}

// GivenAnew is the reason recorded where the days of a session are told again,
// as they may be until it is closed, and take back later ones.
const GivenAnew = "jours de tenue redonnés, avant la clôture"

// hold says that a session sat on the days of e: on no later ones, whatever was
// said before. Those were mistakes, and e holds in place of the last.
func hold(facts []Fact, e Held) (all []Decided, err error) {
	c := Rectify{Instead: e, Reason: GivenAnew}
	for _, f := range slices.Backward(event.Effective(facts, 0, 0)) {
		if h, is := f.Event.(Held); !is || h.LastDay() <= e.LastDay() {
			continue
		}
		c.Corrects = f.ID
		decided, err := rectify(facts, c)
		if err != nil {
			return nil, err
		}
		all = append(all, decided...)
		c.Instead = nil
	}
	if all == nil {
		all = []Decided{{Day: e.LastDay(), Event: e}}
	}
	return all, nil
}

// recorded reports whether the very same fact is recorded already. Of what
// replaces the former only the last counts; totals stand beside each other.
func (s *State) recorded(facts []Fact, c Command) bool {
	e, on := c.proposal()
	if e == nil {
		return false
	}
	if list, is := e.(ListFixed); is {
		return s.List != nil && event.Same(*s.List, list)
	}
	same := false
	for _, f := range event.Effective(facts, 0, 0) {
		if f.Event.EventType() != e.EventType() {
			continue
		}
		_, beside := e.(TotalsDeclared)
		_, closes := e.(Closed)
		same = beside && same || event.Same(f.Event, e) && (!closes || f.Day == on)
	}
	return same
}
