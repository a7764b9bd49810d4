package metrics

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"suivi/domain"
	"suivi/projections/register"
	"suivi/projections/runner"
)

// lagPatience is how long a scrape waits for the event log to tell its end.
const lagPatience = 5 * time.Second

// Sources are what is asked at each scrape, and what the program is.
type Sources struct {
	// Runner keeps the projections; it is asked for once there is a scrape.
	Runner func() *runner.Runner
	// Now is the clock; the day it shows, where it stands, is the one by which
	// items are late.
	Now func() time.Time
	// Reachable is whether the event log answers.
	Reachable func() bool
	// Readers is how many read the stream.
	Readers func() int

	Version, Revision string
}

func desc(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc("suivi_"+name, help, labels, nil)
}

var (
	lagEvents   = desc("projection_lag_events", "Events in the log that queries do not see yet; no more than 10000 are counted.")
	lagSeconds  = desc("projection_lag_seconds", "For how long the oldest of these events has been recorded; 0 for none.")
	reachable   = desc("store_reachable", "1 where the event log answers; 0 where it is lost: reads go on, writes are refused.")
	stopped     = desc("projection_failed", "1 where the projections stopped at an event that they cannot read.")
	events      = desc("events", "Events that the projections hold.")
	readers     = desc("flux_readers", "Readers of the stream of events.")
	open        = desc("open_recommendations", "Open recommendations, by the forum that made them and by état.", "forum", "etat")
	openLate    = desc("open_recommendations_late", "Open recommendations after the end of their échéance, by the forum that made them.", "forum")
	openDropped = desc("open_recommendations_dropped", "Open recommendations that are on no list any more, by the forum that made them.", "forum")
	openSilent  = desc("open_recommendations_silent", "Open recommendations that the last session of their forum did not take up, with no word since, by the forum that made them.", "forum")
)

// Describe implements prometheus.Collector.
func (s Sources) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{lagEvents, lagSeconds, reachable, stopped, events, readers, open, openLate, openDropped, openSilent} {
		to <- d
	}
}

// Collect implements prometheus.Collector.
func (s Sources) Collect(to chan<- prometheus.Metric) {
	tell := func(d *prometheus.Desc, value float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, value, labels...)
	}
	number := func(is bool) float64 {
		if is {
			return 1
		}
		return 0
	}
	now, run, there := s.Now(), s.Runner(), s.Reachable()
	tell(reachable, number(there))
	if there { // else it would be waited for
		ctx, cancel := context.WithTimeout(context.Background(), lagPatience)
		defer cancel()
		if lag, err := run.Lag(ctx, now); err != nil {
			to <- prometheus.NewInvalidMetric(lagEvents, err)
		} else {
			tell(lagEvents, float64(lag.Events))
			tell(lagSeconds, lag.Age.Seconds())
		}
	}
	tell(stopped, number(run.Failure() != nil))
	tell(events, float64(run.Register().Events()))
	tell(readers, float64(s.Readers()))
	heaps, err := openByForum(run.Register(), domain.DayOf(now, now.Location()))
	if err != nil {
		to <- prometheus.NewInvalidMetric(open, err)
	}
	for forum, h := range heaps {
		for _, state := range domain.States() {
			if state != domain.Executed {
				tell(open, float64(h.states[state]), forum, state.String())
			}
		}
		tell(openLate, float64(h.late), forum)
		tell(openDropped, float64(h.dropped), forum)
		tell(openSilent, float64(h.silent), forum)
	}
}

// heap counts the open recommendations that one forum made.
type heap struct {
	states                [6]int // by domain.State
	late, dropped, silent int
}

// openByForum counts by the code of the forum: every forum that there is, and
// "" for what none of them made.
func openByForum(r *register.Register, today domain.Day) (map[string]*heap, error) {
	heaps := map[string]*heap{}
	err := r.Query(context.Background(), register.Moment{}, func(v *register.View) error {
		for _, f := range v.ForumsByCode() {
			heaps[v.Forum(f).Code] = &heap{}
		}
		for f, t := range v.Counts().Forums {
			code := ""
			if f != register.None {
				code = v.Forum(f).Code
			}
			h := heaps[code]
			if h == nil {
				h = &heap{}
				heaps[code] = h
			}
			for state, n := range t.States {
				h.states[state] += n
			}
			h.late += t.Late(today)
			h.dropped += t.Dropped
			h.silent += t.Silent
		}
		return nil
	})
	return heaps, err
}
