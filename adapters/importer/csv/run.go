package csv

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"

	"suivi/adapters/desk"
	"suivi/adapters/i18n"
	"suivi/adapters/importer"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/glossary"
	"suivi/domain/ledger"
)

// Run is one import of CSV files, from what it would record to what it
// recorded.
type Run struct {
	log  *countedLog
	book importer.Book
	plan *importer.Plan
	kept string
}

// countedLog counts what is appended through it, whoever else appends.
type countedLog struct {
	ledger.EventLog
	events int
	last   event.Position
}

// Append implements ledger.EventLog.
func (c *countedLog) Append(ctx context.Context, stream string, expected event.Version, records []event.Record) (ledger.Appended, error) {
	done, err := c.EventLog.Append(ctx, stream, expected, records)
	if err == nil {
		c.events += len(records)
		c.last = done.Position
	}
	return done, err
}

// Prepare works out what in would record in a book, and records nothing. kept is
// the decisions file that lies with the ledger, whether it is there yet or not:
// its decisions count as well. Of the options, those that in says are filled in.
func Prepare(ctx context.Context, book importer.Book, kept string, in desk.Import, o importer.Options) (*Run, error) {
	r := &Run{log: &countedLog{EventLog: book.Ledger.Log}, kept: kept}
	counted := *book.Ledger
	counted.Log = r.log
	r.book = importer.Book{Ledger: &counted, Runner: book.Runner}
	var tables []importer.Table
	for _, f := range in.Files {
		t, err := Read(f.Name, strings.NewReader(f.Text))
		if err != nil {
			return nil, err
		}
		tables = append(tables, t)
	}
	var given []desk.ImportFile
	before, err := os.ReadFile(kept)
	switch {
	case err == nil:
		given = append(given, desk.ImportFile{Name: filepath.Base(kept), Text: string(before)})
	case !errors.Is(err, fs.ErrNotExist):
		return nil, fault.New(fault.Invalid, RefusedUnreadable, "fichier", kept).At(filepath.Base(kept)).Because(err)
	}
	if in.Decisions != (desk.ImportFile{}) {
		given = append(given, in.Decisions)
	}
	decisions := importer.NewDecisions()
	for _, f := range given {
		t, err := Read(f.Name, strings.NewReader(f.Text))
		if err == nil {
			err = decisions.Add(t)
		}
		if err != nil {
			return nil, err
		}
	}
	o.Rectify, o.KeepRecorded = in.Rectify, in.Keep
	r.plan, err = importer.Prepare(ctx, r.book, tables, decisions, o)
	return r, err
}

// Told is the plan, what it asks, and why it cannot be recorded.
func (r *Run) Told() (desk.Imported, error) {
	t := desk.Imported{Plan: r.plan.Told()}
	t.Refused, _ = errors.AsType[*fault.Fault](r.plan.Ready())
	if len(r.plan.Questions()) > 0 {
		t.Decisions = r.decisions()
	}
	spelled, err := json.Marshal(t.Plan, json.Deterministic(true))
	sum := sha256.Sum256(spelled)
	t.Fingerprint = hex.EncodeToString(sum[:])
	return t, err
}

// decisions is the decisions file, its header first.
func (r *Run) decisions() [][]string {
	t := r.plan.Decisions()
	rows := [][]string{t.Header}
	for _, line := range t.Lines {
		rows = append(rows, line.Cells)
	}
	return rows
}

// Record records the plan, and keeps its decisions with the ledger. Where it is
// cut short the fault says, in language l, how much is recorded; the same
// import prepared and recorded again completes it. progress, where not nil, is
// told how many steps are done.
func (r *Run) Record(ctx context.Context, l glossary.Language, progress func(done, total int)) (desk.ImportReceipt, error) {
	err := importer.Record(ctx, r.book, r.plan, progress)
	if err == nil {
		if err = WriteFile(r.kept, r.decisions()); err != nil {
			err = fault.New(fault.Unavailable, ledger.RefusedReadOnly).Because(err)
		}
	}
	if err != nil {
		return desk.ImportReceipt{}, cutShort(r.log.events, err, l)
	}
	if r.log.events == 0 {
		return desk.ImportReceipt{Position: r.book.Runner.Seen(), Already: true}, nil
	}
	return desk.ImportReceipt{Events: r.log.events, Position: r.log.last}, nil
}

// cutShort says how much of an import is recorded where err ended it: what the
// log says of its last append is not true of those that went before. Where
// nothing was recorded, err says all.
func cutShort(recorded int, err error, l glossary.Language) error {
	n := strconv.Itoa(recorded)
	switch {
	case recorded == 0, fault.CodeOf(err) == importer.RefusedInterrupted: // which says so itself
		return err
	case fault.KindOf(err) == fault.Unavailable:
		return fault.New(fault.Unavailable, desk.RefusedImportNoRoom, "nombre", n).Because(err)
	}
	cause := strings.TrimSuffix(i18n.Explain(err, l), ".")
	if errors.Is(err, context.Canceled) {
		cause = glossary.Text{FR: "à votre demande", EN: "as you asked"}.In(l)
	}
	return fault.New(fault.KindOf(err), desk.RefusedImportCutShort, "nombre", n, "cause", cause).Because(err)
}
