package httpapi_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"suivi/adapters/httpapi"
	"suivi/domain/access"
	"suivi/domain/fault"
)

// TestReadinessCostsNobodyAnything: whoever asks, and however often, what a
// check needs is done once in two seconds, and why it fails is told to the log
// alone.
func TestReadinessCostsNobodyAnything(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked int
		var failure error
		var said bytes.Buffer
		s := httpapi.New(httpapi.Options{Log: slog.New(slog.NewTextHandler(&said, nil)), Ready: []httpapi.Check{{Name: "registre", Fail: func(context.Context) error {
			asked++
			return failure
		}}}})
		ready := func(want int) string {
			t.Helper()
			w := (&service{t: t, server: s}).do(http.MethodGet, "/readyz", "", "Authorization", "")
			if w.Status != want {
				t.Errorf("%d %s", w.Status, w.Body)
			}
			return string(w.Body)
		}
		var all sync.WaitGroup
		for range 100 {
			all.Go(func() { ready(http.StatusOK) })
		}
		all.Wait()
		failure = fault.New(fault.Unavailable, "serveur.dossier_non_inscriptible", "dossier", "/var/lib/suivi").Because(errors.New("/var/lib/suivi/.essai-1: no space"))
		ready(http.StatusOK)
		if asked != 1 {
			t.Errorf("checked %d times", asked)
		}
		for range 3 {
			time.Sleep(2 * time.Second)
			if body := ready(http.StatusServiceUnavailable); strings.Contains(body, "/var") || !strings.Contains(body, `"nom":"registre","bon":false,"dit":"le dossier de données ne peut pas être écrit`) {
				t.Error(body)
			}
		}
		failure = nil
		time.Sleep(2 * time.Second)
		ready(http.StatusOK)
		if log := said.String(); strings.Count(log, "not ready") != 1 || !strings.Contains(log, "/var/lib/suivi/.essai-1") || strings.Count(log, "ready again") != 1 || asked != 5 {
			t.Errorf("checked %d times: %s", asked, log)
		}
	})
}

// TestWithOpenReadOnlyThisMachinesNamesAreAnswered: a page of another site
// whose name resolves to this machine is told nothing.
func TestWithOpenReadOnlyThisMachinesNamesAreAnswered(t *testing.T) {
	open, closed := newService(t, func(o *httpapi.Options) { o.OpenRead = true }), newService(t)
	for host, own := range map[string]bool{
		"localhost": true, "localhost:8080": true, "LOCALHOST:8080": true, "127.0.0.1": true, "127.0.0.1:8080": true, "[::1]": true, "[::1]:8080": true,
		"suivi.example": false, "suivi.example:8080": false, "localhost.suivi.example": false, "127.0.0.1.suivi.example:8080": false, "192.0.2.1:8080": false,
	} {
		if w := open.get("/compteurs", "Authorization", "", "Host", host); (w.Status == http.StatusOK) != own {
			t.Errorf("%s: %d %s", host, w.Status, w.Body)
		} else if !own && !strings.Contains(string(w.Body), `"code":"acces.hote"`) {
			t.Errorf("%s: %s", host, w.Body)
		}
		if w := closed.get("/compteurs", "Host", host); w.Status != http.StatusOK {
			t.Errorf("%s where each shows a token: %d", host, w.Status)
		}
	}
}

// TestTheLogSaysWhoAsked of what may change something or was refused for want
// of a right, and at debug of everything.
func TestTheLogSaysWhoAsked(t *testing.T) {
	var said bytes.Buffer
	level := new(slog.LevelVar)
	s := newService(t, func(o *httpapi.Options) {
		o.Log = slog.New(slog.NewTextHandler(&said, &slog.HandlerOptions{Level: level}))
		bearer := o.Bearer
		o.Bearer = func(ctx context.Context, token string) (access.Bearer, error) {
			if token == "revoque" {
				return access.Bearer{}, fault.New(fault.Anonymous, "acces.jeton_revoque", "jeton", "00000009")
			}
			b, err := bearer(ctx, token)
			b.Token = "00000001"
			return b, err
		}
	})
	logged := func() string {
		defer said.Reset()
		return said.String()
	}
	s.post("/cadres", `{"code":"CC","nom":"Comité"}`)
	if line := logged(); !regexp.MustCompile(`statut=200 duree_s=(0\.\d+|\d[.\d]*e-\d+) `).MatchString(line) || !strings.Contains(line, "acteur=essai-enregistrer jeton=00000001") {
		t.Error(line)
	}
	s.get("/recommandations", "Authorization", "Bearer compter")
	if line := logged(); !strings.Contains(line, "statut=403") || !strings.Contains(line, "acteur=essai-compter jeton=00000001") {
		t.Error(line)
	}
	s.get("/recommandations", "Authorization", "Bearer revoque")
	if line := logged(); !strings.Contains(line, "statut=401") || !strings.Contains(line, "jeton=00000009") {
		t.Error(line)
	}
	s.get("/compteurs")
	s.do(http.MethodGet, "/nulle-part", "")
	if line := logged(); line != "" {
		t.Error(line)
	}
	level.Set(slog.LevelDebug)
	s.get("/compteurs", "Suivi-Porteur", "autre")
	s.do(http.MethodGet, "/nulle-part", "")
	s.do(http.MethodPut, "/api/v1/compteurs", "")
	if line := logged(); strings.Count(line, "msg=request") != 3 || !strings.Contains(line, "chemin=/nulle-part statut=404") || !strings.Contains(line, "acteur=essai-enregistrer") {
		t.Error(line)
	}
}

// TestWhoLeavesIsNoFailureOfOurs and what it had accepted goes on.
func TestWhoLeavesIsNoFailureOfOurs(t *testing.T) {
	var said bytes.Buffer
	statuses := make(map[int]int)
	s := newService(t, func(o *httpapi.Options) {
		o.Log = slog.New(slog.NewTextHandler(&said, nil))
		o.Observe.Request = func(_, _ string, status int, _ time.Duration) { statuses[status]++ }
	})
	s.toExamine()
	clear(statuses)
	before := len(s.records())
	gone, leave := context.WithCancel(t.Context())
	leave()
	s.sendWithin(gone, http.MethodPost, httpapi.Prefix+"/cadres", `{"code":"PARTI","nom":"Parti"}`)
	if statuses[499] != 1 || strings.Contains(said.String(), "ERROR") {
		t.Errorf("%v %s", statuses, said.String())
	}
	if s.sendWithin(gone, http.MethodPost, examinationURL, examination("en_cours")); len(s.records()) != before+rows {
		t.Errorf("%d rows of %d recorded: %s", len(s.records())-before, rows, said.String())
	}
}
