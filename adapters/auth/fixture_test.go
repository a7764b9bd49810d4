package auth_test

import (
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"suivi/adapters/auth"
	"suivi/domain/access"
	"suivi/domain/event"
)

// clock is one that tests move.
type clock struct{ nanos atomic.Int64 }

var noon = time.Date(2024, 6, 15, 12, 0, 0, 0, time.UTC)

func newClock() *clock {
	c := new(clock)
	c.nanos.Store(noon.UnixNano())
	return c
}

func (c *clock) now() time.Time         { return time.Unix(0, c.nanos.Load()).UTC() }
func (c *clock) passes(d time.Duration) { c.nanos.Add(int64(d)) }

// counting is what a dashboard asks for.
var counting = auth.Request{Scope: access.Count, Actor: event.Actor{ID: "tableau-de-bord", Function: "compteurs du portail"}}

// open makes an authority over a folder as one process has it.
func open(t testing.TB, path string, now func() time.Time) (*auth.Authority, *auth.Folder) {
	t.Helper()
	store := auth.NewFolder(path, now)
	a := auth.New(store, now)
	a.Failed = func(err error) { t.Errorf("a use was not noted: %v", err) }
	t.Cleanup(a.Close)
	return a, store
}

// tokens is a folder that does not exist yet.
func tokens(t testing.TB) string { return filepath.Join(t.TempDir(), "data", "jetons") }

func issue(t testing.TB, a *auth.Authority, r auth.Request) (string, auth.Token) {
	t.Helper()
	printed, kept, err := a.Issue(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	return printed, kept
}
