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

func TestALoadShowsTheStreamAsItStandsWhenItBegins(t *testing.T) {
	onEachManner(t, func(t *testing.T, s *esdbtest.Server, log *eventstoredb.Log) {
		rs := records(1200) // more than two pages, and the third has room
		write(t, log, "a", event.NoStream, rs[:600]...)
		write(t, log, "a", 599, rs[600:]...)
		var got []event.Record
		for r, err := range log.Load(t.Context(), "a", 0) {
			if err != nil {
				t.Fatal(err)
			}
			if got = append(got, r); len(got) == 1 {
				write(t, log, "a", 1199, records(100)...)
			}
		}
		same(t, got, rs)
	})
}

// TestALoadThatMeetsAnOldLeaderIsNotCutShort: a node that leads no more may
// answer as the leader for a while.
func TestALoadThatMeetsAnOldLeaderIsNotCutShort(t *testing.T) {
	onEachManner(t, func(t *testing.T, s *esdbtest.Server, log *eventstoredb.Log) {
		rs := records(600)
		write(t, log, "a", event.NoStream, rs...)
		var got []event.Record
		for r, err := range log.Load(t.Context(), "a", 0) {
			if err != nil {
				t.Fatal(err)
			}
			if got = append(got, r); len(got) == 1 {
				s.Behind(10)
				time.AfterFunc(50*time.Millisecond, func() { s.Behind(0) })
			}
		}
		same(t, got, rs)
	})
}

// TestAStreamThatIsDeletedDuringALoadIsAnError, also between two of its pages.
func TestAStreamThatIsDeletedDuringALoadIsAnError(t *testing.T) {
	for name, cut := range map[string]func(*esdbtest.Server){
		"deleted":   func(s *esdbtest.Server) { s.SoftDelete("a") },
		"truncated": func(s *esdbtest.Server) { s.Truncate("a", 600) },
	} {
		t.Run(name, func(t *testing.T) {
			onEachManner(t, func(t *testing.T, s *esdbtest.Server, log *eventstoredb.Log) {
				write(t, log, "a", event.NoStream, records(600)...)
				n, last := 0, error(nil)
				for _, err := range log.Load(t.Context(), "a", 0) {
					if n++; n == 1 {
						cut(s)
					}
					last = err
				}
				if last == nil || n != 513 {
					t.Fatalf("the load showed %d events and ended with %v", n, last)
				}
			})
		})
	}
}
