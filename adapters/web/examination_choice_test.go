package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// TestTheVersionFirstSeenLastsUntilTheChoice: a page that tells what others
// recorded tells it again where the form is refused once more, and the script
// that kept what was typed is told it as well.
func TestTheVersionFirstSeenLastsUntilTheChoice(t *testing.T) {
	s := newExamination(t)
	one, two := s.reads("enregistrer"), s.reads("enregistrer")
	before := two.get(session2025 + "/examen")
	one.fill(one.get(session2025+"/examen"), firstRow, "etat", "en_cours", "constat", "À moitié faite").shows(t, "enregistrée")
	p := two.fill(before, firstRow, "etat", "non_realisee", "constat", "Rien de fait")
	p = two.fill(p, firstRow, "etat", "classee", "constat", "Rien de fait")
	row := p.row(t, "CC-CPS-SCI.2024-1.1")
	for _, said := range []string{"À moitié faite", "Garder ce qui est enregistré", "Rien de fait", `name="motif_de_classement" aria-invalid="true"`, `id="ligne-CC-CPS-SCI.2024-1.1-refus"`} {
		if p.status != http.StatusUnprocessableEntity || !strings.Contains(row, said) {
			t.Errorf("%d, without %q\n%s", p.status, said, row)
		}
	}
	_, seen := two.form(before, firstRow)
	ask := func(version string) string {
		q, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+session2025+"/examen?ligne=CC-CPS-SCI.2024-1.1&version_lue="+version, nil)
		if err == nil {
			q.Header.Set("Suivi-Ligne", "1")
		}
		return two.do(q, err).shows(t).row(t, "CC-CPS-SCI.2024-1.1")
	}
	if row := ask(seen.Get("version")); !strings.Contains(row, `data-refus="conflit"`) || !strings.Contains(row, "secretariat (secrétaire)") || !strings.Contains(row, "non enregistrée") {
		t.Errorf("the script is not told\n%s", row)
	}
	_, now := two.form(two.get(session2025+"/examen"), firstRow)
	if row := ask(now.Get("version")); strings.Contains(row, "conflit") || now.Has("version_lue") {
		t.Errorf("told though nothing was recorded since\n%s", row)
	}
	two.fill(p, firstRow, "etat", "non_realisee", "constat", "Rien de fait").shows(t, `data-etat="non_realisee"`)
}

// TestWhoKeepsWhatIsRecordedAsksForIt: the way out of a refusal is another
// address than that of the refusal, else browsers only scroll.
func TestWhoKeepsWhatIsRecordedAsksForIt(t *testing.T) {
	r := newExamination(t).reads("enregistrer")
	p := r.fill(r.get(session2025+"/examen"), firstRow, "constat", "Un mot")
	_, out, found := strings.Cut(p.row(t, "CC-CPS-SCI.2024-1.1"), `class="theirs" href="`)
	out, _, _ = strings.Cut(out, `"`)
	to, err := url.Parse(out)
	if !found || err != nil || to.RequestURI() == p.at || !strings.HasPrefix(to.Path, session2025+"/examen") {
		t.Fatalf("%s leads to %s", p.at, out)
	}
	if row := r.get(to.RequestURI()).row(t, "CC-CPS-SCI.2024-1.1"); strings.Contains(row, "Un mot") || strings.Contains(row, "data-refus") {
		t.Errorf("still what was typed:\n%s", row)
	}
}
