//go:build unix

package auth_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestWhatRootWritesIsItsServersOwn: the server's user is who owns the data
// folder.
func TestWhatRootWritesIsItsServersOwn(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root may give files away")
	}
	const user, group = 4321, 4322
	path, c := tokens(t), newClock()
	if err := os.Mkdir(filepath.Dir(path), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(filepath.Dir(path), user, group); err != nil {
		t.Fatal(err)
	}
	a, _ := open(t, path, c.now)
	printed, _ := issue(t, a, counting)
	accepted(t, a, printed, counting)
	a.Close()
	seen := 0
	err := filepath.WalkDir(path, func(name string, _ os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		st, err := os.Stat(name)
		if seen++; err == nil && (st.Sys().(*syscall.Stat_t).Uid != user || st.Sys().(*syscall.Stat_t).Gid != group) {
			t.Errorf("%s stays root's", name)
		}
		return err
	})
	if err != nil || seen != 4 {
		t.Errorf("%d files and folders, %v", seen, err)
	}
}
