package esdbtest

import (
	"math"

	"github.com/google/uuid"
)

// Expected revisions besides the exact ones. ES Data/ExpectedVersion.cs.
const (
	noStream     int64 = -1
	anyRevision  int64 = -2
	streamExists int64 = -4
)

// decision is what the writer makes of an append. ES
// Services/Storage/ReaderIndex/CommitCheckResult.cs.
type decision int

const (
	ok decision = iota
	idempotent
	wrongExpectedVersion
	corruptedIdempotency
	deleted
)

// softDeleted is before what event a stream is cut that was deleted and may come
// again. ES Data/EventNumber.cs DeletedStream.
const softDeleted = math.MaxInt64

// check judges an append of these ids. With idempotent comes the last event
// that it wrote the first time; otherwise current is the number of the stream's
// last event. It follows ES Services/Storage/ReaderIndex/IndexWriter.cs,
// CheckCommit, case by case. mu is held.
func (d *database) check(name string, expected int64, ids []uuid.UUID) (_ decision, before *record, current int64) {
	s := d.stream(name)
	current = int64(len(s.events)) - 1
	isSoftDeleted := len(s.events) > 0 && s.first == softDeleted
	if s.tombstoned {
		return deleted, nil, current
	}
	if expected == streamExists && isSoftDeleted {
		return deleted, nil, current
	}
	if expected == streamExists && current < 0 && !s.metadata {
		return wrongExpectedVersion, nil, current
	}
	if expected == anyRevision || expected == streamExists {
		return d.checkCached(name, ids, current)
	}
	if expected > current {
		return wrongExpectedVersion, nil, current
	}
	if expected == current {
		return ok, nil, current
	}
	for i, id := range ids {
		number := expected + 1 + int64(i)
		if number <= current && uint64(number) >= s.first && s.events[number].id == id {
			before = s.events[number]
			continue
		}
		switch {
		case i > 0:
			return corruptedIdempotency, nil, current
		case expected == noStream && isSoftDeleted:
			return ok, nil, current
		}
		return wrongExpectedVersion, nil, current
	}
	return idempotent, before, current
}

// checkCached is check of an append that expects no number: what it knows is
// what it has in memory.
func (d *database) checkCached(name string, ids []uuid.UUID, current int64) (_ decision, before *record, _ int64) {
	for i, id := range ids {
		r := d.cache[id]
		if r == nil || r.stream != name {
			if i == 0 {
				return ok, nil, current
			}
			return corruptedIdempotency, nil, current
		}
		before = r
	}
	return idempotent, before, current
}
