//go:build unix

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/oklog/ulid/v2"

	"suivi/adapters/client"
	"suivi/adapters/desk"
	"suivi/adapters/eventlog/sqlite"
	"suivi/domain/event"
	"suivi/domain/fault"
)

func TestAStopFinishesWhatWasAccepted(t *testing.T) {
	t.Parallel()
	data := newFolder(t)
	token := newToken(t, data, "record")
	p := startServer(t, data)
	r, err := http.NewRequest(http.MethodGet, p.url+"/api/v1/flux", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	reader, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Body.Close()
	slow, body := p.post(token, "/cadres", `{"code":"LENT","nom":"Lent"}`)

	p.signal(syscall.SIGTERM)
	stream, err := io.ReadAll(reader.Body)
	if err != nil || !strings.Contains(string(stream), "event: arret\ndata: {\"reprendre\":\"3\"}\n") {
		t.Errorf("the reader is told %q, %v", stream, err)
	}
	until(t, "no new request is taken", func() bool {
		c, err := net.Dial("tcp", slow.RemoteAddr().String())
		if err == nil {
			c.Close()
		}
		return err != nil
	})
	select {
	case <-p.ended:
		t.Fatal("it did not wait for the request under way")
	default:
	}
	fmt.Fprint(slow, body)
	answer, _ := io.ReadAll(slow)
	if !strings.Contains(string(answer), "HTTP/1.1 200 OK") {
		t.Errorf("the request under way is answered %q", answer)
	}
	if code := p.waitEnd().ExitCode(); code != exitOK {
		t.Errorf("it ends with %d: %s", code, p.log)
	}
	if _, err := os.Stat(filepath.Join(data, "serveur.url")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the announcement remains: %v", err)
	}
	if said := itself(t, exitOK, "list", "forums", "--data", data); !strings.Contains(said, "LENT") {
		t.Errorf("what was accepted is not there: %s", said)
	}
}

func TestAStopWaitsNoLongerThanItMay(t *testing.T) {
	t.Parallel()
	data := newFolder(t)
	token := newToken(t, data, "record")
	p := startServer(t, data, "--stop-timeout", "50ms")
	slow, _ := p.post(token, "/cadres", `{"code":"LENT","nom":"Lent"}`)
	p.stops()
	if answer, _ := io.ReadAll(slow); strings.Contains(string(answer), "200 OK") || !strings.Contains(p.log.String(), "requests were cut off") {
		t.Errorf("%q %s", answer, p.log)
	}
	itself(t, exitOK, "verify", "--data", data)
}

func TestAskedTwiceItStopsAtOnce(t *testing.T) {
	t.Parallel()
	data := newFolder(t)
	p := startServer(t, data)
	p.post(newToken(t, data, "record"), "/cadres", `{"code":"LENT","nom":"Lent"}`)
	p.signal(syscall.SIGTERM)
	until(t, "it is stopping", func() bool { return strings.Contains(p.log.String(), `"msg":"stopping"`) })
	start := time.Now()
	p.signal(syscall.SIGTERM)
	status, _ := p.waitEnd().Sys().(syscall.WaitStatus)
	if !status.Signaled() || time.Since(start) > 5*time.Second {
		t.Errorf("it ended after %v: %v", time.Since(start), p.cmd.ProcessState)
	}
	itself(t, exitOK, "verify", "--data", data)
}

// load has clients record, each with keys of its own, and gives the receipts
// of those that were answered.
func load(ctx context.Context, c *client.Client, clients, each int, answered func(n int)) map[ulid.ULID]desk.Receipt {
	var mu sync.Mutex
	var all sync.WaitGroup
	got := map[ulid.ULID]desk.Receipt{}
	for who := range clients {
		all.Go(func() {
			for i := range each {
				key := keyOf(who, i)
				r, err := c.Record(ctx, desk.Order{Command: key}, "", desk.CreateForum{Code: fmt.Sprintf("F%d-%d", who, i), Name: "Cadre"})
				if err != nil {
					return
				}
				mu.Lock()
				got[key] = r
				n := len(got)
				mu.Unlock()
				answered(n)
			}
		})
	}
	all.Wait()
	return got
}

func keyOf(who, i int) ulid.ULID {
	return ulid.MustParse(fmt.Sprintf("01HPQ3V5T0000000000000%02d%02d", who, i))
}

func TestWhatWasAnsweredOutlivesAKill(t *testing.T) {
	t.Parallel()
	const clients, each = 8, 63 // 504 commands
	data := newFolder(t)
	token := newToken(t, data, "record")
	p := startServer(t, data)
	ctx, leave := context.WithCancel(t.Context())
	before := load(ctx, p.client(token), clients, each, func(n int) {
		if n == clients*each/2 {
			_ = p.cmd.Process.Kill()
			<-p.ended
			leave() // nobody tries again
		}
	})
	leave()
	if len(before) < clients*each/2 || len(before) == clients*each {
		t.Fatalf("%d commands were answered before the kill", len(before))
	}

	p = startServer(t, data)
	after := load(t.Context(), p.client(token), clients, each, func(int) {})
	if len(after) != clients*each {
		t.Fatalf("%d of the same commands are answered again", len(after))
	}
	for key, first := range before {
		if difference := cmp.Diff(first, after[key], cmp.AllowUnexported(event.Position{})); difference != "" {
			t.Errorf("%s is not answered as the first time: %s", key, difference)
		}
	}
	p.stops()
	var verified struct {
		Position string
	}
	if err := json.Unmarshal([]byte(itself(t, exitOK, "verify", "--json", "--data", data)), &verified); err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprint(3 + clients*each); verified.Position != want {
		t.Errorf("the ledger holds %s events, not %s", verified.Position, want)
	}
}

func TestATokenComesAndGoesWhileTheServerRuns(t *testing.T) {
	t.Parallel()
	data := newFolder(t)
	p := startServer(t, data)
	count := func(token string) error {
		_, err := client.Ask(t.Context(), p.client(token), desk.Counts, desk.Counting{})
		return err
	}
	if err := count(""); fault.KindOf(err) != fault.Anonymous {
		t.Error(err)
	}
	token := newToken(t, data, "count")
	within(t, "a new token works", func() bool { return count(token) == nil })
	itself(t, exitOK, "token", "revoke", token, "--data", data)
	within(t, "a revoked token is refused", func() bool { return fault.CodeOf(count(token)) == "acces.jeton_revoque" })

	short := newToken(t, data, "count")
	until(t, "a new token works", func() bool { return count(short) == nil })
	path := filepath.Join(data, tokenFolder, tokenID(short)+".json")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var kept map[string]any
	if err := json.Unmarshal(text, &kept); err != nil {
		t.Fatal(err)
	}
	kept["expire_le"] = time.Now().Add(300 * time.Millisecond).UTC().Format(time.RFC3339Nano)
	text, err = json.Marshal(kept)
	if err == nil {
		err = os.WriteFile(path, text, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	until(t, "an expired token is refused", func() bool { return fault.CodeOf(count(short)) == "acces.jeton_expire" })

	p.stops()
	if said := itself(t, exitOK, "token", "list", "--json", "--data", data); strings.Count(said, `"utilise_le"`) != 2 {
		t.Errorf("the last use is not shown: %s", said)
	}
}

// within is until for what must come within a second, as the help says; twice
// that, for a machine that is busy.
func within(t *testing.T, what string, holds func() bool) {
	t.Helper()
	start := time.Now()
	until(t, what, holds)
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("%s only after %v", what, took)
	}
}

func TestTheLogNamesRequestsAndNoSecret(t *testing.T) {
	data := newFolder(t)
	token, counter := newToken(t, data, "record"), newToken(t, data, "count")
	secret := func(token string) string { return token[len("suivi_00000000_"):] }
	p := startServer(t, data, "--log-level", "debug")
	var said strings.Builder // all that is said to anybody
	ids := map[string]bool{}
	for _, q := range []struct {
		method, path, token, body string
		status                    int
	}{
		{"POST", "/api/v1/cadres", token, `{"code":"A","nom":"A"}`, 200},
		{"POST", "/api/v1/cadres", token, `{"code":"A","nom":"Autre"}`, 409},
		{"POST", "/api/v1/cadres", token, `{"jeton":"` + token + `"}`, 422},
		{"POST", "/api/v1/cadres", token, token, 400},
		{"POST", "/api/v1/cadres", counter, `{}`, 403},
		{"POST", "/api/v1/cadres", token[:len(token)-1], `{}`, 401},
		{"POST", "/api/v1/cadres", " ", `{}`, 401},
		{"POST", "/api/v1/sessions/X/clotures", token, `{}`, 404},
	} {
		r, err := http.NewRequest(q.method, p.url+q.path, strings.NewReader(q.body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+q.token)
		r.Header.Set("Content-Type", "application/json")
		w, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		answer, _ := io.ReadAll(w.Body)
		w.Body.Close()
		id := w.Header.Get("X-Request-Id")
		if w.StatusCode != q.status || id == "" || ids[id] {
			t.Errorf("%s %s %s: %d %s %s", q.method, q.path, q.body, w.StatusCode, id, answer)
		}
		ids[id] = true
		if q.status != 200 && !strings.Contains(string(answer), `"instance":"urn:suivi:demande:`+id+`"`) {
			t.Errorf("%d does not name %s: %s", q.status, id, answer)
		}
		fmt.Fprintln(&said, w.Header, string(answer))
	}
	p.stops()
	for line := range strings.Lines(p.log.String()) {
		var entry struct {
			Time         time.Time
			Msg, Demande string
		}
		if err := json.Unmarshal([]byte(line), &entry); err != nil || entry.Time.IsZero() || entry.Msg == "" {
			t.Errorf("%q: %v", line, err)
		}
		delete(ids, entry.Demande)
	}
	if len(ids) > 0 {
		t.Errorf("the log does not name %v: %s", ids, p.log)
	}
	fmt.Fprintln(&said, p.log, itself(t, exitOK, "token", "list", "--json", "--data", data))
	t.Setenv("SUIVI_TOKEN", token)
	fmt.Fprintln(&said, itself(t, exitOK, "config"), itself(t, exitOK, "config", "--json"), itself(t, exitUnavailable, "list", "--server", p.url))
	t.Setenv("SUIVI_TOKEN", token+"x")
	fmt.Fprintln(&said, itself(t, exitUsage, "list", "--server", p.url))
	for _, token := range []string{token, counter} {
		if strings.Contains(said.String(), secret(token)[:8]) {
			t.Errorf("a secret is shown: %s", said.String())
		}
	}
}

func TestMetricsHaveAnAddressOfTheirOwn(t *testing.T) {
	t.Parallel()
	p := startServer(t, newFolder(t), "--metrics", "127.0.0.1:0")
	var at string
	until(t, "the log tells the address", func() bool {
		_, after, found := strings.Cut(p.log.String(), `"msg":"metrics","adresse":"`)
		at, _, _ = strings.Cut(after, `"`)
		return found
	})
	for url, want := range map[string]int{"http://" + at + "/metrics": 200, p.url + "/metrics": 404, "http://" + at + "/healthz": 404, "http://" + at + "/api/v1/compteurs": 404} {
		w, err := http.Get(url)
		if err != nil {
			t.Fatal(err)
		}
		w.Body.Close()
		if w.StatusCode != want {
			t.Errorf("%s: %d", url, w.StatusCode)
		}
	}
	p.stops()
	if none := startServer(t, p.data); strings.Contains(none.log.String(), `"msg":"metrics"`) {
		t.Error(none.log)
	}
}

// TestWhoeverAsksAServerThatStillReadsIsRefused: nobody waits at an address that
// does not answer yet; one that is taken is told before anything is read.
func TestWhoeverAsksAServerThatStillReadsIsRefused(t *testing.T) {
	t.Parallel()
	data := newFolder(t)
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	if said := itself(t, exitUnavailable, "serve", "--data", filepath.Join(data, "autre"), "--listen", address, "--metrics", ""); !strings.Contains(said, address) {
		t.Error(said)
	}
	free.Close()
	other, err := sqlite.Open(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command("suivi-itself", "serve", "--data", data, "--listen", address, "--metrics", "")
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Process.Kill(); _ = c.Wait() })
	answers := func() bool {
		to, err := net.Dial("tcp", address)
		if err == nil {
			to.Close()
		}
		return err == nil
	}
	for start := time.Now(); time.Since(start) < 500*time.Millisecond; time.Sleep(time.Millisecond) {
		if to, err := net.DialTimeout("tcp", address, time.Second); err == nil {
			_ = to.SetReadDeadline(time.Now().Add(200 * time.Millisecond))
			if _, err := to.Read(make([]byte, 1)); errors.Is(err, os.ErrDeadlineExceeded) {
				t.Fatal("somebody waits at a server that is still reading")
			}
			to.Close()
		}
	}
	other.Close()
	until(t, "it answers", answers)
}

// TestATokenOfAnotherUserIsRefusedWhereTheServerCouldNotReadIt, and root's is
// the server's own.
func TestATokenOfAnotherUserIsRefusedWhereTheServerCouldNotReadIt(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root may run as others")
	}
	data, err := os.MkdirTemp("/tmp", "suivi-autre-*")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(data) })
	if err := errors.Join(os.Chown(data, 4321, 4321), os.Chmod(data, 0o777)); err != nil {
		t.Fatal(err)
	}
	path, err := exec.LookPath("suivi-itself")
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(filepath.Join(data, "suivi-itself"), program, 0o755)
	}
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(filepath.Join(data, "suivi-itself"), "token", "create", "--scope", "count", "--data", data)
	c.Env = append(os.Environ(), "LANG=en")
	c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 1234, Gid: 1234}}
	said, _ := c.CombinedOutput()
	if _, err := os.Stat(filepath.Join(data, tokenFolder)); c.ProcessState.ExitCode() != exitUnavailable || !strings.Contains(string(said), "belongs to another user than you") || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%d %s %v", c.ProcessState.ExitCode(), said, err)
	}
	newToken(t, data, "count")
	if st, err := os.Stat(filepath.Join(data, tokenFolder)); err != nil || st.Sys().(*syscall.Stat_t).Uid != 4321 {
		t.Errorf("%v %v", st, err)
	}
}
