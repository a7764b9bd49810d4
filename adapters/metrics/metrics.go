// Package metrics counts and times what the service does, for Prometheus:
// durations in seconds, names that begin with suivi_. No label holds what
// somebody wrote or who somebody is: labels are the names of routes, commands
// and tables, the codes of forums, the names of états.
package metrics

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"runtime"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"suivi/domain/fault"
)

// Buckets of durations, in seconds. A request crosses the network and may wait
// for the disk; an append waits for the disk; a query is asked of memory.
var (
	requestBuckets = []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}
	appendBuckets  = []float64{.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10}
	queryBuckets   = []float64{.00001, .000025, .0001, .00025, .001, .0025, .01, .025, .1, .25, 1, 2.5}
)

// Metrics are those of one service. Its methods may be called at the same
// time.
type Metrics struct {
	registry *prometheus.Registry

	requests observers[requestKey]
	queries  observers[string]
	inFlight prometheus.Gauge
	commands *prometheus.CounterVec
	appends  prometheus.Histogram
	appended prometheus.Counter
}

type requestKey struct {
	route, method string
	code          int
}

// New makes the metrics of a service, in a registry of their own.
func New(of Sources) *Metrics {
	m := &Metrics{registry: prometheus.NewRegistry()}
	requests := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "suivi_http_request_duration_seconds", Help: "Time to answer a request, by route, method and status.", Buckets: requestBuckets,
	}, []string{"route", "method", "code"})
	queries := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "suivi_query_duration_seconds", Help: "Time to work out a table from the projections, by table.", Buckets: queryBuckets,
	}, []string{"table"})
	m.requests.of = func(k requestKey) prometheus.Observer {
		return requests.WithLabelValues(k.route, k.method, strconv.Itoa(k.code))
	}
	m.queries.of = func(table string) prometheus.Observer { return queries.WithLabelValues(table) }
	m.inFlight = prometheus.NewGauge(prometheus.GaugeOpts{Name: "suivi_http_requests_in_flight", Help: "Requests being answered, the readers of the stream among them."})
	m.commands = prometheus.NewCounterVec(prometheus.CounterOpts{Name: "suivi_commands_total", Help: "Commands, by name and by what became of them."}, []string{"command", "result"})
	m.appends = prometheus.NewHistogram(prometheus.HistogramOpts{Name: "suivi_event_append_duration_seconds", Help: "Time to append to the event log, durably, whatever the answer.", Buckets: appendBuckets})
	m.appended = prometheus.NewCounter(prometheus.CounterOpts{Name: "suivi_events_appended_total", Help: "Events that the event log took; those sent again count again."})
	build := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "suivi_build_info", Help: "Always 1; the labels tell what is running.",
		ConstLabels: prometheus.Labels{"version": of.Version, "revision": of.Revision, "goversion": runtime.Version()},
	})
	build.Set(1)
	m.registry.MustRegister(requests, queries, m.inFlight, m.commands, m.appends, m.appended, build, of,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Handler serves the metrics as they stand. One that cannot be told is left
// out, and the others are served.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{Registry: m.registry, ErrorHandling: promhttp.ContinueOnError, MaxRequestsInFlight: 4})
}

// Request tells of a request that was answered. route is the pattern of the
// route, never the path that was asked, and "" where there is none; code is
// the status.
func (m *Metrics) Request(route, method string, code int, took time.Duration) {
	m.requests.get(requestKey{cmp.Or(route, "aucune"), knownMethod(method), code}).Observe(took.Seconds())
}

// InFlight adds to the number of requests being answered: 1 where one begins,
// -1 where it ends.
func (m *Metrics) InFlight(change int) { m.inFlight.Add(float64(change)) }

// Query tells of a table that was worked out.
func (m *Metrics) Query(table string, took time.Duration) {
	m.queries.get(table).Observe(took.Seconds())
}

// Command tells what became of a command; result is one that Result gives.
func (m *Metrics) Command(name, result string) { m.commands.WithLabelValues(name, result).Inc() }

// Result names what became of a command that answered err, or recorded a
// number of events: recorded, unchanged, left where the client did before it
// was answered, or the kind of refusal.
func Result(events int, err error) string {
	if err == nil && events == 0 {
		return "unchanged"
	}
	if err == nil {
		return "recorded"
	}
	if errors.Is(err, context.Canceled) {
		return "left"
	}
	switch fault.KindOf(err) {
	case fault.Invalid:
		return "invalid"
	case fault.NotFound:
		return "not_found"
	case fault.Refused:
		return "refused"
	case fault.Conflict:
		return "conflict"
	case fault.Forbidden, fault.Anonymous:
		return "forbidden"
	case fault.Unavailable:
		return "unavailable"
	}
	return "internal"
}
