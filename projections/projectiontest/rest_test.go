package projectiontest_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"suivi/adapters/eventlog/memory"
	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/forum"
	"suivi/projections/openitems"
	"suivi/projections/projectiontest"
	"suivi/projections/register"
)

// A long question about the past lets in what is recorded meanwhile, and is
// answered as if nothing had been.
func TestWhoRecordsDoesNotWaitForALongQuestionAboutThePast(t *testing.T) {
	b := projectiontest.Keep(t, memory.New())
	b.Forum("CC", forum.Rule{})
	b.Structure("MEF", "MEF", "")
	for n := range 8 {
		s := b.Hold("CC", fmt.Sprint(n), fmt.Sprintf("20%02d-03-01", 10+n))
		for k := range 50 {
			id := b.Make(s, projectiontest.Made(fmt.Sprint(k), fmt.Sprintf("texte %d de %d", k, n), "MEF"))[0]
			b.Find(id, s, domain.InProgress, "constat")
		}
	}
	known := b.Records()
	past := register.Moment{On: projectiontest.Day("2015-06-01")}
	var want openitems.Counts
	projectiontest.Ask(t, known.Rebuild(t), past, func(v *register.View) { want = openitems.Of(v) })

	last := b.Hold("CC", "dernière", "2015-05-01") // of a day that the question counts
	for k := range 100 {
		b.Make(last, projectiontest.Made(fmt.Sprint(k), "à venir", "MEF"))
	}
	all := b.Records().Envelopes(t)
	reg := known.Rebuild(t)
	position := reg.Position()
	applied := make(chan event.Position)
	asked := false
	projectiontest.Ask(t, reg, past, func(v *register.View) {
		go func() {
			if err := reg.ApplyAll(all[len(known.All):]); err != nil {
				t.Error(err)
			}
			reg.Settle()
			applied <- all[len(all)-1].Position
		}()
		var got openitems.Counts
		for days := range domain.Day(40) { // as long as it takes to be let in
			got = openitems.Of(v)
			for _, i := range mustList(t, v) {
				v.At(v.Today() - days).Describe(i)
			}
		}
		if d := cmp.Diff(want, got, cmp.Comparer(func(a, b event.Position) bool { return a == b })); d != "" {
			t.Errorf("asked while others record (+), and alone (-): %s", d)
		}
		select {
		case p := <-applied:
			asked = true
			if p == position {
				t.Error("nothing was applied")
			}
		default:
		}
	})
	if !asked {
		t.Error("what was recorded waited for the end of the question")
		<-applied
	}
}

func mustList(t *testing.T, v *register.View) []register.RecommendationIndex {
	rows, _, err := v.List(register.AnyFilter(), register.Page{})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}
