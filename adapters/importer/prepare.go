package importer

import (
	"context"
	"fmt"

	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/ledger"
	"suivi/projections/runner"
)

// Prepare tells what importing tables would record, and records nothing: the
// whole import is done against a copy of the ledger in memory. Tables of
// decisions may be among the others; decisions may be nil.
func Prepare(ctx context.Context, book Book, tables []Table, decisions *Decisions, options Options) (*Plan, error) {
	p := &Plan{options: options, decisions: decisions}
	if p.decisions == nil {
		p.decisions = NewDecisions()
	}
	for _, t := range tables {
		kind, err := KindOf(&t)
		if err == nil && kind == DecisionsFile {
			if err := p.decisions.Add(t); err != nil {
				return nil, err
			}
			continue
		}
		p.tables = append(p.tables, t)
	}
	scratch, err := copyBook(ctx, book, options.NewLog())
	if err != nil {
		return nil, err
	}
	r := newRun(ctx, scratch, p)
	p.Faults = r.take(p.tables)
	if err := r.all(); err != nil {
		return nil, err
	}
	p.Rows, p.jobs = r.rows, r.done
	return p, nil
}

// Decisions gives the decisions file to fill in: what was decided, kept as it
// was, and what the plan asks.
func (p *Plan) Decisions() Table { return p.decisions.Table(p.Questions()) }

// Record records what a plan that is Ready shows. Where it is cut short, the
// same import done again completes it: what is recorded already is recognised.
// progress, where not nil, is told how many steps are done.
func Record(ctx context.Context, book Book, p *Plan, progress func(done, total int)) error {
	if err := p.Ready(); err != nil {
		return err
	}
	if err := book.Runner.CatchUp(ctx, nil); err != nil {
		return err
	}
	if _, err := book.Ledger.CompleteSteps(ctx); err != nil {
		return err
	}
	r := newRun(ctx, book, p)
	r.behind, r.halt, r.progress = true, true, progress
	r.take(p.tables)
	r.total = p.jobs
	if err := r.all(); err != nil {
		return err
	}
	return book.Runner.CatchUp(ctx, nil)
}

// copyBook makes a book that holds the same events in another log.
func copyBook(ctx context.Context, from Book, into ledger.EventLog) (Book, error) {
	l := from.Ledger
	for rec, err := range ledger.ReadOwn(ctx, l.Log, event.Position{}) {
		if err != nil {
			return Book{}, fmt.Errorf("copy the log for a dry run: %w", err)
		}
		if _, err := into.Append(ctx, rec.Stream, rec.Version-1, []event.Record{rec}); err != nil {
			return Book{}, fmt.Errorf("copy the log for a dry run: %w", err)
		}
	}
	views := runner.New(into, l.Registry)
	if err := views.CatchUp(ctx, nil); err != nil {
		return Book{}, err
	}
	copied := Book{Ledger: &ledger.Ledger{Log: into, Registry: l.Registry, Lists: views, Clock: l.Clock}, Runner: views}
	if _, err := copied.Ledger.CompleteSteps(ctx); err != nil {
		return Book{}, err
	}
	return copied, views.CatchUp(ctx, nil)
}

// all takes the rows: the tree first, then sessions and what was done at them
// in the order of days.
func (r *run) all() error {
	for _, phase := range []func() error{r.allStructures, r.allForums, r.planMeetings, r.allDays} {
		if err := phase(); err != nil {
			return err
		}
	}
	return nil
}

// invalid is the refusal of a cell.
func invalid(column, code string, args ...string) *fault.Fault {
	return fault.New(fault.Invalid, code, args...).At(column)
}
