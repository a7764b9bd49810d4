package register

import (
	"maps"
	"runtime"
	"slices"
	"sync"

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
	v := r.now()
	for f := range r.dirtyForums {
		r.forums[f].order = v.sortSessions(f)
	}
	judge := r.dirtyRecommendations
	r.foldAll(judge)
	for f := range r.dirtyForums {
		judge = slices.AppendSeq(judge, maps.Keys(r.forums[f].open))
		for g := range r.forums[f].follows {
			judge = slices.AppendSeq(judge, maps.Keys(r.forums[g].open))
		}
	}
	slices.Sort(judge)
	r.judgeAll(slices.Compact(judge))
	for i := range v.owedThrough(r.dirtyOrganizations).descending(RecommendationIndex(len(r.recommendations))) {
		if r.recommendations[i].ticket != nil {
			r.recount(i, v.ticket(i))
		}
	}
	r.dirtyRecommendations = r.dirtyRecommendations[:0]
	clear(r.dirtyForums)
	clear(r.dirtyOrganizations)
	r.unsettled = false
}

// foldAll works out anew how each of all stands.
func (r *Register) foldAll(all []RecommendationIndex) {
	inParallel(r.now, all, (*View).fold, func(i RecommendationIndex, state *recommendation.State) {
		entry := r.recommendations[i]
		r.stand(r, i, entry.state, state)
		entry.state, entry.dirty = state, false
		for _, f := range entry.forums {
			if state.Standing == recommendation.Open {
				r.forums[f].open[i] = true
			} else {
				delete(r.forums[f].open, i)
			}
		}
	})
}

// judged is what the sessions make of a recommendation, and as what it counts.
type judged struct {
	status Status
	ticket *ticket
}

// judgeAs judges i, and says as what it is to be counted.
func (v *View) judgeAs(i RecommendationIndex) judged {
	status := v.judge(i)
	return judged{status, v.ticketAs(i, &status)}
}

// now makes a view of the present for who has the register to itself.
func (r *Register) now() *View { return &View{r: r, present: true} }

// judgeAll judges each of all anew and counts it as what it is now.
func (r *Register) judgeAll(all []RecommendationIndex) {
	inParallel(r.now, all, (*View).judgeAs, func(i RecommendationIndex, j judged) {
		entry := r.recommendations[i]
		entry.status = j.status
		r.sets.note(i, entry.state.Standing, entry.state.Standing, &entry.status)
		r.recount(i, j.ticket)
	})
}

// recount counts i as t, and no longer as what it was counted.
func (r *Register) recount(i RecommendationIndex, t *ticket) {
	entry := r.recommendations[i]
	if entry.ticket != nil {
		r.counts.count(entry.ticket, -1)
	}
	if entry.ticket = t; t != nil {
		r.counts.count(t, +1)
	}
}

// chunk is how many recommendations a worker takes at a time; fewer are not
// worth a second goroutine.
const chunk = 512

// inParallel works out something of each of all, on every processor, each with
// a view of its own, and hands it to keep one by one and in order. work only
// reads the register; keep may let others in.
func inParallel[T any](view func() *View, all []RecommendationIndex, work func(*View, RecommendationIndex) T, keep func(RecommendationIndex, T)) {
	workers := min(runtime.GOMAXPROCS(0), (len(all)+chunk-1)/chunk)
	views := make([]*View, max(workers, 1))
	for w := range views {
		views[w] = view()
	}
	results := make([]T, min(len(all), chunk*max(workers, 1)))
	for len(all) > 0 {
		now := all[:min(len(all), len(results))]
		var group sync.WaitGroup
		for w := 1; w*chunk < len(now); w++ {
			group.Go(func() { workOut(views[w], now, w, results, work) })
		}
		workOut(views[0], now, 0, results, work)
		group.Wait()
		for k, i := range now {
			keep(i, results[k])
		}
		all = all[len(now):]
	}
}

// workOut does the share of worker w.
func workOut[T any](v *View, all []RecommendationIndex, w int, results []T, work func(*View, RecommendationIndex) T) {
	for k := w * chunk; k < min((w+1)*chunk, len(all)); k++ {
		results[k] = work(v, all[k])
	}
}
