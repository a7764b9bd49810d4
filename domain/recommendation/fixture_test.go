package recommendation_test

import (
	"strings"
	"testing"
	"time"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	r "suivi/domain/recommendation"
	"suivi/domain/scenario"
)

// fact is a fact as these tests write it: an event and its day. The first
// given is the first recorded, under the id nth(1).
type fact = r.Decided

func nth(i int) ulid.ULID { return ulid.ULID{0: 1, 15: byte(i), 14: byte(i >> 8)} }

func ids(those ...int) (all []ulid.ULID) {
	for _, i := range those {
		all = append(all, nth(i))
	}
	return all
}

func history(facts ...fact) r.History {
	h := make(r.History, len(facts))
	for i, f := range facts {
		h[i] = r.Fact{Seq: uint64(i + 1), ID: nth(i + 1), Day: f.Day, Event: f.Event}
	}
	return h
}

// of gives the state that facts lead to.
func of(facts ...fact) r.State { return r.FoldWithin(history(facts...), r.Horizon{}) }

// rules opens the scenarios of a test.
func rules(t testing.TB) func(...fact) scenario.Given[fact, r.Command] {
	return scenario.Of(t, func(given []fact, c r.Command) ([]fact, error) { return r.Decide(history(given...), c) })
}

// The bodies, structures and records of these tests.
var (
	comite = domain.ForumID{ULID: ulid.ULID{15: 1}} // makes and follows its own
	revue  = domain.ForumID{ULID: ulid.ULID{15: 2}} // proposes, then validates
	mixte  = domain.ForumID{ULID: ulid.ULID{15: 3}} // follows the review's

	ministry  = domain.OrganizationID{ULID: ulid.ULID{15: 4}}
	direction = domain.OrganizationID{ULID: ulid.ULID{15: 5}}
	council   = domain.OrganizationID{ULID: ulid.ULID{15: 6}}

	survivor = domain.RecommendationID{ULID: ulid.ULID{15: 7}}
	another  = domain.RecommendationID{ULID: ulid.ULID{15: 8}}
)

// meeting is one session, as far as a recommendation knows it.
type meeting struct {
	id    domain.SessionID
	forum domain.ForumID
	on    domain.Day
	phase domain.Phase
}

func meet(n byte, forum domain.ForumID, phase domain.Phase, year int, month time.Month, day int) meeting {
	return meeting{domain.SessionID{ULID: ulid.ULID{14: 1, 15: n}}, forum, domain.MustDay(year, month, day), phase}
}

var (
	comite2020   = meet(1, comite, domain.PhaseUnique, 2020, 1, 24)
	comite2021   = meet(2, comite, domain.PhaseUnique, 2021, 1, 29)
	comite2022   = meet(3, comite, domain.PhaseUnique, 2022, 1, 28)
	comite2023   = meet(4, comite, domain.PhaseUnique, 2023, 1, 27)
	comite2024   = meet(5, comite, domain.PhaseUnique, 2024, 1, 31)
	technique    = meet(6, revue, domain.PhaseTechnical, 2020, 5, 28)
	politique    = meet(7, revue, domain.PhasePolitical, 2020, 6, 4)
	mixte2022    = meet(8, mixte, domain.PhaseUnique, 2022, 9, 14)
	politique24  = meet(9, revue, domain.PhasePolitical, 2024, 2, 8)
	inMarch2024  = domain.MustDay(2024, 3, 15)
	inApril2024  = domain.MustDay(2024, 4, 15)
	inMarch2021  = domain.MustDay(2021, 3, 15)
	wording      = "Accélérer le processus de nomination des attachés de coopération"
	reworded     = "Nommer les attachés de coopération"
	taken        = "remise en suivi à la demande du ministère"
	inDecember   = domain.Period{From: domain.MustDay(2024, 12, 1), To: domain.MustDay(2024, 12, 15), Words: "première quinzaine de décembre"}
	proof        = r.Evidence{Name: "rapport.pdf", Size: 1, SHA256: strings.Repeat("0a", 32)}
	ledBy        = []domain.Owner{{Organization: ministry, Role: domain.RoleLead}, {Organization: direction}}
	owedByBoth   = []domain.Owner{{Organization: ministry}, {Organization: direction}}
	owedByOthers = []domain.Owner{{Organization: council}}
)

func (m meeting) list() r.Listing {
	return r.Listing{Session: m.id, Forum: m.forum, Number: "3", Place: 3}
}

// What a session does.

func (m meeting) makes(owners ...domain.Owner) fact {
	return fact{Day: m.on, Event: r.Formulated{Listing: m.list(), Phase: m.phase, Text: wording, Owners: owners}}
}

func (m meeting) validates() fact { return fact{Day: m.on, Event: r.Validated{Listing: m.list()}} }

func (m meeting) setsAside() fact { return fact{Day: m.on, Event: r.SetAside{Session: m.id}} }

func (m meeting) finds(s domain.State, reason ...string) fact {
	return fact{Day: m.on, Event: r.Found{State: s, Session: m.id, Words: "constat", Reopening: strings.Join(reason, "")}}
}

func (m meeting) carriesOver(reason ...string) fact {
	return fact{Day: m.on, Event: r.CarriedOver{Listing: m.list(), Reopening: strings.Join(reason, "")}}
}

func (m meeting) classes(motive r.Motive) fact {
	return fact{Day: m.on, Event: r.Classed{Session: m.id, Motive: motive}}
}

func (m meeting) merges() fact {
	return fact{Day: m.on, Event: r.Absorbed{Survivor: survivor, Kind: r.Merger, Session: m.id}}
}

// What happens between sessions.

func found(on domain.Day, s domain.State, reason ...string) fact {
	return fact{Day: on, Event: r.Found{State: s, Words: "constat", Reopening: strings.Join(reason, "")}}
}

func declares(on domain.Day, owner domain.OrganizationID, s domain.State) fact {
	return fact{Day: on, Event: r.Declared{Owner: owner, State: s}}
}

func proves(on domain.Day) fact { return fact{Day: on, Event: r.EvidenceAttached{Evidence: proof}} }

func links(on domain.Day) fact {
	return fact{Day: on, Event: r.Linked{Kind: r.LinkTakenFrom, To: another}}
}

func reassigns(on domain.Day, owners ...domain.Owner) fact {
	return fact{Day: on, Event: r.Reassigned{Owners: owners}}
}

func setsDue(on domain.Day, due domain.Period) fact {
	return fact{Day: on, Event: r.DueDateSet{Due: due}}
}

func absorbed(on domain.Day, into domain.RecommendationID) fact {
	return fact{Day: on, Event: r.Absorbed{Survivor: into, Kind: r.Duplicate}}
}

func classed(on domain.Day) fact {
	return fact{Day: on, Event: r.Classed{Motive: r.MotiveNoObject}}
}

// rectifies corrects the nth fact given: instead holds in its place, or it
// never happened.
func rectifies(i int, instead *fact) fact {
	e := r.Rectified{Corrects: nth(i), Void: instead == nil, Reason: "erreur de saisie"}
	if instead != nil {
		e.Instead, e.Day = instead.Event, instead.Day
	}
	return fact{Event: e}
}

// to is the command that asks for f to be recorded.
func to(f fact) r.Command {
	switch e := f.Event.(type) {
	case r.Formulated:
		return r.Formulate{On: f.Day, Formulated: e}
	case r.Validated:
		return r.Validate{On: f.Day, Validated: e}
	case r.SetAside:
		return r.Discard{On: f.Day, SetAside: e}
	case r.Found:
		return r.Examine{On: f.Day, Found: e}
	case r.CarriedOver:
		return r.CarryOver{On: f.Day, CarriedOver: e}
	case r.Classed:
		return r.Class{On: f.Day, Classed: e}
	case r.Declared:
		return r.Declare{On: f.Day, Declared: e}
	case r.Reassigned:
		return r.Reassign{On: f.Day, Reassigned: e}
	case r.DueDateSet:
		return r.SetDueDate{On: f.Day, DueDateSet: e}
	case r.EvidenceAttached:
		return r.AttachEvidence{On: f.Day, EvidenceAttached: e}
	case r.Linked:
		return r.Link{On: f.Day, Linked: e}
	case r.Absorbed:
		return r.AbsorbInto{On: f.Day, Absorbed: e, SurvivorStanding: r.Open}
	case r.Rectified:
		return r.Rectify{Corrects: e.Corrects, Instead: e.Instead, NewDay: e.Day, Reason: e.Reason}
	}
	panic("no such fact")
}
