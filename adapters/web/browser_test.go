package web_test

import (
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"suivi/adapters/desk"
	"suivi/adapters/web"
	"suivi/adapters/web/browsertest"
	"suivi/domain"
)

// browser is the one of all tests of this package.
var browser browsertest.Browser

func TestMain(m *testing.M) {
	code := m.Run()
	browser.Close()
	os.Exit(code)
}

// opens is a page of a real browser that shows a token, "" for none.
func (s *site) opens(token string) *browsertest.Page {
	s.t.Helper()
	p := browser.Open(s.t, s.URL)
	if token != "" {
		p.Go("/connexion")
		p.Type("#champ-jeton", token)
		p.Follow("main button")
	}
	return p
}

// watch notes by which route each request was answered.
type watch struct {
	mu   sync.Mutex
	last string
}

func (w *watch) observe(o *web.Options) {
	o.Observe = func(route, _ string, _ int, _ time.Duration) {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.last = route
	}
}

// sampled are addresses that show each page of a site: of every route the
// first that links lead to, and the one whose page is longest.
func (s *site) sampled(w *watch) (paths []string) {
	s.t.Helper()
	type sample struct {
		first, longest string
		length         int
	}
	of, routes := map[string]*sample{}, []string{}
	s.reads("enregistrer").crawl(func(p page) {
		if !strings.HasPrefix(p.header.Get("Content-Type"), "text/html") || p.status != http.StatusOK {
			return
		}
		seen := of[w.last]
		if seen == nil {
			seen = &sample{first: p.at}
			of[w.last], routes = seen, append(routes, w.last)
		}
		if len(p.body) > seen.length {
			seen.length, seen.longest = len(p.body), p.at
		}
	})
	for _, route := range routes {
		paths = append(paths, of[route].first)
		if of[route].longest != of[route].first {
			paths = append(paths, of[route].longest)
		}
	}
	return paths
}

// besides are pages that no link leads to: a refusal, and the past.
var besides = []string{"/nulle-part", "/?au=2023-12-31", "/recommandations?etat=inconnu"}

func TestEveryPageIsFitForEveryReader(t *testing.T) {
	var w watch
	s := newExample(t, w.observe, live(t))
	p := s.opens("enregistrer")
	for _, path := range append(s.sampled(&w), besides...) {
		t.Run(name(path), func(t *testing.T) {
			p.Wide()
			p.Go(path)
			p.Shot(name(path) + "-large")
			complain(t, "keeps somebody out", p.Barriers())
			p.Paper(true)
			complain(t, "is printed", p.Idle())
			p.Paper(false)
			p.Zoomed()
			complain(t, "is cut off at 200 %", p.Lost())
			p.Phone()
			complain(t, "is cut off at 360 px", p.Lost())
			p.Shot(name(path) + "-telephone")
			if refused := slices.Contains(besides, path); !refused {
				complain(t, "is complained of", p.Complaints())
			}
			p.Complaints()
		})
	}
}

func TestThePagesBeforeSigningInAndInEnglishAreFitAsWell(t *testing.T) {
	s := newExample(t, live(t))
	p := s.opens("")
	p.Go("/")
	complain(t, "keeps somebody out", p.Barriers())
	p.Type("#champ-jeton", "faux")
	p.Follow("main button")
	p.Shows("Vous n'êtes pas connecté")
	complain(t, "keeps somebody out", p.Barriers())
	p.Type("#champ-jeton", "enregistrer")
	p.In("en")
	p.Follow("main button")
	for _, path := range []string{"/", "/recommandations"} {
		p.Go(path)
		if said := browsertest.Eval[string](p, `document.documentElement.lang`); said != "en" {
			t.Errorf("%s is in %q", path, said)
		}
		complain(t, "keeps somebody out", p.Barriers())
		p.Phone()
		complain(t, "is cut off at 360 px", p.Lost())
		p.Wide()
	}
}

func complain(t *testing.T, how string, of []string) {
	t.Helper()
	for _, each := range of {
		t.Errorf("%s: %s", how, each)
	}
}

// name is a path as the name of a file.
func name(path string) string {
	if path == "/" {
		return "accueil"
	}
	return strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune("/?&=%+", r) {
			return '_'
		}
		return r
	}, path), "_")
}

func TestTheSiteIsWalkedByTheKeyboardAlone(t *testing.T) {
	p := newExample(t).opens("")
	p.Go("/")
	p.Tab("#champ-jeton")
	p.Press("lire")
	p.PressThrough("\r")
	p.Shows("Ouvertes")
	p.Press("\t")
	if on := p.Text(":focus"); on != "Aller au contenu" {
		t.Errorf("the first stop is %q", on)
	}
	p.Press("\r")
	p.Tab("main a.n")
	p.PressThrough("\r")
	if at := p.Path(); at != "/recommandations?situation=ouverte" {
		t.Errorf("at %s", at)
	}
	rows := p.Count("main tbody tr")
	if said := fmt.Sprint(rows); rows == 0 || !strings.HasPrefix(p.Text(".total"), said) {
		t.Errorf("%s rows of %s", said, p.Text(".total"))
	}
}

func TestTheSiteIsWalkedWithoutScripts(t *testing.T) {
	p := newExample(t).opens("")
	p.Scripts(false)
	p.Go("/")
	p.Type("#champ-jeton", "lire")
	p.Follow("main button")
	p.Follow("main a.n")
	p.Shows("21 recommandations")
	p.Follow(".who form[action='/langue'] button")
	p.Shows("21 recommendations")
	p.Follow(".who form[action='/deconnexion'] button")
	p.Shows("Sign in")
}

// TestALongWordIsNotCutOffOnAPhone: an address that is quoted has no blank at
// which a line may end, wherever it was recorded.
func TestALongWordIsNotCutOffOnAPhone(t *testing.T) {
	s := newExample(t, live(t))
	long := "https://documents.exemple.ml/" + strings.Repeat("proces_verbaux", 6)
	source := domain.Source{Document: long}
	s.records("", desk.CreateForum{Code: "GT", Name: long})
	s.records("", desk.CreateOrganization{Code: "DLONG", Name: long})
	s.records("", desk.PlanSession{Forum: "GT", Code: "1", Title: long, Venue: long, Edition: long, Expected: "2 juin 2024"})
	s.records("GT.1", desk.HoldSession{Sittings: []string{"2 juin 2024"}, Venue: long})
	s.records("GT.1", desk.DeclareTotals{Subject: "recommandations " + long, Words: long, Total: new(9)})
	made := s.records("GT.1", desk.Make{Listing: desk.Listing{Number: "1", Text: long, Owners: []string{"DLONG"}, Source: source}, Theme: long, Addressee: long})
	found := s.records("GT.1.1", desk.Examine{State: "en_cours", Words: long, Observation: long, Source: source, Effective: desk.Effective{On: "2024-07-01"}})
	s.records("GT.1.1", desk.Declare{Organization: "DLONG", State: "executee", Words: long, Effective: desk.Effective{On: "2024-07-02"}})
	s.records(found.Events[0].String(), desk.Rectify{Fields: map[string]string{"constat": long + "2"}, Reason: long})
	s.records(made.Events[0].String(), desk.Rectify{Fields: map[string]string{"texte": long + "2"}, Reason: long})
	s.records("", desk.PlanSession{Forum: "GT", Code: "2", Expected: "2 juin 2024"})
	p := s.opens("enregistrer")
	p.Phone()
	for _, path := range []string{
		"/", "/recommandations?cadre=GT", "/recommandations/GT.1.1", "/redevables", "/redevables/DLONG", "/structures/DLONG", "/structures/DLONG/historique", "/cadres", "/cadres/GT", "/cadres/GT/historique",
		"/sessions?cadre=GT", "/sessions/GT.1", "/sessions/GT.1/liste", "/sessions/GT.1/cloture", "/sessions/GT.1/historique", "/sessions/GT.2/preparation", "/sessions/GT.2/examen", "/audit?cadre=GT", "/reconductions?cadre=GT", "/recherche?q=proces",
	} {
		p.Go(path)
		p.Shot(name(path) + "-telephone")
		for _, lost := range p.Lost() {
			t.Errorf("%s is cut off at 360 px: %s", path, lost)
		}
	}
}
