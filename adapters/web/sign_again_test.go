package web_test

import (
	"html"
	"net/http"
	"strings"
	"testing"

	"suivi/adapters/web"
)

// forgets signs a browser out as time does: it keeps no cookie.
func (r *reader) forgets() *reader {
	return r.reads("")
}

const aWording = "Améliorer l'accueil\nen deux lignes <b>"

func (r *reader) lists(p page) page {
	return r.fill(p, "nouvelle", "decision", "nouvelle", "texte", aWording, "numero", "77")
}

// TestWhatWasTypedIsKeptWhenTheSignInIsOver: the form comes back as it was
// filled in, and only its own button records.
func TestWhatWasTypedIsKeptWhenTheSignInIsOver(t *testing.T) {
	for _, open := range []bool{false, true} {
		s := newExample(t, func(o *web.Options) { o.OpenRead = open })
		r := s.reads("enregistrer")
		at := "/sessions/" + r.holds("16 janvier 2025", "16 janvier 2025") + "/liste"
		p := r.get(at)
		before, _ := s.log.Head(t.Context())
		gone := r.forgets()
		p = gone.lists(p)
		if p.status != http.StatusUnauthorized || !strings.Contains(p.body, "gardé dans cette page") || strings.Contains(p.body, "portée") {
			t.Fatalf("%d\n%s", p.status, p.body)
		}
		for token, says := range map[string]string{"faux": "Ce jeton n", "lire": "portée « lire »"} {
			if p = gone.fill(p, at, "jeton", token); p.status != http.StatusForbidden || !strings.Contains(strings.ReplaceAll(p.body, "\u00a0", " "), says) || strings.Contains(p.body, `value="`+token) {
				t.Fatalf("%s: %d\n%s", token, p.status, p.body)
			}
		}
		p = gone.fill(p, at, "jeton", "enregistrer")
		if p.at != at || !strings.Contains(p.body, html.EscapeString(aWording)+"</textarea>") || !strings.Contains(p.body, "tel que vous l&#39;avez rempli") {
			t.Fatalf("%d at %s\n%s", p.status, p.at, p.body)
		}
		if after, _ := s.log.Head(t.Context()); after != before {
			t.Fatal("signing in recorded something")
		}
		gone.lists(p).shows(t, "77")
		if after, _ := s.log.Head(t.Context()); after == before {
			t.Fatal("the form that came back records nothing")
		}
	}
}

// TestAFormOfAnEarlierSignInIsShownAgain, as it was filled in, and recorded
// when it is sent anew.
func TestAFormOfAnEarlierSignInIsShownAgain(t *testing.T) {
	s := newExample(t)
	r := s.reads("enregistrer")
	at := "/sessions/" + r.holds("16 janvier 2025", "16 janvier 2025") + "/liste"
	p := r.get(at)
	r.fill(r.get("/connexion"), "/connexion", "jeton", "enregistrer")
	before, _ := s.log.Head(t.Context())
	p = r.lists(p)
	if after, _ := s.log.Head(t.Context()); after != before || p.status != http.StatusForbidden || !strings.Contains(p.body, html.EscapeString(aWording)+"</textarea>") {
		t.Fatalf("%d\n%s", p.status, p.body)
	}
	r.lists(p).shows(t, "77")
}

// TestFilesAreNotKeptAndThatIsSaid: of the form that sent them all else is.
func TestFilesAreNotKeptAndThatIsSaid(t *testing.T) {
	s := newExample(t)
	r := s.reads("enregistrer")
	p := r.get(third)
	gone := r.forgets()
	p = gone.gesture(p, "piece", []file{{"lettre.pdf", strings.Repeat("x", 3<<20)}}, "mots", "Lettre du 3 mai")
	if !strings.Contains(p.body, "fichiers choisis ne sont pas gardés") {
		t.Fatalf("%d\n%s", p.status, p.body)
	}
	p = gone.fill(p, third, "jeton", "enregistrer")
	if !strings.Contains(p.body, "choisissez-les de nouveau") || !strings.Contains(p.body, "Lettre du 3 mai") {
		t.Errorf("%d\n%s", p.status, p.body)
	}
}

// TestAnImportThatWasTypedIsKeptToo, and is seen again before it is recorded.
func TestAnImportThatWasTypedIsKeptToo(t *testing.T) {
	s := newExample(t)
	r := s.reads("enregistrer")
	p := r.upload(r.get("/importer"), nil, "colle", "code;sigle;nom;parent\nNOUV;NOUV;Neuve;\n").shows(t, "Crée la structure NOUV")
	before, _ := s.log.Head(t.Context())
	gone := r.forgets()
	p = gone.upload(p, nil, "pas", "enregistrer")
	p = gone.fill(p, "/importer", "jeton", "enregistrer")
	if after, _ := s.log.Head(t.Context()); after != before || !strings.Contains(p.body, "Crée la structure NOUV") || !strings.Contains(p.body, "tel que vous l&#39;avez rempli") {
		t.Fatalf("%d\n%s", p.status, p.body)
	}
	gone.upload(p, nil, "pas", "enregistrer").shows(t, "Import enregistré")
	p = r.forgets().upload(r.get("/importer"), []string{"grand.csv", strings.Repeat("x", 2<<20)})
	if !strings.Contains(p.body, "trop volumineux") || p.status != http.StatusUnauthorized {
		t.Errorf("%d\n%s", p.status, p.body)
	}
}

// TestAnotherSiteCannotHaveAFormShownAgain.
func TestAnotherSiteCannotHaveAFormShownAgain(t *testing.T) {
	s := newExample(t)
	q, err := http.NewRequest(http.MethodPost, s.URL+"/sessions/nouvelle", strings.NewReader("reconnexion=entier&jeton=enregistrer&code=X"))
	q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	q.Header.Set("Sec-Fetch-Site", "cross-site")
	if p := s.reads("").do(q, err); p.status != http.StatusForbidden || len(p.header.Values("Set-Cookie")) > 0 || strings.Contains(p.body, "<form") {
		t.Errorf("%d %v\n%s", p.status, p.header, p.body)
	}
}
