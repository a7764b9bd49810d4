package register

import "suivi/domain/recommendation"

// Settle brings the present states, counters and indexes in step with what was
// applied. It costs what was touched: a recommendation for each of its events,
// and, after an event of a session or a rule, the open ones of that forum.
func (r *Register) Settle() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.settle()
}

func (r *Register) settle() {
	v, _ := r.view(Moment{})
	for f := range r.dirtyForums {
		r.forums[f].order = v.sortSessions(f)
	}
	judge := r.dirtyRecommendations
	for _, i := range r.dirtyRecommendations {
		entry := r.recommendations[i]
		r.counts.remove(v, i)
		entry.state = recommendation.FoldWithin(v.History(i), v.horizon())
		entry.dirty = false
	}
	for f := range r.dirtyForums {
		judge = append(judge, r.openOf(f)...)
		for g := range r.forums[f].follows {
			if g != f {
				judge = append(judge, r.openOf(g)...)
			}
		}
	}
	for _, i := range judge {
		r.counts.remove(v, i)
		r.recommendations[i].status = v.judge(i)
		r.counts.insert(v, i)
	}
	r.dirtyRecommendations = r.dirtyRecommendations[:0]
	clear(r.dirtyForums)
	r.words.settle()
	if r.dirtyOrganizations {
		r.dirtyOrganizations = false
		r.counts.rebuild(v)
	}
}

func (r *Register) openOf(f ForumIndex) []RecommendationIndex {
	var open []RecommendationIndex
	for _, i := range r.forums[f].recs {
		if r.recommendations[i].state.Standing == recommendation.Open {
			open = append(open, i)
		}
	}
	return open
}
