package register

import (
	"math"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/session"
)

// sessionState is what a session is, of facts with a rank up to until (0: all)
// and with effect by day on (0: all). All that a session does takes effect on
// its last day, as its days are known by until: where they were rectified, its
// lists move along, it is not held before that day however early it first sat,
// nor closed before it was held, nor planned after any day of which that was
// ever said.
func sessionState(facts []session.Fact, until uint64, on domain.Day) session.State {
	holding := event.Effective(facts, until, 0)
	last := domain.Day(0)
	for _, f := range holding {
		if h, is := f.Event.(session.Held); is {
			last = h.LastDay()
		}
	}
	first := earliestHeld(facts, until)
	for k := range holding {
		f := &holding[k]
		switch f.Event.(type) {
		case session.Held:
			f.Day = last
		case session.Planned:
			f.Day = min(f.Day, first)
		case session.ListFixed:
			if last != 0 {
				f.Day = min(f.Day, last)
			}
		case session.Closed, session.TotalsDeclared:
			f.Day = max(f.Day, last)
		}
	}
	return session.Fold(holding, 0, on)
}

// earliestHeld is the first of all days on which a session was ever said to
// have been held, beyond all days where it never was.
func earliestHeld(facts []session.Fact, until uint64) domain.Day {
	first := domain.Day(math.MaxInt32)
	for _, f := range facts {
		e := f.Event
		if c, is := e.(session.Rectified); is && c.Instead != nil {
			e, _ = c.Instead.(session.Event)
		}
		if h, is := e.(session.Held); is && (until == 0 || f.Seq <= until) {
			first = min(first, h.LastDay())
		}
	}
	return first
}

// Session is how session i stands.
func (v *View) Session(i SessionIndex) *session.State {
	if v.present {
		return &v.r.sessions[i].state
	}
	if s := v.sessions[i]; s != nil {
		return s
	}
	s := sessionState(v.r.sessions[i].facts, v.until, v.on)
	v.rest.weigh(ofSession)
	return keep(&v.sessions, i, &s)
}

// SessionID is the identity of session i.
func (v *View) SessionID(i SessionIndex) domain.SessionID { return v.r.sessions[i].id }

// ForumOf is the forum of session i, None while nothing says so.
func (v *View) ForumOf(i SessionIndex) ForumIndex { return v.r.sessions[i].forum }

// SessionOf finds a session by its identity.
func (v *View) SessionOf(id domain.SessionID) (SessionIndex, bool) {
	s, known := v.r.sessionByID[id]
	return s, known
}

// dayOf is the last day of a session that may have moved, as known in this
// view whatever its own day; 0 for the others, and where it was not held.
func (v *View) dayOf(id domain.SessionID) domain.Day {
	i, known := v.r.sessionByID[id]
	if !known || !v.r.moved[i] {
		return 0
	}
	if v.until == 0 {
		return lastDay(&v.r.sessions[i].state)
	}
	if d, done := v.days[i]; done {
		return d
	}
	s := sessionState(v.r.sessions[i].facts, v.until, 0)
	return keep(&v.days, i, lastDay(&s))
}

// lastDay is the day on which a held session took effect, 0 for the others.
func lastDay(s *session.State) domain.Day {
	if s.Held == nil {
		return 0
	}
	return s.Held.LastDay()
}

// firstDay is the first day that a session may have sat or is expected to, 0
// where that is not known.
func firstDay(s *session.State) domain.Day {
	if s.Held != nil {
		return s.Held.FirstDay()
	}
	return s.Planned.Expected.From
}

// opening is the first day of a session; its last where the first is unknown.
func opening(s *session.State) domain.Day {
	if day := firstDay(s); day != 0 {
		return day
	}
	return s.Day()
}
