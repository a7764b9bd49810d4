package web_test

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"suivi/adapters/desk"
	"suivi/adapters/web"
)

func TestAPageOfThePastWhoseReaderWentIsNoFailure(t *testing.T) {
	var said bytes.Buffer
	status := 0
	s := newExample(t, func(o *web.Options) {
		o.OpenRead, o.Log = true, slog.New(slog.NewTextHandler(&said, nil))
		o.Observe = func(_, _ string, code int, _ time.Duration) { status = code }
	})
	ctx, leave := context.WithCancel(t.Context())
	leave()
	s.Config.Handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(ctx, http.MethodGet, "/?au=2023-06-30", nil))
	if status != 499 || said.Len() > 0 {
		t.Errorf("answered %d, and logged %q", status, said.String())
	}
}

// TestWhatWasNotThereYetIsSaidToComeLater: by its reference, with the way to
// see it today.
func TestWhatWasNotThereYetIsSaidToComeLater(t *testing.T) {
	s := newExample(t)
	s.records("", desk.CreateForum{Effective: desk.Effective{On: "2024-06-01"}, Code: "NEUF", Name: "Nouveau cadre"})
	s.records("", desk.CreateOrganization{Effective: desk.Effective{On: "2024-06-01"}, Code: "NEUVE", Name: "Nouvelle structure"})
	r := s.reads("lire")
	for at, says := range map[string]string{
		"/recommandations/CC-CPS-SCI.2024-1.1?au=31/12/2022":                           "CC-CPS-SCI 2024/1, n°\u00a01 n&#39;existait pas encore au 31 décembre 2022.",
		"/recommandations/CC-CPS-SCI%202024%2F1,%20n%C2%B0%201?au=31/12/2022":          "CC-CPS-SCI 2024/1, n°\u00a01 n&#39;existait pas encore au 31 décembre 2022.",
		"/recommandations/CC-CPS-SCI.2024-1.1?connu_le=@0":                             "CC-CPS-SCI 2024/1, n°\u00a01 n&#39;était pas encore dans le registre, tel que connu à la position 0 du registre.",
		"/sessions/CC-CPS-SCI.2024-1?au=31/12/2000":                                    "CC-CPS-SCI 2024/1 n&#39;existait pas encore au 31 décembre 2000.",
		"/sessions/CC-CPS-SCI.2024-1/preparation?au=31/12/2000&connu_le=1er+mars+2030": "CC-CPS-SCI 2024/1 n&#39;existait pas encore au 31 décembre 2000, tel que connu le 1er mars 2030.",
		"/cadres/NEUF?au=31/12/2022":                                                   "NEUF n&#39;existait pas encore au 31 décembre 2022.",
		"/structures/NEUVE?au=31/12/2022":                                              "NEUVE n&#39;existait pas encore au 31 décembre 2022.",
	} {
		p := r.get(at)
		path, _, _ := strings.Cut(at, "?")
		if p.status != http.StatusNotFound || !strings.Contains(p.body, says) || !strings.Contains(p.body, `<a href="`+path+`">Voir `) {
			t.Errorf("%s: %d\n%s", at, p.status, p.body)
		}
		if id := regexp.MustCompile(`\b[0-7][0-9A-HJKMNP-TV-Z]{25}\b`).FindString(p.body); id != "" {
			t.Errorf("%s shows %s", at, id)
		}
	}
	for _, at := range []string{"/recommandations/CC-CPS-SCI.2024-1.99?au=31/12/2022", "/sessions/CC-CPS-SCI.1900?au=31/12/2022", "/cadres/RIEN?au=31/12/2022"} {
		if p := r.get(at); p.status != http.StatusNotFound || strings.Contains(p.body, "pas encore") {
			t.Errorf("%s: %d\n%s", at, p.status, p.body)
		}
	}
}

// TestWhoPlansInThePastIsSentToThePresent, not to another token.
func TestWhoPlansInThePastIsSentToThePresent(t *testing.T) {
	p := newExample(t).reads("enregistrer").get("/sessions/nouvelle?au=2023-06-30").shows(t, "On ne planifie qu&#39;au présent", `<a href="/sessions/nouvelle">Revenir à aujourd&#39;hui`)
	if strings.Contains(p.body, "connectez-vous avec un jeton") {
		t.Error(p.body)
	}
}

func TestALinkIsAskedForInFrench(t *testing.T) {
	newExample(t).reads("enregistrer").get(third).shows(t, "C&#39;est une recommandation", `<option value="repondue_par">à laquelle répond</option>`)
}
