package followup

import (
	"fmt"
	"strings"
	"testing"

	"suivi/domain/session"
)

func TestPercentRoundsHalfUpWithAFrenchComma(t *testing.T) {
	for _, c := range []struct {
		n, d int
		want string
	}{
		{7, 13, "53,85"}, {5, 13, "38,46"}, {1, 3, "33,33"}, {2, 3, "66,67"}, {10, 153, "6,54"}, {42, 68, "61,76"}, {42, 62, "67,74"},
		{0, 5, "0,00"}, {5, 5, "100,00"}, {1, 800, "0,13"}, {1, 16000, "0,01"}, {1, 20001, "0,00"}, {3, 0, ""}, {14, 22, "63,64"},
	} {
		if got := Percent(c.n, c.d, 2); got != c.want {
			t.Errorf("%d/%d: %q, want %q", c.n, c.d, got, c.want)
		}
	}
	for decimals, want := range map[int]string{0: "54", 1: "53,8", 3: "53,846"} {
		if got := Percent(7, 13, decimals); got != want {
			t.Errorf("7/13 with %d decimals: %q, want %q", decimals, got, want)
		}
	}
}

func TestADeclaredRateIsComparedWithItsOwnCounts(t *testing.T) {
	count := func(n int) *int { return &n }
	for name, c := range map[string]struct {
		declared session.TotalsDeclared
		want     DeclaredRate
	}{
		"of another whole": {
			session.TotalsDeclared{Executed: count(42), InProgress: count(15), NotDone: count(11), Rates: []session.Rate{{Name: "taux", Printed: "67,74 %"}}},
			DeclaredRate{Name: "taux", Printed: "67,74 %", Computed: "61,76", Gap: "+5,98", Denominator: 62, Differs: true}},
		"cut, not rounded": {
			session.TotalsDeclared{Executed: count(10), Total: count(153), Rates: []session.Rate{{Name: "taux", Printed: "6,53"}}},
			DeclaredRate{Name: "taux", Printed: "6,53", Computed: "6,54", Gap: "-0,01", Truncated: true, Differs: true}},
		"right": {
			session.TotalsDeclared{Executed: count(14), Total: count(22), Rates: []session.Rate{{Name: "taux", Printed: "63,64 %"}}},
			DeclaredRate{Name: "taux", Printed: "63,64 %", Computed: "63,64", Gap: "+0,00"}},
		"right to its own precision": {
			session.TotalsDeclared{Executed: count(7), Total: count(13), Rates: []session.Rate{{Name: "taux", Printed: "54 %"}}},
			DeclaredRate{Name: "taux", Printed: "54 %", Computed: "53,85", Gap: "+0,15"}},
		"with those in progress": {
			session.TotalsDeclared{Executed: count(7), InProgress: count(4), NotDone: count(2), Rates: []session.Rate{{Name: "taux cumulé", Printed: "84,62 %"}}},
			DeclaredRate{Name: "taux cumulé", Printed: "84,62 %", Computed: "84,62", Gap: "+0,00"}},
		"leaving out what has no object": {
			session.TotalsDeclared{Executed: count(1), Total: count(4), NoObject: count(1), Rates: []session.Rate{{Name: "taux_hors_sans_objet", Printed: "33,33 %"}}},
			DeclaredRate{Name: "taux_hors_sans_objet", Printed: "33,33 %", Computed: "33,33", Gap: "+0,00"}},
		"of what was not counted": {
			session.TotalsDeclared{Executed: count(1), Total: count(4), Rates: []session.Rate{{Name: "taux de reconduction", Printed: "25 %"}}},
			DeclaredRate{Name: "taux de reconduction", Printed: "25 %"}},
		"without counts": {
			session.TotalsDeclared{Rates: []session.Rate{{Name: "taux", Printed: "64,71 %"}}},
			DeclaredRate{Name: "taux", Printed: "64,71 %"}},
		"of nothing": {
			session.TotalsDeclared{Executed: count(0), Total: count(0), Rates: []session.Rate{{Name: "taux", Printed: "0 %"}}},
			DeclaredRate{Name: "taux", Printed: "0 %"}},
	} {
		if got := compare(c.declared, Totals{}).Rates[0]; got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
	if d := compare(session.TotalsDeclared{Total: count(69), Executed: count(42), InProgress: count(15), NotDone: count(11)}, Totals{}); !d.SumIsOff || d.Sum != 68 || !d.Differs {
		t.Errorf("42 + 15 + 11 is not 69: %+v", d)
	}
}

// TestDeclaredCountsAreComparedWithTheTable where they are of recommendations.
func TestDeclaredCountsAreComparedWithTheTable(t *testing.T) {
	count := func(n int) *int { return &n }
	table := Totals{Examined: 3, Executed: 0, InProgress: 2, NotDone: 0, Classed: 1, NoObject: 1}
	for _, c := range []struct {
		declared session.TotalsDeclared
		gaps     string
		differs  bool
	}{
		{session.TotalsDeclared{Subject: "Recommandations examinées", Total: count(4), Executed: count(1), InProgress: count(2)}, "total 4 3 +1; executees 1 0 +1; en_cours 2 2 +0", true},
		{session.TotalsDeclared{Subject: "recommandations", NotDone: count(0), NoObject: count(1)}, "non_realisees 0 0 +0; sans_objet 1 1 +0", false},
		{session.TotalsDeclared{Subject: "plan d'actions", Total: count(62)}, "total 62", false},
		{session.TotalsDeclared{Subject: "recommandations", Words: "peu"}, "", false},
	} {
		d := compare(c.declared, table)
		var gaps []string
		for _, n := range d.Counts {
			said := fmt.Sprint(n.Name, " ", n.Printed)
			if n.Computed != nil {
				said += fmt.Sprintf(" %d %+d", *n.Computed, n.Gap)
			}
			gaps = append(gaps, said)
		}
		if got := strings.Join(gaps, "; "); got != c.gaps || d.Differs != c.differs {
			t.Errorf("%s: %q, %v, want %q", c.declared.Subject, got, d.Differs, c.gaps)
		}
	}
}

func TestTheSentenceIsThatOfFrenchReports(t *testing.T) {
	for _, c := range []struct {
		totals Totals
		want   string
	}{
		{Totals{}, "Aucune recommandation n'a été examinée."},
		{Totals{NotSeen: 3}, "Aucune recommandation n'a été examinée. Trois (03) n'ont pas été examinées."},
		{Totals{Examined: 1, Executed: 1}, "La recommandation examinée est exécutée."},
		{Totals{Examined: 1, NotDone: 1, NotSeen: 1}, "La recommandation examinée n'a pas connu de réalisation. Une (01) n'a pas été examinée."},
		{Totals{Examined: 2, Executed: 1, InProgress: 1}, "Sur les deux (02) recommandations examinées, une (01) est exécutée et une (01) est en cours de réalisation."},
		{Totals{Examined: 13, Executed: 7, InProgress: 4, NotDone: 2, NotSeen: 12}, "Sur les treize (13) recommandations examinées, sept (07) sont exécutées, quatre (04) sont en cours de réalisation et deux (02) n'ont pas connu de réalisation. Douze (12) n'ont pas été examinées."},
		{Totals{Examined: 80, Executed: 71, Classed: 9}, "Sur les quatre-vingts (80) recommandations examinées, soixante et onze (71) sont exécutées et neuf (09) sont classées."},
	} {
		if got := c.totals.Sentence(); got != c.want {
			t.Errorf("%+v:\n%s\nwant\n%s", c.totals, got, c.want)
		}
	}
}

func TestFeminineNumerals(t *testing.T) {
	for n, want := range map[int]string{
		0: "zéro", 1: "une", 17: "dix-sept", 21: "vingt et une", 31: "trente et une", 61: "soixante et une", 70: "soixante-dix", 71: "soixante et onze", 77: "soixante-dix-sept",
		80: "quatre-vingts", 81: "quatre-vingt-une", 90: "quatre-vingt-dix", 91: "quatre-vingt-onze", 99: "quatre-vingt-dix-neuf",
		100: "cent", 101: "cent une", 180: "cent quatre-vingts", 200: "deux cents", 201: "deux cent une", 999: "neuf cent quatre-vingt-dix-neuf", 1000: "1000",
	} {
		if got := feminine(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}
