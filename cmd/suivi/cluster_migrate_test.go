//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"suivi/adapters/eventlog/eventstoredb/esdbtest"
	"suivi/domain/event"
)

// emptyCluster holds nothing, not even a token.
func emptyCluster(t *testing.T, manner esdbtest.Manner, options ...esdbtest.Option) *grappe {
	s := esdbtest.Start(t, manner, options...)
	s.WriteTimeout = 100 * time.Millisecond
	return &grappe{T: t, Server: s, address: s.ConnectionString(), patience: 2 * time.Second}
}

// migrates copies, and gives what the program tells of it.
func (g *grappe) migrates(exit int, from, to string) (done migration, said told) {
	g.Helper()
	said = g.runs(exit, map[string]string{"LANG": "en"}, "migrate", "--json", "--from", from, "--to", to)
	if exit != exitOK {
		return done, said
	}
	if err := json.Unmarshal([]byte(said.Stdout), &done); err != nil || done.SourceSHA256 != done.TargetSHA256 || said.Stderr != "" {
		g.Fatal(said, err)
	}
	return done, said
}

const keptDecisions = "\ufeffchamp;lu;contexte;choix;decision;fichier;ligne\r\nstructures;INCONNUE;;;DRH;;\r\n"

// TestALedgerTakenToAClusterAndBackIsTheSame: ids, order, times, bytes, evidence
// of several parts, tokens, decisions of imports.
func TestALedgerTakenToAClusterAndBackIsTheSame(t *testing.T) {
	for name, manner := range manners {
		t.Run(name, func(t *testing.T) {
			from, back := furnished(t), filepath.Join(t.TempDir(), "data")
			if err := os.WriteFile(filepath.Join(from, decisionsName), []byte(keptDecisions), 0o600); err != nil {
				t.Fatal(err)
			}
			g := emptyCluster(t, manner, esdbtest.Nodes(3))
			done, _ := g.migrates(exitOK, from, g.address)
			if done.Events != 203 || done.Copied != 203 || done.Evidence != 1 || done.Tokens != 3 || g.Events("piece-") < 3 {
				t.Errorf("%+v, %d parts", done, g.Events("piece-"))
			}
			if again, _ := g.migrates(exitOK, from, g.address); again.Copied != 0 || again.Events != 203 {
				t.Errorf("again: %+v", again)
			}
			if returned, _ := g.migrates(exitOK, g.address, back); returned.Copied != 203 || returned.SourceSHA256 != done.SourceSHA256 {
				t.Errorf("back: %+v", returned)
			}
			if d := cmp.Diff(recorded(t, from), recorded(t, back), cmp.AllowUnexported(event.Position{})); d != "" {
				t.Errorf("events before (-) and after (+): %s", d)
			}
			if want, got := tells(t, from), tells(t, back); !reflect.DeepEqual(want, got) {
				t.Errorf("said\n%v\nsays\n%v", want, got)
			}
			for _, pattern := range []string{"pieces/*", decisionsName} {
				want, _ := filepath.Glob(filepath.Join(from, pattern))
				if len(want) == 0 {
					t.Errorf("no %s", pattern)
				}
				for _, path := range want {
					was, err := os.ReadFile(path)
					name, _ := filepath.Rel(from, path)
					is, errBack := os.ReadFile(filepath.Join(back, name))
					if err = errors.Join(err, errBack); err != nil || !bytes.Equal(was, is) {
						t.Errorf("%s: %d bytes, %d came back: %v", name, len(was), len(is), err)
					}
				}
			}
			for _, args := range [][]string{{"followup", "CC-CPS-SCI.2024-1"}, {"owing"}} { // and may be worked with
				if want, got := g.runs(exitOK, map[string]string{"SUIVI_DATA": from}, args...), g.suivi(exitOK, args...); want != got {
					t.Errorf("%v: the folder says %s, the cluster %s", args, want.Stdout, got.Stdout)
				}
			}
		})
	}
}

// TestACopyToAClusterThatIsKilledGoesOnFromWhereItWas, by a signal that nobody
// can catch, in a process of its own.
func TestACopyToAClusterThatIsKilledGoesOnFromWhereItWas(t *testing.T) {
	const events = 2000
	g, from := emptyCluster(t, esdbtest.V24), wide(t, events)
	killed := 0
	for round := range 3 {
		c := exec.Command("suivi-itself", "migrate", "--from", from, "--to", g.address)
		var said bytes.Buffer
		c.Stdout, c.Stderr = &said, &said
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan struct{})
		go func() { defer close(ended); _ = c.Wait() }()
		until(t, "it copies", func() bool {
			select {
			case <-ended:
				return true
			default:
				return g.Events("cadre-") >= 400*(round+1)
			}
		})
		_ = c.Process.Kill()
		<-ended
		if c.ProcessState.ExitCode() == -1 {
			killed++
		}
		if said.Len() > 0 && !c.ProcessState.Success() {
			t.Errorf("what is no terminal is told %s", said.String())
		}
	}
	at := g.Events("cadre-")
	if done, _ := g.migrates(exitOK, from, g.address); killed == 0 || done.Events != events || done.Copied == 0 || done.Copied > events-at {
		t.Errorf("killed %d times at %d, then %+v", killed, at, done)
	}
}

// TestACopyThatLosesTheClusterSaysHowToGoOn, either way.
func TestACopyThatLosesTheClusterSaysHowToGoOn(t *testing.T) {
	t.Parallel()
	const events = 2000
	g, from := emptyCluster(t, esdbtest.V23), wide(t, events)
	g.patience = 300 * time.Millisecond
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_, said := g.migrates(exitUnavailable, from, g.address)
		if !strings.Contains(said.Stderr, "same command") {
			t.Error(said)
		}
	}()
	until(t, "it copies", func() bool { return g.Events("cadre-") >= 300 })
	g.Stop()
	<-ended
	at := g.Events("cadre-")
	if err := g.Resume(); err != nil {
		t.Fatal(err)
	}
	done, _ := g.migrates(exitOK, from, g.address)
	if done.Copied > events-at || done.Copied == 0 || done.Events != events {
		t.Errorf("stopped at %d, then %+v", at, done)
	}
	to := filepath.Join(t.TempDir(), "data")
	for round := 1; ; round++ { // and back, the cluster restarted meanwhile
		ended := make(chan told)
		go func() { _, said := g.migrates(anyExit, g.address, to); ended <- said }()
		time.Sleep(time.Duration(20*round) * time.Millisecond)
		g.Stop()
		said := <-ended
		if err := g.Resume(); err != nil {
			t.Fatal(err)
		}
		if said.Exit == exitOK || round == 10 {
			t.Logf("the copy back came through at the %dth time: %s", round, said.Stderr)
			break
		}
		if said.Exit != exitUnavailable {
			t.Fatalf("%+v", said)
		}
	}
	if done, _ := g.migrates(exitOK, g.address, to); done.Events != events {
		t.Errorf("%+v", done)
	}
}

func TestAClusterThatIsNoBeginningOfTheSourceIsLeftAsItIs(t *testing.T) {
	g, from := emptyCluster(t, esdbtest.V24), furnished(t)
	g.suivi(exitOK, "forum", "create", "AUTRE", "--name", "Autre")
	if _, said := g.migrates(exitRefused, from, g.address); g.Events("cadre-") != 1 || g.Events("structure-") != 0 || !strings.Contains(said.Stderr, "does not hold a beginning") {
		t.Errorf("another ledger: %+v, %d events", said, g.Events(""))
	}
	g = emptyCluster(t, esdbtest.V24)
	g.migrates(exitOK, from, g.address)
	g.suivi(exitOK, "forum", "create", "DEPUIS", "--name", "Depuis")
	held := g.Events("")
	if _, said := g.migrates(exitRefused, from, g.address); g.Events("") != held || !strings.Contains(said.Stderr, "holds more") {
		t.Errorf("ahead: %+v", said)
	}
	if _, said := g.migrates(exitUsage, g.address, g.address); !strings.Contains(said.Stderr, "--to") {
		t.Errorf("the same place: %+v", said)
	}
}

// TestACopyThroughAStormIsTheSame as one in a calm, and so is the copy back.
func TestACopyThroughAStormIsTheSame(t *testing.T) {
	t.Parallel()
	for name, manner := range manners {
		t.Run(name, func(t *testing.T) {
			g, from, back := emptyCluster(t, manner, esdbtest.Nodes(3)), furnished(t), filepath.Join(t.TempDir(), "data")
			g.patience = 600 * time.Millisecond
			seed := uint64(time.Now().UnixNano())
			t.Logf("seed %d", seed)
			copies := func(from, to string) (done migration) {
				for round := 1; ; round++ {
					g.Storm(seed+uint64(round), 60)
					said := g.runs(anyExit, nil, "migrate", "--json", "--from", from, "--to", to)
					g.Calm()
					if err := json.Unmarshal([]byte(said.Stdout), &done); said.Exit == exitOK && err == nil {
						t.Logf("copied at the %dth time", round)
						return done
					}
					if said.Exit != exitUnavailable && said.Exit != exitForbidden || round == 20 { // a storm denies as well
						t.Fatalf("round %d: %+v", round, said)
					}
					t.Logf("stopped: %s", strings.TrimSpace(said.Stderr))
				}
			}
			there := copies(from, g.address)
			again := copies(g.address, back)
			if there.Events != 203 || again.Events != 203 || there.Evidence != 1 || again.Tokens != 3 || again.TargetSHA256 != there.SourceSHA256 {
				t.Errorf("%+v %+v", there, again)
			}
			if want, got := tells(t, from), tells(t, back); !reflect.DeepEqual(want, got) {
				t.Errorf("said\n%v\nsays\n%v", want, got)
			}
			t.Log(g.Weather())
		})
	}
}
