package register

import (
	"cmp"
	"slices"
	"sort"

	"suivi/domain"
)

// Soonest lists the first n sessions at a stage, of every forum, in order of
// the day on which they were held or are expected; those of no known day last.
// In the present it costs what it gives.
func (v *View) Soonest(at Stage, n int) []SessionIndex {
	all := v.byDay(at)
	return slices.Clone(all[:min(n, len(all))])
}

// Latest lists the last n of the same, the latest first; those of no known day
// last.
func (v *View) Latest(at Stage, n int) (latest []SessionIndex) {
	all := v.byDay(at)
	undated := sort.Search(len(all), func(k int) bool { return v.Session(all[k]).Day() == 0 })
	latest = slices.Clone(all[max(0, undated-n):undated])
	slices.Reverse(latest)
	return append(latest, all[undated:min(undated+n-len(latest), len(all))]...)
}

func (v *View) byDay(at Stage) []SessionIndex {
	all := v.r.byDay[at]
	if !v.present {
		all = nil
		for _, forum := range v.ForumsByCode() {
			for _, s := range v.sessionsOf(forum) {
				if v.Stage(s) == at {
					all = append(all, s)
				}
			}
		}
		slices.SortFunc(all, func(a, b SessionIndex) int { return soonerFirst(v.Session(a).Day(), v.Session(b).Day(), a, b) })
	}
	return all
}

func soonerFirst(dayA, dayB domain.Day, a, b SessionIndex) int {
	if (dayA == 0) != (dayB == 0) {
		return cmp.Compare(dayB, dayA)
	}
	return cmp.Or(cmp.Compare(dayA, dayB), cmp.Compare(a, b))
}

// placeByDay enters a session among those at its stage, or takes it out.
func (r *Register) placeByDay(i SessionIndex, enters bool) {
	e := r.sessions[i]
	at := stageOf(&e.state)
	place, _ := slices.BinarySearchFunc(r.byDay[at], i, func(a, b SessionIndex) int {
		return soonerFirst(r.sessions[a].state.Day(), r.sessions[b].state.Day(), a, b)
	})
	if enters {
		r.byDay[at] = slices.Insert(r.byDay[at], place, i)
	} else {
		r.byDay[at] = slices.Delete(r.byDay[at], place, place+1)
	}
}

// AwaitsValidation is the last technical session of a forum that no session but
// that one validates, false for none.
func (v *View) AwaitsValidation(forum domain.ForumID, but domain.SessionID) (waits SessionIndex, one bool) {
	f, known := v.r.forumByID[forum]
	if !known {
		return 0, false
	}
	validated := map[domain.SessionID]bool{}
	for _, s := range v.sessionsOf(f) {
		if st := v.Session(s); !st.Cancelled && v.SessionID(s) != but {
			validated[st.Planned.Validates] = true
		}
	}
	for _, s := range slices.Backward(v.Order(f)) {
		if v.Session(s).Phase() == domain.PhaseTechnical && !validated[v.SessionID(s)] {
			return s, true
		}
	}
	return 0, false
}
