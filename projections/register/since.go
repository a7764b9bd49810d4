package register

import (
	"math"
	"slices"

	"suivi/domain"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// Once gives what work makes of session s as it was closed, under a name: once
// for all, since nothing recorded later changes it. It must hold no view. Of a
// session that is not closed work is done anew, in the view itself.
func (v *View) Once(s SessionIndex, name string, work func(*View) any) any {
	key := closedAs{s, v.Session(s).ClosedSeq, name}
	if known, done := v.r.closed.Load(key); done {
		return known
	}
	frozen, closed := v.AsClosed(s)
	if !closed {
		return work(v)
	}
	worked := work(frozen)
	v.r.closed.Store(key, worked)
	return worked
}

// closedAs is something that was worked out of a session as it was closed.
type closedAs struct {
	session SessionIndex
	seq     uint64
	name    string
}

// Rewriting tells what may read otherwise today than when a session was closed:
// all that was touched since by what takes effect up to that day.
type Rewriting struct {
	v    *View
	s    SessionIndex
	seq  uint64     // of the close
	on   domain.Day // of the close
	from bool       // no single record says how far it reaches
}

// SinceClose tells what may read otherwise today of session s, which is closed.
// It costs nothing but the asking.
func (v *View) SinceClose(s SessionIndex) Rewriting {
	st := v.Session(s)
	w := Rewriting{v: v, s: s, seq: st.ClosedSeq, on: st.ClosedOn}
	w.from = st.List == nil || v.r.reaching.since(w.seq) <= w.on || slices.ContainsFunc(v.r.sessions[s].facts, func(f session.Fact) bool {
		_, declares := f.Event.(session.TotalsDeclared)
		return f.Seq > w.seq && !declares
	})
	return w
}

// Touches reports whether what was recorded since may say something else of i,
// or of what session s did with it.
func (w Rewriting) Touches(i RecommendationIndex) bool {
	e := w.v.r.recommendations[i]
	return w.from || e.shared || slices.ContainsFunc(e.history, func(f recommendation.Fact) bool {
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
	if w.from || slices.ContainsFunc(w.v.r.sessions[w.s].dealt, w.Touches) {
		return true
	}
	for i := range others {
		if w.Touches(i) {
			return true
		}
	}
	return false
}

// reach keeps, of what was recorded that changes more than it is recorded of,
// the earliest day that it reaches back to since any rank.
type reach []reached

type reached struct {
	seq uint64
	day domain.Day
}

// add enters something recorded at seq that takes effect from day on.
func (r *reach) add(seq uint64, day domain.Day) {
	for len(*r) > 0 && (*r)[len(*r)-1].day >= day {
		*r = (*r)[:len(*r)-1]
	}
	*r = append(*r, reached{seq, day})
}

// since is the earliest day reached by what was recorded after seq, beyond all
// days where nothing was.
func (r reach) since(seq uint64) domain.Day {
	at, _ := slices.BinarySearchFunc(r, seq+1, func(e reached, seq uint64) int {
		if e.seq < seq {
			return -1
		}
		return 1
	})
	if at == len(r) {
		return domain.Day(math.MaxInt32)
	}
	return r[at].day
}
