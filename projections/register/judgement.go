package register

import (
	"cmp"
	"slices"

	"suivi/domain"
	"suivi/domain/forum"
	"suivi/domain/recommendation"
)

// Status is what follows for an open recommendation from the sessions around
// it.
type Status struct {
	Dropped *Drop // perdue de vue; nil where it is not
	Silent  bool  // sans nouvelles
}

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

// Status is what the sessions make of recommendation i.
func (v *View) Status(i RecommendationIndex) *Status {
	if v.present {
		return &v.r.recommendations[i].status
	}
	if s := v.statuses[i]; s != nil {
		return s
	}
	s := v.judge(i)
	v.statuses[i] = &s
	return &s
}

// Late reports whether i is open after the end of its échéance.
func (v *View) Late(i RecommendationIndex) bool {
	s := v.State(i)
	return s.Standing == recommendation.Open && s.Due.To != 0 && s.Due.To < v.today
}

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
	return Status{Dropped: v.dropped(i, st, f, facts), Silent: v.silent(i, st, f, facts)}
}

// silent: neither made, examined nor carried over at the last held session of
// its forum, and no word since that session's first day.
func (v *View) silent(i RecommendationIndex, st *recommendation.State, f ForumIndex, facts []recommendation.Fact) bool {
	order := v.Order(f)
	if len(order) == 0 {
		return false
	}
	last := order[len(order)-1]
	return !v.takenUpAt(facts, last) && (st.LastWord == 0 || st.LastWord < firstDay(v.Session(last)))
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

// dropped finds the first judged session that let i go: of the forum that
// follows it, from the one that last took it up there on; of another forum that
// had to examine it, after the last session of any that took it up.
func (v *View) dropped(i RecommendationIndex, st *recommendation.State, f ForumIndex, facts []recommendation.Fact) *Drop {
	own, last, openSince := v.lastTakenUp(facts, f)
	var first *Drop
	consider := func(s SessionIndex, why DropReason) {
		if first == nil || v.compareSessions(s, first.Session) < 0 {
			first = &Drop{Since: max(v.judgedOn(s), openSince), Session: s, Why: why}
		}
	}
	order := v.Order(f)
	start := len(order)
	if own != None {
		start, _ = slices.BinarySearchFunc(order, own, v.compareSessions)
	}
	for at := start; at < len(order) && first == nil; at++ {
		s := order[at]
		switch {
		case v.judgedOn(s) == 0:
		case v.mustExamine(i, st, s) && !v.takenUpAt(facts, s):
			consider(s, NotExamined)
		case !v.nextExamines(st, f, order[:at+1]):
			consider(s, NotCarriedOver)
		}
	}
	for g := range v.r.forums[f].followed {
		if g == f || last == None {
			continue
		}
		others := v.Order(g)
		for _, s := range others[v.firstFrom(others, v.Session(last).Day()):] {
			if v.judgedOn(s) != 0 && v.mustExamine(i, st, s) && !v.takenUpAt(facts, s) {
				consider(s, NotExamined)
				break
			}
		}
	}
	return first
}

// firstFrom is the place in order of the first session that ended on day or
// later.
func (v *View) firstFrom(order []SessionIndex, day domain.Day) int {
	at, _ := slices.BinarySearchFunc(order, day, func(s SessionIndex, d domain.Day) int {
		return cmp.Compare(v.Session(s).Day(), d)
	})
	return at
}

// lastTakenUp is the session of forum f that last took the recommendation up,
// that of any forum, and the day on which it was last reopened.
func (v *View) lastTakenUp(facts []recommendation.Fact, f ForumIndex) (own, last SessionIndex, openSince domain.Day) {
	own, last = None, None
	ended := false
	for i := range facts {
		fact := &facts[i]
		if s, known := v.r.sessionByID[recommendation.SessionOf(fact.Event)]; known {
			last = s
			if v.r.sessions[s].forum == f {
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

// judgedOn is the day on which session s is held to account: that of its
// close; for one never closed, that on which its forum's next was held; for a
// technical one, that of the political one that concludes it. 0: not yet.
func (v *View) judgedOn(s SessionIndex) domain.Day {
	st := v.Session(s)
	if st.Phase() == domain.PhaseTechnical {
		return 0 // the political one answers for both
	}
	order := v.Order(v.r.sessions[s].forum)
	at, _ := slices.BinarySearchFunc(order, s, v.compareSessions)
	if at+1 >= len(order) {
		return st.ClosedOn
	}
	next := v.Session(order[at+1]).Day()
	if st.Closed != nil {
		return min(st.ClosedOn, next)
	}
	return next
}

// mustExamine reports whether i was on the list that s, or the technical
// session that it concludes, had to examine.
func (v *View) mustExamine(i RecommendationIndex, st *recommendation.State, s SessionIndex) bool {
	if technical, known := v.r.sessionByID[v.Session(s).Planned.Validates]; known && v.Session(technical).List != nil && v.onFixedList(i, technical) {
		return true
	}
	session := v.Session(s)
	if session.List != nil {
		return v.onFixedList(i, s)
	}
	g := v.r.sessions[s].forum
	rule := v.rule(g, session.Day())
	switch rule.Examines {
	case forum.Nothing:
		return false
	case forum.AllOpen:
		return v.followsOn(rule, g, st) && v.openOn(i, firstDay(session)-1)
	}
	for _, h := range v.handing(v.before(s), max(rule.Lists, 1)) {
		if listedAt(st, v.r.sessions[h].id) {
			return true
		}
	}
	return false
}

// onFixedList reports whether i, or a record that it absorbed, is on the list
// fixed for s.
func (v *View) onFixedList(i RecommendationIndex, s SessionIndex) bool {
	on := v.fixed[s]
	if on == nil {
		on = map[RecommendationIndex]bool{}
		for _, item := range v.Session(s).List.Items {
			if j, known := v.r.recommendationByID[item.Recommendation]; known {
				on[v.Survivor(j)] = true
			}
		}
		v.fixed[s] = on
	}
	return on[i]
}

func (v *View) followsOn(rule forum.Rule, g ForumIndex, st *recommendation.State) bool {
	if rule.Theme != "" && rule.Theme != st.Theme {
		return false
	}
	if len(rule.Forums) == 0 {
		return st.Forum == v.r.forums[g].id
	}
	return slices.Contains(rule.Forums, st.Forum)
}

func (v *View) openOn(i RecommendationIndex, day domain.Day) bool {
	z := v.horizon()
	if z.On == 0 || day < z.On {
		z.On = day
	}
	st := recommendation.FoldWithin(v.History(i), z)
	return st.Standing == recommendation.Open
}

func listedAt(st *recommendation.State, s domain.SessionID) bool {
	return slices.ContainsFunc(st.Listings, func(l recommendation.Listing) bool { return l.Session == s })
}

// nextExamines reports whether the forum's session after order will, by the
// rule valid at the close of the last of them, have to examine what stands as
// st.
func (v *View) nextExamines(st *recommendation.State, f ForumIndex, order []SessionIndex) bool {
	closing := order[len(order)-1]
	rule := v.rule(f, v.judgedOn(closing))
	switch rule.Examines {
	case forum.Nothing:
		return false
	case forum.AllOpen:
		return v.followsOn(rule, f, st)
	}
	for _, s := range v.handing(order, max(rule.Lists, 1)) {
		if listedAt(st, v.r.sessions[s].id) {
			return true
		}
	}
	return false
}

// SessionOf finds a session by its identity.
func (v *View) SessionOf(id domain.SessionID) (SessionIndex, bool) {
	s, known := v.r.sessionByID[id]
	return s, known
}

// Missed reports whether session s had to examine i, is held to account, and
// did not.
func (v *View) Missed(i RecommendationIndex, s SessionIndex) bool {
	if v.judgedOn(s) == 0 {
		return false
	}
	return slices.ContainsFunc(v.Due(s), func(d DueItem) bool { return d.Recommendation == i }) && !v.takenUpAt(v.Facts(i), s)
}

// MovedSinceLastSession reports whether anything took effect on i after the
// last held session of the forum that follows it.
func (v *View) MovedSinceLastSession(i RecommendationIndex) bool {
	f := v.Following(v.State(i))
	if f == None {
		return false
	}
	order := v.Order(f)
	facts := v.Facts(i)
	return len(order) > 0 && len(facts) > 0 && facts[len(facts)-1].Day > v.Session(order[len(order)-1]).Day()
}
