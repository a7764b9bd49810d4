package eventlogtest

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"suivi/domain/event"
	"suivi/domain/ledger"
)

var raceRules = []rule{
	{name: "16 writers on a stream have one winner a version", hold: oneWinner(16)},
	{name: "64 writers on a stream have one winner a version", hold: oneWinner(64)},
	{name: "64 writers on streams of their own all win", hold: func(h *house) {
		const writers, appends = 64, 10
		h.together(writers, func(w int) error {
			stream := h.stream(fmt.Sprint(w))
			for i := range appends {
				_, err := h.log.Append(h.Context(), stream, event.Version(2*i-1), records(2))
				if err != nil {
					return err
				}
			}
			return nil
		})
		for w := range writers {
			if got := len(h.load(h.stream(fmt.Sprint(w)))); got != 2*appends {
				h.Fatalf("stream %d holds %d events, want %d", w, got, 2*appends)
			}
		}
		h.wholeOrder(writers * appends * 2)
	}},
	{name: "one append sent by many at once is written once", hold: func(h *house) {
		rs := records(3)
		h.together(32, func(int) error {
			done, err := h.log.Append(h.Context(), h.stream("a"), event.NoStream, rs)
			if err == nil && done.Version != 2 {
				return fmt.Errorf("answered version %d", done.Version)
			}
			return err
		})
		h.same(h.load(h.stream("a")), rs, h.stream("a"), 0)
	}},
	{name: "a refused append does not harm those beside it", hold: func(h *house) {
		h.append(h.stream("a"), event.NoStream, one())
		h.together(64, func(w int) error {
			if w%2 == 0 {
				_, err := h.log.Append(h.Context(), h.stream("a"), event.NoStream, records(2))
				if !isConflict(err) {
					return fmt.Errorf("want a conflict, have %w", err)
				}
				return nil
			}
			_, err := h.log.Append(h.Context(), h.stream(fmt.Sprint(w)), event.NoStream, records(2))
			return err
		})
		h.wholeOrder(65)
	}},
	{name: "a tail sees every event once, in order, while 64 writers race", hold: tailsRace("", 1)},
	{name: "three tails see the same while 64 writers race", hold: tailsRace("w", 3)},
	{name: "a stream shows nothing that the head does not count", hold: func(h *house) {
		const readers, appends = 3, 2000 // since what must not be seen is there for a moment
		stream := h.stream("a")
		h.together(1+readers, func(w int) error {
			if w == 0 {
				for v := range event.Version(appends) {
					if _, err := h.log.Append(h.Context(), stream, v-1, records(1)); err != nil {
						return err
					}
				}
				return nil
			}
			for next := event.Version(0); next < appends; {
				var last event.Position
				for rec, err := range h.log.Load(h.Context(), stream, next) {
					if err != nil {
						return err
					}
					next, last = rec.Version+1, rec.Position
				}
				if head, err := h.log.Head(h.Context()); err != nil || head.Compare(last) < 0 {
					return fmt.Errorf("the head is %s after an event at %s was loaded (%v)", head, last, err)
				}
			}
			return nil
		})
	}},
	{name: "a read never shows a hole while writers race", hold: func(h *house) {
		start, err := h.log.Head(h.Context())
		h.noError(err)
		var writing atomic.Bool
		writing.Store(true)
		var wg sync.WaitGroup
		wg.Go(func() {
			defer writing.Store(false)
			h.together(16, func(w int) error { return h.write(w, 15) })
		})
		before := ""
		for more := true; more; {
			more = writing.Load()
			now := ids(h.read(start))
			if len(now) < len(before) || now[:len(before)] != before {
				h.Fatal("a later read does not begin with what an earlier one showed")
			}
			before = now
		}
		wg.Wait()
	}},
}

// oneWinner holds that of n writers that all append at the version they see,
// exactly one wins each version.
func oneWinner(n int) func(*house) {
	return func(h *house) {
		const versions = 12
		var wins [versions]atomic.Int32
		h.together(n, func(int) error {
			for v := event.NoStream; v < versions-1; {
				_, err := h.log.Append(h.Context(), h.stream("a"), v, records(1))
				var conflict *ledger.VersionConflict
				switch {
				case err == nil:
					wins[v+1].Add(1)
					v++
				case errors.As(err, &conflict) && conflict.Actual > v:
					v = conflict.Actual
				default:
					return fmt.Errorf("append at %d: %w", v, err)
				}
			}
			return nil
		})
		for v := range wins {
			if got := wins[v].Load(); got != 1 {
				h.Fatalf("version %d has %d winners", v, got)
			}
		}
		if got := len(h.load(h.stream("a"))); got != versions {
			h.Fatalf("the stream holds %d events, want %d", got, versions)
		}
	}
}

// tailsRace holds that n subscriptions under way see what 64 writers append as
// a read sees it afterwards.
func tailsRace(prefix string, n int) func(*house) {
	return func(h *house) {
		const writers, appends = 64, 8
		start, err := h.log.Head(h.Context())
		h.noError(err)
		seen := make([]string, n)
		var wg sync.WaitGroup
		for i := range seen {
			wg.Go(func() {
				tail := h.tail(start, h.stream(prefix))
				var rs []event.Record
				for len(rs) < 2*writers*appends {
					rs = append(rs, tail.event())
				}
				seen[i] = ids(rs)
			})
		}
		h.together(writers, func(w int) error { return h.write(w, appends) })
		wg.Wait()
		want := ids(h.read(start))
		for i := range seen {
			if seen[i] != want {
				h.Fatalf("tail %d saw other events, or in another order, than a read afterwards", i)
			}
		}
	}
}

// write appends n times two events to the stream of writer w.
func (h *house) write(w, n int) error {
	for i := range n {
		if _, err := h.log.Append(h.Context(), h.stream(fmt.Sprint("w", w)), event.Version(2*i-1), records(2)); err != nil {
			return err
		}
	}
	return nil
}

// wholeOrder fails unless a read shows n events, each stream's in order of
// version without a hole.
func (h *house) wholeOrder(n int) {
	h.Helper()
	next := map[string]event.Version{}
	all := h.read(event.Position{})
	for _, r := range all {
		if r.Version != next[r.Stream] {
			h.Fatalf("%s version %d comes where %d is due", r.Stream, r.Version, next[r.Stream])
		}
		next[r.Stream]++
	}
	if len(all) != n {
		h.Fatalf("a read shows %d events, want %d", len(all), n)
	}
}

// together runs n writers at once and fails with their first error.
func (h *house) together(n int, write func(w int) error) {
	var wg sync.WaitGroup
	start := make(chan struct{})
	for w := range n {
		wg.Go(func() {
			<-start
			if err := write(w); err != nil {
				h.Errorf("writer %d: %v", w, err)
			}
		})
	}
	close(start)
	wg.Wait()
	if h.Failed() {
		h.FailNow()
	}
}

func isConflict(err error) bool {
	var c *ledger.VersionConflict
	return errors.As(err, &c)
}
