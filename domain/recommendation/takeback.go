package recommendation

import "suivi/domain"

// TakenBack is the reason recorded where a session says otherwise than it said
// before, as it may until it is closed: whoever mistyped need not give one.
const TakenBack = "corrigé à la même session, avant sa clôture"

// Before gives the facts that hold within z and count before what a session
// finds on a day (0: one that has none yet, after all that is recorded), and
// how they leave the recommendation. Decide asks a finding of that session for
// a reason where they have ended it.
func (h History) Before(z Horizon, session domain.SessionID, day domain.Day) ([]Fact, State) {
	facts := h.Effective(z)
	before := len(facts)
	if day != 0 {
		before = placeOf(facts, Fact{Day: day, Event: Found{Session: session}})
	}
	return facts[:before], h.stateBefore(facts, before)
}

// decideTakeBack says what a session records that finds or classes as in e,
// given no reason, on what facts[:before] lead to, where that only follows if
// the session had not found otherwise before: its earlier findings were
// mistakes, and a finding holds in place of the last. Nothing where e follows
// as it is, or not even then.
func decideTakeBack(h History, facts []Fact, before int, day domain.Day, e Event) (all []Decided, err error) {
	c := Rectify{Reason: TakenBack}
	switch e := e.(type) {
	case Found:
		if !blank(e.Reopening) {
			return nil, nil
		}
		c.Instead = e
	case Classed:
		all = []Decided{{day, e}}
	default:
		return nil, nil
	}
	first, session := before, SessionOf(e)
	for first > 0 && isFindingOf(facts[first-1], session) {
		first--
	}
	if first == before {
		return nil, nil
	}
	eve, now := h.stateBefore(facts, first), h.stateBefore(facts, before)
	mistaken := now.refusal(e) != "" && eve.Standing == Open
	if c.Instead != nil { // what merely confirms that it is done takes back a "remise en suivi"
		mistaken = (now.refusal(e) != "" || len(now.Reopened) > len(eve.Reopened)) && eve.refusal(e) == ""
	}
	if !mistaken {
		return nil, nil
	}
	for i := before - 1; i >= first; i-- {
		c.Corrects = facts[i].ID
		decided, err := decideRectify(h, c)
		if err != nil {
			return nil, err
		}
		all = append(all, decided...)
		c.Instead = nil
	}
	return all, nil
}

// isFindingOf reports whether f is a finding of session s, recorded here.
func isFindingOf(f Fact, s domain.SessionID) bool {
	found, is := f.Event.(Found)
	return is && !f.Foreign && !s.IsZero() && found.Session == s
}
