//go:build unix

package main

import (
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"suivi/adapters/eventlog/eventstoredb/esdbtest"
)

// wire passes on what goes to an address and comes from it, until it is cut:
// then nobody is refused, and nothing comes, as where a network drops packets.
type wire struct {
	net.Listener
	mu    sync.Mutex
	cut   bool
	whole sync.Cond // no longer cut
}

func newWire(t *testing.T, to string) *wire {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w := &wire{Listener: l}
	w.whole.L = &w.mu
	t.Cleanup(func() { l.Close(); w.set(false) })
	go func() {
		for {
			from, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer from.Close()
				w.wait()
				there, err := net.Dial("tcp", to)
				if err != nil {
					return
				}
				defer there.Close()
				go func() { w.pass(from, there); from.Close() }()
				w.pass(there, from)
			}()
		}
	}()
	return w
}

func (w *wire) set(cut bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.cut = cut
	w.whole.Broadcast()
}

func (w *wire) wait() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for w.cut {
		w.whole.Wait()
	}
}

func (w *wire) pass(to io.Writer, from io.Reader) {
	b := make([]byte, 64<<10)
	for {
		n, err := from.Read(b)
		w.wait()
		if _, failed := to.Write(b[:n]); err != nil || failed != nil {
			return
		}
	}
}

// TestAStoreThatNeitherAnswersNorRefusesIsLostToo: what a node says and how
// long it takes are bounded as where connections are refused, and so is its end.
func TestAStoreThatNeitherAnswersNorRefusesIsLostToo(t *testing.T) {
	t.Parallel()
	g := startCluster(t, esdbtest.V24)
	w := newWire(t, g.Address(0))
	g.address = "esdb://" + w.Addr().String() + "?tls=false&gossipTimeout=1"
	g.patience = 500 * time.Millisecond
	n := g.node()
	n.post("/cadres", forumOf("CC"))
	held := g.Events("cadre-")
	w.set(true)
	bounded := func(what string, limit time.Duration, f func()) {
		t.Helper()
		began := time.Now()
		f()
		if took := time.Since(began); took > limit {
			t.Errorf("%s took %v", what, took)
		} else {
			t.Logf("%s after %v", what, took.Round(time.Millisecond))
		}
	}
	bounded("/readyz before anybody knows", presencePatience+time.Second, func() {
		if _, err := n.asks(http.MethodGet, "/readyz", ""); err != nil {
			t.Error(err)
		}
	})
	bounded("word of the loss", 5*time.Second, func() { until(t, "word of the loss", n.isLost) })
	for range 2 {
		bounded("a read", 2*time.Second, func() { n.get("/compteurs") })
		bounded("/metrics", time.Second, func() {
			if up := n.metric("suivi_store_reachable"); up != "0" {
				t.Errorf("suivi_store_reachable %s", up)
			}
		})
		bounded("/readyz", time.Second, func() { n.ask(http.StatusServiceUnavailable, http.MethodGet, "/readyz", "") })
		bounded("a write", 4*time.Second, func() {
			r := n.ask(http.StatusServiceUnavailable, http.MethodPost, api+"/cadres", forumOf("NON"))
			if !strings.Contains(r.body, `"code":"registre.i`) {
				t.Error(r.body)
			}
		})
	}
	w.set(false)
	until(t, "it is found again", func() bool { return !n.isLost() })
	until(t, "a write", func() bool {
		r, err := n.asks(http.MethodPost, api+"/cadres", forumOf("OUI"))
		return err == nil && r.status == http.StatusOK
	})
	together(n)
	if got := g.Events("cadre-"); got > held+2 { // NON, where it was told that its outcome is unknown
		t.Errorf("%d events", got-held)
	}
	w.set(true)
	until(t, "word of the loss", n.isLost)
	bounded("the end", 10*time.Second, n.stop)
}
