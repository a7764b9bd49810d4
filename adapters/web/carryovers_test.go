package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"suivi/adapters/desk"
)

// TestTheMatrixTellsWhatEachSessionDid: the worked example, those carried over
// first, each cell as a letter and in words.
func TestTheMatrixTellsWhatEachSessionDid(t *testing.T) {
	r := newExample(t).reads("lire")
	p := r.get("/reconductions?cadre=CC-CPS-SCI").says(t, "F formulée", "C en cours", "E exécutée", "N non réalisée", "R reconduite", "– non examinée", "CC-CPS-SCI 2023/1 27/01/2023", "CC-CPS-SCI 2024/1 31/01/2024",
		"CC-CPS-SCI 2023/1, n° 3 → CC-CPS-SCI 2024/1, n° 2", "1 1 session 2 ans F formulée N non réalisée R reconduite, n° 2",
		"CC-CPS-SCI 2023/1, n° 4 → CC-CPS-SCI 2024/1, n° 3", "1 1 session 2 ans F formulée C en cours R reconduite, n° 3",
		"CC-CPS-SCI 2023/1, n° 1", "0 1 session 2 ans F formulée C en cours P perdue de vue à partir d'ici",
		"CC-CPS-SCI 2024/1, n° 1", "0 0 session 1 an F formulée")
	p.shows(t, `<abbr class="sign state non_realisee" title="non réalisée" aria-hidden="true">N</abbr><span class="unseen">non réalisée</span>`)
	p = r.get("/reconductions?cadre=CC-CPS-SCI&reconductions=1").says(t, "CC-CPS-SCI 2024/1, n° 2")
	if strings.Count(p.body, `<tr><th scope="row">`) != 2 {
		t.Errorf("not the two that were carried over:\n%s", p.words())
	}
	r.get("/reconductions?cadre=CC-CPS-SCI&au=31/12/2023").says(t, "0 0 session 0 an F formulée")
	r.get("/reconductions?structure=MEF").says(t, "CC-CPS-SCI 2023/1, n° 5")
	r.get("/reconductions?exercice=1999").says(t, "Aucune.")
	if p := r.get("/reconductions?exercice=hier"); p.status != http.StatusUnprocessableEntity {
		t.Error(p.status)
	}
}

// TestTheMatrixShowsTheLastSessionsAndLeadsToThoseBefore.
func TestTheMatrixShowsTheLastSessionsAndLeadsToThoseBefore(t *testing.T) {
	s := newExample(t)
	for k := range 12 {
		day := fmt.Sprintf("%d/10/2024", k+1)
		s.records("", desk.PlanSession{Forum: "CC-CPS-SCI", Expected: day})
		s.records(fmt.Sprintf("CC-CPS-SCI.2024-%d", k+2), desk.HoldSession{Sittings: []string{day}})
	}
	r := s.reads("lire")
	p := r.get("/reconductions?cadre=CC-CPS-SCI").says(t, "Les sessions d'avant", "CC-CPS-SCI 2024/2", "CC-CPS-SCI 2024/13")
	if strings.Contains(p.body, "2024/1 ") || strings.Contains(p.body, "Les dernières sessions") {
		t.Error("more than the last sessions")
	}
	r.get("/reconductions?avant=CC-CPS-SCI.2024-2&cadre=CC-CPS-SCI").says(t, "Les dernières sessions", "CC-CPS-SCI 2023/1 27/01/2023", "CC-CPS-SCI 2024/1 31/01/2024", "F formulée N non réalisée R reconduite, n° 2")
}

func TestTheChartsTellTheWorkedExamples(t *testing.T) {
	r := newExample(t).reads("lire")
	p := r.get("/graphiques").says(t, "ce qui est ouvert au 12 février 2025", "1. DP-SEGOU 2018/1 22/02/2018 53,85 % 84,62 %", "2. CC-CPS-SCI 2024/1 31/01/2024 0,00 % 60,00 %",
		"DP-SEGOU 2018/1 7 4 2 0 13", "CC-CPS-SCI 2024/1 0 3 2 0 5", "6 ans 11 5", "5 ans 0 0", "CC-CPS-SCI 2023/1, n° 3 CC-CPS-SCI 2024/1, n° 2 1")
	for _, id := range []string{"tendance", "etats", "ages", "chaines"} {
		if strings.Count(p.body, `id="`+id+`"`) != 1 || strings.Count(p.body, `id="`+id+`-titre"`) != 1 {
			t.Errorf("%s is not there once", id)
		}
	}
	p = r.get("/graphiques?cadre=CC-CPS-SCI").says(t, "1. CC-CPS-SCI 2024/1", "2 ans 5 3", "1 an 1 0")
	if strings.Contains(p.words(), "SEGOU 2018") {
		t.Error("another forum is in the picture")
	}
	r.get("/graphiques?cadre=MISSION-CAIRE").says(t)
}
