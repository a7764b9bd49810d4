package sqlite

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"suivi/domain/ledger"
)

// hold locks a folder for this process, shared with other readers where
// readOnly. The system releases the lock when the file is closed or the
// process dies, whichever way.
func hold(dir string, readOnly bool) (*os.File, error) {
	name := filepath.Join(dir, lockName)
	flags := os.O_RDWR | os.O_CREATE
	if readOnly {
		flags = os.O_RDONLY
	}
	f, err := os.OpenFile(name, flags, 0o600)
	if readOnly && errors.Is(err, fs.ErrNotExist) {
		return nil, nil // whoever wrote this log was never here
	}
	if err != nil {
		return nil, fmt.Errorf("lock the event log: %w", unwritten(err))
	}
	ok, err := tryLock(f, readOnly)
	if err == nil && !ok {
		err = fmt.Errorf("%w (%s)", ledger.ErrInUse, name)
	}
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("lock the event log: %w", err)
	}
	return f, nil
}
