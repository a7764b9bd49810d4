package httpapi_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"net/http"
	"regexp"
	"sync"
	"testing"
	"time"

	"suivi/adapters/eventlog/memory"
	"suivi/adapters/httpapi"
	"suivi/domain/event"
)

var soak = flag.Duration("soak", time.Second, "for how long a poller, a reader of the stream and a recorder are served, on each store")

// asked is how often a second the recorder and each poller ask at most, and
// asOf how many states of the past are asked for again.
const (
	asked = 500
	asOf  = 200
)

// TestAPollerAReaderAndARecorder at the same time: each poll is a state that
// existed, in order; 304 says that nothing has changed, and nothing else; the
// stream misses and repeats nothing, whatever reconnects; and a table asked
// after a message counts its event.
func TestAPollerAReaderAndARecorder(t *testing.T) {
	for store, open := range stores {
		t.Run(store, func(t *testing.T) {
			s := newServiceOn(t, open(t))
			s.flux.Heartbeat = 50 * time.Millisecond // by which its reader learns that all is told
			s.toExamine()
			web := s.listen()
			from := s.desk.Runner.Seen()
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			told := make(chan []string, 1)
			var polls [2][]poll
			var all sync.WaitGroup
			all.Go(func() { s.keepsRecording(ctx, web.URL) })
			for i, path := range []string{"/compteurs", "/sessions/CC.2024-1/tableau"} {
				all.Go(func() { polls[i] = s.polls(ctx, web.URL+httpapi.Prefix+path) })
			}
			reconnected, recorded := make(chan bool, reconnects), make(chan event.Position, 1)
			go func() {
				defer close(told)
				told <- s.reads(web.URL, from, reconnected, recorded)
			}()
			<-time.After(*soak)
			for range reconnects {
				<-reconnected
			}
			stop()
			all.Wait()
			head, err := s.log.Head(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			recorded <- head
			s.toldAll(from, <-told)
			s.existed(map[string][]poll{"/compteurs": polls[0], "/sessions/CC.2024-1/tableau": polls[1]})
			t.Logf("%s: %d events, %d and %d states polled", store, len(s.records()), len(polls[0]), len(polls[1]))
		})
	}
}

// toldAll asks that the messages were those of the log after a position, each
// once and in order.
func (s *service) toldAll(from event.Position, ids []string) {
	s.t.Helper()
	n := 0
	for _, rec := range s.records() {
		if rec.Position.Compare(from) <= 0 {
			continue
		}
		if n >= len(ids) || ids[n] != rec.Position.String() {
			s.t.Fatalf("of %d messages the %dth is not %s", len(ids), n, rec.Position)
		}
		n++
	}
	if n != len(ids) {
		s.t.Errorf("%d messages of %d events", len(ids), n)
	}
}

// presentVersion is what only the present tells: what is asked as of a day is
// not there to be changed.
var presentVersion = regexp.MustCompile(`,"version":\d+`)

// existed folds the log event by event in a second ledger, and asks that each
// poll is what that one, and the first one as of then, say at its position.
func (s *service) existed(tables map[string][]poll) {
	s.t.Helper()
	second := newServiceOn(s.t, memory.New())
	second.setClock(*s.clock.Load())
	states := map[string]map[string][]byte{} // by table and position
	for path, polls := range tables {
		states[path] = map[string][]byte{}
		for _, p := range polls {
			states[path][p.position] = p.body
		}
	}
	n, again := 0, 0
	for _, rec := range s.records() {
		n++
		if _, err := second.log.Append(s.t.Context(), rec.Stream, rec.Version-1, []event.Record{rec}); err != nil {
			s.t.Fatal(err)
		}
		for path, bodies := range states {
			body := bodies[rec.Position.String()]
			if body == nil {
				continue
			}
			delete(bodies, rec.Position.String())
			if want := second.get(fmt.Sprintf("%s?apres=%d", path, n)); !bytes.Equal(body, want.Body) {
				s.t.Fatalf("%s at %s: polled\n%s\nand it was\n%s", path, rec.Position, body, want.Body)
			}
			if again++; again > asOf {
				continue
			}
			if then := s.get(path + "?connu_le=@" + rec.Position.String()); !bytes.Equal(presentVersion.ReplaceAll(body, nil), presentVersion.ReplaceAll(then.Body, nil)) {
				s.t.Fatalf("%s at %s: polled\n%s\nand as of then it is\n%s", path, rec.Position, body, then.Body)
			}
		}
	}
	for path, bodies := range states {
		for position := range bodies {
			if position != "0" {
				s.t.Errorf("%s was polled at %s, where nothing is", path, position)
			}
		}
	}
}

// TestUnchangedIsSaidOnlyOfWhatIs on the next day, however a question is
// written, and of what there is.
func TestUnchangedIsSaidOnlyOfWhatIs(t *testing.T) {
	s := newService(t)
	s.toExamine()
	for query, lasts := range map[string]bool{
		"": false, "?par=etat": false, "?au=": false, "?aujourdhui=": false, "?connu_le=@40": false, "?%61u=2024-06-01": true, "?au=2024-06-01": true, "?aujourdhui=2024-06-01&par=cadre": true,
	} {
		s.setClock(time.Date(2025, 3, 1, 9, 0, 0, 0, time.UTC))
		path := "/compteurs" + query
		today := s.get(path)
		if again := s.get(path, "If-None-Match", today.Header.Get("Etag")); again.Status != http.StatusNotModified || len(again.Body) > 0 {
			t.Errorf("%s: %d %s", path, again.Status, again.Body)
		}
		s.setClock(time.Date(2025, 3, 2, 9, 0, 0, 0, time.UTC))
		again, fresh := s.get(path, "If-None-Match", today.Header.Get("Etag")), s.get(path)
		if lasts != (again.Status == http.StatusNotModified) || lasts != bytes.Equal(fresh.Body, today.Body) {
			t.Errorf("%s, the next day: %d, %s", path, again.Status, fresh.Body)
		}
	}
	for path, want := range map[string]int{"/compteurs": http.StatusNotModified, "/recommandations/CC.2023-1.99": http.StatusNotFound} {
		if w := s.get(path, "If-None-Match", "*"); w.Status != want {
			t.Errorf("%s: %d %s", path, w.Status, w.Body)
		}
	}
}
