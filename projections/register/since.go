package register

import (
	"slices"

	"suivi/domain"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// Rewriting tells what may read otherwise today than when a session was closed:
// all that was touched since by what takes effect up to that day.
type Rewriting struct {
	v   *View
	s   SessionIndex
	seq uint64     // of the close
	on  domain.Day // of the close
	all bool       // no single record says how far it reaches
}

// SinceClose tells what may read otherwise today of session s, which is closed.
// It costs nothing but the asking.
func (v *View) SinceClose(s SessionIndex) Rewriting {
	st := v.Session(s)
	w := Rewriting{v: v, s: s, seq: st.ClosedSeq, on: st.ClosedOn}
	w.all = st.List == nil || v.r.reaching.since(w.seq) <= w.on || slices.ContainsFunc(v.r.sessions[s].facts, func(f session.Fact) bool {
		_, declares := f.Event.(session.TotalsDeclared)
		return f.Seq > w.seq && !declares
	})
	return w
}

// Touches reports whether what was recorded since may say something else of i,
// or of what session s did with it.
func (w Rewriting) Touches(i RecommendationIndex) bool {
	e := w.v.r.recommendations[i]
	return w.all || e.shared || slices.ContainsFunc(e.history, func(f recommendation.Fact) bool {
		if f.Seq <= w.seq {
			return false
		}
		_, corrects := f.Event.(recommendation.Rectified)
		return corrects || f.Day <= w.on || w.v.r.atMoved(f.Event)
	})
}

// Any reports whether Touches holds of what session s ever dealt with or
// listed, or of any of the others given.
func (w Rewriting) Any(others func(yield func(RecommendationIndex) bool)) bool {
	if w.all || slices.ContainsFunc(w.v.r.sessions[w.s].dealt, w.Touches) {
		return true
	}
	for i := range others {
		if w.Touches(i) {
			return true
		}
	}
	return false
}
