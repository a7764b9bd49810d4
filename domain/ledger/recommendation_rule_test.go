package ledger_test

import (
	"testing"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/forum"
	"suivi/domain/ledger"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
)

// TestTheOwnersWordIsRetainedWhileTheRuleSaysSo: the rule that counts is that
// of the day on which the owner spoke.
func TestTheOwnersWordIsRetainedWhileTheRuleSaysSo(t *testing.T) {
	h := inMemory(t)
	s := set(h)
	word := func(w forum.Word) forum.Rule { return forum.Rule{Word: w} }
	h.must(h.Forum(t.Context(), command("rule"), "CC", forum.Record{On: in2024, Event: forum.RuleSet{Rule: word(forum.WordOfOwners)}}))
	h.must(h.Forum(t.Context(), command("back"), "CC", forum.Record{On: later, Event: forum.RuleSet{Rule: word(forum.WordOfSession)}}))
	for i, c := range []struct {
		on   domain.Day
		want string
	}{
		{in2024 - 1, "recommandation recommandation.situation_declaree.v1 2024-01-30\n"},
		{in2024, "recommandation recommandation.situation_declaree.v1 2024-01-31\nrecommandation recommandation.executee.v1 2024-01-31\n"},
		{later, "recommandation recommandation.situation_declaree.v1 2024-02-15\n"},
	} {
		said := recommendation.Declare{On: c.on, Declared: recommendation.Declared{Owner: ministry, State: domain.Executed, Words: "fait"}}
		h.must(h.Recommendation(t.Context(), command("declare"), s.made[i], said))
		all := h.events(recommendation.Stream(s.made[i]))[1:]
		if got := story(all); got != c.want {
			t.Errorf("on %s:\n%s", c.on, got)
		}
		if len(all) == 2 && all[1].Cause != all[0].ID {
			t.Error("the état is not caused by the declaration")
		}
	}
}

func absorb(into domain.RecommendationID, kind recommendation.AbsorptionKind, at domain.SessionID) recommendation.AbsorbInto {
	return recommendation.AbsorbInto{On: later, Absorbed: recommendation.Absorbed{Survivor: into, Kind: kind, Session: at}}
}

func TestADuplicateIsOneFromTheStartAMergerFromItsSession(t *testing.T) {
	h := inMemory(t)
	s := set(h)
	h.must(h.Recommendation(t.Context(), command("duplicate"), s.made[0], absorb(s.made[1], recommendation.Duplicate, domain.SessionID{})))
	h.must(h.Recommendation(t.Context(), command("merger"), s.made[2], absorb(s.made[1], recommendation.Merger, s.of2024)))
	h.must(h.Recommendation(t.Context(), command("between"), s.made[3], absorb(s.made[1], recommendation.Merger, domain.SessionID{})))
	for i, day := range map[int]domain.Day{0: in2023, 2: in2024, 3: later} {
		all := h.events(recommendation.Stream(s.made[i]))
		if got := all[len(all)-1].Day; got != day {
			t.Errorf("the %dth is absorbed on %s, want %s", i, got, day)
		}
	}
	h.must(h.Recommendation(t.Context(), command("examine"), s.made[1], finds(s.of2024, domain.Executed)))
	_, err := h.Recommendation(t.Context(), command("examine"), s.made[0], finds(s.of2024, domain.Executed))
	refused(t, err, recommendation.RefusedAbsorbed)
}

func TestNoRecordAbsorbsItselfHoweverFar(t *testing.T) {
	h := inMemory(t)
	s := set(h)
	issue := func(name string, rec domain.RecommendationID, c recommendation.Command) error {
		_, err := h.Recommendation(t.Context(), command(name), rec, c)
		return err
	}
	none := domain.SessionID{}
	refused(t, issue("self", s.made[0], absorb(s.made[0], recommendation.Duplicate, none)), recommendation.RefusedSurvivor)
	refused(t, issue("unknown", s.made[0], absorb(domain.RecommendationID(s.of2023), recommendation.Duplicate, none)), recommendation.RefusedSurvivor)
	h.must(h.RectifyListing(t.Context(), command("void"), s.of2023, s.made[3], ledger.Relisting{Void: true, Reason: "jamais formulée"}))
	refused(t, issue("never made", s.made[0], absorb(s.made[3], recommendation.Duplicate, none)), recommendation.RefusedSurvivor)
	for _, step := range [][2]int{{0, 1}, {1, 2}} {
		if err := issue("chain", s.made[step[0]], absorb(s.made[step[1]], recommendation.Duplicate, none)); err != nil {
			t.Fatal(err)
		}
	}
	refused(t, issue("circle", s.made[2], absorb(s.made[0], recommendation.Duplicate, none)), recommendation.RefusedSurvivor)

	all := h.events(recommendation.Stream(s.made[1]))
	for _, into := range []int{1, 0} {
		c := recommendation.Rectify{Corrects: all[len(all)-1].ID, Instead: recommendation.Absorbed{Survivor: s.made[into], Kind: recommendation.Duplicate}, Reason: "relecture"}
		refused(t, issue("rectified into a circle", s.made[1], c), recommendation.RefusedSurvivor)
	}
}

// TestASurvivorIsJudgedWithItsDuplicatesAtOnce: the views are behind when the
// command comes.
func TestASurvivorIsJudgedWithItsDuplicatesAtOnce(t *testing.T) {
	h := inMemory(t)
	s := set(h)
	h.must(h.Recommendation(t.Context(), command("done"), s.made[0], recommendation.Examine{On: in2024 - 5, Found: recommendation.Found{State: domain.Executed}}))
	h.must(h.Recommendation(t.Context(), command("duplicate"), s.made[0], absorb(s.made[1], recommendation.Duplicate, domain.SessionID{})))
	h = open(t, h.Log)
	_, err := h.Recommendation(t.Context(), command("examine"), s.made[1], finds(s.of2024, domain.InProgress))
	refused(t, err, recommendation.RefusedNeedsReason)
}

// TestARetryIsAnsweredWhateverHappenedSince: the session has been closed, the
// survivor absorbed, the parent moved.
func TestARetryIsAnsweredWhateverHappenedSince(t *testing.T) {
	h := inMemory(t)
	s := set(h)
	examine := func() ledger.Receipt {
		return h.must(h.Recommendation(t.Context(), command("examine"), s.made[0], finds(s.of2024, domain.InProgress)))
	}
	absorbed := func() ledger.Receipt {
		return h.must(h.Recommendation(t.Context(), command("absorb"), s.made[3], absorb(s.made[2], recommendation.Merger, s.of2024)))
	}
	reparent := func() ledger.Receipt {
		return h.must(h.Organization(t.Context(), command("move"), "MAECI-DRH", organization.Record{On: in2023, Event: organization.Reparented{Parent: ministry}}))
	}
	rectify := func() ledger.Receipt {
		c := h.making(s.made[1], func(f *recommendation.Formulated) { f.Text = "relu" })
		return h.must(h.Rectify(t.Context(), command("rectify"), s.made[1], c))
	}
	var first []event.Position
	for _, issue := range []func() ledger.Receipt{examine, absorbed, reparent, rectify} {
		first = append(first, issue().Position)
	}
	h.closes(s.of2024, later)
	h.must(h.Recommendation(t.Context(), command("absorb further"), s.made[2], absorb(s.made[1], recommendation.Duplicate, domain.SessionID{})))
	h.must(h.Organization(t.Context(), command("root"), "MAECI-DRH", organization.Record{On: in2024, Event: organization.Reparented{}}))
	h.must(h.RectifyListing(t.Context(), command("renumber"), s.of2023, s.made[1], ledger.Relisting{Number: "2 bis", Reason: "relecture"}))
	before := len(h.events(""))
	for i, issue := range []func() ledger.Receipt{examine, absorbed, reparent, rectify} {
		if again := issue().Position; again != first[i] {
			t.Errorf("command %d is answered with %s, was %s", i, again, first[i])
		}
	}
	if n := len(h.events("")); n != before {
		t.Errorf("%d events more", n-before)
	}
}
