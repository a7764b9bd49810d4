package web_test

import (
	"net/http"
	"strings"
	"testing"

	"suivi/adapters/desk"
)

// TestAnExaminationShowsHowThingsStoodBeforeItsOwnSession: one that is looked
// at again, and one that is entered after the next.
func TestAnExaminationShowsHowThingsStoodBeforeItsOwnSession(t *testing.T) {
	s := newExamination(t)
	r := s.reads("enregistrer")
	before := r.get("/sessions/CC-CPS-SCI.2024-1/examen").row(t, "CC-CPS-SCI.2023-1.4")
	s.records("CC-CPS-SCI.2024-1.3", desk.Examine{State: "executee", Words: "Fait en 2025", Session: "CC-CPS-SCI.2025-1"})
	s.records("CC-CPS-SCI.2024-1.2", desk.Examine{State: "executee", Words: "Fait en avril", Effective: desk.Effective{On: "2 avril 2024"}})
	s.records("CC-CPS-SCI.2024-1.2", desk.Declare{Organization: "MAECI-DCM", State: "executee", Words: "Livré en août", Effective: desk.Effective{On: "1er août 2024"}})
	s.records("CC-CPS-SCI.2024-1.2", desk.SetDueDate{Due: "30 septembre 2024", Effective: desk.Effective{On: "2 août 2024"}})
	if after := r.get("/sessions/CC-CPS-SCI.2024-1/examen").row(t, "CC-CPS-SCI.2023-1.4"); after != before || !strings.Contains(after, "formulée</span>") {
		t.Errorf("what a later session did shows:\n%s\ninstead of\n%s", after, before)
	}

	s.records("", desk.PlanSession{Forum: "CC-CPS-SCI", Code: "2024-2", Expected: "3 juin 2024"})
	s.records("CC-CPS-SCI.2024-2", desk.HoldSession{Sittings: []string{"3 juin 2024"}})
	const late = "/sessions/CC-CPS-SCI.2024-2"
	p := r.get(late + "/examen")
	third := p.row(t, "CC-CPS-SCI.2024-1.3")
	if !strings.Contains(third, "reconduite</span>") || strings.Contains(third, "Fait en 2025") || strings.Contains(third, "motif_de_remise_en_suivi") {
		t.Errorf("what the session of 2025 found shows in that of June 2024:\n%s", third)
	}
	second := p.row(t, "CC-CPS-SCI.2024-1.2")
	if !strings.Contains(second, "Fait en avril") || strings.Contains(second, "Livré en août") || !strings.Contains(second, "motif_de_remise_en_suivi") {
		t.Errorf("not as it stood in June 2024:\n%s", second)
	}
	r.fill(p, late+"/examen#ligne-CC-CPS-SCI.2024-1.3", "etat", "en_cours").shows(t, "enregistrée")
	p = r.fill(p, late+"/examen#ligne-CC-CPS-SCI.2024-1.2", "etat", "en_cours")
	if p.status != http.StatusConflict || !strings.Contains(p.row(t, "CC-CPS-SCI.2024-1.2"), `name="motif_de_remise_en_suivi" value="" aria-invalid="true"`) {
		t.Errorf("no reason is asked: %d", p.status)
	}
	_, row, _ := strings.Cut(r.get(late+"/preparation").shows(t, "depuis la session du 31 janvier 2024").body, `value="CC-CPS-SCI.2024-1.2"`)
	row, _, _ = strings.Cut(row, "</tr>")
	if !strings.Contains(row, "02/04/2024") || strings.Contains(row, "août") || strings.Contains(row, "30 septembre") {
		t.Errorf("the preparation tells what came later:\n%s", row)
	}
}

// TestWhatIsToBeExaminedNextCountsUntilItIsHeld: a session that is held later
// than it was expected still hears of what moved.
func TestWhatIsToBeExaminedNextCountsUntilItIsHeld(t *testing.T) {
	s := newExample(t)
	s.records("", desk.PlanSession{Forum: "CC-CPS-SCI", Code: "2025-1", Expected: "3 février 2025"})
	s.records("CC-CPS-SCI.2024-1.2", desk.Declare{Organization: "MAECI-DCM", State: "executee", Words: "Livré hier", Effective: desk.Effective{On: "11 février 2025"}})
	s.reads("lire").get(session2025+"/preparation").shows(t, "Livré hier", "11/02/2025")
}
