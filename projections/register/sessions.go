package register

import (
	"slices"

	"suivi/domain/fault"
)

// SessionFilter says which sessions a list holds. Year 0 and no Stage are any.
type SessionFilter struct {
	Forum ForumIndex // None: any
	Year  int
	Stage Stage
}

// Holds reports whether f holds s.
func (v *View) Holds(f SessionFilter, s SessionIndex) bool {
	return (f.Forum == None || v.ForumOf(s) == f.Forum) && (f.Year == 0 || v.Session(s).Year() == f.Year) && (f.Stage == "" || v.Stage(s) == f.Stage)
}

// sessionsOf lists the sessions of forum f: those held in order of day, then
// those planned, then those cancelled.
func (v *View) sessionsOf(f ForumIndex) []SessionIndex {
	return slices.Concat(v.Order(f), v.Planned(f), v.notHeld(f, true))
}

// ListSessions gives the sessions that f holds by forum code and, in each, the
// latest first: those planned, then those held, then those cancelled; and the
// cursor of the next page, empty at the end. In the present it costs as much as
// the page, the forums and the sessions of one of them.
func (v *View) ListSessions(f SessionFilter, p Page) (page []SessionIndex, next string, err error) {
	last := SessionIndex(None)
	if p.After != "" {
		if last, err = v.FindSession(p.After); err != nil {
			return nil, "", fault.New(fault.Invalid, "liste.curseur", "lu", p.After).At("curseur")
		}
	}
	for _, forum := range v.forumsFor(f) {
		if last != None && v.ForumOf(last) != forum {
			continue
		}
		if last == None && v.CountSessions(SessionFilter{forum, f.Year, f.Stage}) == 0 {
			continue
		}
		planned, held, cancelled := slices.Clone(v.Planned(forum)), slices.Clone(v.Order(forum)), v.notHeld(forum, true)
		slices.Reverse(planned)
		slices.Reverse(held)
		all := slices.Concat(planned, held, cancelled)
		if last != None {
			all, last = all[slices.Index(all, last)+1:], None
		}
		for _, s := range all {
			if !v.Holds(f, s) {
				continue
			}
			if p.Limit > 0 && len(page) == p.Limit {
				return page, v.SessionID(page[len(page)-1]).String(), nil
			}
			page = append(page, s)
		}
	}
	return page, "", nil
}

func (v *View) forumsFor(f SessionFilter) []ForumIndex {
	if f.Forum != None {
		return []ForumIndex{f.Forum}
	}
	return v.ForumsByCode()
}

// CountSessions is how many sessions f holds.
func (v *View) CountSessions(f SessionFilter) (n int) {
	for _, forum := range v.forumsFor(f) {
		if v.present {
			n += v.r.heaps[SessionFilter{forum, f.Year, f.Stage}]
			continue
		}
		for _, s := range v.sessionsOf(forum) {
			if v.Holds(f, s) {
				n++
			}
		}
	}
	return n
}

// tallySession counts a session, or takes it back, in every heap that holds
// it, and among those at its stage.
func (r *Register) tallySession(i SessionIndex, n int) {
	e := r.sessions[i]
	if !e.state.Exists || e.forum == None {
		return
	}
	r.placeByDay(i, n > 0)
	heap := SessionFilter{e.forum, e.state.Year(), stageOf(&e.state)}
	all := SessionFilter{Forum: e.forum}
	ofYear, atStage := all, all
	ofYear.Year, atStage.Stage = heap.Year, heap.Stage
	if heap.Year != 0 { // else it is one of them already
		r.heaps[heap] += n
		r.heaps[ofYear] += n
	}
	r.heaps[atStage] += n
	r.heaps[all] += n
}

// Lengths are how many rows the table of session s has to examine, and how many
// its own list holds. Of one that is closed they are those as closed, worked
// out once for all.
func (v *View) Lengths(s SessionIndex) (toExamine, listed int) {
	n := v.Once(s, "lengths", func(v *View) any {
		once := map[RecommendationIndex]bool{}
		for i := range v.Listed(s) {
			once[v.Bearer(i, s)] = true
		}
		return [2]int{len(v.Due(s)), len(once)}
	}).([2]int)
	return n[0], n[1]
}
