package csv

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"suivi/adapters/eventlog/memory"
	"suivi/domain/event"
	"suivi/domain/ledger"
)

var columnHeads = []string{"champ", "lu", "contexte", "choix", "decision", "fichier", "ligne"}

// settled is a decision on what an état that was read means.
func settled(read, answer string) []string {
	return []string{"etat", read, "", "en_cours | executee", answer, "examens.csv", "2"}
}

// TestDecisionsAreKept: whatever keeps them gives back, as one table, what was
// said last of each.
func TestDecisionsAreKept(t *testing.T) {
	for name, kept := range map[string]Kept{
		"in a file": KeptFile(filepath.Join(t.TempDir(), "decisions.csv")),
		"in a log":  KeptStream{memory.New(), time.Now},
	} {
		t.Run(name, func(t *testing.T) {
			if all, err := kept.Decisions(t.Context()); err != nil || len(all) != 0 {
				t.Fatal(all, err)
			}
			for _, rows := range [][][]string{
				{columnHeads, settled("en partie", "en_cours")},
				{columnHeads, settled("en partie", "en_cours"), settled("Fait ; « à moitié »", "executee")},
				{columnHeads, settled("en partie", "executee"), settled("Fait ; « à moitié »", "executee")},
				{columnHeads, settled("en partie", "en_cours"), settled("Fait ; « à moitié »", "executee")},
			} {
				for range 2 {
					if err := kept.Keep(t.Context(), rows); err != nil {
						t.Fatal(err)
					}
				}
				all, err := kept.Decisions(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				got, err := Merged(all)
				if d := cmp.Diff(rows, got); err != nil || d != "" {
					t.Errorf("%v (-want +got):\n%s", err, d)
				}
			}
		})
	}
}

func TestOnlyWhatIsNewIsAddedToTheLogInEventsThatItTakes(t *testing.T) {
	log := memory.New()
	kept := KeptStream{log, time.Now}
	rows := [][]string{columnHeads}
	for i := range 3000 {
		rows = append(rows, settled(fmt.Sprint(i, strings.Repeat(" état", 40)), "en_cours"))
	}
	for range 2 {
		if err := kept.Keep(t.Context(), rows); err != nil {
			t.Fatal(err)
		}
	}
	events, size := 0, 0
	for rec, err := range log.Read(t.Context(), event.Position{}) {
		if err != nil || !ledger.IsBeside(rec.Stream) {
			t.Fatal(rec.Stream, err)
		}
		events, size = events+1, max(size, len(rec.Data))
	}
	if events < 2 || events > 5 || size > ledger.MaxEventBytes {
		t.Errorf("%d events, the largest of %d bytes", events, size)
	}
	all, err := kept.Decisions(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got, err := Merged(all); err != nil || !slices.EqualFunc(got, rows, slices.Equal) {
		t.Errorf("%d rows, %v", len(got), err)
	}
}
