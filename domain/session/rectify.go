package session

import (
	"strconv"

	"github.com/oklog/ulid/v2"

	"suivi/domain/event"
	"suivi/domain/fault"
)

// rectify is admitted at every stage: a mistake must always be sayable. What
// it makes of the list must still be one, and what a session did must not be
// left without the session.
func rectify(facts []Fact, c Rectify) ([]Decided, error) {
	if c.Instead == nil {
		if err := checkUnused(facts, c.Corrects); err != nil {
			return nil, err
		}
	}
	if target, known := event.Find(facts, c.Corrects); known && c.Instead != nil {
		s := Fold(facts, 0, 0)
		if err := s.checkInstead(target.Event, c.Instead); err != nil {
			return nil, err
		}
	}
	newDay := c.NewDay
	switch e := c.Instead.(type) {
	case Held:
		newDay = e.LastDay()
	case ListFixed:
		c.Instead = inOrder(e)
	}
	return event.Rectify(facts, c.Corrects, c.Instead, newDay, c.Reason, func(k event.Correction) Event { return Rectified{k} })
}

// checkUnused refuses to say that a session was never planned while other facts
// say that it was held, listed, declared or closed. Those are said never to
// have happened first.
func checkUnused(facts []Fact, corrects ulid.ULID) error {
	target, _ := event.Find(facts, corrects)
	plan, opens := target.Event.(Planned)
	if !opens {
		return nil
	}
	remain := 0
	for _, f := range event.Effective(facts, 0, 0) {
		switch f.Event.(type) {
		case Planned:
			if f.ID != target.ID {
				return nil // it was planned again
			}
		case Postponed, Cancelled:
		default:
			remain++
		}
	}
	if remain == 0 {
		return nil
	}
	return fault.New(fault.Refused, RefusedInUse, "session", plan.Code, "reste", strconv.Itoa(remain))
}

// checkInstead refuses what cannot hold in the place of was. A session's
// identity comes from its forum and code, an item's from its recommendation:
// these are what a rectification does not change.
func (s *State) checkInstead(was, instead Event) error {
	switch e := instead.(type) {
	case Planned:
		if p, same := was.(Planned); same && (p.Forum != e.Forum || p.Code != e.Code) {
			return fault.New(fault.Refused, event.RefusedOtherIdentity, "lu", e.Code).At("code")
		}
	case Inscribed:
		i, same := was.(Inscribed)
		if !same {
			break
		}
		if i.Recommendation != e.Recommendation {
			return fault.New(fault.Refused, event.RefusedOtherIdentity, "lu", e.Recommendation.String()).At("recommandation")
		}
		if e.Place == 0 {
			return fault.New(fault.Invalid, RefusedPlaceTaken, "place", "0").At("place")
		}
		l := s.made(e.Recommendation)
		if err := l.admits(e); err != nil {
			return err
		}
	}
	return checkEvent(instead)
}
