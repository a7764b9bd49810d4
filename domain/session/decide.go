package session

import (
	"reflect"
	"strconv"
	"strings"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
)

// Codes of the refusals of this package.
const (
	RefusedExists      = "session.deja_planifiee"
	RefusedUnknown     = "session.inconnue"
	RefusedCancelled   = "session.annulee"
	RefusedHeld        = "session.deja_tenue"
	RefusedNotHeld     = "session.pas_encore_tenue"
	RefusedClosed      = "session.close"
	RefusedNumberTaken = "session.numero_deja_pris"
	RefusedPlaceTaken  = "session.place_deja_prise"
	RefusedListedTwice = "session.recommandation_deux_fois"
	InvalidCode        = "champ.code"
	InvalidSittings    = "session.seances"
	InvalidTotals      = "session.totaux_negatifs"
)

// Decided is one event to append and its day of effect.
type Decided = event.Decided[Event]

// Decide says what recording c would append to the session whose facts are
// given. No event and no error means that all of it is recorded already.
func Decide(facts []Fact, c Command) ([]Decided, error) {
	s := Fold(facts, 0, 0)
	if err := s.admits(c); err != nil {
		return nil, err
	}
	switch c := c.(type) {
	case Plan:
		return s.plan(c)
	case Postpone:
		if s.Planned.Expected == c.Expected {
			return nil, nil
		}
		return []Decided{{Day: c.On, Event: c.Postponed}}, nil
	case Cancel:
		return []Decided{{Day: c.On, Event: c.Cancelled}}, nil
	case Hold:
		return s.hold(c)
	case FixList:
		return s.fixList(c)
	case Inscribe:
		return s.inscribe(c)
	case DeclareTotals:
		return s.declareTotals(c)
	case Close:
		if c.On < s.Day() {
			return nil, fault.New(fault.Invalid, InvalidSittings, "jour", s.Day().String()).At("effet")
		}
		return []Decided{{Day: c.On, Event: c.Closed}}, nil
	case Rectify:
		return rectify(facts, c)
	}
	return nil, nil
}

// admits refuses what the session's own stage does not allow.
func (s *State) admits(c Command) error {
	switch c.(type) {
	case Rectify:
		return nil
	case Plan:
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
	default:
		if s.Closed != nil {
			return fault.New(fault.Refused, RefusedClosed, "close_le", s.ClosedOn.String())
		}
		_, holds := c.(Hold)
		_, fixes := c.(FixList)
		if s.Held == nil && !holds && !fixes {
			return fault.New(fault.Refused, RefusedNotHeld)
		}
	}
	return nil
}

// AdmitsFinding refuses what a session cannot retain: it must be held and not
// yet closed.
func (s *State) AdmitsFinding() error { return s.admits(Inscribe{}) }

func (s *State) plan(c Plan) ([]Decided, error) {
	if err := CheckCode(c.Code); err != nil {
		return nil, err
	}
	if s.Exists {
		if reflect.DeepEqual(s.Planned, c.Planned) {
			return nil, nil
		}
		return nil, fault.New(fault.Conflict, RefusedExists, "code", c.Code)
	}
	return []Decided{{Day: c.On, Event: c.Planned}}, nil
}

// CheckCode refuses a code that would not read back out of a reference.
func CheckCode(code string) error {
	if code == "" || len(code) > 64 || strings.ContainsAny(code, ". \t\r\n/") {
		return fault.New(fault.Invalid, InvalidCode, "lu", code).At("code")
	}
	return nil
}

func (s *State) hold(c Hold) ([]Decided, error) {
	last := domain.Day(0)
	for _, p := range c.Sittings {
		if p.To == 0 || p.From > p.To || p.From != 0 && p.From < last {
			return nil, fault.New(fault.Invalid, InvalidSittings).At("seances")
		}
		last = p.To
	}
	if last == 0 {
		return nil, fault.New(fault.Invalid, InvalidSittings).At("seances")
	}
	if s.Held != nil && reflect.DeepEqual(*s.Held, c.Held) {
		return nil, nil
	}
	return []Decided{{Day: c.LastDay(), Event: c.Held}}, nil
}

func (s *State) fixList(c FixList) ([]Decided, error) {
	seen := map[domain.RecommendationID]bool{}
	for i, item := range c.Items {
		if item.Recommendation.IsZero() || seen[item.Recommendation] {
			return nil, fault.New(fault.Invalid, RefusedListedTwice, "numero", item.Number).At("points." + strconv.Itoa(i+1))
		}
		seen[item.Recommendation] = true
	}
	if s.List != nil && reflect.DeepEqual(*s.List, c.ListFixed) {
		return nil, nil
	}
	day := c.On
	if s.Held != nil {
		day = s.Day()
	}
	return []Decided{{Day: day, Event: c.ListFixed}}, nil
}

func (s *State) inscribe(c Inscribe) ([]Decided, error) {
	numbers, places := map[string]domain.RecommendationID{}, map[int]domain.RecommendationID{}
	listed := map[domain.RecommendationID]bool{}
	enter := func(i Inscribed) error {
		if other, taken := numbers[i.Number]; taken && i.Number != "" && other != i.Recommendation {
			return fault.New(fault.Conflict, RefusedNumberTaken, "numero", i.Number).At("numero")
		}
		if other, taken := places[i.Place]; taken && other != i.Recommendation {
			return fault.New(fault.Conflict, RefusedPlaceTaken, "place", strconv.Itoa(i.Place)).At("place")
		}
		if listed[i.Recommendation] {
			return fault.New(fault.Conflict, RefusedListedTwice, "numero", i.Number).At("recommandation")
		}
		numbers[i.Number], places[i.Place], listed[i.Recommendation] = i.Recommendation, i.Recommendation, true
		return nil
	}
	held := map[domain.RecommendationID]Inscribed{}
	next := s.NextPlace()
	for _, i := range s.Inscribed {
		held[i.Recommendation] = i
		if err := enter(i); err != nil {
			continue // two that raced past an older rule stand
		}
	}
	var decided []Decided
	for _, i := range c.Items {
		if was, is := held[i.Recommendation]; is && was.Number == i.Number && (i.Place == 0 || i.Place == was.Place) {
			continue
		}
		if i.Place == 0 {
			i.Place = next
		}
		next = max(next, i.Place+1)
		if err := enter(i); err != nil {
			return nil, err
		}
		decided = append(decided, Decided{Day: s.Day(), Event: i})
	}
	return decided, nil
}

func (s *State) declareTotals(c DeclareTotals) ([]Decided, error) {
	for _, n := range []*int{c.Total, c.Executed, c.InProgress, c.NotDone, c.NoObject} {
		if n != nil && *n < 0 {
			return nil, fault.New(fault.Invalid, InvalidTotals, "lu", strconv.Itoa(*n)).At("totaux")
		}
	}
	for _, t := range s.Totals {
		if reflect.DeepEqual(t, c.TotalsDeclared) {
			return nil, nil
		}
	}
	day := c.On
	if s.Held != nil {
		day = max(day, s.Day())
	}
	return []Decided{{Day: day, Event: c.TotalsDeclared}}, nil
}

func rectify(facts []Fact, c Rectify) ([]Decided, error) {
	newDay := c.NewDay
	var instead event.Payload
	if c.Instead != nil {
		instead = c.Instead
	}
	if h, is := c.Instead.(Held); is {
		newDay = h.LastDay()
	}
	day, correction, err := event.Correct(facts, c.Corrects, instead, newDay, c.Reason)
	if err != nil {
		return nil, err
	}
	return []Decided{{Day: day, Event: Rectified{correction}}}, nil
}
