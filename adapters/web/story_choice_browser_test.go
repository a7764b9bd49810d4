package web_test

import (
	"fmt"
	"testing"

	"suivi/adapters/desk"
)

// TestWhatOthersRecordedIsShownUntilSomebodyChooses: through a reload of the
// page, with the row still open and with its refusal on it, and also where the
// server could not say so yet.
func TestWhatOthersRecordedIsShownUntilSomebodyChooses(t *testing.T) {
	s := examines(t)
	before := len(s.recorded())
	h := hand{Page: s.opens("enregistrer"), s: s, scripts: true}
	h.Wide()
	h.Go(session2025 + "/examen")
	row := fmt.Sprintf(`[data-ligne=%q]`, carriedOn)
	theirs := func() {
		t.Helper()
		h.Until(fmt.Sprintf(`document.querySelector('%s [role=alert]')?.innerText.includes("Deux missions sur cinq")`, row))
		h.Shows("Garder ce qui est enregistré", "Enregistrer la mienne par-dessus")
		h.rowHolds(carriedOn, "non_realisee", "Rien de fait")
	}
	h.Click(row + " input[value=non_realisee]")
	h.Type(row+" [name=constat]", "Rien de fait")
	s.records(carriedOn, desk.Examine{State: "en_cours", Session: "CC-CPS-SCI.2025-1", Words: "Deux missions sur cinq"})
	h.rowSays(carriedOn, "votre saisie est gardée")
	for range 2 {
		h.ReloadAllTheSame()
		theirs()
	}
	h.Shot("choix_1_rechargee")
	h.ReloadAllTheSame()
	theirs()
	h.Cut(true)
	h.Click(row + " .send button") // knowing what it goes over
	h.waits(carriedOn, 1)
	h.Cut(false)
	h.saved(carriedOn, "non_realisee")
	s.retains(before, "mise_en_cours: Deux missions sur cinq", "non_realisee: Rien de fait")

	// A refusal after which nobody has chosen.
	h.Type(row+" [name=observation]", "Crédits gelés")
	h.Cut(true)
	s.records(carriedOn, desk.Examine{State: "en_cours", Session: "CC-CPS-SCI.2025-1", Words: "Trois missions"})
	h.Cut(false)
	h.Click(row + " .send button")
	h.Shows("Garder ce qui est enregistré", "Trois missions")
	h.ReloadAllTheSame()
	h.Shows("Garder ce qui est enregistré", "Trois missions")
	h.rowHolds(carriedOn, "non_realisee", "Rien de fait")
	h.Until(fmt.Sprintf(`document.querySelector('%s').elements.observation.value === "Crédits gelés"`, row))
	h.Click(row + " a.theirs")
	h.rowHolds(carriedOn, "en_cours", "Trois missions")
	h.sent()
	s.retains(before, "mise_en_cours: Deux missions sur cinq", "non_realisee: Rien de fait", "mise_en_cours: Trois missions")
	h.Complaints() // of the line that was cut, and of what was refused
}

// TestAMistypedKeyIsCorrectedByTheNext: by the keyboard alone, and nobody asks
// why. What asks for a reason can be let go of, also after a reload.
func TestAMistypedKeyIsCorrectedByTheNext(t *testing.T) {
	s := examines(t)
	s.records(classed, desk.Examine{State: "executee", Words: "Livré", Effective: desk.Effective{On: "3 mai 2024"}})
	before := len(s.recorded())
	h := hand{Page: s.opens("enregistrer"), s: s, keyboard: true, scripts: true}
	h.Wide()
	h.Go(session2025 + "/examen")
	h.Press(arrowDown)
	h.examine(executed, "executee", "1", "", "")
	h.Press("k")
	h.examine(executed, "en_cours", "2", "", "")
	h.Press("k")
	h.examine(executed, "executee", "e", "", "")
	h.Press("k", "4")
	h.write(fmt.Sprintf(`[data-ligne=%q] [name=constat]`, executed), "Fusionnée")
	h.Press("\r")
	row := fmt.Sprintf(`[data-ligne=%q]`, executed)
	h.Until(fmt.Sprintf(`document.querySelector('%s .error')?.innerText.includes("motif du classement")`, row))
	h.pick(row+" [name=motif_de_classement]", "sans objet")
	h.to(row + " .send button")
	h.Press("\r")
	h.saved(executed, "classee")
	s.retains(before, "executee: ", "rectifiee: ", "executee: ", "classee: Fusionnée", "rectifiee: ", "rectifiee: ")

	h.keyboard = false
	row = fmt.Sprintf(`[data-ligne=%q]`, classed)
	h.Click(row + " input[value=en_cours]")
	h.Click(row + " .send button")
	h.Until(fmt.Sprintf(`document.querySelector('%s [name=motif_de_remise_en_suivi]').getAttribute("aria-invalid") === "true"`, row))
	h.ReloadAllTheSame()
	h.rowHolds(classed, "en_cours", "")
	h.Shot("choix_2_abandon")
	h.Click(row + " a.theirs")
	h.Until(fmt.Sprintf(`document.querySelector('%s').elements.etat.value === ""`, row))
	h.sent()
}
