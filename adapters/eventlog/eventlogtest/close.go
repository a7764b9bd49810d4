package eventlogtest

import (
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"suivi/domain/event"
	"suivi/domain/ledger"
)

var closeRules = []rule{
	{name: "a second close does nothing", hold: func(h *house) {
		h.append(h.stream("a"), event.NoStream, one())
		for range 3 {
			h.noError(h.log.Close())
		}
	}},
	{name: "every call after close answers ErrClosed", hold: func(h *house) {
		h.append(h.stream("a"), event.NoStream, one())
		h.noError(h.log.Close())
		_, appended := h.log.Append(h.Context(), h.stream("a"), 0, records(1))
		_, head := h.log.Head(h.Context())
		answers := map[string]error{"Append": appended, "Head": head, "Load": nil, "Read": nil, "Subscribe": nil}
		for _, err := range h.log.Load(h.Context(), h.stream("a"), 0) {
			answers["Load"] = err
		}
		for _, err := range h.log.Read(h.Context(), event.Position{}) {
			answers["Read"] = err
		}
		for _, err := range h.log.Subscribe(h.Context(), event.Position{}, "") {
			answers["Subscribe"] = err
		}
		for call, err := range answers {
			if !errors.Is(err, ledger.ErrClosed) {
				h.Errorf("%s on a closed log answered %v", call, err)
			}
		}
	}},
	{name: "close waits for the appends under way", hold: func(h *house) {
		log := h.log
		var acknowledged atomic.Int64
		var wg sync.WaitGroup
		for w := range 16 {
			wg.Go(func() {
				for i := 0; ; i++ {
					_, err := log.Append(h.Context(), h.stream(fmt.Sprint(w)), event.Version(i-1), records(1))
					if errors.Is(err, ledger.ErrClosed) {
						return
					}
					if err != nil {
						h.Errorf("append while the log closes: %v", err)
						return
					}
					acknowledged.Add(1)
				}
			})
		}
		time.Sleep(20 * time.Millisecond)
		h.restart()
		wg.Wait()
		if got := int64(len(h.read(event.Position{}))); got != acknowledged.Load() {
			h.Fatalf("%d events after close, %d were acknowledged", got, acknowledged.Load())
		}
	}},
	{name: "close in the middle of a read ends it with ErrClosed", hold: func(h *house) {
		h.append(h.stream("a"), event.NoStream, records(1000)...)
		h.append(h.stream("a"), 999, records(1000)...)
		var last error
		for _, err := range h.log.Read(h.Context(), event.Position{}) {
			if last = err; err == nil {
				h.noError(h.log.Close())
			}
		}
		if !errors.Is(last, ledger.ErrClosed) {
			h.Fatalf("the read ended with %v", last)
		}
	}},
	{name: "no goroutine is left", hold: func(h *house) {
		h.noError(h.log.Close())
		before := settled()
		for range 3 {
			h.log = h.place.Open(h.T)
			var tails sync.WaitGroup
			for range 4 {
				waiting := make(chan struct{})
				tails.Go(func() {
					for n := range h.log.Subscribe(h.Context(), event.Position{}, h.prefix+"none") {
						if n.CaughtUp {
							close(waiting)
						}
					}
				})
				<-waiting
			}
			h.together(8, func(w int) error {
				_, err := h.log.Append(h.Context(), h.stream(one().ID.String()), event.NoStream, records(1))
				return err
			})
			h.read(event.Position{})
			h.noError(h.log.Close())
			tails.Wait()
		}
		for limit := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before; time.Sleep(5 * time.Millisecond) {
			if time.Now().After(limit) {
				stacks := make([]byte, 1<<16)
				h.Fatalf("%d goroutines before, %d after close:\n%s", before, runtime.NumGoroutine(), stacks[:runtime.Stack(stacks, true)])
			}
		}
	}},
}

// settled is the number of goroutines once those of earlier rules are gone.
func settled() int {
	n := runtime.NumGoroutine()
	for range 20 {
		time.Sleep(2 * time.Millisecond)
		n = min(n, runtime.NumGoroutine())
	}
	return n
}
