package metrics_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"

	"suivi/adapters/eventlog/memory"
	"suivi/adapters/metrics"
	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/forum"
	"suivi/domain/ledger"
	"suivi/domain/recommendation"
	"suivi/projections/projectiontest"
	"suivi/projections/runner"
)

var now = time.Date(2025, 6, 1, 8, 0, 0, 0, time.UTC)

// service is a ledger with its metrics.
type service struct {
	*metrics.Metrics
	book   *projectiontest.Book
	log    *memory.Log
	runner *runner.Runner
	lost   bool
}

func serve(t *testing.T) *service {
	log := memory.New()
	book := projectiontest.Keep(t, log)
	s := &service{book: book, log: log, runner: book.Runner}
	s.Metrics = metrics.New(metrics.Sources{
		Runner: func() *runner.Runner { return book.Runner }, Now: func() time.Time { return now }, Readers: func() int { return 3 },
		Reachable: func() bool { return !s.lost }, Version: "v0.3.0", Revision: "9a2f307",
	})
	return s
}

// scrape gives the exposition as Prometheus reads it.
func (s *service) scrape(t *testing.T) string {
	t.Helper()
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	if w.Code != 200 {
		t.Fatalf("%d: %s", w.Code, w.Body)
	}
	return w.Body.String()
}

// tells asks that the exposition has each of these lines.
func (s *service) tells(t *testing.T, lines ...string) {
	t.Helper()
	scraped := strings.Split(s.scrape(t), "\n")
	for _, line := range lines {
		if !slices.Contains(scraped, line) {
			name, _, _ := strings.Cut(line, "{")
			t.Errorf("no line %q; there are %q", line, slices.DeleteFunc(slices.Clone(scraped), func(l string) bool { return !strings.HasPrefix(l, strings.Fields(name)[0]) }))
		}
	}
}

// used is a service of which every metric has something to tell.
func used(t *testing.T) *service {
	s := serve(t)
	b := s.book
	b.Structure("MAECI", "Ministère des Affaires étrangères", "")
	b.Forum("CC", forum.Rule{})
	b.Forum("MIXTE", forum.Rule{})
	of := b.Hold("CC", "2024-1", "2024-01-31")
	late := projectiontest.Made("1", "Former les agents", "MAECI")
	late.Due = domain.On(projectiontest.Day("2024-12-31"))
	made := b.Make(of, late, projectiontest.Made("2", "Élaborer un plan", "MAECI"), projectiontest.Made("3", "Tenir un atelier", "MAECI"))
	b.Find(made[1], of, domain.InProgress, "en cours")
	b.Find(made[2], of, domain.Executed, "fait")
	if err := s.runner.CatchUp(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	s.Request("/api/v1/recommandations/{ref}", "GET", 200, 3*time.Millisecond)
	s.Query("compteurs", 40*time.Microsecond)
	s.Command("examiner", metrics.Result(1, nil))
	if _, err := s.Log(s.log).Append(t.Context(), forum.Stream(forum.IDOf("GEC")), event.NoStream, []event.Record{{ID: b.Meta().Command, Type: "cadre.inconnu.v1", RecordedAt: now.Add(-time.Minute)}}); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestEveryMetricIsThere(t *testing.T) {
	s := used(t)
	scraped := s.scrape(t)
	for name, kind := range map[string]string{
		"suivi_http_request_duration_seconds": "histogram", "suivi_http_requests_in_flight": "gauge", "suivi_commands_total": "counter",
		"suivi_event_append_duration_seconds": "histogram", "suivi_events_appended_total": "counter", "suivi_query_duration_seconds": "histogram",
		"suivi_projection_lag_events": "gauge", "suivi_projection_lag_seconds": "gauge", "suivi_projection_failed": "gauge", "suivi_events": "gauge", "suivi_store_reachable": "gauge",
		"suivi_open_recommendations": "gauge", "suivi_open_recommendations_late": "gauge", "suivi_open_recommendations_dropped": "gauge",
		"suivi_open_recommendations_silent": "gauge", "suivi_flux_readers": "gauge", "suivi_build_info": "gauge",
		"go_goroutines": "gauge", "process_start_time_seconds": "gauge",
	} {
		if !strings.Contains(scraped, "# HELP "+name+" ") || !strings.Contains(scraped, "# TYPE "+name+" "+kind+"\n") {
			t.Errorf("%s is not there as a %s with its help", name, kind)
		}
	}
	problems, err := promlint.New(strings.NewReader(scraped)).Lint()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		if strings.HasPrefix(p.Metric, "suivi_") {
			t.Errorf("%s: %s", p.Metric, p.Text)
		}
	}
}

func TestWhatAScrapeTells(t *testing.T) {
	s := used(t)
	s.InFlight(2)
	s.InFlight(-1)
	s.tells(t,
		`suivi_projection_lag_events 1`, `suivi_projection_lag_seconds 60`, `suivi_store_reachable 1`, `suivi_projection_failed 0`, `suivi_flux_readers 3`,
		`suivi_http_requests_in_flight 1`, `suivi_events_appended_total 1`, `suivi_event_append_duration_seconds_count 1`,
		`suivi_http_request_duration_seconds_count{code="200",method="GET",route="/api/v1/recommandations/{ref}"} 1`,
		`suivi_http_request_duration_seconds_bucket{code="200",method="GET",route="/api/v1/recommandations/{ref}",le="0.0025"} 0`,
		`suivi_http_request_duration_seconds_bucket{code="200",method="GET",route="/api/v1/recommandations/{ref}",le="0.005"} 1`,
		`suivi_query_duration_seconds_sum{table="compteurs"} 4e-05`, `suivi_commands_total{command="examiner",result="recorded"} 1`,
		`suivi_open_recommendations{etat="formulee",forum="CC"} 1`, `suivi_open_recommendations{etat="en_cours",forum="CC"} 1`,
		`suivi_open_recommendations{etat="reconduite",forum="CC"} 0`, `suivi_open_recommendations{etat="formulee",forum="MIXTE"} 0`,
		`suivi_open_recommendations_late{forum="CC"} 1`, `suivi_open_recommendations_late{forum="MIXTE"} 0`,
	)
	applied, _ := s.runner.Seen().Halves()
	s.tells(t, fmt.Sprint("suivi_events ", applied))
	if err := s.runner.CatchUp(t.Context(), nil); err == nil {
		t.Fatal("the last event was read")
	}
	s.tells(t, `suivi_projection_failed 1`, `suivi_projection_lag_events 1`)
}

func TestWhatCannotBeToldLeavesTheOthers(t *testing.T) {
	s := used(t)
	_ = s.log.Close()
	if strings.Contains(s.scrape(t), "\nsuivi_projection_lag_") {
		t.Error("a lag is told that nobody knows")
	}
	s.tells(t, `suivi_projection_failed 0`, `suivi_open_recommendations{etat="formulee",forum="CC"} 1`)
}

func TestOfALogThatIsLostNoLagIsTold(t *testing.T) {
	s := used(t)
	s.lost = true
	if strings.Contains(s.scrape(t), "\nsuivi_projection_lag_") {
		t.Error("a lag is told that nobody knows")
	}
	s.tells(t, `suivi_store_reachable 0`, `suivi_projection_failed 0`, `suivi_open_recommendations{etat="formulee",forum="CC"} 1`)
}

// TestWhatNoForumMadeIsCountedToo: the stream of its session was never opened.
func TestWhatNoForumMadeIsCountedToo(t *testing.T) {
	s := serve(t)
	id := domain.DeriveID[domain.RecommendationID]("lost")
	e := event.Envelope{
		Position: event.NewPosition(1, 1), Stream: recommendation.Stream(id), RecordedAt: now, Metadata: event.Metadata{Day: projectiontest.Day("2024-01-31")},
		Payload: recommendation.Formulated{Text: "Former les agents"},
	}
	if err := s.runner.Register().Apply(e); err != nil {
		t.Fatal(err)
	}
	s.tells(t, `suivi_open_recommendations{etat="formulee",forum=""} 1`)
}

var label = regexp.MustCompile(`(\w+)="([^"]*)"`)

// TestNoLabelHoldsWhatSomebodyWroteOrIs: labels are few, and each is known
// before anybody says anything.
func TestNoLabelHoldsWhatSomebodyWroteOrIs(t *testing.T) {
	s := used(t)
	s.Request("", "BREW", 404, time.Millisecond)
	known := map[string]*regexp.Regexp{
		"route": regexp.MustCompile(`^(/api/v1/[a-z/{}]+|aucune)$`), "method": regexp.MustCompile(`^(GET|autre)$`), "code": regexp.MustCompile(`^[1-5]\d\d$`),
		"command": regexp.MustCompile(`^examiner$`), "result": regexp.MustCompile(`^recorded$`), "table": regexp.MustCompile(`^compteurs$`),
		"forum": regexp.MustCompile(`^(CC|MIXTE)$`), "etat": regexp.MustCompile(`^(formulee|en_cours|non_realisee|reconduite)$`),
		"version": regexp.MustCompile(`^v0\.3\.0$`), "revision": regexp.MustCompile(`^9a2f307$`), "goversion": regexp.MustCompile(`^go1\.`), "le": regexp.MustCompile(`^([\d.e-]+|\+Inf)$`),
	}
	seen := map[string]bool{}
	for line := range strings.Lines(s.scrape(t)) {
		if !strings.HasPrefix(line, "suivi_") {
			continue
		}
		for _, l := range label.FindAllStringSubmatch(line, -1) {
			if seen[l[1]] = true; known[l[1]] == nil || !known[l[1]].MatchString(l[2]) {
				t.Errorf("label %s holds %q", l[1], l[2])
			}
		}
	}
	if len(seen) != len(known) {
		t.Errorf("labels seen: %v", slices.Sorted(maps.Keys(seen)))
	}
}

func TestWhatBecameOfACommand(t *testing.T) {
	for want, c := range map[string]struct {
		events int
		err    error
	}{
		"recorded": {2, nil}, "unchanged": {0, nil}, "internal": {0, errors.New("disk")}, "left": {0, fmt.Errorf("read: %w", context.Canceled)},
		"invalid": {0, fault.New(fault.Invalid, "x")}, "not_found": {0, fault.New(fault.NotFound, "x")}, "refused": {0, fault.New(fault.Refused, "x")},
		"conflict": {0, fault.New(fault.Conflict, "x")}, "forbidden": {0, fault.New(fault.Forbidden, "x")}, "unavailable": {0, fault.New(fault.Unavailable, "x")},
	} {
		if got := metrics.Result(c.events, c.err); got != want {
			t.Errorf("%v, %v is %s, want %s", c.events, c.err, got, want)
		}
	}
	if got := metrics.Result(0, fault.New(fault.Anonymous, "x")); got != "forbidden" {
		t.Error(got)
	}
}

// refusing is a log that takes nothing.
type refusing struct{ ledger.EventLog }

func (refusing) Append(context.Context, string, event.Version, []event.Record) (ledger.Appended, error) {
	return ledger.Appended{}, ledger.ErrReadOnly
}

func TestAnAppendThatFailsIsTimedAndNotCounted(t *testing.T) {
	s := serve(t)
	if _, err := s.Log(refusing{s.log}).Append(t.Context(), "s", event.NoStream, make([]event.Record, 3)); !errors.Is(err, ledger.ErrReadOnly) {
		t.Error(err)
	}
	s.tells(t, `suivi_event_append_duration_seconds_count 1`, `suivi_events_appended_total 0`)
}

func TestObservingARequestAllocatesNothing(t *testing.T) {
	s := serve(t)
	observe := func() {
		s.Request("/api/v1/compteurs", "GET", 304, time.Microsecond)
		s.Query("compteurs", time.Microsecond)
		s.InFlight(1)
	}
	observe()
	if n := testing.AllocsPerRun(100, observe); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
