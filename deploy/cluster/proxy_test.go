package cluster_test

import (
	"bufio"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// backend is a node as the proxy sees it.
type backend struct {
	*httptest.Server
	ready, alive atomic.Bool
	asked        atomic.Int64
	failed       atomic.Int64 // checks that it did not pass
}

func newBackend(t *testing.T, name string) *backend {
	b := &backend{}
	b.ready.Store(true)
	b.alive.Store(true)
	probe := func(up *atomic.Bool) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			if !up.Load() {
				b.failed.Add(1)
				w.WriteHeader(http.StatusServiceUnavailable)
			}
		}
	}
	mux := http.NewServeMux()
	mux.Handle("/readyz", probe(&b.ready))
	mux.Handle("/healthz", probe(&b.alive))
	mux.HandleFunc("/api/v1/flux", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		fmt.Fprint(w, "data: un\n\n")
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		b.asked.Add(1)
		if r.Method == http.MethodPost && !b.ready.Load() {
			w.Header().Set("Retry-After", "5")
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		body, _ := io.ReadAll(r.Body)
		fmt.Fprintf(w, "%s%s", name, body)
	})
	b.Server = httptest.NewServer(mux)
	t.Cleanup(b.Close)
	return b
}

func (b *backend) host() string { return strings.TrimPrefix(b.URL, "http://") }

// proxied runs the proxy in front of two nodes, and waits until both are asked.
func proxied(t *testing.T) (p proxy, one, two *backend) {
	haproxy, dir := program(t, "haproxy"), prepared(t)
	one, two = newBackend(t, "un"), newBackend(t, "deux")
	https, said := free(t), dir+"/said"
	out, err := os.Create(said)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	c := exec.Command(haproxy, "-db", "-f", "haproxy/haproxy.cfg")
	c.Env = append(os.Environ(), "SUIVI_HTTP="+free(t), "SUIVI_HTTPS="+https, "SUIVI_CERTIFICATE="+dir+"/secrets/site.pem", "SUIVI_NODE_1="+one.host(), "SUIVI_NODE_2="+two.host())
	c.Stdout, c.Stderr = out, out
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = c.Process.Kill()
		_ = c.Wait()
		if t.Failed() {
			t.Log(read(t, said))
		}
	})
	p = proxy{"https://" + https, &http.Client{Timeout: 20 * time.Second, Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: authority(t, dir)}, ForceAttemptHTTP2: true}}}
	eventually(t, "both are asked", func() bool {
		_, _ = p.ask("")
		return one.asked.Load() > 0 && two.asked.Load() > 0
	})
	return p, one, two
}

// free is an address that nobody listens on.
func free(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// proxy is what is asked, by a client that trusts the authority of prepare.sh.
type proxy struct {
	url    string
	client *http.Client
}

// ask gets, or posts what is sent, and gives the status and the answer.
func (p proxy) ask(sent string) (int, string) {
	method := http.MethodGet
	if sent != "" {
		method = http.MethodPost
	}
	r, err := http.NewRequest(method, p.url+"/api/v1/compteurs", strings.NewReader(sent))
	if err != nil {
		return 0, err.Error()
	}
	w, err := p.client.Do(r)
	if err != nil {
		return 0, err.Error()
	}
	defer w.Body.Close()
	body, _ := io.ReadAll(w.Body)
	return w.StatusCode, string(body) + w.Header.Get("Retry-After")
}

func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !is(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("not after 20 s: %s", what)
		}
	}
}

// always asks n times for one answer.
func always(n int, is func() bool) bool {
	for range n {
		if !is() {
			return false
		}
	}
	return true
}

func TestTheProxyTakesItsConfiguration(t *testing.T) {
	c := exec.Command(program(t, "haproxy"), "-c", "-f", "haproxy/haproxy.cfg")
	dir := prepared(t)
	c.Env = append(os.Environ(), "SUIVI_HTTP=:8080", "SUIVI_HTTPS=:8443", "SUIVI_CERTIFICATE="+dir+"/secrets/site.pem", "SUIVI_NODE_1=127.0.0.1:1", "SUIVI_NODE_2=127.0.0.1:2")
	if out, err := c.CombinedOutput(); err != nil || strings.Contains(string(out), "WARNING") {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestANodeThatIsNotReadyIsAvoided(t *testing.T) {
	p, one, two := proxied(t)
	one.ready.Store(false)
	eventually(t, "only the ready node answers", func() bool {
		return always(20, func() bool { status, by := p.ask(""); return status == 200 && by == "deux" })
	})
	one.ready.Store(true)
	two.ready.Store(false)
	eventually(t, "the other one answers", func() bool {
		return always(20, func() bool { status, by := p.ask(""); return status == 200 && by == "un" })
	})
}

// TestWhereNoNodeIsReadyReadsAreAnswered, and the node's own refusal of a write
// comes through with the time to wait.
func TestWhereNoNodeIsReadyReadsAreAnswered(t *testing.T) {
	p, one, two := proxied(t)
	one.ready.Store(false)
	two.ready.Store(false)
	eventually(t, "the proxy knows that neither is ready", func() bool { return one.failed.Load() > 2 && two.failed.Load() > 2 })
	if status, by := p.ask("x"); status != 503 || !strings.HasSuffix(by, "x5") {
		t.Errorf("a write: %d %s", status, by)
	}
	if !always(20, func() bool { status, _ := p.ask(""); return status == 200 }) {
		t.Error("a read was not answered")
	}
	one.alive.Store(false)
	two.alive.Store(false)
	eventually(t, "the proxy refuses", func() bool {
		status, by := p.ask("")
		return status == 503 && strings.Contains(by, "No server is available")
	})
}

// TestANodeThatStopsIsNotNoticed: what it does not take goes to the other,
// before any check.
func TestANodeThatStopsIsNotNoticed(t *testing.T) {
	p, one, _ := proxied(t)
	one.Close()
	for range 40 {
		if status, by := p.ask("x"); status != 200 || by != "deuxx" {
			t.Fatalf("%d %s", status, by)
		}
	}
}

func TestTheStreamIsNotHeldBack(t *testing.T) {
	p, _, _ := proxied(t)
	w, err := p.client.Get(p.url + "/api/v1/flux")
	if err != nil {
		t.Fatal(err)
	}
	defer w.Body.Close()
	if line, err := bufio.NewReader(w.Body).ReadString('\n'); line != "data: un\n" {
		t.Errorf("%q, %v", line, err)
	}
}
