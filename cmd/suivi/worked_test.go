package main

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"suivi/projections/audit"
	"suivi/projections/carryover"
	"suivi/projections/followup"
	"suivi/projections/openitems"
	"suivi/projections/owing"
)

// The worked examples of the specification, each figure of them, asked of the
// imported example through the command line.
func TestWorkedExamples(t *testing.T) {
	folder := loaded(t.TempDir())
	if _, stderr, code := runCommand("example", "--data", string(folder)); code != exitOK {
		t.Fatal(stderr)
	}
	for name, check := range map[string]func(*testing.T, loaded){
		"CPS/SCI, table of January 2024":             followUpOfJanuary2024,
		"CPS/SCI, what is left after it":             afterJanuary2024,
		"CPS/SCI, who owes what":                     whoOwesWhat,
		"CPS/SCI, as of 31 December 2023":            on31December2023,
		"Ségou, débat sur le budget":                 segou,
		"the whole example":                          wholeExample,
		"declared totals":                            declaredTotals,
		"forums of the CREDD, RBC, commission mixte": forumsOfTheReview,
	} {
		t.Run(name, func(t *testing.T) { check(t, folder) })
	}
}

// loaded is the folder into which the example was loaded.
type loaded string

// runCommand runs the program as a user would, on a day of November 2026.
func runCommand(args ...string) (stdout, stderr string, code int) {
	var out, errs bytes.Buffer
	code = run(context.Background(), Process{Args: args, Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs,
		Env: func(string) (string, bool) { return "", false }, Now: func() time.Time { return time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC) }})
	return out.String(), errs.String(), code
}

// asked asks the example a question in JSON.
func asked[T any](t *testing.T, of loaded, args ...string) T {
	t.Helper()
	stdout, stderr, code := runCommand(append(args, "--json", "--data", string(of))...)
	if code != exitOK {
		t.Fatalf("suivi %s: exit %d: %s", strings.Join(args, " "), code, stderr)
	}
	var answer T
	if err := json.Unmarshal([]byte(stdout), &answer); err != nil {
		t.Fatalf("suivi %s: %v", strings.Join(args, " "), err)
	}
	return answer
}

func equal[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func retained(rows []followup.Row) string {
	var all []string
	for _, r := range rows {
		all = append(all, r.Number+" "+r.State.String())
	}
	return strings.Join(all, ", ")
}

func percents(rates []followup.Rate) string {
	var all []string
	for _, r := range rates {
		all = append(all, r.Percent)
	}
	return strings.Join(all, " ")
}

func references[T any](rows []T, reference func(T) string) string {
	var all []string
	for _, r := range rows {
		all = append(all, reference(r))
	}
	return strings.Join(all, " ")
}

func heapOf(heaps []openitems.Heap, key string) openitems.Tally {
	for _, h := range heaps {
		if h.Key == key {
			return h.Tally
		}
	}
	return openitems.Tally{}
}

func followUpOfJanuary2024(t *testing.T, of loaded) {
	table := asked[followup.Table](t, of, "followup", "CC-CPS-SCI.2024-1")
	equal(t, "états", retained(table.Rows), "1 en_cours, 2 en_cours, 3 non_realisee, 4 en_cours, 5 non_realisee")
	equal(t, "taux d'exécution, cumul, hors sans objet, reconduction", percents(table.Rates), "0,00 60,00 0,00 40,00")
	equal(t, "jour d'effet", table.Rates[0].On.String(), "2024-01-31")
	equal(t, "nouvelles", table.Totals.Made, 1)
	equal(t, "liste", references(table.Made, func(m followup.MadeRow) string { return m.Number + "<" + m.Was }), "1< 2<CC-CPS-SCI.2023-1.3 3<CC-CPS-SCI.2023-1.4")
	carried := asked[carryover.List](t, of, "carryover", "CC-CPS-SCI.2024-1")
	equal(t, "reconduites", references(carried.Carried, func(c carryover.Carried) string { return c.Number + "<" + c.Was }), "2<CC-CPS-SCI.2023-1.3 3<CC-CPS-SCI.2023-1.4")
	equal(t, "sans suite", references(carried.Undecided, func(l carryover.Left) string { return l.Item.Reference }), "CC-CPS-SCI.2023-1.1 CC-CPS-SCI.2023-1.2 CC-CPS-SCI.2023-1.5")
}

func afterJanuary2024(t *testing.T, of loaded) {
	open := asked[openitems.List](t, of, "list", "--forum", "CC-CPS-SCI", "--standing", "ouverte")
	states := map[string]int{}
	for _, i := range open.Items {
		states[i.State.String()]++
	}
	equal(t, "ouvertes", len(open.Items), 6)
	equal(t, "formulée", states["formulee"], 1)
	equal(t, "en cours", states["en_cours"], 2)
	equal(t, "non réalisée", states["non_realisee"], 1)
	equal(t, "reconduite", states["reconduite"], 2)
	dropped := asked[audit.Report](t, of, "audit", "--forum", "CC-CPS-SCI").Dropped
	seen := map[string]bool{}
	for _, i := range dropped {
		seen[i.Reference] = true
	}
	equal(t, "perdues de vue", len(dropped), 3)
	for _, r := range []string{"CC-CPS-SCI.2023-1.1", "CC-CPS-SCI.2023-1.2", "CC-CPS-SCI.2023-1.5"} {
		equal(t, r, seen[r], true)
	}
}

func whoOwesWhat(t *testing.T, of loaded) {
	table := asked[owing.Table](t, of, "owing", "--forum", "CC-CPS-SCI")
	got := map[string][2]int{}
	for _, r := range table.Rows {
		got[r.Code] = [2]int{r.Own, r.Total}
	}
	for code, want := range map[string][2]int{"MAECI": {2, 5}, "MAECI-DRH": {2, 2}, "MAECI-DCM": {1, 1}, "MMEIA": {4, 4}, "CPS-SCI": {1, 1}, "MEF": {0, 1}, "MEF-DNPD": {1, 1}, "MEF-DGB": {1, 1}} {
		equal(t, code, got[code], want)
	}
	equal(t, "somme", table.Sum, 11)
	equal(t, "distinctes", table.Distinct, 6)
}

func on31December2023(t *testing.T, of loaded) {
	list := asked[openitems.List](t, of, "list", "--forum", "CC-CPS-SCI", "--as-of", "2023-12-31")
	equal(t, "formulées", len(list.Items), 5)
	for _, i := range list.Items {
		equal(t, i.Reference, i.State.String(), "formulee")
		equal(t, i.Reference+" perdue de vue", i.Dropped != nil, false)
	}
}

func segou(t *testing.T, of loaded) {
	table := asked[followup.Table](t, of, "followup", "DP-SEGOU.2018-1")
	equal(t, "états", retained(table.Rows), "1 executee, 2 executee, 3 non_realisee, 4 en_cours, 5 executee, 6 executee, 7 en_cours, 8 en_cours, 9 executee, 10 executee, 11 executee, 12 non_realisee, 13 en_cours")
	equal(t, "taux", percents(table.Rates), "53,85 84,62 53,85 7,69")
	equal(t, "nouvelles", table.Totals.Made, 5)
	equal(t, "reconduite", table.Rows[2].CarriedOver != "", true)
	var dropped []string
	for _, i := range asked[audit.Report](t, of, "audit", "--forum", "DP-SEGOU").Dropped {
		dropped = append([]string{strings.TrimPrefix(i.Reference, "DP-SEGOU.precedente.")}, dropped...)
	}
	equal(t, "perdues de vue", strings.Join(dropped, " "), "4 7 8 12 13")
	counts := asked[openitems.Counts](t, of, "counts")
	equal(t, "ouvertes de Ségou", heapOf(counts.Forums, "DP-SEGOU").Open, 11)
	equal(t, "avec CPS/SCI", heapOf(counts.Forums, "DP-SEGOU").Open+heapOf(counts.Forums, "CC-CPS-SCI").Open, 17)
	equal(t, "formulées à Ségou", len(asked[openitems.List](t, of, "list", "--forum", "DP-SEGOU").Items), 18)
}

func wholeExample(t *testing.T, of loaded) {
	counts := asked[openitems.Counts](t, of, "counts")
	equal(t, "formulées", counts.Made, 28)
	equal(t, "ouvertes", counts.Open.Open, 21)
	equal(t, "mission du Caire", heapOf(counts.Forums, "MISSION-CAIRE").Open, 1)
	equal(t, "mission de Rabat", heapOf(counts.Forums, "MISSION-RABAT").Open, 3)
	for _, i := range asked[openitems.List](t, of, "list", "--forum", "MISSION-RABAT").Items {
		equal(t, "à l'attention de", i.Addressee, "Ambassadeur")
	}
}

func declaredTotals(t *testing.T, of loaded) {
	declared := map[string]followup.Declared{}
	for _, d := range asked[audit.Report](t, of, "audit").Declared {
		declared[d.Session+" "+d.Totals.Subject] = d.Totals
	}
	dgct := declared["ATELIER-DGCT.2023-1 plan d'actions 2023"]
	equal(t, "somme", dgct.Sum, 68)
	equal(t, "déclaré", dgct.Rates[0].Printed, "67,74%")
	equal(t, "calculé", dgct.Rates[0].Computed, "61,76")
	equal(t, "écart", dgct.Rates[0].Gap, "+5,98")
	equal(t, "dénominateur qui le donnerait", dgct.Rates[0].Denominator, 62)
	equal(t, "plan 2024", *declared["ATELIER-DGCT.2023-1 plan d'actions 2024"].Total, 62)
	plan := declared["CC-CPS-SCI.2024-1 plan d'action 2023"]
	equal(t, "calculé", plan.Rates[0].Computed, "63,64")
	equal(t, "écart", plan.Rates[0].Gap, "+0,00")
	before := declared["CC-CPS-SCI.2024-1 plan d'action 2022"]
	equal(t, "déclaré sans nombres", before.Rates[0].Printed+before.Rates[0].Computed, "64,71%")
}

func forumsOfTheReview(t *testing.T, of loaded) {
	type forumRow struct {
		Code    string   `json:"code"`
		Parent  string   `json:"parent"`
		Kind    string   `json:"genre"`
		Follows []string `json:"suit"`
		Rule    struct {
			Examines string `json:"examine"`
		} `json:"regle"`
		Leads []struct {
			Year  int    `json:"annee"`
			Words string `json:"mots"`
		} `json:"chefs_de_file"`
	}
	kinds, rows := map[string]int{}, map[string]forumRow{}
	for _, r := range asked[[]forumRow](t, of, "list", "forums") {
		kinds[r.Kind]++
		rows[r.Code] = r
	}
	equal(t, "la commission mixte suit", strings.Join(rows["COMMISSION-MIXTE"].Follows, " "), "REVUE-CREDD")
	equal(t, "la RBC examine", rows["RBC"].Rule.Examines, "tout_ouvert")
	equal(t, "la RBC suit les siennes", len(rows["RBC"].Follows), 0)
	equal(t, "groupes thématiques du tableau", kinds["groupe thématique"], 8)
	equal(t, "groupes transversaux", kinds["groupe transversal"], 3)
	equal(t, "sous-groupes", kinds["sous-groupe thématique"], 10)
	equal(t, "GEC sous le groupe des PTF", rows["GEC"].Parent, "GPTF")
	equal(t, "chef de file de la santé en 2019", rows["GT-SANTE"].Leads[0].Words, "FNUAP")
}
