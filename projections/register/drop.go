package register

import (
	"cmp"
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
	own, last := v.lastTakenUp(facts, f)
	openSince := reopenedOn(st, facts)
	var first *Drop
	consider := func(s SessionIndex, why DropReason) {
		if first == nil || v.CompareSessions(s, first.Session) < 0 {
			first = &Drop{Since: max(v.judgedOn(s), openSince), Session: s, Why: why}
		}
	}
	order := v.Order(f)
	for at := len(order) - len(v.from(order, own)); at < len(order) && first == nil; at++ {
		s := order[at]
		switch {
		case v.judgedOn(s) == 0:
		case v.mustExamine(i, st, s) && !v.takenUpAt(facts, s):
			consider(s, NotExamined)
		case !v.nextExamines(i, st, f, order[:at+1]):
			consider(s, NotCarriedOver)
		}
	}
	for _, g := range v.otherForums(i, f) {
		for _, s := range v.from(v.Order(g), last) {
			if v.judgedOn(s) != 0 && v.mustExamine(i, st, s) && !v.takenUpAt(facts, s) {
				consider(s, NotExamined)
				break
			}
		}
	}
	return first
}

// otherForums lists those beside f whose sessions may ever have had to examine
// i: on whose lists it, or what it absorbed, ever was, or that ever followed one
// of those.
func (v *View) otherForums(i RecommendationIndex, f ForumIndex) []ForumIndex {
	var all []ForumIndex
	add := func(g ForumIndex) {
		if g != f && g != None && !slices.Contains(all, g) {
			all = append(all, g)
		}
	}
	for _, g := range v.r.recommendations[i].forums {
		add(g)
		for h := range v.r.forums[g].followed {
			add(h)
		}
	}
	return all
}

// takeUp is the last time that a session took a recommendation up.
type takeUp struct {
	session SessionIndex // None: never
	day     domain.Day
}

// from lists the sessions of order from the one that took up on; where that is
// not in order, since it is said never to have been held, from its day on.
func (v *View) from(order []SessionIndex, t takeUp) []SessionIndex {
	if t.session != None && v.Session(t.session).Held != nil {
		at, _ := slices.BinarySearchFunc(order, t.session, v.CompareSessions)
		return order[at:]
	}
	at, _ := slices.BinarySearchFunc(order, t.day, func(s SessionIndex, day domain.Day) int { return cmp.Compare(v.Session(s).Day(), day) })
	return order[at:]
}

// lastTakenUp tells when a session of forum f last took the recommendation up,
// and when one of any forum did.
func (v *View) lastTakenUp(facts []recommendation.Fact, f ForumIndex) (own, last takeUp) {
	own, last = takeUp{session: None}, takeUp{session: None}
	for i := range facts {
		if s, known := v.r.sessionByID[recommendation.SessionOf(facts[i].Event)]; known {
			v.later(&last, takeUp{s, facts[i].Day})
			if v.r.sessions[s].forum == f {
				v.later(&own, takeUp{s, facts[i].Day})
			}
		}
	}
	return own, last
}

// reopenedOn is the last day on which it was taken up after it had ended, 0
// where it never ended.
func reopenedOn(st *recommendation.State, facts []recommendation.Fact) (day domain.Day) {
	if len(st.Reopened) > 0 {
		for i := range facts {
			if slices.Contains(st.Reopened, facts[i].ID) {
				day = facts[i].Day
			}
		}
	}
	return day
}

// later keeps of two the one that comes later.
func (v *View) later(kept *takeUp, t takeUp) {
	if kept.session == None || kept.day < t.day || kept.day == t.day && v.CompareSessions(kept.session, t.session) < 0 {
		*kept = t
	}
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
		return v.follows(rule, v.r.sessions[s].forum, st) && v.eve(s).isOpen(i)
	}
	return v.onAnyList(i, v.handing(v.before(s), max(rule.Lists, 1)), s)
}

func (v *View) isOpen(i RecommendationIndex) bool {
	if v.states[i] != nil || v.whole != nil || v.present {
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
		return v.follows(rule, f, st)
	}
	return v.onAnyList(i, v.handing(order, max(rule.Lists, 1)), None)
}
