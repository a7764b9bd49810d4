package desk

import (
	"context"
	"errors"
	"time"

	"suivi/domain"
	"suivi/domain/access"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/projections/register"
	"suivi/projections/runner"
)

// Table is a table that the ledger answers with, of rows T, asked by Q. Its
// JSON is that of the command line, of the API and of the client.
type Table[Q Question, T any] struct {
	Name string // on the command line: "followup"
	Path string // in the API, below /api/v1
	// Needs is the scope that the question takes; zero: access.Read.
	Needs access.Scope
	// Dated says that the answer depends on the day on which it is asked, where
	// no day is given.
	Dated bool
	// Long says that the answer may grow with the ledger: the API gives it in
	// stretches, each with the cursor of the next.
	Long bool

	of func(a *asking, q Q) (T, error)
}

// Question is what a table is asked: Moment is part of every one.
type Question interface{ moment() Moment }

// Moment says as of when a table is asked. All of it may be left out.
type Moment struct {
	AsOf    string `query:"au"`         // what had taken effect by that day
	KnownAt string `query:"connu_le"`   // what was recorded by that day, time or position
	Today   string `query:"aujourdhui"` // the day on which the question is asked
	After   string `query:"apres"`      // wait until this position of the log is counted
}

func (m Moment) moment() Moment { return m }

// Seen says what an answer is an answer of.
type Seen struct {
	Position event.Position // of the last event that was known to the tables
	Today    domain.Day
	Next     string // the cursor of the stretch after this one, where the answer itself has no room for it
}

// asking is one question under way.
type asking struct {
	*Desk
	ctx  context.Context
	view *register.View
	next string
}

// Ask asks t. It is a function since a method cannot be generic.
func Ask[Q Question, T any](ctx context.Context, d *Desk, by access.Bearer, t Table[Q, T], q Q) (answer T, seen Seen, err error) {
	a := &asking{Desk: d, ctx: ctx}
	seen, err = look(ctx, d, by, t.Action(), q.moment(), func(v *register.View) (err error) {
		a.view = v
		answer, err = t.of(a, q)
		return err
	})
	seen.Next = a.next
	return answer, seen, err
}

// Look shows by, who must be allowed to read, one view of the register as of a
// moment: a page puts several tables together out of one, so that they agree.
func Look(ctx context.Context, d *Desk, by access.Bearer, m Moment, see func(*register.View) error) (Seen, error) {
	return look(ctx, d, by, access.Action{Needs: access.Read, Name: "look"}, m, see)
}

func look(ctx context.Context, d *Desk, by access.Bearer, to access.Action, asked Moment, see func(*register.View) error) (seen Seen, err error) {
	if err := by.May(to); err != nil {
		return seen, err
	}
	m, err := d.Moment(asked)
	if err != nil {
		return seen, err
	}
	if err := d.WaitFor(ctx, asked.After); err != nil {
		return seen, err
	}
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	err = d.Runner.Register().Query(ctx, m, func(v *register.View) error {
		err := see(v)
		seen = Seen{Position: v.Applied(), Today: v.Today()}
		return err
	})
	if errors.Is(err, context.DeadlineExceeded) {
		err = fault.New(fault.Unavailable, "moment.trop_demande")
	}
	return seen, err
}

// patience is how long an answer about the past may take, others that were
// asked before it included.
const patience = time.Minute

// WaitFor returns once the tables count the event at position, at once where
// none is named.
func (d *Desk) WaitFor(ctx context.Context, position string) error {
	if position == "" {
		return nil
	}
	p, err := event.ParsePosition(position)
	if err != nil {
		return fault.New(fault.Invalid, "moment.position", "lu", position).At("apres")
	}
	err = d.Runner.WaitFor(ctx, p)
	if errors.Is(err, runner.ErrBeyond) {
		return fault.New(fault.Unavailable, "moment.position_a_venir", "position", position, "derniere", d.Runner.Seen().String()).At("apres").Because(err)
	}
	return err
}

// Action is what permission to ask t is asked for.
func (t Table[Q, T]) Action() access.Action {
	needs := t.Needs
	if needs == access.Nothing {
		needs = access.Read
	}
	return access.Action{Needs: needs, Name: t.Name}
}
