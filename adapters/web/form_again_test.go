package web_test

import (
	"net/http"
	"strings"
	"testing"
)

// TestWhatWasEmptiedStaysEmptyWhenAFormIsShownAgain: it is shown as it was
// filled in, and not as it was offered.
func TestWhatWasEmptiedStaysEmptyWhenAFormIsShownAgain(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	p := r.get("/structures/MAECI/noms").shows(t, `name="sigle" type="text" value="MAECI"`)
	p = r.fill(p, "/structures/MAECI/noms", "nom", "Ministère des Affaires étrangères", "sigle", "", "effet", "bientôt")
	if p.status == http.StatusOK || !strings.Contains(p.body, `name="sigle" type="text" value=""`) || !strings.Contains(p.body, `value="bientôt"`) {
		t.Errorf("%d\n%s", p.status, p.body)
	}
	p = r.fill(r.get(third), "responsables", "responsables", "", "effet", "bientôt")
	if p.status == http.StatusOK || !strings.Contains(p.body, `id="champ-responsables-responsables" name="responsables" type="text" value=""`) {
		t.Errorf("%d\n%s", p.status, p.body)
	}
}

// TestAFormSentChangedAfterGoingBackCanBeSentAgain: the first sending counts,
// and the form comes back as it was changed, under a key of its own.
func TestAFormSentChangedAfterGoingBackCanBeSentAgain(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	form := r.get(third)
	r.fill(form, "echeance", "echeance", "30 juin 2026")
	p := r.fill(form, "echeance", "echeance", "31 juillet 2026")
	if p.status != http.StatusUnprocessableEntity || !strings.Contains(p.body, "le voici tel que vous venez de le remplir") || !strings.Contains(p.body, `value="31 juillet 2026"`) {
		t.Fatalf("%d\n%s", p.status, p.body)
	}
	r.fill(p, "echeance", "echeance", "31 juillet 2026").shows(t, "<dd>31 juillet 2026")
}
