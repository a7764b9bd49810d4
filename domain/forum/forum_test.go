package forum_test

import (
	"strings"
	"testing"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/field"
	f "suivi/domain/forum"
	"suivi/domain/scenario"
)

// fact is a fact as these tests write it. The first given is the first
// recorded, under the id nth(1).
type fact = f.Decided

func nth(i int) ulid.ULID { return ulid.ULID{0: 1, 15: byte(i)} }

func history(given []fact) []f.Fact {
	facts := make([]f.Fact, len(given))
	for i, g := range given {
		facts[i] = f.Fact{Seq: uint64(i + 1), ID: nth(i + 1), Day: g.Day, Event: g.Event}
	}
	return facts
}

func rules(t testing.TB) func(...fact) scenario.Given[fact, f.Command] {
	return scenario.Of(t, func(given []fact, c f.Command) ([]fact, error) { return f.Decide(history(given), c) })
}

// The forum of these tests.
var (
	start  = domain.MustDay(2019, 1, 1)
	in2021 = domain.MustDay(2021, 1, 1)
	in2023 = domain.MustDay(2023, 1, 1)

	comite  = f.Created{Code: "CC", Name: "Comité de coordination", Kind: "comité"}
	created = fact{Day: start, Event: comite}
	renamed = fact{Day: in2021, Event: f.Renamed{Name: "Comité national"}}
	revue   = f.IDOf("CREDD")
	moved   = fact{Day: in2021, Event: f.Reparented{Parent: revue}}
	allOpen = fact{Day: in2021, Event: f.RuleSet{Rule: f.Rule{Examines: f.AllOpen, Forums: []domain.ForumID{revue}}}}
	owners  = fact{Day: in2023, Event: f.RuleSet{Rule: f.Rule{Word: f.WordOfOwners, Lists: 2}}}
)

func on(day domain.Day, e f.Event) f.Record { return f.Record{On: day, Event: e} }

func to(g fact) f.Record { return on(g.Day, g.Event) }

func as(given []fact, day domain.Day) f.State { return f.Fold(history(given), 0, day) }

func TestAForumIsCreatedOnce(t *testing.T) {
	given := rules(t)
	given().When(to(created)).Then(created)
	given(created).When(to(created)).ThenNothing()
	given(created, renamed).When(to(created)).ThenNothing()
	other := comite
	other.Name = "Autre"
	given(created).When(on(start, other)).ThenRefused(f.RefusedExists)
	for _, g := range []fact{renamed, moved, allOpen, {Day: start, Event: f.LeadNamed{Year: 2019, Words: "FAO"}}, {Day: start, Event: f.SecretariatNamed{Words: "CPS"}}} {
		given().When(to(g)).ThenRefused(f.RefusedUnknown)
		given(created).When(to(g)).Then(g)
		given(created, g).When(to(g)).ThenNothing()
	}
	if f.IDOf("CC") == f.IDOf("CD") {
		t.Error("two forums meet in one stream, or one in two")
	}
}

func TestWhatHoldsAlreadyOnThatDayIsNothing(t *testing.T) {
	given := rules(t)(created, renamed, allOpen)
	given.When(on(start+9, f.Renamed{Name: comite.Name})).ThenNothing()
	given.When(on(in2023, f.Renamed{Name: comite.Name})).Then(fact{Day: in2023, Event: f.Renamed{Name: comite.Name}})
	given.When(on(start+9, f.RuleSet{Rule: f.Rule{Examines: f.PreviousLists, Word: f.WordOfSession}})).ThenNothing()
	given.When(on(start, f.RuleSet{})).ThenNothing()
}

func TestRulesAreValidFromADay(t *testing.T) {
	all := []fact{owners, created, allOpen} // entered out of order
	for day, want := range map[domain.Day]f.Rule{
		start:      {Examines: f.PreviousLists, Word: f.WordOfSession},
		in2021 - 1: {Examines: f.PreviousLists, Word: f.WordOfSession},
		in2021:     {Examines: f.AllOpen, Word: f.WordOfSession},
		in2023 - 1: {Examines: f.AllOpen, Word: f.WordOfSession},
		in2023:     {Examines: f.PreviousLists, Word: f.WordOfOwners},
		0:          {Examines: f.PreviousLists, Word: f.WordOfOwners},
	} {
		if got := as(all, day).Rule; got.Examines != want.Examines || got.Word != want.Word {
			t.Errorf("on %s: %+v", day, got)
		}
	}
	if got := f.Fold(history(all), 2, 0).Rule.Word; got != f.WordOfOwners {
		t.Errorf("known then: %s", got)
	}
}

func TestNamesAndPlacesAreValidFromADay(t *testing.T) {
	all := []fact{created, renamed, moved}
	if st := as(all, in2021-1); st.Name != comite.Name || !st.Parent.IsZero() || !st.Exists {
		t.Errorf("before: %+v", st)
	}
	if st := as(all, in2021); st.Name != "Comité national" || st.Parent != revue {
		t.Errorf("from that day on: %+v", st)
	}
	if as(all, start-1).Exists {
		t.Error("it is there before it was created")
	}
	given := rules(t)(created)
	given.When(on(start-1, f.Renamed{Name: "x"})).ThenRefusedAt("effet", f.RefusedTooSoon)
	given.When(on(start-1, f.Reparented{Parent: revue})).ThenRefusedAt("effet", f.RefusedTooSoon)
	rule := fact{Day: start - 1, Event: f.RuleSet{Rule: f.Rule{Lists: 2}}}
	given.When(to(rule)).Then(rule)
}

func TestOneLeadAYear(t *testing.T) {
	lead := func(year int, words string) fact {
		return fact{Day: start, Event: f.LeadNamed{Year: year, Words: words}}
	}
	given := rules(t)(created, lead(2020, "PAM"), lead(2019, "FAO"))
	given.When(to(lead(2019, "FAO"))).ThenNothing()
	given.When(to(lead(2019, "Suède"))).Then(lead(2019, "Suède"))
	st := as([]fact{created, lead(2020, "PAM"), lead(2019, "FAO"), lead(2019, "Suède")}, 0)
	if len(st.Leads) != 2 || st.Leads[0].Words != "Suède" || st.Leads[1].Year != 2020 {
		t.Errorf("%+v", st.Leads)
	}
}

func TestWhatForumsCannotSay(t *testing.T) {
	given := rules(t)
	huge := strings.Repeat("a", 10<<20)
	for _, code := range []string{"", "C.C", "C C", "C/C", "C\x00C", "C\xffC", strings.Repeat("C", 65)} {
		given().When(on(start, f.Created{Code: code, Name: "x"})).ThenRefusedAt("code", f.InvalidCode)
	}
	given().When(on(0, comite)).ThenRefusedAt("effet", field.NoDay)
	given().When(on(start, f.Created{Code: "CC"})).ThenRefusedAt("nom", field.Empty)
	given().When(on(start, f.Created{Code: "CC", Name: huge})).ThenRefusedAt("nom", field.TooLong)
	given().When(on(start, f.Created{Code: "CC", Name: "Comit\xe9"})).ThenRefusedAt("nom", field.NotUTF8)
	given().When(on(start, f.Created{Code: "CC", Name: "x", Parent: f.IDOf("CC")})).ThenRefusedAt("parent", f.InvalidParent)
	for place, e := range map[string]f.Event{
		"nom":              f.Renamed{Name: " "},
		"parent":           f.Reparented{Parent: f.IDOf("CC")},
		"mots":             f.SecretariatNamed{Words: huge},
		"annee":            f.LeadNamed{Year: -1},
		"examine":          f.RuleSet{Rule: f.Rule{Examines: "tout"}},
		"parole_retenue":   f.RuleSet{Rule: f.Rule{Word: "ministre"}},
		"listes":           f.RuleSet{Rule: f.Rule{Lists: 11}},
		"theme":            f.RuleSet{Rule: f.Rule{Theme: huge}},
		"cadres":           f.RuleSet{Rule: f.Rule{Forums: []domain.ForumID{revue, revue}}},
		"reconduction_par": f.RuleSet{Rule: f.Rule{CarriedOverBy: []domain.ForumID{{}}}},
		"type":             f.Rectified{},
	} {
		_, err := f.Decide(history([]fact{created}), on(in2021, e))
		if refusal, is := err.(interface{ Error() string }); err == nil || !is || !strings.Contains(refusal.Error(), "at "+place) {
			t.Errorf("%s: %v", place, err)
		}
	}
	given(created).When(f.Record{On: start}).ThenRefusedAt("type", field.Invalid)
}

func TestRectifications(t *testing.T) {
	given := rules(t)
	right := comite
	right.Name = "Comité de coordination CPS/SCI"
	correction, err := event.NewCorrection(nth(1), right, 0, "relecture")
	if err != nil {
		t.Fatal(err)
	}
	done := fact{Day: start, Event: f.Rectified{Correction: correction}}
	correct := f.Rectify{Corrects: nth(1), Instead: right, Reason: "relecture"}
	given(created, renamed).When(correct).Then(done)
	given(created, renamed, done).When(correct).ThenNothing()
	if st := as([]fact{created, done}, 0); st.Name != right.Name {
		t.Errorf("%+v", st)
	}

	void := fact{Day: in2021, Event: f.Rectified{Correction: event.Correction{Corrects: nth(2), Void: true, Reason: "relecture"}}}
	given(created, renamed).When(f.Rectify{Corrects: nth(2), Reason: "relecture"}).Then(void)
	given(created, renamed, void).When(f.Rectify{Corrects: nth(3), Reason: "encore"}).ThenNothing()
	if st := as([]fact{created, renamed, void}, 0); st.Name != comite.Name {
		t.Errorf("%+v", st)
	}

	right.Code = "CD"
	given(created).When(f.Rectify{Corrects: nth(1), Instead: right, Reason: "relecture"}).ThenRefusedAt("code", event.RefusedOtherIdentity)
	given(created).When(f.Rectify{Corrects: nth(1), Instead: f.Renamed{Name: "x"}, Reason: "relecture"}).ThenRefused(event.RefusedOtherKind)
	given(created).When(f.Rectify{Corrects: nth(9), Reason: "relecture"}).ThenRefused(event.RefusedNoSuchFact)
	given(created).When(f.Rectify{Corrects: nth(1)}).ThenRefusedAt("motif", event.RefusedNoReason)
	given(created, renamed).When(f.Rectify{Corrects: nth(2), Instead: f.Renamed{}, Reason: "relecture"}).ThenRefusedAt("nom", field.Empty)
}
