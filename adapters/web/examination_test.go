package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"suivi/adapters/desk"
	"suivi/adapters/web"
)

const (
	session2025 = "/sessions/CC-CPS-SCI.2025-1"
	firstRow    = session2025 + "/examen#ligne-CC-CPS-SCI.2024-1.1"
)

// newExamination is the example with a session held that has three
// recommendations to examine.
func newExamination(t testing.TB, change ...func(*web.Options)) *site {
	t.Helper()
	s := newExample(t, change...)
	s.records("", desk.PlanSession{Forum: "CC-CPS-SCI", Code: "2025-1", Expected: "10 février 2025"})
	s.records("CC-CPS-SCI.2025-1", desk.HoldSession{Sittings: []string{"10 février 2025"}})
	return s
}

// row is the form of a row of the page.
func (p page) row(t testing.TB, reference string) string {
	t.Helper()
	_, row, found := strings.Cut(p.body, `id="ligne-`+reference+`"`)
	if !found {
		t.Fatalf("%s has no row %s\n%s", p.at, reference, p.body)
	}
	row, _, _ = strings.Cut(row, "</form>")
	return row
}

var examinedSoFar = regexp.MustCompile(`data-n="([0-9]+)" data-sur="([0-9]+)"`)

func TestASessionExaminesItsListRowByRowWithoutAScript(t *testing.T) {
	s := newExample(t)
	s.records("", desk.PlanSession{Forum: "CC-CPS-SCI", Code: "2025-1", Expected: "10 février 2025"})
	r := s.reads("enregistrer")
	r.get(session2025).shows(t, `class="button">Préparer`, "à examiner")
	r.fill(r.get(session2025+"/preparation").shows(t, "rien n&#39;est encore arrêté", `data-total="3"`), session2025+"/preparation", "selon", "regle", "points", "CC-CPS-SCI.2024-1.1", "points", "CC-CPS-SCI.2024-1.2", "points", "CC-CPS-SCI.2024-1.3").shows(t, "Liste arrêtée selon la règle")
	if p := r.fill(r.get(session2025+"/examen"), session2025+"/examen", "seances", " "); p.status != http.StatusUnprocessableEntity || !strings.Contains(p.body, `id="champ-seances-refus"`) {
		t.Errorf("held on no day: %d", p.status)
	}
	p := r.fill(r.get(session2025+"/examen").shows(t, "La session se tient"), session2025+"/examen", "seances", "10/02/2025", "lieu", "Bamako")
	for i, row := range []struct{ reference, state, more, value string }{
		{"CC-CPS-SCI.2024-1.1", "executee", "constat", "Fait en <juin>"},
		{"CC-CPS-SCI.2024-1.2", "classee", "motif_de_classement", "sans_objet"},
		{"CC-CPS-SCI.2024-1.3", "non_realisee", "observation", "Contraintes budgétaires"},
	} {
		p = r.fill(p, session2025+"/examen#ligne-"+row.reference, "etat", row.state, row.more, row.value).shows(t, "enregistrée")
		if done := examinedSoFar.FindStringSubmatch(p.body); done == nil || done[1] != string(rune('1'+i)) || done[2] != "3" {
			t.Fatalf("after %d rows: %v", i+1, done)
		}
		if saved := p.row(t, row.reference); !strings.Contains(saved, `data-etat="`+row.state+`"`) || !strings.Contains(saved, `value="`+row.state+`" data-touches`) {
			t.Errorf("not shown as saved:\n%s", saved)
		}
	}
	p.shows(t, "toutes examinées", "Fait en &lt;juin&gt;")
	r.get(session2025).shows(t, "33,33\u00a0%", "50,00\u00a0%", "classée", "Contraintes budgétaires", `class="button">Liste et reconductions`)
}

func TestWhatTwoReadersSayOfOneRowIsNeverOverwrittenUnseen(t *testing.T) {
	s := newExamination(t)
	one, two := s.reads("enregistrer"), s.reads("enregistrer")
	before := two.get(session2025 + "/examen")
	one.fill(one.get(session2025+"/examen"), firstRow, "etat", "en_cours", "constat", "À moitié faite").shows(t, "enregistrée")
	p := two.fill(before, firstRow, "etat", "non_realisee", "constat", "Rien de fait")
	if p.status != http.StatusConflict {
		t.Fatalf("%d", p.status)
	}
	row := p.row(t, "CC-CPS-SCI.2024-1.1")
	for _, said := range []string{"secretariat (secrétaire)", "mise en cours", "À moitié faite", "12/02/2025 à 10:00", "Rien de fait", `value="non_realisee" data-touches="3 N" checked`, "Garder ce qui est enregistré", `data-etat="en_cours"`} {
		if !strings.Contains(row, said) {
			t.Errorf("the row does not show %q\n%s", said, row)
		}
	}
	s.reads("lire").get(session2025+"/examen").shows(t, "À moitié faite")
	two.fill(p, firstRow, "etat", "non_realisee", "constat", "Rien de fait").shows(t, `data-etat="non_realisee"`, "Rien de fait")
}

func TestTheSameRowSentTwiceIsRecordedOnce(t *testing.T) {
	s := newExamination(t)
	r := s.reads("enregistrer")
	p := r.get(session2025 + "/examen")
	r.fill(p, firstRow, "etat", "executee").shows(t, "enregistrée")
	head, _ := s.log.Head(t.Context())
	again := r.fill(p, firstRow, "etat", "executee").shows(t, "enregistrée")
	if after, _ := s.log.Head(t.Context()); after.Compare(head) != 0 {
		t.Errorf("recorded twice\n%s", again.body)
	}
}

func TestARefusedRowKeepsWhatWasTypedAndSaysWhy(t *testing.T) {
	r := newExamination(t).reads("enregistrer")
	p := r.get(session2025 + "/examen")
	p = r.fill(p, firstRow, "constat", "Un mot")
	row := p.row(t, "CC-CPS-SCI.2024-1.1")
	if p.status != http.StatusUnprocessableEntity || !strings.Contains(row, "Un mot") || !strings.Contains(row, `role="alert"`) {
		t.Errorf("%d\n%s", p.status, row)
	}
	if strings.Contains(p.row(t, "CC-CPS-SCI.2024-1.2"), `role="alert"`) {
		t.Error("another row says so too")
	}
	p = r.fill(p, firstRow, "etat", "classee")
	if row := p.row(t, "CC-CPS-SCI.2024-1.1"); p.status != http.StatusUnprocessableEntity || !strings.Contains(row, `name="motif_de_classement" aria-invalid="true"`) {
		t.Errorf("%d\n%s", p.status, row)
	}
	r.fill(p, firstRow, "etat", "executee").shows(t, "enregistrée")
}

func TestWhatHadEndedIsTakenUpForAReasonAlone(t *testing.T) {
	s := newExamination(t)
	s.records("CC-CPS-SCI.2024-1.1", desk.Examine{State: "executee", Effective: desk.Effective{On: "3 mai 2024"}})
	r := s.reads("enregistrer")
	p := r.fill(r.get(session2025+"/examen"), firstRow, "etat", "en_cours")
	if row := p.row(t, "CC-CPS-SCI.2024-1.1"); p.status != http.StatusConflict || !strings.Contains(row, `value="" aria-invalid="true"`) {
		t.Errorf("%d\n%s", p.status, row)
	}
	r.fill(p, firstRow, "etat", "en_cours", "motif_de_remise_en_suivi", "Lu trop vite").shows(t, `data-etat="en_cours"`)
}

// TestTheScriptIsAnsweredWithTheRowAlone: saved, stale and refused alike.
func TestTheScriptIsAnsweredWithTheRowAlone(t *testing.T) {
	s := newExamination(t)
	r := s.reads("enregistrer")
	p := r.get(session2025 + "/examen")
	sent := url.Values{"etat": {"en_cours"}}
	for _, field := range hiddenField.FindAllStringSubmatch(p.row(t, "CC-CPS-SCI.2024-1.1"), -1) {
		sent.Set(field[1], field[2])
	}
	ask := func() page {
		q, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+session2025+"/examen", strings.NewReader(sent.Encode()))
		if err == nil {
			q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			q.Header.Set("Suivi-Ligne", "1")
		}
		return r.do(q, err)
	}
	saved := ask().shows(t, "enregistrée à 10:00", `data-n="1" data-sur="3"`)
	if strings.Contains(saved.body, "<html") || strings.Contains(saved.body, "2024-1.2") {
		t.Errorf("more than the row:\n%s", saved.body)
	}
	sent.Set("cle", desk.NewCommandID(now).String())
	sent.Set("etat", "executee")
	if p := ask(); p.status != http.StatusConflict || !strings.Contains(p.body, "Garder ce qui est enregistré") || strings.Contains(p.body, "<html") {
		t.Errorf("%d\n%s", p.status, p.body)
	}
	sent.Set("etat", "")
	if p := ask(); p.status != http.StatusUnprocessableEntity || strings.Contains(p.body, "<html") {
		t.Errorf("%d\n%s", p.status, p.body)
	}
}

func TestWhoOnlyReadsSeesTheExaminationWithoutForms(t *testing.T) {
	s := newExamination(t)
	for _, p := range []page{s.reads("lire").get(session2025 + "/examen"), s.reads("enregistrer").get("/sessions/CC-CPS-SCI.2024-1/examen")} {
		if p.shows(t, `id="ligne-`); !strings.Contains(p.body, `class="examined" id="ligne-`) || strings.Contains(p.body, `name="etat"`) {
			t.Errorf("%s\n%s", p.at, p.body)
		}
	}
	if p := s.reads("lire").send(session2025+"/examen", url.Values{"ligne": {"CC-CPS-SCI.2024-1.1"}}); p.status != http.StatusForbidden {
		t.Errorf("%d", p.status)
	}
}

func TestALongListIsExaminedAStretchAtATime(t *testing.T) {
	s := newExample(t)
	s.records("", desk.PlanSession{Forum: "MISSION-CAIRE", Code: "2024-1"})
	s.records("MISSION-CAIRE.2024-1", desk.HoldSession{Sittings: []string{"8 janvier 2024"}})
	for n := range 51 {
		s.records("MISSION-CAIRE.2024-1", desk.Make{Listing: desk.Listing{Number: strconv.Itoa(n + 1), Text: "Recommandation " + strconv.Itoa(n+1)}})
	}
	s.records("", desk.PlanSession{Forum: "MISSION-CAIRE", Code: "2025-1"})
	s.records("MISSION-CAIRE.2025-1", desk.HoldSession{Sittings: []string{"8 janvier 2025"}})
	r := s.reads("enregistrer")
	const at, last = "/sessions/MISSION-CAIRE.2025-1/examen", "MISSION-CAIRE.2024-1.51"
	if p := r.get(at).shows(t, `rel="next" href="`+at+`?curseur=50"`, `data-n="0" data-sur="51"`); strings.Count(p.body, `class="examined"`) != 50 {
		t.Errorf("%d rows", strings.Count(p.body, `class="examined"`))
	}
	p := r.fill(r.get(at+"?curseur=50").shows(t, `rel="prev" href="`+at+`"`), at+"?curseur=50#ligne-"+last, "etat", "executee")
	if p.shows(t, `data-n="1" data-sur="51"`); p.at != at+"?curseur=50" || !strings.Contains(p.row(t, last), `data-etat="executee"`) {
		t.Errorf("at %s\n%s", p.at, p.body)
	}
}

// TestWhatIsTypedWhenTheSessionClosesIsNotLost: it is refused, and still shown.
func TestWhatIsTypedWhenTheSessionClosesIsNotLost(t *testing.T) {
	s := newExamination(t)
	r := s.reads("enregistrer")
	p := r.get(session2025 + "/examen")
	s.records("CC-CPS-SCI.2025-1", desk.CloseSession{})
	p = r.fill(p, firstRow, "etat", "executee", "constat", "Fait hier")
	if row := p.row(t, "CC-CPS-SCI.2024-1.1"); p.status != http.StatusConflict || !strings.Contains(row, "Fait hier") || !strings.Contains(row, "Cette session est close depuis") {
		t.Errorf("%d\n%s", p.status, row)
	}
}

func TestARowKeepsTheReferenceUnderWhichItIsExamined(t *testing.T) {
	s := newExamination(t)
	s.records("CC-CPS-SCI.2025-1", desk.Carry{Recommendation: "CC-CPS-SCI.2024-1.2", Listing: desk.Listing{Number: "1"}})
	p := s.reads("enregistrer").get(session2025+"/examen").shows(t, "CC-CPS-SCI 2024/1, n°\u00a02")
	p.row(t, "CC-CPS-SCI.2024-1.2")
}

// TestAnExaminationIsOpenedOnTheDaysThatWereExpected where these are past; else
// today.
func TestAnExaminationIsOpenedOnTheDaysThatWereExpected(t *testing.T) {
	s := newExample(t)
	for code, expected := range map[string]string{"passee": "15 janvier 2025", "longue": "du 14 au 16 janvier 2025", "proche": "3 mars 2025"} {
		s.records("", desk.PlanSession{Forum: "CC-CPS-SCI", Code: code, Expected: expected})
	}
	s.records("", desk.PlanSession{Forum: "CC-CPS-SCI", Code: "sans"})
	r := s.reads("enregistrer")
	for code, opened := range map[string]string{"passee": "15 janvier 2025", "longue": "du 14 au 16 janvier 2025", "proche": "12/02/2025", "sans": "12/02/2025"} {
		r.get("/sessions/CC-CPS-SCI."+code+"/examen").shows(t, `id="champ-seances" name="seances" type="text" value="`+opened+`"`)
	}
}
