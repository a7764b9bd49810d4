package eventstoredb_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"suivi/adapters/eventlog/eventstoredb"
	"suivi/adapters/eventlog/eventstoredb/esdbtest"
	"suivi/adapters/eventlog/sqlite"
	"suivi/domain/event"
	"suivi/domain/ledger"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"
	"github.com/google/uuid"
	"github.com/oklog/ulid/v2"
)

// BenchmarkBesideSQLite measures, in one run, what the log costs through the
// protocol server beside SQLite on this machine's disk, and beside the store's
// client used without it. The protocol server keeps its log in memory and
// shares the processors with who asks it: the ratios tell what the way there
// and back costs, not what a cluster gives.
//
//	go test -run - -bench BesideSQLite -benchtime 1x ./adapters/eventlog/eventstoredb
func BenchmarkBesideSQLite(b *testing.B) {
	for range b.N {
		var table strings.Builder
		for _, writers := range []int{1, 16} {
			row(&table, fmt.Sprintf("append, %d writers", writers), measure(b, func(p place) float64 { return appendRate(b, p, writers, 3000) }))
		}
		row(&table, "replay", measure(b, func(p place) float64 { return replayRate(b, p, 30_000) }))
		fmt.Fprintf(&table, "of an event: encoding %.1f µs, decoding of its metadata %.1f µs\n", perCall(func() error { return eventstoredb.Encode(typical()) }),
			perCall(func() error {
				return eventstoredb.Decode([]byte(`{"instant":1772600767891011,"meta":` + string(typical().Metadata) + `}`))
			}))
		b.Logf("\n%s", table.String())
	}
}

// A place is where events are appended and replayed.
type place struct {
	add    func(stream string, expected event.Version, r event.Record) error
	replay func(show func()) error
}

// places are made anew for each measure.
var places = []func(b *testing.B) place{
	func(b *testing.B) place {
		log, err := sqlite.Open(b.Context(), b.TempDir())
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { _ = log.Close() })
		return ofLog(b, log)
	},
	func(b *testing.B) place {
		return ofLog(b, open(b, esdbtest.Start(b, esdbtest.V24).ConnectionString(), eventstoredb.Streams("a")))
	},
	func(b *testing.B) place {
		return ofClient(b, esdbtest.Start(b, esdbtest.V24))
	},
}

func ofLog(b *testing.B, log ledger.EventLog) place {
	return place{
		func(stream string, expected event.Version, r event.Record) error {
			_, err := log.Append(b.Context(), stream, expected, []event.Record{r})
			return err
		},
		func(show func()) error {
			for _, err := range log.Read(b.Context(), event.Position{}) {
				if err != nil {
					return err
				}
				show()
			}
			return nil
		},
	}
}

// ofClient uses the store's client as its documentation shows.
func ofClient(b *testing.B, s *esdbtest.Server) place {
	config, err := esdb.ParseConnectionString(s.ConnectionString())
	if err != nil {
		b.Fatal(err)
	}
	config.Logger = esdb.NoopLogging()
	client, err := esdb.NewClient(config)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = client.Close() })
	return place{
		func(stream string, expected event.Version, r event.Record) error {
			o := esdb.AppendToStreamOptions{ExpectedRevision: esdb.NoStream{}}
			if expected >= 0 {
				o.ExpectedRevision = esdb.Revision(uint64(expected))
			}
			_, err := client.AppendToStream(b.Context(), stream, o, esdb.EventData{EventID: uuid.UUID(r.ID), EventType: string(r.Type), Data: r.Data, Metadata: r.Metadata})
			return err
		},
		func(show func()) error {
			ctx, cancel := context.WithCancel(b.Context())
			defer cancel()
			sub, err := client.SubscribeToAll(ctx, esdb.SubscribeToAllOptions{From: esdb.Start{}, MaxSearchWindow: 4096, CheckpointInterval: 64,
				Filter: &esdb.SubscriptionFilter{Type: esdb.StreamFilterType, Prefixes: []string{"a"}}})
			if err != nil {
				return err
			}
			for {
				switch m := sub.Recv(); {
				case m.SubscriptionDropped != nil:
					return m.SubscriptionDropped.Error
				case m.CaughtUp != nil:
					return nil
				case m.EventAppeared != nil:
					show()
				}
			}
		},
	}
}

// measure takes the middle of three measures of each place, in turn.
func measure(b *testing.B, rate func(place) float64) (rates [3]float64) {
	var all [3][]float64
	for range 3 {
		for i, at := range places {
			all[i] = append(all[i], rate(at(b)))
		}
	}
	for i := range all {
		slices.Sort(all[i])
		rates[i] = all[i][1]
	}
	return rates
}

func row(table *strings.Builder, what string, rates [3]float64) {
	µs := func(rate float64) float64 { return 1e6 / rate }
	fmt.Fprintf(table, "%-18s SQLite %7.0f events/s; EventStoreDB %7.0f, ratio %.2f; its client alone %7.0f: of %.0f µs an event %.0f are the client's and the server's, %.0f ours\n",
		what, rates[0], rates[1], rates[1]/rates[0], rates[2], µs(rates[1]), µs(rates[2]), µs(rates[1])-µs(rates[2]))
}

// appendRate is how many events a second writers append, each after its last
// answer, five to a stream.
func appendRate(b *testing.B, p place, writers, n int) float64 {
	var left atomic.Int64
	left.Store(int64(n))
	var wg sync.WaitGroup
	began := time.Now()
	for range writers {
		wg.Go(func() {
			for stream, version := "", event.Version(4); left.Add(-1) >= 0; version++ {
				if version == 4 {
					stream, version = "a-"+ulid.Make().String(), event.NoStream
				}
				if err := p.add(stream, version, typical()); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	return float64(n) / time.Since(began).Seconds()
}

// replayRate is how many events a second a read shows.
func replayRate(b *testing.B, p place, n int) float64 {
	var wg sync.WaitGroup
	for range 100 {
		wg.Go(func() {
			stream := "a-" + ulid.Make().String()
			for v := range n / 100 {
				if err := p.add(stream, event.Version(v-1), typical()); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	began, shown := time.Now(), 0
	if err := p.replay(func() { shown++ }); err != nil || shown != n {
		b.Fatalf("%d events shown, want %d: %v", shown, n, err)
	}
	return float64(n) / time.Since(began).Seconds()
}

// typical is a record of the size of ours.
func typical() event.Record {
	return event.Record{
		ID: ulid.Make(), Type: "recommandation.execution_constatee.v1", RecordedAt: time.Now(),
		Metadata: []byte(`{"acteur":{"id":"01K6XABCDEFGHJKMNPQRSTVWXY"},"commande":"01K6XABCDEFGHJKMNPQRSTVWXZ","empreinte":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","effet":"2026-03-01"}`),
		Data:     []byte(`{"constat":"Les travaux de réfection de l’éclairage public de la commune ont été achevés et réceptionnés sans réserve.","date":"2026-03-01","structure":"01K6XABCDEFGHJKMNPQRSTVWX0"}`),
	}
}

func perCall(f func() error) float64 {
	const calls = 20_000
	began := time.Now()
	for range calls {
		if err := f(); err != nil {
			panic(err)
		}
	}
	return float64(time.Since(began).Microseconds()) / calls
}
