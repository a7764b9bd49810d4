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

// putAll takes in an ascending list.
func (b *bitset) putAll(all []RecommendationIndex) {
	if len(all) == 0 {
		return
	}
	if short := int(all[len(all)-1])/64 + 1 - len(*b); short > 0 {
		*b = append(*b, make(bitset, short)...)
	}
	for _, i := range all {
		(*b)[i/64] |= 1 << (i % 64)
	}
}

// and keeps what is in o as well.
func (b *bitset) and(o bitset) {
	*b = (*b)[:min(len(*b), len(o))]
	for k := range *b {
		(*b)[k] &= o[k]
	}
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

// sets hold what most lists ask for.
type sets struct {
	standing               [recommendation.NeverMade + 1]bitset
	dropped, silent, moved bitset
}

func (s *sets) note(i RecommendationIndex, was, is recommendation.Standing, status *Status) {
	if was != is {
		s.standing[was].put(i, false)
		s.standing[is].put(i, true)
	}
	s.dropped.put(i, status.Dropped != nil)
	s.silent.put(i, status.Silent)
	s.moved.put(i, status.Moved)
}

// of hands over the sets outside of which f holds nothing.
func (s *sets) of(f Filter, narrow func(bitset)) {
	if f.Dropped {
		narrow(s.dropped)
	}
	if f.Silent {
		narrow(s.silent)
	}
	if f.Moved {
		narrow(s.moved)
	}
	if f.Standing != recommendation.Unknown {
		narrow(s.standing[f.Standing])
	} else if f.Late {
		narrow(s.standing[recommendation.Open])
	}
}
