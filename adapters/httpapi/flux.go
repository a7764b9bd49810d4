package httpapi

import (
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/ledger"
)

// fluxKept is how many of the last notices the readers share.
const fluxKept = 4096

// Flux tells readers, as server-sent events, of every event that the
// projections have applied: which it is, never what it holds. Whoever reads a
// table after a message sees at least that message's event. A reader has its
// messages in order, each once; it resumes after the last that it has.
//
// The fields may be changed before the first Serve.
type Flux struct {
	// Heartbeat is how long a reader goes without a sign of life at most.
	Heartbeat time.Duration
	// WriteTimeout is how long a reader may take to receive what is written to
	// it at once, a few dozen messages; one that takes longer is cut off.
	WriteTimeout time.Duration
	// Kept is how many of the last messages are held for those who follow; one
	// who falls further behind is cut off, and resumes from the log.
	Kept int

	log  ledger.EventLog
	seen func() event.Position

	mu sync.Mutex
	// ring are the last notices, oldest first: whoever has all up to floor
	// finds there all that follows. No notice changes once it is there.
	ring    []fluxNotice
	floor   event.Position
	wake    chan struct{} // closed at the next change, where somebody waits
	closed  bool
	readers int
}

// fluxNotice is one message as it is sent.
type fluxNotice struct {
	position event.Position
	message  []byte
}

// NewFlux makes a stream of what log holds up to seen, the position that
// queries see. Applied is to be told of what is applied later.
func NewFlux(log ledger.EventLog, seen func() event.Position) *Flux {
	return &Flux{Heartbeat: 20 * time.Second, WriteTimeout: 10 * time.Second, Kept: fluxKept, log: log, seen: seen}
}

// Applied tells the readers of events that queries see from now on. One
// goroutine at a time calls it, with events in global order.
func (f *Flux) Applied(batch []event.Envelope) {
	fresh := make([]fluxNotice, len(batch))
	for i, e := range batch {
		fresh[i] = fluxNotice{e.Position, fluxMessage(e.Position, e.Payload.EventType(), e.Stream, e.RecordedAt, e.Day)}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.ring) == 0 && len(fresh) > 0 {
		f.floor = fresh[0].position
	}
	f.ring = append(f.ring, fresh...)
	if over := len(f.ring) - f.Kept; over > 0 {
		f.floor = f.ring[over-1].position
		f.ring = f.ring[over:]
	}
	f.rouse()
}

// Close tells every reader that the service stops, and where to resume, and
// ends them. It does not wait for them. Whoever comes later is told the same.
func (f *Flux) Close() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.closed = true
	f.rouse()
}

// Readers is how many are being served.
func (f *Flux) Readers() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.readers
}

func (f *Flux) count(n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.readers += n
}

// rouse wakes those who wait; f is locked.
func (f *Flux) rouse() {
	if f.wake != nil {
		close(f.wake)
		f.wake = nil
	}
}

// fluxNext is what there is for a reader.
type fluxNext struct {
	notices []fluxNotice    // the next ones, not to be changed
	joined  bool            // the ring holds all that the reader lacks
	closed  bool            // the service stops
	changed <-chan struct{} // closed once there may be more
}

// next looks for what follows a position. The ring is taken for incomplete
// until it holds something: what was applied before is in the log.
func (f *Flux) next(after event.Position) fluxNext {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.wake == nil {
		f.wake = make(chan struct{})
	}
	n := fluxNext{closed: f.closed, changed: f.wake}
	if n.joined = len(f.ring) > 0 && after.Compare(f.floor) >= 0; n.joined {
		i, has := slices.BinarySearchFunc(f.ring, after, func(n fluxNotice, p event.Position) int { return n.position.Compare(p) })
		if has {
			i++
		}
		n.notices = f.ring[i:min(i+fluxBatch, len(f.ring))]
	}
	return n
}

// Where a reader says after which position it resumes.
const (
	headerLastEventID = "Last-Event-ID"
	queryAfter        = "depuis"
)

// ParseAfter reads from which position on a reader wants to be told: that of
// the last message it has (Last-Event-ID, which a browser sends by itself),
// else the one it names (?depuis=), else now.
func ParseAfter(r *http.Request, now event.Position) (event.Position, error) {
	text, place := r.Header.Get(headerLastEventID), "header."+headerLastEventID
	if text == "" {
		text, place = r.URL.Query().Get(queryAfter), "query."+queryAfter
	}
	if text == "" {
		return now, nil
	}
	after, err := event.ParsePosition(text)
	if err != nil {
		shown := strings.ToValidUTF8(text[:min(len(text), 80)], "")
		return event.Position{}, fault.New(fault.Invalid, "flux.position_illisible", "lu", shown).At(place).Because(err)
	}
	return after, nil
}
