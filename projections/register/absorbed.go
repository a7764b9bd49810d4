package register

import (
	"slices"

	"suivi/domain"
	"suivi/domain/recommendation"
)

// History is the facts of i with, for a survivor, those of its duplicates.
func (v *View) History(i RecommendationIndex) recommendation.History {
	entry := v.r.recommendations[i]
	if !entry.shared {
		return entry.history
	}
	h := slices.Clone(entry.history)
	for _, d := range v.duplicates(i) {
		for _, f := range v.r.recommendations[d].history {
			if _, is := f.Event.(recommendation.Absorbed); !is {
				f.Foreign = true
				h = append(h, f)
			}
		}
	}
	return h
}

// duplicates lists the records that are one with i from the start, directly or
// through another.
func (v *View) duplicates(i RecommendationIndex) []RecommendationIndex {
	all := []RecommendationIndex{i}
	for next := 0; next < len(all); next++ {
		for _, d := range v.r.absorbed[all[next]] {
			if !slices.Contains(all, d) && v.isDuplicate(d, v.ID(all[next])) {
				all = append(all, d)
			}
		}
	}
	return all[1:]
}

// DuplicatesOf names the records that are one with id from the start.
func (v *View) DuplicatesOf(id domain.RecommendationID) []domain.RecommendationID {
	i, known := v.r.recommendationByID[id]
	if !known {
		return nil
	}
	var all []domain.RecommendationID
	for _, d := range v.duplicates(i) {
		all = append(all, v.ID(d))
	}
	return all
}

// isDuplicate reports whether d is known to be one with survivor from the
// start, on whatever day that was said. What was entered by
// mistake is one with nobody.
func (v *View) isDuplicate(d RecommendationIndex, survivor domain.RecommendationID) bool {
	own, z := v.r.recommendations[d].history, v.horizon()
	if of, is := own.DuplicateOf(z); !is || of != survivor {
		return false
	}
	z.On = 0
	st := recommendation.FoldWithin(own, z)
	return st.Standing != recommendation.NeverMade
}

// Survivor is the record that i is one with in the end: itself, unless it was
// absorbed.
func (v *View) Survivor(i RecommendationIndex) RecommendationIndex { return v.Bearer(i, None) }

// Bearer is the record as which session s deals with i: its survivor where it
// was a duplicate from the start, or merged before the day of s; at the session
// that merged it, and before, a record stands for itself. For None it is that
// in the end. Of records absorbed into each other, which only a race or a wrong
// rectification makes, it is the first recorded.
func (v *View) Bearer(i RecommendationIndex, s SessionIndex) RecommendationIndex {
	if !v.r.recommendations[i].shared {
		return i // nothing ever absorbed it
	}
	var passed []RecommendationIndex
	for {
		if at := slices.Index(passed, i); at >= 0 {
			return slices.Min(passed[at:])
		}
		st := v.State(i)
		next, known := v.r.recommendationByID[st.Survivor]
		if st.Standing != recommendation.Merged || !known {
			return i
		}
		if s != None && !v.isDuplicate(i, st.Survivor) {
			if day := v.Session(s).Day(); day != 0 && v.mergedOn(i) >= day {
				return i
			}
		}
		passed = append(passed, i)
		i = next
	}
}

// mergedOn is the day on which i was merged into another.
func (v *View) mergedOn(i RecommendationIndex) domain.Day {
	for _, f := range v.Facts(i) {
		if _, is := f.Event.(recommendation.Absorbed); is && !f.Foreign {
			return f.Day
		}
	}
	return 0
}

// onList reports whether i, or a record as which it stands at session at, is on
// the list that session h made.
func (v *View) onList(i RecommendationIndex, h, at SessionIndex) bool {
	if listedAt(v.State(i), v.r.sessions[h].id) {
		return true
	}
	if !v.r.recommendations[i].shared {
		return false
	}
	return slices.ContainsFunc(closure(i, v.r.absorbed), func(d RecommendationIndex) bool {
		return listedAt(v.State(d), v.r.sessions[h].id) && v.Bearer(d, at) == i
	})
}

func listedAt(st *recommendation.State, s domain.SessionID) bool {
	return slices.ContainsFunc(st.Listings, func(l recommendation.Listing) bool { return l.Session == s })
}
