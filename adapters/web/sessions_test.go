package web_test

import (
	"fmt"
	"html"
	"net/http"
	"strings"
	"testing"

	"suivi/adapters/desk"
)

func TestSessionsAreFilteredByForumYearAndStage(t *testing.T) {
	r := newExample(t).reads("lire")
	r.get("/sessions").shows(t, `data-total="9"`, "CC-CPS-SCI 2024/1")
	r.get("/sessions?cadre=cc-cps-sci").shows(t, `data-total="2"`)
	r.get("/sessions?etape=tenue").shows(t, `data-total="6"`, `<option value="tenue" selected>`)
	r.get("/sessions?etape=planifiee").shows(t, `data-total="0"`, "Aucune.")
	r.get("/sessions?exercice=2022").shows(t, `data-total="2"`)
	r.get("/sessions?exercice=2022&etape=close").shows(t, `data-total="0"`)
	r.get("/sessions?au=31/12/2023&cadre=CC-CPS-SCI&etape=close").shows(t, `data-total="1"`, "/sessions/CC-CPS-SCI.2023-1?au=31")
	for path, status := range map[string]int{"/sessions?cadre=RIEN": 404, "/sessions?etape=finie": 422, "/sessions?exercice=deux": 422, "/sessions?curseur=x": 422, "/sessions/CC-CPS-SCI.1999-1/liste": 404} {
		if p := r.get(path); p.status != status {
			t.Errorf("%s: %d", path, p.status)
		}
	}
}

// TestALongListOfSessionsComesInPages: each session once, the latest first, as
// many as the total says.
func TestALongListOfSessionsComesInPages(t *testing.T) {
	s := newSite(t)
	s.records("", desk.CreateForum{Code: "CC", Name: "Comité"})
	for n := range 120 {
		s.records("", desk.PlanSession{Forum: "CC", Code: fmt.Sprint(n), Expected: fmt.Sprintf("%d mars %d", 1+n%28, 2000+n)})
	}
	r := s.reads("lire")
	seen, path, pages := map[string]bool{}, "/sessions", 0
	for path != "" {
		p := r.get(path).shows(t, `data-total="120"`)
		pages++
		for _, part := range strings.Split(p.body, `<th scope="row"><a href="`)[1:] {
			ref, _, _ := strings.Cut(part, `"`)
			if seen[ref] || len(seen) == 0 && ref != "/sessions/CC.119" {
				t.Errorf("%s comes twice, or first", ref)
			}
			seen[ref] = true
		}
		_, next, _ := strings.Cut(p.body, `<a rel="next" href="`)
		path, _, _ = strings.Cut(next, `"`)
		path = html.UnescapeString(path)
	}
	if pages != 3 || len(seen) != 120 {
		t.Errorf("%d pages, %d sessions", pages, len(seen))
	}
}

func TestWhatIsWrongInAPlanIsSaidBesideItsField(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	form := r.get("/sessions/nouvelle")
	for _, c := range []struct{ field, words, pairs string }{
		{"cadre", "Aucun cadre", "cadre=RIEN&prevue=mars 2025"},
		{"prevue", "Il manque une date ou un code", "cadre=CC-CPS-SCI"},
		{"prevue", "ne se lit pas comme une date", "cadre=CC-CPS-SCI&prevue=bientôt"},
		{"code", "existe déjà", "cadre=CC-CPS-SCI&code=2024-1"},
		{"code", "ne peut pas servir de code", "cadre=CC-CPS-SCI&code=a.b"},
		{"exercice", "n'est pas une année. Écrivez-la en quatre chiffres, par exemple 2025", "cadre=CC-CPS-SCI&code=x&exercice=deux mille"},
		{"phase", "n'est pas une valeur possible", "cadre=CC-CPS-SCI&code=x&phase=molle"},
		{"valide", "Aucune session", "cadre=REVUE-CREDD&code=x&phase=politique&valide=REVUE-CREDD.9"},
		{"jointe_a", "Aucune session", "cadre=CC-CPS-SCI&code=x&jointe_a=REVUE-CREDD.2023-T, REVUE-CREDD.9"},
		{"effet", "ne se lit pas comme une date", "cadre=CC-CPS-SCI&code=x&effet=jadis"},
	} {
		var pairs []string
		for pair := range strings.SplitSeq(c.pairs, "&") {
			name, value, _ := strings.Cut(pair, "=")
			pairs = append(pairs, name, value)
		}
		p := r.fill(form, "planifier", pairs...).refuses(t, "champ-"+c.field, c.words)
		if name, value := pairs[len(pairs)-2], pairs[len(pairs)-1]; !strings.Contains(html.UnescapeString(p.body), `name="`+name+`"`) || !strings.Contains(html.UnescapeString(p.body), value) {
			t.Errorf("%s=%s is not shown again", name, value)
		}
	}
	p := r.fill(form, "planifier", "cadre", "CC-CPS-SCI", "code", "2025-X", "prevue", "première quinzaine de juin 2025", "intitule", "Session de juin", "edition", "3ème", "exercice", "2024", "lieu", "Bamako",
		"genre", "extraordinaire", "jointe_a", "REVUE-CREDD.2023-T", "source.document", "lettre circulaire", "source.page", "2", "effet", "1er février 2025")
	if p.at != "/sessions/CC-CPS-SCI.2025-X" {
		t.Fatalf("%s\n%s", p.at, p.body)
	}
	r.get("/sessions/CC-CPS-SCI.2025-X/tenue").shows(t, "première quinzaine de juin 2025", "Session de juin", `value="Bamako"`)
	r.get("/sessions?exercice=2024&etape=planifiee").shows(t, `data-total="1"`)
}

func TestASessionIsPostponedHeldAndCancelledByForms(t *testing.T) {
	s := newExample(t)
	r := s.reads("enregistrer")
	s.records("", desk.PlanSession{Forum: "CC-CPS-SCI", Expected: "10 février 2025"})
	s.records("", desk.PlanSession{Forum: "CC-CPS-SCI", Expected: "mars 2025"})
	one, two := "/sessions/CC-CPS-SCI.2025-1", "/sessions/CC-CPS-SCI.2025-2"
	report, older := r.get(one+"/report"), r.get(one+"/report")
	r.fill(report, "report", "prevue", "tantôt").refuses(t, "champ-prevue", "ne se lit pas comme une date")
	r.fill(report, "report", "prevue", "11 février 2025", "motif", "salle prise")
	stale := r.fill(older, "report", "prevue", "12 février 2025")
	if stale.status != http.StatusConflict || !strings.Contains(stale.body, "reportée\u00a0: <q>11 février 2025 — salle prise</q> – secretariat (secrétaire)") {
		t.Errorf("what somebody recorded meanwhile is not told: %d\n%s", stale.status, stale.body)
	}
	tenue := r.get(one+"/tenue").shows(t, `name="seances" value="11 février 2025"`)
	r.fill(tenue, "tenue", "seances", "12 mai 2030").refuses(t, "champ-seances", "")
	r.fill(tenue, "tenue", "seances", "11 février 2025", "seances", "10 février 2025").refuses(t, "champ-seances", "Les séances doivent se suivre")
	r.fill(tenue, "tenue").refuses(t, "champ-seances", "")
	r.fill(tenue, "tenue", "seances", "du 10 au 11 février 2025", "seances", "12 février 2025", "lieu", "Kati")
	r.get(one+"/tenue").shows(t, "puis 12 février 2025", "Kati", `value="12 février 2025"`)
	r.get(one+"/report").shows(t, "elle ne se reporte plus")
	r.get(one+"/annulation").shows(t, "elle ne s&#39;annule plus")
	r.fill(r.get(two+"/annulation"), "annulation", "motif", "crédits gelés")
	r.get(two+"/liste").shows(t, "Cette session est annulée")
	r.get("/sessions?etape=annulee").shows(t, `data-total="1"`)
}

func TestWhatIsWrongInAListIsSaidBesideItsField(t *testing.T) {
	s := newExample(t)
	s.records("", desk.PlanSession{Forum: "CC-CPS-SCI", Expected: "10 février 2025"})
	s.records("CC-CPS-SCI.2025-1", desk.HoldSession{Sittings: []string{"10 février 2025"}})
	r := s.reads("enregistrer")
	ref := "CC-CPS-SCI.2025-1"
	r.makes(ref, "texte", " ").refuses(t, "champ-nouvelle-texte", "Rien n'est écrit ici")
	r.makes(ref, "texte", "Un", "responsables", "MAECI", "responsables", "Ministère de rien").refuses(t, "champ-nouvelle-responsables", "Ministère de rien").refuses(t, "champ-nouvelle-responsables", "")
	r.makes(ref, "texte", "Un", "echeance", "31 février 2025").refuses(t, "champ-nouvelle-echeance", "31 février 2025")
	p := r.makes(ref, "texte", "Un", "numero", "1", "nature", "decision", "theme", "eau", "a_l_attention_de", "les membres", "echeance", "première quinzaine de décembre 2025").shows(t, "première quinzaine de décembre 2025")
	r.makes(ref, "texte", "Deux", "numero", "1").refuses(t, "champ-nouvelle-numero", "est déjà pris")
	r.fill(p, "CC-CPS-SCI.2024-1.2", "decision", "reconduire", "numero", "1").refuses(t, decisionField(p, "CC-CPS-SCI.2024-1.2", "numero"), "est déjà pris")
	r.fill(p, "CC-CPS-SCI.2024-1.2", "decision", "reconduire", "responsables", "Ministère de rien").refuses(t, decisionField(p, "CC-CPS-SCI.2024-1.2", "responsables"), "Ministère de rien")
	r.fill(p, "CC-CPS-SCI.2024-1.2", "decision", "classer", "motif", "ennui").refuses(t, decisionField(p, "CC-CPS-SCI.2024-1.2", "motif"), "n'est pas une valeur possible")
	r.fill(p, "CC-CPS-SCI.2024-1.2", "decision", "classer", "motif", "").refuses(t, decisionField(p, "CC-CPS-SCI.2024-1.2", "motif"), "Choisissez le motif du classement.")
	r.fill(p, "CC-CPS-SCI.2024-1.2", "decision", "classer", "motif", "sans_objet", "constat", "le projet est arrêté").shows(t, `data-total="2"`)
	r.fill(p, "CC-CPS-SCI.2024-1.3", "decision", "reconduire", "numero", "2", "texte", "Reformulée", "responsables", "CPS-SCI (chef de file)", "echeance", "fin 2025").shows(t, `data-total="1"`, "Reformulée", "reconduite, était CC-CPS-SCI 2024/1, n°\u00a03")
	r.fill(r.get("/sessions/"+ref+"/cloture"), "totaux", "objet", "x", "total", "neuf").refuses(t, "champ-totaux-total", "n'est pas un nombre entier")
	for said, sent := range map[string][]string{"<p class=\"error\">Rien n'est déclaré. Donnez au moins un nombre": {"objet", "x"}, "<p class=\"error\">«\u00a0beaucoup\u00a0» n'est pas un taux. Écrivez-le en chiffres, comme le rapport l'imprime": {"objet", "x", "total", "3", "taux_cumule", "beaucoup"}} {
		if p := r.fill(r.get("/sessions/"+ref+"/cloture"), "totaux", sent...); p.status != http.StatusUnprocessableEntity || !strings.Contains(html.UnescapeString(p.body), said) {
			t.Errorf("%d\n%s", p.status, p.body)
		}
	}
	if p := r.fill(r.get("/sessions/"+ref+"/cloture"), "totaux", "objet", "x", "total", "-9"); !strings.Contains(html.UnescapeString(p.body), "<p class=\"error\">«\u00a0-9\u00a0» n'est pas un nombre de recommandations") {
		t.Errorf("%d\n%s", p.status, p.body)
	}
}

// decisionField is the id of a field of the form that decides on a
// recommendation.
func decisionField(p page, reference, name string) string {
	form, _, _ := strings.Cut(p.body, `name="recommandation" value="`+reference+`"`)
	form = form[strings.LastIndex(form, `name="formulaire" value="`)+len(`name="formulaire" value="`):]
	form, _, _ = strings.Cut(form, `"`)
	return "champ-" + form + "-" + name
}

// TestAFormSentTwiceCountsOnce: a reload after sending adds no second one.
func TestAFormSentTwiceCountsOnce(t *testing.T) {
	s := newExample(t)
	s.records("", desk.PlanSession{Forum: "CC-CPS-SCI", Expected: "10 février 2025"})
	s.records("CC-CPS-SCI.2025-1", desk.HoldSession{Sittings: []string{"10 février 2025"}})
	r := s.reads("enregistrer")
	form := r.get("/sessions/CC-CPS-SCI.2025-1/liste")
	for range 2 {
		r.fill(form, "nouvelle", "texte", "Une seule").shows(t, "Elle prendra la place 2")
	}
}

// TestAPlanThatWasSentAndChangedPlansNoSecondSession: going back in a browser,
// changing a field and sending again is told to be a form that counted.
func TestAPlanThatWasSentAndChangedPlansNoSecondSession(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	form := r.get("/sessions/nouvelle")
	r.fill(form, "planifier", "cadre", "CC-CPS-SCI", "prevue", "juin 2025").shows(t, "CC-CPS-SCI 2025/1")
	for _, changed := range []string{"décembre 2025", "juin 2026"} {
		p := r.fill(form, "planifier", "cadre", "CC-CPS-SCI", "prevue", changed)
		if p.status != http.StatusUnprocessableEntity || !strings.Contains(p.body, "Ce formulaire a déjà été enregistré, et vous l&#39;avez changé depuis") || !strings.Contains(p.body, `value="`+changed+`"`) {
			t.Errorf("%s: %d\n%s", changed, p.status, p.body)
		}
	}
	r.get("/sessions?etape=planifiee").shows(t, `data-total="1"`)
	if p := r.fill(form, "planifier", "cadre", "CC-CPS-SCI", "prevue", "juin 2025"); p.at != "/sessions/CC-CPS-SCI.2025-1" {
		t.Errorf("the same form again leads to %s", p.at)
	}
}

// TestOnlyWhoMayRecordSeesForms, and only of the present.
func TestOnlyWhoMayRecordSeesForms(t *testing.T) {
	s := newExample(t)
	s.records("", desk.PlanSession{Forum: "CC-CPS-SCI", Expected: "10 février 2025"})
	s.records("CC-CPS-SCI.2025-1", desk.HoldSession{Sittings: []string{"10 février 2025"}})
	for _, page := range []string{"/sessions/nouvelle", "/sessions/CC-CPS-SCI.2025-1/tenue", "/sessions/CC-CPS-SCI.2025-1/liste", "/sessions/CC-CPS-SCI.2025-1/cloture"} {
		if p := s.reads("lire").get(page); p.status != http.StatusOK || strings.Contains(p.body, `name="cle"`) {
			t.Errorf("%s offers a reader to record", page)
		}
		if p := s.reads("enregistrer").get(page + "?au=11/02/2025"); p.status != http.StatusOK || strings.Contains(p.body, `name="cle"`) {
			t.Errorf("%s offers to record in the past", page)
		}
	}
}

func TestPagesOfASessionSpeakEnglish(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	r.fill(r.get("/sessions"), "/langue")
	r.get("/sessions").shows(t, "By forum, the latest first", "Plan a session")
}

// TestWhatEndsAPlannedSessionIsNoStepOfIt: putting it off and cancelling it stand
// beside the numbered steps.
func TestWhatEndsAPlannedSessionIsNoStepOfIt(t *testing.T) {
	s := newExample(t)
	s.records("", desk.PlanSession{Forum: "CC-CPS-SCI", Expected: "12/03/2025"})
	body := s.reads("enregistrer").get("/sessions/CC-CPS-SCI.2025-1").shows(t, "/report", "/annulation").body
	_, steps, _ := strings.Cut(body, `<nav class="steps"`)
	steps, besides, _ := strings.Cut(steps, "</ol>")
	besides, _, _ = strings.Cut(besides, "</nav>")
	for _, end := range []string{"/report", "/annulation"} {
		if strings.Contains(steps, end) || !strings.Contains(besides, end) {
			t.Errorf("%s is a step, or is nowhere: %s", end, steps+besides)
		}
	}
}

// TestAFigureOfASessionHasOneName on its page and where it is closed.
func TestAFigureOfASessionHasOneName(t *testing.T) {
	r := newExample(t).reads("lire")
	const name, label = "/sessions/CC-CPS-SCI.2024-1", "<dt>Reconduites parmi les examinées</dt>"
	r.get(name).shows(t, label)
	r.get(name+"/cloture").shows(t, label)
}
