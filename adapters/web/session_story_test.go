package web_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"suivi/adapters/desk"
)

// newCommittee serves a ledger with the comité of the CPS/SCI and who owes it,
// and nothing else.
func newCommittee(t testing.TB) *site {
	s := newSite(t)
	s.records("", desk.CreateForum{Code: "CC-CPS-SCI", Name: "Comité de coordination de la CPS du secteur Coopération et Intégration"})
	for _, o := range []desk.CreateOrganization{
		{Code: "MAECI", Name: "Ministère des Affaires étrangères"}, {Code: "MMEIA", Name: "Ministère des Maliens établis à l'extérieur"}, {Code: "CPS-SCI", Name: "Cellule de planification"},
		{Code: "MAECI-DRH", Acronym: "DRH", Name: "Direction des ressources humaines", Parent: "MAECI"}, {Code: "MAECI-DCM", Acronym: "DCM", Name: "Direction de la coopération multilatérale", Parent: "MAECI"},
		{Code: "MEF", Name: "Ministère de l'Economie et des Finances"}, {Code: "MEF-DNPD", Acronym: "DNPD", Name: "Direction de la planification", Parent: "MEF"}, {Code: "MEF-DGB", Acronym: "DGB", Name: "Direction du budget", Parent: "MEF"},
	} {
		s.records("", o)
	}
	return s
}

// holds plans and holds a session of the comité.
func (r *reader) holds(planned, held string) (ref string) {
	r.t.Helper()
	form := r.get("/sessions/nouvelle?cadre=CC-CPS-SCI").shows(r.t, `<option value="CC-CPS-SCI" selected>`)
	p := r.fill(form, "planifier", "cadre", "CC-CPS-SCI", "prevue", planned, "genre", "ordinaire", "phase", "unique")
	ref = strings.TrimPrefix(p.at, "/sessions/")
	tenue := r.get("/sessions/" + ref + "/tenue")
	if p = r.fill(tenue, "tenue", "seances", held, "seances", ""); p.at != "/sessions/"+ref {
		r.t.Fatalf("not held: %s\n%s", p.at, p.body)
	}
	return ref
}

// TestDaysAndListAreGivenAnewBeforeTheClose: the last word holds, though it
// tells of earlier days.
func TestDaysAndListAreGivenAnewBeforeTheClose(t *testing.T) {
	r := newExamination(t).reads("enregistrer")
	at := session2025 + "/preparation"
	r.fill(r.get(at), at, "selon", "secretariat", "points", "CC-CPS-SCI.2024-1.1").shows(t, `data-total="1"`)
	r.fill(r.get(session2025+"/tenue"), "tenue", "seances", "14 janvier 2025", "seances", "").shows(t, "14 janvier 2025")
	r.fill(r.get(at), at, "selon", "regle", "points", "CC-CPS-SCI.2024-1.1").shows(t, `data-total="3"`)
	r.past(session2025).section("historique").shows(t, "jours de tenue redonnés, avant la clôture")
}

func (r *reader) makes(ref string, pairs ...string) page {
	r.t.Helper()
	return r.fill(r.get("/sessions/"+ref+"/liste"), "nouvelle", pairs...)
}

// TestAWholeSessionIsHeldByForms: the comité of the CPS/SCI, from planning to
// closing, comes out as its report reads.
func TestAWholeSessionIsHeldByForms(t *testing.T) {
	s := newCommittee(t)
	r := s.reads("enregistrer")
	first := r.holds("27 janvier 2023", "27 janvier 2023")
	owners := []string{"MAECI + MMEIA", "MAECI > DRH + MMEIA", "MAECI > DRH + MMEIA + CPS-SCI", "MAECI > DCM", "MEF-DNPD + MEF-DGB"}
	for n, owner := range owners {
		p := r.makes(first, "texte", "Recommandation de 2023, n° "+string(rune('1'+n)), "numero", string(rune('1'+n)), "responsables", owner, "echeance", "dans les délais requis").shows(t, "autofocus")
		if n == 3 {
			p.shows(t, "Elle prendra la place 5 de la liste", `name="numero" type="text" value="5"`)
		}
	}
	if p := r.fill(r.get("/sessions/"+first+"/cloture"), "cloture", "effet", "27 janvier 2023"); !strings.Contains(p.body, "Cette session est close au 27 janvier 2023.") {
		t.Fatal(p.body)
	}

	second := r.holds("janvier 2024", "janvier 2024")
	r.get("/sessions/"+second+"/liste").shows(t, `data-total="5"`, "Non examinée")
	for n, state := range []string{"en_cours", "en_cours", "non_realisee", "en_cours", "non_realisee"} {
		s.records(first+"."+string(rune('1'+n)), desk.Examine{State: state, Session: second})
	}
	p := r.makes(second, "texte", "Tenir les sessions du comité", "numero", "1", "responsables", "MAECI", "responsables", "MMEIA").shows(t, `data-total="5"`, "Elle prendra la place 2")
	p = r.fill(p, first+".3", "decision", "reconduire", "numero", "2", "texte", "Recommandation de 2023, n° 3").shows(t, `data-total="4"`)
	p = r.fill(p, first+".4", "decision", "reconduire", "numero", "3").shows(t, `data-total="3"`)
	r.fill(p, first+".1", "decision", "laisser").shows(t, `data-total="3"`, "perdue de vue")

	p = r.get("/sessions/"+second+"/cloture").shows(t, "0,00\u00a0%", "60,00\u00a0%", "40,00\u00a0%",
		"Sur les cinq (05) recommandations examinées, trois (03) sont en cours de réalisation et deux (02) n&#39;ont pas connu de réalisation.", `data-n="3"`)
	p.says(t, "3 / 5")
	for _, left := range []string{"1", "2", "5"} {
		p.shows(t, "Recommandation de 2023, n° "+left)
	}
	p = r.fill(p, "totaux", "objet", "recommandations de 2023", "total", "5", "executees", "0", "en_cours", "3", "non_realisees", "1", "taux_cumule", "61 %").
		shows(t, "La somme des états déclarés est 4", "61 %", "&#43;1,00")
	p = r.fill(p, "cloture", "effet", "31 janvier 2024").refuses(t, "champ-cloture-sans_suite", "(3)")
	confirmed := readOut(t, p, `name="sans_suite" value="([^"]*)"`)
	p = r.fill(p, "cloture", "effet", "30 janvier 2024", "sans_suite", confirmed).refuses(t, "champ-cloture-effet", "La session s'est tenue jusqu'au")
	p = r.fill(p, "cloture", "effet", "31 janvier 2024", "sans_suite", confirmed, "rapport_lu", "31 janvier 2024", "rapport_valide", "mars 2024", "valide_par", "le comité").
		shows(t, "Cette session est close au 31 janvier 2024.", "mars 2024 par le comité", "0,00\u00a0%", "60,00\u00a0%", "40,00\u00a0%")
	if strings.Contains(p.body, `id="cloture"`) {
		t.Error("a closed session can be closed again")
	}
	r.get("/").shows(t, `<dd><a class="n" href="/recommandations?situation=ouverte" data-n="6">6</a></dd>`, `perdues_de_vue=true" data-n="3"`)
	r.get("/sessions?etape=tenue").shows(t, `data-total="0"`)
	r.get("/sessions?etape=close&exercice=2024").shows(t, `data-total="1"`, "CC-CPS-SCI 2024/1")
}

func readOut(t *testing.T, p page, of string) string {
	t.Helper()
	found := regexp.MustCompile(of).FindStringSubmatch(p.body)
	if found == nil {
		t.Fatalf("%s holds no %s\n%s", p.at, of, p.body)
	}
	return found[1]
}

// TestWhatIsConfirmedIsWhatWasShown: a decision taken meanwhile asks again.
func TestWhatIsConfirmedIsWhatWasShown(t *testing.T) {
	s := newCommittee(t)
	r := s.reads("enregistrer")
	first := r.holds("27 janvier 2023", "27 janvier 2023")
	for _, n := range []string{"1", "2"} {
		r.makes(first, "texte", "Recommandation "+n, "numero", n)
	}
	r.fill(r.get("/sessions/"+first+"/cloture"), "cloture", "effet", "27 janvier 2023")
	second := r.holds("janvier 2024", "janvier 2024")
	shown := r.get("/sessions/" + second + "/cloture")
	confirmed := readOut(t, shown, `name="sans_suite" value="([^"]*)"`)
	list := r.get("/sessions/" + second + "/liste")
	s.records(first+".2", desk.Examine{State: "en_cours", Session: second})
	if p := r.fill(list, first+".2", "decision", "classer", "motif", "sans_objet"); p.status != http.StatusConflict || !strings.Contains(p.body, `data-total="2"`) || !strings.Contains(p.body, "mise en cours – secretariat (secrétaire)") {
		t.Errorf("classed over what its reader has not seen: %d\n%s", p.status, p.body)
	}
	s.records(first+".1", desk.Class{Motive: "sans_objet", Session: second})
	r.fill(shown, "cloture", "sans_suite", confirmed).refuses(t, "champ-cloture-sans_suite", "(1)")
	stale := r.get("/sessions/" + second + "/cloture")
	r.makes(second, "texte", "Une de plus")
	p := r.fill(stale, "cloture", "sans_suite", readOut(t, stale, `name="sans_suite" value="([^"]*)"`))
	if p.status != http.StatusConflict || !strings.Contains(p.body, "inscrite sur sa liste\u00a0: <q>point 1, formulée</q> – secretariat (secrétaire)") {
		t.Errorf("closed over what its reader has not seen: %d\n%s", p.status, p.body)
	}
}

// TestAPoliticalSessionValidatesByForms: a proposal as it is, one amended, one
// set aside.
func TestAPoliticalSessionValidatesByForms(t *testing.T) {
	s := newSite(t)
	s.records("", desk.CreateForum{Code: "REVUE", Name: "Revue annuelle"})
	s.records("", desk.CreateOrganization{Code: "MEF", Name: "Ministère de l'Economie et des Finances"})
	r := s.reads("enregistrer")
	r.fill(r.get("/sessions/nouvelle"), "planifier", "cadre", "REVUE", "code", "2023-T", "phase", "technique", "prevue", "31 août 2023")
	r.fill(r.get("/sessions/REVUE.2023-T/tenue"), "tenue", "seances", "du 31 août au 1er septembre 2023")
	for _, text := range []string{"Un", "Deux", "Trois"} {
		r.makes("REVUE.2023-T", "texte", text).shows(t, "proposées à la session politique")
	}
	r.get("/sessions/REVUE.2023-T/liste").shows(t, "Une session technique ne reconduit ni ne classe")
	r.fill(r.get("/sessions/REVUE.2023-T/cloture"), "cloture", "effet", "1er septembre 2023").shows(t, "Cette session est close")
	p := r.get("/sessions/nouvelle?cadre=REVUE").shows(t, `<option value="REVUE 2023/T">`)
	r.fill(p, "planifier", "cadre", "REVUE", "code", "2023-P", "phase", "politique", "prevue", "4 septembre 2023").refuses(t, "champ-valide", "REVUE 2023/T attend d'être validée")
	r.fill(p, "planifier", "cadre", "REVUE", "code", "2023-P", "phase", "politique", "valide", "REVUE.2023-T", "prevue", "4 septembre 2023")
	r.fill(r.get("/sessions/REVUE.2023-P/tenue"), "tenue", "seances", "4 septembre 2023")
	p = r.get("/sessions/REVUE.2023-P/liste").shows(t, "3 propositions")
	if refused := r.fill(p, "REVUE.2023-T.p1"); refused.status != http.StatusUnprocessableEntity || !strings.Contains(refused.body, "Dites ce que la session décide") {
		t.Errorf("%d\n%s", refused.status, refused.body)
	}
	r.fill(r.get("/sessions/REVUE.2023-P/cloture").shows(t, "Propositions en attente"), "cloture").refuses(t, "champ-cloture-sans_suite", "(3)")
	p = r.fill(p, "REVUE.2023-T.p1", "decision", "valider", "numero", "1", "texte", "Un").shows(t, "2 propositions")
	p = r.fill(p, "REVUE.2023-T.p2", "decision", "valider", "numero", "2", "texte", "Deux, amendé", "responsables", "MEF").shows(t, "1 proposition", "Deux, amendé")
	r.fill(p, "REVUE.2023-T.p3", "decision", "ecarter", "motif", "hors champ").shows(t, "sont validées ou écartées")
	r.get("/recommandations?situation=ouverte").shows(t, `data-total="2"`)
	r.get("/recommandations?situation=ecartee").shows(t, `data-total="1"`)
	r.fill(r.get("/sessions/REVUE.2023-P/cloture"), "cloture", "effet", "4 septembre 2023").shows(t, "Cette session est close")
}
