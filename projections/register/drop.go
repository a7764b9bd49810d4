package register

import (
	"slices"

	"suivi/domain"
	"suivi/domain/forum"
	"suivi/domain/recommendation"
)

// Drop says how a recommendation was lost from sight.
type Drop struct {
	Since   domain.Day
	Session SessionIndex // the one that let it go
	Why     DropReason
}

// DropReason says which duty was not done.
type DropReason string

// It had to be examined and was not; or it is on no list that the next session
// must examine.
const (
	NotExamined    DropReason = "non_examinee"
	NotCarriedOver DropReason = "non_reconduite"
)

// dropped finds the first judged session that let i go: of the forum f that
// follows it, from the one that last took it up there on; of another forum that
// had to examine it, after the last session of any that took it up.
func (v *View) dropped(i RecommendationIndex, st *recommendation.State, f ForumIndex, facts []recommendation.Fact) *Drop {
	own, last, openSince := v.lastTakenUp(facts, f)
	if own == None {
		return nil
	}
	var first *Drop
	consider := func(s SessionIndex, why DropReason) {
		if first == nil || v.compareSessions(s, first.Session) < 0 {
			first = &Drop{Since: max(v.judgedOn(s), openSince), Session: s, Why: why}
		}
	}
	order := v.Order(f)
	start, _ := slices.BinarySearchFunc(order, own, v.compareSessions)
	for at := start; at < len(order) && first == nil; at++ {
		s := order[at]
		switch {
		case v.judgedOn(s) == 0:
		case v.mustExamine(i, st, s) && !v.takenUpAt(facts, s):
			consider(s, NotExamined)
		case !v.nextExamines(i, st, f, order[:at+1]):
			consider(s, NotCarriedOver)
		}
	}
	for _, g := range v.otherForums(i, st, f) {
		for _, s := range v.after(v.Order(g), last) {
			if v.judgedOn(s) != 0 && v.mustExamine(i, st, s) && !v.takenUpAt(facts, s) {
				consider(s, NotExamined)
				break
			}
		}
	}
	return first
}

// otherForums lists those beside f whose sessions may ever have had to examine
// i: on whose lists it, or what it absorbed, ever was, or that follow what its
// forum made.
func (v *View) otherForums(i RecommendationIndex, st *recommendation.State, f ForumIndex) []ForumIndex {
	var all []ForumIndex
	add := func(g ForumIndex) {
		if g != f && g != None && !slices.Contains(all, g) {
			all = append(all, g)
		}
	}
	for _, g := range v.r.recommendations[i].forums {
		add(g)
	}
	if made, known := v.r.forumByID[st.Forum]; known {
		add(made)
		for g := range v.r.forums[made].followed {
			add(g)
		}
	}
	return all
}

// lastTakenUp is the session of forum f that last took the recommendation up,
// that of any forum, and the day on which it was last reopened, 0 where it
// never ended.
func (v *View) lastTakenUp(facts []recommendation.Fact, f ForumIndex) (own, last SessionIndex, openSince domain.Day) {
	own, last = None, None
	ended := false
	for i := range facts {
		fact := &facts[i]
		if s, known := v.r.sessionByID[recommendation.SessionOf(fact.Event)]; known {
			if last == None || v.compareSessions(last, s) < 0 {
				last = s
			}
			if v.r.sessions[s].forum == f && (own == None || v.compareSessions(own, s) < 0) {
				own = s
			}
		}
		switch e := fact.Event.(type) {
		case recommendation.Found:
			if ended && e.State != domain.Executed {
				openSince = fact.Day
			}
			ended = e.State == domain.Executed
		case recommendation.CarriedOver:
			if ended {
				openSince = fact.Day
			}
			ended = false
		case recommendation.Classed, recommendation.SetAside:
			ended = true
		}
	}
	return own, last, openSince
}

// mustExamine reports whether i was on the list that s, or the technical
// session that it concludes, had to examine.
func (v *View) mustExamine(i RecommendationIndex, st *recommendation.State, s SessionIndex) bool {
	if technical, known := v.r.sessionByID[v.Session(s).Planned.Validates]; known && v.Session(technical).List != nil && v.onFixedList(i, technical) {
		return true
	}
	if v.Session(s).List != nil {
		return v.onFixedList(i, s)
	}
	rule := v.ruleAt(s)
	switch rule.Examines {
	case forum.Nothing:
		return false
	case forum.AllOpen:
		return follows(rule, v.r.forums[v.r.sessions[s].forum].id, st) && v.eve(s).isOpen(i)
	}
	return v.onAnyList(i, v.handing(v.before(s), max(rule.Lists, 1)), s)
}

func (v *View) isOpen(i RecommendationIndex) bool {
	if s := v.states[i]; s != nil || v.present {
		return v.State(i).Standing == recommendation.Open
	}
	s := recommendation.FoldWithin(v.History(i), v.horizon())
	return s.Standing == recommendation.Open
}

func (v *View) onAnyList(i RecommendationIndex, lists []SessionIndex, at SessionIndex) bool {
	return slices.ContainsFunc(lists, func(h SessionIndex) bool { return v.onList(i, h, at) })
}

// onFixedList reports whether i, or a record as which it stands there, is on
// the list fixed for s.
func (v *View) onFixedList(i RecommendationIndex, s SessionIndex) bool {
	on, done := v.fixed[s]
	if !done {
		on = map[RecommendationIndex]bool{}
		for _, item := range v.Session(s).List.Items {
			if j, known := v.r.recommendationByID[item.Recommendation]; known {
				on[v.Bearer(j, s)] = true
			}
		}
		keep(&v.fixed, s, on)
	}
	return on[i]
}

// nextExamines reports whether the forum's session after order will, by the
// rule valid when the last of them was judged, have to examine i.
func (v *View) nextExamines(i RecommendationIndex, st *recommendation.State, f ForumIndex, order []SessionIndex) bool {
	rule := v.rule(f, v.judgedOn(order[len(order)-1]))
	switch rule.Examines {
	case forum.Nothing:
		return false
	case forum.AllOpen:
		return follows(rule, v.r.forums[f].id, st)
	}
	return v.onAnyList(i, v.handing(order, max(rule.Lists, 1)), None)
}
