package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"time"

	"suivi/adapters/auth"
	"suivi/adapters/desk"
	"suivi/adapters/eventlog/sqlite"
	"suivi/adapters/httpapi"
	"suivi/adapters/metrics"
	"suivi/domain/access"
	"suivi/domain/event"
	"suivi/domain/ledger"
	"suivi/projections/runner"
)

// Of each load: keep-alive connections, and how long one round takes.
const (
	connections = 64
	loadTime    = 3 * time.Second
	idleReaders = 1000
)

// served is the service over one ledger, with a token that may read.
type served struct {
	url, token string
	flux       *httpapi.Flux
	close      func()
}

// httpLoads measures what the service answers, in turn with a bare net/http
// handler that writes the same bytes.
func httpLoads(ctx context.Context, dir string, sizes []int, rounds int) error {
	if _, err := exec.LookPath("wrk"); err != nil {
		return errors.New("the program wrk is missing: apt-get install wrk")
	}
	for _, n := range sizes {
		s, err := serve(ctx, filepath.Join(dir, fmt.Sprint(n)), n)
		if err != nil {
			return fmt.Errorf("ledger of %d: %w", n, err)
		}
		err = s.measure(n, rounds)
		s.close()
		if err != nil {
			return fmt.Errorf("ledger of %d: %w", n, err)
		}
	}
	return nil
}

// serve makes a ledger of n recommendations and serves it as cmd/suivi does.
func serve(ctx context.Context, dir string, n int) (*served, error) {
	log, err := sqlite.Open(ctx, dir)
	if err != nil {
		return nil, err
	}
	if _, err := generate(ctx, log, n); err != nil {
		return nil, err
	}
	registry := ledger.NewRegistry()
	run := runner.New(log, registry)
	if err := run.CatchUp(ctx, nil); err != nil {
		return nil, err
	}
	m := metrics.New(metrics.Sources{Runner: func() *runner.Runner { return run }, Now: time.Now, Readers: func() int { return 0 }})
	d := &desk.Desk{Ledger: &ledger.Ledger{Log: log, Registry: registry, Lists: run, Clock: time.Now}, Runner: run, Place: time.UTC}
	tokens := auth.New(auth.NewFolder(filepath.Join(dir, "jetons"), time.Now), time.Now)
	token, _, err := tokens.Issue(ctx, auth.Request{Scope: access.Read, Actor: event.Actor{ID: "mesure"}})
	if err != nil {
		return nil, err
	}
	quiet := slog.New(slog.NewTextHandler(io.Discard, nil))
	flux := httpapi.NewFlux(log, run.Seen)
	handler := httpapi.New(httpapi.Options{
		Desk: d, Flux: flux, Bearer: tokens.Bearer, Log: quiet, Release: "mesure",
		Observe: httpapi.Observer{Request: m.Request, InFlight: m.InFlight, Query: m.Query},
	})
	url, stop, err := listen(httpapi.Listen(handler, quiet))
	if err != nil {
		return nil, err
	}
	return &served{url: url, token: token, flux: flux, close: func() { flux.Close(); stop(); tokens.Close(); log.Close() }}, nil
}

func listen(s *http.Server) (url string, stop func(), err error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	go func() { _ = s.Serve(l) }()
	return "http://" + l.Addr().String(), func() { _ = s.Close() }, nil
}

// load is one thing that is asked again and again.
type load struct {
	name, path string
	aim        string
	again      bool // with the tag of the answer that one has
}

func (s *served) measure(n, rounds int) error {
	heading(fmt.Sprintf("served over HTTP, %d recommendations (%d connections, %s a round, %d rounds in turn)", n, connections, loadTime, rounds))
	if err := s.readers(); err != nil {
		return err
	}
	session := fmt.Sprintf("%s.%d", forumCode(0), perForum/2)
	for _, l := range []load{
		{name: "/compteurs, every heap", path: "/api/v1/compteurs", aim: ">= 0.7"},
		{name: "/compteurs?par=etat,cadre", path: "/api/v1/compteurs?par=etat,cadre", aim: ">= 0.7"},
		{name: "the same, 304", path: "/api/v1/compteurs?par=etat,cadre", aim: ">= 0.8", again: true},
		{name: "the table of a session", path: "/api/v1/sessions/" + session + "/tableau"},
		{name: "the same, 304", path: "/api/v1/sessions/" + session + "/tableau", again: true},
	} {
		if err := s.load(l, rounds); err != nil {
			return err
		}
	}
	return nil
}

func (s *served) load(l load, rounds int) error {
	body, tag, err := s.get(l.path)
	if err != nil {
		return err
	}
	bare, stop, err := listen(&http.Server{Handler: bareHandler(body, tag)})
	if err != nil {
		return err
	}
	defer stop()
	headers := []string{"Authorization: Bearer " + s.token}
	if l.again {
		headers = append(headers, "If-None-Match: "+tag)
	}
	var ours, theirs, ratios []float64
	for range rounds {
		a, err := wrk(bare+"/", headers)
		if err != nil {
			return err
		}
		b, err := wrk(s.url+l.path, headers)
		if err != nil {
			return err
		}
		theirs, ours, ratios = append(theirs, a), append(ours, b), append(ratios, b/a)
	}
	row(fmt.Sprintf("%s (%d bytes)", l.name, len(body)), requests(median(ours)), fmt.Sprintf("%.2f × bare (%s)", median(ratios), requests(median(theirs))), l.aim)
	return nil
}

func requests(perSecond float64) string { return fmt.Sprintf("%.0f requests/s", perSecond) }

// bareHandler writes the same bytes, and answers 304 to who has them.
func bareHandler(body []byte, tag string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Etag", tag)
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(body)
	}
}

func (s *served) get(path string) (body []byte, tag string, err error) {
	r, err := http.NewRequest(http.MethodGet, s.url+path, nil)
	if err != nil {
		return nil, "", err
	}
	r.Header.Set("Authorization", "Bearer "+s.token)
	r.Header.Set("Accept-Encoding", "identity")
	w, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil, "", err
	}
	defer w.Body.Close()
	body, err = io.ReadAll(w.Body)
	if err == nil && w.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s: %s", path, w.Status, body)
	}
	return body, w.Header.Get("Etag"), err
}

var (
	wrkRate   = regexp.MustCompile(`Requests/sec:\s+([\d.]+)`)
	wrkFailed = regexp.MustCompile(`Non-2xx or 3xx responses: \d+|Socket errors: .*`)
)

func wrk(url string, headers []string) (perSecond float64, err error) {
	args := []string{"-t1", "-c", strconv.Itoa(connections), "-d", strconv.Itoa(int(loadTime.Seconds())) + "s"}
	for _, h := range headers {
		args = append(args, "-H", h)
	}
	out, err := exec.Command("wrk", append(args, url)...).CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("wrk: %w: %s", err, out)
	}
	if failed := wrkFailed.Find(out); failed != nil {
		return 0, fmt.Errorf("wrk: %s", failed)
	}
	found := wrkRate.FindSubmatch(out)
	if found == nil {
		return 0, fmt.Errorf("wrk said: %s", out)
	}
	return strconv.ParseFloat(string(found[1]), 64)
}

// readers measures what readers of the stream cost that have nothing to read.
func (s *served) readers() error {
	before := inUse()
	var open []net.Conn
	defer func() {
		for _, c := range open {
			c.Close()
		}
	}()
	for range idleReaders {
		c, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
		if err != nil {
			return err
		}
		open = append(open, c)
		fmt.Fprintf(c, "GET /api/v1/flux HTTP/1.1\r\nHost: suivi\r\nAuthorization: Bearer %s\r\n\r\n", s.token)
		if line, err := bufio.NewReader(c).ReadString('\n'); err != nil || !strings.Contains(line, "200") {
			return fmt.Errorf("flux: %q %w", line, err)
		}
	}
	time.Sleep(time.Second)
	each := float64(inUse()-before) / idleReaders
	row(fmt.Sprintf("%d idle readers of the stream, client side included", s.flux.Readers()), fmt.Sprintf("%.1f KiB each", each/1024), "", "<= 32 KiB")
	return nil
}

// inUse is what the heap and the stacks of this process hold, after a
// collection, in bytes.
func inUse() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapInuse + m.StackInuse)
}
