package recommendation_test

import (
	"slices"
	"testing"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/fault"
	r "suivi/domain/recommendation"
)

// with adds to h the facts of a duplicate, recorded after them.
func with(h r.History, foreign ...fact) r.History {
	for _, f := range foreign {
		n := len(h) + 1
		h = append(h, r.Fact{Seq: uint64(n), ID: ulid.ULID{0: 2, 15: byte(n)}, Day: f.Day, Event: f.Event, Foreign: true})
	}
	return h
}

func TestADuplicateWasOneFromTheStart(t *testing.T) {
	h := history(comite2021.makes(), comite2022.finds(domain.NotDone), absorbed(inMarch2024, survivor))
	for day, want := range map[domain.Day]r.Standing{
		comite2021.on - 1: r.Unknown, comite2021.on: r.Merged, comite2022.on: r.Merged, inMarch2024: r.Merged, 0: r.Merged,
	} {
		s := r.FoldWithin(h, r.Horizon{On: day})
		if s.Standing != want || s.Unsettled != nil || want == r.Merged && s.Survivor != survivor {
			t.Errorf("on %v: %+v", day, s)
		}
	}
	if s := r.FoldWithin(h, r.Horizon{Until: 2}); s.Standing != r.Open {
		t.Errorf("not known yet: %+v", s)
	}
	if into, is := h.DuplicateOf(r.Horizon{On: comite2021.on}); !is || into != survivor {
		t.Errorf("of %v, %v", into, is)
	}
	if _, is := h.DuplicateOf(r.Horizon{Until: 2}); is {
		t.Error("known before it was said")
	}
	rules(t)(comite2021.makes(), absorbed(inMarch2024, survivor)).
		When(to(comite2022.finds(domain.NotDone))).ThenRefused(r.RefusedAbsorbed)
}

func TestAMergerCountsFromItsSession(t *testing.T) {
	facts := []fact{comite2020.makes(), comite2021.finds(domain.NotDone), comite2022.merges()}
	if s := r.FoldWithin(history(facts...), r.Horizon{On: comite2021.on}); s.Standing != r.Open {
		t.Errorf("%+v", s)
	}
	if _, is := history(facts...).DuplicateOf(r.Horizon{}); is {
		t.Error("a merger was not one from the start")
	}
	given := rules(t)(facts...)
	given.When(to(found(inMarch2021, domain.InProgress))).Then(found(inMarch2021, domain.InProgress))
	given.When(to(comite2022.finds(domain.InProgress))).Then(comite2022.finds(domain.InProgress))
	given.When(to(comite2023.finds(domain.InProgress))).ThenRefused(r.RefusedAbsorbed)
}

func TestTheSurvivorTakesADuplicatesFindingsAtTheirDay(t *testing.T) {
	own := history(comite2020.makes(ledBy...), comite2022.finds(domain.InProgress))
	h := with(own, comite2021.makes(owedByOthers...), comite2023.finds(domain.Executed), declares(inMarch2021, council, domain.NotDone), proves(inMarch2024))
	s := r.FoldWithin(h, r.Horizon{})
	if s.Standing != r.Done || s.StateSince != comite2023.on || len(s.Declarations) != 1 || s.LastWord != inMarch2024 {
		t.Errorf("%+v", s)
	}
	if s.MadeAt != comite2020.id || s.Owners[0] != ledBy[0] || len(s.Listings) != 2 || s.Listings[1].Session != comite2021.id {
		t.Errorf("not its own making, or not both references: %+v", s)
	}
}

func TestADuplicateMadeEarlierDoesNotMakeTheSurvivor(t *testing.T) {
	h := with(history(comite2022.makes()), comite2020.makes(), comite2021.finds(domain.NotDone))
	if s := r.FoldWithin(h, r.Horizon{On: comite2021.on}); s.Standing != r.Unknown {
		t.Errorf("%+v", s)
	}
	s := r.FoldWithin(h, r.Horizon{})
	if s.MadeOn != comite2022.on || s.State != domain.Made || !slices.Equal(s.Unsettled, []ulid.ULID{h[2].ID}) {
		t.Errorf("what comes before the making must be settled: %+v", s)
	}
	_, err := r.Decide(h, to(comite2021.finds(domain.InProgress)))
	refusedWith(t, err, r.RefusedBeforeMade)
	if f := err.(*fault.Fault); f.Args["jour"] != comite2022.on.String() {
		t.Errorf("names another making: %v", f)
	}
}

func TestADuplicatesFindingThatDoesNotFollowIsUnsettled(t *testing.T) {
	h := with(history(comite2020.makes(), comite2021.finds(domain.Executed)), comite2020.makes(), comite2022.finds(domain.NotDone))
	s := r.FoldWithin(h, r.Horizon{})
	if s.State != domain.NotDone || !slices.Equal(s.Unsettled, []ulid.ULID{h[3].ID}) || !slices.Equal(s.Reopened, s.Unsettled) {
		t.Errorf("%+v", s)
	}
}

func TestADuplicateEndsNothing(t *testing.T) {
	h := with(history(comite2020.makes()), comite2020.makes(), comite2021.classes(r.MotiveNoObject), absorbed(inMarch2021, survivor))
	if s := r.FoldWithin(h, r.Horizon{}); s.Standing != r.Open {
		t.Errorf("%+v", s)
	}
	if s := r.FoldWithin(h, r.Horizon{On: comite2020.on}); s.Standing != r.Open {
		t.Errorf("%+v", s)
	}
}

func TestASessionThatCarriedBothOverCountsOnce(t *testing.T) {
	h := with(history(comite2020.makes(), comite2021.carriesOver()), comite2020.makes(), comite2021.carriesOver())
	if s := r.FoldWithin(h, r.Horizon{}); s.CarriedTimes != 1 || len(s.Listings) != 4 {
		t.Errorf("%+v", s)
	}
}

func TestAllReferencesOfADuplicateBecomeTheSurvivors(t *testing.T) {
	h := with(history(comite2020.makes()), technique.makes(), politique.validates(), politique24.carriesOver())
	s := r.FoldWithin(h, r.Horizon{})
	var at []domain.SessionID
	for _, l := range s.Listings {
		at = append(at, l.Session)
	}
	if want := []domain.SessionID{comite2020.id, technique.id, politique.id, politique24.id}; !slices.Equal(at, want) {
		t.Errorf("%v, want %v", at, want)
	}
}

func TestADuplicatesFactIsCorrectedInItsOwnRecord(t *testing.T) {
	h := with(history(comite2020.makes()), comite2020.makes(), comite2021.finds(domain.NotDone))
	_, err := r.Decide(h, r.Rectify{Corrects: h[2].ID, Reason: "erreur de saisie"})
	refusedWith(t, err, r.RefusedNoSuchFact)

	corrected := with(h, fact{Event: r.Rectified{Corrects: h[2].ID, Instead: comite2021.finds(domain.Executed).Event, Reason: "relu"}})
	if s := r.FoldWithin(corrected, r.Horizon{}); s.State != domain.Executed {
		t.Errorf("%+v", s)
	}
}

func TestTheSurvivorsOwnFindingIsNotTheDuplicates(t *testing.T) {
	h := with(history(comite2020.makes()), comite2020.makes(), comite2021.finds(domain.NotDone))
	decided, err := r.Decide(h, to(comite2021.finds(domain.NotDone)))
	if err != nil || len(decided) != 1 {
		t.Errorf("%v, %v", decided, err)
	}
}

func TestAMistakenMakingOfADuplicateIsNotTheSurvivors(t *testing.T) {
	h := with(history(comite2022.makes()), comite2020.makes())
	h = with(h, fact{Event: r.Rectified{Corrects: h[1].ID, Void: true, Reason: "erreur de saisie"}})
	for day, want := range map[domain.Day]r.Standing{comite2021.on: r.Unknown, comite2022.on: r.Open} {
		if s := r.FoldWithin(h, r.Horizon{On: day}); s.Standing != want {
			t.Errorf("on %v: %v", day, s.Standing)
		}
	}
}

func TestADuplicatesFactsMayComeInAnyOrderAfterItsSurvivors(t *testing.T) {
	h := with(history(comite2020.makes(), comite2022.finds(domain.Executed)), comite2020.makes(), comite2021.finds(domain.NotDone))
	h[1].Seq, h[2].Seq, h[3].Seq = 4, 2, 3
	if s := r.FoldWithin(h, r.Horizon{Until: 3}); s.State != domain.NotDone {
		t.Errorf("%+v", s)
	}
}
