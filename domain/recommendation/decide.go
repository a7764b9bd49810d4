package recommendation

import (
	"math"
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
	before := placeOf(facts, place)
	s := h.stateBefore(facts, before)
	if s.Standing != NeverMade && recorded(facts, place) {
		return nil, nil
	}
	if s.Standing == Unknown {
		if err := checkNotMadeLater(facts, e); err != nil {
			return nil, err
		}
	}
	if decided, err := decideTakeBack(h, facts, before, day, e); decided != nil || err != nil {
		return decided, err
	}
	if code := s.refusal(e); code != "" {
		return nil, s.refuse(code)
	}
	if c, is := e.(Classed); is && s.Standing == ClosedOff && c.Motive != s.Motive {
		return nil, s.refuse(RefusedClassed)
	}
	if s.holds(e) {
		return nil, nil
	}
	switch c := c.(type) {
	case CarryOver:
		if err := checkCarryOver(&s, facts, c); err != nil {
			return nil, err
		}
	case Declare:
		return decideDeclare(facts, before, c), nil
	case AbsorbInto:
		if c.SurvivorStanding == Unknown || c.SurvivorStanding == Merged || c.SurvivorStanding == NeverMade {
			return nil, fault.New(fault.Refused, RefusedSurvivor, "survivante", c.Survivor.String())
		}
	}
	return []Decided{{day, e}}, nil
}

// placeOf is where f belongs among facts in their order.
func placeOf(facts []Fact, f Fact) int {
	at, _ := slices.BinarySearchFunc(facts, f, compareFacts)
	return at
}

// stateBefore is the state that facts[:before] lead to, facts being all that
// hold of h.
func (h History) stateBefore(facts []Fact, before int) State {
	s := Fold(facts[:before])
	if s.Standing == Unknown {
		if _, void := h.voidMaking(Horizon{}); void {
			s.Standing = NeverMade
		}
		return s
	}
	s.absorbFromTheStart(facts)
	return s
}

// checkNotMadeLater refuses what would come before the making.
func checkNotMadeLater(facts []Fact, e Event) error {
	i := slices.IndexFunc(facts, func(f Fact) bool { return isMaking(f.Event) && !f.Foreign })
	switch {
	case i < 0:
		return nil
	case isMaking(e):
		return fault.New(fault.Refused, RefusedAlreadyMade)
	}
	return fault.New(fault.Refused, RefusedBeforeMade, "jour", facts[i].Day.String())
}

// checkCarryOver: only the forum that made it, or one that it names, carries
// it over, and onto a list on which it is not yet.
func checkCarryOver(s *State, facts []Fact, c CarryOver) error {
	if c.Forum != s.Forum && !slices.Contains(c.NamedForums, c.Forum) {
		return fault.New(fault.Refused, RefusedForum)
	}
	for _, f := range facts {
		if l, listed := ListingOf(f.Event); listed && l.Session == c.Session && !f.Foreign {
			return fault.New(fault.Refused, RefusedCarriedHere, "numero", l.Number)
		}
	}
	return nil
}

// refuse gives the fault for a refusal in the state s, with what s allows
// instead.
func (s *State) refuse(code string) *fault.Fault {
	switch code {
	case RefusedUnknown:
		return fault.New(fault.NotFound, code)
	case RefusedAbsorbed:
		return fault.New(fault.Refused, code, "survivante", s.Survivor.String())
	case RefusedClassed:
		return fault.New(fault.Refused, code, "motif", string(s.Motive)).At("motif")
	case RefusedEnded:
		return fault.New(fault.Refused, code, "situation", s.Standing.String()).Allowing(s.PossibleStates()...)
	case RefusedNeedsReason:
		return fault.New(fault.Refused, code, "situation", s.Standing.String()).Allowing(retained()...).At("motif_de_remise_en_suivi")
	}
	return fault.New(fault.Refused, code).Allowing(s.PossibleStates()...)
}

// PossibleStates lists the états that a session may retain from here without
// giving a reason.
func (s *State) PossibleStates() []string {
	switch s.Standing {
	case Open:
		return retained()
	case Done:
		return []string{domain.Executed.String()}
	}
	return nil
}

// retained are the états that a session retains.
func retained() []string {
	return []string{domain.InProgress.String(), domain.Executed.String(), domain.NotDone.String(), domain.CarriedOver.String()}
}
