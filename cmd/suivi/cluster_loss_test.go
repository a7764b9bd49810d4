//go:build unix

package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/oklog/ulid/v2"

	"suivi/adapters/eventlog/eventstoredb/esdbtest"
	"suivi/domain/event"
)

var outage = flag.Duration("outage", 3*time.Second, "how long the store is away in the middle of a load")

// workload writes to nodes and reads from them until it is told to stop.
type workload struct {
	*grappe
	nodes []*node
	done  atomic.Bool
	all   sync.WaitGroup

	mu           sync.Mutex
	acknowledged map[string]receipt // by key
	refused      map[string]string  // the codes, by key, of what was not acknowledged since
	codes        map[string]int
	slowest      map[string]time.Duration // by what was asked
	reads, stale int                      // of these, with word of the loss
}

// newWorkload is for two nodes, which it starts.
func newWorkload(g *grappe) *workload {
	g.Helper()
	return &workload{grappe: g, nodes: []*node{g.node(), g.node()}, acknowledged: map[string]receipt{}, refused: map[string]string{}, codes: map[string]int{}, slowest: map[string]time.Duration{}}
}

// work has writers write, and a reader read each of these.
func (l *workload) work(writers int, paths ...string) {
	for w := range writers {
		l.all.Go(func() { l.write(w) })
	}
	for _, path := range paths {
		l.all.Go(func() { l.read(path) })
	}
}

// ends ends the load, and gives again what was refused.
func (l *workload) ends() {
	l.Helper()
	l.done.Store(true)
	l.all.Wait()
	for key, code := range maps.Clone(l.refused) {
		if !l.give(key, code) {
			l.Errorf("%s is never acknowledged", key)
		}
	}
	l.Logf("%d acknowledged, refused %v; %d reads, %d with word of the loss; slowest %v", len(l.acknowledged), l.codes, l.reads, l.stale, l.slowest)
}

func (l *workload) took(what string, since time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.slowest[what] = max(l.slowest[what], time.Since(since))
}

func (l *workload) counts() (acknowledged, refused int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.acknowledged), len(l.refused)
}

// write gives commands, each until it is acknowledged, at whichever node.
func (l *workload) write(w int) {
	for i := 0; !l.done.Load() && !l.Failed(); i++ {
		key := ulid.Make().String()
		for !l.give(key, fmt.Sprintf("W%d-%d", w, i)) && !l.done.Load() && !l.Failed() {
			time.Sleep(time.Duration(50+rand.IntN(100)) * time.Millisecond)
		}
	}
}

// give gives a command, and reports whether it was acknowledged.
func (l *workload) give(key, code string) bool {
	began := time.Now()
	w, err := l.nodes[rand.IntN(len(l.nodes))].asks(http.MethodPost, api+"/cadres", forumOf(code), "Idempotency-Key: "+key)
	l.took("a write", began)
	if err != nil {
		l.Errorf("a write: %v", err)
		return false
	}
	var problem struct{ Code string }
	var r receipt
	if w.status == http.StatusOK {
		err = json.Unmarshal([]byte(w.body), &r)
	} else {
		err = json.Unmarshal([]byte(w.body), &problem)
	}
	away := w.status == http.StatusServiceUnavailable && w.header.Get("Retry-After") != "" && slices.Contains([]string{"registre.injoignable", "registre.issue_inconnue"}, problem.Code)
	if err != nil || w.status != http.StatusOK && !away {
		l.Errorf("a write is answered %d %s (%v)", w.status, w.body, err)
		return false
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if away {
		l.refused[key] = code
		l.codes[problem.Code]++
		return false
	}
	delete(l.refused, key)
	l.acknowledged[key] = r
	return true
}

// read asks what needs no store; it must be answered, whatever happens.
func (l *workload) read(path string) {
	for !l.done.Load() && !l.Failed() {
		for _, n := range l.nodes {
			began := time.Now()
			w, err := n.asks(http.MethodGet, path, "")
			l.took(path, began)
			if err != nil || w.status != http.StatusOK {
				l.Errorf("%s is answered %d %s %v", path, w.status, w.body, err)
				return
			}
			l.mu.Lock()
			if l.reads++; w.header.Get("Suivi-Registre-Injoignable-Depuis") != "" {
				l.stale++
			}
			l.mu.Unlock()
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// TestTheStoreIsLostInTheMiddleOfALoad: what both nodes have read goes on being
// served, with word of the loss; nothing is recorded, and whoever tries is told
// so; once the store is back all goes on by itself, and what was acknowledged is
// there once. make soak-cluster has it last a minute.
func TestTheStoreIsLostInTheMiddleOfALoad(t *testing.T) {
	g := startCluster(t, esdbtest.V24, esdbtest.Nodes(3))
	g.patience = min(*outage/3, 10*time.Second)
	before := runtime.NumGoroutine()
	l := newWorkload(g)
	a, b := l.nodes[0], l.nodes[1]
	committee(t, g, a, b)
	held, start := g.Events("cadre-"), a.position().String()
	l.work(8, "/healthz", api+"/compteurs", api+"/cadres", api+"/recommandations?au=2023-06-30")
	told := make([][]string, 2) // by the streams, which nobody cuts off
	total := make(chan int, 2)
	var reading sync.WaitGroup
	for i, n := range l.nodes {
		reading.Go(func() {
			want := 0
			var err error
			told[i], err = n.follows(t.Context(), start, func() {}, func(ids []string) bool {
				select {
				case want = <-total:
				default:
				}
				return want > 0 && len(ids) >= want
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	until(t, "a load", func() bool { n, _ := l.counts(); return n > 150 || t.Failed() })

	began := time.Now()
	g.Stop()
	for _, n := range l.nodes {
		until(t, "word of the loss", n.isLost)
	}
	t.Logf("both nodes say after %v that the store is lost", time.Since(began).Round(time.Millisecond))
	if *outage >= time.Minute { // a command waits ten seconds before it gives up
		l.refusedToCommands(a)
	}
	for time.Since(began) < *outage && !t.Failed() {
		for _, n := range l.nodes {
			l.withoutTheStore(n)
		}
	}
	acknowledged, refused := l.counts()
	if stored := g.Events("cadre-") - held; acknowledged > stored || refused == 0 {
		t.Errorf("%d commands acknowledged, %d in the store, %d refused", acknowledged, stored, refused)
	}
	if err := g.Resume(); err != nil {
		t.Fatal(err)
	}
	back := time.Now()
	for _, n := range l.nodes {
		until(t, "the store is found again", func() bool { return !n.isLost() })
	}
	t.Logf("found again after %v, %v away", time.Since(back).Round(time.Millisecond), back.Sub(began).Round(time.Millisecond))
	until(t, "writes go on", func() bool { n, _ := l.counts(); return n > acknowledged+150 || t.Failed() })
	t.Logf("150 more commands after %v", time.Since(back).Round(time.Millisecond))
	for _, n := range l.nodes {
		until(t, "it is ready", func() bool {
			w, err := n.asks(http.MethodGet, "/readyz", "")
			return err == nil && w.status == http.StatusOK
		})
		if up := n.metric("suivi_store_reachable"); up != "1" {
			t.Errorf("suivi_store_reachable %s", up)
		}
	}
	l.ends()
	l.allThere(held)
	for range l.nodes {
		total <- len(l.acknowledged) + 1
	}
	a.post("/cadres", forumOf("DERNIER"))
	reading.Wait()
	want := g.positions()
	want = want[slices.Index(want, start)+1:]
	for i := range told {
		if !slices.Equal(told[i], want) {
			t.Errorf("the stream of node %d told of %d, recorded %d", i, len(told[i]), len(want))
		}
	}
	a.stop()
	b.stop()
	until(t, "nothing is left", func() bool { return runtime.NumGoroutine() <= before+2 && g.Connections() == 0 })
}

// TestNodesInAStormRefuseClearlyAndLoseNothing: faults at random, and elections,
// are never an error of ours.
func TestNodesInAStormRefuseClearlyAndLoseNothing(t *testing.T) {
	for name, manner := range manners {
		t.Run(name, func(t *testing.T) {
			g := startCluster(t, manner, esdbtest.Nodes(3))
			g.patience = 600 * time.Millisecond
			l := newWorkload(g)
			committee(t, g, l.nodes...)
			held := g.Events("cadre-")
			seed := uint64(time.Now().UnixNano())
			t.Logf("seed %d", seed)
			g.Storm(seed, 60)
			l.work(8, api+"/compteurs", api+"/recommandations?au=2023-06-30")
			for n := 1; n <= 6; n++ {
				until(t, "a load", func() bool { acknowledged, _ := l.counts(); return acknowledged > 60*n || t.Failed() })
				g.Elect(n % 3)
			}
			g.Calm()
			l.ends()
			l.allThere(held)
			t.Log(g.Weather())
		})
	}
}

// isLost reports whether a node says that it lost the store.
func (n *node) isLost() bool {
	w, err := n.asks(http.MethodGet, "/healthz", "")
	return err == nil && w.header.Get("Suivi-Registre-Injoignable-Depuis") != ""
}

// withoutTheStore asks a node that lost it for all that it must say.
func (l *workload) withoutTheStore(n *node) {
	l.Helper()
	began := time.Now()
	ready := n.ask(http.StatusServiceUnavailable, http.MethodGet, "/readyz", "")
	l.took("/readyz", began)
	var said struct {
		Checks []struct {
			Name string `json:"nom"`
			OK   bool   `json:"bon"`
			Said string `json:"dit"`
		} `json:"controles"`
	}
	if err := json.Unmarshal([]byte(ready.body), &said); err != nil {
		l.Fatal(err)
	}
	for _, c := range said.Checks {
		if away := strings.Contains(c.Said, "n'atteint plus le registre"); c.OK == (c.Name != "jetons") || !c.OK && !away {
			l.Errorf("/readyz says %s", ready.body)
		}
	}
	began = time.Now()
	if up := n.metric("suivi_store_reachable"); up != "0" {
		l.Errorf("suivi_store_reachable %s", up)
	}
	if took := time.Since(began); took > time.Second {
		l.Errorf("/metrics took %v", took)
	}
	// What must be read from the store, or written to it, is refused.
	missing := strings.Repeat("0", 64)
	for _, q := range []struct{ method, path, body string }{
		{"GET", "/recommandations/CC.2023-1.1/historique", ""},
		{"GET", "/pieces/" + missing, ""},
		{"POST", "/pieces?nom=a.txt", "octets"},
		{"POST", "/recommandations/CC.2023-1.1/echeances", `{"echeance":"fin 2030"}`},
		{"POST", "/recommandations/CC.2023-1.1/pieces", `{"nom":"a.txt","sha256":"` + missing + `"}`},
	} {
		began := time.Now()
		w := n.ask(http.StatusServiceUnavailable, q.method, api+q.path, q.body)
		l.took(q.method+" "+q.path[:8], began)
		if w.header.Get("Retry-After") == "" || !strings.Contains(w.body, `"code":"registre.injoignable"`) {
			l.Errorf("%s %s: %v %s", q.method, q.path, w.header, w.body)
		}
	}
	w := n.ask(http.StatusOK, http.MethodPost, api+"/sessions/CC.2024-1/examen", `{"lignes":[{"recommandation":"CC.2023-1.1","etat":"en_cours"},{"recommandation":"CC.2023-1.2","etat":"en_cours"}]}`)
	if strings.Count(w.body, `"statut":503`) != 2 {
		l.Errorf("an examination: %s", w.body)
	}
}

// refusedToCommands gives commands of the command line to a node that lost the
// store.
func (l *workload) refusedToCommands(n *node) {
	l.Helper()
	files := onFolder(l.T)
	files.writeCommittee()
	for _, args := range [][]string{{"due", "CC.2023-1.1", "fin 2030"}, {"history", "CC.2023-1.1"}, {"import", files.dir + "/a"}} {
		began := time.Now()
		if said := l.through(n, exitUnavailable, args...); !strings.Contains(said.Stderr, "injoignable") {
			l.Errorf("%v: %+v", args, said)
		}
		l.took("suivi "+args[0], began)
	}
}

// allThere asks that what was acknowledged is there, once, and nothing else; and
// that the tables of both nodes are those of a node that reads all.
func (l *workload) allThere(held int) {
	l.Helper()
	if got := l.Events("cadre-") - held; got != len(l.acknowledged) {
		l.Errorf("%d events of %d commands acknowledged", got, len(l.acknowledged))
	}
	at := map[string]bool{}
	for _, p := range l.positions() {
		at[p] = true
	}
	var last event.Position
	for key, r := range l.acknowledged {
		if !at[r.Position.String()] {
			l.Errorf("%s was acknowledged at %s, where nothing is", key, r.Position)
		}
		delete(at, r.Position.String()) // each has its own
		last = latestOf(last, r.Position)
	}
	together(l.nodes...)
	rebuilt := l.node()
	defer rebuilt.stop()
	want := rebuilt.tables(last, last)
	for i, n := range l.nodes {
		if d := cmp.Diff(want, n.tables(last, last)); d != "" {
			l.Errorf("tables of a rebuild (-) and of node %d (+): %s", i, d)
		}
	}
}
