package register

import (
	"maps"
	"slices"

	"suivi/domain/recommendation"
)

// Settle brings the present states, counters and indexes in step with what was
// applied. It costs what was touched: a recommendation for each of its events;
// after an event of a session or a rule, the open ones with which that forum's
// sessions may have to do; after one of a structure, the open ones that it, or
// any whose place in the tree hangs on it, ever owed.
func (r *Register) Settle() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.unsettled {
		return
	}
	v := &View{r: r, present: true}
	for f := range r.dirtyForums {
		r.forums[f].order = v.sortSessions(f)
	}
	judge := r.dirtyRecommendations
	for _, i := range judge {
		r.fold(v, i)
	}
	for f := range r.dirtyForums {
		judge = slices.AppendSeq(judge, maps.Keys(r.forums[f].open))
		for g := range r.forums[f].follows {
			judge = slices.AppendSeq(judge, maps.Keys(r.forums[g].open))
		}
	}
	slices.Sort(judge)
	for _, i := range slices.Compact(judge) {
		entry := r.recommendations[i]
		entry.status = v.judge(i)
		r.sets.note(i, entry.state.Standing, entry.state.Standing, &entry.status)
		r.recount(v, i)
	}
	for _, i := range v.owedThrough(r.dirtyOrganizations) {
		if r.recommendations[i].ticket != nil {
			r.recount(v, i)
		}
	}
	r.words.settle()
	r.dirtyRecommendations = r.dirtyRecommendations[:0]
	clear(r.dirtyForums)
	clear(r.dirtyOrganizations)
	r.unsettled = false
}

// fold works out anew how i stands.
func (r *Register) fold(v *View, i RecommendationIndex) {
	entry := r.recommendations[i]
	was := entry.state.Standing
	entry.state = recommendation.FoldWithin(v.History(i), v.horizon())
	entry.dirty = false
	is := entry.state.Standing
	r.counts.Standings[was]--
	r.counts.Standings[is]++
	r.sets.note(i, was, is, &Status{})
	for _, f := range entry.forums {
		if is == recommendation.Open {
			r.forums[f].open[i] = true
		} else {
			delete(r.forums[f].open, i)
		}
	}
}

// recount counts i as what it is now.
func (r *Register) recount(v *View, i RecommendationIndex) {
	entry := r.recommendations[i]
	if entry.ticket != nil {
		r.counts.count(entry.ticket, -1)
	}
	if entry.ticket = v.ticket(i); entry.ticket != nil {
		r.counts.count(entry.ticket, +1)
	}
}
