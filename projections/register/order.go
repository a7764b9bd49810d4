package register

import (
	"cmp"
	"slices"

	"suivi/domain"
)

// Order lists the held sessions of forum f in order of day, then of first day,
// the technical one of a day before the political, then of identity.
func (v *View) Order(f ForumIndex) []SessionIndex {
	if v.present {
		return v.r.forums[f].order
	}
	if o, done := v.orders[f]; done {
		return o
	}
	return keep(&v.orders, f, v.sortSessions(f))
}

func (v *View) sortSessions(f ForumIndex) []SessionIndex {
	var held []SessionIndex
	for _, s := range v.r.forums[f].sessions {
		if st := v.Session(s); st.Exists && st.Held != nil && !st.Cancelled {
			held = append(held, s)
		}
	}
	slices.SortFunc(held, v.CompareSessions)
	return held
}

// CompareSessions is the order of Order, across forums as well.
func (v *View) CompareSessions(a, b SessionIndex) int {
	sa, sb := v.Session(a), v.Session(b)
	return cmp.Or(cmp.Compare(sa.Day(), sb.Day()), cmp.Compare(firstDay(sa), firstDay(sb)),
		cmp.Compare(phaseRank(sa.Phase()), phaseRank(sb.Phase())), v.r.sessions[a].id.Compare(v.r.sessions[b].id.ULID))
}

func phaseRank(p domain.Phase) int {
	if p == domain.PhaseTechnical {
		return 0
	}
	return 1
}

// Planned lists the sessions of forum f that are neither held nor cancelled,
// in order of the day on which they are expected, unknown last.
func (v *View) Planned(f ForumIndex) []SessionIndex { return v.notHeld(f, false) }

func (v *View) notHeld(f ForumIndex, cancelled bool) []SessionIndex {
	var planned []SessionIndex
	for _, s := range v.r.forums[f].sessions {
		if st := v.Session(s); st.Exists && (st.Held == nil || st.Cancelled) && st.Cancelled == cancelled {
			planned = append(planned, s)
		}
	}
	slices.SortStableFunc(planned, func(a, b SessionIndex) int {
		da, db := v.Session(a).Day(), v.Session(b).Day()
		if (da == 0) != (db == 0) {
			return cmp.Compare(db, da)
		}
		return cmp.Compare(da, db)
	})
	return planned
}

// before lists the held sessions of s's forum that come before s; all of them
// where s has no day yet.
func (v *View) before(s SessionIndex) []SessionIndex {
	order := v.Order(v.r.sessions[s].forum)
	if v.Session(s).Day() == 0 {
		return order
	}
	i, _ := slices.BinarySearchFunc(order, s, v.CompareSessions)
	return order[:i]
}

// after lists the sessions of order that come after s.
func (v *View) after(order []SessionIndex, s SessionIndex) []SessionIndex {
	i, there := slices.BinarySearchFunc(order, s, v.CompareSessions)
	if there {
		i++
	}
	return order[i:]
}

// handing keeps the last n sessions of order that hand their list on: ordinary
// ones, unique or political.
func (v *View) handing(order []SessionIndex, n int) []SessionIndex {
	var last []SessionIndex
	for _, s := range slices.Backward(order) {
		if len(last) == n {
			break
		}
		if st := v.Session(s); st.Ordinary() && st.Phase() != domain.PhaseTechnical {
			last = append(last, s)
		}
	}
	return last
}

// judgedOn is the day on which session s is held to account: that of its
// close; for one never closed, that on which its forum's next was held; for a
// technical one, that of the political one that concludes it. 0: not yet.
func (v *View) judgedOn(s SessionIndex) domain.Day {
	st := v.Session(s)
	if st.Phase() == domain.PhaseTechnical {
		return 0 // the political one answers for both
	}
	next := v.after(v.Order(v.r.sessions[s].forum), s)
	if len(next) == 0 {
		return st.ClosedOn
	}
	day := v.Session(next[0]).Day()
	if st.Closed != nil {
		return min(st.ClosedOn, day)
	}
	return day
}
