package example_test

import (
	"context"
	"testing"
	"time"

	"suivi/adapters/eventlog/memory"
	"suivi/adapters/importer"
	"suivi/cmd/suivi/example/exampletest"
	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/ledger"
	"suivi/projections/register"
	"suivi/projections/runner"
)

var options = importer.Options{
	Actor:  event.Actor{ID: "import", Function: "secrétariat"},
	Today:  domain.MustDay(2024, time.March, 1),
	NewLog: func() ledger.EventLog { return memory.New() },
}

// open makes a book on a log.
func open(t *testing.T, log ledger.EventLog) importer.Book {
	t.Helper()
	registry := ledger.NewRegistry()
	views := runner.New(log, registry)
	if err := views.CatchUp(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	clock := func() time.Time { return time.Date(2024, 3, 1, 9, 0, 0, 0, time.UTC) }
	return importer.Book{Ledger: &ledger.Ledger{Log: log, Registry: registry, Lists: views, Clock: clock}, Runner: views}
}

// record imports the example into a book.
func record(ctx context.Context, t *testing.T, book importer.Book) error {
	t.Helper()
	plan, err := importer.Prepare(ctx, book, exampletest.Tables(t), nil, options)
	if err != nil {
		t.Fatal(err)
	}
	if err := plan.Ready(); err != nil {
		for _, row := range plan.Rows {
			if row.Outcome != importer.WillRecord && row.Outcome != importer.Already {
				t.Errorf("%s:%d %s %v %+v %+v", row.File, row.Line, row.Outcome, row.Fault, row.Questions, row.Differences)
			}
		}
		t.Fatal(err)
	}
	return importer.Record(ctx, book, plan, nil)
}

func head(t *testing.T, log ledger.EventLog) event.Position {
	t.Helper()
	at, err := log.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// see asks of a book as of a day, or of all for 0.
func see(t *testing.T, book importer.Book, on domain.Day, ask func(*register.View)) {
	t.Helper()
	moment := register.Moment{On: on, Today: options.Today}
	if err := book.Runner.Register().Query(context.Background(), moment, func(v *register.View) error { ask(v); return nil }); err != nil {
		t.Fatal(err)
	}
}
