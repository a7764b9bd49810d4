package sqlite

import (
	"fmt"

	"suivi/domain/event"
	"suivi/domain/ledger"

	"github.com/ncruces/go-sqlite3"
)

// writer is the one that writes, from one goroutine.
type writer struct {
	log   *Log
	conn  *sqlite3.Conn // nil after an error that left it in doubt
	ended chan struct{} // closed when run returns

	begin, commit, rollback *sqlite3.Stmt
	head, find, create      *sqlite3.Stmt
	held, insert            *sqlite3.Stmt
}

func newWriter(l *Log) (*writer, error) {
	w := &writer{log: l, ended: make(chan struct{})}
	if err := w.connect(); err != nil {
		return nil, err
	}
	last, err := number(w.conn, sqlHead)
	if err != nil {
		_ = w.disconnect()
		return nil, fmt.Errorf("open the event log %s: %w", l.path, err)
	}
	l.head.Store(last)
	return w, nil
}

const sqlHead = "SELECT coalesce(max(position), 0) FROM event"

func (w *writer) connect() (err error) {
	if w.conn, err = w.log.connectWriter(); err != nil {
		w.conn = nil
		return err
	}
	err = prepare(w.conn, map[string]**sqlite3.Stmt{
		"BEGIN IMMEDIATE": &w.begin,
		"COMMIT":          &w.commit,
		"ROLLBACK":        &w.rollback,
		sqlHead:           &w.head,
		`SELECT id, (SELECT coalesce(max(version), -1) FROM event WHERE stream = stream.id)
			FROM stream WHERE name = ?1`: &w.find,
		"INSERT INTO stream (name) VALUES (?1)": &w.create,
		`SELECT id, position FROM event
			WHERE stream = ?1 AND version > ?2 ORDER BY version LIMIT ?3`: &w.held,
		`INSERT INTO event (position, stream, version, id, type, recorded_at, metadata, data)
			VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)`: &w.insert,
	})
	if err != nil {
		_ = w.disconnect()
		return fmt.Errorf("open the event log %s: %w", w.log.path, err)
	}
	return nil
}

func (w *writer) disconnect() error {
	if w.conn == nil {
		return nil
	}
	err := closeConn(w.conn)
	w.conn = nil
	return err
}

// run writes until the queue is closed and empty.
func (w *writer) run() {
	defer close(w.ended)
	for group := w.log.queue.take(); group != nil; group = w.log.queue.take() {
		head, err := w.write(group)
		if err == nil && head != w.log.head.Load() {
			w.log.head.Store(head)
			w.log.bell.Ring()
		}
		for _, p := range group {
			if err != nil {
				p.answer, p.refusal = ledger.Appended{}, err
			}
			p.done <- p.refusal
		}
	}
}

// write commits a group and gives the head it leads to. Each append of the
// group has its answer or its refusal; an error is that of all.
func (w *writer) write(group []*pending) (head int64, err error) {
	if w.conn == nil {
		if err := w.connect(); err != nil {
			return 0, unwritten(err)
		}
	}
	if err := w.begin.Exec(); err != nil {
		return 0, unwritten(fmt.Errorf("begin to append: %w", err))
	}
	defer func() {
		if w.conn.GetAutocommit() {
			return
		}
		if w.rollback.Exec() != nil || !w.conn.GetAutocommit() {
			_ = w.disconnect()
		}
	}()
	if head, err = w.last(); err != nil {
		return 0, unwritten(fmt.Errorf("append: %w", err))
	}
	for _, p := range group {
		if p.refusal = p.ctx.Err(); p.refusal != nil {
			continue
		}
		if head, err = w.add(p, head); err != nil {
			return 0, unwritten(fmt.Errorf("append to %s: %w", p.stream, err))
		}
	}
	if err := w.commit.Exec(); err != nil {
		return 0, uncommitted(fmt.Errorf("commit: %w", err))
	}
	return head, nil
}

// last is the position of the last event.
func (w *writer) last() (int64, error) {
	defer w.head.Reset()
	w.head.Step()
	return w.head.ColumnInt64(0), w.head.Err()
}

// add judges one append and writes its rows after head. It gives the new head.
func (w *writer) add(p *pending, head int64) (int64, error) {
	stream, actual, err := w.stands(p.stream)
	if err != nil {
		return head, err
	}
	if p.expected != actual {
		p.answer, err = w.before(p, stream)
		if p.answer == (ledger.Appended{}) {
			p.refusal = &ledger.VersionConflict{Stream: p.stream, Expected: p.expected, Actual: actual}
		}
		return head, err
	}
	if stream == 0 {
		if err := w.create.BindText(1, p.stream); err != nil {
			return head, err
		}
		if err := w.create.Exec(); err != nil {
			return head, err
		}
		stream = w.conn.LastInsertRowID()
	}
	for i := range p.rows {
		head++
		actual++
		if err := w.put(head, stream, actual, &p.rows[i]); err != nil {
			return head, err
		}
	}
	p.answer = ledger.Appended{Version: actual, Position: position(head)}
	return head, nil
}

// stands finds a stream (0 where there is none) and its last version.
func (w *writer) stands(name string) (stream int64, last event.Version, err error) {
	defer w.find.Reset()
	if err := w.find.BindText(1, name); err != nil {
		return 0, 0, err
	}
	if !w.find.Step() {
		return 0, event.NoStream, w.find.Err()
	}
	return w.find.ColumnInt64(0), event.Version(w.find.ColumnInt64(1)), nil
}

// before is the answer that p was given when it was appended before, nothing
// where it was not.
func (w *writer) before(p *pending, stream int64) (answer ledger.Appended, err error) {
	if stream == 0 || p.expected < event.NoStream {
		return answer, nil
	}
	defer w.held.Reset()
	for i, n := range []int64{stream, int64(p.expected), int64(len(p.rows))} {
		if err := w.held.BindInt64(i+1, n); err != nil {
			return answer, err
		}
	}
	same := 0
	for w.held.Step() && w.held.ColumnText(0) == p.rows[same].id {
		if same++; same == len(p.rows) {
			return ledger.Appended{
				Version:  p.expected + event.Version(same),
				Position: position(w.held.ColumnInt64(1)),
			}, nil
		}
	}
	return answer, w.held.Err()
}

func (w *writer) put(position, stream int64, version event.Version, r *row) error {
	s := w.insert
	for _, err := range [...]error{
		s.BindInt64(1, position),
		s.BindInt64(2, stream),
		s.BindInt64(3, int64(version)),
		s.BindText(4, r.id),
		s.BindText(5, r.kind),
		s.BindInt64(6, r.micros),
		bind(s, 7, r.metadata),
		bind(s, 8, r.data),
	} {
		if err != nil {
			return err
		}
	}
	return s.Exec()
}

func bind(s *sqlite3.Stmt, i int, v value) error {
	if v.isText {
		return s.BindText(i, v.bytes)
	}
	return s.BindBlob(i, []byte(v.bytes))
}
