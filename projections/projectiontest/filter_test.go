package projectiontest_test

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"suivi/domain"
	"suivi/domain/recommendation"
	"suivi/domain/wording"
	"suivi/projections/register"
)

// anyFilter draws what a list is narrowed by, mostly by what the ledger holds.
func anyFilter(t *rapid.T, v *register.View) register.Filter {
	f, one := register.AnyFilter(), func(name string) bool { return rapid.IntRange(0, 3).Draw(t, name) == 0 }
	if all := v.ForumsByCode(); one("forum") && len(all) > 0 {
		f.Forum = rapid.SampledFrom(all).Draw(t, "of forum")
	}
	if all := v.Sessions(); one("session") && len(all) > 0 {
		f.Session = rapid.SampledFrom(all).Draw(t, "at session")
	}
	if all := v.Organizations(); one("structure") && len(all) > 0 {
		f.Organization, f.Direct = rapid.SampledFrom(all).Draw(t, "owed by"), one("direct")
	}
	if one("standing") {
		f.Standing = rapid.SampledFrom([]recommendation.Standing{recommendation.Open, recommendation.Done, recommendation.ClosedOff, recommendation.Merged, recommendation.Proposed}).Draw(t, "stands")
	}
	if one("state") {
		f.State = rapid.SampledFrom(domain.States()).Draw(t, "state is")
	}
	if one("year") {
		f.Exercise = rapid.IntRange(2020, 2024).Draw(t, "made in")
	}
	if one("theme") {
		f.Theme = rapid.SampledFrom([]string{"emploi", "ÉMPLOI", "santé"}).Draw(t, "of theme")
	}
	if one("carried") {
		f.CarriedTimes = rapid.IntRange(1, 2).Draw(t, "carried times")
	}
	if one("age") {
		f.AgeFrom = rapid.IntRange(0, 2).Draw(t, "at least years old")
		f.AgeUnder = rapid.IntRange(0, 3).Draw(t, "less than years old")
	}
	if one("words") {
		f.Words = rapid.SampledFrom([]string{"e", "form", "a c", "agent f"}).Draw(t, "of words")
	}
	f.Late, f.Silent, f.Dropped, f.Moved, f.Unowned, f.Owned = one("late"), one("silent"), one("dropped"), one("moved"), one("unowned"), one("owned")
	return f
}

// holds says of one recommendation, out of how it stands and of nothing else,
// whether a filter holds it.
func holds(v *register.View, f register.Filter, i register.RecommendationIndex) bool {
	st, status := v.State(i), v.Status(i)
	owed := slices.ContainsFunc(v.Owners(i), func(e register.OwnerEntry) bool {
		return e.Organization == f.Organization || !f.Direct && slices.Contains(v.Ancestors(e.Organization), f.Organization)
	})
	last := domain.SessionID{}
	if n := len(st.Listings); n > 0 {
		last = st.Listings[n-1].Session
	}
	forum := register.ForumIndex(register.None)
	if made, known := v.SessionOf(st.MadeAt); known {
		forum = v.ForumOf(made)
	}
	return (f.Standing == recommendation.Unknown || st.Standing == f.Standing) && (f.State == 0 || st.State == f.State) &&
		(f.Exercise == 0 || st.MadeOn.Year() == f.Exercise) && st.CarriedTimes >= f.CarriedTimes &&
		(f.Forum == register.None || forum == f.Forum) && (f.Session == register.None || last == v.SessionID(f.Session)) &&
		(f.Theme == "" || wording.Fold(st.Theme) == wording.Fold(f.Theme)) && (!f.Late || v.Late(i)) &&
		(!f.Silent || status.Silent) && (!f.Dropped || status.Dropped != nil) && (!f.Moved || status.Moved) &&
		(!f.Unowned || len(v.Owners(i)) == 0) && (!f.Owned || len(v.Owners(i)) > 0) &&
		st.MadeOn.YearsUntil(v.Today()) >= f.AgeFrom && (f.AgeUnder == 0 || st.MadeOn.YearsUntil(v.Today()) < f.AgeUnder) && (f.Organization == register.None || owed) && holdsAll(st.Text, wording.Words(f.Words))
}

func TestAListHoldsWhatItsFilterSaysAndItsLengthCountsIt(t *testing.T) {
	inAnyView(t, func(t *rapid.T, v *register.View) {
		all := rows(t, v, register.AnyFilter())
		for range 20 {
			f := anyFilter(t, v)
			var want []register.RecommendationIndex
			for _, i := range all {
				if holds(v, f, i) {
					want = append(want, i)
				}
			}
			if got := rows(t, v, f); !slices.Equal(got, want) {
				t.Fatalf("%+v lists %v, want %v", f, got, want)
			}
			if n, more := v.Length(f, len(want)); n != len(want) || more {
				t.Fatalf("%+v counts %d (more: %t), want %d", f, n, more, len(want))
			}
			if n, more := v.Length(f, max(len(want)-1, 0)); n != max(len(want)-1, 0) || more != (len(want) > 0) {
				t.Fatalf("%+v counts %d (more: %t) at most %d", f, n, more, len(want)-1)
			}
			slices.SortFunc(want, func(a, b register.RecommendationIndex) int {
				x, y := v.State(a), v.State(b)
				return cmp.Or(-cmp.Compare(x.CarriedTimes, y.CarriedTimes), cmp.Compare(x.MadeOn, y.MadeOn), cmp.Compare(a, b))
			})
			ranked, _, err := v.Ranked(f, register.Page{})
			if err != nil || !slices.Equal(ranked, want) {
				t.Fatalf("%+v ranks %v, want %v: %v", f, ranked, want, err)
			}
		}
	})
}
