package sqlite

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"suivi/domain/ledger"

	"github.com/ncruces/go-sqlite3"
)

// unwritten turns err into a ledger.ErrReadOnly where it says that the medium
// takes no writes.
func unwritten(err error) error {
	switch {
	case err == nil, errors.Is(err, ledger.ErrReadOnly):
		return err
	case errors.Is(err, sqlite3.IOERR_READ), errors.Is(err, sqlite3.IOERR_SHORT_READ), errors.Is(err, sqlite3.IOERR_CORRUPTFS):
		return err
	case errors.Is(err, sqlite3.IOERR_WRITE):
		return fmt.Errorf("%w: %w (is the disk full?)", ledger.ErrReadOnly, err)
	case errors.Is(err, sqlite3.FULL), errors.Is(err, sqlite3.READONLY), errors.Is(err, sqlite3.IOERR),
		errors.Is(err, syscall.EROFS), errors.Is(err, syscall.ENOSPC), errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%w: %w", ledger.ErrReadOnly, err)
	}
	return err
}

// uncommitted is unwritten for an error of COMMIT. An error of writing leaves
// no whole transaction on the disk; but where all was written and the disk
// failed to sync it, or what comes after failed, the transaction is undone
// here and may still be found after a crash. That is an unknown outcome, which
// the caller may settle by sending the same again.
func uncommitted(err error) error {
	if errors.Is(err, sqlite3.IOERR) && !errors.Is(err, sqlite3.IOERR_WRITE) {
		return fmt.Errorf("it is unknown whether the append was written: %w", err)
	}
	return unwritten(err)
}
