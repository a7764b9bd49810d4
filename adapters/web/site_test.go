package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"suivi/adapters/web"
)

func TestWhoHasNotSignedInIsAskedTo(t *testing.T) {
	s := newExample(t)
	stranger := s.reads("")
	p := stranger.get("/recommandations?situation=ouverte").shows(t, "Se connecter", `autocomplete="current-password"`)
	if want := "/connexion?vers=" + url.QueryEscape("/recommandations?situation=ouverte"); p.at != want {
		t.Errorf("sent to %s", p.at)
	}
	p = stranger.fill(p, "/connexion", "jeton", "lire")
	if p.at != "/recommandations?situation=ouverte" {
		t.Errorf("after signing in: %s", p.at)
	}
	p = stranger.fill(p.shows(t, "21"), "/deconnexion")
	if stranger.get("/").at != "/connexion?vers=%2F" {
		t.Error("still signed in")
	}
}

func TestATokenThatDoesNotReadSignsNobodyIn(t *testing.T) {
	s := newExample(t)
	for _, token := range []string{"", "faux", "compter"} {
		r := s.reads("")
		if p := r.send("/connexion", url.Values{"jeton": {token}}); p.status < 400 || strings.Contains(p.body, "Se déconnecter") {
			t.Errorf("%q: %d", token, p.status)
		}
	}
}

func TestNobodyIsSentToAnotherSiteAfterSigningIn(t *testing.T) {
	s := newExample(t)
	for _, to := range []string{"https://exemple.org/", "//exemple.org/", `/\exemple.org`, "javascript:alert(1)", ""} {
		p := s.reads("").send("/connexion", url.Values{"jeton": {"lire"}, "vers": {to}})
		if p.status != http.StatusOK || p.at != "/" {
			t.Errorf("%s: %d at %s", to, p.status, p.at)
		}
	}
}

// TestAFormOfAnotherSiteIsRefused: neither a browser that says where a form
// comes from, nor one that does not, has it taken.
func TestAFormOfAnotherSiteIsRefused(t *testing.T) {
	s := newExample(t)
	r := s.reads("enregistrer")
	if p := r.send("/deconnexion", nil); p.status != http.StatusForbidden {
		t.Errorf("without a form token: %d", p.status)
	}
	q, _ := http.NewRequest(http.MethodPost, s.URL+"/langue", strings.NewReader("langue=en"))
	q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	q.Header.Set("Sec-Fetch-Site", "cross-site")
	if p := r.do(q, nil); p.status != http.StatusForbidden {
		t.Errorf("from another site: %d", p.status)
	}
}

func TestEveryPageKeepsABrowserToItself(t *testing.T) {
	r := newExample(t).reads("lire")
	for _, path := range []string{"/", "/connexion", "/nulle-part", "/recommandations"} {
		p := r.get(path)
		policy := p.header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") || p.header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %v", path, p.header)
		}
		if strings.Contains(p.body, "style=") || strings.Contains(p.body, " onclick") {
			t.Errorf("%s has style or script within", path)
		}
	}
}

func TestAnOpenServerIsReadWithoutSigningIn(t *testing.T) {
	r := newExample(t, func(o *web.Options) { o.OpenRead = true }).reads("")
	r.get("/").shows(t, `data-n="21"`, "Se connecter")
}

func TestThePageThatIsNotThereSaysSo(t *testing.T) {
	p := newExample(t).reads("lire").get("/nulle-part")
	if p.status != http.StatusNotFound || !strings.Contains(p.body, "Revenir à l&#39;accueil") || strings.Contains(p.body, `class="said"`) || strings.Count(p.body, "pas de page à cette adresse") != 1 {
		t.Errorf("%d\n%s", p.status, p.body)
	}
}

func TestWhoIsNotSignedInIsToldSo(t *testing.T) {
	p := newExample(t).reads("").send("/connexion", url.Values{"jeton": {"faux"}})
	if !strings.Contains(p.body, "<strong>Vous n&#39;êtes pas connecté.</strong> Ce jeton n") || strings.Contains(p.body, "pas enregistré") {
		t.Error(p.body)
	}
}

// TestAnEarlierDateIsToldInFullWords: however it was asked for.
func TestAnEarlierDateIsToldInFullWords(t *testing.T) {
	r := newExample(t).reads("lire")
	for asked, want := range map[string]string{
		"au=2024-01-31":                           "Vu tel que cela valait au <strong>31 janvier 2024</strong>.",
		"au=janvier 2024":                         "Vu tel que cela valait au <strong>31 janvier 2024</strong>.",
		"connu_le=01/02/2025":                     "Vu tel que connu <strong>le 1er février 2025</strong>.",
		"connu_le=2025-02-01T15:04":               "Vu tel que connu <strong>le 1er février 2025 à 15:04</strong>.",
		"connu_le=@3":                             "Vu tel que connu <strong>à la position 3 du registre</strong>.",
		"au=2024-01-31&connu_le=1er février 2025": "<strong>31 janvier 2024</strong>. Vu tel que connu <strong>le 1er février 2025</strong>.",
	} {
		if p := r.get("/?" + strings.ReplaceAll(asked, " ", "+")); !strings.Contains(p.body, want) {
			t.Errorf("%s: %d, no %s in %s", asked, p.status, want, p.body)
		}
	}
}

func TestWhenASessionWasHeldIsPartOfTheSentence(t *testing.T) {
	r := newExample(t).reads("lire")
	r.get("/").shows(t, "tenue du 14 au 19 avril 2023", "tenue le mercredi 20 décembre 2023", "tenue jusqu&#39;au 21 février 2018")
	r.get("/recommandations?session=MISSION-RABAT.2023-1").shows(t, "à l&#39;attention de\u00a0: Ambassadeur")
	r.get("/sessions/CC-CPS-SCI.2024-1").shows(t, `<th scope="row">Taux d&#39;exécution</th>`, "<strong>60,00\u00a0%</strong>")
	r.fill(r.get("/"), "/langue")
	r.get("/sessions/CC-CPS-SCI.2024-1").shows(t, "<strong>60.00%</strong>")
}
