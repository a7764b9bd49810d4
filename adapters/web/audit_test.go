package web_test

import (
	"net/http"
	"strings"
	"testing"

	"suivi/adapters/desk"
)

func TestTheAuditOfTheExample(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	p := r.get("/audit")
	p.showsNumber(t, "8", "/recommandations?perdues_de_vue=true&situation=ouverte").showsNumber(t, "6", "/sessions?etape=tenue").showsNumber(t, "1", "/audit?section=totaux_declares")
	p.shows(t, "imprimé 67,74%, calculé 61,76 %, écart &#43;5,98 (serait juste sur 62)", "Rien à signaler ici")
	// 64,71 % is printed without counts: nothing tells that it is wrong.
	if strings.Contains(p.body, "64,71%, calculé") {
		t.Error("a rate without counts is compared")
	}
	of := r.get("/audit?cadre=CC-CPS-SCI").showsNumber(t, "3", "/recommandations?cadre=CC-CPS-SCI&perdues_de_vue=true&situation=ouverte")
	if strings.Contains(of.body, "67,74") || strings.Contains(of.body, "MISSION-CAIRE 2023") {
		t.Error("the audit of one forum speaks of another")
	}
	if p := r.get("/audit?structure=MAECI"); strings.Contains(p.body, "Totaux déclarés qui ne concordent pas :") {
		t.Error("the audit of a structure speaks of sessions")
	}
	if p := r.get("/audit?section=ailleurs"); p.status != http.StatusNotFound {
		t.Errorf("a section that is not there: %d", p.status)
	}
}

// TestTheAuditComparesDeclaredTotalsWithTheTable, as the page of their session
// does.
func TestTheAuditComparesDeclaredTotalsWithTheTable(t *testing.T) {
	s := newExample(t)
	count := func(n int) *int { return &n }
	s.records("CC-CPS-SCI.2024-1", desk.DeclareTotals{Subject: "recommandations examinées", Total: count(5), Executed: count(1), InProgress: count(2)})
	s.records("CC-CPS-SCI.2024-1", desk.DeclareTotals{Subject: "recommandations de 2023", Total: count(5), NotDone: count(2)})
	r := s.reads("lire")
	r.get("/sessions/CC-CPS-SCI.2024-1").says(t, "Exécutées 1 0 +1", "En cours 2 3 −1")
	p := r.get("/audit").showsNumber(t, "2", "/audit?section=totaux_declares").says(t, "Exécutées : imprimé 1, calculé 0, écart +1 ; En cours : imprimé 2, calculé 3, écart −1")
	if strings.Contains(p.body, "recommandations de 2023") {
		t.Error("totals that agree are said not to")
	}
}

// TestEachSectionOfTheAuditShowsWhatItIsFor: what is made to be amiss is in its
// section, and in no other.
func TestEachSectionOfTheAuditShowsWhatItIsFor(t *testing.T) {
	s := newExample(t)
	ref := func(n string) string { return "DP-SEGOU.precedente." + n }
	s.records(ref("1"), desk.Examine{State: "en_cours", Reopening: "le matériel n'a pas été livré", Effective: desk.Effective{On: "2024-05-02"}})
	s.records("CC-CPS-SCI.2024-1.1", desk.Declare{Organization: "MAECI", State: "executee", Words: "note transmise"})
	s.records(ref("8"), desk.Examine{State: "en_cours", Effective: desk.Effective{On: "2024-06-03"}})
	s.records(ref("8"), desk.Examine{State: "executee", Effective: desk.Effective{On: "2024-06-01"}}) // an earlier day, entered later
	s.records("", desk.CreateForum{Code: "GT", Name: "Groupe de travail"})
	s.records("", desk.PlanSession{Forum: "GT", Code: "2024-1", Expected: "2 juin 2024"})
	s.records("GT.2024-1", desk.HoldSession{Sittings: []string{"2 juin 2024"}})
	s.records(ref("4"), desk.Examine{State: "executee", Session: "GT.2024-1", Words: "fait"})
	s.records("", desk.PlanSession{Forum: "DP-SEGOU", Code: "2024-1", Expected: "3 juin 2024"})
	s.records("DP-SEGOU.2024-1", desk.HoldSession{Sittings: []string{"3 juin 2024"}})
	s.records("DP-SEGOU.2024-1", desk.Carry{Recommendation: ref("7"), Listing: desk.Listing{Number: "1"}})
	r := s.reads("lire")
	// What no longer follows there is also a reopening, without a reason.
	for section, want := range map[string][2]string{
		"remises_en_suivi":        {"2", "le matériel n&#39;a pas été livré"},
		"a_regler":                {"1", "03/06/2024"},
		"divergentes":             {"1", "GT 2024/1"},
		"declare_contre_retenu":   {"1", "exécutée – note transmise"},
		"reconduites_sans_examen": {"1", "DP-SEGOU 2024/1"},
	} {
		r.get("/audit?section="+section).shows(t, want[1], `data-total="`+want[0]+`"`).without(t, "Rien à signaler ici")
		r.get("/audit").showsNumber(t, want[0], "/audit?section="+section).shows(t, want[1])
	}
}

func TestALongSectionOfTheAuditIsShownByPages(t *testing.T) {
	s := newExample(t)
	s.records("", desk.PlanSession{Forum: "GEC", Code: "2024-1", Expected: "2 juin 2024"})
	s.records("GEC.2024-1", desk.HoldSession{Sittings: []string{"2 juin 2024"}})
	for range 53 {
		made := s.records("GEC.2024-1", desk.Make{Listing: desk.Listing{Text: "Une action de plus", Owners: []string{"MAECI"}}})
		s.records(made.Reference, desk.Declare{Organization: "MAECI", State: "en_cours"})
	}
	r := s.reads("lire")
	r.get("/audit").showsNumber(t, "53", "/audit?section=declare_contre_retenu")
	first := r.get("/audit?section=declare_contre_retenu").shows(t, `data-total="53"`, "rang=50")
	second := r.get("/audit?rang=50&section=declare_contre_retenu").shows(t, `data-total="53"`)
	if a, b := strings.Count(first.body, "<tr><th scope=\"row\">"), strings.Count(second.body, "<tr><th scope=\"row\">"); a != 50 || b != 3 {
		t.Errorf("%d rows, then %d", a, b)
	}
}
