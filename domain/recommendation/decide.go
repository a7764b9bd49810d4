package recommendation

import (
	"math"
	"reflect"
	"slices"

	"suivi/domain"
	"suivi/domain/fault"
)

// Decided is one event to append and its day of effect. Of several, those
// after the first are caused by it.
type Decided struct {
	Day   domain.Day
	Event Event
}

// Decide says what recording c would append to a recommendation of which h is
// known (with, for a survivor, the facts of its duplicates). It is checked at
// its own place in the order of days, not at the end: what was recorded for
// later days and no longer follows stands, as unsettled. No event and no
// error means that all of it is recorded already.
func Decide(h History, c Command) ([]Decided, error) {
	if r, is := c.(Rectify); is {
		return decideRectify(h, r)
	}
	e, day := c.proposal()
	if err := check(e, day); err != nil {
		return nil, err
	}
	facts := h.Effective(Horizon{})
	place := Fact{Seq: math.MaxUint64, Day: day, Event: e}
	before, _ := slices.BinarySearchFunc(facts, place, compareFacts)
	s := Fold(facts[:before])
	if s.Standing == Unknown && voided(h, Horizon{}) {
		s.Standing = NeverMade
		if len(facts) > 0 {
			if _, made := facts[0].Event.(Formulated); made {
				return nil, fault.New(fault.Refused, RefusedBeforeMade, "jour", facts[0].Day.String())
			}
		}
	}
	if recorded(facts, place) || s.Standing == ClosedOff && isClassing(e) {
		return nil, nil
	}
	if code := s.refusal(e); code != "" {
		return nil, s.refuse(code)
	}
	switch c := c.(type) {
	case CarryOver:
		if err := checkCarryOver(&s, facts, c); err != nil {
			return nil, err
		}
	case Declare:
		return decideDeclare(s, c), nil
	case AbsorbInto:
		if c.SurvivorStanding == Unknown || c.SurvivorStanding == Merged || c.SurvivorStanding == NeverMade {
			return nil, fault.New(fault.Refused, RefusedSurvivor, "survivante", c.Survivor.String())
		}
	}
	return []Decided{{day, e}}, nil
}

// Refuse gives the fault for a refusal in the state s, with what it would
// take.
func (s *State) refuse(code string) *fault.Fault {
	f := fault.New(fault.Refused, code)
	switch code {
	case RefusedAbsorbed:
		return fault.New(fault.Refused, code, "survivante", s.Survivor.String())
	case RefusedEnded, RefusedNeedsReason:
		return fault.New(fault.Refused, code, "situation", s.Standing.String()).Allowing(s.PossibleStates()...)
	case RefusedUnknown:
		f.Kind = fault.NotFound
	}
	return f.Allowing(s.PossibleStates()...)
}

// PossibleStates lists the états that a session may retain from here without
// giving a reason.
func (s *State) PossibleStates() []string {
	switch s.Standing {
	case Open:
		return []string{domain.InProgress.String(), domain.Executed.String(), domain.NotDone.String(), domain.CarriedOver.String()}
	case Done:
		return []string{domain.Executed.String()}
	}
	return nil
}

func isClassing(e Event) bool { _, is := e.(Classed); return is }

// recorded reports whether the very same fact holds already: of the same
// session, or, between sessions, the same as the last of its kind up to that
// day.
func recorded(facts []Fact, place Fact) bool {
	session := SessionOf(place.Event)
	for _, f := range slices.Backward(facts) {
		if f.Foreign || reflect.TypeOf(f.Event) != reflect.TypeOf(place.Event) || SessionOf(f.Event) != session {
			continue
		}
		if session.IsZero() && (f.Day > place.Day || sameSubject(f.Event, place.Event) && f.Day < place.Day && isDated(place.Event)) {
			continue
		}
		if reflect.DeepEqual(f.Event, place.Event) {
			return true
		}
		if sameSubject(f.Event, place.Event) {
			return false
		}
	}
	return false
}

// isDated reports whether saying the same again on a later day says something
// new: an owner's word and a finding do, owners and an échéance do not.
func isDated(e Event) bool {
	switch e.(type) {
	case Declared, Found, Classed:
		return true
	}
	return false
}

// sameSubject reports whether b would take the place of a.
func sameSubject(a, b Event) bool {
	switch b := b.(type) {
	case Declared:
		return a.(Declared).Owner == b.Owner
	case EvidenceAttached, Linked:
		return false
	}
	return true
}

func checkCarryOver(s *State, facts []Fact, c CarryOver) error {
	if c.Forum != s.Forum && !slices.Contains(c.NamedForums, c.Forum) {
		return fault.New(fault.Refused, RefusedForum)
	}
	for _, f := range facts {
		if e, is := f.Event.(CarriedOver); is && e.Session == c.Session && !f.Foreign {
			return fault.New(fault.Refused, RefusedCarriedHere, "numero", e.Number)
		}
	}
	return nil
}

func decideDeclare(s State, c Declare) []Decided {
	declared := Decided{c.On, c.Declared}
	if !c.ByDeclarations {
		return []Decided{declared}
	}
	s.apply(&Fact{Day: c.On, Event: c.Declared})
	retained := s.retainedFromDeclarations()
	if retained == 0 || retained == s.State {
		return []Decided{declared}
	}
	found := Found{State: retained, Words: c.Words}
	if s.Ended() {
		found.Reopening = c.Words
		if found.Reopening == "" {
			found.Reopening = "situation déclarée par la structure responsable"
		}
	}
	return []Decided{declared, {c.On, found}}
}

// retainedFromDeclarations is the word of the lead where there is one, else
// the least advanced of all owners'; 0 where that is no word at all.
func (s *State) retainedFromDeclarations() domain.State {
	said := func(o domain.OrganizationID) domain.State {
		for _, d := range s.Declarations {
			if d.Owner == o {
				return d.State
			}
		}
		return 0
	}
	advance := func(st domain.State) int {
		return slices.Index([]domain.State{0, domain.NotDone, domain.InProgress, domain.Executed}, st)
	}
	least := domain.Executed
	for _, o := range s.Owners {
		if o.Role == domain.RoleLead {
			return said(o.Organization)
		}
		if st := said(o.Organization); advance(st) < advance(least) {
			least = st
		}
	}
	if len(s.Owners) == 0 {
		return 0
	}
	return least
}

func decideRectify(h History, c Rectify) ([]Decided, error) {
	target, known := h.At(c.Corrects)
	if !known || target.Foreign {
		return nil, fault.New(fault.NotFound, RefusedNoSuchFact, "fait", c.Corrects.String())
	}
	if earlier, is := target.Event.(Rectified); is {
		c.Corrects = earlier.Corrects
		target, _ = h.At(c.Corrects)
	}
	if err := checkReason(c.Reason); err != nil {
		return nil, err
	}
	if c.Instead != nil {
		if reflect.TypeOf(c.Instead) != reflect.TypeOf(target.Event) || SessionOf(c.Instead) != SessionOf(target.Event) {
			return nil, fault.New(fault.Refused, RefusedInsteadOther)
		}
		if err := check(c.Instead, target.Day); err != nil {
			return nil, err
		}
	}
	if c.Instead == nil && c.NewDay != 0 {
		return nil, fault.New(fault.Invalid, InvalidField).At("effet")
	}
	if holdsAlready(h, c) {
		return nil, nil
	}
	r, err := rectified(c.Corrects, c.Instead, c.NewDay, c.Reason)
	if err != nil {
		return nil, err
	}
	return []Decided{{target.Day, r}}, nil
}

// holdsAlready reports whether the target reads today as c would make it.
func holdsAlready(h History, c Rectify) bool {
	for _, f := range h.Effective(Horizon{}) {
		if f.ID == c.Corrects {
			return c.Instead != nil && reflect.DeepEqual(f.Event, c.Instead) && (c.NewDay == 0 || c.NewDay == f.Day)
		}
	}
	return c.Instead == nil
}
