package forum

import (
	"reflect"
	"slices"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/field"
)

// Codes of the refusals of this package.
const (
	RefusedExists  = "cadre.deja_cree"
	RefusedUnknown = "cadre.inconnu"
	RefusedTooSoon = "cadre.avant_sa_creation"
	RefusedInUse   = "cadre.en_usage"
	InvalidCode    = field.BadCode
	InvalidRule    = "cadre.regle_invalide"
	InvalidParent  = "cadre.parent_invalide"
)

// Fact is one event of a forum.
type Fact = event.Fact[Event]

// State is what a forum is, folded from its facts.
type State struct {
	Exists      bool
	Code        string
	Name        string
	Kind        string
	Parent      domain.ForumID
	Secretariat SecretariatNamed
	Leads       []LeadNamed // one a year, in order of year
	Rule        Rule
	Source      domain.Source
}

// Fold gives the state that facts amount to, of those with a rank up to until
// (0: all) and with effect by day on (0: all). It is total.
func Fold(facts []Fact, until uint64, on domain.Day) State {
	s := State{Rule: Rule{}.complete()}
	for _, f := range event.Effective(facts, until, on) {
		switch e := f.Event.(type) {
		case Created:
			s.Exists, s.Code, s.Name, s.Kind, s.Parent, s.Source = true, e.Code, e.Name, e.Kind, e.Parent, e.Source
		case Renamed:
			s.Name = e.Name
		case Reparented:
			s.Parent = e.Parent
		case SecretariatNamed:
			s.Secretariat = e
		case LeadNamed:
			s.Leads = slices.DeleteFunc(slices.Clone(s.Leads), func(l LeadNamed) bool { return l.Year == e.Year })
			s.Leads = append(s.Leads, e)
			slices.SortFunc(s.Leads, func(a, b LeadNamed) int { return a.Year - b.Year })
		case RuleSet:
			s.Rule = e.Rule.complete()
		}
	}
	return s
}

// Command is a wish to record something of one forum: Record or Rectify.
type Command interface{ forumCommand() }

type (
	// Record asks to record an event with effect from day On.
	Record struct {
		On    domain.Day
		Event Event
	}
	// Rectify corrects one recorded event; Instead nil: it never happened.
	Rectify struct {
		Corrects ulid.ULID
		Instead  Event
		NewDay   domain.Day
		Reason   string
	}
)

func (Record) forumCommand()  {}
func (Rectify) forumCommand() {}

// Decided is one event to append and its day of effect.
type Decided = event.Decided[Event]

// Decide says what recording c would append to the forum whose facts are
// given. No event and no error means that all of it is recorded already. That
// a parent exists and makes no circle is the caller's to see.
func Decide(facts []Fact, command Command) ([]Decided, error) {
	if r, is := command.(Rectify); is {
		return rectify(facts, r)
	}
	c := command.(Record)
	if err := check(c.Event, c.On); err != nil {
		return nil, err
	}
	now := Fold(facts, 0, 0)
	if e, creates := c.Event.(Created); creates {
		return create(facts, now, c.On, e)
	}
	if !now.Exists {
		return nil, fault.New(fault.NotFound, RefusedUnknown)
	}
	s := Fold(facts, 0, c.On)
	switch e := c.Event.(type) {
	case Renamed, Reparented:
		if !s.Exists {
			return nil, fault.New(fault.Refused, RefusedTooSoon, "jour", c.On.String()).At("effet")
		}
		if p, moves := e.(Reparented); moves && p.Parent == IDOf(now.Code) {
			return nil, fault.New(fault.Invalid, InvalidParent).At("parent")
		}
	}
	if s.holds(c.Event) {
		return nil, nil
	}
	return []Decided{{Day: c.On, Event: c.Event}}, nil
}

// holds reports whether e would change nothing on its day.
func (s *State) holds(e Event) bool {
	switch e := e.(type) {
	case Renamed:
		return e.Name == s.Name
	case Reparented:
		return e.Parent == s.Parent
	case SecretariatNamed:
		return e == s.Secretariat
	case LeadNamed:
		return slices.Contains(s.Leads, e)
	case RuleSet:
		return reflect.DeepEqual(e.Rule.complete(), s.Rule)
	}
	return false
}

func create(facts []Fact, now State, on domain.Day, e Created) ([]Decided, error) {
	if e.Parent == IDOf(e.Code) {
		return nil, fault.New(fault.Invalid, InvalidParent).At("parent")
	}
	if !now.Exists {
		return []Decided{{Day: on, Event: e}}, nil
	}
	for _, f := range event.Effective(facts, 0, 0) {
		if f.Event == Event(e) {
			return nil, nil
		}
	}
	return nil, fault.New(fault.Conflict, RefusedExists, "code", e.Code)
}

// rectify changes all of a fact but the code, from which the forum has its
// identity.
func rectify(facts []Fact, c Rectify) ([]Decided, error) {
	if c.Instead != nil {
		if err := check(c.Instead, 1); err != nil {
			return nil, err
		}
	}
	if e, creates := c.Instead.(Created); creates {
		target, _ := event.Find(facts, c.Corrects)
		if was, created := target.Event.(Created); created && was.Code != e.Code {
			return nil, fault.New(fault.Refused, event.RefusedOtherIdentity, "lu", e.Code).At("code")
		}
	}
	return event.Rectify(facts, c.Corrects, c.Instead, c.NewDay, c.Reason, func(k event.Correction) Event { return Rectified{k} })
}
