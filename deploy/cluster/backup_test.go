package cluster_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// node is what the data folder of a node holds, by path.
var node = map[string]string{
	"index/stream-existence/streamExistenceFilter.chk": "1", "index/stream-existence/streamExistenceFilter.dat": "2",
	"index/indexmap": "3", "index/5a1a8395-94ee-40c1-bf93-aa757b5887f8": "4", "index/5a1a8395-94ee-40c1-bf93-aa757b5887f8.bloomfilter": "5",
	"chaser.chk": "chaser", "epoch.chk": "epoch", "proposal.chk": "proposal", "truncate.chk": "truncate", "writer.chk": "writer",
	"chunk-000000.000001": "6", "chunk-000001.000000": "7",
}

func write(t *testing.T, dir string, held map[string]string) string {
	for name, text := range held {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestABackupHoldsTheNodeAndRestoresIt(t *testing.T) {
	from, to, again := write(t, t.TempDir(), node), t.TempDir()+"/a", t.TempDir()
	run(t, "./backup.sh", from, to)
	if d := cmp.Diff(node, files(t, to)); d != "" {
		t.Error(d)
	}
	run(t, "./backup.sh", "restore", to, again)
	want := files(t, from)
	want["truncate.chk"] = want["chaser.chk"] // as EventStoreDB asks
	if d := cmp.Diff(want, files(t, again)); d != "" {
		t.Error(d)
	}
}

// TestWhatIsWrittenMeanwhileFollowsWhatIsKept: the order of the copies, seen by
// a cp that writes down what it is asked for.
func TestWhatIsWrittenMeanwhileFollowsWhatIsKept(t *testing.T) {
	from, bin := write(t, t.TempDir(), node), t.TempDir()
	told := filepath.Join(bin, "told")
	if err := os.WriteFile(bin+"/cp", []byte("#!/bin/sh\nbasename \"$2\" | sed 's/.*\\.chk$/chk/;s/^chunk-.*/chunk/;s/^[^c].*/index/' >>"+told+"\nexec /bin/cp \"$@\"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	c := exec.Command("./backup.sh", from, t.TempDir()+"/a")
	c.Env = append(os.Environ(), "PATH="+bin+":"+os.Getenv("PATH"))
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if d := cmp.Diff("chk\nindex\nindex\nindex\nindex\nchk\nchk\nchk\nchk\nchk\nchunk\nchunk\n", read(t, told)); d != "" {
		t.Error(d)
	}
}

func TestABackupOverwritesNothing(t *testing.T) {
	from, full := write(t, t.TempDir(), node), write(t, t.TempDir(), node)
	for _, args := range [][]string{{from, full}, {full + "/index", full + "/b"}, {"restore", from, full}, {"restore", full + "/index", t.TempDir()}, {from}} {
		if out, err := exec.Command("./backup.sh", args...).CombinedOutput(); err == nil {
			t.Errorf("%v: %s", args, out)
		}
	}
	if d := cmp.Diff(node, files(t, full)); d != "" {
		t.Error(d)
	}
}
