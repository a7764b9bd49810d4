package projectiontest_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"suivi/domain"
	"suivi/domain/forum"
	"suivi/domain/recommendation"
	"suivi/domain/session"
	"suivi/projections/followup"
	"suivi/projections/projectiontest"
	"suivi/projections/register"
)

// TestASketchIsTheTable: the same rows in the same order, the same totals, and
// each row where its recommendation is looked for.
func TestASketchIsTheTable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		reg := drawLedger(t).book.Records().Rebuild(t)
		projectiontest.Ask(t, reg, register.Moment{Today: lastDay}, func(v *register.View) {
			for _, s := range v.Sessions() {
				name, table, k := v.SessionReference(s), followup.Of(v, s), followup.SketchOf(v, s)
				agree(t, name+" rows", k.Len(), len(table.Rows))
				agree(t, name+" totals", k.Totals(), table.Totals)
				var counted followup.Totals
				for n, row := range table.Rows {
					i, err := v.FindOwn(row.Item.ID.String())
					if err != nil || k.Place(i) != n {
						t.Fatalf("%s: row %d is found at %d (%v)", name, n, k.Place(i), err)
					}
					counted.NotSeen += count(!row.Examined)
					counted.Executed += count(row.Examined && row.Classed == "" && row.State.String() == "executee")
					counted.Carried += count(row.Examined && row.CarriedOver != "")
				}
				agree(t, name+" counted", [...]int{counted.NotSeen, counted.Executed, counted.Carried}, [...]int{table.Totals.NotSeen, table.Totals.Executed, table.Totals.Carried})
				agree(t, name+" of its own list", len(k.Lines(func(bool) bool { return true })), table.Totals.Listed)
			}
		})
	})
}

func agree[V comparable](t *rapid.T, what string, got, want V) {
	t.Helper()
	if got != want {
		t.Fatalf("%s: %v, not %v", what, got, want)
	}
}

func count(holds bool) int {
	if holds {
		return 1
	}
	return 0
}

// TestWhatIsNotRewrittenReadsAsAtTheClose: of a recommendation that nothing
// recorded since a close touches, a table says today what it said then.
func TestWhatIsNotRewrittenReadsAsAtTheClose(t *testing.T) {
	touched, all := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		reg := drawLedger(t).book.Records().Rebuild(t)
		projectiontest.Ask(t, reg, register.Moment{Today: lastDay}, func(v *register.View) {
			for _, s := range v.Sessions() {
				frozen, closed := v.AsClosed(s)
				if !closed {
					continue
				}
				rewritten, now := v.SinceClose(s), v.At(v.Session(s).ClosedOn)
				then, today := said(frozen, s), said(now, s)
				every, _, err := v.List(register.AnyFilter(), register.Page{})
				if err != nil {
					t.Fatal(err)
				}
				for _, i := range every {
					all++
					if rewritten.Touches(i) {
						touched++
					}
					if d := cmp.Diff(then[i], today[i]); d != "" && (!rewritten.Touches(i) || !rewritten.Any(maps.Keys(then))) {
						t.Fatalf("%s: %s (-at the close +today):\n%s", v.SessionReference(s), v.ID(i), d)
					}
				}
			}
		})
	})
	if touched == 0 || touched == all {
		t.Errorf("%d of %d are touched: nothing is proved", touched, all)
	}
}

// said is what the table of session s says in a view, by recommendation: its
// text, owners, échéance, what was retained, where it stands on either list.
func said(v *register.View, s register.SessionIndex) map[register.RecommendationIndex]string {
	all := map[register.RecommendationIndex]string{}
	names := v.NamesOn(v.Session(s).Day())
	say := func(i register.RecommendationIndex, more ...any) {
		item := v.Describe(i)
		all[i] += fmt.Sprintln(item.Text, names.DescribeOwners(i), item.Due, more)
		for _, f := range v.Facts(i) {
			all[i] += fmt.Sprintln(f.Day, f.ID)
		}
	}
	for _, due := range v.Due(s) {
		say(due.Recommendation, "due", due.Number)
	}
	for _, i := range v.ExaminedAt(s) {
		say(v.Bearer(i, s), "examined", v.NumberBefore(i, s))
	}
	for i, l := range v.Listed(s) {
		say(v.Bearer(i, s), "listed", l.Number, l.Place)
	}
	return all
}

// TestWhatIsRememberedOfATableIsTheTable, whatever is recorded between two
// questions: that of a view that remembers nothing.
func TestWhatIsRememberedOfATableIsTheTable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		reg := register.New()
		for _, e := range drawLedger(t).book.Records().Envelopes(t) {
			if err := reg.Apply(e); err != nil {
				t.Fatal(err)
			}
			if rapid.IntRange(0, 2).Draw(t, "ask later") > 0 {
				continue
			}
			var kept, fresh string
			projectiontest.Ask(t, reg, register.Moment{Today: lastDay}, func(v *register.View) { kept = sketches(v) })
			projectiontest.Ask(t, reg, register.Moment{On: lastDay}, func(v *register.View) { fresh = sketches(v) })
			if d := cmp.Diff(strings.Split(fresh, "\n"), strings.Split(kept, "\n")); d != "" {
				t.Fatalf("after %s of %s (-fresh +remembered):\n%s", e.Payload.EventType(), e.Stream, d)
			}
		}
	})
}

// sketches are the tables of all sessions, without words.
func sketches(v *register.View) string {
	var b strings.Builder
	for _, s := range v.Sessions() {
		k := followup.SketchOf(v, s)
		fmt.Fprintln(&b, v.SessionReference(s), k.Totals(), k.Several(), k.Since())
		var marks []followup.Mark
		k.Rows(func(m followup.Mark) bool {
			marks = append(marks, m)
			return false
		})
		for n := range k.Len() {
			fmt.Fprintln(&b, v.ID(k.Recommendation(n)), k.Row(n).Number, k.Place(k.Recommendation(n)), marks[n])
		}
		for n := range k.MadeLen() {
			m := k.Made(n)
			fmt.Fprintln(&b, m.Item.ID, m.Number, m.Place, m.Carried, m.Was)
		}
	}
	return b.String()
}

// longList has a session, held, that examines so many recommendations by its
// fixed list, and gives the streams of these.
func longList(n int) (m *mill, s domain.SessionID, streams []string) {
	m = &mill{}
	f := forum.IDOf("RBC")
	m.add(forum.Stream(f), 1, forum.Created{Code: "RBC", Name: "Revue"})
	made, on := session.IDOf(f, "1"), domain.MustDay(2024, 1, 10)
	s = session.IDOf(f, "2")
	list := session.ListFixed{Origin: session.BySecretariat}
	for _, sits := range []struct {
		id   domain.SessionID
		code string
		on   domain.Day
	}{{made, "1", on}, {s, "2", on + 100}} {
		m.add(session.Stream(sits.id), sits.on, session.Planned{Forum: f, Code: sits.code})
		m.add(session.Stream(sits.id), sits.on, session.Held{Sittings: []domain.Period{domain.On(sits.on)}})
	}
	for k := range n {
		id := domain.RecommendationID{ULID: m.id()}
		m.add(recommendation.Stream(id), on, recommendation.Formulated{Listing: recommendation.Listing{Session: made, Forum: f, Number: fmt.Sprint(k + 1), Place: k + 1}, Text: "Faire"})
		list.Items = append(list.Items, session.Item{Recommendation: id, Number: fmt.Sprint(k + 1), Place: k + 1})
		streams = append(streams, recommendation.Stream(id))
	}
	m.add(session.Stream(s), on+100, list)
	return m, s, streams
}

// TestASavedRowCostsTheSameInALongList: what is asked once a row was recorded,
// the totals and that row, is made of as little in a long list as in a short
// one.
func TestASavedRowCostsTheSameInALongList(t *testing.T) {
	cost := func(n int) float64 {
		m, id, streams := longList(n)
		reg := register.New()
		if err := reg.ApplyAll(m.events); err != nil {
			t.Fatal(err)
		}
		row := 0
		return testing.AllocsPerRun(50, func() {
			m.add(streams[row], domain.MustDay(2024, 1, 10)+100, recommendation.Found{State: domain.InProgress, Session: id, Words: "en cours"})
			if err := reg.Apply(m.events[len(m.events)-1]); err != nil {
				t.Fatal(err)
			}
			row++
			projectiontest.Ask(t, reg, register.Moment{Today: lastDay}, func(v *register.View) {
				s, _ := v.SessionOf(id)
				if k := followup.SketchOf(v, s); k.Len() != n || k.Totals().InProgress != row || !k.Row(row-1).Examined {
					t.Fatalf("%d rows, %+v", k.Len(), k.Totals())
				}
			})
		})
	}
	if short, long := cost(100), cost(5000); long > short+10 {
		t.Errorf("%.0f allocations in a list of 100, %.0f in one of 5,000", short, long)
	}
}
