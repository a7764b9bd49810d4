package register

import (
	"slices"
	"time"

	"suivi/domain/event"
)

// timeline tells which event was the last one recorded by a time.
type timeline struct {
	marks     []timeMark       // where the running maximum of record times grows
	positions []event.Position // by rank - 1; nil while every position is its rank
	count     uint64
}

type timeMark struct {
	micros int64
	seq    uint64
}

func (t *timeline) add(seq uint64, p event.Position, at time.Time) {
	t.count = seq
	if t.positions == nil && p != event.NewPosition(seq, seq) {
		t.positions = make([]event.Position, 0, seq)
		for i := uint64(1); i < seq; i++ {
			t.positions = append(t.positions, event.NewPosition(i, i))
		}
	}
	if t.positions != nil {
		t.positions = append(t.positions, p)
	}
	micros := at.UnixMicro()
	if n := len(t.marks); n == 0 || t.marks[n-1].micros < micros {
		t.marks = append(t.marks, timeMark{micros, seq})
	}
}

// at gives the rank of the last event recorded by time at: the running
// maximum makes a clock that was set back harmless.
func (t *timeline) at(at time.Time) uint64 {
	i, _ := slices.BinarySearchFunc(t.marks, at.UnixMicro()+1, func(m timeMark, micros int64) int {
		if m.micros < micros {
			return -1
		}
		return 1
	})
	if i == len(t.marks) {
		return t.count
	}
	return t.marks[i].seq - 1
}

// rank gives the rank of the last event at or before position p.
func (t *timeline) rank(p event.Position) uint64 {
	if t.positions == nil {
		commit, _ := p.Halves()
		return min(commit, t.count)
	}
	i, exact := slices.BinarySearchFunc(t.positions, p, event.Position.Compare)
	if exact {
		i++
	}
	return uint64(i)
}

// position gives that of the event of a rank from 1.
func (t *timeline) position(rank uint64) event.Position {
	if t.positions == nil {
		return event.NewPosition(rank, rank)
	}
	return t.positions[rank-1]
}
