package eventstoredb_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"suivi/adapters/eventlog/eventstoredb"
	"suivi/adapters/eventlog/eventstoredb/esdbtest"
	"suivi/domain/event"
	"suivi/domain/ledger"
)

// collect gives the first n events of a subscription; any goroutine may ask.
func collect(t testing.TB, log ledger.EventLog, after event.Position, prefix string, n int) (rs []event.Record) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	for notice, err := range log.Subscribe(ctx, after, prefix) {
		if err != nil {
			t.Errorf("after %d of %d events: %v", len(rs), n, err)
			break
		}
		if !notice.CaughtUp {
			rs = append(rs, notice.Record)
		}
		if len(rs) == n {
			break
		}
	}
	return rs
}

// TestASubscriptionGivesEachEventOnceWhateverBefalls tries each fault that can
// befall a subscription while events come, and a reset after it, from which
// one that trusted what it was told would resume elsewhere.
func TestASubscriptionGivesEachEventOnceWhateverBefalls(t *testing.T) {
	onEachManner(t, func(t *testing.T, s *esdbtest.Server, log *eventstoredb.Log) {
		for _, f := range []esdbtest.Fault{
			esdbtest.NotLeader, esdbtest.NotLeaderUnnamed, esdbtest.LeaderUnknown, esdbtest.Unavailable, esdbtest.Denied, esdbtest.ReadReset, esdbtest.ReadAborted, esdbtest.SlowConsumer,
			esdbtest.Duplicate, esdbtest.CheckpointMax, esdbtest.CheckpointAgain, esdbtest.CheckpointBack,
		} {
			t.Run(f.String(), func(t *testing.T) {
				prefix := "a" + f.String()
				want := records(60)
				for i, r := range want[:30] {
					write(t, log, fmt.Sprint(prefix, i), event.NoStream, r)
				}
				before := s.Suffered(f)
				s.Inject(f, 2)
				var live sync.WaitGroup
				caughtUp := make(chan struct{})
				live.Go(func() {
					<-caughtUp
					if f != esdbtest.Denied { // which an append does not outlast
						s.Inject(f, 2)
					}
					s.Inject(esdbtest.ReadReset, 1)
					for i, r := range want[30:] {
						if _, err := log.Append(t.Context(), fmt.Sprint(prefix, 30+i), event.NoStream, []event.Record{r}); err != nil {
							t.Error(err)
						}
					}
				})
				var got []event.Record
				for notice, err := range log.Subscribe(t.Context(), event.Position{}, prefix) {
					if err != nil {
						t.Fatal(err)
					}
					if notice.CaughtUp && len(got) == 30 {
						close(caughtUp)
					} else if !notice.CaughtUp {
						got = append(got, notice.Record)
					}
					if len(got) == len(want) {
						break
					}
				}
				live.Wait()
				same(t, got, want)
				if s.Suffered(f) == before {
					t.Fatalf("%v never befell", f)
				}
				s.Calm()
			})
		}
	})
}

func TestAReadIsWholeWhateverBefalls(t *testing.T) {
	onEachManner(t, func(t *testing.T, s *esdbtest.Server, log *eventstoredb.Log) {
		want := records(700)
		write(t, log, "a", event.NoStream, want[:350]...)
		write(t, log, "a", 349, want[350:]...)
		for _, f := range []esdbtest.Fault{esdbtest.NotLeader, esdbtest.NotLeaderUnnamed, esdbtest.LeaderUnknown, esdbtest.Unavailable, esdbtest.ReadReset, esdbtest.ReadAborted, esdbtest.UnknownMessage} {
			s.Inject(f, 2)
			same(t, load(t, log, "a"), want)
			if f != esdbtest.UnknownMessage {
				s.Inject(f, 2)
			}
			same(t, all(t, log.Read(t.Context(), event.Position{})), want)
			if n := s.Suffered(f); n < 2 {
				t.Fatalf("%v befell %d times", f, n)
			}
		}
	})
}

func TestAReaderWhoStopsForAWhileLosesNothing(t *testing.T) {
	onEachManner(t, func(t *testing.T, s *esdbtest.Server, log *eventstoredb.Log) {
		want := records(6000)
		var got []event.Record
		for notice, err := range log.Subscribe(t.Context(), event.Position{}, "") {
			if err != nil {
				t.Fatal(err)
			}
			if notice.CaughtUp && len(got) == 0 { // live from here on
				for i := 0; i < len(want); i += 500 {
					write(t, log, "a", event.Version(i-1), want[i:i+500]...)
				}
			} else if !notice.CaughtUp {
				got = append(got, notice.Record)
			}
			if notice.CaughtUp && len(got) > 0 {
				break
			}
		}
		same(t, got, want)
	})
}

// TestABusyReaderIsNotToldThatItHasCaughtUp: the store says so while the reader
// looks at the first event, and much comes before the reader hears it.
func TestABusyReaderIsNotToldThatItHasCaughtUp(t *testing.T) {
	onEachManner(t, func(t *testing.T, s *esdbtest.Server, log *eventstoredb.Log) {
		want := records(1050)
		write(t, log, "a", event.NoStream, want[:50]...)
		var got []event.Record
		for notice, err := range log.Subscribe(t.Context(), event.Position{}, "") {
			if err != nil {
				t.Fatal(err)
			}
			if notice.CaughtUp {
				break
			}
			if got = append(got, notice.Record); len(got) == 1 {
				await(t, func() bool { return s.CaughtUp() == 1 })
				write(t, log, "a", 49, want[50:]...)
			}
		}
		same(t, got, want)
	})
}

func TestASubscriptionToNoStreamOfOursIsEmpty(t *testing.T) {
	onEachManner(t, func(t *testing.T, s *esdbtest.Server, log *eventstoredb.Log) {
		s.Foreign("b", 3)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		notices := 0
		for notice, err := range log.Subscribe(ctx, event.Position{}, "b") {
			if notices++; notices == 1 && (err != nil || !notice.CaughtUp) || notices == 2 && err != context.Canceled {
				t.Fatalf("notice %d is %+v, %v", notices, notice, err)
			}
			cancel()
		}
		if notices != 2 {
			t.Fatalf("%d notices, want CaughtUp and the end", notices)
		}
	})
}
