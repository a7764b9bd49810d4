package ledger_test

import (
	"strings"
	"testing"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/forum"
	"suivi/domain/ledger"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

func TestOnlyASessionThatSitsRetains(t *testing.T) {
	h := inMemory(t)
	s := set(h)
	plan := func(code string) domain.SessionID {
		id := session.IDOf(comite, code)
		h.must(h.Session(t.Context(), command("plan"+code), id, session.Plan{On: in2024, Planned: session.Planned{Forum: comite, Code: code}}))
		return id
	}
	notHeld, cancelled := plan("2024-5"), plan("2024-6")
	h.must(h.Session(t.Context(), command("cancel"), cancelled, session.Cancel{On: later}))
	for code, id := range map[string]domain.SessionID{
		session.RefusedUnknown:   session.IDOf(comite, "jamais"),
		session.RefusedNotHeld:   notHeld,
		session.RefusedCancelled: cancelled,
		session.RefusedClosed:    s.of2023,
	} {
		before := len(h.events(""))
		for name, c := range map[string]recommendation.Command{
			"examine": finds(id, domain.Executed),
			"class":   recommendation.Class{Classed: recommendation.Classed{Session: id, Motive: recommendation.MotiveNoObject}},
			"merge":   recommendation.AbsorbInto{Absorbed: recommendation.Absorbed{Session: id, Survivor: s.made[1], Kind: recommendation.Merger}},
			"discard": recommendation.Discard{SetAside: recommendation.SetAside{Session: id}},
		} {
			_, err := h.Recommendation(t.Context(), command(name), s.made[0], c)
			refused(t, err, code)
		}
		_, _, err := h.Formulate(t.Context(), command("make"), id, items("9"))
		refused(t, err, code)
		_, _, err = h.CarryOver(t.Context(), command("carry"), id, s.made[0], carried("9"))
		refused(t, err, code)
		_, _, err = h.Validate(t.Context(), command("validate"), id, s.proposed[0], recommendation.Validated{})
		refused(t, err, code)
		if n := len(h.events("")); n != before {
			t.Errorf("%s: %d events", code, n-before)
		}
	}
}

func TestOnlyAPoliticalSessionValidatesAndSetsAside(t *testing.T) {
	h := inMemory(t)
	s := set(h)
	_, _, err := h.Validate(t.Context(), command("validate"), s.of2024, s.proposed[0], recommendation.Validated{})
	refused(t, err, ledger.RefusedNotPolitical)
	_, err = h.Recommendation(t.Context(), command("discard"), s.proposed[0], recommendation.Discard{SetAside: recommendation.SetAside{Session: s.of2024}})
	refused(t, err, ledger.RefusedNotPolitical)
	_, _, err = h.Validate(t.Context(), command("validate"), s.political, s.made[0], recommendation.Validated{})
	refused(t, err, recommendation.RefusedNotProposed)
}

func TestOnlyTheForumThatMadeItOrOneItNamesCarriesOver(t *testing.T) {
	h := inMemory(t)
	s := set(h)
	of2022 := h.held(mixte, "2022-1", in2024-5, "")
	ofMixte := h.held(mixte, "2024-1", in2024, "")
	_, _, err := h.CarryOver(t.Context(), command("carry"), ofMixte, s.made[0], carried("1"))
	refused(t, err, recommendation.RefusedForum)

	h.must(h.Forum(t.Context(), command("rule"), "CC", forum.Record{On: in2024 - 2, Event: forum.RuleSet{Rule: forum.Rule{CarriedOverBy: []domain.ForumID{mixte}}}}))
	_, _, err = h.CarryOver(t.Context(), command("carry early"), of2022, s.made[0], carried("1"))
	refused(t, err, recommendation.RefusedForum) // the rule was not yet valid on that session's day
	at, _, err := h.CarryOver(t.Context(), command("carry"), ofMixte, s.made[0], carried("1"))
	if err != nil || at.Number != "1" || at.Recommendation != s.made[0] {
		t.Errorf("%+v, %v", at, err)
	}
}

func TestCarriedOverOnce(t *testing.T) {
	h := inMemory(t)
	s := set(h)
	first, _, err := h.CarryOver(t.Context(), command("carry"), s.of2024, s.made[0], carried("1"))
	if err != nil {
		t.Fatal(err)
	}
	before := len(h.events(""))
	again, r, err := h.CarryOver(t.Context(), command("carry again"), s.of2024, s.made[0], carried("1"))
	if err != nil || again != first || len(r.Events) != 0 || len(h.events("")) != before {
		t.Errorf("%+v, %+v, %v", again, r, err)
	}
	_, _, err = h.CarryOver(t.Context(), command("carry otherwise"), s.of2024, s.made[0], carried("2"))
	refused(t, err, recommendation.RefusedCarriedHere)
	_, _, err = h.CarryOver(t.Context(), command("carry another"), s.of2024, s.made[1], carried("1"))
	refused(t, err, session.RefusedNumberTaken)
}

func TestClosingFixesTheListFirst(t *testing.T) {
	h := inMemory(t)
	s := set(h)
	r := h.closes(s.of2024, later)
	list := h.events(session.Stream(s.of2024))
	fixed := list[len(list)-2].Payload.(session.ListFixed)
	if len(r.Events) != 2 || fixed.Origin != session.ByRule || len(fixed.Items) != 4 || len(fixed.Lists) != 1 || fixed.Lists[0] != s.of2023 {
		t.Errorf("%+v: %+v", r, fixed)
	}
	for i, item := range fixed.Items {
		if item.Recommendation != s.made[i] || item.Place != i+1 || item.Number != string(rune('1'+i)) {
			t.Errorf("item %d is %+v", i+1, item)
		}
	}
}

func TestAListThatWasFixedIsNotTouchedByTheClose(t *testing.T) {
	h := inMemory(t)
	s := set(h)
	h.must(h.Session(t.Context(), command("fix"), s.of2024, session.FixList{ListFixed: session.ListFixed{Origin: session.BySecretariat, Items: []session.Item{{Recommendation: s.made[3]}}}}))
	if r := h.closes(s.of2024, later); len(r.Events) != 1 {
		t.Errorf("%+v", r)
	}
	st, err := h.SessionState(t.Context(), s.of2024)
	if err != nil || st.List.Origin != session.BySecretariat || len(st.List.Items) != 1 {
		t.Errorf("%+v, %v", st.List, err)
	}
}

// TestFixingByRuleIsTheSameCommandWhateverTheRuleGives: between the two, what
// the rule gives has changed.
func TestFixingByRuleIsTheSameCommandWhateverTheRuleGives(t *testing.T) {
	h := inMemory(t)
	s := set(h)
	first := h.must(h.FixListByRule(t.Context(), command("fix"), s.of2024, in2024))
	h.must(h.RectifyListing(t.Context(), command("void"), s.of2023, s.made[3], ledger.Relisting{Void: true, Reason: "jamais formulée"}))
	again := h.must(h.FixListByRule(t.Context(), command("fix"), s.of2024, in2024))
	if first.Version != again.Version {
		t.Errorf("%+v, then %+v", first, again)
	}
}

func TestWhatASessionNames(t *testing.T) {
	h := inMemory(t)
	s := set(h)
	id := session.IDOf(comite, "2024-9")
	plan := func(id domain.SessionID, p session.Planned) error {
		_, err := h.Session(t.Context(), command("plan"), id, session.Plan{On: in2024, Planned: p})
		return err
	}
	refused(t, plan(id, session.Planned{Forum: comite, Code: "2024-8"}), event.RefusedOtherIdentity)
	none := forum.IDOf("AUCUN")
	refused(t, plan(session.IDOf(none, "2024-9"), session.Planned{Forum: none, Code: "2024-9"}), forum.RefusedUnknown)
	refused(t, plan(session.IDOf(domain.ForumID{}, "2024-9"), session.Planned{Code: "2024-9"}), recommendation.InvalidEmpty)

	unknown := session.FixList{ListFixed: session.ListFixed{Origin: session.BySecretariat, Items: []session.Item{{Recommendation: s.made[0]}, {Recommendation: domain.RecommendationID(id)}}}}
	_, err := h.Session(t.Context(), command("fix"), s.of2024, unknown)
	refused(t, err, recommendation.RefusedUnknown)
}

func TestListsAreWrittenByTheirOwnUseCasesOnly(t *testing.T) {
	h := inMemory(t)
	s := set(h)
	before := len(h.events(""))
	if _, err := h.Session(t.Context(), command("inscribe"), s.of2024, session.Inscribe{}); err == nil {
		t.Error("items are inscribed without what follows from it")
	}
	for _, c := range []recommendation.Command{recommendation.Formulate{}, recommendation.CarryOver{}, recommendation.Validate{}} {
		if _, err := h.Recommendation(t.Context(), command("list"), s.made[0], c); err == nil {
			t.Errorf("%T is recorded without a list", c)
		}
	}
	if n := len(h.events("")); n != before {
		t.Errorf("%d events", n-before)
	}
}

func TestOneIdAtTwoSessionsMakesTwoRecommendations(t *testing.T) {
	h := inMemory(t)
	s := set(h)
	of2022 := h.held(comite, "2022-1", in2022, "")
	a, _, err := h.Formulate(t.Context(), command("make"), s.of2024, items("1"))
	if err != nil {
		t.Fatal(err)
	}
	b, _, err := h.Formulate(t.Context(), command("make"), of2022, items("1"))
	if err != nil || a[0].Recommendation == b[0].Recommendation {
		t.Errorf("%v and %v, %v", a, b, err)
	}
}

func TestACommandTooBigForTheLog(t *testing.T) {
	h := inMemory(t)
	s := set(h)
	many := items(strings.Split("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20", " ")...)
	for i := range many {
		many[i].Text = strings.Repeat("a", recommendation.MaxText)
	}
	_, _, err := h.Formulate(t.Context(), command("make"), s.of2024, many)
	refused(t, err, ledger.RefusedTooBig)
	many[3].Text += "a"
	_, _, err = h.Formulate(t.Context(), command("make"), s.of2024, many)
	refused(t, err, recommendation.InvalidTooLong)
	if err == nil || !strings.Contains(err.Error(), "points.4.texte") {
		t.Errorf("does not say where: %v", err)
	}
}
