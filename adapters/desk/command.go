package desk

import (
	"context"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/access"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/glossary"
	"suivi/domain/ledger"
)

// Command is a wish to record something, in the words of who has it. Its JSON
// is the body of the API's request; where a field is refused, the fault is
// placed at the field's JSON name. The types of this package that have a Route
// are all there are (see Commands).
type Command interface {
	Route() Route
	// effect is the day of effect as it was given, empty where it was not.
	effect() string
	// record decides and appends. The subject is found already.
	record(r *recording) (done, error)
}

// Route says what a command is called.
type Route struct {
	Name  string // on the command line: "session hold"
	Path  string // in the API, below /api/v1; {ref} is the subject
	About Subject
	// Announces says that its effect may lie ahead: a decree that will move a
	// structure, a session planned. Every other command says what happened.
	Announces bool
	// Creates says that it may be the first command of a new ledger.
	Creates bool
}

// Subject is what sort of thing a command is about: what {ref} names, and the
// stream whose version a client may have seen.
type Subject uint8

// The subjects. A command about Nothing names all that it needs in its body.
const (
	Nothing Subject = iota
	AForum
	AnOrganization
	ASession
	ARecommendation   // an absorbed one is its survivor
	AnAbsorbingRecord // a record itself, absorbed or not
	AnEvent
)

// Order is how a command is given.
type Order struct {
	By       access.Bearer
	Language glossary.Language // of what the receipt says
	// Spoken has the receipt say references as people write them, and nothing
	// that only programs take up: for those who read it and type nothing.
	Spoken bool
	// Command is the command's id, Repeatable where the client chose it: it may
	// then be a repetition of one that was answered before.
	Command    ulid.ULID
	Repeatable bool
	Expected   *event.Version
	// Today is the day on which it is given; zero: the clock's.
	Today domain.Day
	// Stream is where the event is that the command is about, where the caller
	// knows it: else the whole log is searched.
	Stream string
}

// Receipt is the answer to a command.
type Receipt struct {
	Reference string         `json:"reference,omitzero"` // what people type for the subject, or for what was made
	Command   ulid.ULID      `json:"commande"`
	Events    []ulid.ULID    `json:"evenements"` // none where all was recorded already
	Position  event.Position `json:"position"`   // a read may wait for it
	Version   event.Version  `json:"version"`    // of the subject's stream
	Already   bool           `json:"deja_enregistre,omitzero"`
	Said      string         `json:"phrase"` // what was recorded, for people, without a full stop
}

// Effective gives a command its day of effect.
type Effective struct {
	On string `json:"effet,omitzero"`
}

func (e Effective) effect() string { return e.On }

// done is what a command comes to.
type done struct {
	ledger.Receipt
	Reference string
	Said      string
}

// inThePresent has do find what it names, once more where it is not found and
// the log has gone on: another node may just have recorded it.
func (d *Desk) inThePresent(ctx context.Context, do func() error) error {
	seen := d.Runner.Seen()
	err := do()
	if fault.KindOf(err) == fault.NotFound && d.Runner.CatchUp(ctx, nil) == nil && d.Runner.Seen() != seen {
		return do()
	}
	return err
}

// Record gives the ledger command c about the thing that name is a reference
// or an identity of. When it returns, every table shows what was recorded.
func (d *Desk) Record(ctx context.Context, o Order, name string, c Command) (receipt Receipt, err error) {
	route := c.Route()
	if d.Observe != nil {
		defer func() { d.Observe(route.Name, len(receipt.Events), err) }()
	}
	if err := o.By.May(access.Action{Needs: access.Record, Name: route.Name}); err != nil {
		return Receipt{}, err
	}
	var recorded done
	err = d.inThePresent(ctx, func() (err error) {
		r := &recording{Desk: d, ctx: ctx, l: o.Language, spoken: o.Spoken, in: o.Stream, given: o.Repeatable, dated: o.Today != 0, today: o.Today,
			meta: ledger.Meta{Command: o.Command, Actor: o.By.Actor, Expected: o.Expected}}
		if r.today == 0 {
			r.today = d.Today()
		}
		recorded, err = r.run(route, name, c)
		return r.inWords(err)
	})
	if err != nil {
		return Receipt{}, err
	}
	receipt = Receipt{Reference: recorded.Reference, Command: o.Command, Events: recorded.Events, Position: recorded.Position, Version: recorded.Version,
		Already: len(recorded.Events) == 0, Said: recorded.Said}
	if receipt.Events == nil {
		receipt.Events = []ulid.ULID{}
	}
	return receipt, nil
}
