package register

import (
	"sync"

	"suivi/domain/forum"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// memory is what was worked out of the present, and what was recorded since
// that may change it.
type memory struct {
	made sync.Map // by remembering, a *remembered
	// touched are, in order of record, the recommendations of which something
	// was recorded after from that moves nothing on or off a list; moved is the
	// rank of the last event that may.
	touched     []touch
	from, moved uint64
}

type touch struct {
	seq uint64
	i   RecommendationIndex
}

type remembering struct {
	session SessionIndex
	name    string
}

type remembered struct {
	sync.Mutex
	seq   uint64
	value any
}

// longMemory is how many touches are kept at most: what was worked out before
// them is worked out anew.
const longMemory = 4096

// note keeps that p was recorded of i.
func (m *memory) note(seq uint64, i RecommendationIndex, shared bool, p recommendation.Event) {
	switch p.(type) {
	case recommendation.Found, recommendation.Classed, recommendation.Declared, recommendation.Reassigned, recommendation.DueDateSet, recommendation.EvidenceAttached, recommendation.Linked:
		if shared {
			m.moved = seq
			return
		}
	default:
		m.moved = seq
		return
	}
	if len(m.touched) == longMemory {
		m.from = m.touched[longMemory/2-1].seq
		m.touched = append(m.touched[:0], m.touched[longMemory/2:]...)
	}
	m.touched = append(m.touched, touch{seq, i})
}

// noteSession keeps that p was recorded of a session, beside what it inscribes.
func (m *memory) noteSession(seq uint64, p session.Event) {
	if _, declares := p.(session.TotalsDeclared); !declares {
		m.moved = seq
	}
}

// Remembered gives what fresh makes of session s in the present, under a name,
// kept in step by what was touched since it was last asked for: renew changes it
// for one recommendation, or says that it must be made afresh. It costs what was
// touched. It must hold no view, and is valid only inside the query that asks.
func (v *View) Remembered(s SessionIndex, name string, fresh func() any, renew func(was any, i RecommendationIndex) bool) any {
	if !v.present {
		return fresh()
	}
	kept, _ := v.r.memory.made.LoadOrStore(remembering{s, name}, &remembered{})
	e := kept.(*remembered)
	e.Lock()
	defer e.Unlock()
	if e.seq == 0 || !v.renewed(e, renew) {
		e.value = fresh()
	}
	e.seq = v.r.seq
	return e.value
}

func (v *View) renewed(e *remembered, renew func(any, RecommendationIndex) bool) bool {
	m := &v.r.memory
	if e.seq < m.moved || e.seq < m.from {
		return false
	}
	for k := len(m.touched) - 1; k >= 0 && m.touched[k].seq > e.seq; k-- {
		if !renew(e.value, m.touched[k].i) {
			return false
		}
	}
	return true
}

// DueAlone reports whether only what is recorded changes what session s, not
// closed, has to examine, and whether DueAsBefore can be asked: where its list is
// fixed, or of all that is open.
func (v *View) DueAlone(s SessionIndex) bool {
	st := v.Session(s)
	return st.Closed == nil && (st.List != nil || v.r.sessions[s].forum != None && st.Day() > 0 && opening(st) > 1 && v.ruleAt(s).Examines == forum.AllOpen)
}

// DueAsBefore reports whether i, of which something was recorded that Remembered
// renews, still is on the list that session s has to examine, or still is not.
func (v *View) DueAsBefore(i RecommendationIndex, s SessionIndex, was bool) bool {
	if v.Session(s).List != nil {
		return !was || v.made(i)
	}
	return v.openFor(i, s, v.ruleAt(s)) == was
}
