package organization

import (
	"cmp"
	"slices"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/field"
)

// Codes of the refusals of this package.
const (
	RefusedExists  = "structure.deja_creee"
	RefusedUnknown = "structure.inconnue"
	RefusedMerged  = "structure.fusionnee"
	RefusedTooSoon = "structure.avant_sa_creation"
	RefusedInUse   = "structure.en_usage"
	InvalidCode    = field.BadCode
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
	if s.holds(c.Event) {
		return nil, nil
	}
	if err := now.admits(&s, c); err != nil {
		return nil, err
	}
	return []Decided{{Day: c.On, Event: c.Event}}, nil
}

// admits refuses, with s as it stands on the day, what comes before the
// structure or after it: once merged it has no more names or places, and
// merges no second time.
func (now *State) admits(s *State, c Record) error {
	if !s.Exists {
		return fault.New(fault.Refused, RefusedTooSoon, "jour", c.On.String()).At("effet")
	}
	ended := s.Successor
	self := IDOf(now.Code)
	switch e := c.Event.(type) {
	case Reparented:
		if e.Parent == self {
			return fault.New(fault.Invalid, InvalidParent).At("parent")
		}
	case Merged:
		if e.Successor == self {
			return fault.New(fault.Invalid, InvalidParent).At("successeur")
		}
		ended = now.Successor
	}
	if !ended.IsZero() {
		return fault.New(fault.Refused, RefusedMerged, "successeur", ended.String())
	}
	return nil
}

// holds reports whether e would change nothing on its day.
func (s *State) holds(e Event) bool {
	switch e := e.(type) {
	case Renamed:
		return e.Name == s.Name && e.Acronym == s.Acronym && slices.Equal(e.Others, s.Others)
	case Reparented:
		return s.Exists && e.Parent == s.Parent
	case Merged:
		return e.Successor == s.Successor
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
		if event.Same(f.Event, e) {
			return nil, nil
		}
	}
	return nil, fault.New(fault.Conflict, RefusedExists, "code", e.Code)
}

// check refuses what no structure could ever record, naming the field by its
// stored name.
func check(e Event, on domain.Day) error {
	if f := field.Day(on); f != nil {
		return f
	}
	switch e := e.(type) {
	case Created:
		return field.First(field.Code("code", e.Code), checkNames(e.Names), field.Text("genre", e.Kind), field.Source(e.Source))
	case Renamed:
		return field.First(checkNames(e.Names), field.Source(e.Source))
	case Reparented:
		return field.First(field.Source(e.Source))
	case Merged:
		if e.Successor.IsZero() {
			return fault.New(fault.Invalid, InvalidParent).At("successeur")
		}
		return field.First(field.Source(e.Source))
	}
	return fault.New(fault.Invalid, field.Invalid).At("type")
}

func checkNames(n Names) *fault.Fault {
	return cmp.Or(field.Required("nom", n.Name), field.Text("sigle", n.Acronym), field.Texts("autres_sigles", n.Others))
}

// rectify changes all of a fact but the code, from which the structure has
// its identity.
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
