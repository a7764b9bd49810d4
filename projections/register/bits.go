package register

import (
	"math/bits"

	"suivi/domain/recommendation"
)

// bitset is a set of recommendations, one bit each: what a list passes over in
// it costs next to nothing.
type bitset []uint64

func (b *bitset) put(i RecommendationIndex, in bool) {
	word, bit := int(i)/64, uint64(1)<<(i%64)
	if !in {
		if word < len(*b) {
			(*b)[word] &^= bit
		}
		return
	}
	for len(*b) <= word {
		*b = append(*b, 0)
	}
	(*b)[word] |= bit
}

func (b bitset) has(i RecommendationIndex) bool {
	word := int(i) / 64
	return word < len(b) && b[word]&(1<<(i%64)) != 0
}

// descending yields the members below before.
func (b bitset) descending(before RecommendationIndex) func(func(RecommendationIndex) bool) {
	return func(yield func(RecommendationIndex) bool) {
		for word := min(len(b)-1, int(before)/64); word >= 0; word-- {
			rest := b[word]
			if int(before)/64 == word {
				rest &= 1<<(before%64) - 1
			}
			for rest != 0 {
				top := 63 - bits.LeadingZeros64(rest)
				if !yield(RecommendationIndex(word*64 + top)) {
					return
				}
				rest &^= 1 << top
			}
		}
	}
}

// sets hold, for the present, what most lists ask for.
type sets struct {
	standing        [recommendation.NeverMade + 1]bitset
	dropped, silent bitset
}

func (s *sets) note(i RecommendationIndex, was, is recommendation.Standing, status *Status) {
	if was != is {
		s.standing[was].put(i, false)
		s.standing[is].put(i, true)
	}
	s.dropped.put(i, status.Dropped != nil)
	s.silent.put(i, status.Silent)
}

// of lists the sets outside of which f holds nothing.
func (s *sets) of(f Filter) []bitset {
	var all []bitset
	if f.Dropped {
		all = append(all, s.dropped)
	}
	if f.Silent {
		all = append(all, s.silent)
	}
	if f.Standing != recommendation.Unknown {
		all = append(all, s.standing[f.Standing])
	} else if f.Late {
		all = append(all, s.standing[recommendation.Open])
	}
	return all
}
