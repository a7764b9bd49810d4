package sqlite_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"suivi/adapters/eventlog/sqlite"
	"suivi/domain/event"
	"suivi/domain/ledger"
)

// mount gives a file system of size bytes in memory, whose kernel refuses what
// a true one would.
func mount(t *testing.T, size int) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprintf("size=%d", size)); err != nil {
		t.Skipf("a file system cannot be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	return dir
}

func TestFullFileSystem(t *testing.T) {
	root := mount(t, 1<<20)
	log := open(t, filepath.Join(root, "log"))
	const rounds = 3
	ballast := func(i int) string { return filepath.Join(root, fmt.Sprint("ballast", i)) }
	for i := range rounds {
		if err := os.WriteFile(ballast(i), make([]byte, 150_000), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	held := 0
	for i := range rounds {
		for {
			rs := sample(20)
			_, err := log.Append(t.Context(), "a", event.Version(held-1), rs)
			if err == nil {
				held += 20
				continue
			}
			if !errors.Is(err, ledger.ErrReadOnly) {
				t.Fatalf("append to a full file system answered %v", err)
			}
			break
		}
		if got := count(t, log); got != held {
			t.Fatalf("a full file system shows %d events of %d", got, held)
		}
		if err := os.Remove(ballast(i)); err != nil {
			t.Fatal(err)
		}
		fill(t, log, 20)
		held += 20
	}
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
	if got := count(t, open(t, log.Folder())); got != held {
		t.Fatalf("after a restart there are %d events, want %d", got, held)
	}
}

func TestReadOnlyFileSystem(t *testing.T) {
	root := mount(t, 8<<20)
	closed, killed := filepath.Join(root, "closed"), filepath.Join(root, "killed")
	fill(t, open(t, closed), 10, true)
	cmd, lines, _ := child(t, killed)
	for range 50 {
		lines.Scan()
	}
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	if info, err := os.Stat(filepath.Join(killed, "ledger.db-wal")); err != nil || info.Size() == 0 {
		t.Fatalf("the killed process left no write-ahead log: %v", err)
	}
	if err := syscall.Mount("", root, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Skipf("a file system cannot be mounted to be read only here: %v", err)
	}
	for dir, least := range map[string]int{closed: 10, killed: 50} {
		if _, err := sqlite.Open(t.Context(), dir); !errors.Is(err, ledger.ErrReadOnly) {
			t.Errorf("Open on a read-only file system answered %v", err)
		}
		log := open(t, dir, sqlite.ReadOnly())
		if got := count(t, log); got < least {
			t.Errorf("%s shows %d events, want %d or more", dir, got, least)
		}
		if err := log.Close(); err != nil {
			t.Error(err)
		}
	}
	if _, err := sqlite.Open(t.Context(), filepath.Join(root, "new")); !errors.Is(err, ledger.ErrReadOnly) {
		t.Errorf("a new log on a read-only file system answered %v", err)
	}
}
