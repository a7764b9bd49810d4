// Package memory is the event log in memory: the one of tests and of trials.
// It keeps every promise of ledger.EventLog but durability.
package memory

import (
	"bytes"
	"context"
	"iter"
	"math"
	"strings"
	"sync"
	"time"

	"suivi/adapters/eventlog"
	"suivi/domain/event"
	"suivi/domain/ledger"
)

// Log is an event log in memory. Positions count from 1.
type Log struct {
	bell eventlog.Bell

	mu      sync.RWMutex
	closed  bool
	all     []event.Record   // the event of position p is all[p-1]
	streams map[string][]int // indexes in all, by version
}

var _ ledger.EventLog = (*Log)(nil)

// New is an empty log.
func New() *Log { return &Log{streams: map[string][]int{}} }

// Reopen closes the log and gives an open one that holds the same events, as
// after a restart.
func (l *Log) Reopen() *Log {
	_ = l.Close()
	l.mu.Lock()
	defer l.mu.Unlock()
	next := &Log{all: l.all, streams: l.streams}
	l.all, l.streams = nil, nil
	return next
}

// Append implements ledger.EventLog.
func (l *Log) Append(ctx context.Context, stream string, expected event.Version, records []event.Record) (ledger.Appended, error) {
	if err := eventlog.Check(stream, records); err != nil {
		return ledger.Appended{}, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return ledger.Appended{}, ledger.ErrClosed
	}
	if err := ctx.Err(); err != nil {
		return ledger.Appended{}, err
	}

	held := l.streams[stream]
	actual := event.Version(len(held) - 1)
	last := expected + event.Version(len(records))
	if expected != actual {
		if expected >= event.NoStream && last <= actual && l.holds(held[expected+1:], records) {
			return ledger.Appended{Version: last, Position: l.all[held[last]].Position}, nil
		}
		return ledger.Appended{}, &ledger.VersionConflict{Stream: stream, Expected: expected, Actual: actual}
	}
	for i, r := range records {
		r = clone(r)
		r.Stream = stream
		r.Version = expected + 1 + event.Version(i)
		r.Position = position(len(l.all) + 1)
		r.RecordedAt = time.UnixMicro(r.RecordedAt.UnixMicro()).UTC()
		held = append(held, len(l.all))
		l.all = append(l.all, r)
	}
	l.streams[stream] = held
	l.bell.Ring()
	return ledger.Appended{Version: last, Position: position(len(l.all))}, nil
}

// holds reports whether the events at held begin with the ids of records.
func (l *Log) holds(held []int, records []event.Record) bool {
	for i := range records {
		if l.all[held[i]].ID != records[i].ID {
			return false
		}
	}
	return true
}

// Load implements ledger.EventLog.
func (l *Log) Load(ctx context.Context, stream string, from event.Version) iter.Seq2[event.Record, error] {
	return func(yield func(event.Record, error) bool) {
		l.mu.RLock()
		held, all := l.streams[stream], l.all
		l.mu.RUnlock()
		for v := max(from, 0); ; v++ {
			if err := l.state(ctx); err != nil {
				yield(event.Record{}, err)
				return
			}
			if int(v) >= len(held) || !yield(clone(all[held[v]]), nil) {
				return
			}
		}
	}
}

// Read implements ledger.EventLog.
func (l *Log) Read(ctx context.Context, from event.Position) iter.Seq2[event.Record, error] {
	return func(yield func(event.Record, error) bool) {
		all := l.events()
		for i := max(index(from)-1, 0); ; i++ {
			if err := l.state(ctx); err != nil {
				yield(event.Record{}, err)
				return
			}
			if i >= len(all) || !yield(clone(all[i]), nil) {
				return
			}
		}
	}
}

// Subscribe implements ledger.EventLog.
func (l *Log) Subscribe(ctx context.Context, after event.Position, prefix string) iter.Seq2[ledger.Notice, error] {
	return func(yield func(ledger.Notice, error) bool) {
		told := false // that the reader has caught up since the last event
		for i := index(after); ; {
			rung := l.bell.Next()
			all := l.events()
			if err := l.state(ctx); err != nil {
				yield(ledger.Notice{}, err)
				return
			}
			if i < len(all) {
				r := all[i]
				i++
				if strings.HasPrefix(r.Stream, prefix) {
					told = false
					if !yield(ledger.Notice{Record: clone(r)}, nil) {
						return
					}
				}
				continue
			}
			if !told && !yield(ledger.Notice{CaughtUp: true}, nil) {
				return
			}
			told = true
			select {
			case <-rung:
			case <-ctx.Done():
			}
		}
	}
}

// Head implements ledger.EventLog.
func (l *Log) Head(ctx context.Context) (event.Position, error) {
	if err := l.state(ctx); err != nil {
		return event.Position{}, err
	}
	return position(len(l.events())), nil
}

// Close implements ledger.EventLog.
func (l *Log) Close() error {
	l.mu.Lock()
	l.closed = true
	l.mu.Unlock()
	l.bell.Ring()
	return nil
}

// events is what the log holds now: a slice that only ever grows behind.
func (l *Log) events() []event.Record {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.all
}

// state is the error that ends a read.
func (l *Log) state(ctx context.Context) error {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if l.closed {
		return ledger.ErrClosed
	}
	return ctx.Err()
}

func clone(r event.Record) event.Record {
	r.Metadata = bytes.Clone(r.Metadata)
	r.Data = bytes.Clone(r.Data)
	return r
}

func position(n int) event.Position { return event.NewPosition(uint64(n), uint64(n)) }

func index(p event.Position) int {
	n, _ := p.Halves()
	return int(min(n, math.MaxInt))
}
