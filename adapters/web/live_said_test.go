package web_test

import (
	"net/http"
	"strings"
	"testing"
)

// TestWhatWasRecordedIsSaidToItsReader: not to the script of a page that is
// still open beside.
func TestWhatWasRecordedIsSaidToItsReader(t *testing.T) {
	s := newExamination(t)
	r := s.reads("enregistrer")
	r.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	if p := r.fill(r.get(session2025+"/examen"), firstRow, "etat", "executee"); p.status != http.StatusSeeOther {
		t.Fatalf("%d\n%s", p.status, p.body)
	}
	for _, header := range []string{"Suivi-Direct", "Suivi-Ligne"} {
		q, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+session2025+"/examen?ligne=CC-CPS-SCI.2024-1.1", nil)
		if err == nil {
			q.Header.Set(header, "1")
		}
		if p := r.do(q, err).shows(t); strings.Contains(p.body, `class="said"`) {
			t.Errorf("%s is told", header)
		}
	}
	if p := r.get(session2025 + "/examen"); !strings.Contains(p.body, `class="said" role="status">La recommandation`) {
		t.Errorf("its reader is not told\n%s", p.body)
	}
}
