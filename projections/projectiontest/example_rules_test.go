package projectiontest_test

import (
	"testing"

	"suivi/adapters/eventlog/memory"
	"suivi/domain"
	"suivi/domain/forum"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
	"suivi/projections/followup"
	"suivi/projections/projectiontest"
	"suivi/projections/register"
)

func plannedPhase(f, code string, phase domain.Phase, validates domain.SessionID) session.Planned {
	return session.Planned{Forum: forum.IDOf(f), Code: code, Phase: phase, Validates: validates}
}

// due lists what a session has to examine, by the numéro it bears there.
func due(v *register.View, id domain.SessionID) (all []string) {
	s, _ := v.SessionOf(id)
	for _, d := range v.Due(s) {
		all = append(all, d.Number+" "+v.State(d.Recommendation).Text)
	}
	return all
}

func TestACommissionMixteFollowsAllThatAnotherForumHasOpen(t *testing.T) {
	b := projectiontest.Keep(t, memory.New())
	b.Forum("CREDD", forum.Rule{})
	b.Forum("MIXTE", forum.Rule{Examines: forum.AllOpen, Forums: []domain.ForumID{forum.IDOf("CREDD")}, Theme: "Emploi"})
	review := b.Hold("CREDD", "2022-1", "2022-06-10")
	jobs := projectiontest.Made("1", "former")
	jobs.Theme = "emploi"
	other := jobs
	other.Number, other.Text = "2", "insérer"
	made := b.Make(review, jobs, other, projectiontest.Made("3", "irriguer"))
	first := b.Hold("MIXTE", "2022-1", "2022-10-01")
	b.Find(made[0], first, executee, "fait")
	second := b.Hold("MIXTE", "2023-1", "2023-02-01")
	b.Ask(register.Moment{}, func(v *register.View) {
		equal(t, "open on the eve, of the theme", due(v, first), []string{"1 former", "2 insérer"})
		equal(t, "what its previous session saw executed is not shown again", due(v, second), []string{"2 insérer"})
		i, _ := v.Find("CREDD.2022-1.2")
		equal(t, "let go by the commission when its next is held", *v.Status(i).Dropped, register.Drop{Since: day("2023-02-01"), Session: mustSession(v, first), Why: register.NotExamined})
	})
	b.Do(made[1], recommendation.Examine{On: day("2023-01-10"), Found: recommendation.Found{State: executee}})
	b.Ask(register.Moment{}, func(v *register.View) {
		equal(t, "executed since its previous session", due(v, second), []string{"2 insérer"})
		equal(t, "what is executed is not dropped", dropped(v), nil)
	})
}

func mustSession(v *register.View, id domain.SessionID) register.SessionIndex {
	s, _ := v.SessionOf(id)
	return s
}

// The next session of a forum that was never closed is what holds it to account.
func TestASessionNeverClosedCountsAsClosedWhenTheNextIsHeld(t *testing.T) {
	b := projectiontest.Keep(t, memory.New())
	b.Forum("CC", forum.Rule{})
	first := b.Hold("CC", "1", "2022-01-10")
	b.Make(first, projectiontest.Made("1", "un"))
	b.Hold("CC", "2", "2022-06-10")
	third := b.Plan(session.Planned{Forum: forum.IDOf("CC"), Code: "3", Expected: domain.On(day("2023-01-10"))})
	b.Ask(register.Moment{}, func(v *register.View) { equal(t, "not yet", dropped(v), nil) })
	b.Sit(third, domain.On(day("2023-01-12")))
	b.Ask(register.Moment{}, func(v *register.View) {
		i, _ := v.Find("CC.1.1")
		equal(t, "since the next was held", v.Status(i).Dropped.Since, day("2023-01-12"))
	})
	b.Ask(register.Moment{On: day("2023-01-11")}, func(v *register.View) { equal(t, "the eve", dropped(v), nil) })
}

func TestOnTwoListsAnItemAppearsOnceUnderItsLatestNumber(t *testing.T) {
	b := projectiontest.Keep(t, memory.New())
	b.Forum("CC", forum.Rule{Lists: 2})
	first := b.Hold("CC", "1", "2022-01-10")
	made := b.Make(first, projectiontest.Made("1", "un"), projectiontest.Made("2", "deux"))
	second := b.Hold("CC", "2", "2022-06-10")
	b.Make(second, projectiontest.Made("1", "trois"))
	b.Carry(made[1], second, "7")
	third := b.Hold("CC", "3", "2023-01-10")
	b.Ask(register.Moment{}, func(v *register.View) {
		equal(t, "due", due(v, third), []string{"1 un", "1 trois", "7 deux"})
	})
}

func TestASessionWithoutADateComesBeforeTheOneItPrecedes(t *testing.T) {
	b := projectiontest.Keep(t, memory.New())
	b.Forum("SEGOU", forum.Rule{})
	next := b.Hold("SEGOU", "2018", "2018-02-22")
	before := b.Plan(session.Planned{Forum: forum.IDOf("SEGOU"), Code: "precedente", Precedes: next})
	b.Sit(before, domain.Period{To: day("2018-02-21"), Words: "la précédente rencontre"})
	made := b.Make(before, projectiontest.Text("un"), projectiontest.Text("deux"))
	b.Find(made[0], next, executee, "fait")
	b.Close(next, "2018-02-22")
	b.Ask(register.Moment{}, func(v *register.View) {
		equal(t, "due", due(v, next), []string{" un", " deux"})
		equal(t, "dropped, under its place", dropped(v), []string{"SEGOU.precedente.p2"})
	})
}

// Where a forum retains the owners' word, the chef de file's is the état.
func TestAForumRetainsDeclarations(t *testing.T) {
	b := projectiontest.Keep(t, memory.New())
	b.Structure("A", "A", "")
	b.Structure("B", "B", "")
	b.Forum("SECT", forum.Rule{Word: forum.WordOfOwners})
	s := b.Hold("SECT", "1", "2022-01-10")
	rec := b.Make(s, projectiontest.Made("1", "un", "A", "B"))[0]
	say := func(owner, on string, state domain.State) {
		b.Do(rec, recommendation.Declare{On: day(on), Declared: recommendation.Declared{Owner: organization.IDOf(owner), State: state, Words: "ainsi"}})
	}
	retained := func(want domain.State, gaps ...bool) {
		t.Helper()
		b.Ask(register.Moment{}, func(v *register.View) {
			i, _ := v.Find("SECT.1.1")
			equal(t, "retained", v.State(i).State, want)
			var got []bool
			for _, said := range v.Said(i) {
				got = append(got, said.Gap)
			}
			equal(t, "gaps", got, gaps)
		})
	}
	say("A", "2022-03-01", executee)
	retained(domain.Made, true)
	say("B", "2022-04-01", enCours)
	retained(enCours, true, false)
	say("B", "2022-05-01", executee)
	retained(executee, false, false)
}

func TestSilentIsNeitherTakenUpAtTheLastSessionNorHeardOfSince(t *testing.T) {
	b := projectiontest.Keep(t, memory.New())
	b.Structure("A", "A", "")
	b.Forum("CC", forum.Rule{Examines: forum.AllOpen})
	first := b.Hold("CC", "1", "2022-01-10")
	made := b.Make(first, projectiontest.Made("1", "un", "A"), projectiontest.Made("2", "deux", "A"), projectiontest.Made("3", "trois", "A"))
	second := b.Plan(session.Planned{Forum: forum.IDOf("CC"), Code: "2"})
	b.Sit(second, domain.Period{From: day("2023-01-10"), To: day("2023-01-12")})
	b.Find(made[0], second, enCours, "vu")
	b.Do(made[1], recommendation.Declare{On: day("2023-01-10"), Declared: recommendation.Declared{Owner: organization.IDOf("A"), State: enCours}})
	b.Do(made[2], recommendation.Declare{On: day("2023-01-09"), Declared: recommendation.Declared{Owner: organization.IDOf("A"), State: enCours}})
	b.Ask(register.Moment{}, func(v *register.View) {
		f := register.AnyFilter()
		f.Silent = true
		equal(t, "silent", references(v, f), []string{"CC.1.3"})
	})
	b.Ask(register.Moment{On: day("2022-12-31")}, func(v *register.View) {
		f := register.AnyFilter()
		f.Silent = true
		equal(t, "silent after the first session", references(v, f), nil)
	})
}

func TestLateIsOpenAfterTheEndOfItsDueDate(t *testing.T) {
	b := projectiontest.Keep(t, memory.New())
	b.Forum("CC", forum.Rule{})
	s := b.Hold("CC", "1", "2022-01-10")
	item := projectiontest.Made("1", "un")
	item.Due = domain.Period{From: day("2022-12-01"), To: day("2022-12-15"), Words: "première quinzaine de décembre"}
	rec := b.Make(s, item)[0]
	late := func(today string) (is bool) {
		b.Ask(register.Moment{Today: day(today)}, func(v *register.View) {
			i, _ := v.Find("CC.1.1")
			is = v.Late(i)
		})
		return is
	}
	equal(t, "on its last day, the day after", []bool{late("2022-12-15"), late("2022-12-16")}, []bool{false, true})
	b.Do(rec, recommendation.Examine{On: day("2023-01-01"), Found: recommendation.Found{State: executee}})
	equal(t, "executed", late("2023-06-01"), false)
}

// What was merged stands for itself at the session that merged it, and as the
// survivor from the next on; a duplicate is the survivor from the start.
func TestAbsorbedRecordsCountOnce(t *testing.T) {
	b := projectiontest.Keep(t, memory.New())
	b.Forum("CC", forum.Rule{})
	first := b.Hold("CC", "1", "2022-01-10")
	made := b.Make(first, projectiontest.Made("1", "un"), projectiontest.Made("2", "deux"), projectiontest.Made("3", "un, encore"))
	b.Do(made[2], recommendation.AbsorbInto{Absorbed: recommendation.Absorbed{Survivor: made[0], Kind: recommendation.Duplicate}})
	second := b.Hold("CC", "2", "2022-06-10")
	b.Find(made[0], second, enCours, "")
	b.Find(made[1], second, nonRealisee, "")
	b.Carry(made[0], second, "1")
	b.Carry(made[1], second, "2")
	b.Do(made[1], recommendation.AbsorbInto{Absorbed: recommendation.Absorbed{Survivor: made[0], Kind: recommendation.Merger, Session: second}})
	third := b.Hold("CC", "3", "2023-01-10")
	b.Ask(register.Moment{}, func(v *register.View) {
		equal(t, "at the session that merged", due(v, second), []string{"1 un", "2 deux"})
		equal(t, "each with its own finding", followup.Of(v, mustSession(v, second)).Totals.Examined, 2)
		equal(t, "from the next on", due(v, third), []string{"1 un"})
		i, err := v.Find("CC.1.2")
		equal(t, "found as the survivor", v.Describe(i).Reference, "CC.2.1")
		equal(t, "error", err, nil)
		equal(t, "all its references", v.References(i), []string{"CC.1.1", "CC.1.3", "CC.2.1", "CC.1.2", "CC.2.2"})
		equal(t, "not let go", dropped(v), nil)
	})
}
