//go:build unix

package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"suivi/adapters/eventlog/eventstoredb/esdbtest"
	"suivi/adapters/eventlog/sqlite"
	"suivi/domain/fault"
)

// TestEvidenceSentToOneNodeIsGivenByTheOther, in several parts under the limit
// of an append, and found by who verifies the store.
func TestEvidenceSentToOneNodeIsGivenByTheOther(t *testing.T) {
	for name, manner := range manners {
		t.Run(name, func(t *testing.T) {
			g := startCluster(t, manner)
			a, b := g.node(), g.node()
			committee(t, g, a, b)
			scan := bytes.Repeat([]byte("%PDF-1.7 octets\x00\xff\n"), 70_000) // 1.3 MB
			hash := sha256.Sum256(scan)
			sum := hex.EncodeToString(hash[:])
			if said := a.ask(http.StatusOK, http.MethodPost, api+"/pieces?nom=scan.pdf", string(scan), "Content-Type: application/octet-stream"); !strings.Contains(said.body, sum) {
				t.Fatal(said.body)
			}
			b.post("/recommandations/CC.2023-1.1/pieces", `{"nom":"scan.pdf","sha256":"`+sum+`"}`)
			if got := b.get("/pieces/" + sum); got.body != string(scan) {
				t.Errorf("%d bytes of %d", len(got.body), len(scan))
			}
			if parts := g.Events("piece-" + sum); parts < 3 {
				t.Errorf("%d parts", parts)
			}
			var verified struct {
				Position string
			}
			said := g.suivi(exitOK, "verify", "--json")
			if err := json.Unmarshal([]byte(said.Stdout), &verified); err != nil || verified.Position != latestOf(a.position(), b.position()).String() {
				t.Errorf("%+v %v", said, err)
			}
		})
	}
}

func TestATokenOfTheCommandLineIsKnownToEveryNode(t *testing.T) {
	t.Parallel()
	g := startCluster(t, esdbtest.V24)
	nodes := []*node{g.node(), g.node()}
	status := func(n *node, token string) int {
		w, err := n.asks(http.MethodGet, api+"/compteurs", "", "Authorization: Bearer "+token)
		if err != nil {
			t.Fatal(err)
		}
		return w.status
	}
	token := g.newToken("count")
	for _, n := range nodes {
		within(t, "a new token works", func() bool { return status(n, token) == http.StatusOK })
	}
	if said := g.suivi(exitOK, "token", "list", "--json"); !strings.Contains(said.Stdout, tokenID(token)) {
		t.Error(said)
	}
	g.suivi(exitOK, "token", "revoke", tokenID(token))
	for _, n := range nodes {
		within(t, "a revoked token is refused", func() bool { return status(n, token) == http.StatusUnauthorized })
	}
	until(t, "its use is told", func() bool {
		return strings.Contains(g.suivi(exitOK, "token", "list", "--json").Stdout, `"utilise_le"`)
	})
}

func TestDecisionsOfAnImportThroughOneNodeAreNotAskedAgainByTheOther(t *testing.T) {
	g := startCluster(t, esdbtest.V24)
	a, b := g.node(), g.node()
	files := onFolder(t)
	files.writeCommittee()
	files.write("b/recommandations.csv", importUnclear)
	in := func(dir string) string { return filepath.Join(files.dir, dir) }
	g.through(a, exitOK, "import", in("a"))
	together(a, b)
	g.through(a, exitUnsettled, "import", in("b"))
	answers := strings.Replace(files.read("b/decisions.csv"), ";;recommandations.csv", ";DRH;recommandations.csv", 1)
	files.write("b/decisions.csv", answers)
	g.through(a, exitOK, "import", in("b"))
	if err := os.Remove(in("b/decisions.csv")); err != nil {
		t.Fatal(err)
	}
	files.write("b/recommandations.csv", importUnclear+"CC;2024-1;3;Nourrir les agents;INCONNUE\n")
	together(a, b)
	if said := g.through(b, exitOK, "import", in("b")); strings.Contains(said.Stdout, "Tout était déjà enregistré") {
		t.Error(said)
	}
	if said := g.suivi(exitOK, "import", in("b")); !strings.Contains(said.Stdout, "Tout était déjà enregistré") {
		t.Error(said)
	}
}

// TestTheExampleImportedThroughOneNodeIsSaidByAll: it is what a folder says.
func TestTheExampleImportedThroughOneNodeIsSaidByAll(t *testing.T) {
	g := startCluster(t, esdbtest.V23, esdbtest.Nodes(3))
	a, b := g.node(), g.node()
	files, folder := onFolder(t), t.TempDir()
	for name, content := range exampleFiles(t) {
		files.write("example/"+name, content)
	}
	g.runs(exitOK, map[string]string{"SUIVI_DATA": folder}, "import", filepath.Join(files.dir, "example"))
	g.through(a, exitOK, "import", filepath.Join(files.dir, "example"))
	together(a, b)
	for _, args := range [][]string{{"counts"}, {"owing"}, {"list", "sessions"}, {"followup", "CC-CPS-SCI.2024-1"}, {"counts", "--as-of", "2023-06-30"}} {
		args = append(args, "--json")
		want := apart(g.runs(exitOK, map[string]string{"SUIVI_DATA": folder}, args...))
		for where, got := range map[string]told{"a node": g.through(a, exitOK, args...), "the other": g.through(b, exitOK, args...), "the store": g.suivi(exitOK, args...)} {
			if d := cmp.Diff(want, apart(got)); d != "" {
				t.Errorf("%v: what the folder says (-) and what %s says (+): %s", args, where, d)
			}
		}
	}
}

// apart is what was said but for the positions, which each store has its own.
func apart(said told) string {
	return regexp.MustCompile(`"position": "[0-9/]+"`).ReplaceAllString(said.Stdout, "")
}

func TestTheCommandLineWorksOnTheStoreItself(t *testing.T) {
	g := startCluster(t, esdbtest.V24)
	folder := t.TempDir()
	g.runs(exitOK, map[string]string{"SUIVI_STORE": g.address}, "forum", "create", "CC", "--name", "Comité")
	flag := func(exit int, args ...string) told {
		t.Helper()
		return g.runs(exit, nil, append(args, "--store", g.address)...)
	}
	flag(exitOK, "session", "plan", "CC", "--date", "janvier 2024")
	flag(exitOK, "session", "hold", "CC.2024-1", "--date", "janvier 2024")
	flag(exitOK, "make", "CC.2024-1", "--number", "1", "--text", "Former les agents")
	for says, args := range map[string][]string{
		"Le registre est cohérent": {"verify"}, "Former les agents": {"list"}, "CC 2024/1": {"followup", "CC.2024-1"}, "formulée": {"history", "CC.2024-1.1"}, "1": {"counts"},
	} {
		if said := flag(exitOK, args...); !strings.Contains(said.Stdout, says) {
			t.Errorf("%v: %+v", args, said)
		}
	}
	held := g.Events("")
	for name, c := range map[string]struct {
		exit int
		code string
		args []string
	}{
		"the example has a folder of its own": {exitUsage, "option.pas_sur_une_grappe", []string{"example", "--store", g.address}},
		"a folder and a cluster are two":      {exitUsage, "configuration.deux_registres", []string{"counts", "--store", g.address, "--data", folder}},
		"a server serves one of them":         {exitUsage, "configuration.deux_registres", []string{"serve", "--store", g.address, "--data", folder}},
		"what is no cluster is none":          {exitUsage, "configuration.magasin", []string{"counts", "--store", "ESDB://admin:changeit@localhost"}},
		"nor is it a folder":                  {exitUsage, "configuration.magasin", []string{"counts", "--data", "ESDB://admin:changeit@localhost"}},
		"nor to copy to":                      {exitUsage, "configuration.magasin", []string{"migrate", "--from", g.address, "--to", "eventstore://admin:changeit@localhost"}},
	} {
		said := g.runs(c.exit, nil, c.args...)
		if want := mover().explain(fault.New(fault.Invalid, c.code, "cause", "esdb://")); !strings.Contains(said.Stderr, strings.Split(want, ".")[0]) || strings.Contains(said.Stderr, "changeit") {
			t.Errorf("%s: %s, not %s", name, said.Stderr, want)
		}
	}
	if now := g.Events(""); now != held {
		t.Errorf("%d events came of refusals", now-held)
	}

	// A flag goes before the environment, whichever of the two it names.
	g.suivi(exitOK, "forum", "create", "AUTRE", "--name", "Autre", "--data", folder)
	if _, err := os.Stat(filepath.Join(folder, sqlite.FileName)); err != nil || g.Events("cadre-") != 1 {
		t.Errorf("%v, %d", err, g.Events("cadre-"))
	}
	file := filepath.Join(t.TempDir(), "grappe")
	if err := os.WriteFile(file, []byte(g.address+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, env := range []map[string]string{
		{"SUIVI_STORE_FILE": file}, {"SUIVI_STORE_FILE": file, "SUIVI_DATA": folder}, {"SUIVI_STORE": g.address, "SUIVI_DATA": folder},
	} {
		if said := g.runs(exitOK, env, "list", "forums"); !strings.Contains(said.Stdout, "CC") || strings.Contains(said.Stdout, "AUTRE") {
			t.Errorf("%v: %s", env, said.Stdout)
		}
	}
	if said := g.runs(exitOK, map[string]string{"SUIVI_STORE_FILE": file}, "list", "forums", "--data", folder); !strings.Contains(said.Stdout, "AUTRE") {
		t.Error(said)
	}
}

// TestANodeThatStartsWhileTheStoreIsAwaySaysSo, within its patience.
func TestANodeThatStartsWhileTheStoreIsAwaySaysSo(t *testing.T) {
	t.Parallel()
	g := startCluster(t, esdbtest.V24)
	g.patience = 200 * time.Millisecond
	g.Stop()
	for _, args := range [][]string{{"serve", "--listen", "127.0.0.1:0", "--metrics", ""}, {"counts"}, {"token", "list"}, {"forum", "create", "X", "--name", "X"}, {"verify"}, {"migrate", "--from", g.address, "--to", t.TempDir()}} {
		began := time.Now()
		said := g.suivi(exitUnavailable, args...)
		if took := time.Since(began); took > g.patience+2*time.Second {
			t.Errorf("%v took %v", args, took)
		}
		if !strings.Contains(said.Stderr, fmt.Sprintf("la grappe « %s » ne répond pas", g.address)) || !strings.Contains(said.Stderr, "connection refused") && !strings.Contains(said.Stderr, "discover") {
			t.Errorf("%v: %s", args, said.Stderr)
		}
	}
}
