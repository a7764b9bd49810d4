package wording

import (
	"fmt"

	"suivi/domain"
)

// An Outcome is what the cell of an état may mean for a recommendation. The
// zero Outcome means none was told.
type Outcome uint8

// What cells mean. The first three are what a session retains; the next four
// tell that it was classed or carried over, or is only made.
const (
	Executed    Outcome = iota + 1
	InProgress          // begun, and not finished: partial execution too
	NotDone             // nothing done, "not started" included
	Moot                // classed: sans objet, non applicable
	Declined            // classed: non retenue
	Withdrawn           // classed: given up by those who had promised it
	CarriedOver         // reconduite: tells nothing of its execution
	Made                // formulée, not yet to be examined
	NotExamined         // nothing was said of it
)

var outcomes = [...]struct {
	name  string
	state domain.State
	motif string
}{
	Executed:    {"executee", domain.Executed, ""},
	InProgress:  {"en_cours", domain.InProgress, ""},
	NotDone:     {"non_realisee", domain.NotDone, ""},
	Moot:        {"classee_sans_objet", 0, "sans_objet"},
	Declined:    {"classee_non_retenue", 0, "non_retenue"},
	Withdrawn:   {"classee_retiree", 0, "retiree"},
	CarriedOver: {"reconduite", domain.CarriedOver, ""},
	Made:        {"formulee", domain.Made, ""},
	NotExamined: {"non_examinee", 0, ""},
}

// State gives the état that o is, zero where it is none: a classing, or no
// examination.
func (o Outcome) State() domain.State {
	if int(o) < len(outcomes) {
		return outcomes[o].state
	}
	return 0
}

// Motif gives the reason for which o is a classing, empty where it is none.
func (o Outcome) Motif() string {
	if int(o) < len(outcomes) {
		return outcomes[o].motif
	}
	return ""
}

// String gives the name written in files, empty for the zero Outcome.
func (o Outcome) String() string {
	if int(o) < len(outcomes) {
		return outcomes[o].name
	}
	return fmt.Sprintf("Outcome(%d)", uint8(o))
}

// MarshalText writes the name.
func (o Outcome) MarshalText() ([]byte, error) { return []byte(o.String()), nil }

// UnmarshalText reads a name and refuses any other word.
func (o *Outcome) UnmarshalText(b []byte) error {
	for i, row := range outcomes {
		if row.name == string(b) {
			*o = Outcome(i)
			return nil
		}
	}
	return &Error{Unreadable, string(b)}
}
