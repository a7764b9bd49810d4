package recommendation_test

import (
	"slices"
	"testing"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	r "suivi/domain/recommendation"
)

func instead(f fact) *fact { return &f }

func reword(f fact, text string) fact {
	e := f.Event.(r.Formulated)
	e.Text = text
	return fact{Event: e}
}

func TestAMistakeInATextIsRectified(t *testing.T) {
	given := rules(t)
	facts := given(comite2020.makes()).When(to(rectifies(1, instead(reword(comite2020.makes(), reworded))))).Facts()
	e := facts[0].Event.(r.Rectified)
	if len(facts) != 1 || e.Corrects != nth(1) || e.Type != r.FormulatedV1 || e.Void || facts[0].Day != comite2020.on {
		t.Fatalf("%+v", facts)
	}
	s := of(comite2020.makes(), facts[0])
	if s.Text != reworded || s.MadeOn != comite2020.on || len(s.Listings) != 1 {
		t.Errorf("%+v", s)
	}
}

func TestARectificationReadsBackAsItWasRecorded(t *testing.T) {
	facts := rules(t)(comite2020.makes(), comite2021.finds(domain.NotDone)).When(to(rectifies(2, instead(fact{Event: comite2021.finds(domain.Executed).Event})))).Facts()
	rec, err := event.Encode(event.Envelope{Payload: facts[0].Event})
	if err != nil {
		t.Fatal(err)
	}
	back, err := event.NewRegistry(r.Register).Decode(rec)
	if err != nil {
		t.Fatal(err)
	}
	if got := back.Payload.(r.Rectified); got.Instead != facts[0].Event.(r.Rectified).Instead {
		t.Errorf("holds instead: %+v", got.Instead)
	}
}

func TestAnEtatIsRectified(t *testing.T) {
	s := of(comite2020.makes(), comite2021.finds(domain.NotDone), comite2022.finds(domain.InProgress), rectifies(3, instead(fact{Event: comite2022.finds(domain.Executed).Event})))
	if s.Standing != r.Done || s.StateSince != comite2022.on || s.Unsettled != nil {
		t.Errorf("%+v", s)
	}
}

func TestADayIsRectified(t *testing.T) {
	seen := found(inMarch2024, domain.Executed)
	earlier := seen
	earlier.Day = inMarch2021
	facts := []fact{comite2020.makes(), seen, comite2022.finds(domain.NotDone, taken)}
	moved := rules(t)(facts...).When(to(rectifies(2, &earlier))).Facts()
	if len(moved) != 1 {
		t.Fatalf("%+v", moved)
	}
	facts = append(facts, moved...)
	if s := of(facts...); s.State != domain.NotDone || s.Standing != r.Open || s.Unsettled != nil {
		t.Errorf("%+v", s)
	}
	rules(t)(facts...).When(to(comite2021.finds(domain.NotDone))).Then(comite2021.finds(domain.NotDone))
	rules(t)(facts...).When(to(comite2023.finds(domain.NotDone))).Then(comite2023.finds(domain.NotDone))
}

func TestARectifiedDayOutlastsALaterRectification(t *testing.T) {
	seen := found(inMarch2024, domain.NotDone)
	moved := seen
	moved.Day = inMarch2021
	given := rules(t)(comite2020.makes(), seen, rectifies(2, &moved))

	done := r.Rectify{Corrects: nth(2), Instead: found(0, domain.Executed).Event, Reason: "relu"}
	if e := given.When(done).Facts()[0].Event.(r.Rectified); e.Day != inMarch2021 {
		t.Errorf("the wrong day is back: %v", e.Day)
	}
	twice := seen
	twice.Day = inApril2024
	if e := given.And(rectifies(2, &twice)).When(done).Facts()[0].Event.(r.Rectified); e.Day != inApril2024 {
		t.Errorf("the day before last is back: %v", e.Day)
	}
	making := r.Rectify{Corrects: nth(1), Instead: reword(comite2020.makes(), reworded).Event, Reason: "relu"}
	if e := given.When(making).Facts()[0].Event.(r.Rectified); e.Day != 0 {
		t.Errorf("the day of another fact: %v", e.Day)
	}
	done.NewDay = inMarch2024
	if e := given.When(done).Facts()[0].Event.(r.Rectified); e.Day != inMarch2024 {
		t.Errorf("a day cannot be put back: %v", e.Day)
	}
}

func TestAMakingEnteredByMistake(t *testing.T) {
	s := of(comite2020.makes(), comite2021.finds(domain.Executed), rectifies(1, nil))
	if s.Standing != r.NeverMade || !slices.Equal(s.Unsettled, ids(2)) {
		t.Errorf("%+v", s)
	}
}

func TestWhatWasNeverMadeIsUnknownBeforeItsDay(t *testing.T) {
	h := history(comite2020.makes(), rectifies(1, nil))
	for day, want := range map[domain.Day]r.Standing{comite2020.on - 1: r.Unknown, comite2020.on: r.NeverMade} {
		if s := r.FoldWithin(h, r.Horizon{On: day}); s.Standing != want {
			t.Errorf("on %v: %v", day, s.Standing)
		}
	}
}

func TestAMakingMovedToALaterDayIsNotAMistake(t *testing.T) {
	later := comite2020.makes()
	later.Day = comite2023.on
	h := history(comite2020.makes(), rectifies(1, &later))
	if s := r.FoldWithin(h, r.Horizon{On: comite2021.on}); s.Standing != r.Unknown {
		t.Errorf("before its day: %v", s.Standing)
	}
}

func TestACarryOverThatWasNone(t *testing.T) {
	s := of(comite2020.makes(), comite2021.finds(domain.InProgress), comite2021.carriesOver(), rectifies(3, nil))
	if s.State != domain.InProgress || s.CarriedTimes != 0 || len(s.Listings) != 1 {
		t.Errorf("%+v", s)
	}
}

func TestAnAbsorptionThatWasNone(t *testing.T) {
	facts := []fact{comite2020.makes(), comite2021.finds(domain.NotDone), absorbed(inMarch2021, survivor)}
	given := rules(t)
	given(facts...).When(to(comite2022.finds(domain.Executed))).ThenRefused(r.RefusedAbsorbed)
	void := given(facts...).When(to(rectifies(3, nil))).Facts()
	given(append(facts, void...)...).When(to(comite2022.finds(domain.Executed))).Then(comite2022.finds(domain.Executed))
}

func TestAVoidIsUndoneByRectifyingAgain(t *testing.T) {
	void := []fact{comite2020.makes(), comite2021.finds(domain.Executed), rectifies(1, nil)}
	given := rules(t)
	given(void...).When(to(rectifies(1, nil))).ThenNothing()
	again := given(void...).When(to(rectifies(1, instead(fact{Event: comite2020.makes().Event})))).Facts()
	if s := of(append(void, again...)...); s.Standing != r.Done || s.Unsettled != nil {
		t.Errorf("%+v", s)
	}
}

func TestRectifyingARectificationCorrectsTheFactItself(t *testing.T) {
	facts := []fact{comite2020.makes(), rectifies(1, instead(reword(comite2020.makes(), "Nomer les atachés")))}
	again := rules(t)(facts...).When(to(rectifies(2, instead(reword(comite2020.makes(), reworded))))).Facts()
	if e := again[0].Event.(r.Rectified); e.Corrects != nth(1) {
		t.Fatalf("corrects %v", e.Corrects)
	}
	if s := of(append(facts, again...)...); s.Text != reworded {
		t.Errorf("%q", s.Text)
	}
}

func TestWhatHoldsAlreadyIsNotRectified(t *testing.T) {
	given := rules(t)
	given(comite2020.makes()).When(to(rectifies(1, instead(comite2020.makes())))).ThenNothing()
	facts := []fact{comite2020.makes(), rectifies(1, instead(reword(comite2020.makes(), reworded)))}
	given(facts...).When(to(rectifies(1, instead(reword(comite2020.makes(), reworded))))).ThenNothing()
}

func TestARectificationThatIsNone(t *testing.T) {
	given := rules(t)(comite2020.makes(), comite2021.finds(domain.NotDone))
	if f := given.When(to(rectifies(9, nil))).ThenRefused(r.RefusedNoSuchFact); f.Kind != fault.NotFound {
		t.Errorf("kind %v", f.Kind)
	}
	given.When(to(rectifies(2, instead(comite2021.carriesOver())))).ThenRefused(r.RefusedInsteadOther)
	given.When(to(rectifies(2, instead(comite2022.finds(domain.NotDone))))).ThenRefused(r.RefusedInsteadOther)
	given.When(to(rectifies(2, instead(found(inMarch2021, domain.NotDone))))).ThenRefused(r.RefusedInsteadOther)
	given.When(to(rectifies(1, instead(reword(comite2020.makes(), " "))))).ThenRefusedAt("texte", r.InvalidEmpty)
	given.When(r.Rectify{Corrects: nth(1)}).ThenRefusedAt("motif", r.InvalidEmpty)
	given.When(r.Rectify{Corrects: nth(1), NewDay: inMarch2021, Reason: "erreur"}).ThenRefusedAt("effet", r.InvalidField)
}

// TestAFactOfASessionHasTheSessionsDay: another day would never show.
func TestAFactOfASessionHasTheSessionsDay(t *testing.T) {
	given := rules(t)(comite2020.makes(), comite2021.finds(domain.NotDone))
	done := instead(comite2021.finds(domain.Executed))
	if e := given.When(to(rectifies(2, done))).Facts()[0].Event.(r.Rectified); e.Day != 0 {
		t.Errorf("the session's own day is recorded as another: %v", e.Day)
	}
	done.Day = comite2022.on
	given.When(to(rectifies(2, done))).ThenRefusedAt("effet", r.RefusedSessionDay)
	f := given.When(to(rectifies(2, done))).ThenRefused(r.RefusedSessionDay)
	if f.Args["jour"] != comite2021.on.String() {
		t.Errorf("does not say which day it has: %v", f.Args)
	}
}

func TestWhateverItsStandingAFactIsRectified(t *testing.T) {
	for row, all := range ways {
		for way, facts := range all {
			if row == "rien" || row == "entree_par_erreur" {
				continue
			}
			given := facts[:len(facts):len(facts)]
			rectified := rules(t)(given...).When(to(rectifies(1, nil))).Facts()
			if s := of(append(given, rectified...)...); s.Standing != r.NeverMade {
				t.Errorf("%s, %s: %v", row, way, s.Standing)
			}
		}
	}
}

// No command leads there, but Fold is total.
func TestARectificationThatSaysNothingVoids(t *testing.T) {
	nothing := fact{Event: r.Rectified{Corrects: nth(1), Reason: "illisible"}}
	if s := of(comite2020.makes(), nothing); s.Standing != r.NeverMade {
		t.Errorf("%+v", s)
	}
	both := fact{Event: r.Rectified{Corrects: nth(2), Void: true, Instead: comite2021.finds(domain.Executed).Event}}
	if s := of(comite2020.makes(), comite2021.finds(domain.NotDone), both); s.State != domain.Made {
		t.Errorf("%+v", s)
	}
	if s := of(comite2020.makes(), rectifies(9, nil)); s.Standing != r.Open {
		t.Errorf("%+v", s)
	}
}

func TestAMistakenFindingIsNotAMistakenMaking(t *testing.T) {
	later := comite2020.makes()
	later.Day = comite2023.on
	h := history(comite2020.makes(), comite2021.finds(domain.NotDone), rectifies(1, &later), rectifies(2, nil))
	if s := r.FoldWithin(h, r.Horizon{On: comite2022.on}); s.Standing != r.Unknown {
		t.Errorf("%+v", s)
	}
}
