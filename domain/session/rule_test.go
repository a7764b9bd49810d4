package session_test

import (
	"testing"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/field"
	s "suivi/domain/session"
)

func TestItTakesEffectOnItsLastDay(t *testing.T) {
	given := rules(t)
	given(planned).When(s.Hold{Held: sat(domain.On(day), domain.On(resumed))}).Then(again)
	given(planned, held).When(to(again)).Then(again)
	given(planned, again).When(to(listed(first, "1", 1))).Then(fact{Day: resumed, Event: entry(first, "1", 1)})
	given(planned, again).When(to(toSee)).Then(fact{Day: resumed, Event: toSee.Event})
	given(planned, again).When(to(declared)).Then(fact{Day: resumed, Event: declared.Event})

	january := domain.Period{To: domain.MustDay(2024, 1, 31), Words: "janvier 2024"}
	given(planned).When(s.Hold{Held: sat(january)}).Then(fact{Day: january.To, Event: sat(january)})
}

func TestSittingsFollowEachOther(t *testing.T) {
	given := rules(t)
	for name, sittings := range map[string][]domain.Period{
		"none":            nil,
		"without an end":  {{From: day}},
		"backward":        {{From: day, To: day - 1}},
		"overlapping":     {{From: day, To: resumed}, {From: resumed - 1, To: resumed}},
		"out of order":    {domain.On(resumed), domain.On(day)},
		"ending too soon": {domain.On(resumed), {To: day}},
	} {
		t.Run(name, func(t *testing.T) {
			rules(t)(planned).When(s.Hold{Held: sat(sittings...)}).ThenRefusedAt("seances", s.InvalidSittings)
			rules(t)(planned, held).When(rectify(2, sat(sittings...))).ThenRefusedAt("seances", s.InvalidSittings)
		})
	}
	given(planned, again).When(s.Close{On: day}).ThenRefusedAt("effet", s.InvalidClose)
	given(planned, again).When(s.Close{On: resumed}).Then(fact{Day: resumed, Event: s.Closed{}})
}

func TestItsDaysCanBeToldAgainUntilItIsClosed(t *testing.T) {
	given := rules(t)
	c, err := event.NewCorrection(nth(2), held.Event, day, s.GivenAnew)
	if err != nil {
		t.Fatal(err)
	}
	given(planned, again).When(to(held)).Then(fact{Day: resumed, Event: s.Rectified{Correction: c}})
	given(planned, held, again, closed).When(to(held)).ThenRefused(s.RefusedClosed)

	// Days before all that was said leave none of it.
	facts := history([]fact{planned, held, again, toSee})
	sooner := sat(domain.On(day - 3))
	decided, err := s.Decide(facts, s.Hold{Held: sooner})
	if err != nil || len(decided) != 2 {
		t.Fatalf("%v, %v", decided, err)
	}
	for k, d := range decided {
		facts = append(facts, s.Fact{Seq: uint64(10 + k), ID: nth(10 + k), Day: d.Day, Event: d.Event})
	}
	if st := s.Fold(facts, 0, 0); st.Day() != day-3 || st.List == nil {
		t.Errorf("it was held until %s", st.Day())
	}
	if again, err := s.Decide(facts, s.Hold{Held: sooner}); len(again) != 0 || err != nil {
		t.Errorf("told again: %v, %v", again, err)
	}
}

func TestAPostponementIsNeverLostBehindThePlan(t *testing.T) {
	given := rules(t)
	expected := s.Postponed{Expected: domain.On(resumed)}
	given(planned).When(s.Postpone{On: before - 5, Postponed: expected}).Then(fact{Day: before, Event: expected})
	st := of(planned, fact{Day: before, Event: expected})
	if st.Day() != resumed {
		t.Errorf("expected on %s", st.Day())
	}
}

func TestWhatSessionsCannotSay(t *testing.T) {
	given := rules(t)
	self := s.IDOf(comite, "2024-1")
	for place, change := range map[string]func(*s.Planned){
		"code":     func(p *s.Planned) { p.Code = "2024.1" },
		"cadre":    func(p *s.Planned) { p.Forum = domain.ForumID{} },
		"genre":    func(p *s.Planned) { p.Kind = "solennelle" },
		"phase":    func(p *s.Planned) { p.Phase = "double" },
		"exercice": func(p *s.Planned) { p.Exercise = 20231 },
		"prevue":   func(p *s.Planned) { p.Expected = domain.Period{From: after, To: day} },
		"valide":   func(p *s.Planned) { p.Validates = self },
		"precede":  func(p *s.Planned) { p.Precedes = self },
		"jointe_a": func(p *s.Planned) { p.Joint = []domain.SessionID{self} },
		"intitule": func(p *s.Planned) { p.Title = string(make([]byte, 10<<20)) },
		"lieu":     func(p *s.Planned) { p.Venue = "S\xe9gou" },
	} {
		wrong := plan
		change(&wrong)
		if _, err := s.Decide(nil, s.Plan{On: before, Planned: wrong}); err == nil {
			t.Errorf("a plan with a wrong %s is recorded", place)
		}
	}
	given().When(s.Plan{Planned: plan}).ThenRefusedAt("effet", field.NoDay)
	given(planned).When(s.Cancel{}).ThenRefusedAt("effet", field.NoDay)
	given(planned, held).When(s.Close{}).ThenRefusedAt("effet", field.NoDay)
	given(planned).When(s.FixList{ListFixed: toSee.Event.(s.ListFixed)}).ThenRefusedAt("effet", field.NoDay)
	given(planned, held).When(s.FixList{ListFixed: s.ListFixed{Origin: "sort"}}).ThenRefusedAt("origine", field.Invalid)
	given(planned, held).When(s.DeclareTotals{TotalsDeclared: s.TotalsDeclared{NotDone: new(-1)}}).ThenRefusedAt("totaux", s.InvalidTotals)
	given(planned, held).When(s.DeclareTotals{TotalsDeclared: s.TotalsDeclared{Subject: "plan 2023", Words: " "}}).ThenRefusedAt("totaux", s.EmptyTotals)
	for _, printed := range []string{"beaucoup", "", "42 sur 62"} {
		given(planned, held).When(s.DeclareTotals{TotalsDeclared: s.TotalsDeclared{Executed: new(3), Rates: []s.Rate{{Name: "taux", Printed: printed}}}}).ThenRefusedAt("taux", s.InvalidRate)
	}
	given(planned, held).When(s.Close{On: after, Closed: s.Closed{By: "\xff"}}).ThenRefusedAt("valide_par", field.NotUTF8)
}

func TestTotalsAreKeptSideBySide(t *testing.T) {
	given := rules(t)
	otherwise := fact{Day: day, Event: s.TotalsDeclared{Subject: "plan 2023", Executed: new(41)}}
	given(planned, held, declared).When(to(otherwise)).Then(otherwise)
	given(planned, held, declared, otherwise).When(to(declared)).ThenNothing()
	printed := s.TotalsDeclared{Subject: "plan 2023", Rates: []s.Rate{{Name: "taux", Printed: "6,53"}, {Name: "cumul", Printed: "66,667 %"}}}
	given(planned, held, closed).When(s.DeclareTotals{On: after, TotalsDeclared: printed}).Then(fact{Day: after, Event: printed})
	worded := s.TotalsDeclared{Words: "la moitié est faite"}
	given(planned, held).When(s.DeclareTotals{TotalsDeclared: worded}).Then(fact{Day: day, Event: worded})
	if st := of(planned, held, declared, otherwise); len(st.Totals) != 2 {
		t.Errorf("%d totals", len(st.Totals))
	}
}

func TestTheIdentityOfASessionIsItsForumAndCode(t *testing.T) {
	mixte := domain.ForumID{}
	if s.IDOf(comite, "2024-1") == s.IDOf(comite, "2024-2") || s.IDOf(comite, "2024-1") == s.IDOf(mixte, "2024-1") {
		t.Error("two sessions meet in one stream, or one in two")
	}
}
