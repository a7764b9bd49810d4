// Package eventlogtest holds the promises of ledger.EventLog as tests. Each
// store runs them; the names of the sub-tests are the rules of the house.
package eventlogtest

import (
	"cmp"
	"testing"
	"time"

	"suivi/domain/event"
	"suivi/domain/ledger"

	"github.com/oklog/ulid/v2"
)

// Harness is a place that can hold one log, new for each rule.
type Harness struct {
	// Open opens the log of this place. Called again after Close, it gives a
	// log that holds what was appended before.
	Open func(t *testing.T) ledger.EventLog
	// Shared says that the place holds events of others too, so that the rules
	// on an empty log cannot be tried there.
	Shared bool
	// Prefix is what the names of all streams begin with, where the place asks
	// for it; it is the place's own.
	Prefix string
	// Verdict, where there is one, is called at the end of each rule.
	Verdict func(t *testing.T, promise string)
}

// Run holds a store to every promise. fresh gives a new place at each call.
func Run(t *testing.T, fresh func(t *testing.T) Harness) {
	for _, chapter := range []struct {
		name  string
		rules []rule
	}{
		{"append", appendRules},
		{"bytes", byteRules},
		{"refusal", refusalRules},
		{"retry", retryRules},
		{"read", readRules},
		{"subscribe", subscribeRules},
		{"race", raceRules},
		{"close", closeRules},
	} {
		t.Run(chapter.name, func(t *testing.T) {
			for _, r := range chapter.rules {
				t.Run(r.name, func(t *testing.T) {
					place := fresh(t)
					if place.Verdict != nil {
						t.Cleanup(func() { place.Verdict(t, chapter.name+": "+r.name) })
					}
					if r.onEmpty && place.Shared {
						t.Skip("the place is shared: its log is never empty")
					}
					h := &house{T: t, place: place, prefix: cmp.Or(place.Prefix, "contract"+ulid.Make().String())}
					h.log = place.Open(t)
					t.Cleanup(func() { h.noError(h.log.Close()) })
					r.hold(h)
				})
			}
		})
	}
}

// A rule is one promise and the test that holds a log to it.
type rule struct {
	name    string
	hold    func(*house)
	onEmpty bool // makes sense only on a log that nobody wrote to
}

// house is the log under test, with streams of its own.
type house struct {
	*testing.T
	place  Harness
	log    ledger.EventLog
	prefix string // of the name of every stream of this rule
}

// stream is a stream of this rule; the same name gives the same stream.
func (h *house) stream(name string) string { return h.prefix + "-" + name }

// restart closes the log and opens it again.
func (h *house) restart() {
	h.Helper()
	h.noError(h.log.Close())
	h.log = h.place.Open(h.T)
}

// append appends records to a stream, which must succeed.
func (h *house) append(stream string, expected event.Version, records ...event.Record) ledger.Appended {
	h.Helper()
	done, err := h.log.Append(h.Context(), stream, expected, records)
	h.noError(err)
	if want := expected + event.Version(len(records)); done.Version != want {
		h.Fatalf("append to %s ended at version %d, want %d", stream, done.Version, want)
	}
	return done
}

func (h *house) noError(err error) {
	h.Helper()
	if err != nil {
		h.Fatal(err)
	}
}

// records makes n records with new ids.
func records(n int) []event.Record {
	rs := make([]event.Record, n)
	for i := range rs {
		rs[i] = event.Record{
			ID:         ulid.Make(),
			Type:       "contract.tried.v1",
			RecordedAt: time.Date(2024, 2, 29, 23, 59, 58, 123456000, time.UTC),
			Metadata:   []byte(`{"actor":"Zoé"}`),
			Data:       []byte(`{"texte":"Rétablir l’éclairage"}`),
		}
	}
	return rs
}

func one() event.Record { return records(1)[0] }
