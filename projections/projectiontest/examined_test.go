package projectiontest_test

import (
	"testing"

	"suivi/adapters/eventlog/memory"
	"suivi/domain"
	"suivi/domain/forum"
	"suivi/domain/glossary"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
	"suivi/projections/followup"
	"suivi/projections/projectiontest"
	"suivi/projections/register"
	"suivi/projections/report"
)

// A table recalls what the session examined; what it adopted instead, carrying
// over, stands on the list that it made. A rectification of either stands beside
// the table once it is closed.
func TestATableRecallsWhatWasExamined(t *testing.T) {
	b := projectiontest.Keep(t, memory.New())
	b.Structure("DCM", "DCM", "")
	b.Structure("DNPD", "DNPD", "")
	b.Forum("CC", forum.Rule{})
	first := b.Hold("CC", "1", "2023-06-01")
	was := projectiontest.Made("1", "Associer la DCM", "DCM")
	was.Due = domain.Period{Words: "fin 2023"}
	made := b.Make(first, was)
	second := b.Hold("CC", "2", "2024-06-01")
	b.Find(made[0], second, enCours, "vu")
	adopted := recommendation.CarriedOver{Listing: recommendation.Listing{Number: "7"}, Text: "Associer la DNPD", Due: domain.Period{Words: "fin 2024"},
		Owners: []domain.Owner{{Organization: organization.IDOf("DNPD")}}}
	if err := b.CarryOver(made[0], second, adopted); err != nil {
		t.Fatal(err)
	}
	asks := func(when string) {
		t.Helper()
		b.Ask(register.Moment{}, func(v *register.View) {
			table := followup.Of(v, mustSession(v, second))
			equal(t, when+", examined", worded(table.Rows[0].Item), []string{"Associer la DCM", "fin 2023", "DCM"})
			equal(t, when+", made", worded(table.Made[0].Item), []string{"Associer la DNPD", "fin 2024", "DNPD"})
		})
	}
	asks("held")
	b.Close(second, "2024-06-01")
	asks("closed")
	for _, e := range b.Records().Envelopes(t) {
		switch p := e.Payload.(type) {
		case recommendation.Formulated:
			p.Text = "Associer toute la DCM"
			b.Do(made[0], recommendation.Rectify{Corrects: e.ID, Instead: p, Reason: mistake})
		case recommendation.CarriedOver:
			p.Text = "Associer toute la DNPD"
			b.Do(made[0], recommendation.Rectify{Corrects: e.ID, Instead: p, Reason: mistake})
		}
	}
	asks("rectified")
	b.Ask(register.Moment{}, func(v *register.View) {
		equal(t, "beside it", followup.Of(v, mustSession(v, second)).Since, []followup.Change{
			{Number: "1", Field: "texte", Closed: "Associer la DCM", Now: "Associer toute la DCM"},
			{Number: "7", Field: "texte_fait", Closed: "Associer la DNPD", Now: "Associer toute la DNPD"},
		})
	})
}

// worded is the text, the échéance and the owners of an item.
func worded(i register.Item) []string {
	said := []string{i.Text, i.Due.Words}
	for _, o := range i.Owners {
		said = append(said, o.Path)
	}
	return said
}

// Rows that bear the same numéro are told apart by the session that gave it,
// also on a list that the secretariat fixed.
func TestRowsOfOneNumberNameTheirSession(t *testing.T) {
	b := projectiontest.Keep(t, memory.New())
	b.Forum("CC", forum.Rule{})
	first, second, third := b.Hold("CC", "1", "2022-06-01"), b.Hold("CC", "2", "2023-06-01"), b.Hold("CC", "3", "2024-06-01")
	old, late := b.Make(first, projectiontest.Made("1", "un")), b.Make(second, projectiontest.Made("1", "deux"), projectiontest.Made("2", "trois"))
	item := func(of domain.RecommendationID, number string) session.Item {
		return session.Item{Recommendation: of, Number: number}
	}
	numbers := func(items ...session.Item) (all []string) {
		list := session.ListFixed{Origin: session.BySecretariat, Items: items}
		if err := b.Session(third, session.FixList{On: day("2024-06-01"), ListFixed: list}); err != nil {
			t.Fatal(err)
		}
		b.Ask(register.Moment{}, func(v *register.View) {
			for _, row := range report.FollowUp(followup.Of(v, mustSession(v, third)), glossary.French).Tables[0].Rows {
				all = append(all, row[0])
			}
		})
		return all
	}
	equal(t, "of one session", numbers(item(late[0], "1"), item(late[1], "2")), []string{"1", "2"})
	equal(t, "of two", numbers(item(late[0], "1"), item(old[0], "1")), []string{"1\nCC 2", "1\nCC 1"})
}
