package register

import (
	"slices"

	"suivi/domain"
	"suivi/domain/recommendation"
)

// Status is what follows for an open recommendation from the sessions around
// it.
type Status struct {
	Dropped *Drop // perdue de vue; nil where it is not
	Silent  bool  // sans nouvelles
	Moved   bool  // something took effect after the last held session of its forum
}

// Status is what the sessions make of recommendation i.
func (v *View) Status(i RecommendationIndex) *Status {
	if v.present {
		return &v.r.recommendations[i].status
	}
	if v.whole != nil {
		return v.whole.status(i)
	}
	if s := v.statuses[i]; s != nil {
		return s
	}
	s := v.judge(i)
	return keep(&v.statuses, i, &s)
}

// Late reports whether i is open after the end of its échéance.
func (v *View) Late(i RecommendationIndex) bool {
	return lateOn(v.State(i), v.today)
}

func lateOn(s *recommendation.State, day domain.Day) bool {
	return s.Standing == recommendation.Open && s.Due.To != 0 && s.Due.To < day
}

// MovedSinceLastSession reports whether anything took effect on i, open, after
// the last held session of the forum that follows it.
func (v *View) MovedSinceLastSession(i RecommendationIndex) bool { return v.Status(i).Moved }

// Following is the forum on whose list a recommendation stands: that of the
// session that made it, or, once another that it names carried it over, that
// one. It is what "its forum" means where sessions are judged.
func (v *View) Following(st *recommendation.State) ForumIndex {
	if s, known := v.r.sessionByID[lastListing(st).Session]; known {
		return v.r.sessions[s].forum
	}
	return None
}

func (v *View) judge(i RecommendationIndex) Status {
	st := v.State(i)
	if st.Standing != recommendation.Open {
		return Status{}
	}
	f := v.Following(st)
	if f == None {
		return Status{}
	}
	facts := v.Facts(i)
	status := Status{Dropped: v.dropped(i, st, f, facts)}
	if order := v.Order(f); len(order) > 0 {
		last := order[len(order)-1]
		status.Silent = v.silentSince(last, st, facts)
		status.Moved = facts[len(facts)-1].Day > v.Session(last).Day()
	}
	return status
}

// silentSince: neither made, examined nor carried over at the last held session
// of its forum, and no word since that session's first day.
func (v *View) silentSince(last SessionIndex, st *recommendation.State, facts []recommendation.Fact) bool {
	return !v.takenUpAt(facts, last) && (st.LastWord == 0 || st.LastWord < opening(v.Session(last)))
}

// takenUpAt reports whether session s, or the technical one whose work it
// concludes, made, validated, examined, classed or carried over.
func (v *View) takenUpAt(facts []recommendation.Fact, s SessionIndex) bool {
	technical := v.Session(s).Planned.Validates // zero: none
	return slices.ContainsFunc(facts, func(f recommendation.Fact) bool {
		id := recommendation.SessionOf(f.Event)
		return !id.IsZero() && (id == v.r.sessions[s].id || id == technical)
	})
}

// Missed reports whether session s had to examine i, is held to account, and
// did not.
func (v *View) Missed(i RecommendationIndex, s SessionIndex) bool {
	return v.judgedOn(s) != 0 && v.isDue(i, s) && !v.takenUpAt(v.Facts(i), s)
}
