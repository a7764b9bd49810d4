package register_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"suivi/adapters/eventlog/memory"
	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/forum"
	"suivi/domain/recommendation"
	"suivi/domain/session"
	"suivi/projections/projectiontest"
	"suivi/projections/register"
)

// years is a ledger of a session a year, from 2010 to 2017, that makes so many.
func years(t *testing.T, each int) *projectiontest.Book {
	b := projectiontest.Keep(t, memory.New())
	b.Forum("CC", forum.Rule{})
	for n := range 8 {
		s := b.Hold("CC", fmt.Sprint(n), fmt.Sprintf("20%02d-03-01", 10+n))
		for k := range each {
			b.Make(s, projectiontest.Text(fmt.Sprintf("texte %d de %d", k, n)))
		}
	}
	return b
}

func in(year int) register.Moment {
	return register.Moment{On: domain.MustDay(year, 6, 1)}
}

// counted is what asks r for its counters as of m, which are one as long as
// they are kept.
func counted(t *testing.T, r *register.Register, m register.Moment) (c *register.Counters) {
	projectiontest.Ask(t, r, m, func(v *register.View) { c = v.Counts() })
	return c
}

func TestAMomentThatManyAskForAtOnceIsWorkedOutOnce(t *testing.T) {
	r := years(t, 50).Records().Rebuild(t)
	var all [8]*register.Counters
	var asking sync.WaitGroup
	for k := range all {
		asking.Go(func() { all[k] = counted(t, r, in(2013)) })
	}
	asking.Wait()
	for _, c := range all {
		if c != all[0] || c.All.Open != 200 {
			t.Fatalf("worked out anew: %p %+v, %p", c, c.All, all[0])
		}
	}
}

func TestAViewOfThePastIsKeptUntilSomethingOfItsDaysIsRecorded(t *testing.T) {
	b := years(t, 2)
	r := b.Records().Rebuild(t)
	known := register.Moment{KnownTo: b.Records().All[12].Position, Today: in(2020).On}
	knew := counted(t, r, known)
	grow := func(after int) {
		for _, e := range b.Records().Envelopes(t)[after:] {
			if err := r.Apply(e); err != nil {
				t.Fatal(err)
			}
		}
	}
	had := len(b.Records().All)
	last := b.Hold("CC", "autre", "2018-03-01")
	grow(had)
	past := counted(t, r, in(2013)) // a session that is held may move what it did
	had = len(b.Records().All)
	b.Make(last, projectiontest.Text("un texte de plus"))
	grow(had)
	if counted(t, r, in(2013)) != past || counted(t, r, known) != knew {
		t.Error("what is recorded of a later day changed a view of the past")
	}
	had = len(b.Records().All)
	b.Make(b.Hold("CC", "oubliée", "2012-03-01"), projectiontest.Text("un texte oublié"))
	grow(had)
	if c := counted(t, r, in(2013)); c == past || c.All.Open != 9 {
		t.Errorf("what is recorded of an earlier day is not in the view: %+v", c.All)
	}
	if counted(t, r, known) != knew {
		t.Error("what was known then is not what it was")
	}
}

func TestOneMomentIsWorkedOutAtATimeAndWhoGoesIsLetGo(t *testing.T) {
	b := years(t, 50)
	all := b.Records().Envelopes(t)
	some := projectiontest.Records{All: b.Records().All[:len(all)-1]}
	r := some.Rebuild(t)
	r.Settle()
	free := r.Occupy()
	ctx, leave := context.WithCancel(t.Context())
	asked := make(chan error)
	ask := func() {
		asked <- r.Query(ctx, in(2013), func(v *register.View) error {
			v.Counts()
			return nil
		})
	}
	go ask()
	go ask() // waits for the first
	counted(t, r, register.Moment{})
	if err := r.Apply(all[len(all)-1]); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-asked:
		t.Fatalf("two are worked out at once: %v", err)
	default:
	}
	leave()
	for range 2 {
		if err := <-asked; !errors.Is(err, context.Canceled) {
			t.Fatalf("who went was answered: %v", err)
		}
	}
	if n, _ := r.Kept(); n != 0 {
		t.Errorf("%d views are kept of which nothing is known", n)
	}
	free()
	if c := counted(t, r, in(2013)); c.All.Open != 200 {
		t.Errorf("after others went: %+v", c.All)
	}
}

func TestWhoGoesInTheMiddleOfAnAnswerIsLetGo(t *testing.T) {
	r := years(t, 50).Records().Rebuild(t)
	ctx, leave := context.WithCancel(t.Context())
	err := r.Query(ctx, in(2013), func(v *register.View) error {
		for days := domain.Day(0); ; days++ {
			v.At(v.Today() - days).State(0)
			if days == 100 {
				leave()
			}
			if days == 10_000 {
				return nil
			}
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("answered to the end: %v", err)
	}
	if c := counted(t, r, in(2013)); c.All.Open != 200 {
		t.Errorf("asked again: %+v", c.All)
	}
}

// A reader who has the answer to a question of the past as of a position is not
// to hold one that lacks what was recorded at that position.
func TestWhatIsAppliedWhileAViewOfThePastRestsIsNotSaidToBeKnownInIt(t *testing.T) {
	b := years(t, 50)
	all := b.Records().Envelopes(t)
	some := projectiontest.Records{All: b.Records().All[:len(all)-1]}
	r := some.Rebuild(t)
	was := r.Position()
	for _, after := range []event.Position{was, all[len(all)-1].Position} {
		if after != was {
			if err := r.Apply(all[len(all)-1]); err != nil {
				t.Fatal(err)
			}
		}
		err := r.Query(t.Context(), in(2017), func(v *register.View) error {
			if v.Applied() != after {
				t.Errorf("asked at %s, it says %s", after, v.Applied())
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	r, applied := some.Rebuild(t), make(chan error, 1)
	var open int
	err := r.Query(t.Context(), in(2017), func(v *register.View) error {
		go func() { applied <- r.Apply(all[len(all)-1]) }()
		for days := domain.Day(0); ; days++ {
			v.At(v.Today() - days).State(0)
			select {
			case err := <-applied:
				open = v.Counts().All.Open
				if v.Applied() != was {
					t.Errorf("it says %s", v.Applied())
				}
				return err
			default:
			}
		}
	})
	if err != nil || open != 399 {
		t.Errorf("%d are open, %v", open, err)
	}
	if c := counted(t, r, in(2017)); c.All.Open != 400 {
		t.Errorf("asked again: %d are open", c.All.Open)
	}
}

func TestWhatIsKeptOfThePastIsBounded(t *testing.T) {
	b := years(t, 5)
	r := b.Records().Rebuild(t)
	for _, rec := range b.Records().All {
		counted(t, r, register.Moment{KnownTo: rec.Position, Today: in(2020).On})
	}
	n, weight := r.Kept()
	if n == 0 || n > 16 || weight <= 0 {
		t.Fatalf("%d kept, of %d bytes", n, weight)
	}
	first, last := counted(t, r, in(2012)), counted(t, r, in(2013))
	r.Trim(weight / n)
	if left, bytes := r.Kept(); left == 0 || left >= n || bytes > weight/n {
		t.Errorf("%d are left, of %d bytes", left, bytes)
	}
	if counted(t, r, in(2013)) != last || counted(t, r, in(2012)) == first {
		t.Error("not the last one that was asked for is kept")
	}
}

// What says of a late day that an earlier one was otherwise is seen in a view
// that is kept of that one.
func TestAViewOfThePastIsWorkedOutAnewAfterWhatReachesBack(t *testing.T) {
	b := years(t, 2)
	rows := b.Make(b.Hold("CC", "2018", "2018-03-01"), projectiontest.Text("un texte"), projectiontest.Text("le même"))
	b.Do(rows[0], recommendation.SetDueDate{On: in(2019).On, DueDateSet: recommendation.DueDateSet{Due: domain.On(in(2019).On)}})
	r, had := register.New(), 0
	grow := func() {
		all := b.Records()
		if err := r.ApplyAll(all.Envelopes(t)[had:]); err != nil {
			t.Fatal(err)
		}
		had = len(all.All)
	}
	grow()
	set := b.Records().All[had-1].ID
	for what, happens := range map[string]func(){
		"a record that was one with another from the start": func() {
			b.Do(rows[1], recommendation.AbsorbInto{On: in(2020).On, Absorbed: recommendation.Absorbed{Survivor: rows[0], Kind: recommendation.Duplicate}})
		},
		"a fact of an earlier day than was said": func() {
			b.Do(rows[0], recommendation.Rectify{Corrects: set, NewDay: domain.MustDay(2018, 4, 1), Instead: recommendation.DueDateSet{Due: domain.On(domain.MustDay(2018, 5, 1))}, Reason: "mal daté"})
		},
	} {
		was := counted(t, r, in(2018))
		happens()
		grow()
		if counted(t, r, in(2018)) == was {
			t.Errorf("%s is not seen", what)
		}
	}
	if c := counted(t, r, in(2018)); c.All.Open != 17 || c.All.Late(in(2018).On) != 1 {
		t.Errorf("open and late: %d, %d", c.All.Open, c.All.Late(in(2018).On))
	}
}

// A session whose close was a mistake, and that was closed again, has the
// lengths that it was closed with last, though the first were asked for.
func TestTheLengthsOfASessionThatWasClosedAgainAreThoseOfItsLastClose(t *testing.T) {
	b := years(t, 1)
	s := b.Hold("CC", "2018", "2018-03-01")
	listed := func(want int) {
		t.Helper()
		b.Ask(register.Moment{}, func(v *register.View) {
			i, _ := v.SessionOf(s)
			if _, got := v.Lengths(i); got != want {
				t.Errorf("its own list holds %d, want %d", got, want)
			}
		})
	}
	b.Make(s, projectiontest.Text("un texte"))
	listed(1)
	b.Close(s, "2018-03-02")
	listed(1)
	closed := b.Records().All
	if err := b.Session(s, session.Rectify{Corrects: closed[len(closed)-1].ID, Reason: "pas encore"}); err != nil {
		t.Fatal(err)
	}
	b.Make(s, projectiontest.Text("un autre"))
	listed(2)
	b.Close(s, "2018-03-02")
	listed(2)
}
