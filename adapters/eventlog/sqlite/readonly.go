package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/vfs"
)

// openReadOnly opens the log so that nothing in its folder is written, and yet
// what a process that died left in the write-ahead log is read, which SQLite's
// immutable=1 would leave out.
func (l *Log) openReadOnly(dir string) (err error) {
	if l.lock, err = hold(dir, true); err != nil {
		return err
	}
	base := vfs.Find(l.config.vfs)
	if base == nil {
		return fmt.Errorf("open the event log %s to read: no file layer %q", l.path, l.config.vfs)
	}
	vfs.Register(readOnlyPrefix+l.config.vfs, readOnlyLayer{base})
	if l.shm, err = os.MkdirTemp("", "suivi-log-*"); err != nil {
		return fmt.Errorf("open the event log %s to read: %w", l.path, err)
	}
	return l.readers.use(context.Background(), func(r *reader) error {
		last, err := number(r.conn, sqlHead)
		l.head.Store(last)
		return err
	})
}

// readOnlyPrefix goes before the name of a file layer to name the read-only
// one above it.
const readOnlyPrefix = "suivi-readonly-"

// readOnlyLayer opens the files of another layer to be read. The memory that
// connections share lies in the folder of the parameter shm instead of beside
// the file, and a write-ahead log that is absent is empty.
type readOnlyLayer struct{ base vfs.VFS }

func (l readOnlyLayer) OpenFilename(name *vfs.Filename, flags vfs.OpenFlag) (vfs.File, vfs.OpenFlag, error) {
	if flags&(vfs.OPEN_MAIN_DB|vfs.OPEN_WAL) == 0 {
		return nil, flags, sqlite3.CANTOPEN
	}
	flags = flags&^(vfs.OPEN_READWRITE|vfs.OPEN_CREATE) | vfs.OPEN_READONLY
	if flags&vfs.OPEN_WAL != 0 {
		if there, err := l.base.Access(name.String(), vfs.ACCESS_EXISTS); err == nil && !there {
			return emptyFile{}, flags, nil
		}
	}
	f, flags, err := openFile(l.base, name, flags)
	if err != nil {
		return nil, flags, err
	}
	shm := filepath.Join(name.URIParameter("shm"), "shm")
	return &readOnlyFile{f, vfs.NewSharedMemory(shm, flags)}, flags, nil
}

func openFile(base vfs.VFS, name *vfs.Filename, flags vfs.OpenFlag) (vfs.File, vfs.OpenFlag, error) {
	if base, ok := base.(vfs.VFSFilename); ok {
		return base.OpenFilename(name, flags)
	}
	return base.Open(name.String(), flags)
}

func (readOnlyLayer) Open(string, vfs.OpenFlag) (vfs.File, vfs.OpenFlag, error) {
	return nil, 0, sqlite3.CANTOPEN
}

func (readOnlyLayer) Delete(string, bool) error { return sqlite3.READONLY }

func (l readOnlyLayer) Access(name string, flags vfs.AccessFlag) (bool, error) {
	return l.base.Access(name, flags)
}

func (l readOnlyLayer) FullPathname(name string) (string, error) {
	return l.base.FullPathname(name)
}

// readOnlyFile is a file of the layer below with shared memory of our own.
type readOnlyFile struct {
	vfs.File
	shm vfs.SharedMemory
}

func (f *readOnlyFile) SharedMemory() vfs.SharedMemory { return f.shm }

func (f *readOnlyFile) Close() error {
	if f.shm == nil {
		return f.File.Close()
	}
	return errors.Join(f.shm.Close(), f.File.Close())
}

// emptyFile is a write-ahead log of nothing.
type emptyFile struct{}

func (emptyFile) Close() error                      { return nil }
func (emptyFile) ReadAt([]byte, int64) (int, error) { return 0, io.EOF }
func (emptyFile) WriteAt([]byte, int64) (int, error) {
	return 0, vfs.SystemError(fs.ErrPermission, sqlite3.READONLY)
}
func (emptyFile) Truncate(int64) error             { return sqlite3.READONLY }
func (emptyFile) Sync(vfs.SyncFlag) error          { return nil }
func (emptyFile) Size() (int64, error)             { return 0, nil }
func (emptyFile) Lock(vfs.LockLevel) error         { return nil }
func (emptyFile) Unlock(vfs.LockLevel) error       { return nil }
func (emptyFile) CheckReservedLock() (bool, error) { return false, nil }
func (emptyFile) SectorSize() int                  { return 0 }
func (emptyFile) DeviceCharacteristics() vfs.DeviceCharacteristic {
	return 0
}
