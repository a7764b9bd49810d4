package web_test

import (
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"suivi/adapters/desk"
	"suivi/domain/access"
	"suivi/domain/recommendation"
)

func TestTheTableOfASessionIsThatOfItsReport(t *testing.T) {
	p := newExample(t).reads("lire").get("/sessions/CC-CPS-SCI.2024-1").shows(t,
		"0,00 %", "60,00 %", "40,00 %",
		"Sur les cinq (05) recommandations examinées, trois (03) sont en cours de réalisation et deux (02) n&#39;ont pas connu de réalisation.",
		"tableau tel que clos le 31 janvier 2024", "Comité de coordination de la CPS du secteur Coopération et Intégration")
	p.says(t, "Taux d'exécution 0,00 % 0 / 5", "3 / 5", "2 / 5")
	var marks []string
	for _, cell := range marked.FindAllStringSubmatch(p.body, -1) {
		marks = append(marks, cell[1]+":"+cell[2])
	}
	if got, want := strings.Join(marks, " "), "2:2 2:2 3:3 2:2 3:3"; got != want {
		t.Errorf("marked %s, not %s", got, want)
	}
}

// marked is a mark in the column of an état: its number, and what stands there.
var marked = regexp.MustCompile(`<td headers="c-etat c-([123]) l-[0-9]+" class="mark" data-label="[^"]*">([^<]+)</td>`)

// TestEveryFigureOfASessionLeadsToTheRowsThatItCounts, on the pages of the
// sessions themselves.
func TestEveryFigureOfASessionLeadsToTheRowsThatItCounts(t *testing.T) {
	r := newExample(t).reads("lire")
	for _, session := range []string{"CC-CPS-SCI.2023-1", "CC-CPS-SCI.2024-1", "DP-SEGOU.2018-1", "MISSION-RABAT.2023-1", "ATELIER-DGCT.2023-1"} {
		all := numbers.FindAllStringSubmatch(r.get("/sessions/"+session).shows(t).body, -1)
		if len(all) < 7 {
			t.Errorf("%s has %d figures", session, len(all))
		}
		for _, number := range all {
			list := r.get(number[1])
			total := totals.FindStringSubmatch(list.shows(t).body)
			if rows := strings.Count(list.body, `<th scope="row"`); total == nil || total[1] != number[2] || strconv.Itoa(rows) != number[2] {
				t.Errorf("%s says %s, and %s holds %v, %d rows", session, number[2], number[1], total, rows)
			}
		}
	}
}

func TestWhatAReportDeclaresStandsBesideWhatIsComputed(t *testing.T) {
	r := newExample(t).reads("lire")
	r.get("/sessions/CC-CPS-SCI.2024-1").says(t, "En cours 3 3 0", "63,64% 63,64 % 0,00")
	r.get("/sessions/ATELIER-DGCT.2023-1").says(t, "67,74% 61,76 % +5,98", "celui d'un total de 62")
	r.get("/sessions/DP-SEGOU.2018-1").says(t, "53,85 % 7 / 13", "84,62 % 11 / 13", "7,69 % 1 / 13")
}

// TestWhatIsRectifiedAfterTheCloseStandsBesideTheTable, which stays as closed.
func TestWhatIsRectifiedAfterTheCloseStandsBesideTheTable(t *testing.T) {
	s := newExample(t)
	var found string
	for _, c := range s.changes("CC-CPS-SCI.2023-1.5") {
		if c.Type == "recommandation.non_realisee.v1" {
			found = c.ID.String()
		}
	}
	s.records(found, desk.Rectify{Fields: map[string]string{"observation": "Contraintes budgétaires"}, Reason: "oubliée à la saisie"})
	p := s.reads("lire").get("/sessions/CC-CPS-SCI.2024-1").says(t, "60,00 %", "Rectifié depuis la clôture", "5 observation – Contraintes budgétaires")
	if strings.Count(p.body, "Contraintes budgétaires") != 1 {
		t.Error("the table as closed has changed")
	}
}

// changes is all that is recorded of a recommendation.
func (s *site) changes(reference string) (all []desk.Change) {
	s.t.Helper()
	item, _, err := desk.Ask(s.t.Context(), s.desk, access.Bearer{Scope: access.Read}, desk.Recommendation, desk.AboutOne{Ref: reference})
	if err == nil {
		all, err = s.desk.ChangesSince(s.t.Context(), recommendation.Stream(item.ID), -1)
	}
	if err != nil {
		s.t.Fatal(err)
	}
	return all
}

func TestASessionIsReadInEnglish(t *testing.T) {
	r := newExample(t).reads("lire")
	r.fill(r.get("/"), "/langue")
	r.get("/sessions/CC-CPS-SCI.2024-1").shows(t, "State of execution", "In progress (2)", "table as closed on 31 January 2024", `lang="fr">Sur les cinq`)
}

func TestThePastOfASessionIsSeenAndNotRecorded(t *testing.T) {
	r := newExamination(t).reads("enregistrer")
	for _, path := range []string{"", "/preparation", "/examen"} {
		p := r.get(session2025+path+"?au=11/02/2025").shows(t, "<strong>11 février 2025</strong>", `?au=11%2F02%2F2025"`)
		if _, main, _ := strings.Cut(p.body, "<main"); strings.Contains(main, `method="post"`) {
			t.Errorf("%s offers to record", p.at)
		}
	}
}

func TestASessionThatNobodyKnowsHasNoPage(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	for _, path := range []string{"", "/preparation", "/examen"} {
		if p := r.get("/sessions/CC-CPS-SCI.1999-1" + path); p.status != http.StatusNotFound {
			t.Errorf("%s: %d", p.at, p.status)
		}
	}
	if p := r.get("/sessions/CC-CPS-SCI.2024-1?lignes=autres"); p.status != http.StatusNotFound {
		t.Errorf("%s: %d", p.at, p.status)
	}
}

func TestAClassingWithoutWordsKeepsThoseOfTheExamination(t *testing.T) {
	s := newExamination(t)
	r := s.reads("enregistrer")
	r.fill(r.get(session2025+"/examen"), firstRow, "etat", "non_realisee", "constat", "Aucun crédit", "observation", "Contraintes budgétaires").shows(t, "enregistrée")
	r.fill(r.get(session2025+"/liste").shows(t, "ceux de l&#39;examen restent"), "CC-CPS-SCI.2024-1.1", "decision", "classer", "motif", "sans_objet", "constat", "", "observation", "Vu le 10 février").shows(t, "classée")
	r.get(session2025).shows(t, `?lignes=classees" data-n="1"`, "Aucun crédit", "Vu le 10 février")
}
