package sqlite

import (
	"bytes"
	"fmt"
	"math"
	"time"

	"suivi/domain/event"

	"github.com/ncruces/go-sqlite3"
)

// What one page holds at most: few enough that a reader soon lets its
// connection go, enough that starting a page costs little beside reading it.
const (
	pageEvents = 512
	pageBytes  = 1 << 20
)

// reader is a connection that only reads.
type reader struct {
	conn               *sqlite3.Conn
	byPosition, byName *sqlite3.Stmt
	last               *sqlite3.Stmt

	types  map[string]event.Type // each name once, however often it is read
	stream string                // name read last
}

const columns = "SELECT position, stream.name, version, event.id, type, recorded_at, metadata, data "

func newReader(c *sqlite3.Conn) (*reader, error) {
	r := &reader{conn: c, types: map[string]event.Type{}}
	if err := c.Exec(fmt.Sprintf("PRAGMA busy_timeout = %d; PRAGMA query_only = ON; PRAGMA trusted_schema = OFF", busyTimeout)); err != nil {
		return nil, err
	}
	return r, prepare(c, map[string]**sqlite3.Stmt{
		columns + `FROM event CROSS JOIN stream ON stream.id = event.stream
			WHERE position >= ?1 AND position <= ?2 ORDER BY position`: &r.byPosition,
		columns + `FROM stream CROSS JOIN event ON event.stream = stream.id
			WHERE name = ?3 AND version >= ?1 AND version <= ?2 ORDER BY version`: &r.byName,
		`SELECT max(version) FROM event
			WHERE stream = (SELECT id FROM stream WHERE name = ?1)`: &r.last,
	})
}

// page is what is read at once, in order. A row's number is its position, or
// its version where a stream is read.
type page struct {
	records []event.Record
	next    int64 // number where the next page begins
	last    int64 // number of the last row that this reading shows
}

// unknown is the last number of a reading until the first page tells.
const unknown = math.MaxInt64

// positions reads into p the events at positions from p.next to p.last, if
// their stream begins with prefix.
func (r *reader) positions(p *page, prefix string) error {
	defer r.byPosition.Reset()
	return r.fill(p, r.byPosition, 0, []byte(prefix))
}

// versions reads into p the events of stream at versions from p.next to p.last.
func (r *reader) versions(p *page, stream string) error {
	defer r.byName.Reset()
	if err := r.byName.BindText(3, stream); err != nil {
		return err
	}
	if err := r.fill(p, r.byName, 2, nil); err != nil || p.last != unknown {
		return err
	}
	// The page is full. Its statement still holds what stood when it began.
	defer r.last.Reset()
	if err := r.last.BindText(1, stream); err != nil {
		return err
	}
	r.last.Step()
	p.last = r.last.ColumnInt64(0)
	return r.last.Err()
}

// fill reads rows of s into p, until p is full or they end. The column key holds
// their numbers, which have no hole.
func (r *reader) fill(p *page, s *sqlite3.Stmt, key int, prefix []byte) error {
	p.records = p.records[:0]
	if err := s.BindInt64(1, p.next); err != nil {
		return err
	}
	if err := s.BindInt64(2, p.last); err != nil {
		return err
	}
	size := 0
	for n := 0; n < pageEvents && size < pageBytes && p.next <= p.last; n++ {
		if !s.Step() {
			if err := s.Err(); err != nil {
				return err
			}
			if p.last == unknown {
				p.last = p.next - 1
				return nil
			}
			return fmt.Errorf("the event log is damaged: event %d of %d is missing", p.next, p.last)
		}
		if at := s.ColumnInt64(key); at != p.next {
			return fmt.Errorf("the event log is damaged: event %d is missing before %d", p.next, at)
		}
		p.next++
		if name := s.ColumnRawText(1); bytes.HasPrefix(name, prefix) {
			record, err := r.record(s, name)
			if err != nil {
				return err
			}
			size += len(record.Metadata) + len(record.Data)
			p.records = append(p.records, record)
		}
	}
	return nil
}

// record copies a row out of SQLite's memory, its bytes into one buffer.
func (r *reader) record(s *sqlite3.Stmt, name []byte) (event.Record, error) {
	if r.stream != string(name) {
		r.stream = string(name)
	}
	rec := event.Record{
		Position:   position(s.ColumnInt64(0)),
		Stream:     r.stream,
		Version:    event.Version(s.ColumnInt64(2)),
		Type:       r.typeName(s.ColumnRawText(4)),
		RecordedAt: time.UnixMicro(s.ColumnInt64(5)).UTC(),
	}
	if err := rec.ID.UnmarshalText(s.ColumnRawText(3)); err != nil {
		return rec, fmt.Errorf("the event log is damaged: event %v: %w", rec.Position, err)
	}
	metadata, data := s.ColumnRawBlob(6), s.ColumnRawBlob(7)
	n := len(metadata)
	buffer := make([]byte, n+len(data))
	copy(buffer, metadata)
	copy(buffer[n:], data)
	rec.Metadata, rec.Data = buffer[:n:n], buffer[n:]
	return rec, s.Err()
}

// typeName gives the one copy of a type's name.
func (r *reader) typeName(b []byte) event.Type {
	t, ok := r.types[string(b)]
	if !ok {
		t = event.Type(b)
		r.types[string(t)] = t
	}
	return t
}
