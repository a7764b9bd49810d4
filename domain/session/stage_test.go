package session_test

import (
	"testing"

	"suivi/domain"
	s "suivi/domain/session"
)

// TestEveryCommandAtEveryStage is the table of what a session admits: "+" is
// recorded, "=" changes nothing, anything else refused with that code.
func TestEveryCommandAtEveryStage(t *testing.T) {
	stages := []struct {
		name  string
		given []fact
	}{
		{"not planned", nil},
		{"planned", []fact{planned}},
		{"postponed", []fact{planned, put}},
		{"cancelled", []fact{planned, dropped}},
		{"held", []fact{planned, held}},
		{"held and resumed", []fact{planned, held, again}},
		{"closed", []fact{planned, held, again, closed}},
	}
	const (
		unknown, exists, cancelled = s.RefusedUnknown, s.RefusedExists, s.RefusedCancelled
		isHeld, notHeld, isClosed  = s.RefusedHeld, s.RefusedNotHeld, s.RefusedClosed
	)
	other := plan
	other.Title = "Session extraordinaire"
	last := after + 1
	for _, row := range []struct {
		name    string
		command s.Command
		want    [7]string
	}{
		{"plan", to(planned), [7]string{"+", "=", "=", "=", "=", "=", "="}},
		{"plan otherwise", s.Plan{On: before, Planned: other}, [7]string{"+", exists, exists, exists, exists, exists, exists}},
		{"postpone", s.Postpone{On: before, Postponed: s.Postponed{Expected: domain.On(last)}}, [7]string{unknown, "+", "+", cancelled, isHeld, isHeld, isHeld}},
		{"cancel", s.Cancel{On: after, Cancelled: s.Cancelled{Reason: "grève"}}, [7]string{unknown, "+", "+", cancelled, isHeld, isHeld, isHeld}},
		{"hold", to(held), [7]string{unknown, "+", "+", cancelled, "=", "+", isClosed}},
		{"hold longer", s.Hold{Held: sat(domain.On(day), domain.On(last))}, [7]string{unknown, "+", "+", cancelled, "+", "+", isClosed}},
		{"fix its list", to(toSee), [7]string{unknown, "+", "+", cancelled, "+", "+", isClosed}},
		{"inscribe", to(listed(first, "1", 0)), [7]string{unknown, notHeld, notHeld, cancelled, "+", "+", isClosed}},
		{"declare totals", to(declared), [7]string{unknown, "+", "+", cancelled, "+", "+", "+"}},
		{"close", to(closed), [7]string{unknown, notHeld, notHeld, cancelled, "+", "+", "="}},
		{"close otherwise", s.Close{On: last}, [7]string{unknown, notHeld, notHeld, cancelled, "+", "+", isClosed}},
	} {
		for i, stage := range stages {
			t.Run(row.name+", "+stage.name, func(t *testing.T) {
				outcome := rules(t)(stage.given...).When(row.command)
				switch want := row.want[i]; want {
				case "=":
					outcome.ThenNothing()
				case "+":
					if n := len(outcome.Facts()); n != 1 {
						t.Errorf("%d events", n)
					}
				default:
					outcome.ThenRefused(want)
				}
			})
		}
	}
}

func TestFindingsAreForSessionsThatSit(t *testing.T) {
	for code, given := range map[string][]fact{
		"":                 {planned, held},
		s.RefusedUnknown:   nil,
		s.RefusedNotHeld:   {planned},
		s.RefusedCancelled: {planned, dropped},
		s.RefusedClosed:    {planned, held, closed},
	} {
		st := of(given...)
		err := st.AdmitsFinding()
		if code == "" && err != nil || code != "" && (err == nil || err.Error()[:len(code)] != code) {
			t.Errorf("%v, want %q", err, code)
		}
	}
}

func TestTheSameAgainIsNothing(t *testing.T) {
	given := rules(t)
	all := []fact{planned, put, toSee, held, listed(first, "1", 1), declared, closed}
	for _, f := range all {
		given(all...).When(to(f)).ThenNothing()
	}
	given(planned, dropped).When(to(dropped)).ThenNothing()
	given(planned, put).When(s.Postpone{On: after, Postponed: s.Postponed{Expected: domain.On(resumed)}}).ThenNothing()
}
