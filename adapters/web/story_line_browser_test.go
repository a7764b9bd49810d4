package web_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"suivi/adapters/web"
	"suivi/adapters/web/browsertest"
	"suivi/domain/access"
	"suivi/domain/fault"
)

// severed has a site lose the answers to what is posted while lost is set: the
// server has heard it, the browser never learns so.
func (s *site) severed(lost *atomic.Bool) {
	serve := s.Config.Handler
	s.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if lost.Load() && r.Method == http.MethodPost {
			serve.ServeHTTP(httptest.NewRecorder(), r)
			panic(http.ErrAbortHandler)
		}
		serve.ServeHTTP(w, r)
	})
}

// TestALineCutInMidEntryLosesNothingAndSendsItOnce: what is typed while the
// line is cut waits in the browser, through a reload as well, and goes by itself
// once the line is back.
func TestALineCutInMidEntryLosesNothingAndSendsItOnce(t *testing.T) {
	s := examines(t)
	before := len(s.recorded())
	h := hand{Page: s.opens("enregistrer"), s: s, keyboard: true, scripts: true}
	h.Wide()
	h.Go(session2025 + "/examen")
	row := fmt.Sprintf(`[data-ligne=%q]`, executed)
	h.Press("1") // the first row is meant before any has the focus
	h.write(row+" [name=constat]", "Système en place")
	h.Cut(true)
	h.Press(" depuis juin", "\r")
	h.waits(executed, 1)
	h.Press("c")
	h.write(fmt.Sprintf(`[data-ligne=%q] [name=constat]`, carriedOn), "Deux missions sur cinq")
	h.Press("\r")
	h.waits(carriedOn, 2)
	h.Shot("ligne_1_coupee")
	s.retains(before)

	if !h.ReloadAllTheSame() {
		t.Error("the page is left without a word though two rows are not sent")
	}
	h.Cut(false)
	h.Go(session2025 + "/examen")
	h.saved(executed, "executee")
	h.saved(carriedOn, "en_cours")
	h.rowHolds(executed, "executee", "Système en place depuis juin")
	h.sent()
	h.Shot("ligne_2_revenue")
	s.retainsInAnyOrder(before, "executee: Système en place depuis juin", "mise_en_cours: Deux missions sur cinq")

	// Without a reload the line's return is enough.
	h.Press(arrowDown, "n")
	h.Cut(true)
	h.Press("\r")
	h.waits(classed, 1)
	h.Cut(false)
	h.saved(classed, "non_realisee")
	h.sent()
	s.retainsInAnyOrder(before, "executee: Système en place depuis juin", "mise_en_cours: Deux missions sur cinq", "non_realisee: ")
}

// TestARowWhoseAnswerWasLostCountsOnce: the ledger has it, the page does not
// know, is loaded again, and sends it again.
func TestARowWhoseAnswerWasLostCountsOnce(t *testing.T) {
	var lost atomic.Bool
	s := newExamination(t)
	s.severed(&lost)
	before := len(s.recorded())
	h := hand{Page: s.opens("enregistrer"), s: s, keyboard: true, scripts: true}
	h.Wide()
	h.Go(session2025 + "/examen")
	lost.Store(true)
	h.Press(arrowDown, "1")
	h.write(fmt.Sprintf(`[data-ligne=%q] [name=constat]`, executed), "Fait en juin")
	h.Press("\r")
	h.waits(executed, 1)
	s.retains(before, "executee: Fait en juin")
	if !h.ReloadAllTheSame() {
		t.Error("the page is left without a word though a row is not known to be sent")
	}
	h.waits(executed, 1)
	h.rowHolds(executed, "executee", "Fait en juin")
	h.Shot("ligne_3_reponse_perdue")
	lost.Store(false)
	h.saved(executed, "executee")
	h.sent()
	s.retains(before, "executee: Fait en juin")
}

// TestARowSentWhenTheSignInIsOverSaysWhereToSignInAgain, and goes by itself
// once that is done.
func TestARowSentWhenTheSignInIsOverSaysWhereToSignInAgain(t *testing.T) {
	var over atomic.Bool
	s := newExamination(t, func(o *web.Options) {
		bearer := o.Bearer
		o.Bearer = func(ctx context.Context, token string) (access.Bearer, error) {
			if over.Load() {
				return access.Bearer{}, fault.New(fault.Anonymous, "acces.jeton_inconnu")
			}
			return bearer(ctx, token)
		}
	})
	before := len(s.recorded())
	h := hand{Page: s.opens("enregistrer"), s: s, keyboard: true, scripts: true}
	h.Wide()
	h.Go(session2025 + "/examen")
	over.Store(true)
	h.Press(arrowDown, "1")
	h.write(fmt.Sprintf(`[data-ligne=%q] [name=constat]`, executed), "Fait en juin")
	h.Press("\r")
	h.waits(executed, 1)
	h.rowSays(executed, "connectez-vous de nouveau")
	s.retains(before)
	over.Store(false)
	h.Follow(fmt.Sprintf(`[data-ligne=%q] .kept a`, executed))
	h.Type("#champ-jeton", "enregistrer")
	h.Follow("main button")
	h.saved(executed, "executee")
	h.sent()
	s.retains(before, "executee: Fait en juin")
}

// waits asks that a row is said to wait, as one of so many.
func (h hand) waits(reference string, of int) {
	h.s.t.Helper()
	h.rowSays(reference, "en attente d'envoi")
	h.Until(fmt.Sprintf(`!document.getElementById("attente").hidden && document.getElementById("attente").innerText.replace(/\D/g, "") === "%d"`, of))
}

// sent asks that nothing waits any more, neither said nor kept.
func (h hand) sent() {
	h.s.t.Helper()
	h.Until(`document.getElementById("attente").hidden`)
	if kept := browsertest.Eval[string](h.Page, `JSON.stringify(localStorage)`); kept != "{}" {
		h.s.t.Errorf("the browser still keeps %s", kept)
	}
}

// retainsInAnyOrder is retains where rows went at the same time.
func (s *site) retainsInAnyOrder(since int, want ...string) {
	s.t.Helper()
	got := s.retained(since)
	for _, one := range want {
		if n := strings.Count("\n"+strings.Join(got, "\n")+"\n", "\n"+one+"\n"); n != 1 {
			s.t.Errorf("%q is retained %d times\n%s", one, n, strings.Join(got, "\n"))
		}
	}
	if len(got) != len(want) {
		s.t.Errorf("%d are retained instead of %d:\n%s", len(got), len(want), strings.Join(got, "\n"))
	}
}
