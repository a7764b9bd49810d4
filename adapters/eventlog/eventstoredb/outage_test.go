package eventstoredb_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"suivi/adapters/eventlog/eventstoredb"
	"suivi/adapters/eventlog/eventstoredb/esdbtest"
	"suivi/domain/event"
	"suivi/domain/ledger"
)

func TestAnAppendOutlastsARestart(t *testing.T) {
	onEachManner(t, func(t *testing.T, s *esdbtest.Server, log *eventstoredb.Log) {
		rs := records(2)
		write(t, log, "a", event.NoStream, rs[0])
		s.Stop()
		answer := make(chan error)
		go func() {
			_, err := log.Append(t.Context(), "a", 0, rs[1:])
			answer <- err
		}()
		time.Sleep(300 * time.Millisecond) // an outage has a length
		if err := s.Resume(); err != nil {
			t.Fatal(err)
		}
		if err := <-answer; err != nil {
			t.Fatal(err)
		}
		same(t, load(t, log, "a"), rs)
	})
}

// TestALongOutage has four writers and a reader lose the store in the middle of
// their work for longer than anybody waits.
func TestALongOutage(t *testing.T) {
	onEachManner(t, func(t *testing.T, s *esdbtest.Server, _ *eventstoredb.Log) {
		log := open(t, s.ConnectionString(), eventstoredb.Streams("a"), eventstoredb.Patience(200*time.Millisecond))
		var refused, unknown, acknowledged atomic.Int64
		var writers sync.WaitGroup
		var done atomic.Bool
		for w := range 4 {
			writers.Go(func() {
				rs := records(1)
				for v := event.NoStream; !done.Load(); {
					_, err := log.Append(t.Context(), fmt.Sprint("a", w), v, rs)
					switch {
					case err == nil:
						acknowledged.Add(1)
						v++
						rs = records(1)
					case errors.Is(err, ledger.ErrReadOnly) && errors.Is(err, ledger.ErrUnavailable):
						refused.Add(1)
					case errors.Is(err, ledger.ErrUnavailable):
						unknown.Add(1)
					default:
						t.Errorf("an append answered %v", err)
					}
				}
			})
		}
		seen := make(chan int)
		go func() {
			n := 0
			for notice, err := range log.Subscribe(t.Context(), event.Position{}, "") {
				if err != nil {
					break
				}
				if !notice.CaughtUp {
					n++
				}
				if notice.Record.Stream == "a-last" {
					break
				}
			}
			seen <- n
		}()
		await(t, func() bool { return acknowledged.Load() > 20 })
		s.Stop()
		await(t, func() bool { return refused.Load() > 20 })
		began := time.Now()
		for _, err := range log.Load(t.Context(), "a0", 0) {
			if !errors.Is(err, ledger.ErrUnavailable) {
				t.Errorf("a load without the store answered %v", err)
			}
		}
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("a load without the store took %v", took)
		}
		before := acknowledged.Load()
		if err := s.Resume(); err != nil {
			t.Fatal(err)
		}
		await(t, func() bool { return acknowledged.Load() > before+20 })
		done.Store(true)
		writers.Wait()
		write(t, log, "a-last", event.NoStream, records(1)...)
		if n := acknowledged.Add(1); int64(<-seen) != n || s.Events("a") != int(n) {
			t.Errorf("%d acknowledged, %d in the store", n, s.Events("a"))
		}
		t.Logf("%d acknowledged, %d refused, %d of unknown outcome", acknowledged.Load(), refused.Load(), unknown.Load())
	})
}

// TestAnOutageIsAskedAboutWithPauses: 10 ms on average, then twice as long each
// time, so that those who wait do not keep the store from coming back.
func TestAnOutageIsAskedAboutWithPauses(t *testing.T) {
	onEachManner(t, func(t *testing.T, s *esdbtest.Server, log *eventstoredb.Log) {
		for name, ask := range map[string]func(context.Context){
			"an append": func(ctx context.Context) { _, _ = log.Append(ctx, "a", event.NoStream, records(1)) },
			"a load": func(ctx context.Context) {
				for range log.Load(ctx, "a", 0) {
				}
			},
			"a subscription": func(ctx context.Context) {
				for range log.Subscribe(ctx, event.Position{}, "") {
				}
			},
		} {
			before := s.Suffered(esdbtest.Unavailable)
			s.Inject(esdbtest.Unavailable, 1<<20)
			ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
			ask(ctx)
			cancel()
			s.Calm()
			if n := s.Suffered(esdbtest.Unavailable) - before; n < 2 || n > 8 {
				t.Errorf("%s asked %d times within 500 ms, want 2 to 8", name, n)
			}
		}
	})
}

func TestNothingIsLeftOfALogThatIsClosedInAnOutage(t *testing.T) {
	onEachManner(t, func(t *testing.T, s *esdbtest.Server, _ *eventstoredb.Log) {
		before := runtime.NumGoroutine()
		log := open(t, s.ConnectionString(), eventstoredb.Streams("a"), eventstoredb.Patience(100*time.Millisecond))
		s.Stop()
		var calls sync.WaitGroup
		for w := range 32 {
			calls.Go(func() {
				if _, err := log.Append(t.Context(), fmt.Sprint("a", w), event.NoStream, records(1)); err == nil {
					t.Error("an append without the store succeeded")
				}
				for range log.Subscribe(t.Context(), event.Position{}, "") {
				}
			})
		}
		time.Sleep(50 * time.Millisecond)
		if err := log.Close(); err != nil {
			t.Fatal(err)
		}
		calls.Wait()
		if err := s.Resume(); err != nil {
			t.Fatal(err)
		}
		await(t, func() bool { return runtime.NumGoroutine() <= before+4 }) // the server's own are new
	})
}

// await waits until what is due is so.
func await(t testing.TB, due func() bool) {
	t.Helper()
	for limit := time.Now().Add(20 * time.Second); !due(); time.Sleep(time.Millisecond) {
		if time.Now().After(limit) {
			stacks := make([]byte, 1<<16)
			t.Fatalf("it has not come:\n%s", stacks[:runtime.Stack(stacks, true)])
		}
	}
}
