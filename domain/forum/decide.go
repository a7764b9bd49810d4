package forum

import (
	"reflect"
	"slices"
	"strings"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
)

// Codes of the refusals of this package.
const (
	RefusedExists  = "cadre.deja_cree"
	RefusedUnknown = "cadre.inconnu"
	InvalidCode    = "champ.code"
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
	s := State{Rule: Rule{Examines: PreviousLists, Word: WordOfSession}}
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
			s.Rule = e.Rule
			if s.Rule.Examines == "" {
				s.Rule.Examines = PreviousLists
			}
			if s.Rule.Word == "" {
				s.Rule.Word = WordOfSession
			}
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
// given. No event and no error means that all of it is recorded already.
func Decide(facts []Fact, command Command) ([]Decided, error) {
	c, records := command.(Record)
	if !records {
		return rectify(facts, command.(Rectify))
	}
	if c.On == 0 {
		return nil, fault.New(fault.Invalid, "champ.jour_absent").At("effet")
	}
	s, now := Fold(facts, 0, c.On), Fold(facts, 0, 0)
	if e, is := c.Event.(Created); is {
		return create(facts, now, c.On, e)
	}
	if !now.Exists {
		return nil, fault.New(fault.NotFound, RefusedUnknown)
	}
	switch e := c.Event.(type) {
	case Renamed:
		if e.Name == "" {
			return nil, fault.New(fault.Invalid, "champ.vide").At("nom")
		}
		if e.Name == s.Name {
			return nil, nil
		}
	case Reparented:
		if e.Parent == s.Parent {
			return nil, nil
		}
		if e.Parent == IDOf(now.Code) {
			return nil, fault.New(fault.Invalid, InvalidParent).At("parent")
		}
	case SecretariatNamed:
		if e == s.Secretariat {
			return nil, nil
		}
	case LeadNamed:
		if slices.Contains(s.Leads, e) {
			return nil, nil
		}
	case RuleSet:
		if err := checkRule(e.Rule); err != nil {
			return nil, err
		}
		if reflect.DeepEqual(e.Rule, s.Rule) {
			return nil, nil
		}
	}
	return []Decided{{Day: c.On, Event: c.Event}}, nil
}

func create(facts []Fact, now State, on domain.Day, e Created) ([]Decided, error) {
	if e.Code == "" || len(e.Code) > 64 || strings.ContainsAny(e.Code, ". \t\r\n/") {
		return nil, fault.New(fault.Invalid, InvalidCode, "lu", e.Code).At("code")
	}
	if e.Name == "" {
		return nil, fault.New(fault.Invalid, "champ.vide").At("nom")
	}
	if now.Exists {
		for _, f := range facts {
			if was, is := f.Event.(Created); is && was == e {
				return nil, nil
			}
		}
		return nil, fault.New(fault.Conflict, RefusedExists, "code", e.Code)
	}
	return []Decided{{Day: on, Event: e}}, nil
}

func checkRule(r Rule) error {
	switch r.Examines {
	case "", PreviousLists, AllOpen, Nothing:
	default:
		return fault.New(fault.Invalid, InvalidRule, "lu", string(r.Examines)).At("examine")
	}
	switch r.Word {
	case "", WordOfSession, WordOfOwners:
	default:
		return fault.New(fault.Invalid, InvalidRule, "lu", string(r.Word)).At("parole_retenue")
	}
	if r.Lists < 0 || r.Lists > 10 {
		return fault.New(fault.Invalid, InvalidRule).At("listes")
	}
	return nil
}

func rectify(facts []Fact, c Rectify) ([]Decided, error) {
	var instead event.Payload
	if c.Instead != nil {
		instead = c.Instead
	}
	day, correction, err := event.Correct(facts, c.Corrects, instead, c.NewDay, c.Reason)
	if err != nil {
		return nil, err
	}
	return []Decided{{Day: day, Event: Rectified{correction}}}, nil
}
