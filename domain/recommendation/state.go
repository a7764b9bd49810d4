package recommendation

import (
	"fmt"
	"slices"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
)

// Standing says in which one of the ledger's boxes a recommendation lies.
// Every recommendation made lies in exactly one.
type Standing uint8

// The boxes.
const (
	Unknown   Standing = iota // nothing made it yet
	Proposed                  // made at a technical session, not yet validated
	Open                      // binding and not ended: to be followed
	Done                      // exécutée
	ClosedOff                 // classée
	Discarded                 // écartée by the political session
	Merged                    // absorbée
	NeverMade                 // entered by mistake
)

var standingNames = [...]string{"", "proposee", "ouverte", "executee", "classee", "ecartee", "absorbee", "entree_par_erreur"}

// String gives the name on the wire.
func (s Standing) String() string { return standingNames[s] }

// MarshalText writes the name on the wire.
func (s Standing) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a name on the wire and refuses any other word.
func (s *Standing) UnmarshalText(b []byte) error {
	for i, n := range standingNames {
		if n == string(b) {
			*s = Standing(i)
			return nil
		}
	}
	return fmt.Errorf("not a standing: %q", b)
}

// State is what a recommendation is, folded from its facts. The zero State is
// one of which nothing is recorded. Slices and texts are shared with the
// facts: read, never write.
type State struct {
	Standing  Standing
	State     domain.State // the last état retained; stays when it is classed
	Forum     domain.ForumID
	MadeAt    domain.SessionID
	MadeOn    domain.Day
	Nature    domain.Nature
	Text      string
	Theme     string
	Addressee string
	Owners    []domain.Owner
	Due       domain.Period
	// Listings are the places it took in the lists that sessions made, in
	// order; each is a reference that finds it.
	Listings []Listing
	Survivor domain.RecommendationID
	Motive   Motive
	// Declarations hold the last word of each owner, in order of owner's first.
	Declarations []Declared
	// LastWord is the last day of a declaration or of evidence.
	LastWord domain.Day
	// StateSince is the day of the last fact that retained an état.
	StateSince domain.Day
	// CarriedAt are the sessions that carried it over, each once, in order;
	// CarriedTimes counts them.
	CarriedAt    []domain.SessionID
	CarriedTimes int
	// Reopened are the facts that took it up again after it had ended.
	Reopened []ulid.ULID
	// Unsettled are the facts that no longer follow from those before them:
	// they stand, and a person must settle them.
	Unsettled []ulid.ULID
}

// Fold gives the state after facts that hold, in the order in which they
// count (History.Effective). It is total: a fact that does not follow stands,
// and is noted as unsettled. What holds whatever the day (a making declared a
// mistake, a duplicate) only FoldWithin sees.
func Fold(facts []Fact) State {
	var s State
	for i := range facts {
		s.evolve(&facts[i])
	}
	return s
}

// FoldWithin gives what h amounts to within the horizon z.
func FoldWithin(h History, z Horizon) State {
	facts := h.Effective(z)
	s := Fold(facts)
	if s.Standing == Unknown {
		if day, void := h.voidMaking(z); void && (z.On == 0 || day <= z.On) {
			s.Standing = NeverMade
		}
		return s
	}
	if z.On != 0 {
		facts = h.Effective(Horizon{Until: z.Until, DayOf: z.DayOf})
	}
	s.absorbFromTheStart(facts)
	return s
}

// absorbFromTheStart makes s one with its survivor where facts, of whatever
// day, say that it is a duplicate; a merger that facts entered out of their
// order say besides comes too late.
func (s *State) absorbFromTheStart(facts []Fact) {
	if i := duplicating(facts); i >= 0 {
		s.Standing, s.Survivor = Merged, facts[i].Event.(Absorbed).Survivor
	}
}

// Ended reports whether nothing is left to follow.
func (s *State) Ended() bool {
	return s.Standing == Done || s.Standing == ClosedOff || s.Standing == Discarded
}

func (s *State) evolve(f *Fact) {
	if f.Foreign {
		s.evolveForeign(f)
		return
	}
	s.note(f)
	s.apply(f)
}

// evolveForeign takes from a duplicate what is now the survivor's: its
// references, findings, carry-overs, declarations and proofs, but not its
// making.
func (s *State) evolveForeign(f *Fact) {
	switch e := f.Event.(type) {
	case Formulated:
		s.Listings = append(s.Listings, e.Listing)
	case Validated:
		s.Listings = append(s.Listings, e.Listing)
	case Found, CarriedOver, Declared, EvidenceAttached:
		s.note(f)
		s.apply(f)
	}
}

// note keeps f as unsettled where it does not follow from s.
func (s *State) note(f *Fact) {
	if s.refusal(f.Event) != "" {
		s.Unsettled = append(s.Unsettled, f.ID)
	}
}

func (s *State) apply(f *Fact) {
	switch e := f.Event.(type) {
	case Formulated:
		s.make(f.Day, e)
	case Validated:
		s.Listings = append(s.Listings, e.Listing)
		s.amend(e.Text, e.Owners, e.Due)
		if s.Standing == Proposed {
			s.Standing = Open
		}
	case SetAside:
		if s.Standing == Proposed {
			s.Standing = Discarded
		}
	case Found:
		s.find(f, e.State)
	case CarriedOver:
		s.Listings = append(s.Listings, e.Listing)
		s.amend(e.Text, e.Owners, e.Due)
		if !slices.Contains(s.CarriedAt, e.Session) {
			s.CarriedAt = append(s.CarriedAt, e.Session)
		}
		s.CarriedTimes = len(s.CarriedAt)
		s.find(f, domain.CarriedOver)
	case Declared:
		s.LastWord = max(s.LastWord, f.Day)
		i := slices.IndexFunc(s.Declarations, func(d Declared) bool { return d.Owner == e.Owner })
		if i < 0 {
			s.Declarations = append(s.Declarations, e)
		} else {
			s.Declarations[i] = e
		}
	case EvidenceAttached:
		s.LastWord = max(s.LastWord, f.Day)
	case Reassigned:
		s.Owners = e.Owners
	case DueDateSet:
		s.Due = e.Due
	case Classed:
		if s.Standing == Open || s.Standing == Done {
			s.Standing, s.Motive = ClosedOff, e.Motive
		}
	case Absorbed:
		if s.Standing != Unknown && s.Standing != Merged {
			s.Standing, s.Survivor = Merged, e.Survivor
		}
	}
}

func (s *State) make(day domain.Day, e Formulated) {
	if s.Standing != Unknown {
		return
	}
	s.Standing, s.State, s.StateSince = Open, domain.Made, day
	if e.Phase == domain.PhaseTechnical {
		s.Standing = Proposed
	}
	s.Forum, s.MadeAt, s.MadeOn = e.Forum, e.Session, day
	s.Nature, s.Text, s.Theme, s.Addressee = e.Nature, e.Text, e.Theme, e.Addressee
	s.Owners, s.Due = e.Owners, e.Due
	s.Listings = append(s.Listings, e.Listing)
}

// amend takes over what was given; what was not given stays.
func (s *State) amend(text string, owners []domain.Owner, due domain.Period) {
	if text != "" {
		s.Text = text
	}
	if len(owners) > 0 {
		s.Owners = owners
	}
	if !due.IsZero() {
		s.Due = due
	}
}

// find retains an état. Where the record had ended this takes it up again;
// what is proposed, absorbed or was never made binds nobody and stays.
func (s *State) find(f *Fact, state domain.State) {
	switch s.Standing {
	case Unknown, Proposed, Merged, NeverMade:
		return
	case Done:
		if state != domain.Executed {
			s.Reopened = append(s.Reopened, f.ID)
		}
	case ClosedOff, Discarded:
		s.Reopened = append(s.Reopened, f.ID)
		s.Motive = ""
	}
	s.State, s.StateSince = state, f.Day
	s.Standing = Open
	if state == domain.Executed {
		s.Standing = Done
	}
}
