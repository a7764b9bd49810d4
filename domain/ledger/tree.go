package ledger

import (
	"cmp"
	"context"
	"fmt"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
)

// tree is one in which things have their places by date: each knows what is
// above it from which day on.
type tree[ID interface {
	comparable
	fmt.Stringer
	IsZero() bool
}] struct {
	node            func(context.Context, ID) (node[ID], error)
	place           string // the field that a refusal names
	unknown, circle string // codes
	arg             string // of the code unknown
}

// node is a thing of a tree; its moves are in order of day.
type node[ID any] struct {
	exists bool
	moves  []move[ID]
}

// move puts a thing under another, zero for a root.
type move[ID any] struct {
	on domain.Day
	to ID
}

func (t tree[ID]) in(place string) tree[ID] { t.place = place; return t }

// known refuses what does not exist.
func (t tree[ID]) known(ctx context.Context, id ID) (node[ID], error) {
	n, err := t.node(ctx, id)
	if err == nil && !n.exists {
		err = fault.New(fault.NotFound, t.unknown, t.arg, id.String()).At(t.place)
	}
	return n, err
}

// check refuses to put self under what is not, and under what lies under self
// on any day on which the new place would hold: from its day until the next
// move of self.
func (t tree[ID]) check(ctx context.Context, self, above ID, from domain.Day) error {
	if above.IsZero() {
		return nil
	}
	if _, err := t.known(ctx, above); err != nil {
		return err
	}
	own, err := t.node(ctx, self)
	if err != nil {
		return err
	}
	until := domain.Day(0)
	for _, m := range own.moves {
		if m.on > from && until == 0 {
			until = m.on
		}
	}
	nodes := map[ID]node[ID]{}
	days := []domain.Day{from}
	seen := map[domain.Day]bool{from: true}
	for next := 0; next < len(days); next++ {
		visited := map[ID]bool{}
		for id := above; !id.IsZero() && !visited[id]; id = nodes[id].above(days[next]) {
			if id == self {
				return fault.New(fault.Invalid, t.circle).At(t.place)
			}
			visited[id] = true
			if _, read := nodes[id]; !read {
				if nodes[id], err = t.node(ctx, id); err != nil {
					return err
				}
			}
			for _, m := range nodes[id].moves {
				if m.on > from && (until == 0 || m.on < until) && !seen[m.on] {
					seen[m.on], days = true, append(days, m.on)
				}
			}
		}
	}
	return nil
}

// above is what the thing lies under on a day.
func (n node[ID]) above(day domain.Day) (to ID) {
	for _, m := range n.moves {
		if m.on <= day {
			to = m.to
		}
	}
	return to
}

// holding is the event that will hold once d is recorded, and its day: of a
// correction, what holds instead.
func holding[E, R event.Payload](d event.Decided[E], correcting func(R) *event.Correction) event.Decided[event.Payload] {
	r, corrects := any(d.Event).(R)
	if !corrects {
		return event.Decided[event.Payload]{Day: d.Day, Event: d.Event}
	}
	c := correcting(r)
	return event.Decided[event.Payload]{Day: cmp.Or(c.Day, d.Day), Event: c.Instead}
}
