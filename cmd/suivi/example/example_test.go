package example_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"suivi/adapters/eventlog/memory"
	"suivi/adapters/importer"
	"suivi/cmd/suivi/example/exampletest"
	"suivi/domain"
	"suivi/projections/register"
)

// imported is the example in a ledger of its own.
func imported(t *testing.T) importer.Book {
	t.Helper()
	book := open(t, memory.New())
	if err := record(t.Context(), t, book); err != nil {
		t.Fatal(err)
	}
	return book
}

func equal[V any](t *testing.T, what string, got, want V) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

func forum(t *testing.T, v *register.View, code string) register.ForumIndex {
	t.Helper()
	f, err := v.FindForum(code)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func recommendation(t *testing.T, v *register.View, ref string) register.RecommendationIndex {
	t.Helper()
	i, err := v.Find(ref)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// found tells what became of each number of a list: its état, and ! where it is
// perdue de vue.
func found(t *testing.T, v *register.View, session string, numbers ...string) string {
	var all []string
	for _, n := range numbers {
		i := recommendation(t, v, session+"."+n)
		mark := ""
		if v.Status(i).Dropped != nil {
			mark = "!"
		}
		all = append(all, n+" "+v.State(i).State.String()+mark)
	}
	return strings.Join(all, ", ")
}

func TestAllOfTheExampleIsMade(t *testing.T) {
	see(t, imported(t), 0, func(v *register.View) {
		all, _, err := v.List(register.AnyFilter(), register.Page{})
		if err != nil {
			t.Fatal(err)
		}
		equal(t, "made", len(all), 28)
		equal(t, "open", v.Counts().All.Open, 21)
	})
}

func TestTheComitéAfterJanuary2024(t *testing.T) {
	see(t, imported(t), 0, func(v *register.View) {
		tally := v.Counts().Forums[forum(t, v, "CC-CPS-SCI")]
		equal(t, "open", tally.Open, 6)
		equal(t, "by état", tally.States, [6]int{0, 1, 2, 0, 1, 2})
		equal(t, "perdues de vue", tally.Dropped, 3)
		equal(t, "2023", found(t, v, "CC-CPS-SCI.2023-1", "1", "2", "3", "4", "5"),
			"1 en_cours!, 2 en_cours!, 3 reconduite, 4 reconduite, 5 non_realisee!")
		equal(t, "2024", found(t, v, "CC-CPS-SCI.2024-1", "1", "2", "3"), "1 formulee, 2 reconduite, 3 reconduite")
		equal(t, "one identity", recommendation(t, v, "CC-CPS-SCI.2024-1.2"), recommendation(t, v, "CC-CPS-SCI.2023-1.3"))
		equal(t, "one identity", recommendation(t, v, "CC-CPS-SCI.2024-1.3"), recommendation(t, v, "CC-CPS-SCI.2023-1.4"))
		s, err := v.FindSession("CC-CPS-SCI.2024-1")
		if err != nil {
			t.Fatal(err)
		}
		equal(t, "takes effect", v.Session(s).Day(), domain.MustDay(2024, 1, 31))
		equal(t, "to examine", len(v.Due(s)), 5)
	})
}

func TestTheComitéOnTheLastDayOf2023(t *testing.T) {
	see(t, imported(t), domain.MustDay(2023, 12, 31), func(v *register.View) {
		tally := v.Counts().Forums[forum(t, v, "CC-CPS-SCI")]
		equal(t, "by état", tally.States, [6]int{0, 5})
		equal(t, "perdues de vue", tally.Dropped, 0)
	})
}

func TestWhoOwesWhatToTheComité(t *testing.T) {
	see(t, imported(t), 0, func(v *register.View) {
		own, rolled := map[string]int{}, map[string]int{}
		comité := register.AnyFilter()
		comité.Forum = forum(t, v, "CC-CPS-SCI")
		for _, o := range v.Organizations() {
			for _, direct := range []bool{true, false} {
				f := comité
				f.Organization, f.Direct = o, direct
				all, _, err := v.List(f, register.Page{})
				if err != nil {
					t.Fatal(err)
				}
				if direct {
					own[v.Organization(o).Label()] = len(all)
				} else {
					rolled[v.Organization(o).Label()] = len(all)
				}
			}
		}
		equal(t, "own", own, map[string]int{"MAECI": 2, "DRH": 2, "DCM": 1, "MMEIA": 4, "CPS/SCI": 1, "MEF": 0, "DNPD": 1, "DGB": 1})
		equal(t, "rolled up", rolled, map[string]int{"MAECI": 5, "DRH": 2, "DCM": 1, "MMEIA": 4, "CPS/SCI": 1, "MEF": 1, "DNPD": 1, "DGB": 1})
	})
}

func TestSégou(t *testing.T) {
	numbers := strings.Fields("1 2 3 4 5 6 7 8 9 10 11 12 13")
	see(t, imported(t), 0, func(v *register.View) {
		equal(t, "the previous rencontre", found(t, v, "DP-SEGOU.precedente", numbers...),
			"1 executee, 2 executee, 3 reconduite, 4 en_cours!, 5 executee, 6 executee, 7 en_cours!, 8 en_cours!, 9 executee, 10 executee, 11 executee, 12 non_realisee!, 13 en_cours!")
		equal(t, "bullets", found(t, v, "DP-SEGOU.2018-1", "p1", "p2", "p3", "p4", "p5", "p6"),
			"p1 formulee, p2 formulee, p3 formulee, p4 formulee, p5 formulee, p6 reconduite")
		tally := v.Counts().Forums[forum(t, v, "DP-SEGOU")]
		equal(t, "open", tally.Open, 11)
		equal(t, "perdues de vue", tally.Dropped, 5)
		equal(t, "with the comité", tally.Open+v.Counts().Forums[forum(t, v, "CC-CPS-SCI")].Open, 17)
		order := v.Order(forum(t, v, "DP-SEGOU"))
		equal(t, "the undated one came before", v.Session(order[0]).Planned.Code, "precedente")
	})
	see(t, imported(t), domain.MustDay(2018, 2, 21), func(v *register.View) {
		equal(t, "open on the eve", v.Counts().Forums[forum(t, v, "DP-SEGOU")].Open, 13)
	})
}

func TestMissionsAddressSomebody(t *testing.T) {
	see(t, imported(t), 0, func(v *register.View) {
		equal(t, "Cairo", v.State(recommendation(t, v, "MISSION-CAIRE.2023-1.p1")).Addressee, "ministre des Affaires étrangères et de la Coopération internationale")
		for _, n := range []string{"p1", "p2", "p3"} {
			equal(t, "Rabat", v.State(recommendation(t, v, "MISSION-RABAT.2023-1."+n)).Addressee, "Ambassadeur")
		}
		equal(t, "not under the comité", v.Forum(forum(t, v, "MISSION-CAIRE")).Parent, domain.ForumID{})
	})
}

func TestTotalsAreKeptAsPrinted(t *testing.T) {
	see(t, imported(t), 0, func(v *register.View) {
		s, err := v.FindSession("ATELIER-DGCT.2023-1")
		if err != nil {
			t.Fatal(err)
		}
		got := v.Session(s).Totals[0]
		equal(t, "counts", []int{*got.Executed, *got.InProgress, *got.NotDone}, []int{42, 15, 11})
		equal(t, "rate", got.Rates[0].Printed, "67,74%")
		equal(t, "no total was printed", got.Total, nil)
		s, _ = v.FindSession("CC-CPS-SCI.2024-1")
		var printed []string
		for _, total := range v.Session(s).Totals {
			for _, r := range total.Rates {
				printed = append(printed, total.Subject+" "+r.Printed)
			}
		}
		equal(t, "plan d'action", printed, []string{"plan d'action 2023 63,64%", "plan d'action 2022 64,71%"})
	})
}

func TestForumsOfTheCREDD(t *testing.T) {
	see(t, imported(t), 0, func(v *register.View) {
		mixte := v.Forum(forum(t, v, "COMMISSION-MIXTE")).Rule
		equal(t, "the commission mixte follows", string(mixte.Examines), "tout_ouvert")
		equal(t, "the revue CREDD", len(mixte.Forums), 1)
		rbc := v.Forum(forum(t, v, "RBC")).Rule
		equal(t, "the RBC follows", string(rbc.Examines), "tout_ouvert")
		equal(t, "its own", len(rbc.Forums), 0)
		kinds := map[string]int{}
		for _, f := range v.ForumsByCode() {
			kinds[v.Forum(f).Kind]++
		}
		equal(t, "named by the table", []int{kinds["groupe thématique"], kinds["groupe transversal"], kinds["sous-groupe thématique"]}, []int{8, 3, 10})
		leads := v.Forum(forum(t, v, "GT-EAR")).Leads
		equal(t, "lead for 2019", leads[0].Words, "FAO")
	})
}

func TestEveryRowNamesItsDocument(t *testing.T) {
	for _, table := range exampletest.Tables(t) {
		column := slices.Index(table.Header, "document")
		if column < 0 {
			continue // decisions
		}
		for _, line := range table.Lines {
			if line.Cells[column] == "" {
				t.Errorf("%s:%d names no document", table.Name, line.Number)
			}
		}
	}
}
