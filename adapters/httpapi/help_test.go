package httpapi_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"suivi/adapters/httpapi"
	"suivi/adapters/i18n"
	"suivi/adapters/importer"
	"suivi/domain/glossary"
)

// visit asks for a page as a browser does, without a token.
func (s *service) visit(path string) reply {
	s.t.Helper()
	return s.do(http.MethodGet, path, "", "Authorization", "", "Accept", "text/html,*/*;q=0.8")
}

// The importer words its own codes; the program joins them to the catalogue.
func init() {
	for code, text := range importer.Texts() {
		i18n.Texts[code] = glossary.Text(text)
	}
}

// pages are all but one for each code.
var pages = []string{"/aide", "/aide/api", "/aide/refus", "/aide/refus/session.close", "/aide/refus/import.interrompu_en_cours", "/nulle-part"}

func TestEveryPageIsWholeInBothLanguages(t *testing.T) {
	s := newService(t)
	for _, path := range pages {
		for language, other := range map[string]string{"fr": "en", "en": "fr"} {
			r := s.visit(path + "?langue=" + language)
			want := http.StatusOK
			if path == "/nulle-part" {
				want = http.StatusNotFound
			}
			page := string(r.Body)
			if r.Status != want || !strings.HasPrefix(r.Header.Get("Content-Type"), "text/html") || r.Header.Get("Content-Language") != language {
				t.Errorf("%s in %s: %d %v", path, language, r.Status, r.Header)
			}
			for _, must := range []string{`<html lang="` + language + `">`, "</html>", `href="#contenu"`, `<main id="contenu">`, "<header>", "<footer>", `href="` + path + "?langue=" + other + `"`} {
				if !strings.Contains(page, must) {
					t.Errorf("%s in %s has no %s", path, language, must)
				}
			}
			if n := strings.Count(page, "<h1>"); n != 1 {
				t.Errorf("%s in %s has %d h1", path, language, n)
			}
			if n, captions := strings.Count(page, "<table>"), strings.Count(page, "<caption>"); n != captions {
				t.Errorf("%s in %s: %d tables, %d captions", path, language, n, captions)
			}
		}
	}
}

func TestAPageLoadsNothingFromElsewhereAndRunsNothing(t *testing.T) {
	s := newService(t)
	loads := regexp.MustCompile(`(?i)<script|<iframe|\bon[a-z]+="|(?:src|action)="|<style|style="|<link [^>]*href="([^"]*)"`)
	for _, path := range pages {
		r := s.visit(path)
		if policy := r.Header.Get("Content-Security-Policy"); !strings.HasPrefix(policy, "default-src 'none'; style-src 'self'; img-src 'self'") {
			t.Errorf("%s: %q", path, policy)
		}
		for _, found := range loads.FindAllSubmatch(r.Body, -1) {
			if string(found[1]) != "/aide/style.css" {
				t.Errorf("%s holds %s", path, found[0])
			}
		}
	}
	sheet := s.visit("/aide/style.css")
	if sheet.Status != http.StatusOK || sheet.Header.Get("Content-Type") != "text/css; charset=utf-8" || bytes.Contains(sheet.Body, []byte("url(")) || bytes.Contains(sheet.Body, []byte("@import")) {
		t.Errorf("%d %v", sheet.Status, sheet.Header)
	}
}

func TestLinksOfThePagesLeadSomewhere(t *testing.T) {
	s := newService(t)
	link := regexp.MustCompile(`href="([^"]*)"`)
	identity := regexp.MustCompile(` id="([^"]*)"`)
	asked := map[string]bool{}
	for _, path := range pages {
		page := s.visit(path).Body
		here := map[string]bool{}
		for _, id := range identity.FindAllSubmatch(page, -1) {
			if here[string(id[1])] {
				t.Errorf("%s has two %s", path, id[1])
			}
			here[string(id[1])] = true
		}
		for _, to := range link.FindAllSubmatch(page, -1) {
			address := strings.ReplaceAll(string(to[1]), "&amp;", "&")
			if anchor, is := strings.CutPrefix(address, "#"); is {
				if !here[anchor] {
					t.Errorf("%s leads to %s, which is not there", path, address)
				}
				continue
			}
			if asked[address] || strings.HasPrefix(address, "/nulle-part") {
				continue
			}
			asked[address] = true
			if r := s.visit(address); r.Status != http.StatusOK {
				t.Errorf("%s leads to %s: %d", path, address, r.Status)
			}
		}
	}
	if len(asked) < 150 {
		t.Errorf("only %d links", len(asked))
	}
}

func TestThePagesAreInOneLanguage(t *testing.T) {
	s := newService(t)
	for language, want := range map[string]string{"fr": ">en anglais</a>", "en": ">in French</a>"} {
		if page := s.visit("/aide?langue=" + language).Body; !bytes.Contains(page, []byte(want)) {
			t.Errorf("in %s no %s", language, want)
		}
	}
}

func TestTheHelpNamesTheServerAsTheReaderReachedIt(t *testing.T) {
	s := newService(t)
	for host, want := range map[string]string{
		"suivi.sante.example": "http://suivi.sante.example", "localhost:9000": "http://localhost:9000", "[::1]:8080": "http://[::1]:8080",
		"x;rm -rf": "http://127.0.0.1:8080", "$(id)": "http://127.0.0.1:8080", "": "http://127.0.0.1:8080", "a:b": "http://127.0.0.1:8080",
	} {
		for _, scheme := range []string{"http", "https"} {
			if scheme == "https" && want == "http://127.0.0.1:8080" {
				continue
			}
			r := httptest.NewRequest(http.MethodGet, "/aide", nil)
			r.Host = host
			r.Header.Set("X-Forwarded-Proto", scheme)
			w := httptest.NewRecorder()
			s.server.ServeHTTP(w, r)
			line := "export SUIVI_SERVER=" + strings.Replace(want, "http:", scheme+":", 1) + "\n"
			if !strings.Contains(w.Body.String(), line) {
				t.Errorf("Host %q over %s: no %s", host, scheme, line)
			}
		}
	}
}

func TestTheRootLeadsToTheHelp(t *testing.T) {
	if r := newService(t).visit("/"); r.Status != http.StatusFound || r.Header.Get("Location") != "/aide" {
		t.Errorf("%d %s", r.Status, r.Header.Get("Location"))
	}
}

func TestAnAddressWithoutAPageIsAPageForABrowserAndAProblemForAProgram(t *testing.T) {
	s := newService(t)
	for path, html := range map[string]bool{"/nulle-part": true, "/aide/refus/nul.code": true, "/api/v1/nulle-part": false, "/api/v1/aide": false} {
		r := s.visit(path)
		if is := strings.HasPrefix(r.Header.Get("Content-Type"), "text/html"); r.Status != http.StatusNotFound || is != html {
			t.Errorf("%s: %d %s", path, r.Status, r.Header.Get("Content-Type"))
		}
	}
	if r := s.do(http.MethodGet, "/nulle-part", ""); r.Header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("a program gets %s", r.Header.Get("Content-Type"))
	}
}

func TestAPageIsReadAgainOnlyWhereItChanged(t *testing.T) {
	s := newService(t)
	for _, path := range []string{"/aide", "/aide/api", "/aide/refus", "/aide/refus/session.close", "/aide/style.css"} {
		tag := s.visit(path).Header.Get("ETag")
		if r := s.do(http.MethodGet, path, "", "If-None-Match", tag); tag == "" || r.Status != http.StatusNotModified || len(r.Body) != 0 {
			t.Errorf("%s with %s: %d, %d bytes", path, tag, r.Status, len(r.Body))
		}
	}
}

// commandLine is what only makes sense on the command line.
var commandLine = regexp.MustCompile(`\bsuivi [a-z]|--[a-z]|« - »`)

func TestTextsOfTheAPIDoNotSpeakOfTheCommandLine(t *testing.T) {
	s := newService(t)
	for code := range i18n.Texts {
		for _, l := range []glossary.Language{glossary.French, glossary.English} {
			said, answered := httpapi.SaidOfCode(s.server, code, l)
			if found := commandLine.FindString(said); answered && found != "" {
				t.Errorf("%s in %s speaks of %q: %s", code, l, found, said)
			}
		}
	}
}

func TestARefusalNamesTheAddressInsteadOfTheCommand(t *testing.T) {
	s := newService(t)
	for code, want := range map[string]string{
		"cadre.deja_cree":                  "ou changez celui-là (« POST /api/v1/cadres/{ref}/noms » pour son nom).",
		"structure.deja_creee":             "ou changez celle-là (« POST /api/v1/structures/{ref}/noms » pour son nom).",
		"session.inconnue":                 "« GET /api/v1/sessions » les donne toutes.",
		"fait.inconnu":                     "« GET /api/v1/recommandations/{ref}/historique » donne les identifiants.",
		"fait.sans_motif":                  "donnez un motif (« motif »).",
		"recommandation.terminee":          "« POST /api/v1/sessions/{ref}/reconductions », avec un motif (« motif_de_remise_en_suivi »).",
		"recommandation.cadre_non_designe": "« POST /api/v1/cadres/{ref}/regles » (« reconduction_par ») en désigne un.",
		"cadre.regle_invalide":             "« /aide/api » les donne.",
		"commande.rien_a_rectifier":        "« annule » (cela n'a jamais eu lieu), ou « champs », ou « effet ».",
	} {
		if said, _ := httpapi.SaidOfCode(s.server, code, glossary.French); !strings.HasSuffix(said, want) {
			t.Errorf("%s: %s", code, said)
		}
	}
	var p problem
	s.get("/sessions/NUL.2024-1/tableau", "Accept-Language", "en").into(t, &p)
	if !strings.HasSuffix(p.Detail, `"GET /api/v1/cadres" gives them all.`) || p.Type != "/aide/refus/cadre.inconnu" {
		t.Errorf("%+v", p)
	}
}

// A code that can be made anywhere in the house is one that the API answers
// with, under the kinds that it is made with, or one of the command line.
func TestTheRefusalsAreThoseThatTheHouseMakes(t *testing.T) {
	made := madeKinds(t)
	if len(made) < 100 {
		t.Fatalf("only %d codes", len(made))
	}
	for code, kinds := range made {
		known := httpapi.KindsOfCode(code)
		if len(known) == 0 {
			continue // of the command line
		}
		for _, kind := range kinds {
			if !slices.Contains(known, kind) {
				t.Errorf("%s is made %s, and known as %v", code, kind, known)
			}
		}
	}
	for _, code := range httpapi.CodesOfTheAPI() {
		if _, worded := i18n.Texts[code]; !worded {
			t.Errorf("%s has no words", code)
		}
	}
}

var (
	makesFault = regexp.MustCompile(`fault\.New\(fault\.([A-Z]\w+), (?:"([a-z_.0-9]+)"|(?:(\w+)\.)?(\w+))`)
	isConstant = regexp.MustCompile(`(?m)^\s*(?:const )?(\w+)(?: +\w+)? += "([a-z]+(?:\.[a-z0-9_]+)+)"`)
	inPackage  = regexp.MustCompile(`(?m)^package (\w+)`)
)

// madeKinds reads out of the sources what kinds each code is made with.
func madeKinds(t *testing.T) map[string][]string {
	t.Helper()
	constants, sources := map[string]string{}, map[string][]string{}
	for _, room := range []string{"../../domain", "../../projections", "../../adapters"} {
		err := filepath.WalkDir(room, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.Contains(path, "importer") {
				return err
			}
			b, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			name := inPackage.FindSubmatch(b)
			if name == nil {
				return nil
			}
			pkg := string(name[1])
			sources[pkg] = append(sources[pkg], string(b))
			for _, c := range isConstant.FindAllSubmatch(b, -1) {
				constants[pkg+"."+string(c[1])] = string(c[2])
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	made := map[string][]string{}
	for pkg, files := range sources {
		for _, f := range makesFault.FindAllStringSubmatch(strings.Join(files, "\n"), -1) {
			code := f[2]
			if code == "" {
				from := pkg
				if f[3] != "" {
					from = f[3]
				}
				code = constants[from+"."+f[4]]
			}
			if code != "" {
				made[code] = append(made[code], f[1])
			}
		}
	}
	return made
}
