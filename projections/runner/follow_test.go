package runner_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"suivi/adapters/eventlog/memory"
	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/forum"
	"suivi/domain/ledger"
	"suivi/domain/recommendation"
	"suivi/projections/projectiontest"
	"suivi/projections/register"
	"suivi/projections/runner"
)

func TestFollowAppliesWhatIsAppended(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log, r := holding(t, 700)
		var w told
		r.Watch(w.watch)
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- r.Follow(ctx) }()
		synctest.Wait()
		if r.Seen() != at(700) {
			t.Errorf("began at %s", r.Seen())
		}
		all := created(t, 2000)
		for i, rec := range all[700:] {
			add(t, log, rec)
			if i%400 == 0 {
				if synctest.Wait(); r.Seen() != at(701+i) {
					t.Errorf("%s after event %d", r.Seen(), 701+i)
				}
			}
		}
		synctest.Wait()
		w.isOneTo(t, 2000)
		cancel()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("ended with %v", err)
		}
	})
}

func TestFollowOutlivesErrorsOfTheLog(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		inner, _ := holding(t, 3)
		log := &counted{EventLog: inner}
		log.failing.Store(1 << 20)
		r := runner.New(log, ledger.NewRegistry())
		ended := make(chan error, 1)
		go func() { ended <- r.Follow(t.Context()) }()
		time.Sleep(time.Minute) // of the bubble's own clock
		if n := log.reads.Load(); n < 8 || n > 20 {
			t.Errorf("a log that is away was read %d times in a minute", n)
		}
		log.failing.Store(0)
		time.Sleep(11 * time.Second)
		if r.Seen() != at(3) {
			t.Errorf("once it is back, seen %s", r.Seen())
		}
		all := created(t, 6)
		log.failing.Store(1) // the subscription breaks, then all is well
		add(t, inner, all[3])
		synctest.Wait()
		log.failing.Store(0)
		add(t, inner, all[4:]...)
		if time.Sleep(time.Second); r.Seen() != at(6) {
			t.Errorf("after a break, seen %s", r.Seen())
		}
		_ = inner.Close()
		if err := <-ended; !errors.Is(err, ledger.ErrClosed) {
			t.Errorf("ended with %v", err)
		}
	})
}

// TestManyWriteWhileTheTablesFollow: writers who wait for what they recorded,
// and who apply it themselves where Follow has not, leave the register that a
// rebuild gives.
func TestManyWriteWhileTheTablesFollow(t *testing.T) {
	const writers, each = 16, 12
	log := memory.New()
	book := projectiontest.Keep(t, log)
	book.Structure("MAECI", "MAECI", "")
	book.Forum("CC", forum.Rule{})
	sessions := make([]domain.SessionID, writers)
	for i := range sessions {
		sessions[i] = book.Hold("CC", fmt.Sprint("2024-", i+1), "2024-01-31")
	}
	base := book.Meta().Command
	r := runner.New(log, ledger.NewRegistry())
	l := &ledger.Ledger{Log: log, Registry: ledger.NewRegistry(), Lists: r, Clock: func() time.Time { return recordedAt }}
	var w told
	r.Watch(w.watch)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- r.Follow(ctx) }()

	var done sync.WaitGroup
	for writer, s := range sessions {
		done.Go(func() {
			meta := func(name string) ledger.Meta {
				return ledger.Meta{Command: event.StepID(base, fmt.Sprint(writer, " ", name)), Actor: event.Actor{ID: "secretariat"}}
			}
			for n := range each {
				item := ledger.NewItem{Formulated: projectiontest.Made(fmt.Sprint(n+1), "Former les agents", "MAECI")}
				listed, receipt, err := l.Formulate(t.Context(), meta(fmt.Sprint("make ", n)), s, []ledger.NewItem{item})
				if err != nil {
					t.Error(err)
					return
				}
				found := recommendation.Examine{Found: recommendation.Found{Session: s, State: domain.InProgress, Words: "en cours"}}
				id := listed[0].Recommendation
				if n%2 == 0 {
					if receipt, err = l.Recommendation(t.Context(), meta(fmt.Sprint("find ", n)), id, found); err != nil {
						t.Error(err)
						return
					}
				}
				if err := seesOwn(t.Context(), r, receipt.Position, id, n%2 == 0); err != nil {
					t.Error(err)
				}
			}
		})
	}
	done.Wait()
	head, err := log.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := r.WaitFor(t.Context(), head); err != nil {
		t.Fatal(err)
	}
	cancel()
	<-ended
	count, _ := head.Halves()
	w.isOneTo(t, int(count))
	today := register.Moment{Today: projectiontest.Day("2024-06-01")}
	var want, got projectiontest.Tables
	projectiontest.Ask(t, book.Records().Rebuild(t), today, func(v *register.View) { want = projectiontest.Everything(t, v, log) })
	projectiontest.Ask(t, r.Register(), today, func(v *register.View) { got = projectiontest.Everything(t, v, log) })
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("not what a rebuild gives (-want +got):\n%s", d)
	}
}

// seesOwn asks that who waits for a position sees what was recorded there.
func seesOwn(ctx context.Context, r *runner.Runner, position event.Position, id domain.RecommendationID, found bool) error {
	if err := r.WaitFor(ctx, position); err != nil {
		return err
	}
	if r.Seen().Compare(position) < 0 {
		return fmt.Errorf("seen %s, waited for %s", r.Seen(), position)
	}
	return r.Register().Query(context.Background(), register.Moment{}, func(v *register.View) error {
		i, err := v.FindOwn(id.String())
		if err == nil && (v.State(i).State == domain.InProgress) != found {
			err = fmt.Errorf("%s stands as %s", id, v.State(i).State)
		}
		return err
	})
}
