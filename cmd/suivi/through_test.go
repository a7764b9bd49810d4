package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/spf13/cobra"

	"suivi/adapters/auth"
	"suivi/adapters/eventlog/sqlite"
	"suivi/domain/access"
	"suivi/domain/event"
)

// onTheFolderAlone are the stories that no server can tell, and why.
var onTheFolderAlone = map[string]string{
	"config":  "neither reads nor records",
	"folder":  "of folders that no server can hold",
	"migrate": "from a folder to another, both held by the command",
	"medium":  "of folders that take no writes; a server's own is in serve_mount.txtar",
	"serve":   "starts servers itself",
	"token":   "neither reads nor records",
	"turn":    "of commands that wait for each other's folder",
	"usage":   "of command lines that are never run",
}

// Every story again, each command that reads or records sent to a server that
// holds the folder, and the same words and exit codes asked for. Such a command
// keeps to the folder only where there is no ledger to serve yet, or where it
// gives an option that a server does not take (--actor, --function; --today to
// record).
func TestStoriesAreTheSameThroughAServer(t *testing.T) {
	k := &keeper{held: map[string]*heldServer{}, sent: map[string]int{}}
	control := httptest.NewServer(k)
	t.Cleanup(control.Close)
	p := storyParams()
	setup := p.Setup
	p.Setup = func(e *testscript.Env) error {
		e.Setenv(keeperName, control.URL)
		k.begin(filepath.Base(e.WorkDir))
		e.Defer(func() { k.releaseUnder(t, e.WorkDir) })
		return setup(e)
	}
	files, err := filepath.Glob(storyFolder + "/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		name, _, _ := strings.Cut(filepath.Base(file), ".")
		name, _, _ = strings.Cut(name, "_")
		if onTheFolderAlone[name] == "" {
			p.Files = append(p.Files, file)
		}
	}
	t.Run("stories", func(t *testing.T) { testscript.Run(t, p) })
	for story, commands := range k.sent {
		if commands == 0 {
			t.Errorf("no command of %s went to the server", story)
		}
	}
}

// keeperName is the variable that tells the program under test who keeps
// servers open for it.
const keeperName = "SUIVI_TEST_KEEPER"

// keeping is what the program under test asks of the keeper: a server on a
// folder, or that none hold it.
type keeping struct {
	Folder   string
	Zone     string
	Now      time.Time
	Actor    event.Actor
	Released bool
}

// kept is the answer: where to ask, and by which token.
type kept struct{ URL, Token string }

// throughAServer has p ask a server where it reads or records, and its folder
// free for it otherwise.
func throughAServer(keeper string, p *Process) {
	a := &app{Process: *p}
	c, rest, err := a.root().Find(p.Args)
	if err != nil || c.ParseFlags(rest) != nil || a.configure(c) != nil {
		return // it will say so without opening anything
	}
	folder, err := filepath.Abs(a.data)
	if err != nil {
		panic(err)
	}
	_, err = os.Stat(filepath.Join(folder, sqlite.FileName))
	asked := keeping{Folder: folder, Zone: a.given["timezone"].text, Now: p.Now(), Actor: event.Actor{ID: a.actor, Function: a.function}}
	asked.Released = err != nil || !canBeSent(a, c)
	body, err := json.Marshal(asked)
	if err != nil {
		panic(err)
	}
	w, err := http.Post(keeper, "application/json", bytes.NewReader(body))
	if err != nil {
		panic(err)
	}
	defer w.Body.Close()
	var k kept
	if err := json.NewDecoder(w.Body).Decode(&k); err != nil {
		panic(err)
	}
	if asked.Released {
		return
	}
	env := p.Env
	p.Env = func(key string) (string, bool) {
		switch key {
		case "SUIVI_SERVER":
			return k.URL, true
		case "SUIVI_TOKEN":
			return k.Token, true
		}
		return env(key)
	}
}

// canBeSent reports whether c reads, records or imports, with options that a
// server takes.
func canBeSent(a *app, c *cobra.Command) bool {
	top := c
	for top.Parent() != nil && top.Parent().HasParent() {
		top = top.Parent()
	}
	if top.GroupID == groupRecording || top.Name() == "import" {
		return a.saidByServer() == nil
	}
	return top.GroupID == groupReading
}

// keeper keeps one server open on each folder that is asked for.
type keeper struct {
	mu   sync.Mutex
	held map[string]*heldServer // by folder
	sent map[string]int         // commands, by story; 0 of one that sent none
}

type heldServer struct {
	app    *app
	url    string
	now    atomic.Pointer[time.Time]
	tokens map[event.Actor]string
	stop   context.CancelFunc
	ended  chan error
}

func (k *keeper) begin(story string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.sent[story] = 0
}

// ServeHTTP answers a keeping.
func (k *keeper) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	k.mu.Lock()
	defer k.mu.Unlock()
	var asked keeping
	err := json.NewDecoder(r.Body).Decode(&asked)
	var answer kept
	switch {
	case err == nil && asked.Released:
		err = k.release(asked.Folder)
	case err == nil:
		answer, err = k.hold(asked)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	_ = json.NewEncoder(w).Encode(answer)
}

func (k *keeper) hold(asked keeping) (kept, error) {
	for dir := asked.Folder; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if strings.HasPrefix(filepath.Base(dir), "script-") {
			k.sent[filepath.Base(dir)]++
		}
	}
	s := k.held[asked.Folder]
	if s == nil {
		s = &heldServer{tokens: map[event.Actor]string{}, ended: make(chan error, 1)}
		s.now.Store(&asked.Now)
		if err := s.start(asked); err != nil {
			return kept{}, err
		}
		k.held[asked.Folder] = s
	}
	s.now.Store(&asked.Now)
	if s.tokens[asked.Actor] == "" {
		printed, _, err := auth.New(s.app.folderTokens(), s.app.Now).Issue(context.Background(), auth.Request{Actor: asked.Actor, Scope: access.Record, Validity: auth.Forever})
		if err != nil {
			return kept{}, err
		}
		s.tokens[asked.Actor] = printed
	}
	return kept{s.url, s.tokens[asked.Actor]}, nil
}

func (s *heldServer) start(asked keeping) error {
	settings := map[string]string{"SUIVI_DATA": asked.Folder, "SUIVI_LISTEN": "127.0.0.1:0", "SUIVI_METRICS": "", "SUIVI_LOG_LEVEL": "error", "SUIVI_TIMEZONE": asked.Zone}
	s.app = &app{Process: Process{Stdout: os.Stdout, Stderr: os.Stderr, Now: func() time.Time { return *s.now.Load() }, Patience: time.Minute,
		Env: func(key string) (string, bool) { v, set := settings[key]; return v, set }}}
	if err := s.app.configure(&cobra.Command{Use: "serve"}); err != nil {
		return err
	}
	ctx, stop := context.WithCancel(context.Background())
	s.stop = stop
	ready := make(chan string, 1)
	go func() { s.ended <- s.app.serve(ctx, func(url string) { ready <- url }) }()
	select {
	case s.url = <-ready:
		return nil
	case err := <-s.ended:
		return err
	}
}

func (k *keeper) release(folder string) error {
	s := k.held[folder]
	if s == nil {
		return nil
	}
	delete(k.held, folder)
	s.stop()
	return <-s.ended
}

func (k *keeper) releaseUnder(t *testing.T, dir string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for folder := range k.held {
		if strings.HasPrefix(folder, dir+string(filepath.Separator)) {
			if err := k.release(folder); err != nil {
				t.Error(err)
			}
		}
	}
}
