package migrate

import (
	"context"

	"suivi/domain/event"
	"suivi/domain/ledger"
)

// Copy adds to the target what the source holds after that position, in the
// source's order, one append after the other: events that follow one another in
// one stream go together, as far as an append takes them. It asks for exact
// versions and keeps ids, so that whatever was sent before may be sent again.
// told, where not nil, is told how many events were added by now. The answer is
// that number also where an error ends it: the target then holds a beginning of
// the source, from where Compare and another Copy go on.
//
// A *ledger.VersionConflict says that somebody else writes to the target.
func Copy(ctx context.Context, source, target ledger.EventLog, after event.Position, told func(events int)) (added int, err error) {
	var b batch
	flush := func() error {
		if len(b.records) == 0 {
			return nil
		}
		if _, err := target.Append(ctx, b.records[0].Stream, b.records[0].Version-1, b.records); err != nil {
			return err
		}
		if added += len(b.records); told != nil {
			told(added)
		}
		b = batch{}
		return nil
	}
	for rec, err := range ledger.ReadOwn(ctx, source, after) {
		if err != nil {
			return added, err
		}
		if rec.Position.Compare(after) <= 0 {
			continue
		}
		if !b.takes(rec) {
			if err := flush(); err != nil {
				return added, err
			}
		}
		b.add(rec)
	}
	return added, flush()
}

// What goes into one append at most: enough that an append costs little beside
// what it carries.
const (
	batchCount = 200
	batchBytes = 256 << 10
)

// batch is what goes into one append.
type batch struct {
	records []event.Record
	bytes   int
}

func (b *batch) takes(r event.Record) bool {
	if len(b.records) == 0 {
		return true
	}
	last := b.records[len(b.records)-1]
	return r.Stream == last.Stream && r.Version == last.Version+1 && len(b.records) < batchCount && b.bytes+len(r.Metadata)+len(r.Data) <= batchBytes
}

func (b *batch) add(r event.Record) {
	b.records = append(b.records, r)
	b.bytes += len(r.Metadata) + len(r.Data)
}
