package web_test

import (
	"net/http"
	"strings"
	"testing"
)

// without asks that a page holds none of these texts.
func (p page) without(t testing.TB, texts ...string) page {
	t.Helper()
	for _, text := range texts {
		if strings.Contains(p.body, text) {
			t.Errorf("%s shows %q", p.at, text)
		}
	}
	return p
}

func TestAForumIsOpenedAndRuledByItsForms(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	p := r.fill(r.get("/cadres/nouveau").shows(t, "Ouvrir un cadre"), "/cadres/nouveau", "code", "CP-SANTE", "nom", "Comité de pilotage", "genre", "comité", "parent", "GPTF")
	if p.shows(t, "Comité de pilotage", "Le cadre CP-SANTE existe", "la liste de la session ordinaire précédente"); p.at != "/cadres/CP-SANTE" {
		t.Errorf("after opening: %s", p.at)
	}
	act := func(path string, pairs ...string) page {
		t.Helper()
		form := r.get("/cadres/CP-SANTE/" + path)
		return r.fill(form.shows(t), "/cadres/CP-SANTE/"+path, pairs...)
	}
	act("regles", "periodicite", "deux par an", "examine", "tout_ouvert", "cadres", "REVUE-CREDD, RBC", "parole_retenue", "declarations", "effet", "1er janvier 2024").
		shows(t, "tout ce qui est ouvert de REVUE-CREDD, RBC", "deux par an", "celle des structures responsables", "1er janvier 2024")
	act("noms", "nom", "Comité de pilotage de la santé", "effet", "1er mars 2024").shows(t, "CP-SANTE – Comité de pilotage de la santé", "Comité de pilotage <span", "1er mars 2024")
	act("secretariats", "structure", "MAECI-DRH", "mots", "").shows(t, "MAECI-DRH <span")
	act("chefs-de-file", "mots", "MEF", "annee", "2024").shows(t, "MEF (2024)")
	act("rattachements", "parent", "").shows(t, "aucun autre cadre")
	// As of a day, the page says what held on it, and offers no form.
	r.get("/cadres/CP-SANTE?au=2024-02-01").shows(t, "<h1>CP-SANTE – Comité de pilotage</h1>", "tout ce qui est ouvert").without(t, "de la santé", "/noms")
}

func TestAStructureIsRenamedAttachedAndMergedFromADay(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	r.fill(r.get("/structures/nouvelle"), "/structures/nouvelle", "code", "MEA", "nom", "Ministère de l'Economie et des Affaires", "sigle", "MEA", "autres_sigles", "MECO, M. Eco").shows(t, "MECO, M. Eco")
	act := func(path string, pairs ...string) page {
		t.Helper()
		form := r.get("/structures/MEF/" + path)
		return r.fill(form.shows(t), "/structures/MEF/"+path, pairs...)
	}
	act("noms", "nom", "Ministère des Finances", "sigle", "MF", "effet", "1er juin 2024").shows(t, "Ministère des Finances", "Ministère de l&#39;Economie et des Finances", "1er juin 2024")
	r.get("/structures/MEF?au=2024-05-31").without(t, "Ministère des Finances")
	owed := r.get("/structures/MEF").showsNumber(t, "1", "/recommandations?situation=ouverte&structure=MEF").showsNumber(t, "0", "/recommandations?situation=ouverte&structure=MEF&directement=true")
	owed.shows(t, `href="/redevables/MEF"`, "MEF-DGB")
	act("fusions", "successeur", "MEA", "effet", "1er janvier 2025").shows(t, "Fusionnée dans", `href="/structures/MEA"`)
	r.get("/structures/MEA").showsNumber(t, "1", "/recommandations?situation=ouverte&structure=MEA")
	r.get("/structures").shows(t, "fusionnée dans")
}

func TestWhatIsRefusedOfAFormIsSaidAtItsFieldAndNothingIsLost(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	p := r.fill(r.get("/cadres/nouveau"), "/cadres/nouveau", "code", "A.B", "nom", "Comité resté tapé")
	if p.status != http.StatusUnprocessableEntity || !strings.Contains(p.body, `id="champ-code-refus"`) || !strings.Contains(p.body, `value="Comité resté tapé"`) {
		t.Errorf("%d\n%s", p.status, p.body)
	}
	for _, form := range []struct{ at, field string }{{"/structures/MAECI/noms", "effet"}, {"/structures/MAECI/rattachements", "parent"}, {"/cadres/RBC/regles", "listes"}, {"/cadres/RBC/chefs-de-file", "mots"}} {
		wrong := map[string]string{"effet": "31 février 2024", "parent": "NULLE-PART", "listes": "beaucoup", "mots": ""}[form.field]
		p := r.fill(r.get(form.at), form.at, "nom", "N", form.field, wrong)
		if p.status < 400 || !strings.Contains(p.body, `id="champ-`+form.field+`-refus"`) {
			t.Errorf("%s: %d, nothing at %s\n%s", form.at, p.status, form.field, p.body)
		}
	}
	if p := r.get("/cadres/NULLE-PART/noms"); p.status != http.StatusNotFound {
		t.Errorf("the form of what is not there: %d", p.status)
	}
}

// TestAFormThatIsOutOfDateShowsWhatChanged: it overwrites nothing, keeps what
// was typed, and can be sent again.
func TestAFormThatIsOutOfDateShowsWhatChanged(t *testing.T) {
	s := newExample(t)
	mine, theirs := s.reads("enregistrer"), s.reads("enregistrer")
	const at = "/structures/MEF/noms"
	form := mine.get(at)
	theirs.fill(theirs.get(at), at, "nom", "Ministère du Budget")
	p := mine.fill(form, at, "nom", "Ministère des Finances")
	if p.status != http.StatusConflict || !strings.Contains(p.body, "Enregistré depuis que vous avez ouvert cette page") || !strings.Contains(p.body, "Ministère du Budget") || !strings.Contains(p.body, `value="Ministère des Finances"`) {
		t.Fatalf("%d\n%s", p.status, p.body)
	}
	mine.get("/structures/MEF").without(t, "Ministère des Finances")
	mine.fill(p, at, "nom", "Ministère des Finances").shows(t, "MEF – Ministère des Finances")
}

func TestWhoMayNotRecordIsOfferedNoForm(t *testing.T) {
	r := newExample(t).reads("lire")
	for _, path := range []string{"/cadres", "/cadres/RBC", "/structures", "/structures/MEF"} {
		r.get(path).without(t, "/nouveau", "/nouvelle", "/noms", "/regles", "/fusions")
	}
	for _, path := range []string{"/cadres/nouveau", "/cadres/RBC/noms", "/structures/MEF/fusions"} {
		if p := r.get(path); p.status != http.StatusForbidden {
			t.Errorf("%s: %d", path, p.status)
		}
	}
}

func TestATreeIsSearchedByNameAndByBranch(t *testing.T) {
	r := newExample(t).reads("lire")
	r.get("/structures?q=etrangeres").shows(t, ">MAECI<", `data-total="1"`).without(t, ">MMEIA<")
	r.get("/structures?sous=MAECI").shows(t, ">MAECI-DRH<", `data-total="2"`).without(t, ">MEF<")
	r.get("/cadres?q=energie").shows(t, ">GT-ENERGIE<", `data-total="1"`)
	r.get("/cadres?sous=GT-ECOFI").shows(t, ">SGT-STATISTIQUES<", `data-total="2"`)
	r.get("/cadres").shows(t, `<th scope="row" class="depth2"><a href="/cadres/SGT-IRRIGATION">`)
}

func TestACodeThatIsTakenIsSaidBesideIt(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	r.fill(r.get("/cadres/nouveau"), "/cadres/nouveau", "code", "CC-CPS-SCI", "nom", "Un autre").refuses(t, "champ-code", "existe déjà")
	r.fill(r.get("/structures/nouvelle"), "/structures/nouvelle", "code", "MAECI", "nom", "Un autre").refuses(t, "champ-code", "existe déjà")
}
