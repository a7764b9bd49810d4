package projectiontest_test

import (
	"context"
	"encoding/json"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/oklog/ulid/v2"
	"pgregory.net/rapid"

	"suivi/adapters/eventlog/memory"
	"suivi/adapters/eventlog/migrate"
	"suivi/domain/event"
	"suivi/domain/ledger"
	"suivi/projections/integrity"
	"suivi/projections/projectiontest"
	"suivi/projections/register"
	"suivi/projections/runner"
)

var errCut = errors.New("the copy was cut")

// cutOff is a log that takes no more after some appends; of the last one, the
// answer alone is lost.
type cutOff struct {
	ledger.EventLog
	left int
}

func (c *cutOff) Append(ctx context.Context, stream string, expected event.Version, records []event.Record) (ledger.Appended, error) {
	if c.left--; c.left < 0 {
		return ledger.Appended{}, errCut
	}
	at, err := c.EventLog.Append(ctx, stream, expected, records)
	if c.left == 0 {
		err = errCut
	}
	return at, err
}

// judged is what verify says of a log, but for positions, which are each log's
// own.
func judged(t projectiontest.TB, log ledger.EventLog) string {
	t.Helper()
	c := integrity.New(ledger.NewRegistry())
	for rec, err := range ledger.ReadOwn(context.Background(), log, event.Position{}) {
		if err != nil {
			t.Fatal(err)
		}
		c.Add(rec)
	}
	r := c.Report()
	r.Position = event.Position{}
	for i := range r.Problems {
		r.Problems[i].Position = event.Position{}
	}
	said, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(said)
}

// movedAside is a log in which positions have gaps: something lies beside the
// ledger, before it and in its midst.
func movedAside(t *rapid.T, from ledger.EventLog, into *memory.Log) {
	n := byte(0)
	for rec, err := range from.Read(context.Background(), event.Position{}) {
		if err != nil {
			t.Fatal(err)
		}
		if rapid.IntRange(0, 9).Draw(t, "beside") == 0 || n == 0 {
			n++
			if _, err := into.Append(context.Background(), ledger.EvidencePrefix+ulid.ULID{15: n}.String(), event.NoStream, []event.Record{{ID: ulid.ULID{0: 1, 15: n}, Type: "piece.octets.v1"}}); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := into.Append(context.Background(), rec.Stream, rec.Version-1, []event.Record{rec}); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAMigratedLedgerSaysTheSameHoweverOftenItWasCut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ctx, source, target := context.Background(), memory.New(), memory.New()
		book := drawLedger(t).book
		movedAside(t, book.Log, source)
		var at migrate.Standing
		for cuts := 0; !at.Complete() || cuts == 0; cuts++ {
			var err error
			if at, err = migrate.Compare(ctx, source, target, nil); err != nil {
				t.Fatal(err)
			}
			left := rapid.SampledFrom([]int{1, 20, 1000}).Draw(t, "appends before the cut")
			added, err := migrate.Copy(ctx, source, &cutOff{target, left}, at.After, nil)
			if err != nil && !errors.Is(err, errCut) {
				t.Fatal(err)
			}
			now, compared := migrate.Compare(ctx, source, target, nil)
			if compared != nil || now.Target.Events < at.Target.Events+added || err == nil && !now.Complete() {
				t.Fatalf("from %d events, with %d more, to %+v: %v", at.Target.Events, added, now, compared)
			}
			at = now
		}
		if d := cmp.Diff(judged(t, source), judged(t, target)); d != "" {
			t.Fatalf("verify (-source +target):\n%s", d)
		}
		today := register.Moment{Today: projectiontest.Day("2023-06-15")}
		tables := func(log ledger.EventLog) projectiontest.Tables {
			r := runner.New(log, ledger.NewRegistry())
			if err := r.CatchUp(ctx, nil); err != nil {
				t.Fatal(err)
			}
			return everything(t, r.Register(), today, log)
		}
		want := tables(source)
		same(t, "migrated", want, tables(target))
		same(t, "with nothing beside it", want, tables(book.Log))
	})
}
