package session_test

import (
	"fmt"
	"math"
	"testing"

	"suivi/domain"
	"suivi/domain/field"
	s "suivi/domain/session"
)

func TestNumbersAndPlacesAreUniqueInTheListItMakes(t *testing.T) {
	given := rules(t)(planned, held, listed(first, "1", 1), listed(second, "", 2))
	given.When(to(listed(third, "1", 0))).ThenRefusedAt("numero", s.RefusedNumberTaken)
	given.When(to(listed(third, "3", 2))).ThenRefusedAt("place", s.RefusedPlaceTaken)
	given.When(to(listed(first, "3", 0))).ThenRefusedAt("recommandation", s.RefusedListedTwice)
	given.When(to(listed(third, "p2", 0))).ThenRefusedAt("numero", s.RefusedNumberTaken) // the reference of the second
	given.When(to(listed(third, "3", 0))).Then(listed(third, "3", 3))
	given.When(to(listed(third, "", 7))).Then(listed(third, "", 7))
	given.And(listed(third, "", 7)).When(s.Inscribe{Items: []s.Inscribed{entry(domain.RecommendationID{ULID: nth(9)}, "", 0)}}).
		Then(listed(domain.RecommendationID{ULID: nth(9)}, "", 8))
}

func TestItemsEnterAllOrNone(t *testing.T) {
	given := rules(t)
	three := s.Inscribe{Items: []s.Inscribed{entry(first, "1", 0), entry(second, "2", 0), entry(third, "", 0)}}
	given(planned, held).When(three).Then(listed(first, "1", 1), listed(second, "2", 2), listed(third, "", 3))
	given(planned, held, listed(second, "2", 1)).When(three).Then(listed(first, "1", 2), listed(third, "", 3))
	three.Items[2].Number = "1"
	given(planned, held).When(three).ThenRefused(s.RefusedNumberTaken)
	three.Items[2] = entry(first, "3", 0)
	given(planned, held).When(three).ThenRefused(s.RefusedListedTwice)
}

func TestALateInscriptionTakesEffectWithTheOthers(t *testing.T) {
	rules(t)(planned, again, fact{Day: resumed, Event: entry(first, "1", 1)}, toSee, declared).
		When(to(listed(second, "2", 0))).Then(fact{Day: resumed, Event: entry(second, "2", 2)})
}

func TestItemsThatSayNothing(t *testing.T) {
	given := rules(t)(planned, held)
	none := entry(first, "1", 1)
	none.Follow = s.Follow{}
	given.When(s.Inscribe{Items: []s.Inscribed{none}}).ThenRefusedAt("suite", field.Empty)
	given.When(to(listed(domain.RecommendationID{}, "1", 1))).ThenRefusedAt("recommandation", field.Empty)
	given.When(to(listed(first, "1", -1))).ThenRefusedAt("place", field.Invalid)
	given.When(to(listed(first, "1\n", 1))).ThenRefusedAt("numero", field.Invalid)
	given.When(s.Inscribe{Items: []s.Inscribed{entry(first, "1", 0), entry(second, " 2", 0)}}).ThenRefusedAt("points.2.numero", field.Invalid)
	given.When(s.Inscribe{}).ThenNothing()
}

func TestTheListToExamineIsFixedAgainUntilTheClose(t *testing.T) {
	given := rules(t)
	wider := fact{Day: day, Event: s.ListFixed{Origin: s.BySecretariat, Items: []s.Item{{Recommendation: first, Place: 1}, {Recommendation: second, Place: 2}}}}
	given(planned, held, toSee).When(to(wider)).Then(wider)
	given(planned, held, toSee, wider).When(to(toSee)).Then(toSee)
	if st := of(planned, held, toSee, wider); len(st.List.Items) != 2 {
		t.Errorf("%+v", st.List)
	}
	sooner := fact{Day: before, Event: wider.Event} // recorded later, with effect before
	given(planned, toSee, sooner).When(to(wider)).ThenNothing()
	if st := of(planned, toSee, sooner); len(st.List.Items) != 2 {
		t.Errorf("the last list has %d items", len(st.List.Items))
	}
	given(planned, held, toSee, closed).When(to(wider)).ThenRefused(s.RefusedClosed)

	unplaced := s.ListFixed{Origin: s.BySecretariat, Items: []s.Item{{Recommendation: first}, {Recommendation: second}}}
	given(planned, held).When(s.FixList{ListFixed: unplaced}).Then(wider)
	given(planned, held, wider).When(s.FixList{ListFixed: unplaced}).ThenNothing()
	given(planned, held).When(s.FixList{ListFixed: s.ListFixed{Origin: s.ByRule}}).Then(fact{Day: day, Event: s.ListFixed{Origin: s.ByRule}})
}

func TestTheListToExamineNamesEachOnce(t *testing.T) {
	given := rules(t)(planned, held)
	fix := func(items ...s.Item) s.FixList {
		return s.FixList{ListFixed: s.ListFixed{Origin: s.BySecretariat, Items: items}}
	}
	given.When(fix(s.Item{Recommendation: first}, s.Item{Recommendation: first})).ThenRefusedAt("points.2", s.RefusedListedTwice)
	given.When(fix(s.Item{Recommendation: first, Place: 1}, s.Item{Recommendation: second, Place: 1})).ThenRefusedAt("points.2", s.RefusedPlaceTaken)
	given.When(fix(s.Item{})).ThenRefusedAt("points.1", field.Empty)
	given.When(fix(s.Item{Recommendation: first, Place: math.MaxInt})).ThenRefusedAt("points.1.place", field.Invalid)
	given.When(fix(s.Item{Recommendation: first, Number: "1\x00"})).ThenRefusedAt("points.1", field.Invalid)
}

func TestAHundredItems(t *testing.T) {
	facts := []fact{planned, held}
	for i := range 100 {
		rec := domain.RecommendationID{ULID: nth(100 + i)}
		facts = append(facts, rules(t)(facts...).When(to(listed(rec, fmt.Sprint(i+1), 0))).Facts()...)
	}
	st := of(facts...)
	if n := len(st.Inscribed); n != 100 || st.NextPlace() != 101 {
		t.Errorf("%d items, then %d", n, st.NextPlace())
	}
}

func TestAListHasALastPlace(t *testing.T) {
	given := rules(t)(planned, held)
	for _, place := range []int{-1, field.MaxPlace + 1, math.MaxInt} {
		given.When(s.Inscribe{Items: []s.Inscribed{entry(first, "1", place)}}).ThenRefusedAt("place", field.Invalid)
	}
	last := listed(first, "1", field.MaxPlace)
	given.When(to(last)).Then(last)
	given.And(last).When(s.Inscribe{Items: []s.Inscribed{entry(second, "2", 0)}}).ThenRefusedAt("place", field.Invalid)
	given.And(last).When(rectify(3, entry(first, "1", math.MaxInt))).ThenRefusedAt("place", field.Invalid)
}
