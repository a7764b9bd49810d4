package sqlite_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"suivi/adapters/eventlog/sqlite"
	"suivi/domain/event"
	"suivi/domain/ledger"
)

// childFolder names the log that a test binary appends to, as a child, instead
// of testing.
const childFolder = "SUIVI_TEST_CHILD_FOLDER"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childFolder); dir != "" {
		if err := appendForEver(dir); err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// appendForEver prints the stream and id of each event once it is acknowledged.
func appendForEver(dir string) error {
	ctx := context.Background()
	log, err := sqlite.Open(ctx, dir)
	if err != nil {
		return err
	}
	head, err := log.Head(ctx)
	if err != nil {
		return err
	}
	fmt.Println("ready")
	failed := make(chan error)
	for w := range 8 {
		go func() {
			stream := fmt.Sprintf("child-%v-%d", head, w)
			for v := event.NoStream; ; v++ {
				rs := sample(1)
				if _, err := log.Append(ctx, stream, v, rs); err != nil {
					failed <- err
					return
				}
				os.Stdout.WriteString(stream + " " + rs[0].ID.String() + "\n")
			}
		}()
	}
	return <-failed
}

// child starts a process that appends to the log in dir, and waits until it
// does or cannot.
func child(t *testing.T, dir string) (*exec.Cmd, *bufio.Scanner, string) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childFolder+"="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	lines.Scan()
	return cmd, lines, lines.Text()
}

// TestKill kills a process that appends, many times, and finds all that it
// said it had written.
func TestKill(t *testing.T) {
	dir := t.TempDir()
	acknowledged := map[string][]string{}
	total := 0
	for range 8 {
		cmd, lines, first := child(t, dir)
		if first != "ready" {
			t.Fatalf("the child says %q", first)
		}
		time.AfterFunc(100*time.Millisecond, func() { _ = cmd.Process.Kill() })
		for lines.Scan() {
			if stream, id, ok := strings.Cut(lines.Text(), " "); ok && len(id) == 26 {
				acknowledged[stream] = append(acknowledged[stream], id)
				total++
			}
		}
		_ = cmd.Wait()
		log := open(t, dir)
		for stream, ids := range acknowledged {
			n := 0
			for r, err := range log.Load(t.Context(), stream, 0) {
				if err != nil {
					t.Fatal(err)
				}
				if n < len(ids) && r.ID.String() != ids[n] {
					t.Fatalf("%s version %d is %s, %s was acknowledged", stream, n, r.ID, ids[n])
				}
				n++
			}
			if n < len(ids) || n > len(ids)+1 {
				t.Fatalf("%s holds %d events, %d were acknowledged and one may be on its way", stream, n, len(ids))
			}
		}
		if err := log.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("8 kills: all %d acknowledged events were there", total)
	if total == 0 {
		t.Error("the child never appended")
	}
}

func TestInUse(t *testing.T) {
	dir := t.TempDir()
	log := open(t, dir)
	t.Run("by another log of this process", func(t *testing.T) {
		for _, options := range [][]sqlite.Option{nil, {sqlite.ReadOnly()}} {
			if _, err := sqlite.Open(t.Context(), dir, options...); !errors.Is(err, ledger.ErrInUse) {
				t.Fatalf("a second Open answered %v", err)
			}
		}
	})
	t.Run("seen by another process", func(t *testing.T) {
		cmd, _, first := child(t, dir)
		if err := cmd.Wait(); err == nil || !strings.Contains(first, ledger.ErrInUse.Error()) {
			t.Fatalf("a second process says %q", first)
		}
	})
	t.Run("by another process", func(t *testing.T) {
		if err := log.Close(); err != nil {
			t.Fatal(err)
		}
		cmd, _, first := child(t, dir)
		defer cmd.Wait()
		defer cmd.Process.Kill()
		if first != "ready" {
			t.Fatalf("the child says %q", first)
		}
		if _, err := sqlite.Open(t.Context(), dir); !errors.Is(err, ledger.ErrInUse) {
			t.Fatalf("Open beside another process answered %v", err)
		}
	})
}
