package projectiontest_test

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"suivi/adapters/eventlog/memory"
	"suivi/domain"
	"suivi/domain/forum"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
	"suivi/projections/carryover"
	"suivi/projections/followup"
	"suivi/projections/openitems"
	"suivi/projections/owing"
	"suivi/projections/projectiontest"
	"suivi/projections/register"
)

const (
	enCours     = domain.InProgress
	executee    = domain.Executed
	nonRealisee = domain.NotDone
)

func day(s string) domain.Day { return projectiontest.Day(s) }

// coordination is the worked example of the comité de coordination CPS/SCI: two
// sessions, five recommendations, then three of which two are carried over.
func coordination(t *testing.T) (b *projectiontest.Book, first, second domain.SessionID, made []domain.RecommendationID) {
	b = projectiontest.Keep(t, memory.New())
	b.Structure("CPS-SCI", "CPS/SCI", "")
	for _, o := range [][3]string{{"MAECI", "MAECI", ""}, {"MAECI-DRH", "DRH", "MAECI"}, {"MAECI-DCM", "DCM", "MAECI"},
		{"MMEIA", "MMEIA", ""}, {"MEF", "MEF", ""}, {"MEF-DNPD", "DNPD", "MEF"}, {"MEF-DGB", "DGB", "MEF"}} {
		b.Structure(o[0], o[1], o[2])
	}
	b.Forum("CC-CPS-SCI", forum.Rule{})
	first = b.Hold("CC-CPS-SCI", "2023-1", "2023-01-27")
	made = b.Make(first,
		projectiontest.Made("1", "Former les agents", "MAECI", "MMEIA"),
		projectiontest.Made("2", "Recruter", "MAECI-DRH", "MMEIA"),
		projectiontest.Made("3", "Créer le fichier", "MAECI-DCM"),
		projectiontest.Made("4", "Étoffer la cellule", "MAECI-DRH", "MMEIA", "CPS-SCI"),
		projectiontest.Made("5", "Doter en crédits", "MEF-DNPD", "MEF-DGB"))
	b.Close(first, "2023-01-27")
	second = b.Hold("CC-CPS-SCI", "2024-1", "2024-01-31")
	for k, state := range []domain.State{enCours, enCours, nonRealisee, enCours, nonRealisee} {
		b.Find(made[k], second, state, "")
	}
	b.Make(second, projectiontest.Made("1", "Tenir les sessions", "MAECI", "MMEIA"))
	b.Carry(made[2], second, "2")
	b.Carry(made[3], second, "3")
	b.Close(second, "2024-01-31")
	return b, first, second, made
}

func percents(rates []followup.Rate) (all []string) {
	for _, r := range rates {
		all = append(all, r.Percent)
	}
	return all
}

func references(v *register.View, f register.Filter) (all []string) {
	rows, _, _ := v.List(f, register.Page{})
	for _, i := range rows {
		all = append(all, v.Describe(i).Reference)
	}
	slices.Sort(all)
	return all
}

func dropped(v *register.View) []string {
	f := register.AnyFilter()
	f.Dropped = true
	return references(v, f)
}

func equal[V any](t *testing.T, what string, got, want V) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

func TestWorkedExampleCoordination(t *testing.T) {
	b, _, second, _ := coordination(t)
	b.Ask(register.Moment{Today: day("2024-02-15")}, func(v *register.View) {
		s, _ := v.SessionOf(second)
		table := followup.Of(v, s)
		equal(t, "rates", percents(table.Rates), []string{"0,00", "60,00", "0,00", "40,00"})
		equal(t, "sentence", table.Sentence, "Sur les cinq (05) recommandations examinées, trois (03) sont en cours de réalisation et deux (02) n'ont pas connu de réalisation.")
		var carried []bool
		for _, m := range table.Made {
			carried = append(carried, m.Carried)
		}
		equal(t, "new, carried over, carried over", carried, []bool{false, true, true})

		counts := openitems.Of(v)
		equal(t, "open", counts.Open, openitems.Tally{Open: 6, Silent: 0, Dropped: 3})
		states := map[string]int{}
		for _, h := range counts.States {
			states[h.Key] = h.Open
		}
		equal(t, "by état", states, map[string]int{"formulee": 1, "en_cours": 2, "non_realisee": 1, "reconduite": 2})
		equal(t, "dropped", dropped(v), []string{"CC-CPS-SCI.2023-1.1", "CC-CPS-SCI.2023-1.2", "CC-CPS-SCI.2023-1.5"})

		owed, err := owing.Of(v, v.ForumOf(s))
		if err != nil {
			t.Fatal(err)
		}
		rows := map[string][2]int{}
		for _, r := range owed.Rows {
			rows[r.Acronym] = [2]int{r.Own, r.Total}
		}
		equal(t, "own and total", rows, map[string][2]int{"MAECI": {2, 5}, "DRH": {2, 2}, "DCM": {1, 1}, "MMEIA": {4, 4}, "CPS/SCI": {1, 1}, "MEF": {0, 1}, "DNPD": {1, 1}, "DGB": {1, 1}})
		equal(t, "sum, distinct, unowned", []int{owed.Sum, owed.Distinct, owed.Unowned}, []int{11, 6, 0})

		left := []string{}
		for _, u := range carryover.Of(v, s).Undecided {
			left = append(left, u.Item.Reference)
		}
		equal(t, "neither executed, classed nor carried over", left, []string{"CC-CPS-SCI.2023-1.1", "CC-CPS-SCI.2023-1.2", "CC-CPS-SCI.2023-1.5"})
	})
	b.Ask(register.Moment{On: day("2023-12-31")}, func(v *register.View) {
		counts := openitems.Of(v)
		equal(t, "open in 2023", counts.Open, openitems.Tally{Open: 5})
		equal(t, "made in 2023", counts.States[0], openitems.Heap{Key: "formulee", Tally: openitems.Tally{Open: 5}})
		equal(t, "dropped in 2023", dropped(v), nil)
	})
}

func TestAClosedTableStaysAndWhatIsRectifiedStandsBesideIt(t *testing.T) {
	b, _, second, made := coordination(t)
	var found recommendation.Fact
	b.Ask(register.Moment{}, func(v *register.View) {
		i, _ := v.Find(made[0].String())
		for _, f := range v.Facts(i) {
			if _, is := f.Event.(recommendation.Found); is {
				found = f
			}
		}
	})
	b.Do(made[0], recommendation.Rectify{Corrects: found.ID, Instead: recommendation.Found{Session: second, State: executee}, Reason: "mal lu"})
	b.Do(made[1], recommendation.Examine{On: day("2024-03-01"), Found: recommendation.Found{State: executee}})
	b.Ask(register.Moment{}, func(v *register.View) {
		s, _ := v.SessionOf(second)
		table := followup.Of(v, s)
		equal(t, "état as closed", table.Rows[0].State, enCours)
		equal(t, "what followed is no rectification", table.Since, []followup.Change{{Number: "1", Field: "etat_retenu", Closed: "en_cours", Now: "executee"}})
		equal(t, "rates as closed", percents(table.Rates), []string{"0,00", "60,00", "0,00", "40,00"})
	})
}

// TestANameRectifiedToAnEarlierDayReadsOtherwiseSinceTheClose: what corrects it
// is recorded of the later day that was wrong.
func TestANameRectifiedToAnEarlierDayReadsOtherwiseSinceTheClose(t *testing.T) {
	b := projectiontest.Keep(t, memory.New())
	b.Structure("MAECI", "MAECI", "")
	b.Forum("CC", forum.Rule{})
	made := b.Make(b.Hold("CC", "1", "2023-01-27"), projectiontest.Made("1", "Former les agents", "MAECI"))
	second := b.Plan(session.Planned{Forum: forum.IDOf("CC"), Code: "2"})
	if err := b.Session(second, session.FixList{On: day("2024-01-31"), ListFixed: session.ListFixed{Origin: session.BySecretariat, Items: []session.Item{{Recommendation: made[0], Number: "1", Place: 1}}}}); err != nil {
		t.Fatal(err)
	}
	b.Sit(second, domain.On(day("2024-01-31")))
	b.Find(made[0], second, enCours, "")
	b.Close(second, "2024-01-31")
	since := func(want []followup.Change) {
		t.Helper()
		b.Ask(register.Moment{}, func(v *register.View) {
			s, _ := v.SessionOf(second)
			equal(t, "since the close", followup.SketchOf(v, s).Since(), want)
		})
	}
	named := organization.Renamed{Names: organization.Names{Name: "Ministère", Acronym: "MMI"}}
	b.Organization("MAECI", "2024-05-01", named)
	since(nil)
	all := b.Records().All
	_, err := b.Ledger.Organization(context.Background(), b.Meta(), "MAECI", organization.Rectify{Corrects: all[len(all)-1].ID, Instead: named, NewDay: day("2023-06-01"), Reason: "arrêté retrouvé"})
	if err != nil {
		t.Fatal(err)
	}
	since([]followup.Change{{Number: "1", Field: "responsables", Closed: "MAECI", Now: "MMI"}})
}

// A review proposes, then validates or sets aside; what it has to examine may
// be examined at either session, and is judged when the political one closes.
func TestReviewInTwoPhases(t *testing.T) {
	b := projectiontest.Keep(t, memory.New())
	b.Forum("CREDD", forum.Rule{})
	year := func(code, technicalDay, politicalDay string) (technical, political domain.SessionID) {
		technical = b.Plan(plannedPhase("CREDD", code+"-T", domain.PhaseTechnical, domain.SessionID{}))
		b.Sit(technical, domain.On(day(technicalDay)))
		political = b.Plan(plannedPhase("CREDD", code+"-P", domain.PhasePolitical, technical))
		b.Sit(political, domain.On(day(politicalDay)))
		return technical, political
	}
	t1, p1 := year("2022", "2022-06-01", "2022-06-10")
	made := b.Make(t1, projectiontest.Made("1", "un"), projectiontest.Made("2", "deux"), projectiontest.Made("3", "trois"))
	for k, number := range []string{"1", "2"} {
		if err := b.Validate(made[k], p1, number); err != nil {
			t.Fatal(err)
		}
	}
	b.Do(made[2], recommendation.Discard{SetAside: recommendation.SetAside{Session: p1}})
	b.Close(p1, "2022-06-10")
	t2, p2 := year("2023", "2023-06-01", "2023-06-10")
	b.Find(made[0], t2, enCours, "à la technique")
	b.Carry(made[0], p2, "1")
	b.Close(t2, "2023-06-05")
	b.Ask(register.Moment{}, func(v *register.View) {
		s1, _ := v.SessionOf(p1)
		table := followup.Of(v, s1)
		equal(t, "validated is new", []int{table.Totals.Made, table.Totals.CarriedAll}, []int{2, 0})
		s2, _ := v.SessionOf(p2)
		equal(t, "the political list is examined", len(v.Due(s2)), 2)
		equal(t, "judged only when the political session closes", dropped(v), nil)
	})
	b.Close(p2, "2023-06-12")
	b.Ask(register.Moment{}, func(v *register.View) {
		equal(t, "dropped", dropped(v), []string{"CREDD.2022-P.2"})
		i, _ := v.Find("CREDD.2022-T.2")
		equal(t, "since the close", v.Status(i).Dropped.Since, day("2023-06-12"))
		equal(t, "not examined", v.Status(i).Dropped.Why, register.NotExamined)
		set, _ := v.Find("CREDD.2022-T.3")
		equal(t, "set aside", v.State(set).Standing, recommendation.Discarded)
	})
	b.Ask(register.Moment{On: day("2023-06-11")}, func(v *register.View) { equal(t, "the day before", dropped(v), nil) })
}
