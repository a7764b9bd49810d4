package httpapi_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"suivi/projections/audit"
	"suivi/projections/carryover"
	"suivi/projections/followup"
	"suivi/projections/openitems"
	"suivi/projections/owing"
	"suivi/projections/register"
)

// ask decodes the answer to a question.
func ask[T any](t *testing.T, s *service, path string) (answer T) {
	t.Helper()
	w := s.get(path)
	if w.Status != http.StatusOK {
		t.Fatalf("GET %s: %d %s", path, w.Status, w.Body)
	}
	w.into(t, &answer)
	return answer
}

func equal[V any](t *testing.T, what string, got, want V) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

// words puts what each row says after one another.
func words[T any](rows []T, say func(T) string) string {
	all := make([]string, len(rows))
	for i, row := range rows {
		all[i] = say(row)
	}
	return strings.Join(all, " ")
}

func retained(r followup.Row) string         { return r.Number + ":" + r.State.String() }
func percent(r followup.Rate) string         { return r.Percent }
func referenceOf(i register.Item) string     { return i.Reference }
func carriedOver(c carryover.Carried) string { return c.Number + "<" + c.Was }

func openIn(c openitems.Counts, forum string) (open int) {
	for _, heap := range c.Forums {
		if heap.Key == forum {
			open = heap.Open
		}
	}
	return open
}

func TestTheFiguresOfTheWorkedExamplesComeOutOfTheAPI(t *testing.T) {
	s := recorded(t)
	t.Run("the comité of January 2024", func(t *testing.T) {
		table := ask[followup.Table](t, s, "/sessions/CC-CPS-SCI.2024-1/tableau")
		equal(t, "états", words(table.Rows, retained), "1:en_cours 2:en_cours 3:non_realisee 4:en_cours 5:non_realisee")
		equal(t, "exécution, cumul, hors sans objet, reconduction", words(table.Rates, percent), "0,00 60,00 0,00 40,00")
		equal(t, "takes effect on", table.Rates[0].On.String(), "2024-01-31")
		equal(t, "new", table.Totals.Made, 1)
		list := ask[carryover.List](t, s, "/sessions/CC-CPS-SCI.2024-1/reconductions")
		equal(t, "reconduites", words(list.Carried, carriedOver), "2<CC-CPS-SCI.2023-1.3 3<CC-CPS-SCI.2023-1.4")
	})
	t.Run("what is left after it", func(t *testing.T) {
		open := ask[openitems.List](t, s, "/recommandations?cadre=CC-CPS-SCI&situation=ouverte")
		states := map[string]int{}
		for _, i := range open.Items {
			states[i.State.String()]++
		}
		equal(t, "open", states, map[string]int{"formulee": 1, "en_cours": 2, "non_realisee": 1, "reconduite": 2})
		dropped := ask[audit.Report](t, s, "/audit?cadre=CC-CPS-SCI").Dropped
		slices.SortFunc(dropped, func(a, b register.Item) int { return strings.Compare(a.Reference, b.Reference) })
		equal(t, "perdues de vue", words(dropped, referenceOf), "CC-CPS-SCI.2023-1.1 CC-CPS-SCI.2023-1.2 CC-CPS-SCI.2023-1.5")
	})
	t.Run("who owes what to it", func(t *testing.T) {
		table := ask[owing.Table](t, s, "/redevables?cadre=CC-CPS-SCI")
		got := map[string][2]int{}
		for _, r := range table.Rows {
			got[r.Code] = [2]int{r.Own, r.Total}
		}
		equal(t, "own and rolled up", got, map[string][2]int{"MAECI": {2, 5}, "MAECI-DRH": {2, 2}, "MAECI-DCM": {1, 1}, "MMEIA": {4, 4}, "CPS-SCI": {1, 1},
			"MEF": {0, 1}, "MEF-DNPD": {1, 1}, "MEF-DGB": {1, 1}})
		equal(t, "sum and distinct", [2]int{table.Sum, table.Distinct}, [2]int{11, 6})
	})
	t.Run("on the last day of 2023", func(t *testing.T) {
		list := ask[openitems.List](t, s, "/recommandations?cadre=CC-CPS-SCI&au=2023-12-31")
		equal(t, "états", words(list.Items, func(i register.Item) string { return i.State.String() }), "formulee formulee formulee formulee formulee")
		equal(t, "perdues de vue", len(ask[audit.Report](t, s, "/audit?cadre=CC-CPS-SCI&au=2023-12-31").Dropped), 0)
	})
	t.Run("the débat of Ségou", func(t *testing.T) {
		table := ask[followup.Table](t, s, "/sessions/DP-SEGOU.2018-1/tableau")
		equal(t, "états", words(table.Rows, retained), "1:executee 2:executee 3:non_realisee 4:en_cours 5:executee 6:executee 7:en_cours 8:en_cours 9:executee 10:executee 11:executee 12:non_realisee 13:en_cours")
		equal(t, "rates", words(table.Rates, percent), "53,85 84,62 53,85 7,69")
		dropped := ask[audit.Report](t, s, "/audit?cadre=DP-SEGOU").Dropped
		slices.Reverse(dropped)
		equal(t, "perdues de vue", words(dropped, func(i register.Item) string { return strings.TrimPrefix(i.Reference, "DP-SEGOU.precedente.") }), "4 7 8 12 13")
		counts := ask[openitems.Counts](t, s, "/compteurs")
		equal(t, "open", openIn(counts, "DP-SEGOU"), 11)
		equal(t, "made", len(ask[openitems.List](t, s, "/recommandations?cadre=DP-SEGOU").Items), 18)
		equal(t, "open, with the comité", openIn(counts, "DP-SEGOU")+openIn(counts, "CC-CPS-SCI"), 17)
		equal(t, "the whole example, made and open", [2]int{counts.Made, counts.Open.Open}, [2]int{28, 21})
	})
	t.Run("totals as reports print them", func(t *testing.T) {
		var dgct followup.Declared
		for _, d := range ask[audit.Report](t, s, "/audit").Declared {
			if d.Session == "ATELIER-DGCT.2023-1" && d.Totals.Subject == "plan d'actions 2023" {
				dgct = d.Totals
			}
		}
		rate := dgct.Rates[0]
		equal(t, "printed, computed, gap", []string{rate.Printed, rate.Computed, rate.Gap}, []string{"67,74%", "61,76", "+5,98"})
		equal(t, "sum, and the denominator that would give it", [2]int{dgct.Sum, rate.Denominator}, [2]int{68, 62})
	})
}
