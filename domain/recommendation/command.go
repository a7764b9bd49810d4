package recommendation

import (
	"github.com/oklog/ulid/v2"

	"suivi/domain"
)

// Command is a wish to record something of one recommendation; the types of
// this file are all there are. On is the day on which it is to take effect:
// for what a session does, the session's last day.
type Command interface {
	// proposal is the event that the command would record, and its day.
	proposal() (Event, domain.Day)
}

// The commands, one for each verb. Each carries the fact that it asks to
// record; what it asks beside that is a field of its own.
type (
	// Formulate makes a recommendation at a session.
	Formulate struct {
		On domain.Day
		Formulated
	}
	// Validate adopts at the political session what was proposed.
	Validate struct {
		On domain.Day
		Validated
	}
	// Discard sets aside at the political session what was proposed.
	Discard struct {
		On domain.Day
		SetAside
	}
	// Examine retains an état, at a session or between sessions.
	Examine struct {
		On domain.Day
		Found
	}
	// CarryOver puts it on a session's own list again. Only the forum that
	// made it may, or one of those that this forum's rules name.
	CarryOver struct {
		On domain.Day
		CarriedOver
		NamedForums []domain.ForumID
	}
	// Class ends it without execution.
	Class struct {
		On domain.Day
		Classed
	}
	// Declare records an owner's word. Where the forum retains the owners'
	// word, ByDeclarations, the état that follows from all of them is recorded
	// as well.
	Declare struct {
		On domain.Day
		Declared
		ByDeclarations bool
	}
	// Reassign gives it new owners.
	Reassign struct {
		On domain.Day
		Reassigned
	}
	// SetDueDate gives it a new échéance.
	SetDueDate struct {
		On domain.Day
		DueDateSet
	}
	// AttachEvidence adds a proof.
	AttachEvidence struct {
		On domain.Day
		EvidenceAttached
	}
	// Link ties it to another text.
	Link struct {
		On domain.Day
		Linked
	}
	// AbsorbInto makes it one with Survivor, of which SurvivorStanding is how
	// it stands now.
	AbsorbInto struct {
		On domain.Day
		Absorbed
		SurvivorStanding Standing
	}
	// Rectify corrects the event Corrects: it never happened (Instead nil), or
	// Instead holds, on day NewDay where that is given.
	Rectify struct {
		Corrects ulid.ULID
		Instead  Event
		NewDay   domain.Day
		Reason   string
	}
)

func (c Formulate) proposal() (Event, domain.Day)      { return c.Formulated, c.On }
func (c Validate) proposal() (Event, domain.Day)       { return c.Validated, c.On }
func (c Discard) proposal() (Event, domain.Day)        { return c.SetAside, c.On }
func (c Examine) proposal() (Event, domain.Day)        { return c.Found, c.On }
func (c CarryOver) proposal() (Event, domain.Day)      { return c.CarriedOver, c.On }
func (c Class) proposal() (Event, domain.Day)          { return c.Classed, c.On }
func (c Declare) proposal() (Event, domain.Day)        { return c.Declared, c.On }
func (c Reassign) proposal() (Event, domain.Day)       { return c.Reassigned, c.On }
func (c SetDueDate) proposal() (Event, domain.Day)     { return c.DueDateSet, c.On }
func (c AttachEvidence) proposal() (Event, domain.Day) { return c.EvidenceAttached, c.On }
func (c Link) proposal() (Event, domain.Day)           { return c.Linked, c.On }
func (c AbsorbInto) proposal() (Event, domain.Day)     { return c.Absorbed, c.On }
func (c Rectify) proposal() (Event, domain.Day)        { return nil, c.NewDay }
