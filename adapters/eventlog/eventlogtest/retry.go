package eventlogtest

import (
	"slices"

	"suivi/domain/event"
)

var retryRules = []rule{
	{name: "the same append again answers as the first time", hold: func(h *house) {
		rs := records(3)
		first := h.append(h.stream("a"), event.NoStream, rs...)
		h.repeats(rs, event.NoStream, first.Position)
		more := records(2)
		second := h.append(h.stream("a"), 2, more...)
		h.repeats(more, 2, second.Position)
		h.same(h.load(h.stream("a")), slices.Concat(rs, more), h.stream("a"), 0)
	}},
	{name: "even after others have appended since", hold: func(h *house) {
		rs, others := records(3), records(2)
		first := h.append(h.stream("a"), event.NoStream, rs...)
		h.append(h.stream("b"), event.NoStream, one())
		h.append(h.stream("a"), 2, others...)
		h.repeats(rs, event.NoStream, first.Position)
		h.same(h.load(h.stream("a")), slices.Concat(rs, others), h.stream("a"), 0)
	}},
	{name: "even after a restart", hold: func(h *house) {
		rs := records(3)
		first := h.append(h.stream("a"), event.NoStream, rs...)
		h.restart()
		h.repeats(rs, event.NoStream, first.Position)
		h.same(h.load(h.stream("a")), rs, h.stream("a"), 0)
	}},
	{name: "by its ids alone, whatever the bytes", hold: func(h *house) {
		rs := records(2)
		first := h.append(h.stream("a"), event.NoStream, rs...)
		again := slices.Clone(rs)
		again[0].Data = []byte(`{"other":true}`)
		h.repeats(again, event.NoStream, first.Position)
		h.same(h.load(h.stream("a")), rs, h.stream("a"), 0)
	}},
	{name: "a retry that overlaps in part is a conflict", hold: func(h *house) {
		rs := records(3)
		h.append(h.stream("a"), event.NoStream, rs...)
		mixed := []event.Record{rs[0], one(), rs[2]}
		h.conflicts(h.stream("a"), event.NoStream, 2, mixed)
		h.same(h.load(h.stream("a")), rs, h.stream("a"), 0)
	}},
	{name: "a retry longer than what is there is a conflict", hold: func(h *house) {
		rs := records(4)
		h.append(h.stream("a"), event.NoStream, rs[:3]...)
		h.conflicts(h.stream("a"), event.NoStream, 2, rs)
		h.same(h.load(h.stream("a")), rs[:3], h.stream("a"), 0)
	}},
	{name: "the ids in another order are a conflict", hold: func(h *house) {
		rs := records(2)
		h.append(h.stream("a"), event.NoStream, rs...)
		h.conflicts(h.stream("a"), event.NoStream, 1, []event.Record{rs[1], rs[0]})
	}},
	{name: "the ids right after another version are a conflict", hold: func(h *house) {
		rs := records(3)
		h.append(h.stream("a"), event.NoStream, rs...)
		h.conflicts(h.stream("a"), 0, 2, rs[:1])
	}},
	{name: "the same id may come again at a new version or in another stream", hold: func(h *house) {
		r := one()
		h.append(h.stream("a"), event.NoStream, r)
		h.append(h.stream("a"), 0, r)
		h.append(h.stream("b"), event.NoStream, r)
		h.same(h.load(h.stream("a")), []event.Record{r, r}, h.stream("a"), 0)
	}},
}

// repeats appends rs again to stream a, which must answer as the first time.
func (h *house) repeats(rs []event.Record, expected event.Version, position event.Position) {
	h.Helper()
	if again := h.append(h.stream("a"), expected, rs...); again.Position != position {
		h.Fatalf("the retry answered position %v, the first time was %v", again.Position, position)
	}
}
