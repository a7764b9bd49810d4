package web_test

import (
	"html"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"suivi/adapters/web/browsertest"
)

// TestMarksAreToldApartWithoutColours nor backgrounds, which paper does not
// show: by their borders, letters and turn alone.
func TestMarksAreToldApartWithoutColours(t *testing.T) {
	p := newExample(t).opens("lire")
	p.Go("/guide")
	p.Paper(true)
	drawn := browsertest.Eval[map[string]string](p, `(() => {
		const drawn = {}, add = (kind, name) => {
			const e = document.createElement("span");
			e.className = kind + " " + name;
			document.querySelector("main").append(e);
			const s = getComputedStyle(e, "::before");
			drawn[kind + " " + name] = [s.content, s.borderTopWidth, s.borderLeftWidth, s.borderTopStyle, s.borderTopLeftRadius, s.transform].join(" ");
		};
		for (const state of ["formulee", "en_cours", "executee", "non_realisee", "reconduite", "classee"]) add("state", state);
		for (const stage of ["planifiee", "tenue", "close", "annulee"]) add("stage", stage);
		return drawn;
	})()`)
	of := map[string]string{}
	for name, mark := range drawn {
		kind, _, _ := strings.Cut(name, " ")
		if other := of[kind+mark]; other != "" {
			t.Errorf("%s is drawn as %s is: %s", name, other, mark)
		}
		of[kind+mark] = name
	}
}

var onPaper = regexp.MustCompile(`<p class="paper">([^<]*)</p>|<li id="choisi-[^"]*">([^<]*)`)

// TestAPrintedListSaysWhatItLists: what its form asks is told in words, and the
// form is not printed.
func TestAPrintedListSaysWhatItLists(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	for path, want := range map[string]string{
		"/sessions?cadre=DP-SEGOU&exercice=2018&etape=close":                "Cadre : DP-SEGOU – Débat public sur le budget du Conseil régional de Ségou|Exercice : 2018|Étape : close",
		"/redevables?cadre=CC-CPS-SCI":                                      "Cadre : CC-CPS-SCI – Comité de coordination de la CPS du secteur Coopération et Intégration",
		"/audit?cadre=DP-SEGOU&structure=MAECI":                             "Cadre : DP-SEGOU – Débat public sur le budget du Conseil régional de Ségou|Structure responsable : MAECI",
		"/graphiques?cadre=DP-SEGOU":                                        "Cadre : DP-SEGOU – Débat public sur le budget du Conseil régional de Ségou",
		"/reconductions?structure=MAECI&exercice=2023&reconductions=1":      "Structure (code ou sigle) : MAECI|Formulées en : 2023|Reconduites au moins … fois : 1",
		"/recherche?q=budget&situation=ouverte":                             "Mots : budget|situation : ouverte",
		"/recommandations?situation=ouverte&etat=en_cours&perdues_de_vue=1": "état : en cours|situation : ouverte|perdues de vue",
		"/sessions":   "",
		"/redevables": "",
	} {
		var said []string
		for _, m := range onPaper.FindAllStringSubmatch(r.get(path).body, -1) {
			said = append(said, strings.TrimSpace(html.UnescapeString(m[1]+m[2])))
		}
		if got := strings.ReplaceAll(strings.Join(said, "|"), "\u00a0", " "); got != want {
			t.Errorf("%s says on paper %q, want %q", path, got, want)
		}
	}
}

// TestNoLinkCarriesADateThatCannotBeRead beyond the page that says so.
func TestNoLinkCarriesADateThatCannotBeRead(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	for _, moment := range []string{"au=foo", "connu_le=foo", "au=foo&connu_le=bar", "au=2023-12-31&connu_le=foo", "connu_le=@999999"} {
		p := r.get("/sessions?" + moment)
		if p.status == 200 {
			t.Errorf("%s is read", moment)
		}
		for _, link := range links.FindAllStringSubmatch(p.body, -1) {
			u, err := url.Parse(html.UnescapeString(link[1]))
			if err != nil {
				t.Fatal(err)
			}
			for name, value := range map[string]string{"au": u.Query().Get("au"), "connu_le": u.Query().Get("connu_le")} {
				if value != "" && value != "2023-12-31" {
					t.Errorf("at %s a link carries %s=%s: %s", moment, name, value, link[1])
				}
			}
		}
		if strings.Contains(p.body, `class="band"`) != strings.Contains(moment, "au=2023") {
			t.Errorf("%s: the page says of when it is", moment)
		}
	}
}
