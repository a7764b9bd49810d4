package eventlogtest

import (
	"bytes"
	"context"
	"iter"
	"slices"
	"strings"
	"time"

	"suivi/domain/event"
	"suivi/domain/ledger"
)

// patience is how long a rule waits for what must come, generous since it is
// spent only by a log that breaks the rule.
const patience = 30 * time.Second

// load is all of a stream.
func (h *house) load(stream string) []event.Record {
	h.Helper()
	return h.all(h.log.Load(h.Context(), stream, 0))
}

// read is every event of this rule from position from on, in global order.
func (h *house) read(from event.Position) []event.Record {
	h.Helper()
	all := h.all(h.log.Read(h.Context(), from))
	for i := 1; i < len(all); i++ {
		if all[i-1].Position.Compare(all[i].Position) >= 0 {
			h.Fatalf("position %v is read after %v", all[i].Position, all[i-1].Position)
		}
	}
	return slices.DeleteFunc(all, func(r event.Record) bool { return !strings.HasPrefix(r.Stream, h.prefix) })
}

func (h *house) all(seq iter.Seq2[event.Record, error]) []event.Record {
	h.Helper()
	var rs []event.Record
	for r, err := range seq {
		h.noError(err)
		rs = append(rs, r)
	}
	return rs
}

// same fails unless got are the records of want, with these ids, bytes and
// times, at versions from first on.
func (h *house) same(got, want []event.Record, stream string, first event.Version) {
	h.Helper()
	if len(got) != len(want) {
		h.Fatalf("%s: %d events, want %d", stream, len(got), len(want))
	}
	for i, g := range got {
		w := want[i]
		switch {
		case g.Stream != stream, g.Version != first+event.Version(i):
			h.Fatalf("event %d is version %d of %q, want version %d of %q", i, g.Version, g.Stream, first+event.Version(i), stream)
		case g.ID != w.ID, g.Type != w.Type:
			h.Fatalf("%s version %d is %s %s, want %s %s", stream, g.Version, g.ID, g.Type, w.ID, w.Type)
		case !bytes.Equal(g.Metadata, w.Metadata), !bytes.Equal(g.Data, w.Data):
			h.Fatalf("%s version %d holds %q %q, want %q %q", stream, g.Version, g.Metadata, g.Data, w.Metadata, w.Data)
		case !g.RecordedAt.Equal(time.UnixMicro(w.RecordedAt.UnixMicro())) || g.RecordedAt.Location() != time.UTC:
			h.Fatalf("%s version %d is of %v, want %v", stream, g.Version, g.RecordedAt, w.RecordedAt.UTC())
		case g.Position.IsZero():
			h.Fatalf("%s version %d has no position", stream, g.Version)
		}
	}
}

// A tail is a subscription that is read in steps.
type tail struct {
	h    *house
	next func() (ledger.Notice, error, bool)
	stop func()
	end  context.CancelFunc // of its context
}

// tail subscribes to the streams of this rule. What the rule does not stop
// ends with it.
func (h *house) tail(after event.Position, prefix string) *tail {
	ctx, cancel := context.WithTimeout(h.Context(), patience)
	next, stop := iter.Pull2(h.log.Subscribe(ctx, after, prefix))
	h.Cleanup(func() { cancel(); stop() })
	return &tail{h, next, stop, cancel}
}

// event is the next event, past any CaughtUp.
func (t *tail) event() event.Record {
	t.h.Helper()
	for {
		n, err, ok := t.next()
		if !ok || err != nil {
			t.h.Fatalf("the subscription ended while an event was due: %v", err)
		}
		if !n.CaughtUp {
			return n.Record
		}
	}
}

// caughtUp is every event up to the next CaughtUp.
func (t *tail) caughtUp() []event.Record {
	t.h.Helper()
	var rs []event.Record
	for {
		n, err, ok := t.next()
		if !ok || err != nil {
			t.h.Fatalf("the subscription ended before it caught up: %v", err)
		}
		if n.CaughtUp {
			return rs
		}
		rs = append(rs, n.Record)
	}
}

// ids of records, to compare orders.
func ids(rs []event.Record) string {
	var b strings.Builder
	for _, r := range rs {
		b.WriteString(r.ID.String())
		b.WriteByte(' ')
	}
	return b.String()
}
