package csv

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/oklog/ulid/v2"

	"suivi/adapters/desk"
	"suivi/adapters/importer"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/ledger"
)

// Kept is where the decisions of imports lie, with the ledger.
type Kept interface {
	// Decisions are those kept; what a later file says goes before an earlier
	// one.
	Decisions(ctx context.Context) ([]desk.ImportFile, error)
	// Keep keeps rows of decisions, the header first, with those there are.
	Keep(ctx context.Context, rows [][]string) error
}

// KeptFile keeps decisions in one file, which Keep writes anew.
type KeptFile string

// Decisions implements Kept.
func (f KeptFile) Decisions(context.Context) ([]desk.ImportFile, error) {
	name := filepath.Base(string(f))
	text, err := os.ReadFile(string(f))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, fault.New(fault.Invalid, RefusedUnreadable, "fichier", string(f)).At(name).Because(err)
	}
	return []desk.ImportFile{{Name: name, Text: string(text)}}, nil
}

// Keep implements Kept.
func (f KeptFile) Keep(_ context.Context, rows [][]string) error {
	if err := WriteFile(string(f), rows); err != nil {
		return fault.New(fault.Unavailable, ledger.RefusedReadOnly).Because(err)
	}
	return nil
}

// keptStream is where decisions lie in a log.
const keptStream = ledger.ImportPrefix + "decisions"

// keptV1 are decisions. Its data are a decisions file, the header first.
const keptV1 event.Type = "decisions.retenues.v1"

// keptBytes is how long the file of one event grows at most, but for its last
// row.
const keptBytes = 256 << 10

// KeptStream keeps decisions in a log, beside the ledger: each event adds to
// those before it.
type KeptStream struct {
	Log ledger.EventLog
	Now func() time.Time
}

// Decisions implements Kept.
func (k KeptStream) Decisions(ctx context.Context) ([]desk.ImportFile, error) {
	all, _, err := k.read(ctx)
	return all, err
}

func (k KeptStream) read(ctx context.Context) (all []desk.ImportFile, last event.Version, err error) {
	last = event.NoStream
	for rec, err := range k.Log.Load(ctx, keptStream, 0) {
		if err != nil {
			return nil, last, err
		}
		last = rec.Version
		if rec.Type == keptV1 {
			all = append(all, desk.ImportFile{Name: keptStream, Text: string(rec.Data)})
		}
	}
	return all, last, nil
}

// Keep implements Kept. Rows that are kept already are not added.
func (k KeptStream) Keep(ctx context.Context, rows [][]string) error {
	for {
		all, last, err := k.read(ctx)
		if err != nil {
			return err
		}
		lacks, err := lacking(all, rows[1:])
		if err != nil {
			return err
		}
		files, err := filesOf(rows[0], lacks)
		if err != nil {
			return err
		}
		for _, text := range files {
			rec := event.Record{ID: ulid.Make(), Type: keptV1, RecordedAt: k.Now(), Data: text}
			if _, err = k.Log.Append(ctx, keptStream, last, []event.Record{rec}); err != nil {
				break
			}
			last++
		}
		if _, again := errors.AsType[*ledger.VersionConflict](err); !again {
			return ledger.Refusal(err)
		}
	}
}

// Merged are the rows that decisions files come to, one after the other, the
// header first.
func Merged(files []desk.ImportFile) ([][]string, error) {
	d := importer.NewDecisions()
	if err := addTo(d, files); err != nil {
		return nil, err
	}
	return rowsOf(d.Table(nil)), nil
}

func rowsOf(t importer.Table) [][]string {
	rows := [][]string{t.Header}
	for _, line := range t.Lines {
		rows = append(rows, line.Cells)
	}
	return rows
}

// lacking are the rows that all, one file after the other, do not come to.
func lacking(all []desk.ImportFile, rows [][]string) ([][]string, error) {
	decided, err := Merged(all)
	if err != nil {
		return nil, err
	}
	held := map[string]bool{}
	for _, cells := range decided[1:] {
		held[strings.Join(cells, "\x00")] = true
	}
	return slices.DeleteFunc(slices.Clone(rows), func(cells []string) bool { return held[strings.Join(cells, "\x00")] }), nil
}

// filesOf are files of rows, each no longer than an event may be.
func filesOf(header []string, rows [][]string) (files [][]byte, err error) {
	for len(rows) > 0 {
		size, n := 0, 0
		t := importer.Table{Header: header}
		for ; n < len(rows) && size < keptBytes; n++ {
			t.Lines = append(t.Lines, importer.Line{Cells: rows[n]})
			size += len(strings.Join(rows[n], ""))
		}
		rows = rows[n:]
		var text bytes.Buffer
		if err := Write(&text, t); err != nil {
			return nil, err
		}
		files = append(files, text.Bytes())
	}
	return files, nil
}
