package httpapi_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/oklog/ulid/v2"

	"suivi/adapters/eventlog/memory"
	"suivi/adapters/httpapi"
	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/forum"
	"suivi/domain/ledger"
	"suivi/projections/runner"
)

// fluxHouse is a ledger whose events are applied as they come, and told.
type fluxHouse struct {
	*ledger.Ledger
	t      testing.TB
	log    *memory.Log
	runner *runner.Runner
	flux   *httpapi.Flux
	bars   atomic.Pointer[fault.Fault] // why readers no longer may read; nil: they may
	made   atomic.Int64
}

var fluxRecordedAt = time.Date(2024, 1, 31, 9, 30, 0, 123456789, time.UTC)

// openFlux follows the log until the test ends; before it follows, adjust may
// change the stream.
func openFlux(t testing.TB, adjust func(*httpapi.Flux)) *fluxHouse {
	log, registry := memory.New(), ledger.NewRegistry()
	r := runner.New(log, registry)
	h := &fluxHouse{Ledger: &ledger.Ledger{Log: log, Registry: registry, Lists: r, Clock: func() time.Time { return fluxRecordedAt }}, t: t, log: log, runner: r, flux: httpapi.NewFlux(log, r.Seen)}
	if adjust != nil {
		adjust(h.flux)
	}
	r.Watch(h.flux.Applied)
	return h
}

// follows applies events as they come until the test ends.
func (h *fluxHouse) follows() *fluxHouse {
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		_ = h.runner.Follow(ctx)
		close(ended)
	}()
	h.t.Cleanup(func() {
		cancel()
		<-ended
	})
	return h
}

// record records n events, each of a forum of its own.
func (h *fluxHouse) record(n int) (last event.Position) {
	for range n {
		code := fmt.Sprint("C", h.made.Add(1))
		meta := ledger.Meta{Command: event.StepID(ulid.MustParse("01HNG7ZK4M8XQ2V5T9B3C6D7EF"), code), Actor: event.Actor{ID: "secretariat"}}
		r, err := h.Forum(context.Background(), meta, code, forum.Record{On: domain.MustDay(2024, 1, 31), Event: forum.Created{Code: code, Name: "Cadre " + code}})
		if err != nil {
			h.t.Error(err)
		}
		last = r.Position
	}
	return last
}

// apply applies all that is recorded.
func (h *fluxHouse) apply() {
	h.t.Helper()
	if err := h.runner.CatchUp(context.Background(), nil); err != nil {
		h.t.Fatal(err)
	}
}

// ServeHTTP serves the stream to whoever asks.
func (h *fluxHouse) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	after, err := httpapi.ParseAfter(r, h.runner.Seen())
	if err != nil {
		h.t.Error(err)
	}
	h.flux.Serve(w, r, after, func(context.Context) error {
		if why := h.bars.Load(); why != nil {
			return why
		}
		return nil
	})
}

// fluxMessage is one block of a stream, as a browser reads it.
type fluxMessage struct{ id, event, data, comment, retry string }

// fluxStream reads a stream.
type fluxStream struct {
	t    testing.TB
	in   *bufio.Reader
	stop func()
}

// readFlux opens a stream; lastID, where not empty, is where it resumes.
func readFlux(t testing.TB, client *http.Client, url, lastID string, headers ...string) *fluxStream {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	if lastID != "" {
		req.Header.Set("Last-Event-ID", lastID)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	res, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store", "X-Accel-Buffering": "no"} {
		if got := res.Header.Get(name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	return &fluxStream{t, bufio.NewReader(res.Body), func() {
		cancel()
		_ = res.Body.Close()
	}}
}

// next reads a block that is whole; io.EOF where there is none.
func (s *fluxStream) next() (m fluxMessage, err error) {
	for {
		line, err := s.in.ReadString('\n')
		if err != nil {
			return fluxMessage{}, io.EOF
		}
		line = strings.TrimSuffix(line, "\n")
		if line == "" {
			return m, nil
		}
		name, value, _ := strings.Cut(line, ":")
		value = strings.TrimPrefix(value, " ")
		switch name {
		case "id":
			m.id = value
		case "event":
			m.event = value
		case "data":
			m.data = value
		case "retry":
			m.retry = value
		case "":
			m.comment = line
		default:
			s.t.Errorf("a line that no browser reads: %q", line)
		}
	}
}

// expect reads the next block and asks that it be of an event and id.
func (s *fluxStream) expect(event, id string) fluxMessage {
	s.t.Helper()
	m, err := s.next()
	if err != nil || m.event != event || m.id != id {
		s.t.Fatalf("got %+v, %v; want %s at %s", m, err, event, id)
	}
	return m
}

// begins reads what every stream begins with.
func (s *fluxStream) begins(at string) {
	s.t.Helper()
	if m, err := s.next(); err != nil || m.retry != "3000" || m.comment == "" || m.data != "" {
		s.t.Fatalf("begins with %+v, %v", m, err)
	}
	if m := s.expect("position", at); m.data != `{"position":"`+at+`"}` {
		s.t.Errorf("begins with %s", m.data)
	}
}

// tells reads the events from one rank to another.
func (s *fluxStream) tells(from, to int) {
	s.t.Helper()
	for n := from; n <= to; n++ {
		s.expect("", fmt.Sprint(n))
	}
}

// ends asks that nothing follows.
func (s *fluxStream) ends() {
	s.t.Helper()
	if m, err := s.next(); err == nil {
		s.t.Errorf("goes on with %+v", m)
	}
}

// cutAs asks that a stream be cut off for a reason.
func (s *fluxStream) cutAs(code, at string) {
	s.t.Helper()
	if m := s.expect("coupure", at); m.data != `{"reprendre":"`+at+`","code":"`+code+`"}` {
		s.t.Errorf("cut off as %s", m.data)
	}
	s.ends()
}

// resumesAt reads where a last message says to resume.
func resumesAt(t testing.TB, m fluxMessage) string {
	t.Helper()
	var at struct {
		After string `json:"reprendre"`
	}
	if err := json.Unmarshal([]byte(m.data), &at); err != nil || at.After != m.id {
		t.Fatalf("%+v, %v", m, err)
	}
	return at.After
}
