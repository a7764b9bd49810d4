package ledger_test

import (
	"context"
	"errors"
	"testing"

	"suivi/domain/ledger"
	"suivi/domain/session"
	"suivi/projections/followup"
	"suivi/projections/register"
)

// TestTheClosedTableHoldsAllThatWasListed: what the session listed was not
// followed when it was closed, or when the next one took up its list.
func TestTheClosedTableHoldsAllThatWasListed(t *testing.T) {
	h := inMemory(t)
	s := set(h)
	log := h.Log
	h.Log = &dying{log, 2, false}
	if _, _, err := h.Formulate(t.Context(), command("make"), s.of2024, items("1", "2")); !errors.Is(err, errDied) {
		t.Fatal(err)
	}
	h.Log = log
	h.must(h.Session(t.Context(), command("fix"), s.of2024, session.FixList{ListFixed: session.ListFixed{Origin: session.BySecretariat}}))
	h.closes(s.of2024, in2024)
	h.see(func(v *register.View) {
		i, _ := v.SessionOf(s.of2024)
		if table := followup.Of(v, i); !table.AsClosed || len(table.Made) != 2 {
			t.Errorf("%d on the list of the closed table", len(table.Made))
		}
	})
}

func TestTheRuleGivesAllThatWasListed(t *testing.T) {
	h := inMemory(t)
	s := set(h)
	next := h.held(comite, "2024-2", later, "")
	log := h.Log
	h.Log = &dying{log, 2, false}
	if _, _, err := h.Formulate(t.Context(), command("make"), s.of2024, items("1", "2")); !errors.Is(err, errDied) {
		t.Fatal(err)
	}
	h.Log = log
	h.must(h.FixListByRule(t.Context(), command("fix"), next, later))
	if st, err := h.SessionState(t.Context(), next); err != nil || len(st.List.Items) != 2 {
		t.Errorf("%+v, %v", st.List, err)
	}
}

// TestAClientThatGoesAwayHalfway cancels its request once the session has
// decided.
func TestAClientThatGoesAwayHalfway(t *testing.T) {
	h := inMemory(t)
	s := set(h)
	for name, issue := range map[string]func(context.Context) error{
		"formulate": func(ctx context.Context) error {
			_, _, err := h.Formulate(ctx, command("make"), s.of2024, items("1"))
			return err
		},
		"rectify": func(ctx context.Context) error {
			_, err := h.RectifyListing(ctx, command("rectify"), s.of2023, s.made[0], ledger.Relisting{Number: "9", Reason: "mal lu"})
			return err
		},
	} {
		ctx, leave := context.WithCancel(t.Context())
		log := h.Log
		h.Log = &interrupted{EventLog: log, skip: 1, before: leave}
		if err := issue(ctx); err != nil || ctx.Err() == nil {
			t.Errorf("%s: %v", name, err)
		}
		h.Log = log
	}
	if n, err := h.CompleteSteps(t.Context()); n != 0 || err != nil {
		t.Errorf("%d steps are left, %v", n, err)
	}
	if st, err := h.SessionState(t.Context(), s.of2024); err != nil || len(st.Inscribed) != 1 {
		t.Errorf("%+v, %v", st, err)
	}
}
