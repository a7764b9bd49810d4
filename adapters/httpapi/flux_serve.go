package httpapi

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/go-json-experiment/json"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/ledger"
)

// fluxBatch is how many messages are written at once at most.
const fluxBatch = 64

// fluxTrust is for how long a reader is told more before it is asked again
// whether it still may be.
const fluxTrust = 3 * time.Second

// Codes of why a stream is cut off, beside that of the refusal of a reader who
// no longer may read.
const (
	cutSlow   = "flux.lecteur_en_retard"
	cutFailed = "serveur.registre_illisible"
)

// fluxReader is one reader being served.
type fluxReader struct {
	*Flux
	w     http.ResponseWriter
	to    *http.ResponseController
	at    event.Position // the reader has been told of all up to here
	still func(context.Context) error
	asked time.Time // when still last agreed
}

// Serve streams to a reader every event after a position, first those that the
// log holds, then each as it is applied, until the reader goes, is cut off, or
// Close. A position beyond the log's end, which another ledger gave, is read
// as its end; the first message says from where the stream starts.
//
// still says whether the reader may still read: it is asked before each
// heartbeat, and before a message where it was last asked three seconds ago or
// more. Its error ends the stream, whose last message bears the fault's code.
//
// One goroutine serves one reader, the caller's.
func (f *Flux) Serve(w http.ResponseWriter, r *http.Request, after event.Position, still func(context.Context) error) {
	f.count(+1)
	defer f.count(-1)
	if head, err := f.log.Head(r.Context()); err == nil && after.Compare(head) > 0 {
		after = head
	}
	s := &fluxReader{Flux: f, w: w, to: http.NewResponseController(w), at: after, still: still, asked: time.Now()}
	// The server's own bounds are for short answers. Where there are none to
	// lift (a recorder of a test), nothing is bounded.
	_ = s.to.SetReadDeadline(time.Time{})
	h := w.Header()
	h.Set("Content-Type", "text/event-stream; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no")
	h.Set("Connection", "close") // the deadline of the last write is no other request's
	start := fmt.Appendf(nil, ": suivi\nretry: 3000\n\nid: %s\nevent: position\ndata: {\"position\":\"%[1]s\"}\n\n", s.at)
	if s.send(fluxNotice{message: start}) == nil {
		s.follow(r.Context())
	}
}

// follow tells the reader of everything until one of them is done.
func (s *fluxReader) follow(ctx context.Context) {
	beat := time.NewTicker(s.Heartbeat)
	defer beat.Stop()
	live := false // the reader follows the ring, no longer the log
	for {
		next := s.next(s.at)
		switch {
		case next.closed:
			s.end("arret", "")
			return
		case live && !next.joined:
			s.end("coupure", cutSlow)
			return
		}
		live = next.joined
		from, err := s.at, error(nil)
		if live {
			err = s.tell(ctx, next.notices)
		} else {
			err = s.replay(ctx)
		}
		if err != nil {
			return
		}
		if s.at != from {
			continue
		}
		select {
		case <-ctx.Done():
			return
		case <-next.changed:
		case <-beat.C:
			if s.allowed(ctx) != nil || s.send(fluxNotice{message: []byte(":\n\n")}) != nil {
				return
			}
		}
	}
}

// replay tells from the log what the projections have applied beyond what the
// reader has. It stops early where the service does.
func (s *fluxReader) replay(ctx context.Context) error {
	seen := s.seen()
	if s.at.Compare(seen) >= 0 {
		return nil
	}
	var waiting []fluxNotice
	for rec, err := range ledger.ReadOwn(ctx, s.log, s.at) {
		if err != nil {
			s.end("coupure", cutFailed)
			return err
		}
		if rec.Position.Compare(s.at) <= 0 {
			continue
		}
		if rec.Position.Compare(seen) > 0 {
			break
		}
		message, err := fluxMessageOf(rec)
		if err != nil {
			s.end("coupure", cutFailed)
			return err
		}
		if waiting = append(waiting, fluxNotice{rec.Position, message}); len(waiting) == fluxBatch {
			if err := s.tell(ctx, waiting); err != nil || s.next(s.at).closed {
				return err
			}
			waiting = waiting[:0]
		}
	}
	return s.tell(ctx, waiting)
}

// tell sends notices that follow what the reader has.
func (s *fluxReader) tell(ctx context.Context, notices []fluxNotice) error {
	if len(notices) == 0 {
		return nil
	}
	if time.Since(s.asked) >= fluxTrust {
		if err := s.allowed(ctx); err != nil {
			return err
		}
	}
	if err := s.send(notices...); err != nil {
		return err
	}
	s.at = notices[len(notices)-1].position
	return nil
}

// allowed asks whether the reader still may read, and ends it where it may not.
func (s *fluxReader) allowed(ctx context.Context) error {
	err := s.still(ctx)
	if err != nil {
		s.end("coupure", cmp.Or(fault.CodeOf(err), refusedOurs))
	}
	s.asked = time.Now()
	return err
}

// end tells the reader why it ends and where to resume, where it still can be
// told.
func (s *fluxReader) end(how, code string) {
	data, _ := json.Marshal(struct {
		After event.Position `json:"reprendre"`
		Code  string         `json:"code,omitzero"`
	}{s.at, code})
	_ = s.send(fluxNotice{message: fmt.Appendf(nil, "id: %s\nevent: %s\ndata: %s\n\n", s.at, how, data)})
}

// send writes messages; it fails where the reader does not take them in time.
func (s *fluxReader) send(notices ...fluxNotice) error {
	_ = s.to.SetWriteDeadline(time.Now().Add(s.WriteTimeout))
	for _, n := range notices {
		if _, err := s.w.Write(n.message); err != nil {
			return err
		}
	}
	return s.to.Flush()
}

// fluxMessageOf writes the notice of an event as the log holds it.
func fluxMessageOf(rec event.Record) ([]byte, error) {
	var m event.Metadata
	if err := json.Unmarshal(rec.Metadata, &m); err != nil {
		return nil, fmt.Errorf("metadata of event %s: %w", rec.Position, err)
	}
	return fluxMessage(rec.Position, rec.Type, rec.Stream, rec.RecordedAt, m.Day), nil
}

// sinceEver is the day of effect of what has no known beginning, the first that
// can be written; it is no day to be told.
const sinceEver domain.Day = 1

// fluxMessage writes one notice, of no event type of its own, so that a
// browser's onmessage gets it. None of what it names can fail to be written.
func fluxMessage(p event.Position, t event.Type, stream string, recordedAt time.Time, effect domain.Day) []byte {
	if effect == sinceEver {
		effect = 0
	}
	data, _ := json.Marshal(struct {
		Position   event.Position `json:"position"`
		Type       event.Type     `json:"type"`
		Stream     string         `json:"flux"`
		RecordedAt string         `json:"enregistre_le"`
		Effect     domain.Day     `json:"effet,omitzero"`
	}{p, t, stream, recordedAt.UTC().Format("2006-01-02T15:04:05.000000Z"), effect})
	return fmt.Appendf(nil, "id: %s\ndata: %s\n\n", p, data)
}
