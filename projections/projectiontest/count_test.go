package projectiontest_test

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"suivi/domain"
	"suivi/domain/recommendation"
	"suivi/projections/followup"
	"suivi/projections/openitems"
	"suivi/projections/owing"
	"suivi/projections/projectiontest"
	"suivi/projections/register"
)

// anyMoment draws a moment at which to ask.
func anyMoment(t *rapid.T, records projectiontest.Records) register.Moment {
	m := register.Moment{Today: projectiontest.Day("2023-06-15")}
	switch rapid.IntRange(0, 2).Draw(t, "asked") {
	case 1:
		m.On = projectiontest.Day("2022-06-15")
	case 2:
		m.KnownTo = rapid.SampledFrom(records.All).Draw(t, "known to").Position
	}
	return m
}

// inAnyView draws a ledger and a moment, and asks.
func inAnyView(t *testing.T, question func(*rapid.T, *register.View)) {
	t.Helper()
	rapid.Check(t, func(t *rapid.T) {
		records := drawLedger(t).book.Records()
		projectiontest.Ask(t, records.Rebuild(t), anyMoment(t, records), func(v *register.View) { question(t, v) })
	})
}

func rows(t projectiontest.TB, v *register.View, f register.Filter) []register.RecommendationIndex {
	t.Helper()
	all, next, err := v.List(f, register.Page{})
	if err != nil || next != "" {
		t.Fatalf("List: %v, cursor %q", err, next)
	}
	return all
}

// tallied asks that a tally is the lengths of the lists behind it.
func tallied(t projectiontest.TB, v *register.View, name string, n openitems.Tally, f register.Filter) {
	t.Helper()
	f.Standing = recommendation.Open
	late, silent, dropped := f, f, f
	late.Late, silent.Silent, dropped.Dropped = true, true, true
	if got := (openitems.Tally{Open: len(rows(t, v, f)), Late: len(rows(t, v, late)), Silent: len(rows(t, v, silent)), Dropped: len(rows(t, v, dropped))}); got != n {
		t.Fatalf("%s: counted %+v, listed %+v", name, n, got)
	}
}

func TestEveryCountIsTheLengthOfTheListBehindIt(t *testing.T) {
	inAnyView(t, func(t *rapid.T, v *register.View) {
		c, every := openitems.Of(v), register.AnyFilter()
		tallied(t, v, "all", c.Open, every)
		if n := len(rows(t, v, every)); n != c.Made {
			t.Fatalf("made: counted %d, listed %d", c.Made, n)
		}
		for k, h := range c.Standings {
			f := every
			f.Standing = recommendation.Proposed + recommendation.Standing(k)
			if n := len(rows(t, v, f)); n != h.Count && f.Standing != recommendation.NeverMade {
				t.Fatalf("%s: counted %d, listed %d", h.Key, h.Count, n)
			}
		}
		for _, h := range c.States {
			f := every
			f.Standing = recommendation.Open
			if err := f.State.UnmarshalText([]byte(h.Key)); err != nil {
				t.Fatal(err)
			}
			if n := len(rows(t, v, f)); n != h.Open {
				t.Fatalf("%s: counted %d, listed %d", h.Key, h.Open, n)
			}
		}
		unowned := every
		unowned.Standing, unowned.Unowned = recommendation.Open, true
		if n := len(rows(t, v, unowned)); n != c.Unowned {
			t.Fatalf("unowned: counted %d, listed %d", c.Unowned, n)
		}
		countedByHeap(t, v, c)
	})
}

// countedByHeap asks that the heaps of each kind are the lists behind them, and
// that those which part what is open add up to it.
func countedByHeap(t *rapid.T, v *register.View, c openitems.Counts) {
	sum := func(name string, heaps []openitems.Heap) {
		n := 0
		for _, h := range heaps {
			n += h.Open
		}
		if n != c.Open.Open {
			t.Fatalf("%s add up to %d of %d", name, n, c.Open.Open)
		}
	}
	for _, h := range c.Forums {
		f := register.AnyFilter()
		f.Forum, _ = v.FindForum(h.Key)
		tallied(t, v, h.Key, h.Tally, f)
	}
	sum("forums", c.Forums)
	for _, h := range c.Sessions {
		f := register.AnyFilter()
		f.Session, _ = v.FindSession(h.Key)
		tallied(t, v, h.Key, h.Tally, f)
	}
	sum("sessions", c.Sessions)
	for _, h := range c.Owners {
		f := register.AnyFilter()
		f.Organization, _ = v.FindOrganization(h.Key)
		tallied(t, v, h.Key, h.Tally, f)
	}
	ages, carried := map[string]openitems.Tally{}, map[string]openitems.Tally{}
	f := register.AnyFilter()
	f.Standing = recommendation.Open
	for _, i := range rows(t, v, f) {
		one := openitems.Tally{Open: 1}
		item := v.Describe(i)
		if item.Late {
			one.Late = 1
		}
		if item.Silent {
			one.Silent = 1
		}
		if item.Dropped != nil {
			one.Dropped = 1
		}
		age, times := strconv.Itoa(item.MadeOn.YearsUntil(v.Today())), strconv.Itoa(item.CarriedTimes)
		ages[age], carried[times] = added(ages[age], one), added(carried[times], one)
	}
	partedAs(t, "ages", c.Ages, ages)
	agesAddUp(t, v, c.Ages)
	partedAs(t, "times carried over", c.Carried, carried)
}

// agesAddUp asks that the ages of what each forum made are together those of
// all.
func agesAddUp(t *rapid.T, v *register.View, want []openitems.Heap) {
	sums := map[string]openitems.Tally{}
	for _, f := range v.ForumsByCode() {
		of, err := openitems.AgesOf(v, f)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range of {
			sums[h.Key] = added(sums[h.Key], h.Tally)
		}
	}
	partedAs(t, "ages of the forums", want, sums)
}

func added(a, b openitems.Tally) openitems.Tally {
	return openitems.Tally{Open: a.Open + b.Open, Late: a.Late + b.Late, Silent: a.Silent + b.Silent, Dropped: a.Dropped + b.Dropped}
}

func partedAs(t *rapid.T, name string, heaps []openitems.Heap, want map[string]openitems.Tally) {
	if len(heaps) != len(want) {
		t.Fatalf("%s: %+v, want %+v", name, heaps, want)
	}
	for _, h := range heaps {
		if want[h.Key] != h.Tally {
			t.Fatalf("%s %s: %+v, want %+v", name, h.Key, h.Tally, want[h.Key])
		}
	}
}

func TestWhoOwesWhatCountsEachOnceInAnyTotal(t *testing.T) {
	inAnyView(t, func(t *rapid.T, v *register.View) {
		for _, forum := range append(v.ForumsByCode(), register.None) {
			table, err := owing.Of(v, forum)
			if err != nil {
				t.Fatal(err)
			}
			if table.Distinct+table.Unowned != table.Open {
				t.Fatalf("%d distinct + %d unowned, %d open", table.Distinct, table.Unowned, table.Open)
			}
			roots, top := map[register.RecommendationIndex]bool{}, 0
			for _, row := range table.Rows {
				f := register.AnyFilter()
				f.Forum, f.Standing = forum, recommendation.Open
				f.Organization, err = v.FindOrganization(row.Code)
				if err != nil {
					t.Fatal(err)
				}
				tallied(t, v, row.Code, openitems.Tally{Open: row.Total, Late: row.Late, Silent: row.Silent, Dropped: row.Dropped}, f)
				moved, new := 0, f
				new.Moved = true
				for _, i := range rows(t, v, f) {
					if v.MovedSinceLastSession(i) {
						moved++
					}
					if row.Depth == 0 {
						roots[i] = true
					}
				}
				if moved != row.Moved || moved != len(rows(t, v, new)) {
					t.Fatalf("%s: %d moved, listed %d and %d", row.Code, row.Moved, moved, len(rows(t, v, new)))
				}
				if f.Direct = true; len(rows(t, v, f)) != row.Own {
					t.Fatalf("%s: %d own, listed %d", row.Code, row.Own, len(rows(t, v, f)))
				}
				if row.Depth == 0 {
					top += row.Total
				}
			}
			if len(roots) != table.Distinct || top != table.Sum {
				t.Fatalf("the roots owe %d, want distinct %d; they add up to %d, want sum %d", len(roots), table.Distinct, top, table.Sum)
			}
		}
	})
}

func TestEverySessionIsListedOnceAndCounted(t *testing.T) {
	inAnyView(t, func(t *rapid.T, v *register.View) {
		filters := []register.SessionFilter{{Forum: register.None}}
		for _, s := range v.Sessions() {
			year, stage := v.Session(s).Year(), v.Stage(s)
			filters = append(filters, register.SessionFilter{Forum: v.ForumOf(s)}, register.SessionFilter{Forum: register.None, Stage: stage}, register.SessionFilter{Forum: v.ForumOf(s), Year: year, Stage: stage})
		}
		for _, f := range filters {
			want := map[register.SessionIndex]bool{}
			for _, s := range v.Sessions() {
				if v.Holds(f, s) {
					want[s] = true
				}
			}
			listed, cursor := 0, ""
			for more := true; more; more = cursor != "" {
				var page []register.SessionIndex
				var err error
				if page, cursor, err = v.ListSessions(f, register.Page{After: cursor, Limit: 2}); err != nil {
					t.Fatal(err)
				}
				for _, s := range page {
					if !want[s] {
						t.Fatalf("%+v lists %s, twice or wrongly", f, v.SessionReference(s))
					}
					delete(want, s)
					listed++
				}
			}
			if len(want) != 0 || v.CountSessions(f) != listed {
				t.Fatalf("%+v: %d counted, %d listed, %d left out", f, v.CountSessions(f), listed, len(want))
			}
		}
	})
}

func TestTotalsOfASessionAddUp(t *testing.T) {
	inAnyView(t, func(t *rapid.T, v *register.View) {
		for _, s := range v.Sessions() {
			table := followup.Of(v, s)
			n := table.Totals
			v.Lengths(s) // what is kept of it is told the second time
			if due, listed := v.Lengths(s); due != n.ToExamine || listed != n.Listed {
				t.Fatalf("%s: lengths %d and %d of %+v", table.Session.Reference, due, listed, n)
			}
			seen := map[domain.RecommendationID]bool{}
			for _, r := range table.Rows {
				if seen[r.Item.ID] {
					t.Fatalf("%s is twice in the table of %s", r.Item.Reference, table.Session.Reference)
				}
				seen[r.Item.ID] = true
			}
			if n.Executed+n.InProgress+n.NotDone+n.Classed != n.Examined || n.Examined+n.NotSeen != len(table.Rows) || n.ToExamine > len(table.Rows) || n.Carried > n.Examined || n.Made+n.CarriedAll != n.Listed {
				t.Fatalf("%s: %+v over %d rows", table.Session.Reference, n, len(table.Rows))
			}
			for k, want := range []int{n.Executed, n.Executed + n.InProgress, n.Executed, n.Carried} {
				of := n.Examined
				if k == 2 {
					of -= n.NoObject
				}
				if r := table.Rates[k]; r.Numerator != want || r.Denominator != of || (r.Percent == "") != (of == 0) {
					t.Fatalf("%s: %+v, want %d/%d", table.Session.Reference, r, want, of)
				}
			}
		}
	})
}

// TestTheSoonestAndTheLatestSessionsAreTheFirstAndTheLastOfAll by day, at any
// moment.
func TestTheSoonestAndTheLatestSessionsAreTheFirstAndTheLastOfAll(t *testing.T) {
	inAnyView(t, func(t *rapid.T, v *register.View) {
		for _, stage := range register.Stages() {
			all, _, err := v.ListSessions(register.SessionFilter{Forum: register.None, Stage: register.Stage(stage)}, register.Page{})
			if err != nil {
				t.Fatal(err)
			}
			day := func(s register.SessionIndex) domain.Day { return cmp.Or(v.Session(s).Day(), math.MaxInt32) }
			slices.SortFunc(all, func(a, b register.SessionIndex) int { return cmp.Or(cmp.Compare(day(a), day(b)), cmp.Compare(a, b)) })
			for n := range len(all) + 2 {
				if got := v.Soonest(register.Stage(stage), n); !slices.Equal(got, all[:min(n, len(all))]) {
					t.Fatalf("%d %s: %v of %v", n, stage, got, all)
				}
			}
			slices.SortFunc(all, func(a, b register.SessionIndex) int {
				if v.Session(a).Day() == v.Session(b).Day() && v.Session(a).Day() == 0 {
					return cmp.Compare(a, b)
				}
				return cmp.Or(cmp.Compare(v.Session(b).Day(), v.Session(a).Day()), cmp.Compare(b, a))
			})
			for n := range len(all) + 2 {
				if got := v.Latest(register.Stage(stage), n); !slices.Equal(got, all[:min(n, len(all))]) {
					t.Fatalf("latest %d %s: %v of %v", n, stage, got, all)
				}
			}
		}
	})
}
