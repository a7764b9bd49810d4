//go:build unix

package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
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

// tablePaths are all that a node is asked, of a committee as testdata/comite.txt
// has it.
var tablePaths = []string{
	"/cadres", "/cadres/CC", "/cadres/CC/historique", "/structures", "/structures/MAECI", "/structures/MAECI/historique",
	"/sessions", "/sessions/CC.2024-1", "/sessions/CC.2024-1/tableau", "/sessions/CC.2024-1/reconductions", "/sessions/CC.2023-1/historique",
	"/recommandations", "/recommandations/CC.2023-1.1", "/recommandations/CC.2023-1.1/historique", "/matrice",
	"/redevables", "/redevables/MAECI", "/compteurs", "/audit", "/recherche?q=former",
}

// tables is what a node says, byte for byte: at present, as of a day, and as it
// was known at a position, once it sees another.
func (n *node) tables(after, known event.Position) map[string]string {
	n.Helper()
	all := map[string]string{}
	for _, path := range tablePaths {
		for _, moment := range []string{"", "au=2023-12-31", "connu_le=@" + known.String()} {
			with := "?"
			if strings.Contains(path, "?") {
				with = "&"
			}
			w, err := n.asks(http.MethodGet, api+path+with+"apres="+after.String()+"&"+moment, "")
			if err != nil || w.status >= http.StatusInternalServerError {
				n.Fatalf("%s: %d %s %v", path, w.status, w.body, err)
			}
			body := w.body
			if w.status != http.StatusOK { // what a day has not, and the name of the request
				body, _, _ = strings.Cut(body, `"instance"`)
			}
			all[path+" "+moment] = strconv.Itoa(w.status) + " " + w.header.Get("Etag") + " " + w.header.Get("Suivi-Position") + "\n" + body
		}
	}
	return all
}

// committee records testdata/comite.txt, each line through the next node.
func committee(t *testing.T, g *grappe, nodes ...*node) {
	t.Helper()
	lines, err := os.ReadFile(filepath.Join(startFolder, "testdata/comite.txt"))
	if err != nil {
		t.Fatal(err)
	}
	i := 0
	for line := range strings.Lines(string(lines)) {
		if words := storyWords(strings.TrimSpace(line)); len(words) > 0 && words[0] != "#" {
			g.through(nodes[i%len(nodes)], exitOK, words...)
			together(nodes...)
			i++
		}
	}
}

// together waits until all nodes see what any of them does.
func together(nodes ...*node) {
	nodes[0].Helper()
	var last event.Position
	for _, n := range nodes {
		last = latestOf(last, n.position())
	}
	for _, n := range nodes {
		n.get("/cadres?apres=" + last.String())
	}
}

// TestTwoNodesOnOneStoreGiveTheSameTables after every kind of command, each
// given to the node that did not take the one before.
func TestTwoNodesOnOneStoreGiveTheSameTables(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{"note.txt": "Une note.", "empty.txt": ""} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, manner := range manners {
		t.Run(name, func(t *testing.T) {
			g := startCluster(t, manner, esdbtest.Nodes(3))
			a, b := g.node(), g.node()
			committee(t, g, a, b)
			middle, exits := a.position(), map[int]int{}
			for i, line := range asOneTypes.records {
				args := append(strings.Split(line, "|"), "--command", fmt.Sprintf("01HPQ3V5T0000000000000%04d", 1000+i))
				said := g.through([]*node{a, b}[i%2], anyExit, args...)
				if exits[said.Exit]++; said.Exit == exitInternal || said.Exit == exitUnavailable {
					t.Errorf("%v: %+v", args, said)
				}
				together(a, b)
			}
			t.Logf("the commands ended with %v", exits)
			last := latestOf(a.position(), b.position())
			ofA, ofB := a.tables(last, middle), b.tables(last, middle)
			if d := cmp.Diff(ofA, ofB); d != "" {
				t.Errorf("tables of one node (-) and of the other (+): %s", d)
			}
			fresh := g.node()
			if d := cmp.Diff(ofA, fresh.tables(last, middle)); d != "" {
				t.Errorf("tables of one node (-) and of a new one (+): %s", d)
			}
			for _, args := range [][]string{{"list"}, {"followup", "CC.2024-1"}, {"owing"}, {"audit"}, {"matrix"}, {"counts"}, {"history", "CC.2023-1.1"}} {
				if d := cmp.Diff(g.suivi(exitOK, append(args, "--json")...), g.through(a, exitOK, append(args, "--json")...)); d != "" {
					t.Errorf("%v on the store (-) and of the node (+): %s", args, d)
				}
			}
			if exits[exitOK] < len(asOneTypes.records)/4 {
				t.Error("few commands recorded something")
			}
		})
	}
}

func (n *node) position() event.Position {
	n.Helper()
	p, err := event.ParsePosition(n.get("/cadres").header.Get("Suivi-Position"))
	if err != nil {
		n.Fatal(err)
	}
	return p
}

func latestOf(p, q event.Position) event.Position {
	if p.Compare(q) < 0 {
		return q
	}
	return p
}

func forumOf(code string) string { return fmt.Sprintf(`{"code":%q,"nom":"Cadre"}`, code) }

func TestAWriteOnOneNodeIsSeenOnTheOtherWithinItsLag(t *testing.T) {
	g := startCluster(t, esdbtest.V24)
	a, b := g.node(), g.node()
	var took []time.Duration
	for i := range 100 {
		from, to := a, b
		if i%2 == 1 {
			from, to = b, a
		}
		p := from.post("/cadres", forumOf(fmt.Sprint("F", i))).Position
		began := time.Now()
		for to.position().Compare(p) < 0 {
			if time.Since(began) > 10*time.Second {
				t.Fatal("it is never seen")
			}
		}
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	t.Logf("seen after %v (median), %v (longest of %d)", took[len(took)/2], took[len(took)-1], len(took))
	if median := took[len(took)/2]; median > 500*time.Millisecond {
		t.Errorf("half of it is seen only after %v", median)
	}
	for _, n := range []*node{a, b} {
		if lag, age := n.metric("suivi_projection_lag_events"), n.metric("suivi_projection_lag_seconds"); lag != "0" || age != "0" {
			t.Errorf("lag of %s events, %s s", lag, age)
		}
	}
}

// TestAReadOfOneNodeSeesWhatTheOtherAnswered, where it names the position of the
// receipt: always, also while both nodes are busy.
func TestAReadOfOneNodeSeesWhatTheOtherAnswered(t *testing.T) {
	g := startCluster(t, esdbtest.V23)
	a, b := g.node(), g.node()
	follow := func(name string, times int, failed func(string, ...any)) {
		for i := range times {
			from, to := a, b
			if i%2 == 1 {
				from, to = b, a
			}
			code := fmt.Sprint(name, i)
			w, err := from.asks(http.MethodPost, api+"/cadres", forumOf(code))
			var r receipt
			if err != nil || w.status != http.StatusOK || json.Unmarshal([]byte(w.body), &r) != nil {
				failed("%s: %d %s %v", code, w.status, w.body, err)
				return
			}
			w, err = to.asks(http.MethodGet, api+"/cadres/"+code+"?apres="+r.Position.String(), "")
			if err != nil || w.status != http.StatusOK {
				failed("%s is not seen: %d %s %v", code, w.status, w.body, err)
				return
			}
		}
	}
	began := time.Now()
	follow("CALME", 300, t.Fatalf)
	t.Logf("300 writes and reads in %v", time.Since(began))
	began = time.Now()
	var all sync.WaitGroup
	for w := range 8 {
		all.Go(func() { follow(fmt.Sprintf("W%d-", w), 40, t.Errorf) })
	}
	follow("CHARGE", 100, t.Errorf)
	all.Wait()
	t.Logf("420 more by nine at once in %v", time.Since(began))
	if held := g.Events("cadre-"); held != 720 {
		t.Errorf("%d events", held)
	}
}

func TestOneKeySentToBothNodesRecordsOnce(t *testing.T) {
	g := startCluster(t, esdbtest.V24)
	nodes := []*node{g.node(), g.node()}
	for i := range 60 {
		key, body := "Idempotency-Key: "+ulid.Make().String(), forumOf(fmt.Sprint("F", i))
		var answers [2]receipt
		var both sync.WaitGroup
		for n := range nodes {
			give := func() {
				w, err := nodes[n].asks(http.MethodPost, api+"/cadres", body, key)
				if err != nil || w.status != http.StatusOK {
					t.Errorf("%d %s %v", w.status, w.body, err)
					return
				}
				answers[n].read(t, w.body)
			}
			if i%2 == 0 {
				both.Go(give) // at once
			} else {
				give() // one after the other
			}
		}
		both.Wait()
		if answers[0].Reference != answers[1].Reference || !slices.Equal(answers[0].Events, answers[1].Events) || answers[0].Position != answers[1].Position {
			t.Errorf("answered %+v and %+v", answers[0], answers[1])
		}
		if held := g.Events("cadre-"); held != i+1 {
			t.Fatalf("%d events of %d commands", held, i+1)
		}
	}
}

// TestWhatWasSeenOnOneNodeIsOutOfDateOnTheOther: the version that a client saw is
// checked against the store, not against what the node has read.
func TestWhatWasSeenOnOneNodeIsOutOfDateOnTheOther(t *testing.T) {
	g := startCluster(t, esdbtest.V24)
	a, b := g.node(), g.node()
	committee(t, g, a, b)
	for i := range 30 {
		var seen struct {
			Version event.Version `json:"version"`
		}
		if err := json.Unmarshal([]byte(b.get("/recommandations/CC.2023-1.1").body), &seen); err != nil || seen.Version != event.Version(i) {
			t.Fatal(seen, err)
		}
		match := fmt.Sprintf("If-Match: \"%d\"", seen.Version)
		a.post("/recommandations/CC.2023-1.1/echeances", fmt.Sprintf(`{"echeance":"31 décembre %d"}`, 2030+i), match)
		w := b.ask(http.StatusPreconditionFailed, http.MethodPost, api+"/recommandations/CC.2023-1.1/echeances", `{"echeance":"fin 2029"}`, match)
		if !strings.Contains(w.body, fmt.Sprintf(`"version_actuelle":%d`, seen.Version+1)) || !strings.Contains(w.body, `"changements":[{`) {
			t.Fatal(w.body)
		}
		together(a, b)
	}
}

// TestTwoNodesExaminingOneSessionLoseNothing: rows of their own, and rows that
// both send.
func TestTwoNodesExaminingOneSessionLoseNothing(t *testing.T) {
	const items, own = 40, 12
	g := startCluster(t, esdbtest.V24)
	nodes := []*node{g.node(), g.node()}
	committee(t, g, nodes...)
	for i := range items {
		nodes[0].post("/sessions/CC.2024-1/recommandations", fmt.Sprintf(`{"numero":"%d","texte":"Former le groupe %d"}`, i+1, i))
	}
	nodes[0].post("/sessions", `{"cadre":"CC","prevue":"mars 2025"}`)
	nodes[0].post("/sessions/CC.2025-1/tenues", `{"seances":["3 mars 2025"]}`)
	together(nodes...)
	before := g.Events("recommandation-")

	var bodies [2]string
	for n := range nodes {
		var rows []string
		for i := n * own; i < items-own*(1-n); i++ {
			rows = append(rows, fmt.Sprintf(`{"recommandation":"CC.2024-1.%d","etat":"en_cours","constat":"vu du nœud %d"}`, i+1, n))
		}
		bodies[n] = `{"lignes":[` + strings.Join(rows, ",") + `]}`
	}
	var recorded atomic.Int64
	var both sync.WaitGroup
	for n, node := range nodes {
		both.Go(func() {
			w, err := node.asks(http.MethodPost, api+"/sessions/CC.2025-1/examen", bodies[n])
			var said struct {
				Rows []struct {
					Of     string `json:"recommandation"`
					Status int    `json:"statut"`
				} `json:"lignes"`
				Recorded int `json:"enregistrees"`
			}
			if err != nil || w.status != http.StatusOK || json.Unmarshal([]byte(w.body), &said) != nil || len(said.Rows) != items-own {
				t.Errorf("%d %s %v", w.status, w.body, err)
			}
			for _, row := range said.Rows {
				if row.Status != http.StatusOK && row.Status != http.StatusConflict {
					t.Errorf("%+v", row)
				}
			}
			t.Logf("node %d recorded %d of %d rows", n, said.Recorded, len(said.Rows))
			recorded.Add(int64(said.Recorded))
		})
	}
	both.Wait()
	if held := g.Events("recommandation-") - before; held != int(recorded.Load()) {
		t.Errorf("%d events of %d rows recorded", held, recorded.Load())
	}
	after := g.node() // reads all from the store
	for i := range items {
		told := after.get(fmt.Sprintf("/recommandations/CC.2024-1.%d/historique", i+1)).body
		for n := range nodes {
			if mine := i >= n*own && i < items-own*(1-n); !mine && strings.Contains(told, fmt.Sprint("vu du nœud ", n)) {
				t.Errorf("%d bears what node %d never said: %s", i+1, n, told)
			} else if mine && (i < own || i >= items-own) && !strings.Contains(told, fmt.Sprint("vu du nœud ", n)) {
				t.Errorf("%d lacks what node %d said: %s", i+1, n, told)
			}
		}
		if !strings.Contains(told, "vu du nœud") {
			t.Errorf("%d was examined by nobody: %s", i+1, told)
		}
	}
}

// TestWhoOpensTheStoreWhileOthersRecordDisturbsNobody: every command on the store
// itself completes what others left half done, and may find a recommendation
// whose session has just inscribed it, the rest still to come.
func TestWhoOpensTheStoreWhileOthersRecordDisturbsNobody(t *testing.T) {
	const writers, each = 4, 25
	g := startCluster(t, esdbtest.V24)
	nodes := []*node{g.node(), g.node()}
	committee(t, g, nodes...)
	var writing sync.WaitGroup
	for w := range writers {
		writing.Go(func() {
			for i := range each {
				r, err := nodes[(w+i)%2].asks(http.MethodPost, api+"/sessions/CC.2024-1/recommandations", fmt.Sprintf(`{"texte":"Former le groupe %d de %d"}`, i, w), "Idempotency-Key: "+ulid.Make().String())
				if err != nil || r.status != http.StatusOK {
					t.Errorf("%d %s %v", r.status, r.body, err)
				}
			}
		})
	}
	ended := make(chan struct{})
	go func() { writing.Wait(); close(ended) }()
	opened := 0
	for open := true; open; opened++ {
		g.suivi(exitOK, "counts")
		select {
		case <-ended:
			open = false
		default:
		}
	}
	t.Logf("opened %d times meanwhile", opened)
	if said := g.suivi(exitOK, "verify", "--json").Stdout; !strings.Contains(said, fmt.Sprintf(`"recommandations": %d,`, 3+writers*each)) {
		t.Error(said)
	}
}
