package web_test

import (
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

func total(t *testing.T, p page) string {
	t.Helper()
	found := totals.FindStringSubmatch(p.body)
	if found == nil {
		t.Fatalf("%s has no total: %d\n%s", p.at, p.status, p.body)
	}
	return found[1]
}

func TestAListIsNarrowedAndSaysByWhat(t *testing.T) {
	r := newExample(t).reads("lire")
	for question, want := range map[string]string{
		"":                  "28",
		"situation=ouverte": "21",
		"cadre=CC-CPS-SCI":  "6",
		"cadre=cc-cps-sci&etat=en_cours&situation=ouverte":                   "2",
		"structure=MAECI&cadre=CC-CPS-SCI&situation=ouverte":                 "5",
		"structure=MAECI&directement=oui&cadre=CC-CPS-SCI&situation=ouverte": "2",
		"perdues_de_vue=oui":             "8",
		"reconductions=1":                "3",
		"exercice=2023&cadre=CC-CPS-SCI": "5",
	} {
		if got := total(t, r.get("/recommandations?"+question)); got != want {
			t.Errorf("%s: %s, want %s", question, got, want)
		}
	}
	p := r.get("/recommandations?cadre=CC-CPS-SCI&etat=en_cours&perdues_de_vue=oui")
	p.shows(t, `<option value="CC-CPS-SCI" selected>`, `<option value="en_cours" selected>`, "cadre\u00a0: Comité de coordination", "état\u00a0: en cours", `<li id="choisi-perdues_de_vue">perdues de vue`,
		`<input id="champ-perdues_de_vue" name="perdues_de_vue" type="checkbox" value="oui" checked>`)
	_, rest, _ := strings.Cut(p.body, `<li id="choisi-etat">`)
	_, rest, _ = strings.Cut(rest, `href="`)
	without, _, _ := strings.Cut(rest, `"`)
	p = r.get(html.UnescapeString(without))
	if strings.Contains(p.body, "choisi-etat") || !strings.Contains(p.body, "choisi-cadre") || !strings.Contains(p.body, "choisi-perdues_de_vue") {
		t.Errorf("%s is not the same list without the état", p.at)
	}
}

func TestAFilterThatCannotBeReadIsToldBesideItsField(t *testing.T) {
	r := newExample(t).reads("lire")
	for question, field := range map[string]string{"cadre=NUL": "cadre", "exercice=bientôt": "exercice", "structure=personne": "structure", "reconductions=-1": "reconductions"} {
		p := r.get("/recommandations?" + question)
		if p.status < 400 || p.status >= 500 || !strings.Contains(p.body, `id="champ-`+field+`-refus"`) || strings.Contains(p.body, "data-total") {
			t.Errorf("%s: %d\n%s", question, p.status, p.body)
		}
	}
}

func TestAFilterKeepsTheMomentAndWhatItDoesNotAsk(t *testing.T) {
	p := newExample(t).reads("lire").get("/recommandations?au=31/12/2023&session=CC-CPS-SCI.2023-1")
	form := p.body[strings.Index(p.body, `id="filtres"`):]
	form = form[:strings.Index(form, "</form>")]
	for _, kept := range []string{`name="au" value="31/12/2023"`, `name="session" value="CC-CPS-SCI.2023-1"`} {
		if !strings.Contains(form, kept) {
			t.Errorf("%s is lost\n%s", kept, form)
		}
	}
}

var marks = regexp.MustCompile(`<mark>([^<]*)</mark>`)

func TestWordsAreFoundWithoutAccentsAndByTheirBeginning(t *testing.T) {
	r := newExample(t).reads("lire")
	for asked, want := range map[string][]string{
		"differentes+MISSI": {"différentes", "missions"},
		"Impliqu%C3%A9":     {"Impliquer"},
	} {
		p := r.get("/recherche?q=" + asked)
		if n := total(t, p); n == "0" {
			t.Errorf("%s finds nothing", asked)
		}
		for _, word := range want {
			p.shows(t, "<mark>"+word+"</mark>")
		}
	}
	p := r.get("/recherche?q=mission&cadre=CC-CPS-SCI")
	for _, hit := range marks.FindAllStringSubmatch(p.body, -1) {
		if !strings.HasPrefix(strings.ToLower(hit[1]), "mission") {
			t.Errorf("marked %q", hit[1])
		}
	}
	if all := r.get("/recherche?q=mission"); total(t, all) <= total(t, p) {
		t.Errorf("%s of all, %s narrowed", total(t, all), total(t, p))
	}
	r.get("/recherche?q=nulpart").shows(t, `data-total="0"`, "Aucune.")
	if p := r.get("/recherche"); p.status != http.StatusOK || strings.Contains(p.body, "data-total") {
		t.Errorf("nothing asked: %d", p.status)
	}
}

func TestAReferenceLeadsStraightToWhatItMeans(t *testing.T) {
	s := newExample(t)
	r := s.reads("lire")
	for asked, want := range map[string]string{
		"CC-CPS-SCI.2023-1.3":                   "/recommandations/CC-CPS-SCI.2024-1.2",
		"cc-cps-sci+2023%2F1%2C+n%C2%B0+3":      "/recommandations/CC-CPS-SCI.2024-1.2",
		"CC-CPS-SCI.2023-1.3&au=31%2F12%2F2023": "/recommandations/CC-CPS-SCI.2023-1.3?au=31%2F12%2F2023",
		"CC-CPS-SCI+2024%2F1":                   "/sessions/CC-CPS-SCI.2024-1",
	} {
		if p := r.get("/recherche?q=" + asked); p.at != want {
			t.Errorf("%s leads to %s", asked, p.at)
		}
	}
	if p := r.get("/recherche?q=CC-CPS-SCI.2023-1.99"); !strings.HasPrefix(p.at, "/recherche") {
		t.Errorf("no reference leads to %s", p.at)
	}
}
