package recommendation_test

import (
	"testing"

	"suivi/domain"
	r "suivi/domain/recommendation"
)

// counted is a declaration in a forum that retains the owners' words.
func counted(f fact) r.Command {
	return r.Declare{On: f.Day, Declared: f.Event.(r.Declared), ByDeclarations: true}
}

// retained is the finding that follows from words on a day.
func retained(on domain.Day, s domain.State) fact { return fact{Day: on, Event: r.Found{State: s}} }

var (
	march = domain.MustDay(2022, 3, 15)
	april = domain.MustDay(2022, 4, 15)
	may   = domain.MustDay(2022, 5, 15)
)

func TestDeclaredAndRetainedStandSideBySide(t *testing.T) {
	says := declares(march, ministry, domain.Executed)
	rules(t)(comite2020.makes(ledBy...), comite2021.finds(domain.NotDone)).When(to(says)).Then(says)

	s := of(comite2020.makes(ledBy...), comite2021.finds(domain.NotDone), says)
	if s.State != domain.NotDone || len(s.Declarations) != 1 || s.Declarations[0].State != domain.Executed || s.LastWord != march {
		t.Errorf("%+v", s)
	}
}

func TestTheLastWordOfEachOwnerHolds(t *testing.T) {
	s := of(comite2020.makes(owedByBoth...), declares(may, ministry, domain.Executed), declares(march, ministry, domain.NotDone), declares(april, direction, domain.InProgress))
	if len(s.Declarations) != 2 || s.Declarations[0].State != domain.Executed || s.Declarations[1].State != domain.InProgress || s.LastWord != may {
		t.Errorf("%+v", s.Declarations)
	}
}

func TestTheLeadsWordIsRetained(t *testing.T) {
	led := rules(t)(comite2020.makes(ledBy...))
	says := declares(march, ministry, domain.InProgress)
	led.When(counted(says)).Then(says, retained(march, domain.InProgress))

	others := declares(march, direction, domain.Executed)
	led.When(counted(others)).Then(others)
	led.And(says, retained(march, domain.InProgress)).When(counted(declares(april, direction, domain.Executed))).Then(declares(april, direction, domain.Executed))
}

func TestOfSeveralLeadsTheLeastAdvancedIsRetained(t *testing.T) {
	both := []domain.Owner{{Organization: ministry, Role: domain.RoleLead}, {Organization: council, Role: domain.RoleLead}, {Organization: direction}}
	given := rules(t)
	says := declares(march, ministry, domain.Executed)
	given(comite2020.makes(both...)).When(counted(says)).Then(says)
	other := declares(april, council, domain.InProgress)
	given(comite2020.makes(both...), says).When(counted(other)).Then(other, retained(april, domain.InProgress))
}

func TestWithoutALeadTheLeastAdvancedIsRetained(t *testing.T) {
	owed := rules(t)(comite2020.makes(owedByBoth...))
	first := declares(march, ministry, domain.Executed)
	owed.When(counted(first)).Then(first)
	for other, want := range map[domain.State]domain.State{
		domain.NotDone: domain.NotDone, domain.InProgress: domain.InProgress, domain.Executed: domain.Executed,
	} {
		second := declares(april, direction, other)
		owed.And(first).When(counted(second)).Then(second, retained(april, want))
	}
}

func TestAWordThatChangesNothingRetainsNothing(t *testing.T) {
	given := rules(t)
	again := declares(march, ministry, domain.NotDone)
	given(comite2020.makes(ledBy...), comite2021.finds(domain.NotDone)).When(counted(again)).Then(again)
	given(comite2020.makes()).When(counted(again)).Then(again)
	stranger := declares(march, council, domain.Executed)
	given(comite2020.makes(owedByBoth...)).When(counted(stranger)).Then(stranger)
}

func TestAWordThatTakesUpAgainGivesItsReason(t *testing.T) {
	done := rules(t)(comite2020.makes(ledBy...), comite2021.finds(domain.Executed))
	says := declares(march, ministry, domain.InProgress)
	facts := done.When(counted(says)).Facts()
	if reason := facts[1].Event.(r.Found).Reopening; reason == "" {
		t.Error("no reason")
	}
	inWords := says.Event.(r.Declared)
	inWords.Words = "le cadre ne fonctionne plus"
	facts = done.When(counted(fact{Day: march, Event: inWords})).Facts()
	if f := facts[1].Event.(r.Found); f.Reopening != inWords.Words || f.Words != inWords.Words {
		t.Errorf("%+v", f)
	}
}

func TestAWordEnteredLateCountsOnTheDaysAfterIt(t *testing.T) {
	given := rules(t)
	late := declares(march, ministry, domain.Executed)
	given(comite2020.makes(owedByBoth...), declares(april, direction, domain.InProgress)).
		When(counted(late)).Then(late, retained(april, domain.InProgress))

	given(comite2020.makes(owedByBoth...), declares(april, direction, domain.InProgress), proves(april), declares(may, direction, domain.Executed)).
		When(counted(late)).Then(late, retained(april, domain.InProgress), retained(may, domain.Executed))
	given(comite2020.makes(owedByBoth...), declares(april, direction, domain.InProgress), declares(may, direction, domain.InProgress)).
		When(counted(late)).Then(late, retained(april, domain.InProgress))

	// A session since then has the last word until an owner speaks again.
	given(comite2020.makes(owedByBoth...), declares(april, direction, domain.InProgress), comite2023.finds(domain.NotDone)).
		When(counted(late)).Then(late, retained(april, domain.InProgress))

	// What the same owner said since takes its place.
	given(comite2020.makes(owedByBoth...), declares(april, ministry, domain.NotDone), declares(may, direction, domain.InProgress), retained(may, domain.NotDone)).
		When(counted(late)).Then(late)

	// Where another fact has ended it since, the words change nothing.
	given(comite2020.makes(owedByBoth...), comite2022.classes(r.MotiveNoObject), declares(april, direction, domain.InProgress)).
		When(counted(declares(inMarch2021, ministry, domain.Executed))).Then(declares(inMarch2021, ministry, domain.Executed))
}

func TestOfferedAWordTheProposedAndTheEndedRefuse(t *testing.T) {
	given := rules(t)
	says := declares(march, ministry, domain.InProgress)
	given(technique.makes(ledBy...)).When(counted(says)).ThenRefused(r.RefusedProposed)
	given(comite2020.makes(ledBy...), comite2021.classes(r.MotiveOther)).When(counted(says)).ThenRefused(r.RefusedEnded)
}
