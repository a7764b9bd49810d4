package main

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"time"

	"suivi/adapters/eventlog/sqlite"
	"suivi/domain/event"
	"suivi/domain/ledger"
	"suivi/domain/recommendation"
	"suivi/projections/followup"
	"suivi/projections/openitems"
	"suivi/projections/register"
	"suivi/projections/runner"
)

// size is what was measured of a ledger of one size.
type size struct {
	n, events          int
	load, read, start  time.Duration
	bytesEach          float64
	table, page, count time.Duration
	search             time.Duration
	tableOn, pageOn    time.Duration

	register *register.Register
}

// queryRounds is how often every question is put to each ledger in turn.
const queryRounds = 5

func ledgers(ctx context.Context, dir string, sizes []int) error {
	var all []size
	for _, n := range sizes {
		s, err := measureLedger(ctx, filepath.Join(dir, fmt.Sprint(n)), n)
		if err != nil {
			return fmt.Errorf("ledger of %d: %w", n, err)
		}
		all = append(all, s)
	}
	if err := askInTurn(all); err != nil {
		return err
	}
	for _, s := range all {
		heading(fmt.Sprintf("%d recommendations, %d events", s.n, s.events))
		row("loading it (bulk appends)", perSecond(float64(s.events)/s.load.Seconds()), "", "")
		row("reading and decoding every event whole", perSecond(float64(s.events)/s.read.Seconds()), "", "")
		row("start-up: the same, folded into the register", fmt.Sprintf("%.2f s", s.start.Seconds()), fmt.Sprintf("%.2f × reading", s.read.Seconds()/s.start.Seconds()), ">= 0.6")
		row("memory a recommendation, with its whole history", fmt.Sprintf("%.0f bytes", s.bytesEach), "", "")
		first := all[0]
		row("a session's table, present", micros(s.table), growth(s.table, first.table), "<= 2")
		row("a page of 50 open ones of a forum, present", micros(s.page), growth(s.page, first.page), "<= 2")
		row("the counters, present", micros(s.count), growth(s.count, first.count), "")
		row("a page of 50 found by a word", micros(s.search), growth(s.search, first.search), "")
		row("a session's table, as of its own day", micros(s.tableOn), growth(s.tableOn, first.tableOn), "")
		row("a page of 50, as of the middle of the history", micros(s.pageOn), growth(s.pageOn, first.pageOn), "")
	}
	return nil
}

func micros(d time.Duration) string { return fmt.Sprintf("%.1f µs", float64(d.Nanoseconds())/1000) }

func growth(d, first time.Duration) string {
	return fmt.Sprintf("%.2f × at the least", float64(d)/float64(first))
}

func measureLedger(ctx context.Context, dir string, n int) (size, error) {
	s := size{n: n}
	log, err := sqlite.Open(ctx, dir)
	if err != nil {
		return s, err
	}
	defer log.Close()
	start := time.Now()
	if s.events, err = generate(ctx, log, n); err != nil {
		return s, err
	}
	s.load = time.Since(start)
	registry := ledger.NewRegistry()
	rounds := 3
	if n >= 1_000_000 {
		rounds = 1
	}
	var reads, starts []time.Duration
	var r *runner.Runner
	for range rounds {
		start = time.Now()
		if err := runner.Each(ctx, log, registry.Decode, event.Position{}, func([]event.Envelope, event.Position) error { return nil }); err != nil {
			return s, err
		}
		reads = append(reads, time.Since(start))
		r = nil
		before := heap()
		start = time.Now()
		r = runner.New(log, registry)
		if err := r.CatchUp(ctx, nil); err != nil {
			return s, err
		}
		starts = append(starts, time.Since(start))
		s.bytesEach = float64(heap()-before) / float64(n)
	}
	s.read, s.start, s.register = median(reads), median(starts), r.Register()
	return s, nil
}

// askInTurn puts the questions to the ledgers in turn, so that what else the
// machine does weighs on all of them alike, and keeps the medians.
func askInTurn(all []size) error {
	rounds := make([][]size, len(all))
	for range queryRounds {
		for i := range all {
			s := all[i]
			if err := s.queries(s.register); err != nil {
				return err
			}
			rounds[i] = append(rounds[i], s)
		}
	}
	for i := range all {
		of := func(figure func(*size) *time.Duration) {
			var taken []time.Duration
			for k := range rounds[i] {
				taken = append(taken, *figure(&rounds[i][k]))
			}
			*figure(&all[i]) = median(taken)
		}
		of(func(s *size) *time.Duration { return &s.table })
		of(func(s *size) *time.Duration { return &s.page })
		of(func(s *size) *time.Duration { return &s.count })
		of(func(s *size) *time.Duration { return &s.search })
		of(func(s *size) *time.Duration { return &s.tableOn })
		of(func(s *size) *time.Duration { return &s.pageOn })
	}
	return nil
}

func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// queries measures questions, each asked of changing sessions and forums.
func (s *size) queries(reg *register.Register) error {
	sessions := s.n / perSession
	today, middle := firstSession+30*perForum, firstSession+15*perForum
	ask := func(m register.Moment, question func(v *register.View, k int) error) (time.Duration, error) {
		var all []time.Duration
		for k := range 301 {
			start := time.Now()
			if err := reg.Query(context.Background(), m, func(v *register.View) error { return question(v, k) }); err != nil {
				return 0, err
			}
			all = append(all, time.Since(start))
		}
		return median(all), nil
	}
	table := func(v *register.View, k int) error {
		at := k * 7919 % sessions
		number := at % perForum
		if v.Until() != 0 {
			number %= perForum / 2 // later ones are not held yet
		}
		i, err := v.FindSession(fmt.Sprintf("%s.%d", forumCode(at/perForum), number))
		if err == nil {
			followup.Of(v, i)
		}
		return err
	}
	page := func(v *register.View, k int) error {
		f := register.AnyFilter()
		f.Standing = recommendation.Open
		var err error
		if f.Forum, err = v.FindForum(forumCode(k * 7919 % sessions / perForum)); err != nil {
			return err
		}
		_, err = openitems.ListOf(v, f, register.Page{Limit: 50})
		return err
	}
	search := func(v *register.View, k int) error {
		f := register.AnyFilter()
		f.Words = syllables[k%len(syllables)] + syllables[k*5%len(syllables)]
		_, err := openitems.ListOf(v, f, register.Page{Limit: 50})
		return err
	}
	count := func(v *register.View, _ int) error { openitems.Of(v); return nil }
	present := register.Moment{Today: today}
	var err error
	for _, q := range []struct {
		into *time.Duration
		m    register.Moment
		ask  func(*register.View, int) error
	}{
		{&s.table, present, table}, {&s.page, present, page}, {&s.count, present, count}, {&s.search, present, search},
		{&s.tableOn, register.Moment{On: middle}, table}, {&s.pageOn, register.Moment{On: middle}, page},
	} {
		if *q.into, err = ask(q.m, q.ask); err != nil {
			return err
		}
	}
	return nil
}
