package session

import (
	"github.com/oklog/ulid/v2"

	"suivi/domain"
)

// Command is a wish to record something of one session; the types of this
// file are all there are. On is the day of effect where the session itself
// does not give it.
type Command interface {
	// proposal is the event that the command would record, where it is one,
	// and its day.
	proposal() (Event, domain.Day)
}

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
	// Hold says when it sat: all of its days, again where it was resumed or they
	// were mistold.
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

func (c Plan) proposal() (Event, domain.Day)          { return c.Planned, c.On }
func (c Postpone) proposal() (Event, domain.Day)      { return c.Postponed, c.On }
func (c Cancel) proposal() (Event, domain.Day)        { return c.Cancelled, c.On }
func (c Hold) proposal() (Event, domain.Day)          { return c.Held, c.LastDay() }
func (c FixList) proposal() (Event, domain.Day)       { return inOrder(c.ListFixed), c.On }
func (c Inscribe) proposal() (Event, domain.Day)      { return nil, 0 }
func (c DeclareTotals) proposal() (Event, domain.Day) { return c.TotalsDeclared, c.On }
func (c Close) proposal() (Event, domain.Day)         { return c.Closed, c.On }
func (c Rectify) proposal() (Event, domain.Day)       { return nil, c.NewDay }
