package register

import (
	"reflect"

	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// whole is a view of the past in which all is worked out. What is recorded
// after it has no place in it.
type whole struct {
	digest
	states   []*recommendation.State
	statuses []*Status
}

// unknown is how a recommendation stands of which nothing is recorded, and
// nothing what follows for one that is not open.
var (
	unknown = &recommendation.State{}
	nothing = &Status{}
)

func (w *whole) state(i RecommendationIndex) *recommendation.State {
	if int(i) < len(w.states) {
		return w.states[i]
	}
	return unknown
}

func (w *whole) status(i RecommendationIndex) *Status {
	if int(i) < len(w.statuses) {
		return w.statuses[i]
	}
	return nothing
}

// workOut makes the whole of a view of the past, on every processor: one at a
// time, so that however many moments are asked for, the present is answered.
func (v *View) workOut() {
	if v.rest != nil {
		v.rest.await(v.r.building)
		defer func() { <-v.r.building }()
	}
	all := make([]RecommendationIndex, len(v.r.recommendations))
	w := &whole{digest: newDigest(), states: make([]*recommendation.State, len(all)), statuses: make([]*Status, len(all))}
	for i := range all {
		all[i] = RecommendationIndex(i)
		w.add()
	}
	worker := func() *View { return &View{r: v.r, until: v.until, on: v.on, today: v.today} }
	inParallel(worker, all, (*View).fold, func(i RecommendationIndex, s *recommendation.State) {
		w.states[i] = s
		w.stand(v.r, i, unknown, s)
		v.rest.weigh(v.weight(i, s))
		v.rest.now()
	})
	judging := func() *View {
		j := worker()
		j.whole = &whole{states: w.states}
		return j
	}
	inParallel(judging, all, (*View).judgeAs, func(i RecommendationIndex, j judged) {
		w.statuses[i] = nothing
		if status := j.status; status != *nothing {
			w.statuses[i] = &status
		}
		w.sets.note(i, w.states[i].Standing, w.states[i].Standing, &j.status)
		if j.ticket != nil {
			w.counts.count(j.ticket, +1)
		}
		v.rest.now()
	})
	v.whole, v.states, v.statuses = w, nil, nil
}

// fold works out how i stands. What still stands so is the present's own.
func (v *View) fold(i RecommendationIndex) *recommendation.State {
	if !v.present && v.standsAsNow(i) {
		return v.r.recommendations[i].state
	}
	s := recommendation.FoldWithin(v.History(i), v.horizon())
	if reflect.ValueOf(&s).Elem().IsZero() {
		return unknown
	}
	return &s
}

// What is kept of each recommendation, in bytes: beside its state; and of that,
// where it is not the present's own. And of each session.
var (
	besideState = int(reflect.TypeFor[row]().Size()) + 64
	ofState     = int(reflect.TypeFor[recommendation.State]().Size())
	ofListing   = int(reflect.TypeFor[recommendation.Listing]().Size())
	ofWord      = int(reflect.TypeFor[recommendation.Declared]().Size())
	ofSession   = int(reflect.TypeFor[session.State]().Size()) // what it lists is that of its facts
)

// weight is what it takes to keep s, the state of i, in bytes.
func (v *View) weight(i RecommendationIndex, s *recommendation.State) int {
	if s == unknown || s == v.r.recommendations[i].state {
		return besideState
	}
	return besideState + ofState + cap(s.Listings)*ofListing + cap(s.Declarations)*ofWord
}
