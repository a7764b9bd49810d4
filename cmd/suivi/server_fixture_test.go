//go:build unix

package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"suivi/adapters/client"
	"suivi/domain/glossary"
)

// process is the program itself, serving a folder.
type process struct {
	t         *testing.T
	cmd       *exec.Cmd
	data, url string
	log       *lines
	ended     chan struct{}
}

// lines are what a process writes, while it writes them.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write implements io.Writer.
func (l *lines) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(b)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// until waits for a condition, which must come.
func until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for start := time.Now(); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Since(start) > 20*time.Second {
			t.Fatalf("never: %s", what)
		}
	}
}

func startServer(t *testing.T, data string, args ...string) *process {
	t.Helper()
	p := &process{t: t, data: data, log: &lines{}, ended: make(chan struct{})}
	p.cmd = exec.Command("suivi-itself", append([]string{"serve", "--data", data, "--listen", "127.0.0.1:0", "--metrics", "", "--log-format", "json"}, args...)...)
	p.cmd.Env = append(os.Environ(), "LANG=en")
	p.cmd.Stderr = p.log
	said, err := p.cmd.StdoutPipe()
	if err == nil {
		err = p.cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.cmd.Process.Kill(); <-p.ended })
	first, err := bufio.NewReader(said).ReadString('\n')
	go func() { _ = p.cmd.Wait(); close(p.ended) }()
	at, _, answers := strings.Cut(strings.TrimPrefix(first, "Suivi answers at "), ";")
	if err != nil || !answers {
		<-p.ended
		t.Fatalf("%q %v %s", first, err, p.log)
	}
	p.url = strings.TrimSpace(at)
	return p
}

func (p *process) signal(s os.Signal) {
	p.t.Helper()
	if err := p.cmd.Process.Signal(s); err != nil {
		p.t.Fatal(err)
	}
}

func (p *process) waitEnd() *os.ProcessState {
	p.t.Helper()
	select {
	case <-p.ended:
	case <-time.After(20 * time.Second):
		p.t.Fatalf("it does not end: %s", p.log)
	}
	return p.cmd.ProcessState
}

// stops stops a server that has nothing left to do.
func (p *process) stops() {
	p.t.Helper()
	p.signal(syscall.SIGTERM)
	if code := p.waitEnd().ExitCode(); code != exitOK {
		p.t.Errorf("it ends with %d: %s", code, p.log)
	}
}

// itself runs the program beside a server, and gives all that it says.
func itself(t *testing.T, code int, args ...string) string {
	t.Helper()
	c := exec.Command("suivi-itself", args...)
	c.Env = append(os.Environ(), "LANG=en")
	said, _ := c.CombinedOutput()
	if c.ProcessState.ExitCode() != code {
		t.Fatalf("%v ends with %d, not %d: %s", args, c.ProcessState.ExitCode(), code, said)
	}
	return string(said)
}

// newToken makes one for the server of a folder.
func newToken(t *testing.T, data, scope string, more ...string) string {
	t.Helper()
	var made struct {
		Printed string `json:"jeton"`
	}
	said := itself(t, exitOK, append([]string{"token", "create", "--scope", scope, "--json", "--data", data}, more...)...)
	if err := json.NewDecoder(strings.NewReader(said)).Decode(&made); err != nil {
		t.Fatal(err)
	}
	return made.Printed
}

// newFolder is one with a forum and a session that was held.
func newFolder(t *testing.T) string {
	t.Helper()
	data := filepath.Join(t.TempDir(), "data")
	itself(t, exitOK, "forum", "create", "CC", "--name", "Comité", "--data", data)
	itself(t, exitOK, "session", "plan", "CC", "--date", "janvier 2024", "--data", data)
	itself(t, exitOK, "session", "hold", "CC.2024-1", "--date", "janvier 2024", "--data", data)
	return data
}

func (p *process) client(token string) *client.Client {
	return &client.Client{URL: p.url, Token: token, Language: glossary.English}
}

// post asks for a command, the last bytes of whose body are still to be
// written.
func (p *process) post(token, path, body string) (to net.Conn, rest string) {
	p.t.Helper()
	to, err := net.Dial("tcp", strings.TrimPrefix(p.url, "http://"))
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { to.Close() })
	fmt.Fprintf(to, "POST /api/v1%s HTTP/1.1\r\nHost: suivi\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\nExpect: 100-continue\r\n\r\n", path, token, len(body))
	// The server asks for the body once a handler reads it: the request is then
	// under way.
	first, err := bufio.NewReader(to).ReadString('\n')
	if err != nil || !strings.Contains(first, "100") {
		p.t.Fatal(first, err)
	}
	return to, body
}
