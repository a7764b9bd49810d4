package web_test

import (
	"fmt"
	"strings"
	"testing"

	"suivi/adapters/desk"
)

// showsNumber asks that a page shows a number that leads to a list.
func (p page) showsNumber(t testing.TB, n, list string) page {
	t.Helper()
	return p.shows(t, `<a class="n" href="`+strings.ReplaceAll(list, "&", "&amp;")+`" data-n="`+n+`">`)
}

func TestTheFirstPageCountsTheWorkedExamples(t *testing.T) {
	r := newExample(t).reads("lire")
	p := r.get("/")
	open := "/recommandations?situation=ouverte"
	p.showsNumber(t, "21", open).showsNumber(t, "8", open+"&perdues_de_vue=true").showsNumber(t, "0", open+"&en_retard=true")
	for state, n := range map[string]string{"formulee": "10", "en_cours": "6", "non_realisee": "2", "reconduite": "3"} {
		p.showsNumber(t, n, open+"&etat="+state)
	}
	// With CPS/SCI and Ségou: 17 open of 24; with the missions, 21 of 28.
	forums := map[string][3]string{"CC-CPS-SCI": {"6", "3", "6"}, "DP-SEGOU": {"11", "5", "18"}, "MISSION-CAIRE": {"1", "0", "1"}, "MISSION-RABAT": {"3", "0", "3"}}
	for code, n := range forums {
		p.showsNumber(t, n[0], open+"&cadre="+code).showsNumber(t, n[1], open+"&cadre="+code+"&perdues_de_vue=true")
		r.get("/recommandations?cadre="+code).shows(t, `data-total="`+n[2]+`"`)
	}
}

func TestTheFirstPageSaysWhichSessionsWait(t *testing.T) {
	s := newExample(t)
	p := s.reads("enregistrer").get("/")
	p.showsNumber(t, "6", "/sessions?etape=tenue").showsNumber(t, "0", "/sessions?etape=planifiee")
	p.shows(t, `href="/sessions/MISSION-CAIRE.2023-1/cloture"`, `href="/sessions/DP-SEGOU.precedente/examen"`)
	if strings.Contains(p.body, "/sessions/CC-CPS-SCI.2024-1/cloture") {
		t.Error("a closed session is to be closed")
	}
	if p := s.reads("lire").get("/"); strings.Contains(p.body, "/cloture") {
		t.Error("who may not record is asked to")
	}
}

func TestTheFirstPageShowsTheLatestOfTheSessionsThatWaitAndLeadsToAll(t *testing.T) {
	s := newExample(t)
	s.records("", desk.PlanSession{Forum: "CC-CPS-SCI", Expected: "10 février 2025"})
	s.records("CC-CPS-SCI.2025-1", desk.HoldSession{Sittings: []string{"10 février 2025"}})
	r := s.reads("enregistrer")
	p := r.get("/").shows(t, `<a class="n" href="/sessions?etape=tenue" data-n="7">Toutes (7)</a>`)
	_, waiting, _ := strings.Cut(p.body, "Sessions tenues, à clore")
	waiting, _, _ = strings.Cut(waiting, "</ul>")
	if n := strings.Count(waiting, "<li>"); n != 6 || !strings.Contains(waiting, "CC-CPS-SCI 2025/1") || strings.Index(waiting, "CC-CPS-SCI 2025/1") > strings.Index(waiting, "</li>") {
		t.Errorf("%d sessions:\n%s", n, waiting)
	}
	r.get("/sessions?etape=tenue").shows(t, `data-total="7"`)
}

func TestTheFirstPageFollowsTheRateOfExecution(t *testing.T) {
	s := newExample(t)
	body := s.reads("lire").get("/").body
	_, trend, _ := strings.Cut(body, `id="tendance"`)
	segou, cps := strings.Index(trend, "DP-SEGOU 2018/1"), strings.Index(trend, "CC-CPS-SCI 2024/1")
	if segou < 0 || cps < segou || !strings.Contains(trend, "53,85\u00a0%") || !strings.Contains(trend, "0,00\u00a0%") || strings.Contains(trend, "CC-CPS-SCI 2023/1") {
		t.Errorf("the trend is\n%s", trend)
	}
	english := s.reads("lire")
	english.fill(english.get("/"), "/langue")
	english.get("/").shows(t, "Rate of execution", "53.85%")
	// Before the second session was closed there was but one rate.
	if past := s.reads("lire").get("/?au=2023-12-31").body; !strings.Contains(past, "53,85") || strings.Contains(past, "CC-CPS-SCI 2024/1") {
		t.Errorf("at the end of 2023:\n%s", past)
	}
}

// TestTheFirstPageFollowsTheForumsWithMostOpen each along its own sessions,
// however many others met meanwhile.
func TestTheFirstPageFollowsTheForumsWithMostOpen(t *testing.T) {
	s := newExample(t)
	for k := range 12 {
		day, session := fmt.Sprintf("%d/10/2024", k+1), fmt.Sprintf("CC-CPS-SCI.2024-%d", k+2)
		s.records("", desk.PlanSession{Forum: "CC-CPS-SCI", Expected: day})
		s.records(session, desk.HoldSession{Sittings: []string{day}})
		s.records("CC-CPS-SCI.2024-1.1", desk.Examine{State: "en_cours", Session: session, Words: day})
		s.records(session, desk.CloseSession{})
	}
	_, trend, _ := strings.Cut(s.reads("lire").get("/").body, `id="tendance"`)
	for session, want := range map[string]bool{"DP-SEGOU 2018/1": true, "CC-CPS-SCI 2024/13": true, "CC-CPS-SCI 2024/11": true, "CC-CPS-SCI 2024/10": false} {
		if got := strings.Contains(trend, session); got != want {
			t.Errorf("%s in the trend: %t", session, got)
		}
	}
}
