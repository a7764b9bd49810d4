package session_test

import (
	"testing"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/scenario"
	s "suivi/domain/session"
)

// fact is a fact as these tests write it. The first given is the first
// recorded, under the id nth(1).
type fact = s.Decided

func nth(i int) ulid.ULID { return ulid.ULID{0: 1, 15: byte(i)} }

func history(given []fact) []s.Fact {
	facts := make([]s.Fact, len(given))
	for i, f := range given {
		facts[i] = s.Fact{Seq: uint64(i + 1), ID: nth(i + 1), Day: f.Day, Event: f.Event}
	}
	return facts
}

func rules(t testing.TB) func(...fact) scenario.Given[fact, s.Command] {
	return scenario.Of(t, func(given []fact, c s.Command) ([]fact, error) { return s.Decide(history(given), c) })
}

func of(given ...fact) s.State { return s.Fold(history(given), 0, 0) }

// The session of these tests: one of the comité, in January 2024.
var (
	comite  = domain.ForumID{ULID: ulid.ULID{15: 1}}
	first   = domain.RecommendationID{ULID: ulid.ULID{15: 2}}
	second  = domain.RecommendationID{ULID: ulid.ULID{15: 3}}
	third   = domain.RecommendationID{ULID: ulid.ULID{15: 4}}
	before  = domain.MustDay(2024, 1, 10)
	day     = domain.MustDay(2024, 1, 30)
	resumed = domain.MustDay(2024, 2, 6)
	after   = domain.MustDay(2024, 2, 20)

	plan     = s.Planned{Forum: comite, Code: "2024-1", Expected: domain.On(day)}
	planned  = fact{Day: before, Event: plan}
	held     = fact{Day: day, Event: sat(domain.On(day))}
	again    = fact{Day: resumed, Event: sat(domain.On(day), domain.On(resumed))}
	closed   = fact{Day: after, Event: s.Closed{By: "le comité"}}
	put      = fact{Day: resumed, Event: s.Postponed{Expected: domain.On(resumed), Reason: "remaniement"}}
	dropped  = fact{Day: day, Event: s.Cancelled{Reason: "faute de quorum"}}
	toSee    = fact{Day: day, Event: s.ListFixed{Origin: s.BySecretariat, Items: []s.Item{{Recommendation: first, Number: "3", Place: 1}}}}
	declared = fact{Day: day, Event: s.TotalsDeclared{Subject: "plan 2023", Executed: new(42)}}
)

func sat(sittings ...domain.Period) s.Held { return s.Held{Sittings: sittings} }

func entry(rec domain.RecommendationID, number string, place int) s.Inscribed {
	return s.Inscribed{Recommendation: rec, Number: number, Place: place, Follow: s.Follow{Type: "recommandation.formulee.v1", Data: event.Raw(`{}`)}}
}

func listed(rec domain.RecommendationID, number string, place int) fact {
	return fact{Day: day, Event: entry(rec, number, place)}
}

// to is the command that asks for f to be recorded.
func to(f fact) s.Command {
	switch e := f.Event.(type) {
	case s.Planned:
		return s.Plan{On: f.Day, Planned: e}
	case s.Postponed:
		return s.Postpone{On: f.Day, Postponed: e}
	case s.Cancelled:
		return s.Cancel{On: f.Day, Cancelled: e}
	case s.Held:
		return s.Hold{Held: e}
	case s.ListFixed:
		return s.FixList{On: f.Day, ListFixed: e}
	case s.Inscribed:
		return s.Inscribe{Items: []s.Inscribed{e}}
	case s.TotalsDeclared:
		return s.DeclareTotals{On: f.Day, TotalsDeclared: e}
	case s.Closed:
		return s.Close{On: f.Day, Closed: e}
	}
	panic("no such fact")
}

// rectified corrects the nth fact given: instead holds in its place, or it
// never happened.
func rectified(i int, f fact, instead s.Event, newDay domain.Day) fact {
	var payload event.Payload
	if instead != nil {
		payload = instead
	}
	c, err := event.NewCorrection(nth(i), payload, newDay, "relecture")
	if err != nil {
		panic(err)
	}
	return fact{Day: f.Day, Event: s.Rectified{Correction: c}}
}

func rectify(i int, instead s.Event) s.Rectify {
	return s.Rectify{Corrects: nth(i), Instead: instead, Reason: "relecture"}
}
