package web_test

import (
	"html"
	"net/http"
	"regexp"
	"testing"

	"suivi/adapters/desk"
)

var joins = regexp.MustCompile(`<a href="([^"#]*)[^"]*">faites-en une reconduction</a>`)

// TestANewOneThatIsAnOldOneWordForWord is recorded, and may be made the
// carry-over that it is.
func TestANewOneThatIsAnOldOneWordForWord(t *testing.T) {
	s := newExamination(t)
	r := s.reads("enregistrer")
	const warning = "dit mot pour mot ce que dit"
	r.makes("CC-CPS-SCI.2025-1", "texte", "Une tout autre", "numero", "1").without(t, warning)
	p := r.makes("CC-CPS-SCI.2025-1", "texte", "RENFORCER le système de suivi-évaluation physique des  Projets/Programmes", "numero", "2")
	p.says(t, "CC-CPS-SCI 2025/1, n° 2 "+warning+" CC-CPS-SCI 2024/1, n° 1, que cette session examine.")
	p = r.gesture(r.get(html.UnescapeString(joins.FindStringSubmatch(p.body)[1])).shows(t, `value="CC-CPS-SCI.2024-1.1"`, `<option value="doublon" selected>`, `id="geste-absorption" open`),
		"absorption", nil, "survivante", "CC-CPS-SCI.2024-1.1", "genre", "doublon", "motif", "la même")
	if p.status != http.StatusOK {
		t.Fatalf("%d\n%s", p.status, p.body)
	}
	r.get(session2025+"/liste").without(t, warning)
	s.records("CC-CPS-SCI.2025-1", desk.CloseSession{Effective: desk.Effective{On: "10 février 2025"}})
	r.get(session2025).says(t, "tableau tel que clos", "Liste faite par la session", "2 Renforcer le système", "reconduite de CC-CPS-SCI 2024/1, n° 1")
}

func TestASessionHeldBeforeTheOneWhoseListItExaminesSaysSo(t *testing.T) {
	s := newExample(t)
	r := s.reads("enregistrer")
	s.records("", desk.PlanSession{Forum: "CC-CPS-SCI", Code: "2025-1", Expected: "15 janvier 2025"})
	s.records("CC-CPS-SCI.2025-1", desk.FixList{})
	const warning = "avant CC-CPS-SCI 2024/1, dont elle examine la liste"
	p := r.fill(r.get(session2025+"/tenue").without(t, "avant CC-CPS-SCI"), "tenue", "seances", "10 janvier 2024")
	p.says(t, "Jours 10 janvier 2024 "+warning)
	r.fill(r.get(session2025+"/tenue").says(t, warning), "tenue", "seances", "15 janvier 2025").without(t, "dont elle examine")
}
