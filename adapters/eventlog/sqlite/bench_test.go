package sqlite_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"suivi/domain/event"

	"github.com/oklog/ulid/v2"
)

// BenchmarkAppend measures durable appends of one event of some 400 bytes, by
// writers that each wait for their answer before the next.
func BenchmarkAppend(b *testing.B) {
	for _, writers := range writerCounts {
		b.Run(fmt.Sprintf("%d writers", writers), func(b *testing.B) {
			log := open(b, b.TempDir())
			race(b, writers, func() func() error {
				stream, version := "", event.NoStream
				return func() error {
					if version == event.NoStream {
						stream = "recommandation-" + ulid.Make().String()
					}
					_, err := log.Append(b.Context(), stream, version, sample(1))
					if version++; version == 4 {
						version = event.NoStream
					}
					return err
				}
			})
		})
	}
}

// BenchmarkDisk measures what the disk gives for the same bytes and writers
// without a log: a file that is written and synced for all who wait, and no
// check at all. A log is judged by its share of this.
func BenchmarkDisk(b *testing.B) {
	for _, writers := range writerCounts {
		b.Run(fmt.Sprintf("%d writers", writers), func(b *testing.B) {
			f, err := os.Create(filepath.Join(b.TempDir(), "raw"))
			if err != nil {
				b.Fatal(err)
			}
			defer f.Close()
			waiting := make(chan chan error, writers)
			go func() {
				event := make([]byte, 400)
				for first := range waiting {
					group := []chan error{first}
					bytes := event
					for range len(waiting) {
						group = append(group, <-waiting)
						bytes = append(bytes, event...)
					}
					_, err := f.Write(bytes)
					err = errors.Join(err, datasync(f))
					for _, done := range group {
						done <- err
					}
				}
			}()
			defer close(waiting)
			race(b, writers, func() func() error {
				done := make(chan error, 1)
				return func() error {
					waiting <- done
					return <-done
				}
			})
		})
	}
}

var writerCounts = []int{1, 16, 64, 256}

// race has writers append b.N events together, each after its last answer.
func race(b *testing.B, writers int, writer func() (write func() error)) {
	b.ResetTimer()
	var left atomic.Int64
	left.Store(int64(b.N))
	var wg sync.WaitGroup
	for range writers {
		wg.Go(func() {
			write := writer()
			for left.Add(-1) >= 0 {
				if err := write(); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "events/s")
}

// BenchmarkRead measures the read that a rebuild is made of, five events a
// stream.
func BenchmarkRead(b *testing.B) {
	log := open(b, b.TempDir())
	const events = 200_000
	for range events / 500 {
		rs := sample(5)
		var wg sync.WaitGroup
		for range 100 {
			wg.Go(func() {
				if _, err := log.Append(b.Context(), "recommandation-"+ulid.Make().String(), event.NoStream, rs); err != nil {
					b.Error(err)
				}
			})
		}
		wg.Wait()
	}
	b.ReportAllocs()
	b.ResetTimer()
	n := 0
	for range b.N {
		n = 0
		for _, err := range log.Read(b.Context(), event.Position{}) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
	}
	b.ReportMetric(float64(b.N*n)/b.Elapsed().Seconds(), "events/s")
}

// BenchmarkLoad measures the load of a stream of five events.
func BenchmarkLoad(b *testing.B) {
	log := open(b, b.TempDir())
	if _, err := log.Append(b.Context(), "a", event.NoStream, sample(5)); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, err := range log.Load(b.Context(), "a", 0) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}

// sample makes n records of the size of ours.
func sample(n int) []event.Record {
	rs := make([]event.Record, n)
	for i := range rs {
		rs[i] = event.Record{
			ID:         ulid.Make(),
			Type:       "recommandation.execution_constatee.v1",
			RecordedAt: time.Date(2026, 3, 4, 5, 6, 7, 891011000, time.UTC),
			Metadata:   []byte(`{"actor":"01K6XABCDEFGHJKMNPQRSTVWXY","command":"01K6XABCDEFGHJKMNPQRSTVWXZ"}`),
			Data:       []byte(`{"constat":"Les travaux de réfection de l’éclairage public de la commune ont été achevés et réceptionnés sans réserve.","date":"2026-03-01","structure":"01K6XABCDEFGHJKMNPQRSTVWX0"}`),
		}
	}
	return rs
}
