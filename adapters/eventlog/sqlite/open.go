package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"suivi/adapters/eventlog"
	"suivi/domain/event"
	"suivi/domain/ledger"
)

// FileName is the name of the log in its folder.
const FileName = "ledger.db"

const lockName = FileName + ".lock"

// An Option of Open.
type Option func(*config)

type config struct {
	vfs            string
	readOnly       bool
	synchronous    string
	alone          bool
	autoCheckpoint int // pages of the write-ahead log; SQLite's own where 0
}

// ReadOnly opens a log without writing to its folder, such as one on a medium
// that takes no writes. Several may read a folder so, but none beside a
// process that writes. Append answers ledger.ErrReadOnly.
func ReadOnly() Option { return func(c *config) { c.readOnly = true } }

// WithVFS has SQLite reach the file through the file layer of this name, as it
// was given to vfs.Register. It is for tests of what disks do.
func WithVFS(name string) Option { return func(c *config) { c.vfs = name } }

// WithoutGroupCommit commits each append by itself. It is for measuring what
// committing together gains.
func WithoutGroupCommit() Option { return func(c *config) { c.alone = true } }

// Log is an event log in a SQLite file.
type Log struct {
	config config
	path   string
	lock   *os.File // nil where a read-only folder holds none
	shm    string   // folder of the memory that read-only connections share

	head    atomic.Int64 // position of the last event committed
	bell    eventlog.Bell
	queue   *queue
	writer  *writer // nil in a read-only log
	readers *pool

	closing sync.Once
}

var _ ledger.EventLog = (*Log)(nil)

// Open opens the log in dir and makes both where they are absent. It answers
// ledger.ErrInUse where another process, or another Log of this one, holds the
// folder; ledger.ErrNewerFormat; ledger.ErrReadOnly where the medium takes no
// writes and the option ReadOnly is not given.
func Open(ctx context.Context, dir string, opts ...Option) (*Log, error) {
	l := &Log{
		config: config{synchronous: "FULL"},
		path:   filepath.Join(dir, FileName),
		queue:  newQueue(),
	}
	for _, o := range opts {
		o(&l.config)
	}
	if l.config.alone {
		l.queue.appends = 1
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	l.readers = newPool(l.connectReader)
	if err := l.open(dir); err != nil {
		return nil, errors.Join(err, l.release())
	}
	if l.writer != nil {
		go l.writer.run()
	}
	return l, nil
}

func (l *Log) open(dir string) error {
	if l.config.readOnly {
		return l.openReadOnly(dir)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("make the folder of the event log: %w", unwritten(err))
	}
	var err error
	if l.lock, err = hold(dir, false); err != nil {
		return err
	}
	l.writer, err = newWriter(l)
	return err
}

// Head implements ledger.EventLog.
func (l *Log) Head(ctx context.Context) (event.Position, error) {
	if l.readers.isClosed() {
		return event.Position{}, ledger.ErrClosed
	}
	if err := ctx.Err(); err != nil {
		return event.Position{}, err
	}
	return position(l.head.Load()), nil
}

// Close implements ledger.EventLog.
func (l *Log) Close() (err error) {
	l.closing.Do(func() {
		l.queue.close()
		if l.writer != nil {
			<-l.writer.ended
		}
		err = l.release()
	})
	return err
}

// release gives back all that the log holds. The writer's connection goes last
// but for the lock, since the last one to go brings the write-ahead log home.
func (l *Log) release() error {
	err := l.readers.close()
	l.bell.Ring()
	if l.writer != nil {
		err = errors.Join(err, l.writer.disconnect())
	}
	if l.shm != "" {
		err = errors.Join(err, os.RemoveAll(l.shm))
	}
	if l.lock != nil {
		err = errors.Join(err, l.lock.Close())
	}
	return err
}

func position(n int64) event.Position { return event.NewPosition(uint64(n), uint64(n)) }
