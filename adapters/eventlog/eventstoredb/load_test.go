package eventstoredb_test

import (
	"testing"
	"time"

	"suivi/adapters/eventlog/eventstoredb"
	"suivi/adapters/eventlog/eventstoredb/esdbtest"
	"suivi/domain/event"
)

// TestALoadThatIsCutWhereItAsksForTheEndShowsTheWholeStream: after a page that
// is not the last the log asks where the stream ends, and may be cut off there.
func TestALoadThatIsCutWhereItAsksForTheEndShowsTheWholeStream(t *testing.T) {
	onEachManner(t, func(t *testing.T, s *esdbtest.Server, log *eventstoredb.Log) {
		want := records(600)
		write(t, log, "a", event.NoStream, want...)
		for range 20 {
			page := s.Sent() + 512
			cut := make(chan struct{})
			go func() {
				defer close(cut)
				for s.Sent() < page {
					time.Sleep(10 * time.Microsecond)
				}
				s.Inject(esdbtest.ReadAborted, 1)
			}()
			same(t, load(t, log, "a"), want)
			<-cut
			s.Calm()
		}
		if s.Suffered(esdbtest.ReadAborted) == 0 {
			t.Error("no load was cut")
		}
	})
}
