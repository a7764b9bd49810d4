package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/oklog/ulid/v2"

	"suivi/adapters/eventlog/sqlite"
	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/ledger"
	"suivi/domain/recommendation"
)

// cell is how long one measure of appends lasts.
const cell = 1500 * time.Millisecond

// appends measures durable appends of one event each, beside a raw file with
// the same bytes.
func appends(ctx context.Context, dir string, rounds int) error {
	var fsync, raw1, raw64, ours1, ours64, single64 []float64
	for round := range rounds {
		here := filepath.Join(dir, fmt.Sprintf("append-%d", round))
		if err := os.MkdirAll(here, 0o755); err != nil {
			return err
		}
		f, err := newRawFile(filepath.Join(here, "raw"))
		if err != nil {
			return err
		}
		raw1 = append(raw1, f.each(1))
		fsync = append(fsync, 1e6/raw1[round])
		raw64 = append(raw64, f.grouped(64))
		if err := f.file.Close(); err != nil {
			return err
		}
		for writers, into := range map[int]*[]float64{1: &ours1, 64: &ours64} {
			rate, err := ledgerRate(ctx, filepath.Join(here, fmt.Sprint("ours-", writers)), writers)
			if err != nil {
				return err
			}
			*into = append(*into, rate)
		}
		rate, err := ledgerRate(ctx, filepath.Join(here, "single"), 64, sqlite.WithoutGroupCommit())
		if err != nil {
			return err
		}
		single64 = append(single64, rate)
		if err := os.RemoveAll(here); err != nil {
			return err
		}
	}
	heading("Durable appends, one event each")
	row("one write and fdatasync of an event's bytes", fmt.Sprintf("%.0f µs", median(fsync)), "", "")
	row("raw file, a fdatasync an event, 1 writer", perSecond(median(raw1)), "", "")
	row("raw file, group commit, 64 writers", perSecond(median(raw64)), "", "")
	row("ours, one transaction an event, 64 writers", perSecond(median(single64)), "", "")
	row("ours, 1 writer", perSecond(median(ours1)), ratioOf(ours1, raw1)+" × raw file", ">= 0.4")
	row("ours, 64 writers", perSecond(median(ours64)), ratioOf(ours64, raw64)+" × raw grouped", ">= 0.2")
	row("", "", ratioOf(ours64, single64)+" × one transaction", ">= 5")
	return nil
}

func perSecond(rate float64) string { return fmt.Sprintf("%.0f events/s", rate) }

// ratioOf is the median of the ratios round by round.
func ratioOf(a, b []float64) string {
	var all []float64
	for i := range a {
		all = append(all, a[i]/b[i])
	}
	return fmt.Sprintf("%.2f", median(all))
}

// sampleRecord is an event of the usual size.
func sampleRecord(id ulid.ULID) (event.Record, error) {
	return event.Encode(event.Envelope{ID: id, RecordedAt: time.Now(), Metadata: event.Metadata{Actor: event.Actor{ID: "bench"}, Command: id,
		Hash: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Day: domain.MustDay(2024, 1, 31)},
		Payload: recommendation.Found{State: domain.InProgress, Words: "Une concertation est en cours avec les structures concernées", Observation: "Contraintes budgétaires"}})
}

func ledgerRate(ctx context.Context, dir string, writers int, opts ...sqlite.Option) (float64, error) {
	log, err := sqlite.Open(ctx, dir, opts...)
	if err != nil {
		return 0, err
	}
	defer log.Close()
	var done atomic.Int64
	var failed atomic.Pointer[error]
	rate := writeFor(writers, func(until time.Time) {
		entropy := ulid.Monotonic(rand.Reader, 0)
		for time.Now().Before(until) {
			id := ulid.MustNew(ulid.Now(), entropy)
			rec, err := sampleRecord(id)
			if err == nil {
				_, err = log.Append(ctx, recommendation.Stream(domain.RecommendationID{ULID: id}), event.NoStream, []event.Record{rec})
			}
			if err != nil {
				failed.Store(&err)
				return
			}
			done.Add(1)
		}
	}, &done)
	if err := failed.Load(); err != nil {
		return 0, *err
	}
	return rate, nil
}

// writeFor runs writers for one cell and gives how many were done a second.
func writeFor(writers int, write func(until time.Time), done *atomic.Int64) float64 {
	var all sync.WaitGroup
	start := time.Now()
	for range writers {
		all.Go(func() { write(start.Add(cell)) })
	}
	all.Wait()
	return float64(done.Load()) / time.Since(start).Seconds()
}

var _ ledger.EventLog = (*sqlite.Log)(nil)

// rawFile is what no log can beat: the bytes, and a sync.
type rawFile struct {
	file    *os.File
	payload []byte
}

func newRawFile(path string) (*rawFile, error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	rec, err := sampleRecord(ulid.Make())
	if err != nil {
		return nil, err
	}
	return &rawFile{f, bytes.Join([][]byte{rec.ID[:], []byte(rec.Type), rec.Metadata, rec.Data}, nil)}, nil
}

// each syncs after every event.
func (r *rawFile) each(writers int) float64 {
	var done atomic.Int64
	return writeFor(writers, func(until time.Time) {
		for time.Now().Before(until) {
			if _, err := r.file.Write(r.payload); err != nil || sync1(r.file) != nil {
				return
			}
			done.Add(1)
		}
	}, &done)
}

// grouped lets one goroutine write and sync whatever waits.
func (r *rawFile) grouped(writers int) float64 {
	queue := make(chan chan struct{}, 4096)
	go func() {
		for first := range queue {
			waiting := []chan struct{}{first}
			for len(queue) > 0 && len(waiting) < 512 {
				waiting = append(waiting, <-queue)
			}
			_, _ = r.file.Write(bytes.Repeat(r.payload, len(waiting)))
			_ = sync1(r.file)
			for _, w := range waiting {
				close(w)
			}
		}
	}()
	defer close(queue)
	var done atomic.Int64
	return writeFor(writers, func(until time.Time) {
		for time.Now().Before(until) {
			ack := make(chan struct{})
			queue <- ack
			<-ack
			done.Add(1)
		}
	}, &done)
}
