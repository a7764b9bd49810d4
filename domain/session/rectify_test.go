package session_test

import (
	"testing"

	"suivi/domain"
	"suivi/domain/event"
	s "suivi/domain/session"
)

func TestAMistakeIsAlwaysSayable(t *testing.T) {
	given := rules(t)(planned, held, toSee, listed(first, "1", 1), declared, closed)
	given.When(rectify(6, nil)).Then(rectified(6, closed, nil, 0))
	given.When(rectify(2, nil)).Then(rectified(2, held, nil, 0))
	moved := sat(domain.On(day + 1))
	given.When(rectify(2, moved)).Then(rectified(2, held, moved, day+1))
	renamed := plan
	renamed.Title = "5ème session"
	given.When(rectify(1, renamed)).Then(rectified(1, planned, renamed, 0))
	given.When(s.Rectify{Corrects: nth(6), Instead: s.Closed{By: "le comité"}, NewDay: after + 1, Reason: "relecture"}).
		Then(rectified(6, closed, s.Closed{By: "le comité"}, after+1))
	rules(t)(planned, dropped).When(rectify(2, nil)).Then(rectified(2, dropped, nil, 0))
}

// TestWhatASessionDidKeepsIt: what opens it is void once nothing else is there.
func TestWhatASessionDidKeepsIt(t *testing.T) {
	void := func(n int, of fact) fact { return rectified(n, of, nil, 0) }
	rules(t)(planned).When(rectify(1, nil)).Then(void(1, planned))
	rules(t)(planned, dropped).When(rectify(1, nil)).Then(void(1, planned))
	for _, all := range [][]fact{{planned, held}, {planned, toSee}, {planned, declared}, {planned, held, closed}, {planned, held, listed(first, "1", 1)}} {
		rules(t)(all...).When(rectify(1, nil)).ThenRefused(s.RefusedInUse)
	}
	rules(t)(planned, held, void(2, held)).When(rectify(1, nil)).Then(void(1, planned))
	again := []fact{planned, void(1, planned), planned, held}
	rules(t)(append(again, rectified(1, planned, planned.Event, 0))...).When(rectify(1, nil)).Then(void(1, planned))
	rules(t)(again...).When(rectify(3, nil)).ThenRefused(s.RefusedInUse)
}

func TestWhatARectificationChanges(t *testing.T) {
	all := []fact{planned, held, listed(first, "1", 1), closed}
	moved := sat(domain.On(day + 1))
	for name, c := range map[string]struct {
		by fact
		is func(s.State) bool
	}{
		"closed by mistake":    {rectified(4, closed, nil, 0), func(st s.State) bool { return st.Closed == nil && st.AdmitsFinding() == nil }},
		"held on another day":  {rectified(2, held, moved, day+1), func(st s.State) bool { return st.Day() == day+1 }},
		"never held":           {rectified(2, held, nil, 0), func(st s.State) bool { return st.Held == nil && len(st.Inscribed) == 1 }},
		"never listed":         {rectified(3, held, nil, 0), func(st s.State) bool { return len(st.Inscribed) == 0 && st.NextPlace() == 1 }},
		"listed under another": {rectified(3, held, entry(first, "2", 5), 0), func(st s.State) bool { return st.Inscribed[0].Number == "2" && st.NextPlace() == 6 }},
		"close known later":    {rectified(4, closed, s.Closed{By: "x"}, after+1), func(st s.State) bool { return st.ClosedOn == after+1 && st.ClosedSeq == 4 }},
	} {
		if st := of(append(all, c.by)...); !c.is(st) {
			t.Errorf("%s: %+v", name, st)
		}
	}
}

func TestARectificationOfARectification(t *testing.T) {
	given := rules(t)
	moved := sat(domain.On(day + 1))
	once := []fact{planned, held, rectified(2, held, moved, day+1)}
	given(once...).When(rectify(3, sat(domain.On(day+2)))).Then(rectified(2, held, sat(domain.On(day+2)), day+2))
	given(once...).When(rectify(2, sat(domain.On(day+2)))).Then(rectified(2, held, sat(domain.On(day+2)), day+2))
	given(once...).When(rectify(3, held.Event)).Then(rectified(2, held, held.Event, day))
	given(once...).When(rectify(3, nil)).Then(rectified(2, held, nil, 0))
	given(append(once, rectified(2, held, nil, 0))...).When(rectify(2, moved)).Then(rectified(2, held, moved, day+1))
}

func TestARectificationThatSaysWhatHolds(t *testing.T) {
	given := rules(t)
	moved := sat(domain.On(day + 1))
	given(planned, held).When(rectify(2, held.Event)).ThenNothing()
	given(planned, held, rectified(2, held, moved, day+1)).When(rectify(2, moved)).ThenNothing()
	given(planned, held, rectified(2, held, nil, 0)).When(rectify(2, nil)).ThenNothing()
	given(planned, held, rectified(2, held, nil, 0)).When(rectify(3, nil)).ThenNothing()
}

func TestRectificationsThatAreNone(t *testing.T) {
	given := rules(t)(planned, held, listed(first, "1", 1), listed(second, "", 2))
	given.When(rectify(9, nil)).ThenRefused(event.RefusedNoSuchFact)
	given.When(rectify(2, plan)).ThenRefused(event.RefusedOtherKind)
	given.When(s.Rectify{Corrects: nth(2), Reason: " "}).ThenRefusedAt("motif", event.RefusedNoReason)
	given.When(s.Rectify{Corrects: nth(2), NewDay: day + 1, Reason: "relecture"}).ThenRefused("champ.invalide")

	elsewhere, otherwise := plan, plan
	elsewhere.Forum, otherwise.Code = domain.ForumID{ULID: nth(9)}, "2024-2"
	given.When(rectify(1, elsewhere)).ThenRefused(event.RefusedOtherIdentity)
	given.When(rectify(1, otherwise)).ThenRefused(event.RefusedOtherIdentity)
	given.When(rectify(3, entry(second, "1", 1))).ThenRefused(event.RefusedOtherIdentity)

	given.When(rectify(3, entry(first, "p2", 1))).ThenRefused(s.RefusedNumberTaken)
	given.When(rectify(3, entry(first, "1", 2))).ThenRefused(s.RefusedPlaceTaken)
	given.When(rectify(4, entry(second, "1", 2))).ThenRefused(s.RefusedNumberTaken)
	given.When(rectify(3, entry(first, "1", 0))).ThenRefused(s.RefusedPlaceTaken)
}

func TestAVoidEntryFreesItsNumber(t *testing.T) {
	given := rules(t)
	void := []fact{planned, held, listed(first, "1", 1), rectified(3, held, nil, 0)}
	given(void...).When(to(listed(second, "1", 1))).Then(listed(second, "1", 1))
	given(void...).When(to(listed(first, "1", 1))).Then(listed(first, "1", 1))
	taken := append(void, listed(second, "1", 1))
	given(taken...).When(rectify(3, entry(first, "1", 1))).ThenRefused(s.RefusedNumberTaken)
	given(taken...).When(rectify(3, entry(first, "2", 2))).Then(rectified(3, held, entry(first, "2", 2), 0))
}
