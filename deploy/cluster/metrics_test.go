package cluster_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"suivi/adapters/desk"
	"suivi/adapters/eventlog/memory"
	"suivi/adapters/httpapi"
	"suivi/adapters/metrics"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/forum"
	"suivi/projections/projectiontest"
	"suivi/projections/runner"
)

// series is what /metrics shows of one name: the values of each label.
type series map[string][]string

var (
	sample = regexp.MustCompile(`(?m)^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? \S+$`)
	pair   = regexp.MustCompile(`(\w+)="([^"]*)"`)
)

// shown is what /metrics shows of a service that has answered a little of
// everything, behind the API that tells it what it answers.
func shown(t *testing.T) map[string]series {
	log := memory.New()
	book := projectiontest.Keep(t, log)
	m := metrics.New(metrics.Sources{Runner: func() *runner.Runner { return book.Runner }, Now: time.Now, Readers: func() int { return 0 }, Reachable: func() bool { return true }})
	api := httpapi.New(httpapi.Options{
		Desk: &desk.Desk{Ledger: book.Ledger, Runner: book.Runner, Place: time.UTC}, Flux: httpapi.NewFlux(log, book.Runner.Seen), Log: slog.New(slog.DiscardHandler), OpenRead: true,
		Observe: httpapi.Observer{Request: m.Request, InFlight: m.InFlight, Query: m.Query},
		Ready:   []httpapi.Check{{Name: "magasin", Fail: func(context.Context) error { return fault.New(fault.Unavailable, "serveur.registre_illisible") }}},
	})
	book.Forum("CC", forum.Rule{})
	if err := book.Runner.CatchUp(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/healthz", "/readyz", "/api/v1/compteurs"} {
		api.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "http://localhost"+path, nil))
	}
	for _, err := range []error{nil, errors.New("disk"), fault.New(fault.Unavailable, "x"), fault.New(fault.Refused, "x")} {
		m.Command("examiner", metrics.Result(1, err))
	}
	if _, err := m.Log(log).Append(t.Context(), "x", event.NoStream, nil); err == nil {
		t.Fatal("nothing was appended")
	}
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	all := map[string]series{}
	for _, s := range sample.FindAllStringSubmatch(w.Body.String(), -1) {
		if all[s[1]] == nil {
			all[s[1]] = series{"job": {"suivi"}, "instance": nil} // Prometheus adds them
		}
		for _, l := range pair.FindAllStringSubmatch(s[2], -1) {
			all[s[1]][l[1]] = append(all[s[1]][l[1]], l[2])
		}
	}
	return all
}

// elsewhere are the metrics that others show: Prometheus itself, and
// EventStoreDB, as the page docs/metrics.md of EventStoreDB 23.10 lists them
// with their labels and its metricsconfig.json turns them on.
var elsewhere = map[string]series{
	"up":                        {"job": {"suivi", "esdb"}, "instance": nil},
	"eventstore_sys_disk_bytes": {"instance": nil, "disk": nil, "kind": {"used", "total"}},
	"eventstore_statuses":       {"instance": nil, "name": {"Index", "Node", "Scavenge"}, "status": nil},
	"eventstore_grpc_method_duration_seconds_bucket": {"instance": nil, "activity": {"read", "append"}, "status": nil, "le": nil},
}

// expressions are all that the rules and the dashboard ask, by who asks.
func expressions(t *testing.T) map[string][]string {
	asked := map[string][]string{}
	for _, a := range alerts(t) {
		asked[a.Name] = append(asked[a.Name], a.Expr)
	}
	panels, _, marks := dashboard(t)
	for _, p := range panels {
		for _, target := range p.Targets {
			asked[p.Title] = append(asked[p.Title], target.Expr)
		}
	}
	asked["annotations"] = marks
	return asked
}

func TestEveryMetricThatIsAskedForIsShown(t *testing.T) {
	known := shown(t)
	for name, labels := range elsewhere {
		if known[name] != nil {
			t.Errorf("%s is ours", name)
		}
		known[name] = labels
	}
	for who, exprs := range expressions(t) {
		for _, expr := range exprs {
			all, grouped := parse(expr)
			if len(all) == 0 {
				t.Errorf("%s names no metric: %s", who, expr)
			}
			for _, n := range all {
				labels, is := known[n.metric]
				if !is {
					t.Errorf("%s asks for %s, which nobody shows", who, n.metric)
					continue
				}
				for label, value := range n.labels {
					values, is := labels[label]
					if !is || value != "" && !slices.Contains(values, value) {
						t.Errorf("%s asks for %s{%s=%q}; there are %q", who, n.metric, label, value, values)
					}
				}
			}
			for _, label := range grouped {
				if !slices.ContainsFunc(all, func(n named) bool { _, is := known[n.metric][label]; return is }) {
					t.Errorf("%s groups by %q, which no metric has: %s", who, label, expr)
				}
			}
		}
	}
}

var valuesOf = regexp.MustCompile(`^label_values\((\w+), (\w+)\)$`)

func TestTheDashboardsVariablesAreThere(t *testing.T) {
	known := shown(t)
	_, variables, _ := dashboard(t)
	for i, v := range variables {
		if i == 0 {
			if v.Type != "datasource" || v.Query != "prometheus" || v.Name != "source" {
				t.Errorf("the first variable is %+v, not the data source", v)
			}
			continue
		}
		asked := valuesOf.FindStringSubmatch(v.Query)
		if asked == nil {
			t.Errorf("%s asks %q", v.Name, v.Query)
		} else if _, is := known[asked[1]][asked[2]]; !is {
			t.Errorf("%s asks for %s of %s, which nobody shows", v.Name, asked[2], asked[1])
		}
	}
}

func TestEveryPanelAsksTheSourceThatIsChosen(t *testing.T) {
	panels, _, _ := dashboard(t)
	titles := map[string]bool{}
	for _, p := range panels {
		if p.Title == "" || titles[p.Title] {
			t.Errorf("title %q, twice or none", p.Title)
		}
		titles[p.Title] = true
		if p.Type == "row" {
			continue
		}
		if len(p.Targets) == 0 || p.Datasource.UID != "${source}" {
			t.Errorf("%s asks %q", p.Title, p.Datasource.UID)
		}
		for _, target := range p.Targets {
			if target.Datasource.UID != "${source}" || strings.TrimSpace(target.Expr) == "" {
				t.Errorf("%s asks %q of %q", p.Title, target.Expr, target.Datasource.UID)
			}
		}
	}
}
