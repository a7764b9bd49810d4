package recommendation_test

import (
	"reflect"
	"slices"
	"testing"

	"suivi/domain"
	r "suivi/domain/recommendation"
)

func TestAFindingEnteredLateIsCheckedAtItsPlace(t *testing.T) {
	given := rules(t)
	doneIn2023 := given(comite2020.makes(), comite2023.finds(domain.Executed))
	doneIn2023.When(to(comite2021.finds(domain.NotDone))).Then(comite2021.finds(domain.NotDone))
	doneIn2023.When(to(comite2024.finds(domain.NotDone))).ThenRefused(r.RefusedNeedsReason)

	classedIn2021 := given(comite2020.makes(), comite2023.finds(domain.InProgress), comite2021.classes(r.MotiveNoObject))
	classedIn2021.When(to(comite2022.finds(domain.NotDone))).ThenRefused(r.RefusedNeedsReason)
}

func TestWhatNoLongerFollowsStandsAndIsUnsettled(t *testing.T) {
	given := rules(t)
	given(comite2020.makes(), comite2023.finds(domain.NotDone)).
		When(to(comite2021.classes(r.MotiveNoObject))).Then(comite2021.classes(r.MotiveNoObject))

	s := of(comite2020.makes(), comite2023.finds(domain.NotDone), comite2021.classes(r.MotiveNoObject))
	if s.Standing != r.Open || s.State != domain.NotDone || !slices.Equal(s.Unsettled, ids(2)) || !slices.Equal(s.Reopened, ids(2)) {
		t.Errorf("%+v", s)
	}
}

func TestWhatFollowsEitherWayIsNotUnsettled(t *testing.T) {
	for name, facts := range map[string][]fact{
		"a finding before a finding":    {comite2020.makes(), comite2023.finds(domain.NotDone), comite2021.finds(domain.InProgress)},
		"done before a confirmation":    {comite2020.makes(), comite2023.finds(domain.Executed), comite2021.finds(domain.Executed)},
		"classed before it was classed": {comite2020.makes(), comite2023.classes(r.MotiveOther), comite2021.classes(r.MotiveNoObject)},
		"validated before it was found": {technique.makes(), comite2021.finds(domain.Executed), politique.validates()},
	} {
		if s := of(facts...); s.Unsettled != nil {
			t.Errorf("%s: %v", name, s.Unsettled)
		}
	}
}

func TestNothingComesBeforeTheMaking(t *testing.T) {
	given := rules(t)
	made := given(comite2022.makes())
	for _, f := range []fact{
		comite2021.finds(domain.Executed), comite2021.carriesOver(), comite2021.classes(r.MotiveNoObject), declares(inMarch2021, ministry, domain.NotDone),
		proves(inMarch2021), links(inMarch2021), reassigns(inMarch2021), setsDue(inMarch2021, inDecember), absorbed(inMarch2021, survivor),
	} {
		refused := made.When(to(f)).ThenRefused(r.RefusedBeforeMade)
		if refused.Args["jour"] != "2022-01-28" {
			t.Errorf("does not say when it was made: %v", refused)
		}
	}
}

func TestBeforeTheMakingAlsoWhereFactsStandThere(t *testing.T) {
	later := comite2020.makes()
	later.Day = comite2023.on
	rules(t)(comite2020.makes(), comite2021.finds(domain.NotDone), rectifies(1, &later)).
		When(to(comite2022.finds(domain.NotDone))).ThenRefused(r.RefusedBeforeMade)
}

func TestTheMakingComesFirstOnItsDayWhicheverSessionIsOlder(t *testing.T) {
	sameDay := comite2022
	sameDay.on = comite2020.on
	earlier := comite2020
	made := sameDay.makes()
	given := rules(t)
	given(made).When(to(earlier.finds(domain.Executed))).Then(earlier.finds(domain.Executed))
	given(made).When(to(found(sameDay.on, domain.NotDone))).Then(found(sameDay.on, domain.NotDone))
}

func TestASessionValidatesExaminesThenListsWhateverTheOrderOfEntry(t *testing.T) {
	facts := []fact{technique.makes(), politique.classes(r.MotiveOther), politique.finds(domain.NotDone), politique.validates()}
	s := of(facts...)
	if s.Standing != r.ClosedOff || s.State != domain.NotDone || s.Unsettled != nil {
		t.Errorf("%+v", s)
	}
	s = of(comite2020.makes(), comite2021.carriesOver(), comite2021.finds(domain.NotDone))
	if s.State != domain.CarriedOver {
		t.Errorf("the carry-over is not the last word: %v", s.State)
	}
}

func TestOnOneDaySessionsComeBeforeWhatHappensBetweenThem(t *testing.T) {
	s := of(comite2020.makes(), found(comite2021.on, domain.Executed), comite2021.finds(domain.NotDone))
	if s.State != domain.Executed {
		t.Errorf("%+v", s)
	}
}

func TestOnOneDayTheOlderSessionComesFirst(t *testing.T) {
	sameDay := comite2022
	sameDay.on = comite2021.on
	s := of(comite2020.makes(), sameDay.finds(domain.Executed), comite2021.finds(domain.NotDone))
	if s.State != domain.Executed {
		t.Errorf("%+v", s)
	}
}

func TestAsOfADay(t *testing.T) {
	h := history(comite2020.makes(), comite2022.finds(domain.Executed), comite2021.finds(domain.NotDone))
	for day, want := range map[domain.Day]domain.State{
		comite2020.on - 1: 0, comite2020.on: domain.Made, comite2021.on: domain.NotDone, comite2022.on - 1: domain.NotDone, comite2022.on: domain.Executed,
	} {
		if s := r.FoldWithin(h, r.Horizon{On: day}); s.State != want {
			t.Errorf("on %v: %v, want %v", day, s.State, want)
		}
	}
}

func TestAsKnownThen(t *testing.T) {
	h := history(comite2020.makes(), comite2022.finds(domain.Executed), rectifies(2, nil), rectifies(1, nil))
	for until, want := range map[uint64]r.Standing{1: r.Open, 2: r.Done, 3: r.Open, 4: r.NeverMade, 0: r.NeverMade} {
		if s := r.FoldWithin(h, r.Horizon{Until: until}); s.Standing != want {
			t.Errorf("known until %d: %v, want %v", until, s.Standing, want)
		}
	}
}

func TestFactsMoveWithTheirSession(t *testing.T) {
	h := history(comite2020.makes(), comite2021.finds(domain.NotDone), comite2022.finds(domain.Executed))
	moved := func(s domain.SessionID) domain.Day {
		if s == comite2021.id {
			return comite2023.on
		}
		return 0
	}
	s := r.FoldWithin(h, r.Horizon{DayOf: moved})
	if judged := r.FoldWithin(h.OnDays(moved), r.Horizon{}); !reflect.DeepEqual(judged, s) {
		t.Errorf("the views show %+v, and a command is judged by %+v", s, judged)
	}
	if s.State != domain.NotDone || s.StateSince != comite2023.on || !slices.Equal(s.Unsettled, ids(2)) {
		t.Errorf("%+v", s)
	}
	if s := r.FoldWithin(h, r.Horizon{DayOf: moved, On: comite2022.on}); s.State != domain.Executed {
		t.Errorf("%+v", s)
	}
}

// A rectification that gave a session's fact a day of its own says nothing
// against the session's.
func TestARectifiedFactMovesWithItsSession(t *testing.T) {
	done := comite2021.finds(domain.Executed)
	done.Day = comite2024.on
	h := history(comite2020.makes(), comite2021.finds(domain.NotDone), found(inMarch2021, domain.InProgress), rectifies(2, &done))
	moved := func(s domain.SessionID) domain.Day {
		if s == comite2021.id {
			return comite2022.on
		}
		return 0
	}
	judged := h.OnDays(moved).Effective(r.Horizon{})
	if !reflect.DeepEqual(judged, h.Effective(r.Horizon{DayOf: moved})) || judged[2].Day != comite2022.on {
		t.Errorf("%+v", judged)
	}
	if e := h[3].Event.(r.Rectified); e.Day != comite2024.on || h[1].Day != comite2021.on {
		t.Error("the history itself has changed")
	}
}

// No command leads there, but a log may hold it: two programs wrote at once.
func TestASecondMakingStandsAndMakesNothing(t *testing.T) {
	s := of(comite2021.makes(ledBy...), comite2022.makes(owedByOthers...))
	if s.MadeAt != comite2021.id || s.Owners[0] != ledBy[0] || !slices.Equal(s.Unsettled, ids(2)) {
		t.Errorf("%+v", s)
	}
}

func TestStandingsHaveTheirNamesOnTheWire(t *testing.T) {
	for s, want := range map[r.Standing]string{
		r.Unknown: "", r.Proposed: "proposee", r.Open: "ouverte", r.Done: "executee", r.ClosedOff: "classee",
		r.Discarded: "ecartee", r.Merged: "absorbee", r.NeverMade: "entree_par_erreur",
	} {
		if got, err := s.MarshalText(); err != nil || string(got) != want {
			t.Errorf("%d: %s, %v", s, got, err)
		}
	}
}
