package eventlogtest

import (
	"bytes"
	"strings"
	"time"

	"suivi/domain/event"
	"suivi/domain/ledger"
)

var byteRules = []rule{
	{name: "bytes come back as they went in", hold: func(h *house) {
		every := make([]byte, 256)
		for i := range every {
			every[i] = byte(i)
		}
		var rs []event.Record
		for _, b := range [][]byte{
			nil, {}, []byte("{}"), []byte(`{"é":"😀 \u0000"}`), []byte("\ufeffé"), []byte(" a\r\n\t "),
			{0}, []byte("a\x00b"), {0xff, 0xfe}, []byte("caf\xe9"), []byte("\xed\xa0\x80"), []byte("12"), []byte("1e400"), every,
		} {
			r := one()
			r.Metadata, r.Data = b, []byte("{}")
			s := one()
			s.Metadata, s.Data = []byte("{}"), b
			rs = append(rs, r, s)
		}
		h.append(h.stream("a"), event.NoStream, rs...)
		h.same(h.load(h.stream("a")), rs, h.stream("a"), 0)
		h.same(h.read(event.Position{}), rs, h.stream("a"), 0)
		h.same(h.tail(event.Position{}, h.prefix).caughtUp(), rs, h.stream("a"), 0)
	}},
	{name: "the largest event comes back whole", hold: func(h *house) {
		r := one()
		r.Metadata = nil
		r.Data = bytes.Repeat([]byte("é"), ledger.MaxEventBytes/2)
		h.append(h.stream("a"), event.NoStream, r)
		h.same(h.load(h.stream("a")), []event.Record{r}, h.stream("a"), 0)
	}},
	{name: "the largest append comes back whole", hold: func(h *house) {
		rs := records(ledger.MaxAppendCount)
		for i := range rs {
			rs[i].Metadata = nil
			rs[i].Data = bytes.Repeat([]byte{byte(i)}, ledger.MaxAppendBytes/len(rs))
		}
		h.append(h.stream("a"), event.NoStream, rs...)
		h.same(h.load(h.stream("a")), rs, h.stream("a"), 0)
	}},
	{name: "times are kept to the microsecond, in UTC", hold: func(h *house) {
		paris := time.FixedZone("CEST", 2*3600)
		var rs []event.Record
		for _, at := range []time.Time{
			time.Date(2026, 7, 14, 0, 30, 0, 999_999_999, paris),
			time.Date(2026, 1, 1, 0, 0, 0, 1_000, time.UTC),
			time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
			time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC),
			time.Date(1944, 8, 25, 12, 0, 0, 123_456_000, time.UTC),
			time.Date(9999, 12, 31, 23, 59, 59, 999_999_000, time.UTC),
		} {
			r := one()
			r.RecordedAt = at
			rs = append(rs, r)
		}
		h.append(h.stream("a"), event.NoStream, rs...)
		h.same(h.load(h.stream("a")), rs, h.stream("a"), 0)
	}},
	{name: "the log keeps nothing of the caller's slices", hold: func(h *house) {
		rs := records(2)
		want := []event.Record{rs[0], rs[1]}
		for i := range want {
			want[i].Data = bytes.Clone(rs[i].Data)
			want[i].Metadata = bytes.Clone(rs[i].Metadata)
		}
		h.append(h.stream("a"), event.NoStream, rs...)
		for i := range rs {
			clear(rs[i].Data)
			clear(rs[i].Metadata)
		}
		h.same(h.load(h.stream("a")), want, h.stream("a"), 0)
	}},
	{name: "what a reader does to its bytes harms nobody", hold: func(h *house) {
		rs := records(3)
		h.append(h.stream("a"), event.NoStream, rs...)
		for _, r := range h.load(h.stream("a")) {
			clear(r.Data)
			_ = append(r.Metadata, strings.Repeat("!", 100)...)
		}
		for _, r := range h.read(event.Position{}) {
			clear(r.Metadata)
			_ = append(r.Metadata, strings.Repeat("!", 100)...)
		}
		h.same(h.load(h.stream("a")), rs, h.stream("a"), 0)
	}},
	{name: "each record's place in the append is given by the log", hold: func(h *house) {
		rs := records(2)
		rs[0].Stream, rs[0].Version, rs[0].Position = "elsewhere", 41, event.NewPosition(7, 7)
		h.append(h.stream("a"), event.NoStream, rs...)
		h.same(h.load(h.stream("a")), rs, h.stream("a"), 0)
	}},
}
