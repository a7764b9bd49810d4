package web_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"suivi/adapters/httpapi"
	"suivi/adapters/web"
	"suivi/adapters/web/browsertest"
)

// live has open pages hear of what is recorded, as the service does.
func live(t testing.TB, told ...**httpapi.Flux) func(*web.Options) {
	return func(o *web.Options) {
		r := o.Desk.Runner
		flux := httpapi.NewFlux(o.Desk.Ledger.Log, r.Seen)
		for _, to := range told {
			*to = flux
		}
		r.Watch(flux.Applied)
		ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
		followed := make(chan struct{})
		go func() { defer close(followed); _ = r.Follow(ctx) }()
		t.Cleanup(func() { flux.Close(); stop(); <-followed })
		o.Live = func(w http.ResponseWriter, r *http.Request, still func(context.Context) error) {
			after, err := httpapi.ParseAfter(r, o.Desk.Runner.Seen())
			if err != nil {
				t.Error(err)
				return
			}
			flux.Serve(w, r, after, still)
		}
	}
}

// executes records, as another does, that one of those open is executed.
func (r *reader) executes(number string) {
	r.t.Helper()
	p := r.upload(r.get("/importer"), []string{"examen.csv", "cadre;session;reference;etat;constate_le\n;;CC-CPS-SCI.2024-1." + number + ";fait;1er juin 2024\n"})
	r.upload(p, nil, "pas", "enregistrer").shows(r.t, "Import enregistré")
}

const openOnes = "/recommandations?situation=ouverte"

func TestATableThatIsOpenUpdatesItselfAndSaysSo(t *testing.T) {
	s := newExample(t, live(t))
	p := s.opens("lire")
	p.Go(openOnes)
	p.Shows("21 recommandations")
	s.reads("enregistrer").executes("1")
	p.Shows("20 recommandations", "Mis à jour à", "quelqu'un a enregistré")
	complain(t, "is complained of", p.Complaints())
	complain(t, "keeps somebody out", p.Barriers())
}

// The form is put into the page by the test: what the script promises holds for
// the forms of every page.
func TestAFormThatSomebodyTypesInIsLeftAlone(t *testing.T) {
	s := newExample(t, live(t))
	p := s.opens("enregistrer")
	p.Go(openOnes)
	p.Until(`document.querySelector("main").insertAdjacentHTML("beforeend", '<form method="post"><input id="mots"></form>') === undefined`)
	p.Type("#mots", "en pleine ph")
	s.reads("enregistrer").executes("1")
	p.Shows("Quelqu'un a enregistré depuis. Ce que vous tapez est gardé")
	p.Press("rase")
	p.Until(`document.querySelector("#mots").value === "en pleine phrase"`)
	if said := p.Text(".total"); said != "21 recommandations" {
		t.Errorf("beneath the typing it says %s", said)
	}
}

// TestAFilterThatWasTypedIsNotLost: not even once its reader has left it.
func TestAFilterThatWasTypedIsNotLost(t *testing.T) {
	s := newExample(t, live(t))
	p := s.opens("lire")
	p.Go(openOnes)
	p.Click("#filtres summary")
	filter := "#filtres select"
	value := browsertest.Eval[string](p, `document.querySelector("#filtres select").options[1].value`)
	p.Choose(filter, value)
	p.Press("\t")
	p.Click("h1")
	s.reads("enregistrer").executes("1")
	p.Shows("Quelqu'un a enregistré depuis. Ce que vous tapez est gardé")
	if kept := browsertest.Eval[string](p, `document.querySelector("#filtres select").value`); kept != value {
		t.Errorf("the filter is %q, not %q", kept, value)
	}
}

// TestWhatWasJustRecordedStaysSaid where others record meanwhile.
func TestWhatWasJustRecordedStaysSaid(t *testing.T) {
	s := newExample(t, live(t))
	p := s.opens("enregistrer")
	p.Go(openOnes)
	p.Until(`document.querySelector("h1").insertAdjacentHTML("afterend", '<p class="said" role="status">Enregistrée.</p>') === undefined`)
	s.reads("enregistrer").executes("1")
	p.Shows("20 recommandations", "Mis à jour à", "Enregistrée.")
}

func TestAPageThatNobodySeesGivesItsLineUpAndCatchesUpWhenSeen(t *testing.T) {
	var flux *httpapi.Flux
	s := newExample(t, live(t, &flux))
	p := s.opens("lire")
	p.Go(openOnes)
	readers(t, flux, 1)
	other := p.Another()
	other.Front()
	readers(t, flux, 0)
	s.reads("enregistrer").executes("1")
	p.Front()
	readers(t, flux, 1)
	p.Shows("20 recommandations")
}

func readers(t *testing.T, flux *httpapi.Flux, want int) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); flux.Readers() != want; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%d pages listen, want %d", flux.Readers(), want)
		}
	}
}

func TestALineThatDropsIsTakenUpWhereItWas(t *testing.T) {
	var flux *httpapi.Flux
	s := newExample(t, live(t, &flux))
	p := s.opens("lire")
	p.Go(openOnes)
	readers(t, flux, 1)
	p.Cut(true)
	s.CloseClientConnections()
	readers(t, flux, 0)
	s.reads("enregistrer").executes("1")
	time.Sleep(4 * time.Second) // the browser has tried in vain
	p.Cut(false)
	p.Shows("20 recommandations", "Mis à jour à")
}

func TestAPageWhoseReaderIsSignedOutSaysSo(t *testing.T) {
	s := newExample(t, live(t))
	p := s.opens("lire")
	p.Go(openOnes)
	other := p.Another()
	other.Go("/")
	other.Follow(".who form[action='/deconnexion'] button")
	s.reads("enregistrer").executes("1")
	p.Front()
	p.Shows("reconnectez-vous")
	if said := p.Text(".total"); !strings.HasPrefix(said, "21") {
		t.Errorf("it says %s", said)
	}
}
