// Package migrate copies a ledger from one event log to another: the events of
// its own streams, with ids, order, times and bytes as they are. Positions are
// each log's own and are not copied.
package migrate

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
	"iter"

	"suivi/domain/event"
	"suivi/domain/ledger"
)

// Side is what one log holds.
type Side struct {
	Events int
	// SHA256 is that of all its events in order; each is its stream, version,
	// id, type, time of record in microseconds, metadata and data, each as text
	// or bytes after its length in eight bytes.
	SHA256 string
}

// Standing is how far a target holds a source: all its events are the source's
// first ones.
type Standing struct {
	Source, Target Side
	// After is the position in the source of the last event that the target
	// holds, zero for none.
	After event.Position
}

// Complete reports whether the target holds all that the source does.
func (s Standing) Complete() bool { return s.Source == s.Target }

// Difference is the first event in which a target is no beginning of a source.
type Difference struct {
	Number int    // from 1
	Field  string // that differs, by the name under which it is stored; empty: Source has no such event
	Source event.Record
	Target event.Record
}

func (d *Difference) Error() string {
	return fmt.Sprintf("event %d of the target is %s of %s, version %d, where the source has %s of %s, version %d", d.Number, d.Target.Type, d.Target.Stream, d.Target.Version, d.Source.Type, d.Source.Stream, d.Source.Version)
}

// Compare reads both logs to the end, event by event. Where the target is no
// beginning of the source the answer is a *Difference. each, where not nil, is
// told of every event of the source.
func Compare(ctx context.Context, source, target ledger.EventLog, each func(event.Record)) (s Standing, err error) {
	next, stop := iter.Pull2(ledger.ReadOwn(ctx, target, event.Position{}))
	defer stop()
	sides := [2]digest{newDigest(), newDigest()}
	their, err, more := next()
	for rec, readErr := range ledger.ReadOwn(ctx, source, event.Position{}) {
		if err != nil || readErr != nil {
			return s, cmp.Or(readErr, err)
		}
		sides[0].add(rec)
		if each != nil {
			each(rec)
		}
		if !more {
			continue
		}
		if field := differs(rec, their); field != "" {
			return s, &Difference{Number: sides[0].events, Field: field, Source: rec, Target: their}
		}
		sides[1].add(their)
		s.After = rec.Position
		their, err, more = next()
	}
	switch {
	case err != nil:
		return s, err
	case more:
		return s, &Difference{Number: sides[0].events + 1, Target: their}
	}
	s.Source, s.Target = sides[0].side(), sides[1].side()
	return s, nil
}

// differs names the first part in which two events are not the same.
func differs(a, b event.Record) string {
	switch {
	case a.Stream != b.Stream:
		return "flux"
	case a.Version != b.Version:
		return "version"
	case a.ID != b.ID:
		return "id"
	case a.Type != b.Type:
		return "type"
	case !a.RecordedAt.Equal(b.RecordedAt):
		return "enregistre_le"
	case !bytes.Equal(a.Metadata, b.Metadata):
		return "metadonnees"
	case !bytes.Equal(a.Data, b.Data):
		return "donnees"
	}
	return ""
}

type digest struct {
	events int
	sum    hash.Hash
}

func newDigest() digest { return digest{sum: sha256.New()} }

func (d *digest) add(r event.Record) {
	d.events++
	d.put([]byte(r.Stream))
	d.put(fmt.Append(nil, r.Version))
	d.put([]byte(r.ID.String()))
	d.put([]byte(r.Type))
	d.put(fmt.Append(nil, r.RecordedAt.UnixMicro()))
	d.put(r.Metadata)
	d.put(r.Data)
}

func (d *digest) put(b []byte) {
	var length [8]byte
	binary.BigEndian.PutUint64(length[:], uint64(len(b)))
	d.sum.Write(length[:])
	d.sum.Write(b)
}

func (d *digest) side() Side { return Side{d.events, hex.EncodeToString(d.sum.Sum(nil))} }
