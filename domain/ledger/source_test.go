package ledger_test

import (
	"strings"
	"testing"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/field"
	"suivi/domain/forum"
	"suivi/domain/organization"
	"suivi/domain/session"
)

// What is said of where a text was read is bounded like every other text.
func TestASourceIsBoundedWhereverItIsGiven(t *testing.T) {
	long := domain.Source{Cell: strings.Repeat("a", field.MaxText+1)}
	day := domain.MustDay(2024, 1, 31)
	plan := session.Planned{Forum: forum.IDOf("CC"), Code: "1"}
	planned := []session.Fact{{Seq: 1, Day: day, Event: plan}}
	held := append(planned, session.Fact{Seq: 2, Day: day, Event: session.Held{Sittings: []domain.Period{domain.On(day)}}})
	for name, decide := range map[string]func() error{
		"cadre renommé":  func() error { return ofForum(day, forum.Renamed{Name: "b", Source: long}) },
		"cadre rattaché": func() error { return ofForum(day, forum.Reparented{Source: long}) },
		"secrétariat":    func() error { return ofForum(day, forum.SecretariatNamed{Words: "x", Source: long}) },
		"chef de file":   func() error { return ofForum(day, forum.LeadNamed{Words: "x", Source: long}) },
		"règle":          func() error { return ofForum(day, forum.RuleSet{Rule: forum.Rule{Source: long}}) },
		"structure nommée": func() error {
			return ofStructure(day, organization.Renamed{Names: organization.Names{Name: "b"}, Source: long})
		},
		"structure placée": func() error { return ofStructure(day, organization.Reparented{Source: long}) },
		"structure absorbée": func() error {
			return ofStructure(day, organization.Merged{Successor: organization.IDOf("T"), Source: long})
		},
		"session reportée": func() error {
			return ofSession(planned, session.Postpone{On: day, Postponed: session.Postponed{Source: long}})
		},
		"session annulée": func() error {
			return ofSession(planned, session.Cancel{On: day, Cancelled: session.Cancelled{Source: long}})
		},
		"liste arrêtée": func() error {
			return ofSession(held, session.FixList{On: day, ListFixed: session.ListFixed{Origin: session.BySecretariat, Source: long}})
		},
		"session close": func() error { return ofSession(held, session.Close{On: day, Closed: session.Closed{Source: long}}) },
	} {
		if err := decide(); fault.CodeOf(err) != field.TooLong {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func ofForum(day domain.Day, e forum.Event) error {
	_, err := forum.Decide([]forum.Fact{{Seq: 1, Day: day, Event: forum.Created{Code: "CC", Name: "a"}}}, forum.Record{On: day, Event: e})
	return err
}

func ofStructure(day domain.Day, e organization.Event) error {
	made := organization.Created{Code: "S", Names: organization.Names{Name: "a"}}
	_, err := organization.Decide([]organization.Fact{{Seq: 1, Day: day, Event: made}}, organization.Record{On: day, Event: e})
	return err
}

func ofSession(facts []session.Fact, c session.Command) error {
	_, err := session.Decide(facts, c)
	return err
}
