package web_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"suivi/adapters/desk"
	"suivi/adapters/eventlog/memory"
	"suivi/adapters/evidence"
	"suivi/adapters/importer"
	"suivi/adapters/importer/csv"
	"suivi/adapters/web"
	"suivi/cmd/suivi/example/exampletest"
	"suivi/domain"
	"suivi/domain/access"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/ledger"
	"suivi/projections/runner"
)

// now is the clock of the tests: a year after the example's last session.
var now = time.Date(2025, 2, 12, 10, 0, 0, 0, time.UTC)

// The tokens of the tests, by what they may do.
var tokens = map[string]access.Scope{"compter": access.Count, "lire": access.Read, "enregistrer": access.Record}

// site is a site over a ledger in memory.
type site struct {
	*httptest.Server
	t    testing.TB
	desk *desk.Desk
	log  *memory.Log
}

// newSite serves an empty ledger.
func newSite(t testing.TB, change ...func(*web.Options)) *site {
	t.Helper()
	s := &site{t: t, log: memory.New()}
	registry := ledger.NewRegistry()
	r := runner.New(s.log, registry)
	clock := func() time.Time { return now }
	s.desk = &desk.Desk{Ledger: &ledger.Ledger{Log: s.log, Registry: registry, Lists: r, Clock: clock}, Runner: r, Place: time.UTC, Evidence: evidence.NewFolder(t.TempDir())}
	intake := &csv.Intake{Book: importer.Book{Ledger: s.desk.Ledger, Runner: r}, Kept: csv.KeptStream{Log: s.log, Now: clock}, Today: s.desk.Today, NewLog: func() ledger.EventLog { return memory.New() }}
	o := web.Options{
		Desk: s.desk, Log: slog.New(slog.DiscardHandler), Import: intake.Import, Text: csv.Text, Formats: importer.ToldFormats(),
		Bearer: func(_ context.Context, token string) (access.Bearer, error) {
			scope, known := tokens[token]
			if !known {
				return access.Bearer{}, fault.New(fault.Anonymous, "acces.jeton_inconnu")
			}
			return access.Bearer{Actor: event.Actor{ID: "secretariat", Function: "secrétaire"}, Scope: scope, Token: token}, nil
		},
	}
	for _, fn := range change {
		fn(&o)
	}
	s.Server = httptest.NewServer(web.New(o))
	t.Cleanup(s.Close)
	return s
}

// newExample serves the example ledger.
func newExample(t testing.TB, change ...func(*web.Options)) *site {
	t.Helper()
	s := newSite(t, change...)
	book := importer.Book{Ledger: s.desk.Ledger, Runner: s.desk.Runner}
	plan, err := importer.Prepare(t.Context(), book, exampletest.Tables(t), nil, importer.Options{Actor: event.Actor{ID: "exemple"}, Today: domain.DayOf(now, time.UTC), NewLog: func() ledger.EventLog { return memory.New() }})
	if err == nil {
		err = importer.Record(t.Context(), book, plan, nil)
	}
	if err == nil {
		err = s.desk.Runner.CatchUp(t.Context(), nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// reader is a browser, as far as pages and forms go.
type reader struct {
	*site
	client *http.Client
}

// reads is a browser that shows a token, "" for none.
func (s *site) reads(token string) *reader {
	s.t.Helper()
	jar, _ := cookiejar.New(nil)
	r := &reader{s, &http.Client{Jar: jar}}
	if token != "" {
		if p := r.send("/connexion", url.Values{"jeton": {token}}); p.status != http.StatusOK {
			s.t.Fatalf("not signed in: %d\n%s", p.status, p.body)
		}
	}
	return r
}

// page is what came back, after all redirects.
type page struct {
	status int
	at     string // path and question
	body   string
	header http.Header
}

func (r *reader) do(q *http.Request, err error) page {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
	w, err := r.client.Do(q)
	if err != nil {
		r.t.Fatal(err)
	}
	defer w.Body.Close()
	body, err := io.ReadAll(w.Body)
	if err != nil {
		r.t.Fatal(err)
	}
	return page{w.StatusCode, w.Request.URL.RequestURI(), string(body), w.Header}
}

func (r *reader) get(path string) page {
	r.t.Helper()
	q, err := http.NewRequestWithContext(r.t.Context(), http.MethodGet, r.URL+path, nil)
	return r.do(q, err)
}

// send posts a form.
func (r *reader) send(path string, form url.Values) page {
	r.t.Helper()
	q, err := http.NewRequestWithContext(r.t.Context(), http.MethodPost, r.URL+path, strings.NewReader(form.Encode()))
	if err == nil {
		q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	return r.do(q, err)
}

// shows asks that a page came, and holds each of these texts.
func (p page) shows(t testing.TB, texts ...string) page {
	t.Helper()
	if p.status != http.StatusOK {
		t.Fatalf("%s: %d\n%s", p.at, p.status, p.body)
	}
	for _, text := range texts {
		if !strings.Contains(p.body, text) {
			t.Errorf("%s does not show %q\n%s", p.at, text, p.body)
		}
	}
	return p
}
