package eventstoredb_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"suivi/adapters/eventlog/eventstoredb"
	"suivi/adapters/eventlog/eventstoredb/esdbtest"
	"suivi/domain/event"
	"suivi/domain/ledger"

	"github.com/oklog/ulid/v2"
)

// onEachManner runs a test against a server of each manner, with a log on it.
func onEachManner(t *testing.T, test func(t *testing.T, s *esdbtest.Server, log *eventstoredb.Log)) {
	t.Helper()
	for name, manner := range manners {
		t.Run(name, func(t *testing.T) {
			s := esdbtest.Start(t, manner)
			s.WriteTimeout = 50 * time.Millisecond
			t.Cleanup(func() { nothingLeft(t, s) })
			test(t, s, ours(t, s))
		})
	}
}

// ours is a log of streams "a…" that waits two seconds at most.
func ours(t testing.TB, s *esdbtest.Server) *eventstoredb.Log {
	t.Helper()
	return open(t, s.ConnectionString(), eventstoredb.Streams("a"), eventstoredb.Patience(2*time.Second))
}

// records makes n records.
func records(n int) []event.Record {
	rs := make([]event.Record, n)
	for i := range rs {
		rs[i] = event.Record{
			ID: ulid.Make(), Type: "essai.fait.v1", RecordedAt: time.Date(2026, 3, 4, 5, 6, 7, 891011000, time.UTC),
			Metadata: []byte(`{"acteur":"Zoé"}`), Data: fmt.Appendf(nil, `{"numero":%d}`, i),
		}
	}
	return rs
}

// write appends records, which must succeed.
func write(t testing.TB, log ledger.EventLog, stream string, expected event.Version, rs ...event.Record) ledger.Appended {
	t.Helper()
	done, err := log.Append(t.Context(), stream, expected, rs)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

// load is all of a stream.
func load(t testing.TB, log ledger.EventLog, stream string) []event.Record {
	t.Helper()
	return all(t, func(yield func(event.Record, error) bool) { log.Load(t.Context(), stream, 0)(yield) })
}

func all(t testing.TB, seq func(func(event.Record, error) bool)) (rs []event.Record) {
	t.Helper()
	for r, err := range seq {
		if err != nil {
			t.Fatal(err)
		}
		rs = append(rs, r)
	}
	return rs
}

func ids(rs []event.Record) []ulid.ULID {
	list := make([]ulid.ULID, len(rs))
	for i := range rs {
		list[i] = rs[i].ID
	}
	return list
}

// same fails unless got are the records of want, in order.
func same(t testing.TB, got, want []event.Record) {
	t.Helper()
	if !slices.Equal(ids(got), ids(want)) {
		t.Fatalf("%d events, want these %d, in order", len(got), len(want))
	}
}
