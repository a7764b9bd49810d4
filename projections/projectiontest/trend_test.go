package projectiontest_test

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"suivi/domain"
	"suivi/domain/recommendation"
	"suivi/projections/carryover"
	"suivi/projections/followup"
	"suivi/projections/register"
)

// TestATrendSaysWhatTheTablesOfItsSessionsSay: the rates and counts of each
// point are those of the session's own table as closed, and no closed session
// that examined anything is left out before the first shown.
func TestATrendSaysWhatTheTablesOfItsSessionsSay(t *testing.T) {
	inAnyView(t, func(t *rapid.T, v *register.View) {
		for _, f := range append(v.ForumsByCode(), register.None) {
			points := followup.TrendOf(v, f, 3)
			shown := map[string]bool{}
			for k, p := range points {
				s, err := v.FindSession(p.Session.ID.String())
				if err != nil {
					t.Fatal(err)
				}
				shown[p.Session.ID.String()] = true
				table := followup.Of(v, s)
				want, got := table.Totals, p.Totals
				if got.Examined != want.Examined || got.Executed != want.Executed || got.InProgress != want.InProgress || got.NotDone != want.NotDone || got.Classed != want.Classed || got.NoObject != want.NoObject || got.Carried != want.Carried {
					t.Fatalf("%s: %+v, its table %+v", p.Session.Reference, got, want)
				}
				for _, r := range table.Rates {
					if p.Rate(r.Name) != r {
						t.Fatalf("%s: %+v, its table %+v", p.Session.Reference, p.Rate(r.Name), r)
					}
				}
				if k > 0 && v.Session(s).Day() < dayOf(v, points[k-1].Session) {
					t.Fatal("not in order of day")
				}
			}
			for _, s := range v.Sessions() {
				in := (f == register.None || v.ForumOf(s) == f) && v.Session(s).Closed != nil && v.Session(s).Held != nil && !v.Session(s).Cancelled
				if in && !shown[v.SessionID(s).String()] && followup.Of(v, s).Totals.Examined > 0 && (len(points) < 3 || v.Session(s).Day() > dayOf(v, points[0].Session)) {
					t.Fatalf("%s is left out of %d points", v.SessionReference(s), len(points))
				}
			}
		}
	})
}

func dayOf(v *register.View, h register.Head) domain.Day {
	s, _ := v.FindSession(h.ID.String())
	return v.Session(s).Day()
}

// TestThoseCarriedOverAgainAndAgainComeFirst: then the oldest, page by page
// the same as all at once, and nothing that the list holds is missing.
func TestThoseCarriedOverAgainAndAgainComeFirst(t *testing.T) {
	inAnyView(t, func(t *rapid.T, v *register.View) {
		for _, f := range filters(v) {
			want := rows(t, v, f)
			slices.SortFunc(want, func(a, b register.RecommendationIndex) int {
				sa, sb := v.State(a), v.State(b)
				return cmp.Or(cmp.Compare(sb.CarriedTimes, sa.CarriedTimes), cmp.Compare(sa.MadeOn, sb.MadeOn), cmp.Compare(a, b))
			})
			var got []register.RecommendationIndex
			for p := (register.Page{Limit: 2}); ; {
				page, next, err := v.Ranked(f, p)
				if err != nil || len(page) > 2 {
					t.Fatal(len(page), err)
				}
				got = append(got, page...)
				if p.After = next; next == "" {
					break
				}
			}
			if !slices.Equal(got, want) {
				t.Fatalf("%+v: %v, want %v", f, got, want)
			}
		}
	})
}

func filters(v *register.View) []register.Filter {
	any := register.AnyFilter()
	open, twice := any, any
	open.Standing, twice.CarriedTimes = recommendation.Open, 2
	all := []register.Filter{any, open, twice}
	for _, f := range v.ForumsByCode() {
		of := open
		of.Forum = f
		all = append(all, of)
	}
	return all
}

// TestAWindowOfTheMatrixShowsTheSameCells: its columns are the last ones before
// a session, and each cell is that of the whole matrix.
func TestAWindowOfTheMatrixShowsTheSameCells(t *testing.T) {
	inAnyView(t, func(t *rapid.T, v *register.View) {
		whole, err := carryover.MatrixOf(v, register.AnyFilter(), register.Page{})
		if err != nil {
			t.Fatal(err)
		}
		end := len(whole.Columns)
		for w := (carryover.Window{Columns: 3}); ; {
			m, err := carryover.WindowOf(v, register.AnyFilter(), register.Page{}, w)
			if err != nil {
				t.Fatal(err)
			}
			begin := end - len(m.Columns)
			if !slices.Equal(m.Columns, whole.Columns[begin:end]) || m.Earlier != (begin > 0) || len(m.Columns) > 3 {
				t.Fatalf("%v (more: %v), want the last of %v", m.Columns, m.Earlier, whole.Columns[:end])
			}
			for k, row := range m.Rows {
				if !slices.Equal(row.Cells, whole.Rows[k].Cells[begin:end]) {
					t.Fatalf("%s: %+v, want %+v", row.Item.Reference, row.Cells, whole.Rows[k].Cells[begin:end])
				}
			}
			if !m.Earlier {
				return
			}
			first, err := v.FindSession(m.Columns[0].Reference)
			if err != nil {
				t.Fatal(err)
			}
			w.Before, end = &first, begin
		}
	})
}

func TestAChainHoldsEveryReferenceThatACarryOverGave(t *testing.T) {
	inAnyView(t, func(t *rapid.T, v *register.View) {
		chains, _, err := carryover.ChainsOf(v, register.AnyFilter(), register.Page{})
		if err != nil {
			t.Fatal(err)
		}
		carried := register.AnyFilter()
		carried.CarriedTimes = 1
		if want := len(rows(t, v, carried)); len(chains) != want {
			t.Fatalf("%d chains of %d", len(chains), want)
		}
		for _, c := range chains {
			if len(c.Links) < 2 || c.Links[len(c.Links)-1].Reference != c.Item.Reference {
				t.Fatalf("%s: %+v", c.Item.Reference, c.Links)
			}
		}
	})
}

// TestMissedIsWhatTheListHeldAndNobodyTookUp: asked of one recommendation, or
// of a whole matrix, a session missed what was on its list.
func TestMissedIsWhatTheListHeldAndNobodyTookUp(t *testing.T) {
	inAnyView(t, func(t *rapid.T, v *register.View) {
		all := rows(t, v, register.AnyFilter())
		for _, s := range v.Sessions() {
			st := v.Session(s)
			if st.Held == nil || st.Closed == nil || st.Cancelled || st.Phase() == domain.PhaseTechnical {
				continue
			}
			due := map[register.RecommendationIndex]bool{}
			for _, d := range v.Due(s) {
				due[d.Recommendation] = true
			}
			for _, i := range all {
				touched := slices.ContainsFunc(v.Facts(i), func(f recommendation.Fact) bool {
					id := recommendation.SessionOf(f.Event)
					return !id.IsZero() && (id == v.SessionID(s) || id == st.Planned.Validates)
				})
				if want := due[i] && !touched; v.Missed(i, s) != want {
					t.Fatalf("%s at %s: missed %v, want %v", v.Describe(i).Reference, v.SessionReference(s), !want, want)
				}
			}
		}
	})
}
