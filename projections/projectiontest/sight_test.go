package projectiontest_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"suivi/domain"
	"suivi/domain/forum"
	"suivi/domain/recommendation"
	"suivi/projections/projectiontest"
	"suivi/projections/register"
)

// An open recommendation that was let go by nobody is on the list that its
// forum's next session must examine, by the rule that was valid when the last
// of its sessions was judged; or a session not judged yet, which counts as the
// next, took it up.
func TestWhatIsOpenIsDroppedOrOnTheListOfTheNextSession(t *testing.T) {
	inAnyView(t, func(t *rapid.T, v *register.View) {
		f := register.AnyFilter()
		f.Standing = recommendation.Open
		for _, i := range rows(t, v, f) {
			if v.Status(i).Dropped == nil && !atSessionNeverHeld(v, i) && !nextMustExamine(v, i) {
				t.Fatalf("%s is open, not dropped, and on no list of the next session", v.Describe(i).Reference)
			}
		}
	})
}

// Whatever its forum: a session that is held to account, had to examine it and
// did not, after all that took it up, let it go.
func TestWhatASessionHadToExamineAndDidNotIsDropped(t *testing.T) {
	inAnyView(t, func(t *rapid.T, v *register.View) {
		f := register.AnyFilter()
		f.Standing = recommendation.Open
		for _, i := range rows(t, v, f) {
			if v.Status(i).Dropped != nil {
				continue
			}
			last := domain.Day(0)
			for _, f := range v.Facts(i) {
				if !recommendation.SessionOf(f.Event).IsZero() {
					last = max(last, f.Day)
				}
			}
			for _, s := range v.Sessions() {
				if st := v.Session(s); st.Held != nil && st.Day() > last && v.Missed(i, s) {
					t.Fatalf("%s, on the list of %s, is not dropped", v.Describe(i).Reference, v.SessionReference(s))
				}
			}
		}
	})
}

// atSessionNeverHeld reports whether i has a fact of a session that was said to
// be held, and then never to have been.
func atSessionNeverHeld(v *register.View, i register.RecommendationIndex) bool {
	for _, f := range v.Facts(i) {
		if s, known := v.SessionOf(recommendation.SessionOf(f.Event)); known && v.Session(s).Held == nil {
			return true
		}
	}
	return false
}

func nextMustExamine(v *register.View, i register.RecommendationIndex) bool {
	st := v.State(i)
	own := v.Following(st)
	var judged []register.SessionIndex
	var on domain.Day
	for _, s := range v.Order(own) {
		if day := judgedOn(v, s); day != 0 {
			judged, on = before(v, s), day
		}
	}
	last := judged[max(len(judged)-1, 0):]
	if len(last) == 0 || takenUpAfter(v, i, own, last[0]) {
		return true
	}
	rule := v.At(on).Forum(own).Rule
	switch rule.Examines {
	case forum.Nothing:
		return false
	case forum.AllOpen:
		if rule.Theme != "" && st.Theme != "emploi" {
			return false
		}
		named := rule.Forums
		if len(named) == 0 {
			named = []domain.ForumID{forum.IDOf(v.Forum(own).Code)}
		}
		return slices.Contains(named, st.Forum) || slices.Contains(named, forum.IDOf(v.Forum(own).Code))
	}
	lists := max(rule.Lists, 1)
	for k := len(judged) - 1; k >= 0 && lists > 0; k-- {
		s := v.Session(judged[k])
		if !s.Ordinary() || s.Phase() == domain.PhaseTechnical {
			continue
		}
		lists--
		for j := range v.Listed(judged[k]) {
			if v.Survivor(j) == i {
				return true
			}
		}
	}
	return false
}

// before lists the sessions of s's forum up to s.
func before(v *register.View, s register.SessionIndex) (all []register.SessionIndex) {
	for _, o := range v.Order(v.ForumOf(s)) {
		if all = append(all, o); o == s {
			break
		}
	}
	return all
}

// judgedOn is the day of the close, or that on which the next was held; none
// for a technical session.
func judgedOn(v *register.View, s register.SessionIndex) domain.Day {
	st := v.Session(s)
	if st.Phase() == domain.PhaseTechnical {
		return 0
	}
	all := v.Order(v.ForumOf(s))
	if k := len(before(v, s)); k < len(all) {
		next := v.Session(all[k]).Day()
		if st.ClosedOn == 0 || next < st.ClosedOn {
			return next
		}
	}
	return st.ClosedOn
}

// takenUpAfter reports whether a session of forum own after s took i up.
func takenUpAfter(v *register.View, i register.RecommendationIndex, own register.ForumIndex, s register.SessionIndex) bool {
	after := map[domain.SessionID]bool{}
	for _, o := range v.Order(own)[len(before(v, s)):] {
		after[v.SessionID(o)] = true
	}
	for _, f := range v.Facts(i) {
		if after[recommendation.SessionOf(f.Event)] {
			return true
		}
	}
	return false
}

func TestDroppedTakesEffectOnItsDayAndWhatEndsIsNotDropped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := drawLedger(t).book.Records().Rebuild(t)
		since := map[register.RecommendationIndex]register.Drop{}
		projectiontest.Ask(t, all, register.Moment{}, func(v *register.View) {
			for _, i := range rows(t, v, register.AnyFilter()) {
				d := v.Status(i).Dropped
				if d == nil || atSessionNeverHeld(v, i) {
					continue
				}
				if v.State(i).Standing != recommendation.Open {
					t.Fatalf("%s is %s and dropped", v.Describe(i).Reference, v.State(i).Standing)
				}
				if d.Why == register.NotExamined && !missed(v, i, d.Session) {
					t.Fatalf("%s was not missed at %s", v.Describe(i).Reference, v.SessionReference(d.Session))
				}
				since[i] = *d
			}
		})
		for i, d := range since {
			projectiontest.Ask(t, all, register.Moment{On: d.Since}, func(v *register.View) {
				if now := v.Status(i).Dropped; now == nil || now.Since > d.Since {
					t.Fatalf("%s, dropped since %s, then: %+v", v.Describe(i).Reference, d.Since, now)
				}
			})
			projectiontest.Ask(t, all, register.Moment{On: d.Since - 1}, func(v *register.View) {
				// What ended and was reopened on one day was dropped before, too.
				reopened := len(v.WholeTime().State(i).Reopened) > 0
				if then := v.Status(i).Dropped; then != nil && then.Session == d.Session && then.Why == d.Why && !reopened {
					t.Fatalf("%s, dropped since %s, the day before: %+v", v.Describe(i).Reference, d.Since, then)
				}
			})
		}
	})
}

// missed reports whether s, or the technical session that it concludes, had i
// on its list and neither took it up.
func missed(v *register.View, i register.RecommendationIndex, s register.SessionIndex) bool {
	if v.Missed(i, s) {
		return true
	}
	if technical, known := v.SessionOf(v.Session(s).Planned.Validates); known {
		for _, d := range v.Due(technical) {
			if d.Recommendation == i {
				return true
			}
		}
	}
	return false
}
