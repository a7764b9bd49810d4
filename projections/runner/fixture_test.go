package runner_test

import (
	"context"
	"fmt"
	"iter"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/oklog/ulid/v2"

	"suivi/adapters/eventlog/memory"
	"suivi/domain/event"
	"suivi/domain/forum"
	"suivi/domain/ledger"
	"suivi/projections/register"
	"suivi/projections/runner"
)

var recordedAt = time.Date(2024, 1, 31, 9, 0, 0, 0, time.UTC)

// created are the records of n forums, each the first of its stream.
func created(t testing.TB, n int) []event.Record {
	t.Helper()
	all := make([]event.Record, n)
	for i := range all {
		code := fmt.Sprintf("C%d", i)
		command := ulid.ULID(event.StepID(ulid.MustParse("01HNG7ZK4M8XQ2V5T9B3C6D7EF"), code))
		stream := forum.Stream(forum.IDOf(code))
		rec, err := event.Encode(event.Envelope{
			ID: event.DeriveID(command, stream, 0), RecordedAt: recordedAt.Add(time.Duration(i) * time.Second),
			Metadata: event.Metadata{Actor: event.Actor{ID: "secretariat"}, Command: command, Day: 738000},
			Payload:  forum.Created{Code: code, Name: "Cadre " + code},
		})
		if err != nil {
			t.Fatal(err)
		}
		rec.Stream = stream
		all[i] = rec
	}
	return all
}

// add appends each record to its stream.
func add(t testing.TB, log ledger.EventLog, records ...event.Record) {
	t.Helper()
	for _, rec := range records {
		if _, err := log.Append(context.Background(), rec.Stream, event.NoStream, []event.Record{rec}); err != nil {
			t.Fatal(err)
		}
	}
}

// holding is a log of n forums, and a runner that has read nothing of it.
func holding(t testing.TB, n int) (*memory.Log, *runner.Runner) {
	t.Helper()
	log := memory.New()
	add(t, log, created(t, n)...)
	return log, runner.New(log, ledger.NewRegistry())
}

func at(n int) event.Position { return event.NewPosition(uint64(n), uint64(n)) }

// forums counts those that a query sees.
func forums(t testing.TB, r *runner.Runner) (n int) {
	t.Helper()
	err := r.Register().Query(context.Background(), register.Moment{}, func(v *register.View) error {
		n = len(v.ForumsByCode())
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// told keeps the positions that a watcher was told of.
type told struct {
	mu  sync.Mutex
	all []event.Position
}

func (w *told) watch(batch []event.Envelope) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, e := range batch {
		w.all = append(w.all, e.Position)
	}
}

// isOneTo asks that each event from 1 to n was told once, in order.
func (w *told) isOneTo(t testing.TB, n int) {
	t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	for i, p := range w.all {
		if p != at(i+1) {
			t.Fatalf("told %s as event %d", p, i+1)
		}
	}
	if len(w.all) != n {
		t.Fatalf("told of %d events, want %d", len(w.all), n)
	}
}

// counted is a log that counts how often it is read, and that fails while
// failing is above 0.
type counted struct {
	ledger.EventLog
	reads   atomic.Int32
	failing atomic.Int32
}

func (c *counted) Read(ctx context.Context, from event.Position) iter.Seq2[event.Record, error] {
	c.reads.Add(1)
	if c.failing.Add(-1) >= 0 {
		return func(yield func(event.Record, error) bool) { yield(event.Record{}, errAway) }
	}
	return c.EventLog.Read(ctx, from)
}

func (c *counted) Subscribe(ctx context.Context, after event.Position, prefix string) iter.Seq2[ledger.Notice, error] {
	inner := c.EventLog.Subscribe(ctx, after, prefix)
	return func(yield func(ledger.Notice, error) bool) {
		for n, err := range inner {
			if c.failing.Load() > 0 {
				yield(ledger.Notice{}, errAway)
				return
			}
			if !yield(n, err) {
				return
			}
		}
	}
}
