package csv

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
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
	kept Kept
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

// Prepare works out what in would record in a book, and records nothing. The
// decisions that are kept with the ledger count as well. Of the options, those
// that in says are filled in.
func Prepare(ctx context.Context, book importer.Book, kept Kept, in desk.Import, o importer.Options) (*Run, error) {
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
	given, err := kept.Decisions(ctx)
	if err != nil {
		return nil, err
	}
	if in.Decisions != (desk.ImportFile{}) {
		given = append(given, in.Decisions)
	}
	decisions := importer.NewDecisions()
	if err := addTo(decisions, given); err != nil {
		return nil, err
	}
	o.Rectify, o.KeepRecorded = in.Rectify, in.Keep
	r.plan, err = importer.Prepare(ctx, r.book, tables, decisions, o)
	return r, err
}

// addTo adds the answers of decisions files, one after the other.
func addTo(d *importer.Decisions, files []desk.ImportFile) error {
	for _, f := range files {
		t, err := Read(f.Name, strings.NewReader(f.Text))
		if err == nil {
			err = d.Add(t)
		}
		if err != nil {
			return err
		}
	}
	return nil
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
func (r *Run) decisions() [][]string { return rowsOf(r.plan.Decisions()) }

// Record records the plan, and keeps its decisions with the ledger. Where it is
// cut short the fault says, in language l, how much is recorded; the same
// import prepared and recorded again completes it. progress, where not nil, is
// told how many steps are done.
func (r *Run) Record(ctx context.Context, l glossary.Language, progress func(done, total int)) (desk.ImportReceipt, error) {
	err := importer.Record(ctx, r.book, r.plan, progress)
	if err == nil {
		err = r.kept.Keep(ctx, r.decisions())
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
	case fault.CodeOf(err) == ledger.RefusedReadOnly:
		return fault.New(fault.Unavailable, desk.RefusedImportNoRoom, "nombre", n).Because(err)
	}
	cause := strings.TrimSuffix(i18n.Explain(err, l), ".")
	if errors.Is(err, context.Canceled) {
		cause = glossary.Text{FR: "à votre demande", EN: "as you asked"}.In(l)
	}
	return fault.New(fault.KindOf(err), desk.RefusedImportCutShort, "nombre", n, "cause", cause).Because(err)
}
