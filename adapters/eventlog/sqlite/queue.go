package sqlite

import (
	"context"
	"strings"
	"sync"
	"unicode/utf8"

	"suivi/domain/event"
	"suivi/domain/ledger"
)

// What one commit takes at most. More appends gain nothing; more bytes would
// crowd SQLite's page cache.
const (
	groupAppends = 512
	groupBytes   = 8 << 20
)

// pending is an append that waits for the writer. It shares no memory with the
// caller, who may leave before it is written.
type pending struct {
	ctx      context.Context
	stream   string
	expected event.Version
	rows     []row
	bytes    int
	answer   ledger.Appended
	refusal  error      // of this append alone
	done     chan error // takes one error: that of the commit, or refusal
}

// row is a record as it is stored.
type row struct {
	id, kind       string
	micros         int64
	metadata, data value
}

// value is what a record holds, stored as text where it is text, so that an
// auditor can read it.
type value struct {
	bytes  string
	isText bool
}

func newPending(ctx context.Context, stream string, expected event.Version, records []event.Record) *pending {
	p := &pending{ctx: ctx, stream: stream, expected: expected, rows: make([]row, len(records)), done: make(chan error, 1)}
	for i := range records {
		r := &records[i]
		p.rows[i] = row{r.ID.String(), string(r.Type), r.RecordedAt.UnixMicro(), newValue(r.Metadata), newValue(r.Data)}
		p.bytes += len(r.Metadata) + len(r.Data)
	}
	return p
}

func newValue(b []byte) value {
	s := string(b)
	return value{s, utf8.ValidString(s) && strings.IndexByte(s, 0) < 0}
}

// queue is where appends wait.
type queue struct {
	mu      sync.Mutex
	waiting []*pending
	closed  bool
	wake    chan struct{}
	appends int // what one commit takes at most
}

func newQueue() *queue { return &queue{wake: make(chan struct{}, 1), appends: groupAppends} }

// put adds an append, unless the queue is closed.
func (q *queue) put(p *pending) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return false
	}
	q.waiting = append(q.waiting, p)
	q.signal()
	return true
}

// take waits for appends and gives those to be committed together. It gives
// none once the queue is closed and empty.
func (q *queue) take() []*pending {
	for {
		q.mu.Lock()
		if len(q.waiting) > 0 {
			n, bytes := 0, 0
			for n < len(q.waiting) && n < q.appends && bytes < groupBytes {
				bytes += q.waiting[n].bytes
				n++
			}
			group := q.waiting[:n:n]
			q.waiting = q.waiting[n:]
			q.mu.Unlock()
			return group
		}
		closed := q.closed
		q.mu.Unlock()
		if closed {
			return nil
		}
		<-q.wake
	}
}

// close lets in no more; what waits is still taken.
func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.signal()
}

// signal wakes the one that takes, or lets it pass when it comes to wait.
func (q *queue) signal() {
	select {
	case q.wake <- struct{}{}:
	default:
	}
}
