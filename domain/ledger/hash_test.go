package ledger_test

import (
	"testing"

	"suivi/domain"
	"suivi/domain/forum"
	"suivi/domain/ledger"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// Hashes are stored with events: a command sent again after an upgrade must be
// known as the same.
func TestHashesAreFrozen(t *testing.T) {
	for want, c := range map[string]any{
		"0548c06cef3290a306f93207230938b40aa80566b310cc21a7e5413714e0fee2": finds(session.IDOf(comite, "2024-1"), domain.Executed),
		"569b2b36b2aaf4e18b1c154f41f5c490e4fe8593f62a927c587e1018e618cccc": recommendation.Rectify{Instead: recommendation.Found{State: domain.Executed}, Reason: "relu"},
		"ca4a4fca8e65f1bb0067226c3176744efe972c602185a2a46e54ddb9b560e02d": session.DeclareTotals{TotalsDeclared: session.TotalsDeclared{Executed: new(42)}},
		"8fd11ead036f750daf6837a70d49ed0d6c16b4573e5a9fd8a1ae2bc1957b1fbe": forum.Record{On: 1, Event: forum.Reparented{Parent: comite}},
	} {
		hash, err := ledger.HashOf(c)
		if err != nil || hash != want {
			t.Errorf("%T: %s, was %s (%v)", c, hash, want, err)
		}
	}
}

func TestCommandsThatDifferHaveDifferentHashes(t *testing.T) {
	id := session.IDOf(comite, "2024-1")
	seen := map[string]string{}
	for name, c := range map[string]any{
		"in progress":         finds(id, domain.InProgress),
		"executed":            finds(id, domain.Executed),
		"not done":            finds(id, domain.NotDone),
		"elsewhere":           finds(session.IDOf(comite, "2024-2"), domain.Executed),
		"rectified, executed": recommendation.Rectify{Instead: recommendation.Found{State: domain.Executed}},
		"rectified, not done": recommendation.Rectify{Instead: recommendation.Found{State: domain.NotDone}},
		"void":                recommendation.Rectify{},
		"totals":              session.DeclareTotals{TotalsDeclared: session.TotalsDeclared{Executed: new(1)}},
		"other totals":        session.DeclareTotals{TotalsDeclared: session.TotalsDeclared{Executed: new(2)}},
		"no totals":           session.DeclareTotals{},
		"a root":              organization.Record{Event: organization.Reparented{}},
		"a root of forums":    forum.Record{Event: forum.Reparented{}},
		"no secretariat":      forum.Record{Event: forum.SecretariatNamed{}},
		"a rule":              forum.Record{Event: forum.RuleSet{}},
	} {
		hash, err := ledger.HashOf(c)
		if err != nil {
			t.Fatal(err)
		}
		if other, twice := seen[hash]; twice {
			t.Errorf("%s and %s have the same hash", name, other)
		}
		seen[hash] = name
		if again, _ := ledger.HashOf(c); again != hash {
			t.Errorf("%s has two hashes", name)
		}
	}
}
