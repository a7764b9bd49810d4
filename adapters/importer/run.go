package importer

import (
	"context"
	"errors"
	"strings"

	"github.com/oklog/ulid/v2"

	"suivi/adapters/desk"
	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/wording"
	"suivi/projections/register"
)

// A run takes every row once, in the order of the timeline, against one book:
// the scratch copy for a dry run, the ledger itself to record.
type run struct {
	ctx       context.Context
	book      Book
	options   Options
	decisions *Decisions
	rows      []*Row
	items     map[Kind][]*item

	behind      bool // the views have not seen the last append
	directories map[domain.Day]*wording.Directory
	meetings    map[string]*meeting // by folded reference
	failed      map[string]*Row     // what a refused row would have recorded, by key
	unread      string              // a file refused as a whole; empty: none
	told        map[ulid.ULID]bool  // declarations that a row has told of

	// halt ends the run at the first row that is not recorded as planned.
	halt     bool
	progress func(done, total int)
	done     int
	total    int
}

// An item is a line with the row that tells what becomes of it.
type item struct {
	*record
	row *Row
}

func newRun(ctx context.Context, book Book, p *Plan) *run {
	return &run{
		ctx: ctx, book: book, options: p.options, decisions: p.decisions,
		items: map[Kind][]*item{}, directories: map[domain.Day]*wording.Directory{}, meetings: map[string]*meeting{}, failed: map[string]*Row{}, told: map[ulid.ULID]bool{},
	}
}

// take makes items of all lines of the tables. Tables that cannot be read as a
// whole are refused each with its fault.
func (r *run) take(tables []Table) (faults []*fault.Fault) {
	for i := range tables {
		t := &tables[i]
		kind, err := KindOf(t)
		var columns map[string]int
		if err == nil {
			columns, err = bind(t, kind)
		}
		if err != nil {
			f, _ := errors.AsType[*fault.Fault](err)
			if f.Place == "" {
				f = f.At(t.Name)
			}
			faults = append(faults, f)
			r.unread = t.Name
			continue
		}
		for j := range t.Lines {
			line := &t.Lines[j]
			row := &Row{desk.ImportRow{File: t.Name, Line: line.Number, Kind: string(kind)}}
			r.rows = append(r.rows, row)
			if line.Fault != nil {
				r.refuse(row, line.Fault)
				continue
			}
			r.items[kind] = append(r.items[kind], &item{&record{t, line, columns, kind}, row})
		}
	}
	return faults
}

// severity orders outcomes: of several things that a row does, the gravest
// tells what becomes of it.
var severity = map[Outcome]int{"": 0, Already: 1, WillRecord: 2, Rectifies: 3, Differs: 4, Asked: 5, Waits: 6, Refused: 7}

func (row *Row) becomes(o Outcome) {
	if severity[o] > severity[row.Outcome] {
		row.Outcome = o
	}
}

// records notes one thing that a row records.
func (row *Row) records(code string, args ...string) {
	row.becomes(WillRecord)
	row.Steps = append(row.Steps, newStep(code, args...))
}

func (row *Row) notice(code string, args ...string) {
	row.Notices = append(row.Notices, newStep(code, args...))
}

func newStep(code string, args ...string) Step {
	return Step{Code: code, Args: fault.New(fault.Internal, code, args...).Args}
}

// columnOf is the column in which the ledger's own name of a field stands.
var columnOf = map[string]string{"responsables": "structures", "motif_de_remise_en_suivi": "motif", "effet": "date", "seances": "date", "source": "document", "totaux": "total"}

// refuse keeps the fault of a row, placed in its file.
func (r *run) refuse(row *Row, f *fault.Fault) {
	column := f.Place
	if i := strings.LastIndexByte(column, '.'); i >= 0 && !strings.Contains(column, ":") {
		column = column[i+1:] // "points.1.texte" is the cell texte of this row
	}
	if c, other := columnOf[column]; other {
		column = c
	}
	if !strings.Contains(column, ":") {
		f = f.At(place(row.File, row.Line, column))
	}
	o := Refused
	switch {
	case f.Code == WaitsForRow:
		o = Waits
	case r.unread != "" && (f.Kind == fault.NotFound || f.Code == RefusedNotOnList):
		f, o = fault.New(fault.Refused, WaitsForFile, "fichier", r.unread).At(f.Place), Waits
	}
	if severity[o] > severity[row.Outcome] {
		row.Fault = f
	}
	row.becomes(o)
}

// WaitsForRow: what the row builds on is itself refused.
const WaitsForRow = "import.attend_une_ligne"

// WaitsForFile: what the row builds on is not known, and may stand in a file
// that is refused as a whole.
const WaitsForFile = "import.attend_un_fichier"

// RefusedInterrupted: a row was refused while recording, since others recorded
// meanwhile.
const RefusedInterrupted = "import.interrompu"

// do runs one job of a row. What the ledger or a reader refuses becomes the
// row's fault, and whatever hangs on keys then waits for it; any other error
// ends the run.
func (r *run) do(row *Row, keys []string, job func() error) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	r.done++
	if r.progress != nil {
		r.progress(r.done, max(r.total, r.done))
	}
	err := job()
	f, is := errors.AsType[*fault.Fault](err)
	if is && f.Kind != fault.Internal && f.Kind != fault.Unavailable && f.Kind != fault.Forbidden {
		r.refuse(row, f)
		err = nil
	}
	if row.Outcome == Refused || row.Outcome == Waits {
		for _, k := range keys {
			r.failed[k] = row
		}
	}
	if err != nil {
		return err
	}
	if r.halt && (severity[row.Outcome] > severity[Differs] || row.Outcome == Differs && !r.options.KeepRecorded) {
		f := fault.New(fault.Conflict, RefusedInterrupted, "fichier", row.File, "ligne", itoa(row.Line)).At(place(row.File, row.Line, ""))
		if row.Fault != nil {
			f = f.Because(row.Fault)
		}
		return f
	}
	return nil
}

// waits is the fault of a row that builds on what key names, nil where no row
// failed to record it.
func (r *run) waits(key string) error {
	row, failed := r.failed[key]
	if !failed {
		return nil
	}
	return fault.New(fault.Refused, WaitsForRow, "fichier", row.File, "ligne", itoa(row.Line))
}

// see lets ask look at all that is recorded so far.
func (r *run) see(ask func(*register.View) error) error {
	return r.seeOn(0, ask)
}

// seeOn lets ask look at the ledger as of a day, or of all for 0.
func (r *run) seeOn(day domain.Day, ask func(*register.View) error) error {
	if r.behind {
		if err := r.book.Runner.CatchUp(r.ctx, nil); err != nil {
			return err
		}
		r.behind = false
	}
	return r.book.Runner.Register().Query(r.ctx, register.Moment{On: day, Today: r.options.Today}, ask)
}
