package web_test

import (
	"net/http"
	"strings"
	"testing"

	"suivi/adapters/desk"
)

func TestThePreparationShowsWhatIsDeclaredAndWhatMoved(t *testing.T) {
	s := newExamination(t)
	s.records("CC-CPS-SCI.2024-1.2", desk.Declare{Organization: "MAECI-DCM", State: "executee", Words: "Toutes les missions l'associent", Effective: desk.Effective{On: "3 février 2025"}})
	s.records("CC-CPS-SCI.2024-1.2", desk.SetDueDate{Due: "30 juin 2025", Effective: desk.Effective{On: "4 février 2025"}})
	p := s.reads("enregistrer").get(session2025+"/preparation").shows(t, "depuis la session du 31 janvier 2024")
	_, row, _ := strings.Cut(p.body, `value="CC-CPS-SCI.2024-1.2"`)
	row, _, _ = strings.Cut(row, "</tr>")
	for _, said := range []string{
		"non réalisée</span>, puis ", "reconduite</span>", "CC-CPS-SCI 2024/1, 31/01/2024", "<q>Non (3)</q>",
		"MAECI &gt; DCM\u00a0: ", "exécutée</span> – Toutes les missions l&#39;associent", "écart avec l&#39;état retenu",
		"03/02/2025\u00a0: situation déclarée\u00a0: exécutée par MAECI-DCM", "04/02/2025\u00a0: échéance fixée\u00a0: 30 juin 2025",
	} {
		if !strings.Contains(row, said) {
			t.Errorf("the row does not show %q\n%s", said, row)
		}
	}
}

// TestTheSecretariatFixesItsOwnList: a row taken off, one added, and one that
// nobody knows refused beside the field.
func TestTheSecretariatFixesItsOwnList(t *testing.T) {
	r := newExamination(t).reads("enregistrer")
	at := session2025 + "/preparation"
	fix := func(add string) page {
		return r.fill(r.get(at), at, "selon", "secretariat", "points", "CC-CPS-SCI.2024-1.1", "points", "CC-CPS-SCI.2024-1.3", "ajouter", add)
	}
	p := fix("CC-CPS-SCI 2023/1, n° 99")
	if p.status != http.StatusNotFound || !strings.Contains(p.body, `id="champ-ajouter-refus"`) || strings.Count(p.body, `name="points"`) != 3 || strings.Count(p.body, ` checked aria-label`) != 2 {
		t.Fatalf("%d\n%s", p.status, p.body)
	}
	fix("CC-CPS-SCI 2024/1, n° 1").refuses(t, "champ-ajouter", "(CC-CPS-SCI 2024/1, n°\u00a01)")
	fix("CC-CPS-SCI 2023/1, n° 5\n").shows(t, "Liste arrêtée par le secrétariat", `data-total="3"`, "Maintenir le budget", "La session CC-CPS-SCI 2025/1 examine 3 recommandations.")
	p = fix("CC-CPS-SCI 2023/1, n° 1").shows(t, `data-total="3"`)
	for _, at := range []string{at, session2025} {
		r.get(at).says(t, "1 CC-CPS-SCI 2024/1 ", "3 CC-CPS-SCI 2024/1 ", "1 CC-CPS-SCI 2023/1 ")
	}
	if p := r.get(at); strings.Contains(p.body, `value="CC-CPS-SCI.2024-1.2"`) {
		t.Error("the row taken off is still there")
	}
}

func TestAListByTheRuleLosesNothingThatWasTyped(t *testing.T) {
	r := newExamination(t).reads("enregistrer")
	at := session2025 + "/preparation"
	p := r.fill(r.get(at), at, "selon", "regle", "ajouter", "CC-CPS-SCI 2023/1, n° 5")
	p.refuses(t, "champ-ajouter", "telle que cochée")
	if !strings.Contains(p.body, ">CC-CPS-SCI 2023/1, n° 5</textarea>") {
		t.Errorf("what was typed is gone\n%s", p.body)
	}
	all := []string{"points", "CC-CPS-SCI.2024-1.1", "points", "CC-CPS-SCI.2024-1.2", "points", "CC-CPS-SCI.2024-1.3"}
	p = r.fill(r.get(at), at, append(all[:4:4], "selon", "regle")...)
	p.refuses(t, "champ-ajouter", "décochées")
	if strings.Count(p.body, ` checked aria-label`) != 2 {
		t.Errorf("what was unticked is ticked again\n%s", p.body)
	}
	r.fill(r.get(at), at, append(all, "selon", "regle", "ajouter", " \n")...).shows(t, "Liste arrêtée selon la règle")
}
