package eventstoredb_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"suivi/adapters/eventlog/eventstoredb"
	"suivi/adapters/eventlog/eventstoredb/esdbtest"
	"suivi/domain/event"
	"suivi/domain/ledger"
)

// TestStorm has 16 writers append 1,000 times through every fault at random
// and elections, while three readers follow, each with a log of its own.
func TestStorm(t *testing.T) {
	for name, manner := range manners {
		t.Run(name, func(t *testing.T) {
			s := esdbtest.Start(t, manner, esdbtest.Nodes(3))
			s.WriteTimeout = 20 * time.Millisecond
			t.Cleanup(func() { nothingLeft(t, s) })
			logs := make([]*eventstoredb.Log, 3)
			for i := range logs {
				logs[i] = open(t, s.ConnectionString(), eventstoredb.Streams("a"), eventstoredb.Patience(600*time.Millisecond))
			}
			seen := make([][]event.Record, len(logs))
			var readers sync.WaitGroup
			for i, log := range logs {
				readers.Go(func() { seen[i] = untilEnd(t, log) })
			}
			seed := uint64(time.Now().UnixNano())
			t.Logf("seed %d", seed)
			s.Storm(seed, 30)
			w := writers{t: t, logs: logs, acknowledged: map[string][]event.Record{}}
			w.left.Store(1000)
			var writing sync.WaitGroup
			for n := range 16 {
				writing.Go(func() { w.run(n, rand.New(rand.NewPCG(seed, uint64(n)))) })
			}
			for n := 1; n <= 4; n++ {
				await(t, func() bool { return int(w.left.Load()) <= 1000-200*n })
				s.Inject(esdbtest.NotReady, 1)
				s.Inject(esdbtest.WrongVersionOfOurs, 1)
				s.Elect(n % 3)
			}
			writing.Wait()
			s.Calm()
			write(t, logs[0], "a-end", event.NoStream, records(1)...)
			readers.Wait()

			w.check(seen[0], s.Events("a"))
			same(t, seen[1], seen[0])
			same(t, seen[2], seen[0])
			same(t, all(t, logs[1].Read(t.Context(), event.Position{})), seen[0])
			t.Log(s.Weather())
			for _, f := range esdbtest.Faults() {
				if s.Suffered(f) == 0 {
					t.Errorf("%v never befell", f)
				}
			}
		})
	}
}

// untilEnd is every event up to that of stream a-end.
func untilEnd(t *testing.T, log ledger.EventLog) (rs []event.Record) {
	for notice, err := range log.Subscribe(t.Context(), event.Position{}, "") {
		if err != nil {
			t.Error(err)
			break
		}
		if !notice.CaughtUp {
			rs = append(rs, notice.Record)
		}
		if notice.Record.Stream == "a-end" {
			break
		}
	}
	return rs
}

// writers append to streams that they share, each to its log.
type writers struct {
	t    *testing.T
	logs []*eventstoredb.Log
	left atomic.Int64

	mu           sync.Mutex
	acknowledged map[string][]event.Record // by stream
	again        int                       // attempts of theirs after an error
}

func (w *writers) run(n int, random *rand.Rand) {
	log := w.logs[n%len(w.logs)]
	for w.left.Add(-1) >= 0 {
		stream := fmt.Sprint("a-", random.IntN(40))
		rs := records(1 + random.IntN(4))
		var last event.Version
		for last = event.NoStream; ; {
			if random.IntN(4) == 0 { // look before
				last = event.NoStream
				for r, err := range log.Load(w.t.Context(), stream, 0) {
					if err == nil {
						last = r.Version
					}
				}
			}
			done, err := w.insist(log, stream, last, rs)
			conflict, is := errors.AsType[*ledger.VersionConflict](err)
			if is {
				last = conflict.Actual
				continue
			}
			if err != nil {
				w.t.Errorf("append to %s at %d: %v", stream, last, err)
				return
			}
			w.mu.Lock()
			for i := range rs {
				rs[i].Version = last + 1 + event.Version(i)
			}
			rs[len(rs)-1].Position = done.Position
			w.acknowledged[stream] = append(w.acknowledged[stream], rs...)
			w.mu.Unlock()
			break
		}
	}
}

// insist sends the same append until its outcome is known, as any caller may
// after an error that is none of the typed ones.
func (w *writers) insist(log ledger.EventLog, stream string, expected event.Version, rs []event.Record) (done ledger.Appended, err error) {
	for range 50 {
		done, err = log.Append(w.t.Context(), stream, expected, rs)
		if _, conflict := errors.AsType[*ledger.VersionConflict](err); conflict || err == nil {
			break
		}
		w.mu.Lock()
		w.again++
		w.mu.Unlock()
	}
	return done, err
}

// check holds that what was acknowledged is there, once, where it was said to
// be, and nothing else; and that no stream has a hole.
func (w *writers) check(seen []event.Record, held int) {
	w.t.Helper()
	byID := map[string]event.Record{}
	next := map[string]event.Version{}
	for _, r := range seen {
		if r.Version != next[r.Stream] {
			w.t.Fatalf("%s version %d comes where %d is due", r.Stream, r.Version, next[r.Stream])
		}
		next[r.Stream]++
		if _, twice := byID[r.ID.String()]; twice {
			w.t.Fatalf("event %s is there twice", r.ID)
		}
		byID[r.ID.String()] = r
	}
	acknowledged := 1 // the end
	for stream, rs := range w.acknowledged {
		for _, r := range rs {
			acknowledged++
			got, is := byID[r.ID.String()]
			if !is || got.Stream != stream || got.Version != r.Version || !r.Position.IsZero() && got.Position != r.Position {
				w.t.Fatalf("event %s was acknowledged as version %d of %s at %v, and is %+v", r.ID, r.Version, stream, r.Position, got)
			}
		}
	}
	if acknowledged != len(seen) || held != len(seen) {
		w.t.Fatalf("%d events acknowledged, %d seen, %d in the store", acknowledged, len(seen), held)
	}
	w.t.Logf("%d events in %d streams; %d times a writer sent again", acknowledged, len(next), w.again)
}
