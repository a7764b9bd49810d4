package example_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"suivi/adapters/eventlog/memory"
	"suivi/adapters/importer"
	"suivi/cmd/suivi/example/exampletest"
	"suivi/domain/event"
	"suivi/domain/ledger"
	"suivi/projections/register"
)

func TestImportingTheSameRowsTwiceRecordsNothing(t *testing.T) {
	log := memory.New()
	book := open(t, log)
	if err := record(t.Context(), t, book); err != nil {
		t.Fatal(err)
	}
	before := head(t, log)
	plan, err := importer.Prepare(t.Context(), book, exampletest.Tables(t), nil, options)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range plan.Rows {
		if row.Outcome != importer.Already {
			t.Errorf("%s:%d %s, want already recorded: %+v %+v", row.File, row.Line, row.Outcome, row.Differences, row.Steps)
		}
	}
	if err := importer.Record(t.Context(), book, plan, nil); err != nil {
		t.Fatal(err)
	}
	equal(t, "head of the log", head(t, log).String(), before.String())
}

var errKilled = errors.New("killed")

// dying is a log whose process dies at its n-th append: before it, or after it
// but before the answer.
type dying struct {
	ledger.EventLog
	left  int
	after bool
}

func (d *dying) Append(ctx context.Context, stream string, expected event.Version, records []event.Record) (ledger.Appended, error) {
	if d.left--; d.left < 0 {
		if d.after && d.left == -1 {
			_, _ = d.EventLog.Append(ctx, stream, expected, records)
		}
		return ledger.Appended{}, errKilled
	}
	return d.EventLog.Append(ctx, stream, expected, records)
}

// tale tells how the ledger stands, so that two can be compared.
func tale(t *testing.T, book importer.Book) string {
	var b strings.Builder
	see(t, book, 0, func(v *register.View) {
		for _, s := range v.Sessions() {
			st := v.Session(s)
			fmt.Fprintf(&b, "%s held %v closed %s totals %d\n", v.SessionReference(s), st.Held != nil, st.ClosedOn, len(st.Totals))
			for _, d := range v.Due(s) {
				fmt.Fprintf(&b, "  examines %s %s\n", d.Number, v.State(d.Recommendation).Text)
			}
			var list []string
			for i, l := range v.Listed(s) {
				r := v.State(i)
				list = append(list, fmt.Sprintf("  %02d %s %s %s %d %v %v\n", l.Place, l.Number, r.Text, r.State, len(r.Owners), v.References(i), v.Status(i).Dropped != nil))
			}
			slices.Sort(list)
			b.WriteString(strings.Join(list, ""))
		}
		for _, f := range v.ForumsByCode() {
			fmt.Fprintf(&b, "%+v\n", *v.Forum(f))
		}
		for _, o := range v.Organizations() {
			fmt.Fprintf(&b, "%+v\n", *v.Organization(o))
		}
	})
	return b.String()
}

func TestAKilledImportIsCompletedByRunningItAgain(t *testing.T) {
	whole := memory.New()
	book := open(t, whole)
	if err := record(t.Context(), t, book); err != nil {
		t.Fatal(err)
	}
	want := tale(t, book)
	for kill := 0; ; kill += 7 {
		log := memory.New()
		err := record(t.Context(), t, open(t, &dying{log, kill, kill%2 == 1}))
		if err == nil {
			t.Logf("an import of %d appends", kill)
			break
		}
		if !errors.Is(err, errKilled) {
			t.Fatalf("killed at append %d: %v", kill, err)
		}
		book := open(t, log)
		if err := record(t.Context(), t, book); err != nil {
			t.Fatalf("killed at append %d, then: %v", kill, err)
		}
		if got := tale(t, book); got != want {
			t.Fatalf("killed at append %d:\n%s", kill, got)
		}
		if n, m := count(t, log), count(t, whole); n != m {
			t.Fatalf("killed at append %d: %d events, want %d", kill, n, m)
		}
	}
}

func count(t *testing.T, log ledger.EventLog) (n int) {
	for _, err := range log.Read(t.Context(), event.Position{}) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	return n
}
