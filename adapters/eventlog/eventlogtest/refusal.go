package eventlogtest

import (
	"errors"

	"suivi/domain/event"
	"suivi/domain/ledger"

	"github.com/oklog/ulid/v2"
)

var refusalRules = []rule{
	{name: "no record", hold: refuses(0, nil)},
	{name: "a record without id", hold: refuses(2, func(rs []event.Record) { rs[1].ID = ulid.ULID{} })},
	{name: "a record without type", hold: refuses(2, func(rs []event.Record) { rs[1].Type = "" })},
	{name: "a type that is not text", hold: refuses(2, func(rs []event.Record) { rs[0].Type = "a\xff" })},
	{name: "a type with a NUL", hold: refuses(2, func(rs []event.Record) { rs[0].Type = "a\x00b" })},
	{name: "an event over the limit", hold: refuses(1, func(rs []event.Record) {
		rs[0].Metadata = []byte("{}")
		rs[0].Data = make([]byte, ledger.MaxEventBytes-1)
	})},
	{name: "an append over the limit of bytes", hold: refuses(2, func(rs []event.Record) {
		rs[0].Data = make([]byte, ledger.MaxAppendBytes/2)
		rs[1].Data = make([]byte, ledger.MaxAppendBytes/2)
	})},
	{name: "an append over the limit of events", hold: refuses(ledger.MaxAppendCount+1, nil)},
	{name: "a stream without name", hold: refusesStream("")},
	{name: "a stream name that is not text", hold: refusesStream("a\xff")},
	{name: "a stream name with a NUL", hold: refusesStream("a\x00b")},
}

// refuses holds that n records, spoilt, are an ErrInvalidAppend that writes
// nothing.
func refuses(n int, spoil func([]event.Record)) func(*house) {
	return func(h *house) {
		rs := records(n)
		if spoil != nil {
			spoil(rs)
		}
		_, err := h.log.Append(h.Context(), h.stream("a"), event.NoStream, rs)
		if !errors.Is(err, ledger.ErrInvalidAppend) {
			h.Fatalf("append answered %v, want ErrInvalidAppend", err)
		}
		if got := len(h.load(h.stream("a"))); got != 0 {
			h.Fatalf("a refused append left %d events", got)
		}
	}
}

func refusesStream(name string) func(*house) {
	return func(h *house) {
		_, err := h.log.Append(h.Context(), name, event.NoStream, records(1))
		if !errors.Is(err, ledger.ErrInvalidAppend) {
			h.Fatalf("append to %q answered %v, want ErrInvalidAppend", name, err)
		}
	}
}
