package eventlogtest

import (
	"context"
	"errors"

	"suivi/domain/event"
	"suivi/domain/ledger"
)

var appendRules = []rule{
	{name: "a new stream begins at version 0", hold: func(h *house) {
		rs := records(1)
		h.append(h.stream("a"), event.NoStream, rs...)
		h.same(h.load(h.stream("a")), rs, h.stream("a"), 0)
	}},
	{name: "an append at the exact version continues the stream", hold: func(h *house) {
		rs := records(5)
		h.append(h.stream("a"), event.NoStream, rs[0])
		h.append(h.stream("a"), 0, rs[1:4]...)
		h.append(h.stream("a"), 3, rs[4])
		h.same(h.load(h.stream("a")), rs, h.stream("a"), 0)
	}},
	{name: "the answer is the version and position of the last event", hold: func(h *house) {
		done := h.append(h.stream("a"), event.NoStream, records(3)...)
		last := h.load(h.stream("a"))[2]
		if done.Version != last.Version || done.Position != last.Position {
			h.Fatalf("append answered %+v, the last event is version %d at %v", done, last.Version, last.Position)
		}
	}},
	{name: "NoStream on a stream that exists is a conflict", hold: conflict(3, event.NoStream)},
	{name: "a version ahead of the stream is a conflict", hold: conflict(3, 3)},
	{name: "a version behind the stream is a conflict", hold: conflict(3, 1)},
	{name: "a version of a stream that does not exist is a conflict", hold: conflict(0, 0)},
	{name: "a version below NoStream is a conflict", hold: conflict(2, -7)},
	{name: "streams do not share their versions", hold: func(h *house) {
		h.append(h.stream("a"), event.NoStream, records(2)...)
		h.append(h.stream("b"), event.NoStream, records(3)...)
		h.append(h.stream("a"), 1, one())
		if a, b := len(h.load(h.stream("a"))), len(h.load(h.stream("b"))); a != 3 || b != 3 {
			h.Fatalf("streams hold %d and %d events, want 3 and 3", a, b)
		}
	}},
	{name: "a stream name may hold spaces, accents, dashes and be long", hold: func(h *house) {
		long := make([]byte, 400)
		for i := range long {
			long[i] = 'x'
		}
		for _, name := range []string{"à l’été", "a b", "a-b--c", "日本", string(long)} {
			rs := records(2)
			h.append(h.stream(name), event.NoStream, rs...)
			h.same(h.load(h.stream(name)), rs, h.stream(name), 0)
		}
	}},
	{name: "a canceled append writes nothing", hold: func(h *house) {
		ctx, cancel := context.WithCancel(h.Context())
		cancel()
		if _, err := h.log.Append(ctx, h.stream("a"), event.NoStream, records(2)); !errors.Is(err, context.Canceled) {
			h.Fatalf("append under a canceled context answered %v", err)
		}
		h.append(h.stream("a"), event.NoStream, one())
	}},
	{name: "an append canceled under way is written whole or not at all", hold: func(h *house) {
		for i := range 50 {
			stream := h.stream("a" + string(rune('A'+i)))
			rs := records(7)
			ctx, cancel := context.WithCancel(h.Context())
			go cancel()
			_, err := h.log.Append(ctx, stream, event.NoStream, rs)
			if got := len(h.load(stream)); err == nil && got != 7 {
				h.Fatalf("%d of 7 events after an append that succeeded", got)
			}
			// What the log knew at the answer may still be written later, but
			// the same append again must find all or none.
			h.append(stream, event.NoStream, rs...)
			h.same(h.load(stream), rs, stream, 0)
		}
	}},
	{name: "a head of an empty log is the zero position", onEmpty: true, hold: func(h *house) {
		head, err := h.log.Head(h.Context())
		h.noError(err)
		if !head.IsZero() {
			h.Fatalf("the head of an empty log is %v", head)
		}
	}},
	{name: "the head is the position of the last event", hold: func(h *house) {
		for range 3 {
			done := h.append(h.stream("a")+one().ID.String(), event.NoStream, records(2)...)
			head, err := h.log.Head(h.Context())
			h.noError(err)
			if head.Compare(done.Position) < 0 || !h.place.Shared && head != done.Position {
				h.Fatalf("the head is %v after an append that ended at %v", head, done.Position)
			}
		}
	}},
	{name: "what was appended is there after a restart", hold: func(h *house) {
		rs := records(4)
		h.append(h.stream("a"), event.NoStream, rs[:3]...)
		before := h.read(event.Position{})
		h.restart()
		h.same(h.load(h.stream("a")), rs[:3], h.stream("a"), 0)
		if after := h.read(event.Position{}); ids(after) != ids(before) || after[2].Position != before[2].Position {
			h.Fatalf("order or positions changed over a restart")
		}
		h.append(h.stream("a"), 2, rs[3])
	}},
}

// conflict holds that an append at expected is refused by a stream of length
// events, with its actual version, and writes nothing.
func conflict(length int, expected event.Version) func(*house) {
	return func(h *house) {
		if length > 0 {
			h.append(h.stream("a"), event.NoStream, records(length)...)
		}
		h.conflicts(h.stream("a"), expected, event.Version(length-1), records(2))
		if got := len(h.load(h.stream("a"))); got != length {
			h.Fatalf("a refused append left %d events, want %d", got, length)
		}
	}
}

// conflicts fails unless the append is refused with the actual version.
func (h *house) conflicts(stream string, expected, actual event.Version, rs []event.Record) {
	h.Helper()
	_, err := h.log.Append(h.Context(), stream, expected, rs)
	var got *ledger.VersionConflict
	if !errors.As(err, &got) {
		h.Fatalf("append at %d to a stream at %d answered %v, want a conflict", expected, actual, err)
	}
	if *got != (ledger.VersionConflict{Stream: stream, Expected: expected, Actual: actual}) {
		h.Fatalf("the conflict says %+v, want stream %s, expected %d, actual %d", *got, stream, expected, actual)
	}
}
