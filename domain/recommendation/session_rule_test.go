package recommendation_test

import (
	"strings"
	"testing"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	r "suivi/domain/recommendation"
)

func TestTheSameAgainIsRecordedAlready(t *testing.T) {
	given := rules(t)
	base := given(comite2020.makes(ledBy...))
	for name, f := range map[string]fact{
		"finding at a session":     comite2021.finds(domain.NotDone),
		"finding between sessions": found(inMarch2021, domain.InProgress),
		"carry-over":               comite2021.carriesOver(),
		"classing":                 comite2021.classes(r.MotiveNoObject),
		"declaration":              declares(inMarch2021, ministry, domain.InProgress),
		"owners":                   reassigns(inMarch2021, owedByOthers...),
		"no owners":                reassigns(inMarch2021),
		"échéance":                 setsDue(inMarch2021, inDecember),
		"proof":                    proves(inMarch2021),
		"link":                     links(inMarch2021),
		"duplicate":                absorbed(inMarch2021, survivor),
		"merger":                   comite2021.merges(),
	} {
		t.Run(name, func(t *testing.T) {
			base.When(to(f)).Then(f)
			base.And(f).When(to(f)).ThenNothing()
		})
	}
	given(comite2020.makes()).When(to(comite2020.makes())).ThenNothing()
	given(technique.makes(), politique.validates()).When(to(politique.validates())).ThenNothing()
	given(technique.makes(), politique.setsAside()).When(to(politique.setsAside())).ThenNothing()
}

func TestTheSameFindingIsNewsElsewhere(t *testing.T) {
	given := rules(t)
	once := given(comite2020.makes(), comite2021.finds(domain.NotDone))
	once.When(to(comite2022.finds(domain.NotDone))).Then(comite2022.finds(domain.NotDone))
	once.When(to(comite2021.finds(domain.InProgress))).Then(comite2021.finds(domain.InProgress))
	once.And(comite2021.finds(domain.InProgress)).
		When(to(comite2021.finds(domain.NotDone))).Then(comite2021.finds(domain.NotDone))
}

// TestASessionTakesBackWhatItFoundByMistake: between its own two findings
// there is no "remise en suivi", so that no reason is asked.
func TestASessionTakesBackWhatItFoundByMistake(t *testing.T) {
	given := rules(t)
	takenBack := func(n int, f *fact) fact {
		e := r.Rectified{Corrects: nth(n), Void: f == nil, Reason: r.TakenBack}
		if f != nil {
			e.Instead, e.Type = f.Event, f.Event.EventType()
			e.Data, _ = event.Marshal(f.Event)
		}
		return fact{Day: comite2021.on, Event: e}
	}
	right := comite2021.finds(domain.InProgress)
	mistyped := given(comite2020.makes(), comite2021.finds(domain.Executed))
	mistyped.When(to(right)).Then(takenBack(2, &right))
	mistyped.And(takenBack(2, &right)).When(to(right)).ThenNothing()
	if s := of(comite2020.makes(), comite2021.finds(domain.Executed), takenBack(2, &right)); s.Standing != r.Open || s.State != domain.InProgress || len(s.Reopened)+len(s.Unsettled) > 0 {
		t.Errorf("%+v", s)
	}
	reworded := comite2021.finds(domain.Executed)
	e := reworded.Event.(r.Found)
	e.Words = "livré en juin"
	reworded.Event = e
	mistyped.And(reworded).When(to(right)).Then(takenBack(3, &right), takenBack(2, nil))
	mistyped.When(to(comite2021.classes(r.MotiveNoObject))).Then(comite2021.classes(r.MotiveNoObject), takenBack(2, nil))
	mistyped.When(to(comite2022.classes(r.MotiveNoObject))).ThenRefused(r.RefusedEnded)
	mistyped.And(comite2021.carriesOver("livré à moitié")).When(to(right)).Then(takenBack(2, &right))

	// Who tells a reason means a "remise en suivi"; one that was none is taken
	// back as well.
	mistyped.When(to(comite2021.finds(domain.NotDone, taken))).Then(comite2021.finds(domain.NotDone, taken))
	confirmed := comite2022.finds(domain.Executed)
	done := given(comite2020.makes(), comite2021.finds(domain.Executed), comite2022.finds(domain.NotDone, taken))
	back := takenBack(3, &confirmed)
	back.Day = comite2022.on
	done.When(to(confirmed)).Then(back)

	// What had ended before the session is taken up by it for a reason alone.
	given(comite2020.makes(), comite2021.finds(domain.Executed), comite2022.finds(domain.Executed)).
		When(to(comite2022.finds(domain.NotDone))).ThenRefused(r.RefusedNeedsReason)
	given(comite2020.makes(), found(inMarch2021, domain.Executed)).When(to(found(inMarch2021, domain.NotDone))).ThenRefused(r.RefusedNeedsReason)
	given(comite2020.makes(), found(inMarch2021, domain.Executed), comite2022.finds(domain.Executed)).
		When(to(comite2022.finds(domain.NotDone))).ThenRefused(r.RefusedNeedsReason)
}

func TestTheSameWordIsNewsOnAnotherDay(t *testing.T) {
	given := rules(t)
	once := given(comite2020.makes(owedByBoth...), declares(inMarch2021, ministry, domain.InProgress))
	for _, f := range []fact{
		declares(inMarch2024, ministry, domain.InProgress),
		declares(inMarch2021, direction, domain.InProgress),
		declares(inMarch2021, ministry, domain.Executed),
		found(inMarch2024, domain.InProgress),
	} {
		once.And(found(inMarch2021, domain.InProgress)).When(to(f)).Then(f)
	}
}

func TestAProofOrALinkIsGivenOnce(t *testing.T) {
	given := rules(t)
	given(comite2020.makes(), proves(inMarch2021)).When(to(proves(inMarch2024))).ThenNothing()
	given(comite2020.makes(), links(inMarch2021)).When(to(links(inMarch2024))).ThenNothing()
	second := fact{Day: inApril2024, Event: r.EvidenceAttached{Evidence: r.Evidence{Name: "annexe.pdf", SHA256: proof.SHA256}}}
	given(comite2020.makes(), proves(inMarch2021), second).When(to(proves(inApril2024))).ThenNothing()
	other := fact{Day: inMarch2024, Event: r.Linked{Kind: r.LinkIssuedFrom, Words: "débat de 2019"}}
	given(comite2020.makes(), links(inMarch2021)).When(to(other)).Then(other)
}

func TestOwnersAndDueDateAreComparedWithWhatHolds(t *testing.T) {
	given := rules(t)
	given(comite2020.makes(owedByBoth...)).When(to(reassigns(inMarch2021, owedByBoth...))).ThenNothing()

	carried := comite2022.carriesOver()
	c := carried.Event.(r.CarriedOver)
	c.Owners, c.Due = owedByBoth, domain.Period{Words: "2022"}
	carried.Event = c
	changed := given(comite2020.makes(), reassigns(inMarch2021, owedByOthers...), setsDue(inMarch2021, inDecember), carried)
	changed.When(to(reassigns(inMarch2024, owedByOthers...))).Then(reassigns(inMarch2024, owedByOthers...))
	changed.When(to(setsDue(inMarch2024, inDecember))).Then(setsDue(inMarch2024, inDecember))
}

func TestASecondMakingIsRefused(t *testing.T) {
	given := rules(t)
	given(comite2021.makes()).When(to(comite2022.makes())).ThenRefused(r.RefusedAlreadyMade)
	given(comite2021.makes()).When(to(comite2020.makes())).ThenRefused(r.RefusedAlreadyMade)
	given(comite2021.makes(), rectifies(1, nil)).When(to(comite2022.makes())).ThenRefused(r.RefusedNeverMade)
	given(comite2021.makes(), comite2022.merges()).When(to(comite2023.makes())).ThenRefused(r.RefusedAbsorbed)
}

func TestOnlyTheMakerOrOneThatItNamesCarriesOver(t *testing.T) {
	given := rules(t)
	ofTheReview := given(technique.makes(), politique.validates())
	onTheirList := r.CarryOver{On: mixte2022.on, CarriedOver: mixte2022.carriesOver().Event.(r.CarriedOver)}

	ofTheReview.When(onTheirList).ThenRefused(r.RefusedForum)
	onTheirList.NamedForums = []domain.ForumID{comite}
	ofTheReview.When(onTheirList).ThenRefused(r.RefusedForum)
	onTheirList.NamedForums = []domain.ForumID{comite, mixte}
	ofTheReview.When(onTheirList).Then(mixte2022.carriesOver())
	ofTheReview.When(to(politique24.carriesOver())).Then(politique24.carriesOver())
}

func TestAnyForumExamines(t *testing.T) {
	given := rules(t)
	given(technique.makes(), politique.validates()).
		When(to(mixte2022.finds(domain.Executed))).Then(mixte2022.finds(domain.Executed))
}

func TestASessionListsARecommendationOnce(t *testing.T) {
	given := rules(t)
	reordered := comite2021.carriesOver()
	e := reordered.Event.(r.CarriedOver)
	e.Number = "5"
	reordered.Event = e
	f := given(comite2020.makes(), comite2021.carriesOver()).When(to(reordered)).ThenRefused(r.RefusedCarriedHere)
	if f.Args["numero"] != "3" {
		t.Errorf("does not say where it is listed: %v", f)
	}
	given(comite2020.makes()).When(to(comite2020.carriesOver())).ThenRefused(r.RefusedCarriedHere)
	given(technique.makes(), politique.validates()).When(to(politique.carriesOver())).ThenRefused(r.RefusedCarriedHere)
}

func TestTheSurvivorMustStand(t *testing.T) {
	given := rules(t)
	for s, code := range map[r.Standing]string{
		r.Unknown: r.RefusedSurvivor, r.Merged: r.RefusedSurvivor, r.NeverMade: r.RefusedSurvivor,
		r.Open: "", r.Done: "", r.ClosedOff: "", r.Discarded: "", r.Proposed: "",
	} {
		into := r.AbsorbInto{On: inMarch2021, Absorbed: absorbed(inMarch2021, survivor).Event.(r.Absorbed), SurvivorStanding: s}
		outcome := given(comite2020.makes()).When(into)
		if code == "" {
			outcome.Then(absorbed(inMarch2021, survivor))
		} else {
			outcome.ThenRefused(code)
		}
	}
}

func TestARefusalSaysWhatCouldBeDone(t *testing.T) {
	given := rules(t)
	f := given(comite2020.makes(), comite2021.finds(domain.Executed)).When(to(comite2022.finds(domain.NotDone))).ThenRefused(r.RefusedNeedsReason)
	if f.Kind != fault.Refused || strings.Join(f.Possible, " ") != "en_cours executee non_realisee reconduite" || f.Args["situation"] != "executee" || f.Place != "motif_de_remise_en_suivi" {
		t.Errorf("%+v", f)
	}
	f = given(comite2020.makes()).When(to(politique.validates())).ThenRefused(r.RefusedNotProposed)
	if len(f.Possible) != 4 {
		t.Errorf("%+v", f)
	}
}

func TestValidationAmends(t *testing.T) {
	amended := politique.validates()
	e := amended.Event.(r.Validated)
	e.Text, e.Owners, e.Due = reworded, owedByBoth, inDecember
	amended.Event = e
	s := of(technique.makes(ledBy...), amended)
	if s.Text != reworded || len(s.Owners) != 2 || s.Due != inDecember || len(s.Listings) != 2 {
		t.Errorf("%+v", s)
	}
	if asIs := of(technique.makes(ledBy...), politique.validates()); asIs.Text != wording || asIs.Owners[0] != ledBy[0] {
		t.Errorf("%+v", asIs)
	}
}

func TestCarryOversAreCountedBySession(t *testing.T) {
	s := of(comite2020.makes(), comite2021.carriesOver(), comite2022.finds(domain.NotDone), comite2022.carriesOver())
	if s.CarriedTimes != 2 || len(s.Listings) != 3 || s.State != domain.CarriedOver {
		t.Errorf("%+v", s)
	}
}

func TestOwnersAndDueDateHoldFromTheirDay(t *testing.T) {
	s := of(comite2020.makes(ledBy...), reassigns(inMarch2021, owedByOthers...), setsDue(inMarch2021, inDecember))
	if len(s.Owners) != 1 || s.Owners[0] != owedByOthers[0] || s.Due != inDecember {
		t.Errorf("%+v", s)
	}
	if s := of(comite2020.makes(ledBy...), reassigns(inMarch2021)); len(s.Owners) != 0 {
		t.Errorf("owed by nobody, yet by %v", s.Owners)
	}
}
