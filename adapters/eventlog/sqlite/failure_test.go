package sqlite_test

import (
	"errors"
	"fmt"
	"io/fs"
	"sync"
	"syscall"
	"testing"

	"suivi/adapters/eventlog/sqlite"
	"suivi/adapters/eventlog/sqlite/powerloss"
	"suivi/domain/event"
	"suivi/domain/ledger"

	"github.com/ncruces/go-sqlite3"
)

// TestFullDisk fills the disk up, and gives it space again, a few times.
func TestFullDisk(t *testing.T) {
	disk := powerloss.New(t, 1)
	log := open(t, t.TempDir(), sqlite.WithVFS(disk.Name()), sqlite.AutoCheckpoint(50))
	fill(t, log, 100)
	held := 100
	for round := range 5 {
		disk.Hold(disk.Size() + int64(40_000*(round+1)))
		for {
			_, err := log.Append(t.Context(), "a", event.Version(held-1), sample(7))
			if err == nil {
				held += 7
				continue
			}
			if !errors.Is(err, ledger.ErrReadOnly) {
				t.Fatalf("append to a full disk answered %v", err)
			}
			break
		}
		for range 3 {
			if _, err := log.Append(t.Context(), fmt.Sprint("new", round), event.NoStream, sample(200)); !errors.Is(err, ledger.ErrReadOnly) {
				t.Fatalf("append to a full disk answered %v", err)
			}
		}
		if got := count(t, log); got != held {
			t.Fatalf("a full disk shows %d events of %d", got, held)
		}
		disk.Hold(0)
		fill(t, log, 10)
		held += 10
	}
	disk.Cut()
	_ = log.Close()
	disk.PowerOn()
	// What was refused may not come back.
	if got := count(t, open(t, log.Folder(), sqlite.WithVFS(disk.Name()))); got != held {
		t.Fatalf("after a restart there are %d events, want %d", got, held)
	}
}

// TestWriteErrors has the disk refuse writes in each way that it may.
func TestWriteErrors(t *testing.T) {
	for name, fault := range map[string]error{
		"SQLITE_FULL":        sqlite3.FULL,
		"SQLITE_READONLY":    sqlite3.READONLY,
		"SQLITE_IOERR_WRITE": sqlite3.IOERR_WRITE,
		"ENOSPC":             &fs.PathError{Op: "write", Path: "ledger.db-wal", Err: syscall.ENOSPC},
		"EROFS":              &fs.PathError{Op: "write", Path: "ledger.db-wal", Err: syscall.EROFS},
	} {
		t.Run(name, func(t *testing.T) {
			disk := powerloss.New(t, 1)
			log := open(t, t.TempDir(), sqlite.WithVFS(disk.Name()))
			fill(t, log, 5)
			disk.Fail(powerloss.Write, fault)
			var wg sync.WaitGroup
			for w := range 20 {
				wg.Go(func() {
					if _, err := log.Append(t.Context(), fmt.Sprint(w), event.NoStream, sample(3)); !errors.Is(err, ledger.ErrReadOnly) {
						t.Errorf("append answered %v, want ErrReadOnly", err)
					}
				})
			}
			wg.Wait()
			if got := count(t, log); got != 5 {
				t.Fatalf("%d events of 5 are shown while the disk takes no writes", got)
			}
			disk.Fail(powerloss.Write, nil)
			fill(t, log, 5)
			if got := count(t, log); got != 10 {
				t.Fatalf("%d events of 10 are there once the disk takes writes again", got)
			}
		})
	}
}

// TestOpenOnDiskThatTakesNoWrites holds the error and that ReadOnly works.
func TestOpenOnDiskThatTakesNoWrites(t *testing.T) {
	disk := powerloss.New(t, 1)
	dir := t.TempDir()
	log := open(t, dir, sqlite.WithVFS(disk.Name()))
	fill(t, log, 5)
	disk.Kill() // leaves a write-ahead log that must be read
	_ = log.Close()
	disk.Fail(powerloss.Write, sqlite3.READONLY)
	if _, err := sqlite.Open(t.Context(), dir, sqlite.WithVFS(disk.Name())); !errors.Is(err, ledger.ErrReadOnly) {
		t.Fatalf("Open answered %v, want ErrReadOnly", err)
	}
	if got := count(t, open(t, dir, sqlite.WithVFS(disk.Name()), sqlite.ReadOnly())); got != 5 {
		t.Fatalf("a read-only log shows %d events of 5", got)
	}
}

// TestSyncError holds that a commit that the disk does not confirm is neither
// acknowledged nor refused, and that sending it again settles it.
func TestSyncError(t *testing.T) {
	disk := powerloss.New(t, 1)
	log := open(t, t.TempDir(), sqlite.WithVFS(disk.Name()))
	fill(t, log, 5)
	rs := sample(3)
	disk.Fail(powerloss.Sync, errors.New("no answer from the disk"))
	_, err := log.Append(t.Context(), "b", event.NoStream, rs)
	var conflict *ledger.VersionConflict
	if err == nil || errors.Is(err, ledger.ErrReadOnly) || errors.As(err, &conflict) {
		t.Fatalf("an append that was not synced answered %v", err)
	}
	disk.Fail(powerloss.Sync, nil)
	for range 2 {
		if done, err := log.Append(t.Context(), "b", event.NoStream, rs); err != nil || done.Version != 2 {
			t.Fatalf("the same append again answered %+v, %v", done, err)
		}
	}
	if got := count(t, log); got != 8 {
		t.Fatalf("the log holds %d events, want 8", got)
	}
}

// TestSeenOnceSeenForEver has a process die between the write and the sync of
// an append. Whoever sees the append in the next process may count on it.
func TestSeenOnceSeenForEver(t *testing.T) {
	seen := 0
	for seed := range uint64(40) {
		disk := powerloss.New(t, seed)
		dir := t.TempDir()
		log := open(t, dir, sqlite.WithVFS(disk.Name()))
		fill(t, log, 5)
		disk.Fail(powerloss.Sync, errors.New("no answer from the disk"))
		if _, err := log.Append(t.Context(), "b", event.NoStream, sample(3)); err == nil {
			t.Fatal("an append that was not synced was acknowledged")
		}
		disk.Kill()
		_ = log.Close()
		disk.Fail(powerloss.Sync, nil)

		log = open(t, dir, sqlite.WithVFS(disk.Name()))
		before := count(t, log)
		disk.Cut()
		_ = log.Close()
		disk.PowerOn()
		if after := count(t, open(t, dir, sqlite.WithVFS(disk.Name()))); after != before {
			t.Fatalf("seed %d: %d events were seen, and %d after a power loss", seed, before, after)
		}
		if before == 8 {
			seen++
		}
	}
	if seen == 0 {
		t.Error("no process found what the one before had not synced")
	}
}

// TestReadError holds that a read never ends early in silence.
func TestReadError(t *testing.T) {
	disk := powerloss.New(t, 1)
	log := open(t, t.TempDir(), sqlite.WithVFS(disk.Name()))
	fill(t, log, 3000)
	n := 0
	var last error
	for _, err := range log.Read(t.Context(), event.Position{}) {
		if n++; n == 600 {
			disk.Fail(powerloss.Read, sqlite3.IOERR_READ)
		}
		last = err
	}
	if last == nil || n > 3000 || errors.Is(last, ledger.ErrReadOnly) {
		t.Fatalf("a read of a disk that fails ended after %d events with %v", n, last)
	}
	disk.Fail(powerloss.Read, nil)
	if got := count(t, log); got != 3000 {
		t.Fatalf("%d events of 3000 are read once the disk is well", got)
	}
}
