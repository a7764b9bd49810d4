package sqlite

import (
	"errors"
	"fmt"

	"suivi/domain/ledger"

	"github.com/ncruces/go-sqlite3"
)

// applicationID is "Suiv" in ASCII: by it file(1) and we know our files.
const applicationID = 0x53756976

// formats holds, for each format of the file, what leads to it from the one
// before. The user_version of a file is the number of those it has been
// through. What stands here never changes; a new format is a new entry.
//
// The key of a stream in event is a number in order of creation, since a long
// or random key would dirty one more page of the index for each event.
var formats = []string{`
CREATE TABLE stream (
	id   INTEGER PRIMARY KEY,
	name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE event (
	position    INTEGER PRIMARY KEY, -- from 1, without a hole
	stream      INTEGER NOT NULL REFERENCES stream,
	version     INTEGER NOT NULL,    -- from 0, without a hole in its stream
	id          TEXT NOT NULL,       -- ULID
	type        TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,    -- microseconds since 1970, UTC
	metadata    ANY NOT NULL,        -- TEXT, or BLOB where it is no text
	data        ANY NOT NULL,
	UNIQUE (stream, version)
) STRICT;

CREATE VIEW events AS
SELECT position, stream.name AS stream, version, event.id AS id, type,
	strftime('%Y-%m-%dT%H:%M:%S', (recorded_at - micros) / 1000000, 'unixepoch') || printf('.%06dZ', micros) AS recorded_at,
	metadata, data
FROM (SELECT *, (recorded_at % 1000000 + 1000000) % 1000000 AS micros FROM event) AS event
JOIN stream ON stream.id = event.stream;

CREATE TRIGGER event_follows BEFORE INSERT ON event
WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM event)
	OR NEW.version IS NOT (SELECT coalesce(max(version), -1) + 1 FROM event WHERE stream = NEW.stream)
BEGIN SELECT RAISE(ABORT, 'an event comes after all those before it'); END;

CREATE TRIGGER event_stays BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'an event never changes'); END;

CREATE TRIGGER event_remains BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'an event never goes away'); END;

CREATE TRIGGER stream_is_new BEFORE INSERT ON stream
WHEN EXISTS (SELECT 1 FROM stream WHERE id = NEW.id OR name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'a stream is never replaced'); END;

CREATE TRIGGER stream_stays BEFORE UPDATE ON stream
BEGIN SELECT RAISE(ABORT, 'a stream never changes'); END;

CREATE TRIGGER stream_remains BEFORE DELETE ON stream
BEGIN SELECT RAISE(ABORT, 'a stream never goes away'); END;
`}

// judge gives the format of the file at path, 0 where it holds nothing yet, and
// refuses one that is not ours or is newer than this program.
func judge(c *sqlite3.Conn, path string) (format int, err error) {
	id, err := number(c, "PRAGMA application_id")
	if errors.Is(err, sqlite3.NOTADB) {
		return 0, fmt.Errorf("%w: open the event log %s: %w", ledger.ErrNotALedger, path, err)
	}
	if err != nil {
		return 0, fmt.Errorf("open the event log %s: %w", path, err)
	}
	version, err := number(c, "PRAGMA user_version")
	if err != nil {
		return 0, fmt.Errorf("open the event log %s: %w", path, err)
	}
	tables, err := number(c, "SELECT count(*) FROM sqlite_schema")
	if err != nil {
		return 0, fmt.Errorf("open the event log %s: %w", path, err)
	}
	switch {
	case id == 0 && version == 0 && tables == 0:
		return 0, nil
	case id != applicationID:
		return 0, fmt.Errorf("%w: %s is a database of another program (application id %#x, ours is %#x)", ledger.ErrNotALedger, path, id, applicationID)
	case version > int64(len(formats)):
		return 0, fmt.Errorf("%w: %s is of format %d and this program knows formats up to %d: run the version that wrote it",
			ledger.ErrNewerFormat, path, version, len(formats))
	}
	return int(version), nil
}

// upgrade leads the file from format to the last one, wholly or not at all.
func upgrade(c *sqlite3.Conn, format int) error {
	if format == len(formats) {
		return nil
	}
	if err := c.Exec("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	script := fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d;", applicationID, len(formats))
	for _, step := range formats[format:] {
		script += step
	}
	if err := c.Exec(script + "COMMIT"); err != nil {
		_ = c.Exec("ROLLBACK")
		return err
	}
	return nil
}

// number is the number that query yields.
func number(c *sqlite3.Conn, query string) (int64, error) {
	return one(c, query, (*sqlite3.Stmt).ColumnInt64)
}

// one is the value that query yields, as column reads it.
func one[T any](c *sqlite3.Conn, query string, column func(*sqlite3.Stmt, int) T) (value T, err error) {
	s, _, err := c.Prepare(query)
	if err != nil {
		return value, err
	}
	defer s.Close()
	s.Step()
	return column(s, 0), s.Err()
}

// Format is the format of the files that this program writes: the newest that
// it reads.
func Format() int { return len(formats) }
