package web_test

import (
	"net/http"
	"strings"
	"testing"

	"suivi/adapters/desk"
)

// TestAMistypedStateIsCorrectedWithoutAReason: until the session is closed it
// is no "remise en suivi", whichever key was struck.
func TestAMistypedStateIsCorrectedWithoutAReason(t *testing.T) {
	for _, mistyped := range [][]string{{"etat", "executee", "constat", "Fait"}, {"etat", "classee", "motif_de_classement", "scindee"}} {
		s := newExamination(t)
		r := s.reads("enregistrer")
		p := r.fill(r.get(session2025+"/examen"), firstRow, mistyped...).shows(t, `data-etat="`+mistyped[1]+`"`)
		if strings.Contains(p.row(t, "CC-CPS-SCI.2024-1.1"), "motif_de_remise_en_suivi") {
			t.Error("a reason is asked for")
		}
		sent := []string{"etat", "en_cours", "constat", "Toujours suivie"}
		r.fill(p, firstRow, sent...).shows(t, `data-etat="en_cours"`)
		if again := r.fill(p, firstRow, sent...); again.status != http.StatusOK {
			t.Errorf("sent again: %d", again.status)
		}
		r.get(session2025).shows(t, `?lignes=en_cours" data-n="1"`)
		r.get("/recommandations/CC-CPS-SCI.2024-1.1").shows(t, "corrigé à la même session, avant sa clôture")
		for _, section := range []string{"remises_en_suivi", "a_regler"} {
			r.get("/audit?section="+section).shows(t, `data-total="0"`)
		}
		p = r.fill(r.get(session2025+"/examen"), firstRow, mistyped...).shows(t, `data-etat="`+mistyped[1]+`"`)
		s.records("CC-CPS-SCI.2025-1", desk.CloseSession{})
		closed := len(s.recorded())
		if p = r.fill(p, firstRow, sent...); p.status != http.StatusConflict || len(s.recorded()) != closed {
			t.Errorf("after the close: %d, %d events", p.status, len(s.recorded())-closed)
		}
	}
}

func TestAnExecutedRowIsClassedByTheSameSession(t *testing.T) {
	r := newExamination(t).reads("enregistrer")
	p := r.fill(r.get(session2025+"/examen"), firstRow, "etat", "executee", "constat", "Sans objet depuis la fusion").shows(t, "enregistrée")
	r.fill(p, firstRow, "etat", "classee", "motif_de_classement", "sans_objet", "constat", "Sans objet depuis la fusion").shows(t, `data-etat="classee"`)
	r.get(session2025).shows(t, `?lignes=classees" data-n="1"`, "Sans objet depuis la fusion")
}

// TestAClassingStaysWhereWhatWasToReplaceItIsRefused: a row is recorded as it
// was sent, or not at all.
func TestAClassingStaysWhereWhatWasToReplaceItIsRefused(t *testing.T) {
	s := newExamination(t)
	r := s.reads("enregistrer")
	p := r.fill(r.get(session2025+"/examen"), firstRow, "etat", "classee", "motif_de_classement", "scindee").shows(t, `data-etat="classee"`)
	before := len(s.recorded())
	for _, sent := range [][]string{{"etat", "en_cours"}, {"etat", "classee", "motif_de_classement", "sans_objet"}} {
		sent = append(sent, "constat", strings.Repeat("x", 70_000))
		if p := r.fill(p, firstRow, sent...); p.status != http.StatusUnprocessableEntity || len(s.recorded()) != before {
			t.Errorf("%s: %d, %d events more", sent[1], p.status, len(s.recorded())-before)
		}
	}
	for range 2 { // sent again, it is recorded once
		r.fill(p, firstRow, "etat", "classee", "motif_de_classement", "sans_objet", "constat", "Dite autrement").shows(t, `data-etat="classee"`)
	}
	r.get(session2025).shows(t, `?lignes=classees" data-n="1"`, "Dite autrement", "sans objet")
	r.get("/audit?section=a_regler").shows(t, `data-total="0"`)
}
