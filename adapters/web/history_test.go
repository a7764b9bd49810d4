package web_test

import (
	"fmt"
	"html"
	"net/http"
	"strings"
	"testing"

	"suivi/adapters/desk"
	"suivi/domain/session"
)

const session2024 = "/sessions/CC-CPS-SCI.2024-1"

// past is the page of a history, and that of what it is of leads to it.
func (r *reader) past(of string) page {
	r.t.Helper()
	r.get(of).shows(r.t, `<a href="`+of+`/historique">`)
	return r.get(of+"/historique").shows(r.t, `<a href="`+of+`">`)
}

func TestTheHistoryOfASessionTellsWhatItDidWhenAndByWhom(t *testing.T) {
	r := newExample(t).reads("lire")
	p := r.past(session2024).section("historique")
	p.shows(t, "<h3>planifiée</h3>", "<h3>tenue</h3>", "<h3>liste à examiner arrêtée</h3>", "<h3>totaux déclarés</h3>", "<h3>close</h3>", `<time datetime="2024-01-31">`, "Enregistré le 12/02/2025 à 10:00", "par «\u00a0exemple\u00a0»",
		"<h3>inscrite sur sa liste, CC-CPS-SCI 2024/1, n°\u00a02</h3>", `<dt>Recommandation</dt><dd><a href="/recommandations/CC-CPS-SCI.2024-1.2">`, "<dt>Ce qui en suit</dt><dd>reconduite</dd>",
		"<dt>À examiner, dans l&#39;ordre</dt><dd>CC-CPS-SCI 2023/1, n°\u00a01", "<dt>De quoi</dt>")
	p.without(t, "<a href=\"/sessions/CC-CPS-SCI.2024-1/historique?", `<form method="post" action="/sessions`)
	r.fill(r.get("/"), "/langue")
	r.get(session2024+"/historique").shows(t, "<h3>held</h3>", "<dt>Days of holding</dt>", "What follows")
	r.get(session2024+"/historique?au=31/12/2023").without(t, "<h3>held")
	if p := r.get("/sessions/CC-CPS-SCI.1999-1/historique"); p.status != http.StatusNotFound {
		t.Errorf("of a session that nobody knows: %d", p.status)
	}
}

// TestTheDaysOfASessionAreRectified: its table and its history show the right
// ones, and all that it did moves along.
func TestTheDaysOfASessionAreRectified(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	form := r.asks(r.past(session2024), "tenue").shows(t, `name="champs.seances" type="text" value="Janvier 2024"`, `name="champs.lieu"`)
	form.without(t, `id="champ-rectification-effet"`)
	r.fill(form, "rectification", "champs.seances", "du 23 au 24 janvier 2024").refuses(t, "champ-rectification-motif", "motif")
	r.fill(form, "rectification", "champs.seances", "31 février 2024", "motif", "x").refuses(t, "champ-rectification-champs-seances", "31 février 2024")
	r.fill(form, "rectification", "champs.seances", "3 mars 2030", "motif", "x").refuses(t, "champ-rectification-champs-seances", "")
	p := r.fill(form, "rectification", "champs.seances", "du 23 au 24 janvier 2024", "champs.lieu", "", "motif", "procès-verbal retrouvé")
	if !strings.HasPrefix(p.at, session2024+"/historique?evenement=") {
		t.Errorf("at %s", p.at)
	}
	p.shows(t, `class="said" role="status"`).section("historique").shows(t, "<h3>tenue — <strong>rectifié</strong></h3>", "<dd><del>Janvier 2024</del>", "procès-verbal retrouvé", "<dd>du 23 au 24 janvier 2024</dd>", `<time datetime="2024-01-24">`)
	r.get(session2024).says(t, "jours de la session Janvier 2024 du 23 au 24 janvier 2024")
	r.get(third).section("historique").shows(t, `<time datetime="2024-01-24">24 janvier 2024</time>`)
}

func TestWhatIsSaidOfASessionIsRectified(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	r.rectifies(r.past(session2024), "planifiée", "champs.intitule", "Session de janvier", "champs.edition", "2ème", "champs.exercice", "2023", "champs.phase", "technique", "motif", "la convocation").
		section("historique").shows(t, "<dt>Intitulé</dt><dd>Session de janvier</dd>", "<dt>Phase</dt><dd>technique</dd>")
	r.get(session2024).says(t, "intitulé de la session Première session du Comité de coordination Session de janvier", "édition – 2ème", "exercice 2024 2023", "phase de la session unique technique")
	r.fill(r.asks(r.past(session2024), "planifiée"), "rectification", "champs.exercice", "deux mille", "motif", "x").refuses(t, "champ-rectification-champs-exercice", "n'est pas une année")
	r.fill(r.asks(r.past(session2024), "planifiée"), "rectification", "champs.jointe_a", "RBC.1900", "motif", "x").refuses(t, "champ-rectification-champs-jointe_a", "Aucune session")
	r.fill(r.asks(r.past(session2024), "planifiée"), "rectification", "motif", "x")
	r.rectifies(r.past(session2024), "close", "champs.valide_par", "la plénière", "champs.rapport_valide", "15 février 2024", "motif", "mal lu").section("historique").shows(t, "<dt>Validé par</dt><dd>la plénière</dd>")
	r.get(session2024+"/cloture").shows(t, "15 février 2024", "la plénière")
	r.rectifies(r.past(session2024), "close", "annule", "oui", "motif", "le comité n'a rien validé").section("historique").shows(t, "<s>close</s>", "le comité n&#39;a rien validé")
	r.get(session2024).shows(t, "tenue, non close")
}

// TestTheListThatASessionFixedIsRectified: one is put in the place of another.
func TestTheListThatASessionFixedIsRectified(t *testing.T) {
	s := newExample(t)
	s.records("", desk.PlanSession{Forum: "CC-CPS-SCI", Expected: "10 février 2025"})
	s.records("CC-CPS-SCI.2025-1", desk.FixList{Items: []string{"CC-CPS-SCI.2024-1.1", "CC-CPS-SCI.2024-1.2"}})
	r := s.reads("enregistrer")
	const at = "/sessions/CC-CPS-SCI.2025-1"
	r.fill(r.asks(r.past(at), "liste à examiner arrêtée"), "rectification", "champs.points", "CC-CPS-SCI.2024-1.3; CC-CPS-SCI.9", "motif", "x").refuses(t, "champ-rectification-champs-points", "CC-CPS-SCI 9")
	r.rectifies(r.past(at), "liste à examiner arrêtée", "champs.points", "CC-CPS-SCI.2024-1.3; CC-CPS-SCI.2024-1.1", "motif", "deux lignes sautées").
		section("historique").shows(t, "<del>CC-CPS-SCI 2024/1, n°\u00a01 ; CC-CPS-SCI 2024/1, n°\u00a02</del>", "<dd>CC-CPS-SCI 2024/1, n°\u00a03 ; CC-CPS-SCI 2024/1, n°\u00a01</dd>")
	r.get(at+"/preparation").shows(t, `href="/recommandations/CC-CPS-SCI.2024-1.3"`)
}

func TestADeclaredTotalIsRectified(t *testing.T) {
	s := newExample(t)
	total, wrong := 5, 9
	s.records("CC-CPS-SCI.2024-1", desk.DeclareTotals{Subject: "examinées au comité", Total: &total, InProgress: &wrong})
	r := s.reads("enregistrer")
	form := r.asks(r.past(session2024), "totaux déclarés").shows(t, `name="champs.en_cours" type="text" value="9"`, "Taux cumulé (exécutées et en cours)")
	r.fill(form, "rectification", "champs.en_cours", "neuf", "motif", "x").refuses(t, "champ-rectification-champs-en_cours", "n'est pas un nombre entier")
	r.fill(form, "rectification", "champs.en_cours", "-3", "motif", "x").refuses(t, "champ-rectification-champs-en_cours", "n'est pas un nombre de recommandations")
	r.fill(form, "rectification", "champs.en_cours", "3", "champs.taux.taux_cumule", "60,00 %", "motif", "coquille").
		section("historique").shows(t, "<dt>En cours</dt><dd><del>9</del>", "<dt>En cours</dt><dd>3</dd>", "<dd>60,00 %</dd>")
	r.get(session2024+"/cloture").says(t, "examinées au comité", "En cours 3", "60,00 %")
	r.rectifies(r.past(session2024), "totaux déclarés", "annule", "oui", "motif", "d'un autre rapport")
	r.get(session2024).without(t, "examinées au comité")
}

// TestARateOfAnyNameIsRectified: reports name their rates as they like.
func TestARateOfAnyNameIsRectified(t *testing.T) {
	s := newExample(t)
	const name = `Taux "réel" onfocus=x`
	s.records("CC-CPS-SCI.2024-1", desk.DeclareTotals{Subject: "au comité", Rates: []session.Rate{{Name: name, Printed: "60 %"}}})
	r := s.reads("enregistrer")
	field, before := "champs.taux."+name, "avant.taux."+name
	form := r.asks(r.past(session2024), "totaux déclarés")
	p := r.fill(form, "rectification", field, strings.Repeat("9", 100_000), before, "60 %", "motif", "x")
	const id = "champ-rectification-champs-taux-Taux--réel--onfocus-x"
	p.refuses(t, id, "trop long")
	if !strings.Contains(p.body, ` id="`+id+`"`) || !strings.Contains(p.body, ` aria-describedby="`+id+`-refus"`) {
		t.Error("the field is not told by one word")
	}
	r.fill(p, "rectification", field, "61 %", before, "60 %", "motif", "x").section("historique").shows(t, "<dd>61 %</dd>")
}

// TestAnInscriptionIsRectifiedWithWhatFollowsFromIt, on the page of the
// recommendation.
func TestAnInscriptionIsRectifiedWithWhatFollowsFromIt(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	p := r.asks(r.past(session2024), "inscrite sur sa liste, CC-CPS-SCI 2024/1, n°\u00a02").shows(t, `name="champs.numero" type="text" value="2"`)
	r.fill(p, "rectification", "champs.numero", "1", "motif", "x").refuses(t, "champ-rectification-champs-numero", "est déjà pris")
	r.fill(p, "rectification", "champs.numero", "7", "motif", "mal lu").shows(t, "CC-CPS-SCI 2024/1, n°\u00a07", "mal lu")
	r.past(session2024).section("historique").shows(t, "<dt>Numéro</dt><dd><del>2</del>", "<dt>Numéro</dt><dd>7</dd>")
	r.rectifies(r.past(session2024), "inscrite sur sa liste, CC-CPS-SCI 2024/1, n°\u00a01", "annule", "oui", "motif", "une phrase du préambule")
	r.past(session2024).section("historique").shows(t, "<s>inscrite sur sa liste</s>", "une phrase du préambule")
}

func TestWhatIsSaidOfAForumIsRectified(t *testing.T) {
	s := newExample(t)
	s.records("CC-CPS-SCI", desk.NameLead{Effective: desk.Effective{On: "2024-01-01"}, Words: "le MAECI", Year: 2024})
	s.records("CC-CPS-SCI", desk.NameSecretariat{Effective: desk.Effective{On: "2024-01-01"}, Organization: "MAECI", Words: "le MAECI"})
	periodicity := "trois par an"
	s.records("CC-CPS-SCI", desk.SetRule{Effective: desk.Effective{On: "2025-01-01"}, Periodicity: &periodicity})
	r := s.reads("enregistrer")
	const at = "/cadres/CC-CPS-SCI"
	form := r.asks(r.past(at), "chef de file désigné").shows(t, `name="champs.mots"`, `name="champs.annee" type="text" value="2024"`)
	p := r.fill(form, "rectification", "champs.mots", "le MMEIA", "champs.annee", "2023", "motif", "mal lu", "effet", "1er mars 2023")
	p.section("historique").shows(t, "<dt>Mots</dt><dd><del>le MAECI</del>", "<dt>Mots</dt><dd>le MMEIA</dd>", `<time datetime="2023-03-01">`)
	r.get(at).shows(t, "le MMEIA (2023)").without(t, "le MAECI (2024)")
	r.rectifies(r.past(at), "règle fixée", "champs.periodicite", "deux par an", "champs.examine", "tout_ouvert", "champs.cadres", "CC-CPS-SCI; RBC", "champs.parole_retenue", "declarations", "motif", "relu").section("historique").shows(t, "<del>trois par an</del>", "<dd>CC-CPS-SCI; RBC</dd>")
	r.get(at).shows(t, "deux par an", "tout ce qui est ouvert de CC-CPS-SCI, RBC", "celle des structures responsables")
	r.fill(r.asks(r.past(at), "règle fixée"), "rectification", "champs.cadres", "RIEN", "motif", "x").refuses(t, "champ-rectification-champs-cadres", "Aucun cadre")
	r.rectifies(r.past(at), "secrétariat désigné", "champs.structure", "MMEIA", "motif", "relu").section("historique").shows(t, `<a href="/structures/MMEIA">`)
	r.fill(r.asks(r.past(at), "créé"), "rectification", "champs.parent", "CC-CPS-SCI", "motif", "x").refuses(t, "champ-rectification-champs-parent", "")
}

func TestWhatIsSaidOfAStructureIsRectified(t *testing.T) {
	s := newExample(t)
	s.records("MEF", desk.RenameOrganization{Effective: desk.Effective{On: "2024-06-01"}, Name: "Ministère du Budjet"})
	s.records("", desk.CreateOrganization{Code: "FONDS", Name: "Fonds", Parent: "MEF"})
	s.records("FONDS", desk.MergeOrganization{Effective: desk.Effective{On: "2025-01-01"}, Successor: "MAECI"})
	r := s.reads("enregistrer")
	const at = "/structures/MEF"
	form := r.asks(r.past(at), "renommée").shows(t, `value="Ministère du Budjet"`)
	r.fill(form, "rectification", "champs.nom", "", "motif", "x").refuses(t, "champ-rectification-champs-nom", "Rien n'est écrit ici")
	r.fill(form, "rectification", "champs.nom", "Ministère du Budget", "motif", "coquille").section("historique").shows(t, "<dt>Nom</dt><dd><del>Ministère du Budjet</del>", "<dt>Nom</dt><dd>Ministère du Budget</dd>")
	r.get(at).shows(t, "MEF – Ministère du Budget").without(t, "Budjet")
	r.rectifies(r.past("/structures/FONDS"), "fusionnée", "champs.successeur", "MEF", "motif", "mal lu").section("historique").shows(t, `<del><a href="/structures/MAECI">MAECI</a></del>`, `<dd><a href="/structures/MEF">MEF</a></dd>`)
	r.get("/structures/FONDS").shows(t, `href="/structures/MEF"`, "Fusionnée dans")
	r.rectifies(r.past("/structures/FONDS"), "fusionnée", "annule", "oui", "motif", "projet de décret")
	r.get("/structures/FONDS").without(t, "Fusionnée dans")
}

// TestWhatWasNeverThereStillHasAHistory: it says why, and can be rectified.
func TestWhatWasNeverThereStillHasAHistory(t *testing.T) {
	s := newExample(t)
	s.records("", desk.CreateForum{Code: "ESSAI", Name: "Essai"})
	s.records("", desk.CreateOrganization{Code: "ESSAIS", Name: "Essai"})
	s.records("", desk.PlanSession{Forum: "CC-CPS-SCI", Code: "essai", Expected: "juin 2025"})
	r := s.reads("enregistrer")
	for of, created := range map[string]string{"/cadres/ESSAI": "créé", "/structures/ESSAIS": "créée", "/sessions/CC-CPS-SCI.essai": "planifiée"} {
		p := r.rectifies(r.past(of), created, "annule", "oui", "motif", "un essai").shows(t, "cela n&#39;a jamais existé", "<s>"+created+"</s>", "un essai")
		if p := r.get(of); p.status != http.StatusNotFound {
			t.Errorf("%s: %d", of, p.status)
		}
		r.asks(r.get(of+"/historique"), "<s>"+created).shows(t, "Sans cette coche, le fait vaut de nouveau")
		p = r.rectifies(r.get(of+"/historique"), "<s>"+created, "motif", "si").shows(t, "vaut de nouveau.")
		if p.status != http.StatusOK || strings.Contains(p.body, "<s>"+created) {
			t.Errorf("%s is still void: %d", of, p.status)
		}
		p = r.rectifies(p, created, "annule", "oui", "motif", "un essai")
		p = r.rectifies(r.get(of+"/historique"), "<s>"+created, "effet", "1er janvier 2024", "motif", "si")
		if p.status != http.StatusOK || strings.Contains(p.body, "<s>"+created) {
			t.Errorf("%s is still void: %d", of, p.status)
		}
		r.get(of).shows(t)
	}
}

// TestWhatOthersHangOnIsNotVoided: the form says what does, beside its tick.
func TestWhatOthersHangOnIsNotVoided(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	for of, c := range map[string][2]string{
		"/cadres/CC-CPS-SCI": {"créé", "2 sessions"}, "/structures/MAECI": {"créée", "recommandations qui la nomment (CC-CPS-SCI 202"}, session2024: {"planifiée", "sa clôture"},
	} {
		p := r.fill(r.asks(r.past(of), c[0]), "rectification", "annule", "oui", "motif", "x").refuses(t, "champ-rectification-annule", c[1])
		if p.status != http.StatusConflict {
			t.Errorf("%s: %d", of, p.status)
		}
		r.get(of).shows(t)
	}
}

// TestARectificationThatIsOutOfDateShowsWhatChanged: it overwrites nothing,
// keeps what was typed, and can be sent again.
func TestARectificationThatIsOutOfDateShowsWhatChanged(t *testing.T) {
	s := newExample(t)
	mine, theirs := s.reads("enregistrer"), s.reads("enregistrer")
	for of, field := range map[string][3]string{
		session2024: {"planifiée", "champs.intitule", "Session"}, "/cadres/CC-CPS-SCI": {"créé", "champs.nom", "Comité"}, "/structures/MEF": {"créée", "champs.nom", "Ministère"},
	} {
		form := mine.asks(mine.past(of), field[0])
		theirs.rectifies(theirs.past(of), field[0], field[1], field[2]+" autre", "motif", "la convocation")
		p := mine.fill(form, "rectification", field[1], field[2]+" mien", "motif", "relu")
		if p.status != http.StatusConflict {
			t.Fatalf("%s: %d", of, p.status)
		}
		p.status = http.StatusOK
		p.section("entretemps").shows(t, "la convocation", "secretariat (secrétaire)")
		p.shows(t, `value="`+field[2]+` mien"`, `<a href="#entretemps">`)
		mine.fill(p, "rectification", field[1], field[2]+" mien", "motif", "relu").shows(t, "<dd>"+field[2]+" mien</dd>")
	}
}

// TestARectificationThatIsOutOfDateLeavesWhatOthersRectified: sent again, it
// gives the fields alone that its own reader changed.
func TestARectificationThatIsOutOfDateLeavesWhatOthersRectified(t *testing.T) {
	s := newExample(t)
	mine, theirs := s.reads("enregistrer"), s.reads("enregistrer")
	form := mine.asks(mine.past(session2024), "planifiée")
	theirs.rectifies(theirs.past(session2024), "planifiée", "champs.exercice", "2023", "motif", "la convocation")
	p := mine.fill(form, "rectification", "champs.intitule", "Session de janvier", "champs.exercice", "2024", "motif", "relu")
	if p.status != http.StatusConflict {
		t.Fatal(p.status)
	}
	p.status = http.StatusOK
	p.shows(t, `name="champs.exercice" type="text" value="2023"`, `value="Session de janvier"`)
	mine.fill(p, "rectification", "champs.intitule", "Session de janvier", "champs.exercice", "2023", "motif", "relu")
	mine.past(session2024).section("historique").shows(t, "<dd>Session de janvier</dd>", "<dt>Exercice</dt><dd>2023</dd>").without(t, "<dd>2024</dd>")
}

func TestALongHistoryComesInStretches(t *testing.T) {
	s := newExample(t)
	s.records("", desk.PlanSession{Forum: "CC-CPS-SCI", Expected: "10 février 2025"})
	s.records("CC-CPS-SCI.2025-1", desk.HoldSession{Sittings: []string{"10 février 2025"}})
	for n := range 120 {
		s.records("CC-CPS-SCI.2025-1", desk.Make{Listing: desk.Listing{Text: fmt.Sprint("Le point ", n)}})
	}
	for n := range 70 {
		s.records("CC-CPS-SCI.2025-1.p1", desk.SetDueDate{Due: fmt.Sprint(1+n%28, " mars ", 2026+n)})
	}
	r := s.reads("enregistrer")
	for at, events := range map[string]int{"/sessions/CC-CPS-SCI.2025-1/historique": 122, "/recommandations/CC-CPS-SCI.2025-1.p1": 71} {
		seen, last, path, first := map[string]bool{}, "", at, true
		for path != "" {
			p := r.get(path).shows(t)
			for _, part := range strings.Split(p.body, `<li id="evenement-`)[1:] {
				last, _, _ = strings.Cut(part, `"`)
				seen[last] = true
			}
			if strings.Contains(p.body, `<a rel="prev"`) == first || len(p.body) > 200_000 {
				t.Errorf("%s: %d bytes", path, len(p.body))
			}
			_, next, _ := strings.Cut(p.body, `<a rel="next" href="`)
			path, _, _ = strings.Cut(next, `"`)
			path, first = html.UnescapeString(path), false
		}
		if len(seen) != events {
			t.Errorf("%s shows %d events of %d", at, len(seen), events)
		}
		p := r.get(at + "?formulaire=rectification&evenement=" + last)
		if strings.HasPrefix(at, "/recommandations") {
			p = r.fill(p, "rectification", "champs.echeance", "fin 2099", "motif", "relu")
		}
		p.shows(t, `<li id="evenement-`+last+`"`, `<a rel="prev"`)
	}
	if p := r.get(session2024 + "/historique?curseur=x"); p.status != http.StatusUnprocessableEntity {
		t.Errorf("%d", p.status)
	}
}

func TestOfWhatASessionSaysAnewTheLastWordShows(t *testing.T) {
	s := newExamination(t)
	r := s.reads("enregistrer")
	for _, state := range []string{"en_cours", "non_realisee"} {
		s.records("CC-CPS-SCI.2024-1.1", desk.Examine{State: state, Session: "CC-CPS-SCI.2025-1"})
	}
	p := r.get("/recommandations/CC-CPS-SCI.2024-1.1")
	p.section("historique").shows(t, "<h3>mise en cours — <strong>remplacé ensuite</strong></h3>", "<h3>non réalisée</h3>")
	if n := strings.Count(p.section("sessions").body, "retenue"); n != 1 {
		t.Errorf("one session retained %d things", n)
	}
	s.records("CC-CPS-SCI.2025-1", desk.HoldSession{Sittings: []string{"10 février 2025", "11 février 2025"}})
	p = r.past(session2025)
	if p.shows(t, "<h3>tenue — <strong>remplacé ensuite</strong></h3>"); strings.Count(p.body, "remplacé ensuite") != 1 {
		t.Errorf("%s", p.body)
	}
}

func TestWhatCanBeReadCanBeAskedForItsHead(t *testing.T) {
	r := newExample(t).reads("lire")
	q, err := http.NewRequestWithContext(t.Context(), http.MethodHead, r.URL+"/recommandations", nil)
	if p := r.do(q, err); p.status != http.StatusOK || p.body != "" {
		t.Errorf("%d %s", p.status, p.body)
	}
}
