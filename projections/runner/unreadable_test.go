package runner_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"suivi/adapters/eventlog/memory"
	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/ledger"
	"suivi/projections/runner"
)

var errAway = errors.New("the log is away")

// spoilings make an event that nobody can read.
var spoilings = map[string]func(*event.Record){
	"bytes that are cut":            func(r *event.Record) { r.Data = r.Data[:5] },
	"a type of a later program":     func(r *event.Record) { r.Type = "cadre.cree.v9" },
	"metadata that are none":        func(r *event.Record) { r.Metadata = []byte("{") },
	"a stream that is nobody's own": func(r *event.Record) { r.Stream = "cadre" },
}

// TestAnUnreadableEventStopsTheTablesRightBeforeIt wherever it lies in a batch.
func TestAnUnreadableEventStopsTheTablesRightBeforeIt(t *testing.T) {
	const events = 1500
	for name, spoil := range spoilings {
		for _, bad := range []int{1, 2, 300, 512, 513, 1200, events} {
			t.Run(fmt.Sprint(name, " at ", bad), func(t *testing.T) {
				records := created(t, events)
				spoil(&records[bad-1])
				inner := memory.New()
				add(t, inner, records...)
				log := &counted{EventLog: inner}
				r := runner.New(log, ledger.NewRegistry())
				var w told
				r.Watch(w.watch)

				err := r.CatchUp(t.Context(), nil)
				u, is := errors.AsType[*runner.Unreadable](err)
				if !is || u.Position != at(bad) || u.Stream != records[bad-1].Stream || u.Type != records[bad-1].Type || u.Err == nil {
					t.Fatalf("answered %v", err)
				}
				if said := err.Error(); !strings.Contains(said, at(bad).String()) || !strings.Contains(said, u.Stream) || !strings.Contains(said, string(u.Type)) {
					t.Errorf("does not say which: %s", said)
				}
				if r.Seen() != at(bad-1) || forums(t, r) != bad-1 {
					t.Errorf("seen %s, %d forums", r.Seen(), forums(t, r))
				}
				w.isOneTo(t, bad-1)
				stopped(t, r, log, at(bad), u)
			})
		}
	}
}

// stopped asks that whoever wants more is answered why, without another
// reading, and that what was applied is there.
func stopped(t *testing.T, r *runner.Runner, log *counted, bad event.Position, why *runner.Unreadable) {
	t.Helper()
	before := log.reads.Load()
	for name, answer := range map[string]error{
		"Failure": r.Failure(), "CatchUp": r.CatchUp(t.Context(), nil), "Follow": r.Follow(t.Context()), "WaitFor": r.WaitFor(t.Context(), bad),
	} {
		if !errors.Is(answer, why) {
			t.Errorf("%s answers %v", name, answer)
		}
	}
	if n := log.reads.Load() - before; n != 0 {
		t.Errorf("the log was read %d times more", n)
	}
	if err := r.WaitFor(t.Context(), r.Seen()); err != nil {
		t.Errorf("what was applied is refused: %v", err)
	}
}

func TestAnUnreadableEventThatComesLaterStopsFollow(t *testing.T) {
	inner := memory.New()
	log := &counted{EventLog: inner}
	r := runner.New(log, ledger.NewRegistry())
	ended := make(chan error)
	go func() { ended <- r.Follow(t.Context()) }()
	records := created(t, 9)
	records[6].Type = "cadre.cree.v9"
	add(t, inner, records...)
	u, is := errors.AsType[*runner.Unreadable](<-ended)
	if !is || u.Position != at(7) || !errors.Is(u, event.ErrUnknownType) || r.Seen() != at(6) {
		t.Fatalf("%v at %s", u, r.Seen())
	}
	stopped(t, r, log, at(7), u)
	if lag, err := r.Lag(t.Context(), recordedAt); err != nil || lag.Events != 3 {
		t.Errorf("behind by %+v, %v", lag, err)
	}
}

func TestAnErrorOfTheLogIsNoFailureOfTheTables(t *testing.T) {
	inner := memory.New()
	add(t, inner, created(t, 5)...)
	log := &counted{EventLog: inner}
	log.failing.Store(1)
	r := runner.New(log, ledger.NewRegistry())
	if err := r.CatchUp(t.Context(), nil); !errors.Is(err, errAway) || r.Failure() != nil {
		t.Errorf("%v, %v", err, r.Failure())
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if err := r.CatchUp(gone, nil); !errors.Is(err, context.Canceled) || r.Failure() != nil {
		t.Errorf("%v, %v", err, r.Failure())
	}
	if err := r.CatchUp(t.Context(), nil); err != nil || r.Seen() != at(5) {
		t.Errorf("%v at %s", err, r.Seen())
	}
}

// TestWhatIsRecordedForEverIsNotAskedOfTablesThatStopped: a list by the rule
// becomes an event; duplicates only help to judge one, and writes go on.
func TestWhatIsRecordedForEverIsNotAskedOfTablesThatStopped(t *testing.T) {
	log := memory.New()
	records := created(t, 3)
	records[1].Type = "cadre.cree.v9"
	add(t, log, records...)
	r := runner.New(log, ledger.NewRegistry())
	if all, err := r.Duplicates(t.Context(), at(3), domain.DeriveID[domain.RecommendationID]("x")); err != nil || len(all) > 0 || r.Failure() == nil {
		t.Errorf("%v, %v", all, err)
	}
	_, _, err := r.DueByRule(t.Context(), at(3), domain.DeriveID[domain.SessionID]("x"))
	_, other := r.Unfollowed(t.Context(), at(3))
	if !errors.Is(err, r.Failure()) || !errors.Is(other, r.Failure()) {
		t.Errorf("%v, %v", err, other)
	}
	gone, leave := context.WithCancel(t.Context())
	leave()
	if _, err := runner.New(log, ledger.NewRegistry()).Duplicates(gone, at(3), domain.DeriveID[domain.RecommendationID]("x")); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
