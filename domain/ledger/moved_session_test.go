package ledger_test

import (
	"testing"

	"suivi/domain"
	"suivi/domain/forum"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

var (
	inMay2022  = domain.MustDay(2022, 5, 5)
	inJune2023 = domain.MustDay(2023, 6, 1)
)

// moves has the secretariat say that a session sat on another day.
func (h *house) moves(id domain.SessionID, to domain.Day) {
	h.t.Helper()
	for _, e := range h.events(session.Stream(id)) {
		if _, is := e.Payload.(session.Held); is {
			h.must(h.Session(h.t.Context(), command("moves"+id.String()+to.String()), id, session.Rectify{Corrects: e.ID, Instead: hold(to).Held, Reason: "mal lu"}))
			return
		}
	}
	h.t.Fatal("not held")
}

// movable is a house in which a session of 2022 made one recommendation, and
// another is held on day and retains it as exécutée.
func movable(t *testing.T, day domain.Day) (h *house, made domain.RecommendationID, maker, mover domain.SessionID) {
	h = inMemory(t)
	maker = h.held(comite, "2022-1", in2022, "")
	made = h.makes(maker, "1")[0]
	mover = h.held(comite, "A", day, "")
	h.must(h.Recommendation(t.Context(), command("done"), made, finds(mover, domain.Executed)))
	return h, made, maker, mover
}

func (h *house) examines(rec domain.RecommendationID, c recommendation.Examine) error {
	_, err := h.Recommendation(h.t.Context(), command("examines"), rec, c)
	return err
}

// TestWhatFollowsASessionMovedEarlierIsJudgedAfterIt: at a session, between
// sessions, and on a list.
func TestWhatFollowsASessionMovedEarlierIsJudgedAfterIt(t *testing.T) {
	h, made, _, mover := movable(t, in2024)
	b := h.held(comite, "B", in2023, "")
	h.moves(mover, inMay2022)
	between := recommendation.Examine{On: inJune2023, Found: recommendation.Found{State: domain.NotDone}}
	refused(t, h.examines(made, finds(b, domain.InProgress)), recommendation.RefusedNeedsReason)
	refused(t, h.examines(made, between), recommendation.RefusedNeedsReason)
	_, _, err := h.CarryOver(t.Context(), command("carry"), b, made, carried("1"))
	refused(t, err, recommendation.RefusedNeedsReason)
	between.Reopening = "à refaire"
	if err := h.examines(made, between); err != nil {
		t.Fatal(err)
	}
	if st := h.state(made); st.State != domain.NotDone || st.Unsettled != nil {
		t.Errorf("%+v", st)
	}
}

func TestWhatPrecedesASessionMovedLaterIsJudgedBeforeIt(t *testing.T) {
	h, made, _, mover := movable(t, inMay2022)
	b := h.held(comite, "B", in2023, "")
	h.moves(mover, in2024)
	if err := h.examines(made, finds(b, domain.InProgress)); err != nil {
		t.Fatal(err)
	}
	if st := h.state(made); st.State != domain.Executed || st.StateSince != in2024 || st.Unsettled != nil {
		t.Errorf("%+v", st)
	}
}

func TestNothingPrecedesAMakingThatMoved(t *testing.T) {
	h, made, maker, _ := movable(t, in2024)
	h.moves(maker, in2023)
	c := recommendation.Examine{On: inMay2022, Found: recommendation.Found{State: domain.NotDone}}
	refused(t, h.examines(made, c), recommendation.RefusedBeforeMade)
	survivor := h.makes(maker, "2")[0]
	h.must(h.Recommendation(t.Context(), command("duplicate"), made, absorb(survivor, recommendation.Duplicate, domain.SessionID{})))
	all := h.events(recommendation.Stream(made))
	if got := all[len(all)-1].Day; got != in2023 {
		t.Errorf("one from the start, on %s", got)
	}
}

// TestAFindingOfADuplicateMovesToo: what is judged is the survivor.
func TestAFindingOfADuplicateMovesToo(t *testing.T) {
	h, made, maker, mover := movable(t, in2024)
	survivor := h.makes(maker, "2")[0]
	h.must(h.Recommendation(t.Context(), command("duplicate"), made, absorb(survivor, recommendation.Duplicate, domain.SessionID{})))
	h.moves(mover, inMay2022)
	refused(t, h.examines(survivor, recommendation.Examine{On: inJune2023, Found: recommendation.Found{State: domain.NotDone}}), recommendation.RefusedNeedsReason)
}

// TestAnOwnersWordIsJudgedAfterASessionThatMoved: it is already exécutée when
// the owner says so, and nothing follows from that word.
func TestAnOwnersWordIsJudgedAfterASessionThatMoved(t *testing.T) {
	h, made, _, mover := movable(t, in2024)
	h.must(h.Forum(t.Context(), command("rule"), "CC", forum.Record{On: in2022, Event: forum.RuleSet{Rule: forum.Rule{Word: forum.WordOfOwners}}}))
	h.moves(mover, inMay2022)
	r := h.must(h.Recommendation(t.Context(), command("declare"), made, says(ministry, inJune2023)))
	if len(r.Events) != 1 {
		t.Errorf("%d events:\n%s", len(r.Events), story(h.events(recommendation.Stream(made))))
	}
}

func TestAFactOfASessionIsNotMovedAlone(t *testing.T) {
	h, made, maker, mover := movable(t, in2024)
	done := h.events(recommendation.Stream(made))[1]
	c := recommendation.Rectify{Corrects: done.ID, Instead: done.Payload.(recommendation.Event), NewDay: inMay2022, Reason: "mal lu"}
	_, err := h.Rectify(t.Context(), command("day"), made, c)
	refused(t, err, recommendation.RefusedSessionDay)
	in := h.events(session.Stream(maker))[2]
	_, err = h.Session(t.Context(), command("day"), maker, session.Rectify{Corrects: in.ID, Instead: in.Payload.(session.Event), NewDay: inMay2022, Reason: "mal lu"})
	refused(t, err, recommendation.RefusedSessionDay)
	h.moves(mover, inMay2022)
	if r := h.must(h.Rectify(t.Context(), command("day"), made, c)); len(r.Events) != 0 {
		t.Errorf("it has that day already: %d events", len(r.Events))
	}

	listing := h.making(made, func(f *recommendation.Formulated) { f.Number = "1 bis" })
	listing.NewDay = in2022 // its own
	h.must(h.Rectify(t.Context(), command("numéro"), made, listing))
	all := append(h.events(session.Stream(maker)), h.events(recommendation.Stream(made))...)
	for _, e := range all {
		if r, is := e.Payload.(recommendation.Rectified); is && r.Day != 0 {
			t.Errorf("the recommendation keeps the day %s of its session", r.Day)
		}
		if r, is := e.Payload.(session.Rectified); is && e.Stream == session.Stream(maker) && r.Day != 0 {
			t.Errorf("the list keeps the day %s of its session", r.Day)
		}
	}
}
