package domain

import "fmt"

// State is the état of a recommendation: exactly one of five. Its text form
// is what is stored and sent (French ASCII); what people read comes from the
// catalogue of texts. The zero value is no état.
type State uint8

// The five états, in the order in which tables show them.
const (
	Made        State = iota + 1 // formulée
	InProgress                   // en cours
	Executed                     // exécutée
	NotDone                      // non réalisée
	CarriedOver                  // reconduite
)

var stateNames = [...]string{"", "formulee", "en_cours", "executee", "non_realisee", "reconduite"}

// States lists the five états in table order.
func States() []State { return []State{Made, InProgress, Executed, NotDone, CarriedOver} }

// String gives the stored name, empty for no état.
func (s State) String() string {
	if int(s) < len(stateNames) {
		return stateNames[s]
	}
	return fmt.Sprintf("State(%d)", uint8(s))
}

// MarshalText writes the stored name.
func (s State) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a stored name and refuses any other word.
func (s *State) UnmarshalText(b []byte) error {
	for i, n := range stateNames {
		if n == string(b) {
			*s = State(i)
			return nil
		}
	}
	return fmt.Errorf("not an état: %q", b)
}

// Nature says what kind of text a session adopted.
type Nature string

// The four natures of an item; the empty nature reads as a recommendation.
const (
	NatureRecommendation Nature = "recommandation"
	NatureDecision       Nature = "decision"
	NatureCommitment     Nature = "engagement"
	NatureDirective      Nature = "directive"
)

// Phase is the part that a session plays in a review held in two sessions.
type Phase string

// A technical session proposes; a political one validates or sets aside; a
// unique one binds at once.
const (
	PhaseUnique    Phase = "unique"
	PhaseTechnical Phase = "technique"
	PhasePolitical Phase = "politique"
)

// Role is how a structure owes a recommendation. Sources rarely say.
type Role string

// The roles of an owner.
const (
	RoleUnspecified Role = ""
	RoleLead        Role = "chef_de_file"
	RoleAssociated  Role = "associee"
)

// Owner is one structure that owes a recommendation.
type Owner struct {
	Organization OrganizationID `json:"structure"`
	Role         Role           `json:"role,omitzero"`
}

// Source is where a text was read, so that anyone can check it.
type Source struct {
	Document string `json:"document,omitzero"`
	Page     string `json:"page,omitzero"`
	Table    string `json:"tableau,omitzero"`
	Cell     string `json:"cellule,omitzero"`
}
