package recommendation

import (
	"slices"

	"suivi/domain/event"
)

// recorded reports whether the very same fact is recorded already. A session
// says a thing once: its last fact of the kind is compared. Between sessions
// the same owner's word and the same finding are news again on another day;
// the same proof, link or absorption is not.
func recorded(facts []Fact, place Fact) bool {
	for _, f := range slices.Backward(facts) {
		if f.Foreign || !rivals(f, place) {
			continue
		}
		if event.Same(f.Event, place.Event) {
			return true
		}
		if replaces(place.Event) {
			return false
		}
	}
	return false
}

// rivals reports whether a could be the same fact as b, by its kind and place.
func rivals(a, b Fact) bool {
	session := SessionOf(b.Event)
	if kindOf(a.Event) != kindOf(b.Event) || SessionOf(a.Event) != session {
		return false
	}
	switch e := b.Event.(type) {
	case Declared:
		return a.Day == b.Day && a.Event.(Declared).Owner == e.Owner
	case EvidenceAttached, Linked, Absorbed:
		return a.Day <= b.Day
	}
	return !session.IsZero() || a.Day == b.Day
}

// replaces reports whether e takes the place of its rivals rather than stand
// beside them.
func replaces(e Event) bool {
	switch e.(type) {
	case EvidenceAttached, Linked, Absorbed:
		return false
	}
	return true
}

// holds reports whether e, which follows from s, would change nothing: what s
// is says so already, whichever fact made it so.
func (s *State) holds(e Event) bool {
	switch e := e.(type) {
	case Classed:
		return s.Standing == ClosedOff
	case Reassigned:
		return slices.Equal(s.Owners, e.Owners)
	case DueDateSet:
		return s.Due == e.Due
	}
	return false
}
