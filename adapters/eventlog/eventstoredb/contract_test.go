package eventstoredb_test

import (
	"log/slog"
	"testing"
	"time"

	"suivi/adapters/eventlog/eventlogtest"
	"suivi/adapters/eventlog/eventstoredb"
	"suivi/adapters/eventlog/eventstoredb/esdbtest"
	"suivi/domain/ledger"
)

// manners are those of the servers that the tests run against.
var manners = map[string]esdbtest.Manner{"23.10": esdbtest.V23, "24.10": esdbtest.V24}

func TestContract(t *testing.T) {
	for name, server := range map[string]struct {
		manner esdbtest.Manner
		nodes  int
	}{
		"23.10":                {esdbtest.V23, 1},
		"24.10":                {esdbtest.V24, 1},
		"24.10 on three nodes": {esdbtest.V24, 3},
	} {
		t.Run(name, func(t *testing.T) {
			eventlogtest.Run(t, func(t *testing.T) eventlogtest.Harness {
				s := esdbtest.Start(t, server.manner, esdbtest.Nodes(server.nodes))
				t.Cleanup(func() { nothingLeft(t, s) })
				return eventlogtest.Harness{
					Open: func(t *testing.T) ledger.EventLog {
						return open(t, s.ConnectionString(), eventstoredb.Streams("contract"))
					},
				}
			})
		})
	}
}

// nothingLeft fails unless every connection is closed and every call required
// the leader.
func nothingLeft(t *testing.T, s *esdbtest.Server) {
	t.Helper()
	for limit := time.Now().Add(5 * time.Second); s.Connections() > 0; time.Sleep(time.Millisecond) {
		if time.Now().After(limit) {
			t.Fatalf("%d connections are left after close", s.Connections())
		}
	}
	if n := s.Unled(); n > 0 {
		t.Errorf("%d calls did not require the leader", n)
	}
}

// open opens a log that is closed with the test.
func open(t testing.TB, connection string, opts ...eventstoredb.Option) *eventstoredb.Log {
	t.Helper()
	quiet := slog.New(slog.DiscardHandler)
	log, err := eventstoredb.Open(t.Context(), connection, append([]eventstoredb.Option{eventstoredb.Logger(quiet)}, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = log.Close() })
	return log
}
