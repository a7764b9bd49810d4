package example_test

import (
	"math/rand/v2"
	"testing"

	"suivi/adapters/eventlog/memory"
	"suivi/adapters/importer"
	"suivi/cmd/suivi/example/exampletest"
	"suivi/domain/fault"
)

// spoil changes a few cells of the example, as a hand or a spreadsheet would.
func spoil(all []importer.Table, r *rand.Rand) {
	words := []string{"", "31 février 2023", "2023-1", "CC-CPS-SCI", "CC-CPS-SCI.2023-1.3", "nouvelle", "en cours", "???", "1", "-", "MAECI", "politique", "12/13/2023", "close"}
	for range 1 + r.IntN(4) {
		t := &all[r.IntN(len(all))]
		if len(t.Lines) == 0 {
			continue
		}
		at := r.IntN(len(t.Lines))
		line := &t.Lines[at]
		switch r.IntN(5) {
		case 0: // a line is lost
			t.Lines = append(t.Lines[:at:at], t.Lines[at+1:]...)
		case 1: // a line is there twice
			t.Lines = append(t.Lines, *line)
		case 2: // two cells change places
			i, j := r.IntN(len(line.Cells)), r.IntN(len(line.Cells))
			line.Cells[i], line.Cells[j] = line.Cells[j], line.Cells[i]
		case 3: // a cell is that of another line
			i := r.IntN(len(line.Cells))
			line.Cells[i] = t.Lines[r.IntN(len(t.Lines))].Cells[i]
		default:
			line.Cells[r.IntN(len(line.Cells))] = words[r.IntN(len(words))]
		}
	}
}

// Whatever a hand did to the files, an import refuses, asks, or records; what it
// records it records once, and it is never at a loss.
func TestSpoiltFilesAreRefusedOrRecordedOnce(t *testing.T) {
	recorded := 0
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 1))
		log := memory.New()
		book := open(t, log)
		if seed%2 == 1 { // into a ledger that holds the true ones
			if err := record(t.Context(), t, book); err != nil {
				t.Fatal(err)
			}
		}
		spoilt := exampletest.Tables(t)
		spoil(spoilt, r)
		o := options
		o.Rectify = "relecture"
		plan, err := importer.Prepare(t.Context(), book, spoilt, nil, o)
		if fault.KindOf(err) != fault.Internal {
			continue
		}
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if plan.Ready() != nil {
			continue
		}
		if err := importer.Record(t.Context(), book, plan, nil); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		recorded++
		before := head(t, log)
		again, err := importer.Prepare(t.Context(), book, spoilt, nil, o)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if err := importer.Record(t.Context(), book, again, nil); err != nil {
			t.Fatalf("seed %d, again: %v", seed, err)
		}
		if after := head(t, log); after != before {
			for _, row := range again.Rows {
				if row.Outcome != importer.Already {
					t.Errorf("seed %d: %s:%d %s %+v %+v", seed, row.File, row.Line, row.Outcome, row.Differences, row.Steps)
				}
			}
			t.Fatalf("seed %d: the log went from %s to %s", seed, before, after)
		}
	}
	t.Logf("%d of 40 were recorded", recorded)
}
