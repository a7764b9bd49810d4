package runner_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"suivi/domain/event"
	"suivi/domain/ledger"
	"suivi/projections/runner"
)

func TestAPositionBeyondTheLogIsToldAtOnce(t *testing.T) {
	log, r := holding(t, 3)
	for _, beyond := range []event.Position{at(4), event.NewPosition(1<<63, 0)} {
		if err := r.WaitFor(t.Context(), beyond); !errors.Is(err, runner.ErrBeyond) {
			t.Errorf("%s: %v", beyond, err)
		}
	}
	if err := r.WaitFor(t.Context(), at(3)); err != nil || r.Seen() != at(3) {
		t.Errorf("seen %s, %v", r.Seen(), err)
	}
	_ = log.Close()
	if err := r.WaitFor(t.Context(), at(2)); err != nil {
		t.Errorf("what was applied is waited for: %v", err)
	}
	if err := r.WaitFor(t.Context(), at(4)); !errors.Is(err, ledger.ErrClosed) {
		t.Error(err)
	}
}

func TestWhoWaitsWhileAnotherAppliesWaitsNoLongerThanAsked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, r := holding(t, 3)
		release := make(chan struct{})
		r.Watch(func([]event.Envelope) { <-release })
		go func() { _ = r.CatchUp(t.Context(), nil) }()
		synctest.Wait()
		// What is applied is seen, whatever its watchers do, and what the log
		// does not hold is not waited for.
		if err := r.WaitFor(t.Context(), at(3)); err != nil {
			t.Error(err)
		}
		if err := r.WaitFor(t.Context(), at(4)); !errors.Is(err, runner.ErrBeyond) {
			t.Error(err)
		}
		hurried, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := r.CatchUp(hurried, nil); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("answered %v", err)
		}
		close(release)
	})
}

func TestProgressCountsWhatThisCallApplied(t *testing.T) {
	_, r := holding(t, 1300)
	var steps []int
	if err := r.CatchUp(t.Context(), func(n int) { steps = append(steps, n) }); err != nil {
		t.Fatal(err)
	}
	if len(steps) != 3 || steps[0] != 512 || steps[2] != 1300 {
		t.Error(steps)
	}
	if err := r.CatchUp(t.Context(), func(n int) { t.Errorf("%d more", n) }); err != nil {
		t.Fatal(err)
	}
	if r.Seen() != at(1300) || r.Position() != at(1300) || forums(t, r) != 1300 {
		t.Errorf("seen %s, at %s, %d forums", r.Seen(), r.Position(), forums(t, r))
	}
}

func TestAWatcherSeesWhatItIsToldOf(t *testing.T) {
	log, r := holding(t, 3)
	var w told
	r.Watch(w.watch)
	r.Watch(func(batch []event.Envelope) {
		if last := batch[len(batch)-1].Position; r.Seen() != last {
			t.Errorf("told of %s while queries see %s", last, r.Seen())
		}
		if n := forums(t, r); at(n) != r.Seen() {
			t.Errorf("%d forums at %s", n, r.Seen())
		}
	})
	if err := r.CatchUp(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	add(t, log, created(t, 2000)[3:]...)
	if err := r.CatchUp(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	w.isOneTo(t, 2000)
}

func TestLagCountsWhatIsWaiting(t *testing.T) {
	log, r := holding(t, 0)
	now := recordedAt.Add(time.Minute)
	lag := func(want runner.Lag) {
		t.Helper()
		if got, err := r.Lag(t.Context(), now); err != nil || got != want {
			t.Errorf("%+v, %v, want %+v", got, err, want)
		}
	}
	lag(runner.Lag{})
	all := created(t, 10_002)
	add(t, log, all[0])
	lag(runner.Lag{Events: 1, Age: time.Minute})
	if err := r.CatchUp(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	lag(runner.Lag{})
	add(t, log, all[1:10_001]...)
	lag(runner.Lag{Events: 10_000, Age: 59 * time.Second})
	add(t, log, all[10_001])
	lag(runner.Lag{Events: 10_000, More: true, Age: 59 * time.Second})
	now = recordedAt // a clock that was set back
	lag(runner.Lag{Events: 10_000, More: true})
	_ = log.Close()
	if _, err := r.Lag(t.Context(), now); !errors.Is(err, ledger.ErrClosed) {
		t.Error(err)
	}
}
