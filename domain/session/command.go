package session

import (
	"github.com/oklog/ulid/v2"

	"suivi/domain"
)

// Command is a wish to record something of one session; the types of this
// file are all there are. On is the day of effect where the session itself
// does not give it.
type Command interface{ sessionCommand() }

// The commands, one for each verb.
type (
	// Plan opens a session.
	Plan struct {
		On domain.Day
		Planned
	}
	// Postpone gives new expected days.
	Postpone struct {
		On domain.Day
		Postponed
	}
	// Cancel says that it will not be held.
	Cancel struct {
		On domain.Day
		Cancelled
	}
	// Hold says when it sat; again where it was resumed.
	Hold struct{ Held }
	// FixList gives the list that it examines.
	FixList struct {
		On domain.Day
		ListFixed
	}
	// Inscribe enters items on the list that it makes, all or none. An item
	// without a place takes the next one.
	Inscribe struct{ Items []Inscribed }
	// DeclareTotals keeps what its report printed.
	DeclareTotals struct {
		On domain.Day
		TotalsDeclared
	}
	// Close freezes it.
	Close struct {
		On domain.Day
		Closed
	}
	// Rectify corrects one of its events; Instead nil: it never happened.
	Rectify struct {
		Corrects ulid.ULID
		Instead  Event
		NewDay   domain.Day
		Reason   string
	}
)

func (Plan) sessionCommand()          {}
func (Postpone) sessionCommand()      {}
func (Cancel) sessionCommand()        {}
func (Hold) sessionCommand()          {}
func (FixList) sessionCommand()       {}
func (Inscribe) sessionCommand()      {}
func (DeclareTotals) sessionCommand() {}
func (Close) sessionCommand()         {}
func (Rectify) sessionCommand()       {}
