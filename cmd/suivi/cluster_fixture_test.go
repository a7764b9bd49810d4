//go:build unix

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"suivi/adapters/eventlog/eventstoredb/esdbtest"
	"suivi/domain/event"
)

// grappe is a cluster with a token that records, and what runs on it.
type grappe struct {
	*testing.T
	*esdbtest.Server
	address  string // of the cluster
	token    string
	patience time.Duration
}

// manners are those of both lines of servers.
var manners = map[string]esdbtest.Manner{"23.10": esdbtest.V23, "24.10": esdbtest.V24}

func startCluster(t *testing.T, manner esdbtest.Manner, options ...esdbtest.Option) *grappe {
	t.Helper()
	s := esdbtest.Start(t, manner, options...)
	s.WriteTimeout = 100 * time.Millisecond
	g := &grappe{T: t, Server: s, address: s.ConnectionString(), patience: 2 * time.Second}
	g.token = g.newToken("record")
	return g
}

// suivi runs a command on the cluster.
func (g *grappe) suivi(exit int, args ...string) told {
	g.Helper()
	return g.runs(exit, map[string]string{"SUIVI_STORE": g.address}, args...)
}

// through runs a command through a node.
func (g *grappe) through(n *node, exit int, args ...string) told {
	g.Helper()
	return g.runs(exit, map[string]string{"SUIVI_SERVER": n.url, "SUIVI_TOKEN": g.token}, args...)
}

// anyExit is whatever a command ends with.
const anyExit = -1

// runs runs a command in an environment.
func (g *grappe) runs(exit int, env map[string]string, args ...string) told {
	g.Helper()
	var out, errs bytes.Buffer
	code := run(g.Context(), Process{Args: args, Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs, Now: time.Now, Patience: g.patience,
		Env: func(key string) (string, bool) { v, set := env[key]; return v, set || key == "LANG" }})
	said := told{out.String(), errs.String(), code}
	if code != exit && exit != anyExit {
		g.Fatalf("%v ends with %d, not %d: %s%s", args, code, exit, said.Stdout, said.Stderr)
	}
	return said
}

func (g *grappe) newToken(scope string) string {
	g.Helper()
	return strings.TrimSpace(g.suivi(exitOK, "token", "create", "--scope", scope).Stdout)
}

// node is a server of ours on the cluster, in this process.
type node struct {
	*grappe
	url, metrics string
	log          *lines
	http         *http.Client
	stop         func() // and asks that it ends well; a second time does nothing
}

func (g *grappe) node() *node {
	g.Helper()
	n, err := g.start(nil)
	if err != nil {
		g.Fatal(err)
	}
	return n
}

// start starts a node with more settings; the error is that with which it ends
// instead.
func (g *grappe) start(settings map[string]string) (*node, error) {
	g.Helper()
	all := map[string]string{"SUIVI_STORE": g.address, "SUIVI_LISTEN": "127.0.0.1:0", "SUIVI_METRICS": "127.0.0.1:0", "SUIVI_LOG_FORMAT": "json", "SUIVI_LOG_LEVEL": "debug", "SUIVI_TIMEZONE": "UTC"}
	maps.Copy(all, settings)
	n := &node{grappe: g, log: &lines{}, http: &http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 64}}}
	a := &app{Process: Process{Stdout: n.log, Stderr: n.log, Now: time.Now, Patience: g.patience, Env: func(key string) (string, bool) { v, set := all[key]; return v, set }}}
	if err := a.configure(&cobra.Command{Use: "serve"}); err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(context.Background())
	ready, ended := make(chan string, 1), make(chan error, 1)
	go func() { ended <- a.serve(ctx, func(url string) { ready <- url }) }()
	select {
	case n.url = <-ready:
	case err := <-ended:
		stop()
		return nil, err
	}
	n.stop = sync.OnceFunc(func() {
		n.http.CloseIdleConnections()
		stop()
		select {
		case err := <-ended:
			if err != nil {
				g.Errorf("it ends with %v", err)
			}
		case <-time.After(30 * time.Second):
			g.Errorf("it does not end: %s", n.log)
		}
	})
	g.Cleanup(n.stop)
	until(g.T, "the log tells where the metrics are", func() bool {
		_, after, found := strings.Cut(n.log.String(), `"msg":"metrics","adresse":"`)
		at, _, _ := strings.Cut(after, `"`)
		n.metrics = "http://" + at + "/metrics"
		return found
	})
	return n, nil
}

// reply is the answer to a request.
type reply struct {
	status int
	header http.Header
	body   string
}

// asks does a request with the cluster's token; headers are "Name: value". It
// may be called by any goroutine.
func (n *node) asks(method, path, body string, headers ...string) (reply, error) {
	url := n.url + path
	if strings.HasPrefix(path, "http:") {
		url = path
	}
	r, err := http.NewRequestWithContext(n.Context(), method, url, strings.NewReader(body))
	if err != nil {
		return reply{}, err
	}
	r.Header.Set("Authorization", "Bearer "+n.token)
	r.Header.Set("Content-Type", "application/json")
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Set(name, value)
	}
	w, err := n.http.Do(r)
	if err != nil {
		return reply{}, err
	}
	defer w.Body.Close()
	b, err := io.ReadAll(w.Body)
	return reply{w.StatusCode, w.Header, string(b)}, err
}

const api = "/api/v1"

// ask does a request, and asks for this status.
func (n *node) ask(status int, method, path, body string, headers ...string) reply {
	n.Helper()
	r, err := n.asks(method, path, body, headers...)
	if err != nil || r.status != status {
		n.Fatalf("%s %s: %d, not %d: %s %v", method, path, r.status, status, r.body, err)
	}
	return r
}

// get asks a table.
func (n *node) get(path string, headers ...string) reply {
	n.Helper()
	return n.ask(http.StatusOK, http.MethodGet, api+path, "", headers...)
}

// post gives a command.
func (n *node) post(path, body string, headers ...string) (r receipt) {
	n.Helper()
	w := n.ask(http.StatusOK, http.MethodPost, api+path, body, headers...)
	r.read(n.T, w.body)
	return r
}

// receipt is what a command answers.
type receipt struct {
	Reference string         `json:"reference"`
	Position  event.Position `json:"position"`
	Events    []string       `json:"evenements"`
	Already   bool           `json:"deja_enregistre"`
}

func (r *receipt) read(t *testing.T, body string) {
	t.Helper()
	if err := json.Unmarshal([]byte(body), r); err != nil || r.Position.IsZero() {
		t.Fatalf("%s: %v", body, err)
	}
}

// metric is the value of a metric, as it stands.
func (n *node) metric(name string) string {
	n.Helper()
	for line := range strings.Lines(n.ask(http.StatusOK, http.MethodGet, n.metrics, "").body) {
		if value, is := strings.CutPrefix(line, name+" "); is {
			return strings.TrimSpace(value)
		}
	}
	return "none"
}
