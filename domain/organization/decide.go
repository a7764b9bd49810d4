package organization

import (
	"reflect"
	"strings"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
)

// Codes of the refusals of this package.
const (
	RefusedExists  = "structure.deja_creee"
	RefusedUnknown = "structure.inconnue"
	RefusedMerged  = "structure.fusionnee"
	InvalidCode    = "champ.code"
	InvalidParent  = "structure.parent_invalide"
)

// Fact is one event of a structure.
type Fact = event.Fact[Event]

// State is what a structure is, folded from its facts.
type State struct {
	Exists bool
	Code   string
	Names
	Kind      string
	Parent    domain.OrganizationID
	Successor domain.OrganizationID // zero: not merged
	Source    domain.Source
}

// Fold gives the state that facts amount to, of those with a rank up to until
// (0: all) and with effect by day on (0: all). It is total.
func Fold(facts []Fact, until uint64, on domain.Day) State {
	var s State
	for _, f := range event.Effective(facts, until, on) {
		switch e := f.Event.(type) {
		case Created:
			s.Exists, s.Code, s.Names, s.Kind, s.Parent, s.Source = true, e.Code, e.Names, e.Kind, e.Parent, e.Source
		case Renamed:
			s.Names = e.Names
		case Reparented:
			s.Parent = e.Parent
		case Merged:
			s.Successor = e.Successor
		}
	}
	return s
}

// Label is what tables print: the acronym, else the name.
func (s *State) Label() string {
	if s.Acronym != "" {
		return s.Acronym
	}
	return s.Name
}

// Command is a wish to record something of one structure: Record or Rectify.
type Command interface{ organizationCommand() }

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

func (Record) organizationCommand()  {}
func (Rectify) organizationCommand() {}

// Decided is one event to append and its day of effect.
type Decided = event.Decided[Event]

// Decide says what recording c would append to the structure whose facts are
// given. No event and no error means that all of it is recorded already. That
// a parent or a successor exists and makes no circle is the caller's to see.
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
	if !now.Successor.IsZero() && !reflect.DeepEqual(c.Event, Merged{now.Successor}) {
		return nil, fault.New(fault.Refused, RefusedMerged, "successeur", now.Successor.String())
	}
	self := IDOf(now.Code)
	switch e := c.Event.(type) {
	case Renamed:
		if e.Name == "" {
			return nil, fault.New(fault.Invalid, "champ.vide").At("nom")
		}
		if reflect.DeepEqual(e.Names, s.Names) {
			return nil, nil
		}
	case Reparented:
		if e.Parent == s.Parent {
			return nil, nil
		}
		if e.Parent == self {
			return nil, fault.New(fault.Invalid, InvalidParent).At("parent")
		}
	case Merged:
		if e.Successor == s.Successor {
			return nil, nil
		}
		if e.Successor == self || e.Successor.IsZero() {
			return nil, fault.New(fault.Invalid, InvalidParent).At("successeur")
		}
	}
	return []Decided{{Day: c.On, Event: c.Event}}, nil
}

func create(facts []Fact, now State, on domain.Day, e Created) ([]Decided, error) {
	if e.Code == "" || len(e.Code) > 64 || strings.ContainsAny(e.Code, ". \t\r\n") {
		return nil, fault.New(fault.Invalid, InvalidCode, "lu", e.Code).At("code")
	}
	if e.Name == "" {
		return nil, fault.New(fault.Invalid, "champ.vide").At("nom")
	}
	if now.Exists {
		for _, f := range facts {
			if was, is := f.Event.(Created); is && reflect.DeepEqual(was, e) {
				return nil, nil
			}
		}
		return nil, fault.New(fault.Conflict, RefusedExists, "code", e.Code)
	}
	return []Decided{{Day: on, Event: e}}, nil
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
