package web_test

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"suivi/domain/event"
)

// The session of the story examines what the comité's list of 2024 holds, and
// one of 2023 that had been lost from sight.
const (
	executed  = "CC-CPS-SCI.2024-1.1"
	carriedOn = "CC-CPS-SCI.2024-1.2"
	classed   = "CC-CPS-SCI.2024-1.3"
	left      = "CC-CPS-SCI.2023-1.1"
)

// TestAWholeSessionIsTheSameByMouseByKeyboardAndWithoutScripts: from drafting to
// closing, with the same steps, the ledgers come out the same.
func TestAWholeSessionIsTheSameByMouseByKeyboardAndWithoutScripts(t *testing.T) {
	type outcome struct{ recorded, shown []string }
	outcomes := map[string]outcome{}
	ways := []string{"souris", "clavier", "sans_script"}
	for _, way := range ways {
		t.Run(way, func(t *testing.T) {
			s := newExample(t, live(t))
			before := len(s.recorded())
			h := hand{Page: s.opens(""), s: s, keyboard: way == "clavier", scripts: way != "sans_script"}
			h.Scripts(h.scripts)
			h.Wide()
			step := 0
			shot := func(what string) { step++; h.Shot(way + "_" + strconv.Itoa(step) + "_" + what) }
			h.Go("/")
			h.write("#champ-jeton", "enregistrer")
			h.follow("main form button")
			h.planned(shot)
			h.examined(shot)
			h.decided(shot)
			h.closed(shot)
			h.quiet()
			outcomes[way] = outcome{s.recorded()[before:], lines(h.Text("main"))}
		})
	}
	for _, way := range ways[1:] {
		if t.Failed() || len(outcomes) < len(ways) {
			return
		}
		same(t, "the ledger ("+way+")", outcomes[way].recorded, outcomes[ways[0]].recorded)
		same(t, "the page ("+way+")", outcomes[way].shown, outcomes[ways[0]].shown)
	}
}

func (h hand) planned(shot func(string)) {
	h.s.t.Helper()
	h.follow("header a[href='/sessions']")
	h.follow("main a[href^='/sessions/nouvelle']")
	h.pick("#champ-cadre", "CC-CPS-SCI")
	h.write("#champ-prevue", "10 février 2025")
	h.write("#champ-lieu", "Bamako")
	shot("planifier")
	h.follow("#planifier > button")
	h.Shows("planifiée", "à examiner")
	shot("planifiee")
	h.follow(".steps a[href$='/preparation']")
	h.Shows("3 recommandations à examiner", "rien n'est encore arrêté")
	h.write("#champ-ajouter", "CC-CPS-SCI 2023/1, n° 1")
	shot("preparation")
	h.follow("button[value=secretariat]")
	h.follow(".steps a[href$='/preparation']")
	h.Shows("4 recommandations à examiner", "Liste arrêtée par le secrétariat")
	shot("liste_arretee")
	h.follow(".steps a[href$='/tenue']")
	shot("tenue")
	h.follow("#tenue > button")
}

func (h hand) examined(shot func(string)) {
	h.s.t.Helper()
	h.follow(".steps a[href$='/examen']")
	h.Shows("0 sur 4, reste 4")
	shot("examen")
	if h.keyboard {
		h.Press(arrowDown)
	}
	h.examine(executed, "executee", "1", "Système en place depuis juin", "")
	h.examine(carriedOn, "en_cours", "c", "Deux missions sur cinq", "Véhicule en panne")
	shot("examen_a_moitie")
	h.examine(classed, "non_realisee", "n", "", "Contraintes budgétaires")
	h.examine(left, "en_cours", "2", "", "")
	h.Shows("4 sur 4 – toutes examinées")
	shot("examen_fait")
}

func (h hand) decided(shot func(string)) {
	h.s.t.Helper()
	h.follow(".steps a[href$='/liste']")
	h.Shows("3 recommandations sans décision")
	h.write("#champ-nouvelle-texte", "Tenir les deux sessions ordinaires du comité")
	h.write("#champ-nouvelle-numero", "1")
	h.write("#champ-nouvelle-responsables-1", "MAECI")
	h.write("#champ-nouvelle-responsables-2", "MMEIA")
	h.write("#champ-nouvelle-echeance", "décembre 2025")
	shot("nouvelle")
	h.follow("#nouvelle > button")
	h.Shows("Elle prendra la place 2")
	form := func(reference string) string {
		return `#decisions form:has(input[name=recommandation][value="` + reference + `"])`
	}
	h.tick(form(carriedOn) + " [value=reconduire]")
	shot("reconduire")
	h.follow(form(carriedOn) + " > button")
	h.Shows("2 recommandations sans décision")
	h.tick(form(classed) + " [value=classer]")
	h.pick(form(classed)+" [name=motif]", "sans objet")
	shot("classer")
	h.follow(form(classed) + " > button")
	h.Shows("1 recommandation sans décision")
	h.tick(form(left) + " [value=laisser]")
	h.follow(form(left) + " > button")
	h.Shows("perdue de vue")
	shot("decidees")
}

func (h hand) closed(shot func(string)) {
	h.s.t.Helper()
	h.follow(".steps a[href$='/cloture']")
	h.open("#declares summary")
	h.write("#champ-totaux-total", "4")
	h.write("#champ-totaux-executees", "1")
	h.write("#champ-totaux-taux_d_execution", "25 %")
	shot("totaux")
	h.follow("#totaux-declares > button")
	h.quiet()
	h.follow("#cloture > button")
	h.Shows("Ce n'est pas enregistré") // one is left undecided, and nobody has confirmed it
	h.Complaints()
	shot("cloture_refusee")
	h.tick("#champ-cloture-sans_suite")
	h.write("#champ-cloture-rapport_valide", "12 février 2025")
	h.write("#champ-cloture-valide_par", "le comité")
	h.follow("#cloture > button")
	h.Shows("Cette session est close au 12 février 2025.")
	shot("close")
	h.follow(".steps a:not([href*='/2025-1/'])")
	h.Shows("tableau tel que clos le 12 février 2025")
	shot("tableau")
	for _, want := range endState {
		if !slices.ContainsFunc(lines(h.Text("main")), func(line string) bool { return strings.Contains(line, want) }) {
			h.s.t.Errorf("%s does not show %q\n%s", h.Path(), want, h.Text("main"))
		}
	}
}

// endState is what the page of the closed session shows.
var endState = []string{
	"close le 12 février 2025",
	"CC-CPS-SCI 2024/1 Renforcer le système de suivi-évaluation physique des Projets/Programmes MAECI, MMEIA 1 Système en place depuis juin",
	"CC-CPS-SCI 2024/1 Impliquer la CPS/SCI dans les différentes missions de suivi des projets financés par les PTFs organisées par la DCM MAECI > DCM 2 Deux missions sur cinq Véhicule en panne – reconduite, n° 2",
	"CC-CPS-SCI 2024/1 Renforcer la formation continue des agents de la CPS/SCI et du secteur MAECI > DRH, MMEIA, CPS/SCI classée : sans objet Contraintes budgétaires",
	"CC-CPS-SCI 2023/1 Améliorer l'implication de la CPS/SCI dans les missions conjointes et Commissions mixtes MAECI, MMEIA 2",
	"Sur les quatre (04) recommandations examinées, une (01) est exécutée, deux (02) sont en cours de réalisation et une (01) est classée.",
	"Taux d'exécution 25,00 % 1/4 exécutées / examinées 10/02/2025",
	"Taux cumulé (exécutées et en cours) 75,00 % 3/4",
	"Taux d'exécution hors sans objet 33,33 % 1/3",
	"Taux de reconduction 25,00 % 1/4 reconduites parmi les examinées / examinées 10/02/2025",
	"Taux d'exécution 25 % 25,00 % 0,00",
	"1 Tenir les deux sessions ordinaires du comité MAECI, MMEIA décembre 2025 nouvelle",
	"2 Impliquer la CPS/SCI dans les différentes missions de suivi des projets financés par les PTFs organisées par la DCM MAECI > DCM reconduite de CC-CPS-SCI 2024/1, n° 2",
}

var anID = regexp.MustCompile(`[0-9A-HJKMNP-TV-Z]{26}`)

// recorded is all that a ledger holds, in order, each identity named by the
// order in which identities appear.
func (s *site) recorded() (all []string) {
	s.t.Helper()
	known := map[string]string{}
	for r, err := range s.log.Read(s.t.Context(), event.Position{}) {
		if err != nil {
			s.t.Fatal(err)
		}
		all = append(all, anID.ReplaceAllStringFunc(r.Stream+" "+string(r.Type)+" "+string(r.Data), func(id string) string {
			if known[id] == "" {
				known[id] = "#" + strconv.Itoa(len(known)+1)
			}
			return known[id]
		}))
	}
	return all
}

// same asks that two texts are the same, line by line.
func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		var g, w string
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			t.Errorf("%s differs from that by mouse, at line %d:\n%s\ninstead of\n%s", what, i+1, g, w)
			return
		}
	}
}
