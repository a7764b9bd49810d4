package projectiontest_test

import (
	"fmt"
	"maps"
	"testing"

	"pgregory.net/rapid"

	"suivi/domain"
	"suivi/domain/recommendation"
	"suivi/projections/followup"
	"suivi/projections/projectiontest"
	"suivi/projections/register"
)

// What is kept of an answer (the views of the past, the lengths of closed
// sessions) is what a ledger says that was never asked before, whatever is
// recorded between two questions.
func TestWhatIsKeptOfAnAnswerIsWhatARebuildSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records := drawLedger(t).book.Records()
		envelopes := records.Envelopes(t)
		moments := []register.Moment{{Today: lastDay}}
		for range 5 {
			of := rapid.SampledFrom(envelopes).Draw(t, "asked of")
			m := register.Moment{On: of.Day + domain.Day(rapid.IntRange(-1, 1).Draw(t, "and"))}
			if rapid.IntRange(0, 4).Draw(t, "as known then") == 0 {
				m = register.Moment{KnownTo: of.Position, Today: of.Day}
			}
			moments = append(moments, m)
		}
		grown := register.New()
		for k, e := range envelopes {
			if err := grown.Apply(e); err != nil {
				t.Fatal(err)
			}
			ask, last := gist, k == len(envelopes)-1
			if last {
				ask = whole
			} else if rapid.Bool().Draw(t, "pass over") {
				continue
			}
			so := projectiontest.Records{All: records.All[:k+1]}
			anew := so.Rebuild(t)
			for _, m := range moments {
				if m.KnownTo.Compare(e.Position) <= 0 {
					same(t, fmt.Sprintf("after %d, of %+v", k+1, m), ask(t, anew, m, so), ask(t, grown, m, so))
				}
			}
		}
	})
}

// gist is what every table is made of: what is kept of all, and of sessions.
func gist(t projectiontest.TB, r *register.Register, m register.Moment, _ projectiontest.Records) projectiontest.Tables {
	all := projectiontest.Tables{}
	projectiontest.Ask(t, r, m, func(v *register.View) {
		all["counts"] = fmt.Sprintf("%+v", v.Counts().All)
		all["standings"] = fmt.Sprint(v.Counts().Standings[recommendation.Unknown+1:])
		for _, i := range rows(t, v, register.AnyFilter()) {
			item := v.Describe(i)
			item.Version = nil
			dropped := register.DropNote{}
			if item.Dropped != nil {
				dropped, item.Dropped = *item.Dropped, nil
			}
			all[v.ID(i).String()] = fmt.Sprintf("%+v %+v %+v", *v.State(i), item, dropped)
		}
		for _, s := range v.Sessions() {
			toExamine, listed := v.Lengths(s)
			all["lengths "+v.SessionReference(s)] = fmt.Sprint(toExamine, listed)
		}
		for _, f := range v.ForumsByCode() {
			for _, p := range followup.TrendOf(v, f, 10) {
				all["trend "+p.Session.Reference] = fmt.Sprintf("%+v %+v", p.Totals, p.Rates)
			}
		}
	})
	return all
}

func whole(t projectiontest.TB, r *register.Register, m register.Moment, log projectiontest.Records) projectiontest.Tables {
	all := everything(t, r, m, log)
	maps.Copy(all, gist(t, r, m, log))
	return all
}
