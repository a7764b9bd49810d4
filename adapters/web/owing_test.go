package web_test

import (
	"fmt"
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"suivi/adapters/desk"
)

// tags are what stands between words.
var tags = regexp.MustCompile(`<[^>]*>`)

// words are what a page says, as somebody reads it, without its spaces.
func (p page) words() string {
	_, main, _ := strings.Cut(p.body, "<main")
	return strings.Join(strings.Fields(strings.ReplaceAll(html.UnescapeString(tags.ReplaceAllString(main, " ")), "\u00a0", " ")), " ")
}

// says asks that a page says all this, in this order.
func (p page) says(t testing.TB, all ...string) page {
	t.Helper()
	if p.status != http.StatusOK {
		t.Fatalf("%s: %d\n%s", p.at, p.status, p.body)
	}
	rest := p.words()
	for _, said := range all {
		_, after, found := strings.Cut(rest, said)
		if !found {
			t.Errorf("%s does not say %q in what follows:\n%s", p.at, said, rest)
			continue
		}
		rest = after
	}
	return p
}

// TestTheCommitteeIsOwedWhatItsReportSays: the figures of the worked example;
// what two ministries owe together counts for each.
func TestTheCommitteeIsOwedWhatItsReportSays(t *testing.T) {
	r := newExample(t).reads("lire")
	p := r.get("/redevables?cadre=CC-CPS-SCI")
	p.says(t, "Ouvertes 6", "au moins 6", "Sans structure responsable 0", "font ensemble 11, et non 6", "CC-CPS-SCI 2024/1 (31 janvier 2024)",
		"CPS/SCI", "Intégration 1 1 0 0 0 0", "MAECI", "Internationale 2 5 0 0 2 0", "DCM", "Multilatérale 1 1 0 0 0 0", "DRH", "Humaines 2 2 0 0 1 0",
		"MEF", "Finances 0 1 0 0 1 0", "DGB", "Budget 1 1 0 0 1 0", "DNPD", "Développement 1 1 0 0 1 0", "MMEIA", "Africaine 4 4 0 0 2 0")
	p.shows(t, `href="/recommandations?situation=ouverte&amp;structure=MAECI&amp;directement=true&amp;cadre=CC-CPS-SCI" data-n="2"`)
	r.get("/redevables?cadre=CC-CPS-SCI&au=31/12/2023").says(t, "Ouvertes 5", "CC-CPS-SCI 2023/1 (27 janvier 2023)")
	r.get("/redevables?cadre=DP-SEGOU").says(t, "Sans structure responsable 11", "Rien n'est dû.")
}

func TestWhatMovedSinceTheLastSessionIsCountedAndTold(t *testing.T) {
	s := newExample(t)
	r := s.reads("enregistrer")
	s.records("CC-CPS-SCI.2024-1.3", desk.Declare{Effective: desk.Effective{On: "2024-06-15"}, Organization: "MAECI > DRH", State: "executee", Words: "Trois sessions de formation tenues"})
	r.get("/redevables?cadre=CC-CPS-SCI").says(t, "Internationale 2 5 0 0 2 1", "Humaines 2 2 0 0 1 1", "Africaine 4 4 0 0 2 1")
	r.get("/recommandations?situation=ouverte&structure=MAECI&du_nouveau=true").shows(t, `data-total="1"`, "CC-CPS-SCI.2024-1.3")
	r.get("/redevables/MAECI-DRH").says(t, "Du nouveau 1", "Déclaré par MAECI > DRH : exécutée – Trois sessions de formation tenues (ce n'est pas ce qui a été retenu)",
		"Depuis la session CC-CPS-SCI 2024/1 (31 janvier 2024) : situation déclarée (15/06/2024)")
	r.get("/redevables/MMEIA").says(t, "Du nouveau 1", "Depuis la session")
	if p := r.get("/redevables/MMEIA"); strings.Contains(p.body, "Trois sessions de formation") {
		t.Error("the word of another structure is on the sheet")
	}
}

func TestASheetIsReadyToBeSent(t *testing.T) {
	r := newExample(t).reads("lire")
	p := r.get("/redevables/MAECI").says(t, "MAECI – 5 recommandations à suivre au 12 février 2025", "Ministère des Affaires", "Propres 2 Total 5",
		"Ce que doit la structure elle-même", "CC-CPS-SCI 2023/1, n° 1", "Dernier constat (CC-CPS-SCI 2024/1) :", "Rien de nouveau depuis la session CC-CPS-SCI 2024/1 (31 janvier 2024).", "en cours", "perdue de vue depuis le 31/01/2024", "☐ exécutée",
		"Ce que doit MAECI > DCM", "CC-CPS-SCI 2024/1, n° 2", "reconduite une fois", "Ce que doit MAECI > DRH", "CC-CPS-SCI 2023/1, n° 2", "CC-CPS-SCI 2024/1, n° 3")
	p.shows(t, "<title>MAECI – 5 recommandations")
	r.get("/redevables/MAECI-DRH").says(t, "MAECI > DRH – 2 recommandations", "Ministère des Affaires", "› Direction des Ressources Humaines")
	r.get("/redevables/MEF").says(t, "MEF – 1 recommandation à suivre", "Propres 0 Total 1", "Ce que doit MEF > DGB")
	r.get("/redevables/MAECI?cadre=DP-SEGOU").says(t, "MAECI (DP-SEGOU) – 0 recommandation", "Rien n'est dû.")
	if p := r.get("/redevables/INCONNUE"); p.status != http.StatusNotFound {
		t.Error(p.status)
	}
}

// TestAWideTreeIsOpenedBranchByBranch: what does not fit on a page is shown
// level by level, and page by page.
func TestAWideTreeIsOpenedBranchByBranch(t *testing.T) {
	s := newExample(t)
	var owners []string
	for k := range 130 {
		code := fmt.Sprintf("D%03d", k)
		s.records("", desk.CreateOrganization{Code: code, Name: "Direction " + code, Parent: "MMEIA"})
		owners = append(owners, code)
	}
	s.records("CC-CPS-SCI.2024-1.1", desk.Reassign{Owners: owners})
	r := s.reads("lire")
	p := r.get("/redevables").says(t, "MMEIA", "130 structures en dépendent")
	if strings.Contains(p.body, "Direction D001") {
		t.Error("a branch that does not fit is open")
	}
	p = r.get("/redevables?sous=MMEIA").says(t, "Sous MMEIA", "Propres 3 Total 4", "D000", "D099", "La suite")
	if strings.Contains(p.body, "D100") {
		t.Error("the page does not end")
	}
	r.get("/redevables?sous=MMEIA&curseur=100").says(t, "D100", "D129")
}

func TestALongSheetGoesOnPageByPage(t *testing.T) {
	s := newExample(t)
	s.records("", desk.PlanSession{Forum: "CC-CPS-SCI", Expected: "3/10/2024"})
	s.records("CC-CPS-SCI.2024-2", desk.HoldSession{Sittings: []string{"3/10/2024"}})
	for k := range 52 {
		s.records("CC-CPS-SCI.2024-2", desk.Make{Listing: desk.Listing{Number: fmt.Sprint("X", k), Text: fmt.Sprint("Mesure numéro ", k, "."), Owners: []string{"MEF"}}})
	}
	r := s.reads("lire")
	p := r.get("/redevables/MEF").says(t, "MEF – 53 recommandations", "Mesure numéro 0.", "Mesure numéro 49.", "La suite")
	if strings.Contains(p.words(), "Mesure numéro 50.") {
		t.Error("the page does not end")
	}
	r.get("/redevables/MEF?curseur=50").says(t, "Mesure numéro 50.", "Mesure numéro 51.", "Ce que doit MEF > DGB")
	if p := r.get("/redevables/MEF?curseur=hier"); p.status != http.StatusUnprocessableEntity {
		t.Error(p.status)
	}
}
