package recommendation

import (
	"slices"

	"suivi/domain"
)

// reasonDeclared stands for the reason where an owner's word takes up again
// what was done, and the owner gave no words.
const reasonDeclared = "situation déclarée par la structure responsable"

// decideDeclare records an owner's word at facts[before] and, where the
// owners' words are retained, the état that follows from all of them: on that
// day, and on each later day of declarations on which this word, entered
// late, changes what they amount to.
func decideDeclare(facts []Fact, before int, c Declare) []Decided {
	decided := []Decided{{c.On, c.Declared}}
	if !c.ByDeclarations {
		return decided
	}
	with, without := Fold(facts[:before]), Fold(facts[:before])
	with.apply(&Fact{Day: c.On, Event: c.Declared})
	decided = with.retain(decided, c, c.On)
	spoken := false
	for i, f := range facts[before:] {
		with.evolve(&f)
		without.evolve(&f)
		if _, declared := f.Event.(Declared); declared {
			spoken = true
		}
		rest := facts[before+i+1:]
		if len(rest) > 0 && rest[0].Day == f.Day {
			continue
		}
		if spoken && with.fromDeclarations() != without.fromDeclarations() {
			decided = with.retain(decided, c, f.Day)
		}
		spoken = false
	}
	return decided
}

// retain adds the finding that follows from the owners' words on day, where
// it changes the état. Words take up again what was done, never what a body
// decided to drop.
func (s *State) retain(decided []Decided, c Declare, day domain.Day) []Decided {
	state := s.fromDeclarations()
	if state == 0 || state == s.State || s.Standing != Open && s.Standing != Done {
		return decided
	}
	found := Found{State: state, Words: c.Words}
	if s.Standing == Done {
		found.Reopening = c.Words
		if blank(c.Words) {
			found.Reopening = reasonDeclared
		}
	}
	s.apply(&Fact{Day: day, Event: found})
	return append(decided, Decided{day, found})
}

// fromDeclarations is the least advanced word of the chefs de file, or, where
// there is none, of all owners; 0 where one of them has not spoken.
func (s *State) fromDeclarations() domain.State {
	advance := []domain.State{0, domain.NotDone, domain.InProgress, domain.Executed}
	least := len(advance)
	for _, o := range s.heard() {
		least = min(least, slices.Index(advance, s.wordOf(o.Organization)))
	}
	if least == len(advance) {
		return 0
	}
	return advance[least]
}

// heard are the owners whose word counts: those who lead, else all.
func (s *State) heard() []domain.Owner {
	var leads []domain.Owner
	for _, o := range s.Owners {
		if o.Role == domain.RoleLead {
			leads = append(leads, o)
		}
	}
	if leads != nil {
		return leads
	}
	return s.Owners
}

// wordOf is the last état that an owner declared, 0 for none.
func (s *State) wordOf(owner domain.OrganizationID) domain.State {
	for _, d := range s.Declarations {
		if d.Owner == owner {
			return d.State
		}
	}
	return 0
}
