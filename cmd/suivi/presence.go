package main

import (
	"context"
	"sync/atomic"
	"time"

	"suivi/domain/fault"
	"suivi/domain/ledger"
)

// How often a server asks the log where it ends, and how long it waits to be
// told. An election of a leader may take that long.
const (
	presenceEvery    = time.Second
	presencePatience = 2 * time.Second
)

// presence is whether a log can be reached.
type presence struct {
	log   ledger.EventLog
	since atomic.Pointer[time.Time] // when it was lost, nil while it is there
}

// watch asks the log until ctx ends.
func (p *presence) watch(ctx context.Context, now func() time.Time) {
	for {
		bound, stop := context.WithTimeout(ctx, presencePatience)
		_, err := p.log.Head(bound)
		stop()
		if lost := p.since.Load(); err == nil {
			p.since.Store(nil)
		} else if lost == nil && ctx.Err() == nil {
			at := now()
			p.since.Store(&at)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(presenceEvery):
		}
	}
}

// lostSince is when the log was lost, the zero time while it can be reached.
func (p *presence) lostSince() time.Time {
	if at := p.since.Load(); at != nil {
		return *at
	}
	return time.Time{}
}

// check is for /readyz.
func (p *presence) check() error {
	if p.since.Load() != nil {
		return fault.New(fault.Unavailable, "serveur.magasin_perdu")
	}
	return nil
}
