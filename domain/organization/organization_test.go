package organization_test

import (
	"strings"
	"testing"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/field"
	o "suivi/domain/organization"
	"suivi/domain/scenario"
)

// fact is a fact as these tests write it. The first given is the first
// recorded, under the id nth(1).
type fact = o.Decided

func nth(i int) ulid.ULID { return ulid.ULID{0: 1, 15: byte(i)} }

func history(given []fact) []o.Fact {
	facts := make([]o.Fact, len(given))
	for i, g := range given {
		facts[i] = o.Fact{Seq: uint64(i + 1), ID: nth(i + 1), Day: g.Day, Event: g.Event}
	}
	return facts
}

func rules(t testing.TB) func(...fact) scenario.Given[fact, o.Command] {
	return scenario.Of(t, func(given []fact, c o.Command) ([]fact, error) { return o.Decide(history(given), c) })
}

// The structure of these tests: a ministry renamed, then merged.
var (
	start  = domain.MustDay(2015, 1, 1)
	in2020 = domain.MustDay(2020, 6, 1)
	in2023 = domain.MustDay(2023, 7, 1)

	ministry = o.Created{Code: "MMEIA", Names: o.Names{Name: "Ministère des Maliens établis à l'Extérieur", Acronym: "MMEIA", Others: []string{"MMEIAAM"}}, Kind: "ministère"}
	created  = fact{Day: start, Event: ministry}
	renamed  = fact{Day: in2020, Event: o.Renamed{Names: o.Names{Name: "Ministère de la Diaspora", Acronym: "MD"}}}
	maeci    = o.IDOf("MAECI")
	moved    = fact{Day: in2020, Event: o.Reparented{Parent: maeci}}
	merged   = fact{Day: in2023, Event: o.Merged{Successor: maeci}}
)

func on(day domain.Day, e o.Event) o.Record { return o.Record{On: day, Event: e} }

func to(g fact) o.Record { return on(g.Day, g.Event) }

func as(given []fact, day domain.Day) o.State { return o.Fold(history(given), 0, day) }

func TestAStructureIsCreatedOnce(t *testing.T) {
	given := rules(t)
	given().When(to(created)).Then(created)
	given(created).When(to(created)).ThenNothing()
	given(created, renamed).When(to(created)).ThenNothing()
	given(created, merged).When(to(created)).ThenNothing()
	other := ministry
	other.Others = nil
	given(created).When(on(start, other)).ThenRefused(o.RefusedExists)
	for _, g := range []fact{renamed, moved, merged} {
		given().When(to(g)).ThenRefused(o.RefusedUnknown)
		given(created).When(to(g)).Then(g)
		given(created, g).When(to(g)).ThenNothing()
	}
}

func TestNamesAndPlacesAreValidFromADay(t *testing.T) {
	all := []fact{renamed, created, moved, merged} // entered out of order
	if st := as(all, in2020-1); st.Label() != "MMEIA" || !st.Parent.IsZero() || !st.Successor.IsZero() {
		t.Errorf("before: %+v", st)
	}
	if st := as(all, in2023-1); st.Label() != "MD" || st.Parent != maeci || !st.Successor.IsZero() {
		t.Errorf("between: %+v", st)
	}
	if st := as(all, 0); st.Successor != maeci || st.Code != "MMEIA" {
		t.Errorf("now: %+v", st)
	}
	if as(all, start-1).Exists {
		t.Error("it is there before it was created")
	}
	if st := as([]fact{{Day: start, Event: o.Created{Code: "X", Names: o.Names{Name: "Sans sigle"}}}}, 0); st.Label() != "Sans sigle" {
		t.Errorf("labelled %q", st.Label())
	}
	for _, e := range []o.Event{o.Renamed{Names: o.Names{Name: "x"}}, o.Reparented{Parent: maeci}, o.Merged{Successor: maeci}} {
		rules(t)(created).When(on(start-1, e)).ThenRefusedAt("effet", o.RefusedTooSoon)
	}
}

func TestAMergedStructureHasEnded(t *testing.T) {
	given := rules(t)(created, merged)
	later := in2023 + 30
	given.When(on(later, o.Renamed{Names: o.Names{Name: "x"}})).ThenRefused(o.RefusedMerged)
	given.When(on(later, o.Reparented{Parent: maeci})).ThenRefused(o.RefusedMerged)
	given.When(on(later, o.Merged{Successor: maeci})).ThenNothing()
	given.When(on(later, o.Merged{Successor: o.IDOf("MEF")})).ThenRefused(o.RefusedMerged)
	given.When(on(in2020, o.Merged{Successor: o.IDOf("MEF")})).ThenRefused(o.RefusedMerged)
	given.When(on(in2020, o.Merged{Successor: maeci})).ThenRefused(o.RefusedMerged)
	given.When(to(renamed)).Then(renamed) // what it was called before is told late
	given.When(to(moved)).Then(moved)

	void := fact{Day: in2023, Event: o.Rectified{Correction: event.Correction{Corrects: nth(2), Void: true, Reason: "relecture"}}}
	given.When(o.Rectify{Corrects: nth(2), Reason: "relecture"}).Then(void)
	given.And(void).When(on(later, o.Merged{Successor: o.IDOf("MEF")})).Then(fact{Day: later, Event: o.Merged{Successor: o.IDOf("MEF")}})
}

func TestWhatStructuresCannotSay(t *testing.T) {
	given := rules(t)
	huge := strings.Repeat("a", 10<<20)
	named := func(n o.Names) o.Created { return o.Created{Code: "MMEIA", Names: n} }
	for _, code := range []string{"", "M.M", "M M", "M/M", "M\x07M", "M\xffM", strings.Repeat("M", 65)} {
		given().When(on(start, o.Created{Code: code, Names: ministry.Names})).ThenRefusedAt("code", o.InvalidCode)
	}
	given().When(on(0, ministry)).ThenRefusedAt("effet", field.NoDay)
	given().When(on(start, named(o.Names{}))).ThenRefusedAt("nom", field.Empty)
	given().When(on(start, named(o.Names{Name: huge}))).ThenRefusedAt("nom", field.TooLong)
	given().When(on(start, named(o.Names{Name: "x", Acronym: "\xff"}))).ThenRefusedAt("sigle", field.NotUTF8)
	given().When(on(start, named(o.Names{Name: "x", Others: []string{"a", huge}}))).ThenRefusedAt("autres_sigles", field.TooLong)
	given().When(on(start, o.Created{Code: "X", Names: ministry.Names, Parent: o.IDOf("X")})).ThenRefusedAt("parent", o.InvalidParent)
	given(created).When(on(start, o.Renamed{})).ThenRefusedAt("nom", field.Empty)
	given(created).When(on(start, o.Reparented{Parent: o.IDOf("MMEIA")})).ThenRefusedAt("parent", o.InvalidParent)
	given(created).When(on(start, o.Merged{Successor: o.IDOf("MMEIA")})).ThenRefusedAt("successeur", o.InvalidParent)
	given(created).When(on(start, o.Merged{})).ThenRefusedAt("successeur", o.InvalidParent)
	given(created).When(o.Record{On: start}).ThenRefusedAt("type", field.Invalid)
	given(created).When(on(start, o.Rectified{})).ThenRefusedAt("type", field.Invalid)
}

func TestRectifications(t *testing.T) {
	given := rules(t)
	right := ministry
	right.Acronym = "MMEIA-2"
	correction, err := event.NewCorrection(nth(1), right, start-9, "relecture")
	if err != nil {
		t.Fatal(err)
	}
	done := fact{Day: start, Event: o.Rectified{Correction: correction}}
	correct := o.Rectify{Corrects: nth(1), Instead: right, NewDay: start - 9, Reason: "relecture"}
	given(created, renamed).When(correct).Then(done)
	given(created, renamed, done).When(correct).ThenNothing()
	if st := as([]fact{created, done}, start-9); st.Acronym != "MMEIA-2" || !st.Exists {
		t.Errorf("%+v", st)
	}
	right.Code = "AUTRE"
	given(created).When(o.Rectify{Corrects: nth(1), Instead: right, Reason: "relecture"}).ThenRefusedAt("code", event.RefusedOtherIdentity)
	given(created).When(o.Rectify{Corrects: nth(1), Instead: o.Merged{Successor: maeci}, Reason: "relecture"}).ThenRefused(event.RefusedOtherKind)
	given(created).When(o.Rectify{Corrects: nth(9), Reason: "relecture"}).ThenRefused(event.RefusedNoSuchFact)
	given(created).When(o.Rectify{Corrects: nth(1)}).ThenRefusedAt("motif", event.RefusedNoReason)
	given(created, renamed).When(o.Rectify{Corrects: nth(2), Instead: o.Renamed{}, Reason: "relecture"}).ThenRefusedAt("nom", field.Empty)
}
