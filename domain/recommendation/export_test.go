package recommendation

import (
	"math"
	"slices"

	"suivi/domain"
)

// StateAt gives the state in which Decide checks e at its place on day.
func StateAt(h History, e Event, day domain.Day) State {
	facts := h.Effective(Horizon{})
	before, _ := slices.BinarySearchFunc(facts, Fact{Seq: math.MaxUint64, Day: day, Event: e}, compareFacts)
	return h.stateBefore(facts, before)
}

// ComparePlaces is the order in which facts count, without the order of record.
func ComparePlaces(a, b Fact) int {
	a.Seq, b.Seq = 0, 0
	return compareFacts(a, b)
}
