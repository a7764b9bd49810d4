// Package servertest holds a real EventStoreDB to the promises of the event
// log: those that every store keeps (eventlogtest), and what the adapter stores
// there. It is for servers that can be written to: it leaves its events behind,
// in streams of its own that begin with "contract".
//
// Compiled (go test -c) it needs nothing else on the machine:
//
//	EVENTSTOREDB='esdb://admin:changeit@host:2113?tlsCaFile=ca.crt' ./servertest.test
//
// prints a line for each promise kept or broken, and ends with status 1 where
// one was broken.
package servertest

import (
	"fmt"
	"log/slog"
	"os"
	"sync"
	"testing"

	"suivi/adapters/eventlog/eventlogtest"
	"suivi/adapters/eventlog/eventstoredb"
	"suivi/domain/ledger"

	"github.com/oklog/ulid/v2"
)

// connection leads to the server; without it there is nothing to hold.
var connection = os.Getenv("EVENTSTOREDB")

// verdicts counts the promises.
var verdicts struct {
	sync.Mutex
	kept, broken, skipped int
}

func TestMain(m *testing.M) {
	status := m.Run()
	if connection != "" {
		fmt.Printf("%d promises kept, %d broken, %d not tried\n", verdicts.kept, verdicts.broken, verdicts.skipped)
	}
	os.Exit(status)
}

func verdict(t *testing.T, promise string) {
	verdicts.Lock()
	defer verdicts.Unlock()
	switch {
	case t.Failed():
		verdicts.broken++
		fmt.Println("BROKEN   ", promise)
	case t.Skipped():
		verdicts.skipped++
		fmt.Println("not tried", promise)
	default:
		verdicts.kept++
		fmt.Println("kept     ", promise)
	}
}

// open opens a log of streams that nobody else has.
func open(t *testing.T, prefix string) *eventstoredb.Log {
	t.Helper()
	log, err := eventstoredb.Open(t.Context(), connection, eventstoredb.Streams(prefix),
		eventstoredb.Logger(slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = log.Close() })
	return log
}

func TestContract(t *testing.T) {
	if connection == "" {
		t.Skip("EVENTSTOREDB holds no connection string")
	}
	eventlogtest.Run(t, func(*testing.T) eventlogtest.Harness {
		prefix := "contract" + ulid.Make().String()
		return eventlogtest.Harness{
			Open:    func(t *testing.T) ledger.EventLog { return open(t, prefix) },
			Prefix:  prefix,
			Verdict: verdict,
		}
	})
}
