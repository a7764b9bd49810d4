package recommendation_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/oklog/ulid/v2"
	"pgregory.net/rapid"

	"suivi/domain"
	r "suivi/domain/recommendation"
)

// TestWalks drives random commands in a random order of entry and holds what
// must be true of every log; every cell of the table that allows something
// must have been walked through.
func TestWalks(t *testing.T) {
	counted := tally{}
	rapid.Check(t, func(t *rapid.T) {
		w := begin(t, 12, counted)
		for range 300 {
			i := below(t, "recommendation", len(w.log))
			if below(t, "rectify", 20) == 0 {
				w.rectifies(i)
				continue
			}
			w.decides(i, w.wishFor(i))
		}
		for i := range w.log {
			invariants(t, w.view(i))
		}
	})
	t.Logf("accepted commands:\n%s", counted)
	for _, row := range rows {
		for column := range cell[row] {
			if allows(row, column) && counted[row][column] == 0 {
				t.Errorf("never walked: %s, %s", row, column)
			}
		}
	}
}

func invariants(t *rapid.T, h r.History) {
	written := fmt.Sprintf("%+v", h)
	s := r.FoldWithin(h, r.Horizon{})
	standsSomewhere(t, s)

	if again := r.FoldWithin(h, r.Horizon{}); !reflect.DeepEqual(s, again) {
		t.Fatalf("folded again:\n%+v\n%+v", s, again)
	}
	if other := r.FoldWithin(reordered(t, h), r.Horizon{}); !reflect.DeepEqual(s, other) {
		t.Fatalf("recorded in another order:\n%+v\n%+v", s, other)
	}
	if onLast := r.FoldWithin(h, r.Horizon{On: lastDay(h)}); !reflect.DeepEqual(s, onLast) {
		t.Fatalf("as of the last day:\n%+v\n%+v", s, onLast)
	}
	n := 1 + below(t, "known", len(h))
	if known, first := r.FoldWithin(h, r.Horizon{Until: h[n-1].Seq}), r.FoldWithin(h[:n], r.Horizon{}); !reflect.DeepEqual(known, first) {
		t.Fatalf("known until %d:\n%+v\n%+v", n, known, first)
	}
	own := r.FoldWithin(slices.DeleteFunc(slices.Clone(h), func(f r.Fact) bool { return f.Foreign }), r.Horizon{})
	if making(s) != making(own) {
		t.Fatalf("a duplicate changed the making: %v, %v", making(s), making(own))
	}
	if fmt.Sprintf("%+v", h) != written {
		t.Fatal("folding wrote its input")
	}
}

// standsSomewhere: what was once made is in exactly one box, and the rest of
// its state agrees with the box.
func standsSomewhere(t *rapid.T, s r.State) {
	boxes := map[r.Standing]bool{
		r.Open: s.State != domain.Executed && s.State != 0, r.Done: s.State == domain.Executed, r.ClosedOff: s.Motive != "", r.Merged: !s.Survivor.IsZero(),
		r.Proposed: s.State == domain.Made, r.Discarded: s.State == domain.Made, r.NeverMade: s.MadeAt.IsZero(),
	}
	if fits, box := boxes[s.Standing]; !box || !fits {
		t.Fatalf("in no box, or not like what is in it: %+v", s)
	}
	if s.Standing != r.ClosedOff && s.Standing != r.Merged && s.Motive != "" || s.Standing != r.Merged && !s.Survivor.IsZero() {
		t.Fatalf("in two boxes: %+v", s)
	}
}

func making(s r.State) string {
	return fmt.Sprint(s.MadeAt, s.MadeOn, s.Forum, s.Nature, s.Theme, s.Addressee, s.Standing == r.NeverMade, s.Standing == r.Unknown)
}

// reordered gives h as if it had been recorded in another order, except that
// facts of one place, and the rectifications of one fact, keep theirs.
func reordered(t *rapid.T, h r.History) r.History {
	place := map[ulid.ULID]int{}
	holding := h.Effective(r.Horizon{})
	for i, f := range holding {
		place[f.ID] = i
		if i > 0 && r.ComparePlaces(holding[i-1], f) == 0 {
			place[f.ID] = place[holding[i-1].ID]
		}
	}
	queues := map[any][]r.Fact{}
	var turns []any
	for _, f := range h {
		var queue any = f.ID // a void fact has no place
		if p, holds := place[f.ID]; holds {
			queue = p
		} else if c, is := f.Event.(r.Rectified); is {
			queue = "rectifies " + c.Corrects.String()
		}
		queues[queue] = append(queues[queue], f)
		turns = append(turns, queue)
	}
	turns = rapid.Permutation(turns).Draw(t, "order of record")
	out := make(r.History, len(h))
	for i, queue := range turns {
		out[i] = queues[queue][0]
		out[i].Seq = uint64(i + 1)
		queues[queue] = queues[queue][1:]
	}
	return out
}

// lastDay is the last day that any fact of h may take effect on.
func lastDay(h r.History) (last domain.Day) {
	for _, f := range h {
		last = max(last, f.Day)
		if c, is := f.Event.(r.Rectified); is {
			last = max(last, c.Day)
		}
	}
	return last
}
