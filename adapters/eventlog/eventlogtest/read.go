package eventlogtest

import (
	"context"
	"errors"
	"fmt"

	"suivi/domain/event"
)

var readRules = []rule{
	{name: "a stream that does not exist has no events", hold: func(h *house) {
		h.same(h.load(h.stream("none")), nil, h.stream("none"), 0)
	}},
	{name: "a load begins at the version it is asked for", hold: func(h *house) {
		rs := records(5)
		h.append(h.stream("a"), event.NoStream, rs...)
		for from := range event.Version(5) {
			h.same(h.all(h.log.Load(h.Context(), h.stream("a"), from)), rs[from:], h.stream("a"), from)
		}
		h.same(h.all(h.log.Load(h.Context(), h.stream("a"), event.NoStream)), rs, h.stream("a"), 0)
	}},
	{name: "a load past the end has no events", hold: func(h *house) {
		h.append(h.stream("a"), event.NoStream, records(2)...)
		h.same(h.all(h.log.Load(h.Context(), h.stream("a"), 2)), nil, h.stream("a"), 2)
		h.same(h.all(h.log.Load(h.Context(), h.stream("a"), 1<<40)), nil, h.stream("a"), 0)
	}},
	{name: "a load of thousands is whole", hold: func(h *house) {
		var rs []event.Record
		for v := event.NoStream; v < 2999; v += 600 {
			more := records(600)
			h.append(h.stream("a"), v, more...)
			rs = append(rs, more...)
		}
		h.same(h.load(h.stream("a")), rs, h.stream("a"), 0)
	}},
	{name: "an empty log is read as nothing", onEmpty: true, hold: func(h *house) {
		if got := h.read(event.Position{}); len(got) != 0 {
			h.Fatalf("an empty log gave %d events", len(got))
		}
	}},
	{name: "a read is in the order of the appends", hold: func(h *house) {
		want := h.interleave(40)
		if got := h.read(event.Position{}); ids(got) != ids(want) {
			h.Fatalf("read in another order than appended")
		}
	}},
	{name: "a read begins with the event at the position it is asked for", hold: func(h *house) {
		h.interleave(12)
		all := h.read(event.Position{})
		for i, r := range all {
			if got := h.read(r.Position); ids(got) != ids(all[i:]) {
				h.Fatalf("a read from event %d gave %d events, want %d", i, len(got), len(all)-i)
			}
		}
	}},
	{name: "a position that was stored is read back", hold: func(h *house) {
		h.interleave(3)
		all := h.read(event.Position{})
		p, err := event.ParsePosition(all[1].Position.String())
		h.noError(err)
		if got := h.read(p); ids(got) != ids(all[1:]) {
			h.Fatalf("a read from the parsed position %v gave %d events, want 2", p, len(got))
		}
	}},
	{name: "a load and a read show the same positions", hold: func(h *house) {
		h.interleave(9)
		at := map[string]event.Position{}
		for _, r := range h.read(event.Position{}) {
			at[fmt.Sprint(r.Stream, r.Version)] = r.Position
		}
		for _, r := range h.load(h.stream("0")) {
			if at[fmt.Sprint(r.Stream, r.Version)] != r.Position {
				h.Fatalf("version %d is loaded at %v and read at %v", r.Version, r.Position, at[fmt.Sprint(r.Stream, r.Version)])
			}
		}
	}},
	{name: "a read shows what stood at its call", hold: func(h *house) {
		h.interleave(6)
		seen := 0
		for r, err := range h.log.Read(h.Context(), event.Position{}) {
			h.noError(err)
			if r.Stream == h.stream("late") {
				h.Fatal("the read shows an event appended while it went on")
			}
			h.append(h.stream("late"), event.Version(seen-1), one())
			seen++
			if seen > 1000 {
				break // a shared log may be long
			}
		}
	}},
	{name: "a reader may stop when it likes", hold: func(h *house) {
		h.interleave(20)
		for range h.log.Read(h.Context(), event.Position{}) {
			break
		}
		for range h.log.Load(h.Context(), h.stream("0"), 0) {
			break
		}
		h.append(h.stream("after"), event.NoStream, one())
	}},
	{name: "a reader may append and load between two events", hold: func(h *house) {
		h.interleave(4)
		n := event.Version(0)
		for r, err := range h.log.Load(h.Context(), h.stream("0"), 0) {
			h.noError(err)
			for s, err := range h.log.Load(h.Context(), h.stream("0"), 0) {
				h.noError(err)
				for range h.log.Read(h.Context(), s.Position) {
					h.append(h.stream("within"), n-1, one())
					n++
					break
				}
			}
			_ = r
		}
	}},
	{name: "a canceled read ends with the error of its context", hold: func(h *house) {
		h.interleave(30)
		ctx, cancel := context.WithCancel(h.Context())
		defer cancel()
		var last error
		for _, err := range h.log.Read(ctx, event.Position{}) {
			cancel()
			last = err
		}
		if !errors.Is(last, context.Canceled) {
			h.Fatalf("a canceled read ended with %v", last)
		}
		last = nil
		for _, err := range h.log.Load(ctx, h.stream("0"), 0) {
			last = err
		}
		if !errors.Is(last, context.Canceled) {
			h.Fatalf("a canceled load ended with %v", last)
		}
	}},
}

// interleave appends n events in turn to streams "0", "1" and "2", one an
// append, and gives them in order.
func (h *house) interleave(n int) []event.Record {
	h.Helper()
	rs := records(n)
	for i, r := range rs {
		h.append(h.stream(fmt.Sprint(i%3)), event.Version(i/3-1), r)
	}
	return rs
}
