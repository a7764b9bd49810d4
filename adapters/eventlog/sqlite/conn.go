package sqlite

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path/filepath"
	"slices"

	"github.com/ncruces/go-sqlite3"
)

// busyTimeout is how long we wait, in milliseconds, for an auditor's tool that
// locks the file.
const busyTimeout = 10_000

// connectWriter opens the connection that writes, and the file where it is
// absent or of an older format.
func (l *Log) connectWriter() (_ *sqlite3.Conn, err error) {
	c, err := sqlite3.Open(l.uri(l.config.vfs, ""))
	if err != nil {
		return nil, fmt.Errorf("open the event log %s: %w", l.path, unwritten(err))
	}
	defer func() {
		if err != nil {
			c.Close()
		}
	}()
	if err := c.Exec(fmt.Sprintf("PRAGMA busy_timeout = %d", busyTimeout)); err != nil {
		return nil, err
	}
	format, err := judge(c, l.path)
	if err != nil {
		return nil, err
	}
	// A new file becomes one with a write-ahead log by way of a rollback
	// journal. EXTRA syncs its removal: a journal that came back after a power
	// loss would undo all that was written since.
	if err := c.Exec("PRAGMA synchronous = EXTRA"); err != nil {
		return nil, fmt.Errorf("set up the event log %s: %w", l.path, err)
	}
	mode, err := one(c, "PRAGMA journal_mode = WAL", (*sqlite3.Stmt).ColumnText)
	if err == nil && mode != "wal" {
		err = fmt.Errorf("the file system has no shared memory, journal mode stays %q", mode)
	}
	if err != nil {
		return nil, fmt.Errorf("set up the event log %s: %w", l.path, unwritten(err))
	}
	setup := fmt.Sprintf(`
		PRAGMA synchronous = %s;
		PRAGMA fullfsync = ON;
		PRAGMA checkpoint_fullfsync = ON;
		PRAGMA trusted_schema = OFF;`, l.config.synchronous)
	if l.config.autoCheckpoint > 0 {
		setup += fmt.Sprintf("PRAGMA wal_autocheckpoint = %d;", l.config.autoCheckpoint)
	}
	if err := c.Exec(setup); err != nil {
		return nil, fmt.Errorf("set up the event log %s: %w", l.path, unwritten(err))
	}
	if err := upgrade(c, format); err != nil {
		return nil, fmt.Errorf("bring the event log %s from format %d to %d: %w", l.path, format, len(formats), unwritten(err))
	}
	// A process that died may have left commits that were written but never
	// synced. Nobody was told of them, and whoever sees them now must be able
	// to count on them. A checkpoint syncs the write-ahead log first; that a
	// full disk then has no room to bring it home does no harm.
	err = c.Exec("PRAGMA wal_checkpoint(PASSIVE)")
	if err != nil && !errors.Is(err, sqlite3.FULL) && !errors.Is(err, sqlite3.IOERR_WRITE) {
		return nil, fmt.Errorf("recover the event log %s: %w", l.path, unwritten(err))
	}
	if l.config.vfs == "" {
		dir := filepath.Dir(l.path)
		if err := errors.Join(syncFolder(dir), syncFolder(filepath.Dir(dir))); err != nil && !errors.Is(err, fs.ErrPermission) {
			return nil, fmt.Errorf("sync the folder of the event log: %w", unwritten(err))
		}
	}
	return c, nil
}

// connectReader opens a connection that only reads.
func (l *Log) connectReader() (*reader, error) {
	uri := l.uri(l.config.vfs, "")
	flags := sqlite3.OPEN_READWRITE | sqlite3.OPEN_URI
	if l.config.readOnly {
		uri = l.uri(readOnlyPrefix+l.config.vfs, l.shm)
		flags = sqlite3.OPEN_READONLY | sqlite3.OPEN_URI
	}
	c, err := sqlite3.OpenFlags(uri, flags)
	if err != nil {
		return nil, fmt.Errorf("open the event log %s: %w", l.path, err)
	}
	format, err := judge(c, l.path)
	if err == nil && format != len(formats) {
		err = fmt.Errorf("%s is of format %d: open it once to write, to bring it to format %d", l.path, format, len(formats))
	}
	if err != nil {
		return nil, errors.Join(err, c.Close())
	}
	r, err := newReader(c)
	if err != nil {
		closeConn(c)
		return nil, fmt.Errorf("open the event log %s: %w", l.path, err)
	}
	return r, nil
}

// uri names the file to SQLite, reached through a file layer (by default, that
// of the system); shm is for that of read-only logs.
func (l *Log) uri(vfs, shm string) string {
	path := filepath.ToSlash(l.path)
	if filepath.IsAbs(l.path) && path[0] != '/' {
		path = "/" + path // C:/...
	}
	q := url.Values{}
	if vfs != "" {
		q.Set("vfs", vfs)
	}
	if shm != "" {
		q.Set("shm", shm)
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}

// prepare makes the statements that a connection keeps.
func prepare(c *sqlite3.Conn, statements map[string]**sqlite3.Stmt) error {
	for sql, stmt := range statements {
		var err error
		if *stmt, _, err = c.PrepareFlags(sql, sqlite3.PREPARE_PERSISTENT); err != nil {
			return err
		}
	}
	return nil
}

// closeConn closes a connection with its statements.
func closeConn(c *sqlite3.Conn) error {
	var err error
	for _, s := range slices.Collect(c.Stmts()) {
		err = errors.Join(err, s.Close())
	}
	return errors.Join(err, c.Close())
}
