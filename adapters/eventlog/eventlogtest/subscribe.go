package eventlogtest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"suivi/domain/event"
	"suivi/domain/ledger"
)

var subscribeRules = []rule{
	{name: "an empty log has been caught up with at once", onEmpty: true, hold: func(h *house) {
		if got := h.tail(event.Position{}, "").caughtUp(); len(got) != 0 {
			h.Fatalf("an empty log gave %d events", len(got))
		}
	}},
	{name: "what is there comes first, then CaughtUp, then what comes", hold: func(h *house) {
		want := h.interleave(10)
		tail := h.tail(event.Position{}, h.prefix)
		if got := tail.caughtUp(); ids(got) != ids(want) {
			h.Fatalf("%d events before CaughtUp, want %d", len(got), len(want))
		}
		for range 3 {
			r := one()
			h.append(h.stream("live"+r.ID.String()), event.NoStream, r)
			if got := tail.caughtUp(); ids(got) != ids([]event.Record{r}) {
				h.Fatalf("after an append the subscription gave %d events before CaughtUp, want that one", len(got))
			}
		}
	}},
	{name: "it begins after the position it is given", hold: func(h *house) {
		h.interleave(9)
		all := h.read(event.Position{})
		for i, r := range all {
			if got := h.tail(r.Position, h.prefix).caughtUp(); ids(got) != ids(all[i+1:]) {
				h.Fatalf("after event %d it gave %d events, want %d", i, len(got), len(all)-i-1)
			}
		}
	}},
	{name: "it can be resumed after each event, live ones too", hold: func(h *house) {
		want := h.interleave(5)
		var at event.Position
		var got []event.Record
		for i := range 10 {
			if i >= 5 {
				r := one()
				h.append(h.stream(fmt.Sprint("live", i)), event.NoStream, r)
				want = append(want, r)
			}
			tail := h.tail(at, h.prefix)
			r := tail.event()
			tail.stop()
			got = append(got, r)
			at = r.Position
		}
		if ids(got) != ids(want) {
			h.Fatal("a subscription resumed after each event repeats or loses some")
		}
	}},
	{name: "it can be resumed in the middle of an append", hold: func(h *house) {
		rs := records(4)
		h.append(h.stream("a"), event.NoStream, rs...)
		for i, r := range h.load(h.stream("a")) {
			if got := h.tail(r.Position, h.prefix).caughtUp(); ids(got) != ids(rs[i+1:]) {
				h.Fatalf("after version %d it gave %d events, want %d", i, len(got), 3-i)
			}
		}
	}},
	{name: "only streams that begin with the prefix come", hold: func(h *house) {
		var want []event.Record
		for i := range 30 {
			r := one()
			name := h.stream([]string{"apple", "ap", "banana", "a"}[i%4])
			h.append(name, event.Version(i/4-1), r)
			if i%4 < 2 {
				want = append(want, r)
			}
		}
		tail := h.tail(event.Position{}, h.stream("ap"))
		if got := tail.caughtUp(); ids(got) != ids(want) {
			h.Fatalf("%d events with the prefix, want %d", len(got), len(want))
		}
		h.append(h.stream("other"), event.NoStream, one())
		r := one()
		h.append(h.stream("apricot"), event.NoStream, r)
		if got := tail.event(); got.ID != r.ID {
			h.Fatalf("the live event is of %s, want one with the prefix", got.Stream)
		}
	}},
	{name: "a prefix is no pattern", hold: func(h *house) {
		h.append(h.stream("a%b"), event.NoStream, one())
		h.append(h.stream("axb"), event.NoStream, one())
		h.append(h.stream("A%b"), event.NoStream, one())
		if got := h.tail(event.Position{}, h.stream("a%")).caughtUp(); len(got) != 1 {
			h.Fatalf("%d events with the prefix a%%, want 1", len(got))
		}
	}},
	{name: "a slow reader loses nothing", hold: func(h *house) {
		tail := h.tail(event.Position{}, h.prefix)
		var want []event.Record
		for i := range 300 {
			rs := records(10)
			h.append(h.stream("a"), event.Version(10*i-1), rs...)
			want = append(want, rs...)
			if i%100 == 0 {
				tail.event()
			}
		}
		got := tail.caughtUp()
		if ids(got) != ids(want[3:]) {
			h.Fatalf("%d events left for a slow reader, want %d", len(got), len(want)-3)
		}
	}},
	{name: "several subscriptions each see everything", hold: func(h *house) {
		var want []event.Record
		var wg sync.WaitGroup
		got := make([]string, 8)
		for i := range got {
			wg.Go(func() {
				tail := h.tail(event.Position{}, h.prefix)
				var rs []event.Record
				for len(rs) < 50 {
					rs = append(rs, tail.event())
				}
				got[i] = ids(rs)
			})
		}
		want = h.interleave(50)
		wg.Wait()
		for i := range got {
			if got[i] != ids(want) {
				h.Fatalf("subscription %d saw other events or another order", i)
			}
		}
	}},
	{name: "cancel ends a waiting subscription at once", hold: func(h *house) {
		tail := h.tail(event.Position{}, h.prefix)
		tail.caughtUp()
		go func() {
			time.Sleep(10 * time.Millisecond)
			tail.end()
		}()
		began := time.Now()
		if n, err, ok := tail.next(); !errors.Is(err, context.Canceled) || !ok {
			h.Fatalf("a canceled subscription gave %+v, %v", n, err)
		}
		if took := time.Since(began); took > 5*time.Second {
			h.Fatalf("cancel took %v", took)
		}
		if _, _, ok := tail.next(); ok {
			h.Fatal("the subscription went on after its error")
		}
	}},
	{name: "cancel ends a busy subscription at the next event", hold: func(h *house) {
		h.append(h.stream("a"), event.NoStream, records(500)...)
		tail := h.tail(event.Position{}, h.prefix)
		tail.event()
		tail.end()
		for seen := 0; ; seen++ {
			_, err, ok := tail.next()
			if errors.Is(err, context.Canceled) {
				return
			}
			if !ok || err != nil || seen > 10 {
				h.Fatalf("a canceled subscription went on for %d events: %v", seen, err)
			}
		}
	}},
	{name: "close ends a waiting subscription with ErrClosed", hold: func(h *house) {
		tail := h.tail(event.Position{}, h.prefix)
		tail.caughtUp()
		go func() {
			time.Sleep(10 * time.Millisecond)
			_ = h.log.Close()
		}()
		if n, err, _ := tail.next(); !errors.Is(err, ledger.ErrClosed) {
			h.Fatalf("a subscription of a closed log gave %+v, %v", n, err)
		}
	}},
}
