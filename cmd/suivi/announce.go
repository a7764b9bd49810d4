package main

import (
	"context"
	"crypto/rand"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"suivi/domain/fault"
	"suivi/domain/ledger"
)

// announcement is the file in which a server tells other commands on the same
// folder where it answers: its address, and the mark that its signs of life
// bear.
func (a *app) announcement() string { return filepath.Join(a.data, "serveur.url") }

// headerMark bears the mark of a server on /healthz, so that one which has
// taken the address of another since is not taken for it.
const headerMark = "Suivi-Marque"

// announce writes the announcement and gives the mark.
func (a *app) announce(url string) (mark string, err error) {
	mark = rand.Text()
	if err := os.WriteFile(a.announcement(), []byte(url+"\n"+mark+"\n"), 0o640); err != nil {
		return "", fault.New(fault.Unavailable, "serveur.dossier_non_inscriptible").Because(err)
	}
	return mark, nil
}

// announced is what the last server of the data folder announced, "" where
// none did.
func (a *app) announced() (url, mark string) {
	b, err := os.ReadFile(a.announcement())
	if err != nil || len(b) > 1000 {
		return "", ""
	}
	url, mark, _ = strings.Cut(strings.TrimSpace(string(b)), "\n")
	return url, mark
}

// bearing has the signs of life of a server bear its mark, where it has one.
func bearing(mark string, api http.Handler) http.Handler {
	if mark == "" {
		return api
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/healthz" {
			w.Header().Set(headerMark, mark)
		}
		api.ServeHTTP(w, r)
	})
}

// knockTime is how long a server on the same machine may take to say that it
// is alive.
const knockTime = time.Second

// servedAt is where the server answers that holds the data folder, "" where err
// says that nobody does, or where who does is no server: one that died has
// left its announcement behind.
func (a *app) servedAt(err error) string {
	url, mark := a.announced()
	if !errors.Is(err, ledger.ErrInUse) || mark == "" {
		return ""
	}
	ctx, stop := context.WithTimeout(context.Background(), knockTime)
	defer stop()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"/healthz", nil)
	if err != nil {
		return ""
	}
	w, err := http.DefaultClient.Do(r)
	if err != nil {
		return ""
	}
	w.Body.Close()
	if w.Header.Get(headerMark) != mark {
		return ""
	}
	return url
}
