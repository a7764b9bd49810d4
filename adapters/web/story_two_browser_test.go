package web_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"suivi/adapters/desk"
	"suivi/adapters/web"
	"suivi/adapters/web/browsertest"
	"suivi/domain/access"
	"suivi/domain/event"
)

// whoever signs in with a token bears its name, and may record.
func whoever(o *web.Options) {
	o.Bearer = func(_ context.Context, token string) (access.Bearer, error) {
		return access.Bearer{Actor: event.Actor{ID: token, Function: "secrétaire"}, Scope: access.Record, Token: token}, nil
	}
}

// examines serves the example with a session that has three recommendations to
// examine, as the service does.
func examines(t testing.TB, change ...func(*web.Options)) *site {
	t.Helper()
	s := newExample(t, append(change, live(t))...)
	s.records("", desk.PlanSession{Forum: "CC-CPS-SCI", Code: "2025-1", Expected: "10 février 2025"})
	s.records("CC-CPS-SCI.2025-1", desk.HoldSession{Sittings: []string{"10 février 2025"}})
	return s
}

// retained is what sessions retained since a place in the ledger, in order, each
// with the name of its event and the constat.
func (s *site) retained(since int) (all []string) {
	s.t.Helper()
	for _, line := range s.recorded()[since:] {
		stream, rest, _ := strings.Cut(line, " ")
		kind, data, _ := strings.Cut(rest, " ")
		if !strings.HasPrefix(stream, "recommandation-") {
			continue
		}
		var said struct {
			Constat string `json:"constat"`
		}
		if err := json.Unmarshal([]byte(data), &said); err != nil {
			s.t.Fatalf("%v\n%s", err, line)
		}
		all = append(all, strings.TrimSuffix(strings.TrimPrefix(kind, "recommandation."), ".v1")+": "+said.Constat)
	}
	return all
}

func TestTwoSecretariesExamineOneSession(t *testing.T) {
	s := examines(t, whoever)
	before := len(s.recorded())
	sits := func(name string) hand {
		h := hand{Page: s.opens(name), s: s, scripts: true}
		h.Wide()
		h.Go(session2025 + "/examen")
		return h
	}
	one, two := sits("premiere"), sits("seconde")

	one.examine(executed, "executee", "", "Fait en juin", "")
	two.rowSays(executed, "enregistrée par quelqu'un d'autre")
	two.rowHolds(executed, "executee", "Fait en juin")
	two.Shows("1 sur 3")
	two.Shot("deux_1_vue_par_l_autre")

	// Both write the same row: what was there first stays until somebody chooses.
	row := fmt.Sprintf(`[data-ligne=%q]`, carriedOn)
	two.Click(row + " input[value=non_realisee]")
	two.Type(row+" [name=constat]", "Rien de fait")
	one.examine(carriedOn, "en_cours", "", "Deux missions sur cinq", "")
	two.rowSays(carriedOn, "votre saisie est gardée")
	two.rowHolds(carriedOn, "non_realisee", "Rien de fait")
	two.Click(row + " .send button")
	two.Shows("Quelqu'un a enregistré entre-temps", "premiere (secrétaire)", "Deux missions sur cinq", "Garder ce qui est enregistré", "Enregistrer la mienne par-dessus")
	two.rowHolds(carriedOn, "non_realisee", "Rien de fait")
	two.Shot("deux_2_choix")
	s.retains(before, "executee: Fait en juin", "mise_en_cours: Deux missions sur cinq")
	two.Click(row + " .send button")
	two.saved(carriedOn, "non_realisee")
	one.rowHolds(carriedOn, "non_realisee", "Rien de fait")
	one.rowSays(carriedOn, "enregistrée par quelqu'un d'autre")
	one.Shot("deux_3_par_dessus")

	// And who keeps what the other recorded records nothing.
	row = fmt.Sprintf(`[data-ligne=%q]`, classed)
	one.Click(row + " input[value=executee]")
	two.examine(classed, "en_cours", "", "À moitié", "")
	one.rowSays(classed, "votre saisie est gardée")
	one.Click(row + " .send button")
	one.Shows("Garder ce qui est enregistré")
	one.Click(row + " a.theirs")
	one.rowHolds(classed, "en_cours", "À moitié")
	one.Until(fmt.Sprintf(`!document.querySelector(%q)`, row+" .refused"))
	one.Shows("3 sur 3 – toutes examinées")
	two.Shows("3 sur 3 – toutes examinées")
	s.retains(before, "executee: Fait en juin", "mise_en_cours: Deux missions sur cinq", "non_realisee: Rien de fait", "mise_en_cours: À moitié")
	for _, h := range []hand{one, two} {
		if waits := browsertest.Eval[int](h.Page, `localStorage.length`); waits != 0 {
			t.Errorf("%d rows are still kept as typed", waits)
		}
		h.Shot("deux_4_fin")
	}
}

// rowSays waits until a row says so of what becomes of it.
func (h hand) rowSays(reference, words string) {
	h.s.t.Helper()
	h.Until(fmt.Sprintf(`document.querySelector('[data-ligne=%q] .kept').innerText.includes(%q)`, reference, words))
}

// rowHolds waits until the form of a row holds an état and a constat.
func (h hand) rowHolds(reference, state, finding string) {
	h.s.t.Helper()
	h.Until(fmt.Sprintf(`(() => { const f = document.querySelector('[data-ligne=%q]').elements; return f.etat.value === %q && f.constat.value === %q; })()`, reference, state, finding))
}

// retains asks what was retained since.
func (s *site) retains(before int, want ...string) {
	s.t.Helper()
	if got := s.retained(before); !slices.Equal(got, want) {
		s.t.Errorf("retained:\n%s\ninstead of\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
