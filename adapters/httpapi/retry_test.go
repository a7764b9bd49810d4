package httpapi_test

import (
	"bytes"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/oklog/ulid/v2"

	"suivi/adapters/desk"
	"suivi/adapters/httpapi"
	"suivi/domain/event"
	"suivi/domain/ledger"
)

// newKey is the n-th key of a test.
func newKey(n int) string {
	return ulid.MustNew(uint64(1_700_000_000_000+n), strings.NewReader("0123456789")).String()
}

// request is a request as it goes over the wire.
func request(method, path, body string, headers ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s HTTP/1.1\r\nHost: suivi.example\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n", method, path, toRecord, len(body))
	for i := 0; i+1 < len(headers); i += 2 {
		fmt.Fprintf(&b, "%s: %s\r\n", headers[i], headers[i+1])
	}
	return b.String() + "\r\n" + body
}

// dies sends a text and is gone before any answer: by a reset where hard.
func dies(t *testing.T, address, text string, hard bool) {
	t.Helper()
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	if hard {
		_ = c.(*net.TCPConn).SetLinger(0)
	}
	if _, err := c.Write([]byte(text)); err != nil {
		t.Error(err)
	}
	_ = c.Close()
}

// TestAClientThatDiesAfterSendingAndRetriesWithItsKeyRecordsOnce: whether the
// first request was carried out, was not, or is still under way.
func TestAClientThatDiesAfterSendingAndRetriesWithItsKeyRecordsOnce(t *testing.T) {
	orders := []struct {
		path, body string
		events     int
	}{
		{"/recommandations/CC.2023-1.1/constats", `{"etat":"en_cours","session":"CC.2024-1"}`, 1},
		{"/recommandations/CC.2023-1.%d/situations", `{"structure":"MEF","etat":"en_cours","mots":"Lettre envoyée"}`, 1},
		{"/sessions/CC.2024-1/recommandations", `{"texte":"Publier le rapport annuel","responsables":["MEF"]}`, 2}, // the list, and what follows
		{"/sessions", `{"cadre":"CC","prevue":"2025-06"}`, 1},
		{"/sessions/CC.2024-1/examen", examination("non_realisee"), rows},
	}
	for store, open := range stores {
		t.Run(store, func(t *testing.T) {
			s := newServiceOn(t, open(t))
			s.toExamine()
			web := s.listen()
			address := web.Listener.Addr().String()
			for n, o := range orders {
				path, key, before := httpapi.Prefix+strings.ReplaceAll(o.path, "%d", fmt.Sprint(n+1)), newKey(n), len(s.records())
				sent := request(http.MethodPost, path, o.body, "Idempotency-Key", key)
				dies(t, address, sent[:len(sent)-3], true) // in the middle of the body
				dies(t, address, sent, false)
				dies(t, address, sent, true)
				var first reply
				for try := range 5 {
					again := send(t, web.Client(), http.MethodPost, web.URL+path, o.body, "Idempotency-Key", key)
					if again.Status != http.StatusOK {
						t.Fatalf("%s: %d %s", path, again.Status, again.Body)
					}
					if first.Body == nil {
						first = again
					}
					if !bytes.Equal(again.Body, first.Body) && !bytes.Contains(again.Body, []byte(`"lignes"`)) {
						t.Errorf("try %d: %s\nfirst: %s", try, again.Body, first.Body)
					}
				}
				if got := len(s.records()) - before; got != o.events {
					t.Errorf("%s: %d events", path, got)
				}
			}
			s.rebuilt()
		})
	}
}

func TestTheSameKeyWithAnotherBodyIsRefused(t *testing.T) {
	s := newService(t)
	s.toExamine()
	path, key := "/recommandations/CC.2023-1.1/echeances", newKey(1)
	first := s.post(path, `{"echeance":"2025-06-30"}`, "Idempotency-Key", key)
	w := s.do(http.MethodPost, httpapi.Prefix+path, `{"echeance":"2025-07-31"}`, "Idempotency-Key", key)
	var p problem
	w.into(t, &p)
	if w.Status != http.StatusUnprocessableEntity || p.Code != ledger.RefusedCommandReused {
		t.Errorf("%d %s", w.Status, w.Body)
	}
	s.setClock(s.clock.Load().AddDate(0, 0, 40)) // what was left to "today" stays as it was
	s.post(path, `{"echeance":"2025-08-31"}`)
	if again := s.post(path, `{"echeance":"2025-06-30"}`, "Idempotency-Key", key, "If-Match", `"0"`); fmt.Sprint(again) != fmt.Sprint(first) {
		t.Errorf("again: %+v\nfirst: %+v", again, first)
	}
}

// TestARefusalLeavesNoTrace: its key is free for what is right.
func TestARefusalLeavesNoTrace(t *testing.T) {
	s := newService(t)
	s.toExamine()
	path, key, before := "/recommandations/CC.2023-1.1/constats", newKey(1), len(s.records())
	for _, wrong := range []string{`{"etat":"presque","session":"CC.2024-1"}`, `{"etat":"en_cours","session":"CC.1999-1"}`, `{"etat":`, ``} {
		if w := s.do(http.MethodPost, httpapi.Prefix+path, wrong, "Idempotency-Key", key); w.Status < 400 || len(s.records()) != before {
			t.Errorf("%s: %d %s", wrong, w.Status, w.Body)
		}
	}
	var r desk.Receipt = s.post(path, `{"etat":"en_cours","session":"CC.2024-1"}`, "Idempotency-Key", key)
	if len(r.Events) != 1 || r.Version != event.Version(1) || len(s.records()) != before+1 {
		t.Errorf("%+v", r)
	}
}

// TestARetryWaitsForTheTablesToKnowWhatItRepeats: the first request has
// recorded, and the tables are not there yet.
func TestARetryWaitsForTheTablesToKnowWhatItRepeats(t *testing.T) {
	s := newService(t)
	s.toExamine()
	hold, before := make(chan struct{}), s.desk.Runner.Seen()
	s.desk.Runner.Watch(func([]event.Envelope) { <-hold })
	path, key, body := httpapi.Prefix+"/recommandations/CC.2023-1.1/constats", newKey(1), `{"etat":"en_cours","session":"CC.2024-1"}`
	go s.do(http.MethodPost, httpapi.Prefix+"/cadres", `{"code":"CN","nom":"Comité national"}`) // at which the tables stand still
	until := func(reached func() bool) {
		for !reached() {
			time.Sleep(time.Millisecond)
		}
	}
	until(func() bool { return s.desk.Runner.Seen() != before })
	answers := make(chan reply, 2)
	send := func() { answers <- s.do(http.MethodPost, path, body, "Idempotency-Key", key) }
	go send()
	until(func() bool {
		head, err := s.log.Head(t.Context())
		return err != nil || head.Compare(s.desk.Runner.Seen()) > 0
	})
	go send()
	select {
	case w := <-answers:
		t.Errorf("answered too early: %d %s", w.Status, w.Body)
		answers <- w
	case <-time.After(50 * time.Millisecond):
	}
	close(hold)
	if first, again := <-answers, <-answers; first.Status != http.StatusOK || !bytes.Equal(first.Body, again.Body) {
		t.Errorf("%s\n%s", first.Body, again.Body)
	}
}
