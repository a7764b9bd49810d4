package desk_test

import (
	"testing"

	"suivi/adapters/desk"
	"suivi/domain/fault"
)

func TestAFilterReadsStatesAndStructuresAsBodiesDo(t *testing.T) {
	b := committee(t)
	b.record("CC.2023-1.1", desk.Examine{Session: "CC.2024-1", State: "Exécutée"})
	b.record("CC.2023-1.2", desk.Examine{Session: "CC.2024-1", State: "en cours"})
	b.record("CC.2023-1.3", desk.Declare{Organization: "MAECI", State: "en cours"})
	for name, c := range map[string]struct {
		f    desk.Filter
		want int
	}{
		"a stored name":                   {desk.Filter{State: "executee"}, 1},
		"a word with its accents":         {desk.Filter{State: "Exécutée"}, 1},
		"words":                           {desk.Filter{State: "en cours"}, 1},
		"an état that bodies do not take": {desk.Filter{State: "Formulée"}, 1},
		"another":                         {desk.Filter{State: "reconduite"}, 0},
		"with news":                       {desk.Filter{Moved: true}, 1},
		"a path":                          {desk.Filter{Organization: "MAECI > DRH"}, 3},
		"an acronym in another case":      {desk.Filter{Organization: " cps "}, 3},
	} {
		if got := len(ask(b, desk.Recommendations, desk.Narrowed{Filter: c.f}).Items); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
	for place, c := range map[string]struct {
		f    desk.Filter
		code string
	}{
		"etat":      {desk.Filter{State: "finie peut-être"}, "option.illisible"},
		"structure": {desk.Filter{Organization: "MAEC"}, "structure.inconnue_voisines"},
	} {
		_, _, err := desk.Ask(t.Context(), b.desk, secretariat, desk.Recommendations, desk.Narrowed{Filter: c.f})
		if f, is := err.(*fault.Fault); !is || f.Place != place || f.Code != c.code {
			t.Errorf("%s: %v", place, err)
		}
	}
}

func TestCountsNameADayOnlyWhereTheyWereAskedAsOfIt(t *testing.T) {
	b := committee(t)
	b.record("CC.2023-1.1", desk.Examine{Session: "CC.2024-1", State: "en cours"})
	all := ask(b, desk.Counts, desk.Counting{})
	if all.AsOf != 0 || all.Today.String() != "2024-06-15" {
		t.Errorf("au %v, aujourd'hui %v", all.AsOf, all.Today)
	}
	then := ask(b, desk.Counts, desk.Counting{Moment: desk.Moment{AsOf: "2023-12-31"}})
	if then.AsOf.String() != "2023-12-31" || then.Today != then.AsOf {
		t.Errorf("au %v, aujourd'hui %v", then.AsOf, then.Today)
	}
}
