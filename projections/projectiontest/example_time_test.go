package projectiontest_test

import (
	"context"
	"sync"
	"testing"

	"suivi/adapters/eventlog/memory"
	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/forum"
	"suivi/domain/organization"
	"suivi/domain/session"
	"suivi/projections/followup"
	"suivi/projections/openitems"
	"suivi/projections/projectiontest"
	"suivi/projections/register"
)

// A session that was interrupted is held once it has ended.
func TestWhatASessionDoesTakesEffectOnItsLastDay(t *testing.T) {
	b := projectiontest.Keep(t, memory.New())
	b.Forum("CC", forum.Rule{})
	s := b.Hold("CC", "1", "2023-03-02")
	b.Make(s, projectiontest.Made("1", "un"))
	b.Sit(s, domain.On(day("2023-03-02")), domain.On(day("2023-03-10")))
	open := func(on string) (n int) {
		b.Ask(register.Moment{On: day(on)}, func(v *register.View) { n = openitems.Of(v).Open.Open })
		return n
	}
	equal(t, "before it was resumed, once it ended", []int{open("2023-03-05"), open("2023-03-10")}, []int{0, 1})
	b.Ask(register.Moment{On: day("2023-03-05")}, func(v *register.View) {
		equal(t, "not held before it ended", v.Head(mustSession(v, s)).Stage, register.StagePlanned)
	})
	var held event.Envelope
	for _, e := range b.Records().Envelopes(t) {
		if _, is := e.Payload.(session.Held); is {
			held = e
		}
	}
	rather := session.Held{Sittings: []domain.Period{domain.On(day("2023-02-20"))}}
	if err := b.Session(s, session.Rectify{Corrects: held.ID, Instead: rather, Reason: "mauvaise date"}); err != nil {
		t.Fatal(err)
	}
	equal(t, "the first sitting still says when it was", []int{open("2023-02-20"), open("2023-03-02")}, []int{0, 1})
}

// A session entered late takes its place; what later ones examine by rule, and
// what was let go, follow.
func TestASessionEnteredLateTakesItsPlace(t *testing.T) {
	b := projectiontest.Keep(t, memory.New())
	b.Forum("CC", forum.Rule{})
	second := b.Hold("CC", "2023", "2023-06-01")
	b.Make(second, projectiontest.Made("1", "de 2023"))
	b.Ask(register.Moment{}, func(v *register.View) { equal(t, "nothing to examine yet", due(v, second), nil) })
	first := b.Hold("CC", "2021", "2021-06-01")
	made := b.Make(first, projectiontest.Made("1", "de 2021"), projectiontest.Made("2", "de 2021 aussi"))
	b.Find(made[0], second, executee, "fait")
	b.Ask(register.Moment{}, func(v *register.View) {
		equal(t, "by rule", due(v, second), []string{"1 de 2021", "2 de 2021 aussi"})
		equal(t, "examined", followup.Of(v, mustSession(v, second)).Totals.Executed, 1)
		equal(t, "not judged before it closes", dropped(v), nil)
	})
	b.Close(second, "2023-06-01")
	b.Ask(register.Moment{}, func(v *register.View) { equal(t, "let go", dropped(v), []string{"CC.2021.2"}) })
}

// A closed table keeps the names of its day; what is open is owed by the
// successor, to which what lay under the merged structure now belongs.
func TestARenamedAndMergedMinistry(t *testing.T) {
	b := projectiontest.Keep(t, memory.New())
	b.Structure("OLD", "MPFE", "")
	b.Structure("OLD-D", "DNPF", "OLD")
	b.Structure("NEW", "MDS", "")
	b.Forum("CC", forum.Rule{Examines: forum.AllOpen})
	first := b.Hold("CC", "1", "2021-06-01")
	made := b.Make(first, projectiontest.Made("1", "un", "OLD"), projectiontest.Made("2", "deux", "OLD-D"))
	second := b.Hold("CC", "2", "2022-06-01")
	b.Find(made[0], second, enCours, "vu")
	b.Find(made[1], second, enCours, "vu")
	b.Close(second, "2022-06-01")
	b.Organization("OLD", "2023-01-01", organization.Merged{Successor: organization.IDOf("NEW")})
	b.Ask(register.Moment{}, func(v *register.View) {
		var paths []string
		for _, r := range followup.Of(v, mustSession(v, second)).Rows {
			paths = append(paths, r.Item.Owners[0].Path)
		}
		equal(t, "as closed", paths, []string{"MPFE", "MPFE > DNPF"})
		counts := map[string]int{}
		for _, h := range openitems.Of(v).Owners {
			counts[h.Key] = h.Open
		}
		equal(t, "owed today", counts, map[string]int{"NEW": 2, "OLD-D": 1})
	})
	b.Ask(register.Moment{On: day("2022-12-31")}, func(v *register.View) {
		counts := map[string]int{}
		for _, h := range openitems.Of(v).Owners {
			counts[h.Key] = h.Open
		}
		equal(t, "owed before", counts, map[string]int{"OLD": 2, "OLD-D": 1})
	})
}

// Whoever asks while the ledger grows sees one state of it.
func TestAskingWhileTheLedgerGrows(t *testing.T) {
	events := bigLedger(400).events
	r := register.New()
	grown, stop := context.WithCancel(context.Background())
	var asking sync.WaitGroup
	for range 3 {
		asking.Go(func() {
			for grown.Err() == nil {
				_ = r.Query(t.Context(), register.Moment{}, func(v *register.View) error {
					c, sum := openitems.Of(v), 0
					for _, h := range c.States {
						sum += h.Open
					}
					f := register.AnyFilter()
					f.Dropped = true
					if lost, _, _ := v.List(f, register.Page{}); sum != c.Open.Open || len(lost) != c.Open.Dropped {
						t.Errorf("%d of %d open; %d of %d dropped", sum, c.Open.Open, len(lost), c.Open.Dropped)
					}
					return nil
				})
			}
		})
	}
	for k := 0; k < len(events); k += 7 {
		if err := r.ApplyAll(events[k:min(k+7, len(events))]); err != nil {
			t.Error(err)
		}
	}
	stop()
	asking.Wait()
}
