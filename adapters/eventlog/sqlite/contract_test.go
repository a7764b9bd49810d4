package sqlite_test

import (
	"testing"

	"suivi/adapters/eventlog/eventlogtest"
	"suivi/adapters/eventlog/sqlite"
	"suivi/domain/ledger"
)

func TestContract(t *testing.T) {
	eventlogtest.Run(t, func(t *testing.T) eventlogtest.Harness {
		dir := t.TempDir()
		return eventlogtest.Harness{Open: func(t *testing.T) ledger.EventLog { return open(t, dir) }}
	})
}

// open opens a log that is closed with the test.
func open(t testing.TB, dir string, opts ...sqlite.Option) *sqlite.Log {
	t.Helper()
	log, err := sqlite.Open(t.Context(), dir, opts...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := log.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return log
}
