package httpapi_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-json-experiment/json"

	"suivi/adapters/desk"
	"suivi/adapters/eventlog/memory"
	"suivi/adapters/evidence"
	"suivi/adapters/httpapi"
	"suivi/domain/access"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/ledger"
	"suivi/projections/runner"
)

// service is a server over a ledger, whose clock stands where it is put.
type service struct {
	t      testing.TB
	server *httpapi.Server
	desk   *desk.Desk
	flux   *httpapi.Flux
	log    ledger.EventLog
	clock  atomic.Pointer[time.Time]
}

// Tokens of the tests, by what they allow.
const (
	toRecord = "enregistrer"
	toRead   = "lire"
	toCount  = "compter"
)

// newService serves an empty ledger in memory.
func newService(t testing.TB, changes ...func(*httpapi.Options)) *service {
	t.Helper()
	return newServiceOn(t, memory.New(), changes...)
}

// newServiceOn serves what a log holds, and closes it when the test ends.
func newServiceOn(t testing.TB, log ledger.EventLog, changes ...func(*httpapi.Options)) *service {
	t.Helper()
	s := &service{t: t, log: log}
	s.setClock(time.Date(2025, 3, 1, 9, 0, 0, 0, time.UTC))
	registry := ledger.NewRegistry()
	run := runner.New(s.log, registry)
	bamako, err := time.LoadLocation("Africa/Bamako")
	if err != nil {
		t.Fatal(err)
	}
	s.desk = &desk.Desk{
		Ledger: &ledger.Ledger{Log: s.log, Registry: registry, Lists: run, Clock: func() time.Time { return *s.clock.Load() }},
		Runner: run, Place: bamako, Evidence: evidence.NewFolder(t.TempDir()),
	}
	s.flux = httpapi.NewFlux(s.log, run.Seen)
	run.Watch(s.flux.Applied)
	o := httpapi.Options{Desk: s.desk, Flux: s.flux, Bearer: s.bearer, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Release: "essai"}
	for _, change := range changes {
		change(&o)
	}
	s.server = httpapi.New(o)
	following, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { defer close(ended); _ = run.Follow(following) }()
	t.Cleanup(func() {
		stop()
		<-ended
		s.flux.Close()
		s.log.Close()
	})
	return s
}

func (s *service) setClock(at time.Time) { s.clock.Store(&at) }

func (s *service) bearer(_ context.Context, token string) (access.Bearer, error) {
	var scope access.Scope
	if scope.UnmarshalText([]byte(token)) != nil || scope == access.Nothing {
		return access.Bearer{}, fault.New(fault.Anonymous, "acces.jeton_inconnu")
	}
	return access.Bearer{Actor: event.Actor{ID: "essai-" + token, Function: "essai"}, Scope: scope}, nil
}

// reply is what came back.
type reply struct {
	Status int
	Header http.Header
	Body   []byte
}

// into decodes the body.
func (r reply) into(t testing.TB, v any) {
	t.Helper()
	if err := json.Unmarshal(r.Body, v); err != nil {
		t.Fatalf("%v in %s", err, r.Body)
	}
}

// problem is what is read of a refusal.
type problem struct {
	Type     string            `json:"type"`
	Title    string            `json:"title"`
	Status   int               `json:"status"`
	Detail   string            `json:"detail"`
	Code     string            `json:"code"`
	Kind     fault.Kind        `json:"genre"`
	Args     map[string]string `json:"arguments"`
	Possible []string          `json:"possibles"`
	Version  *event.Version    `json:"version_actuelle"`
	Changes  []struct {
		Version event.Version `json:"version"`
		Type    event.Type    `json:"type"`
	} `json:"changements"`
	Errors []struct {
		Location string `json:"location"`
		Message  string `json:"message"`
		Value    string `json:"value"`
	} `json:"errors"`
}

// do sends a request with a token that may record; headers are pairs, and an
// empty value takes a header away.
func (s *service) do(method, path, body string, headers ...string) reply {
	s.t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header.Set("Authorization", "Bearer "+toRecord)
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i+1] == "" {
			r.Header.Del(headers[i])
		} else {
			r.Header.Set(headers[i], headers[i+1])
		}
	}
	if host, given := r.Header["Host"]; given {
		r.Host = host[0]
	}
	w := httptest.NewRecorder()
	s.server.ServeHTTP(w, r)
	return reply{w.Code, w.Header(), w.Body.Bytes()}
}

// sendWithin sends a command whose client stays as long as ctx.
func (s *service) sendWithin(ctx context.Context, method, path, body string) {
	r := httptest.NewRequestWithContext(ctx, method, path, strings.NewReader(body))
	r.Header.Set("Authorization", "Bearer "+toRecord)
	r.Header.Set("Content-Type", "application/json")
	s.server.ServeHTTP(httptest.NewRecorder(), r)
}

// get asks a table, below the prefix of the API.
func (s *service) get(path string, headers ...string) reply {
	s.t.Helper()
	return s.do(http.MethodGet, httpapi.Prefix+path, "", headers...)
}

// post records, and the test ends where that is refused.
func (s *service) post(path, body string, headers ...string) desk.Receipt {
	s.t.Helper()
	w := s.do(http.MethodPost, httpapi.Prefix+path, body, headers...)
	if w.Status != http.StatusOK {
		s.t.Fatalf("POST %s %s: %d %s", path, body, w.Status, w.Body)
	}
	var r desk.Receipt
	w.into(s.t, &r)
	return r
}
