package ledger_test

import (
	"testing"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/ledger"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// TestNotCarriedOverAnotherOne: the wrong one was carried over under n° 2. It
// is said not to have been, which frees the numéro, and the right one takes it.
func TestNotCarriedOverAnotherOne(t *testing.T) {
	h := inMemory(t)
	s := set(h)
	wrong, right := s.made[2], s.made[3]
	if _, _, err := h.CarryOver(t.Context(), command("carry"), s.of2024, wrong, carried("2")); err != nil {
		t.Fatal(err)
	}
	h.closes(s.of2024, later)
	h.must(h.RectifyListing(t.Context(), command("not carried"), s.of2024, wrong, ledger.Relisting{Void: true, Reason: "une autre"}))
	if st := h.state(wrong); st.State != domain.Made || len(st.Listings) != 1 || st.CarriedTimes != 0 {
		t.Errorf("%+v", st)
	}
	_, _, err := h.CarryOver(t.Context(), command("carry right"), s.of2024, right, carried("2"))
	refused(t, err, session.RefusedClosed)

	closing := h.events(session.Stream(s.of2024))
	var shut event.Envelope
	for _, e := range closing {
		if _, is := e.Payload.(session.Closed); is {
			shut = e
		}
	}
	h.must(h.Session(t.Context(), command("not closed"), s.of2024, session.Rectify{Corrects: shut.ID, Reason: "une autre fut reconduite"}))
	at, _, err := h.CarryOver(t.Context(), command("carry right"), s.of2024, right, carried("2"))
	if err != nil || at.Number != "2" || at.Place != 1 {
		t.Fatalf("%+v, %v", at, err)
	}
	if st := h.state(right); st.State != domain.CarriedOver || st.CarriedTimes != 1 {
		t.Errorf("%+v", st)
	}
	h.sameTables(open(t, h.Log))
}

func TestAWrongNumberIsRectifiedInBothStreams(t *testing.T) {
	for name, rectify := range map[string]func(h *house, s stage, number string) (ledger.Receipt, error){
		"by the list": func(h *house, s stage, number string) (ledger.Receipt, error) {
			return h.RectifyListing(t.Context(), command("n°"+number), s.of2023, s.made[0], ledger.Relisting{Number: number, Reason: "mal lu"})
		},
		"by the recommendation": func(h *house, s stage, number string) (ledger.Receipt, error) {
			c := h.making(s.made[0], func(f *recommendation.Formulated) { f.Number = number })
			return h.Rectify(t.Context(), command("n°"+number), s.made[0], c)
		},
		"by the recommendation's command": func(h *house, s stage, number string) (ledger.Receipt, error) {
			c := h.making(s.made[0], func(f *recommendation.Formulated) { f.Number = number })
			return h.Recommendation(t.Context(), command("n°"+number), s.made[0], c)
		},
		"by the session's command": func(h *house, s stage, number string) (ledger.Receipt, error) {
			in := h.events(session.Stream(s.of2023))[2]
			e := in.Payload.(session.Inscribed)
			e.Number = number
			return h.Session(t.Context(), command("n°"+number), s.of2023, session.Rectify{Corrects: in.ID, Instead: e, Reason: "mal lu"})
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := inMemory(t)
			s := set(h)
			_, err := rectify(h, s, "2")
			refused(t, err, session.RefusedNumberTaken)
			for _, number := range []string{"1 bis", "1 ter", "1"} {
				before := len(h.events(""))
				if _, err := rectify(h, s, number); err != nil {
					t.Fatal(err)
				}
				if n := len(h.events("")) - before; n != 2 {
					t.Errorf("%d events, want one in each stream", n)
				}
				if st := h.state(s.made[0]); st.Listings[0].Number != number || st.Listings[0].Place != 1 || st.Text != "Texte n° 1" {
					t.Errorf("%+v", st)
				}
				st, err := h.SessionState(t.Context(), s.of2023)
				if err != nil || st.Inscribed[0].Number != number || len(st.Inscribed) != 4 {
					t.Errorf("%+v, %v", st.Inscribed, err)
				}
			}
			before := len(h.events(""))
			if r, err := rectify(h, s, "1"); err != nil || len(h.events("")) != before || r.Position.IsZero() {
				t.Errorf("what is so already is recorded: %+v, %v", r, err)
			}
			if n, err := h.CompleteSteps(t.Context()); n != 0 || err != nil {
				t.Errorf("%d steps left, %v", n, err)
			}
			h.sameTables(open(t, h.Log))
		})
	}
}

func TestAVoidEntryIsRestored(t *testing.T) {
	h := inMemory(t)
	s := set(h)
	h.must(h.RectifyListing(t.Context(), command("void"), s.of2023, s.made[3], ledger.Relisting{Void: true, Reason: "entrée par erreur"}))
	if st, err := h.SessionState(t.Context(), s.of2023); err != nil || len(st.Inscribed) != 3 {
		t.Errorf("%+v, %v", st.Inscribed, err)
	}
	_, err := h.Recommendation(t.Context(), command("examine"), s.made[3], finds(s.of2024, domain.Executed))
	refused(t, err, recommendation.RefusedNeverMade)
	h.must(h.RectifyListing(t.Context(), command("restore"), s.of2023, s.made[3], ledger.Relisting{Number: "4", Reason: "elle le fut"}))
	if st := h.state(s.made[3]); st.Standing != recommendation.Open || st.Listings[0].Number != "4" || st.Listings[0].Place != 4 {
		t.Errorf("%+v", st)
	}
	h.sameTables(open(t, h.Log))
}

func TestATextIsRectifiedInTheRecommendationAlone(t *testing.T) {
	h := inMemory(t)
	s := set(h)
	before := len(h.events(session.Stream(s.of2023)))
	h.must(h.Rectify(t.Context(), command("text"), s.made[0], h.making(s.made[0], func(f *recommendation.Formulated) { f.Text = "relu" })))
	if n := len(h.events(session.Stream(s.of2023))); n != before {
		t.Errorf("%d events in the session's stream", n-before)
	}
	h.must(h.RectifyListing(t.Context(), command("n°"), s.of2023, s.made[0], ledger.Relisting{Number: "1 bis", Place: 9, Reason: "mal lu"}))
	if st := h.state(s.made[0]); st.Text != "relu" || st.Listings[0].Place != 9 {
		t.Errorf("renumbering undid the text: %+v", st)
	}
}

func TestListingsThatCannotBeRectified(t *testing.T) {
	h := inMemory(t)
	s := set(h)
	before := len(h.events(""))
	rectify := func(rec domain.RecommendationID, c ledger.Relisting) error {
		_, err := h.RectifyListing(t.Context(), command("rectify"), s.of2023, rec, c)
		return err
	}
	refused(t, rectify(s.proposed[0], ledger.Relisting{Void: true, Reason: "x"}), event.RefusedNoSuchFact)
	refused(t, rectify(s.made[0], ledger.Relisting{Void: true}), recommendation.InvalidEmpty)
	refused(t, rectify(s.made[0], ledger.Relisting{Number: "1", Place: 2, Reason: "x"}), session.RefusedPlaceTaken)
	in := h.events(session.Stream(s.of2023))[2]
	_, err := h.Session(t.Context(), command("kind"), s.of2023, session.Rectify{Corrects: in.ID, Instead: session.Cancelled{}, Reason: "x"})
	refused(t, err, event.RefusedOtherKind)
	e := in.Payload.(session.Inscribed)
	e.Recommendation = s.made[1]
	_, err = h.Session(t.Context(), command("identity"), s.of2023, session.Rectify{Corrects: in.ID, Instead: e, Reason: "x"})
	refused(t, err, event.RefusedOtherIdentity)
	if n := len(h.events("")); n != before {
		t.Errorf("%d events", n-before)
	}
}

// TestTheLastCorrectionOfAnEntryHoldsInBothStreams: somebody corrects the list
// between the two steps of another correction.
func TestTheLastCorrectionOfAnEntryHoldsInBothStreams(t *testing.T) {
	h := inMemory(t)
	s := set(h)
	correct := func(h *house, number string) {
		h.must(h.RectifyListing(t.Context(), command("n°"+number), s.of2023, s.made[0], ledger.Relisting{Number: number, Reason: "mal lu"}))
	}
	log, other := h.Log, open(t, h.Log)
	h.Log = &interrupted{EventLog: log, skip: 1, before: func() { correct(other, "6") }}
	correct(h, "5")
	h.Log = log
	st, err := h.SessionState(t.Context(), s.of2023)
	if err != nil || st.Inscribed[0].Number != "6" || h.state(s.made[0]).Listings[0].Number != "6" {
		t.Errorf("the list says %q, the recommendation %q, %v", st.Inscribed[0].Number, h.state(s.made[0]).Listings[0].Number, err)
	}
	if n, err := h.CompleteSteps(t.Context()); n != 0 || err != nil {
		t.Errorf("%d steps left, %v", n, err)
	}
}
