package ledger_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"suivi/adapters/eventlog/memory"
	"suivi/domain/event"
	"suivi/domain/ledger"
)

var errDied = errors.New("the process died")

// dying is a log whose process dies at its nth append: before it is written,
// or after, its answer lost.
type dying struct {
	ledger.EventLog
	left   int
	writes bool
}

func (d *dying) Append(ctx context.Context, stream string, expected event.Version, records []event.Record) (ledger.Appended, error) {
	d.left--
	if d.left == 0 && d.writes {
		if _, err := d.EventLog.Append(ctx, stream, expected, records); err != nil {
			return ledger.Appended{}, err
		}
	}
	if d.left <= 0 {
		return ledger.Appended{}, errDied
	}
	return d.EventLog.Append(ctx, stream, expected, records)
}

// afterDeath opens the ledger again, as the binary does: steps left half done
// are completed.
func afterDeath(t *testing.T, log ledger.EventLog) *house {
	h := open(t, log)
	if _, err := h.CompleteSteps(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n, err := h.CompleteSteps(t.Context()); n != 0 || err != nil {
		t.Errorf("%d steps are left after completing them all (%v)", n, err)
	}
	return h
}

// TestACrashAtEveryAppend kills each use case at each of its appends, and has
// the client send its command again: at once to the same ledger, or to one
// that was opened again.
func TestACrashAtEveryAppend(t *testing.T) {
	crashes := 0
	each(t, func(t *testing.T, whole *house, s stage, c useCase) {
		m := command("the command")
		first := whole.must(c.issue(whole, m))
		want := whole.events("")
		for death := 1; ; death++ {
			survived := false
			for _, writes := range []bool{false, true} {
				for _, reopened := range []bool{false, true} {
					log := memory.New()
					h := founded(t, log)
					set(h)
					d := &dying{log, death, writes}
					h.Log = d
					_, err := c.issue(h, m)
					if err == nil {
						survived = true
						continue
					}
					if !errors.Is(err, errDied) {
						t.Fatalf("died at append %d: %v", death, err)
					}
					crashes++
					h.Log = log
					if reopened {
						h = afterDeath(t, log)
					}
					how := fmt.Sprintf("died at append %d (written: %v, opened again: %v)", death, writes, reopened)
					again, err := c.issue(h, m)
					if err != nil {
						t.Fatalf("%s: sent again: %v", how, err)
					}
					if d := cmp.Diff(first, again, cmp.Comparer(func(a, b event.Position) bool { return a == b })); d != "" {
						t.Errorf("%s: answered otherwise:\n%s", how, d)
					}
					if d := cmp.Diff(ids(want), ids(h.events(""))); d != "" {
						t.Errorf("%s: recorded otherwise:\n%s", how, d)
					}
					h.sameTables(whole)
				}
			}
			if survived {
				break
			}
		}
	})
	t.Logf("%d crashes", crashes)
}

// ids tells events by what makes them what they are, without the order in
// which streams took turns.
func ids(all []event.Envelope) map[string]string {
	told := map[string]string{}
	for _, e := range all {
		told[fmt.Sprint(e.Stream, " ", e.Version)] = fmt.Sprint(e.ID, e.Payload.EventType(), e.Day, e.Cause, e.Command, e.Hash)
	}
	return told
}

// TestAClientThatNeverComesBack loses nothing: opening the ledger completes
// what the session has decided.
func TestAClientThatNeverComesBack(t *testing.T) {
	each(t, func(t *testing.T, whole *house, s stage, c useCase) {
		m := command("the command")
		whole.must(c.issue(whole, m))
		log := memory.New()
		h := founded(t, log)
		set(h)
		h.Log = &dying{log, 1, true}
		if _, err := c.issue(h, m); !errors.Is(err, errDied) {
			t.Fatal(err)
		}
		h = afterDeath(t, log)
		if d := cmp.Diff(ids(whole.events("")), ids(h.events(""))); d != "" {
			t.Errorf("recorded otherwise:\n%s", d)
		}
		h.sameTables(whole)
	})
}
