package projectiontest_test

import (
	"context"
	"fmt"

	"pgregory.net/rapid"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// round holds a session of some forum on some day, in whatever order the days
// come, and lets it do what sessions do; of a review, both its sessions.
func (w *world) round() {
	f := pick(w, w.forums, "forum")
	day := w.day("session")
	if w.rounds++; w.chance(70, "in order") {
		day = domain.MustDay(2021, 1, 1) + domain.Day(150*w.rounds+w.any(60, "days"))
	}
	kind := session.Ordinary
	if w.chance(15, "extraordinary") {
		kind = session.Extraordinary
	}
	if f == "REVUE" && w.chance(70, "in two phases") {
		technical := w.plan(f, kind, domain.PhaseTechnical, domain.SessionID{})
		w.sit(technical, day)
		w.deliberate(technical)
		if w.chance(80, "political held") {
			political := w.plan(f, kind, domain.PhasePolitical, technical.id)
			w.sit(political, technical.day+domain.Day(w.any(40, "days after")))
			w.deliberate(political)
		}
		return
	}
	m := w.plan(f, kind, domain.PhaseUnique, domain.SessionID{})
	w.sit(m, day)
	w.deliberate(m)
}

func (w *world) deliberate(m *meeting) {
	for range 1 + w.any(3, "made") {
		w.make(m)
	}
	for range w.any(9, "dealt with") {
		w.deal(m)
	}
	if w.chance(65, "closes") {
		w.close(m)
	}
}

var texts = []string{"Former les agents", "Étoffer l'équipe d'encadrement", "Accélérer la dématérialisation", "Élaborer un plan de formation", "Actualiser le fichier des cœurs de métier"}

func (w *world) owners() []domain.Owner {
	var owners []domain.Owner
	for _, o := range rapid.SliceOfNDistinct(rapid.SampledFrom(w.orgs), 0, 3, rapid.ID[string]).Draw(w.T, "owners") {
		owners = append(owners, domain.Owner{Organization: organization.IDOf(o), Role: pick(w, []domain.Role{"", "", domain.RoleLead, domain.RoleAssociated}, "role")})
	}
	return owners
}

func (w *world) due() domain.Period {
	if w.chance(50, "no due date") {
		return domain.Period{}
	}
	d := w.day("due")
	return domain.Period{From: d - 15, To: d}
}

func (w *world) number() string {
	if w.chance(30, "bullets") {
		return ""
	}
	return fmt.Sprint(1 + w.any(30, "number"))
}

func (w *world) make(m *meeting) {
	w.tick()
	f := recommendation.Formulated{Text: pick(w, texts, "text"), Owners: w.owners(), Due: w.due(), Listing: recommendation.Listing{Number: w.number()}}
	if w.chance(30, "themed") {
		f.Theme = "emploi"
	}
	made, err := w.book.TryMake(m.id, f)
	if w.may(err) {
		w.recs = append(w.recs, made...)
		w.madeAt[made[0]] = m
	}
}

// deal lets a session deal with one recommendation.
func (w *world) deal(m *meeting) {
	if len(w.recs) == 0 {
		return
	}
	w.tick()
	rec := w.likely(m)
	switch w.any(10, "deal") {
	case 0, 1, 2:
		w.may(w.book.Record(rec, recommendation.Examine{Found: w.found(m.id)}))
	case 3, 4, 5:
		c := recommendation.CarriedOver{Listing: recommendation.Listing{Number: w.number()}, Reopening: w.reason()}
		if w.chance(30, "reworded") {
			c.Text, c.Owners = pick(w, texts, "new text"), w.owners()
		}
		w.may(w.book.CarryOver(rec, m.id, c))
	case 6:
		w.may(w.book.Record(rec, recommendation.Class{Classed: recommendation.Classed{Session: m.id, Motive: w.motive()}}))
	case 7:
		w.may(w.book.Validate(rec, m.id, w.number()))
	case 8:
		w.may(w.book.Record(rec, recommendation.Discard{SetAside: recommendation.SetAside{Session: m.id}}))
	case 9:
		if w.chance(50, "absorbed") {
			w.absorb(rec, m.id)
		}
	}
}

func (w *world) found(s domain.SessionID) recommendation.Found {
	return recommendation.Found{Session: s, State: w.state(), Words: pick(w, []string{"fait", "en cours", "rien"}, "words"), Reopening: w.reason()}
}

func (w *world) state() domain.State {
	return pick(w, []domain.State{domain.InProgress, domain.Executed, domain.NotDone}, "state")
}

func (w *world) motive() recommendation.Motive {
	return pick(w, []recommendation.Motive{recommendation.MotiveNoObject, recommendation.MotiveOther}, "motive")
}

func (w *world) reason() string {
	if w.chance(30, "reason") {
		return "à la demande du ministre"
	}
	return ""
}

func (w *world) absorb(rec domain.RecommendationID, s domain.SessionID) {
	a := recommendation.Absorbed{Survivor: pick(w, w.recs, "survivor"), Kind: recommendation.Duplicate}
	on := w.day("absorbed on")
	if w.chance(50, "merger") {
		a.Kind, a.Session = recommendation.Merger, s
	}
	w.may(w.book.Record(rec, recommendation.AbsorbInto{On: on, Absorbed: a}))
}

// step is something that happens outside the round of sessions.
func (w *world) step() {
	switch w.any(12, "step") {
	case 0:
		w.restructure()
	case 1:
		w.changeRule()
	case 2, 3:
		w.rectify()
	case 4, 5, 6, 7:
		w.between()
	case 8:
		if m := pick(w, w.sessions, "session"); m.held && !m.closed {
			w.close(m)
		}
	case 9:
		w.meeting()
	case 10:
		w.deal(pick(w, w.sessions, "session"))
	case 11:
		w.late()
	}
}

// between is what happens to a recommendation between sessions.
func (w *world) between() {
	if len(w.recs) == 0 {
		return
	}
	w.tick()
	rec, on := pick(w, w.recs, "recommendation"), w.day("on")
	var c recommendation.Command
	switch w.any(7, "between") {
	case 0:
		c = recommendation.Examine{On: on, Found: w.found(domain.SessionID{})}
	case 1:
		c = recommendation.Class{On: on, Classed: recommendation.Classed{Motive: w.motive()}}
	case 2:
		c = recommendation.Declare{On: on, Declared: recommendation.Declared{Owner: organization.IDOf(pick(w, w.orgs, "owner")), State: w.state(), Words: "fait"}}
	case 3:
		c = recommendation.Reassign{On: on, Reassigned: recommendation.Reassigned{Owners: w.owners()}}
	case 4:
		c = recommendation.SetDueDate{On: on, DueDateSet: recommendation.DueDateSet{Due: w.due()}}
	case 5:
		proof := recommendation.Evidence{Name: "preuve.pdf", SHA256: fmt.Sprintf("%064x", rapid.IntRange(0, 9).Draw(w.T, "proof"))}
		c = recommendation.AttachEvidence{On: on, EvidenceAttached: recommendation.EvidenceAttached{Evidence: proof}}
	case 6:
		w.absorb(rec, domain.SessionID{})
		return
	}
	w.may(w.book.Record(rec, c))
}

// meeting is what happens to a session beside what it decides.
func (w *world) meeting() {
	w.tick()
	m := pick(w, w.sessions, "session")
	on := w.day("on")
	switch w.any(6, "meeting") {
	case 0:
		next := w.plan(m.forum, session.Ordinary, domain.PhaseUnique, domain.SessionID{})
		if w.chance(30, "cancelled") {
			w.may(w.book.Session(next.id, session.Cancel{On: on}))
		}
	case 1:
		if m.held && !m.closed { // resumed
			if w.may(w.book.Session(m.id, session.Hold{Held: session.Held{Sittings: []domain.Period{domain.On(m.day), domain.On(m.day + 20)}}})) {
				m.day += 20
			}
		}
	case 2:
		_, err := w.book.Ledger.FixListByRule(context.Background(), w.book.Meta(), m.id, on)
		w.may(err)
	case 3:
		list := session.ListFixed{Origin: session.BySecretariat}
		if len(w.recs) > 0 {
			for k, rec := range rapid.SliceOfNDistinct(rapid.SampledFrom(w.recs), 0, 4, rapid.ID[domain.RecommendationID]).Draw(w.T, "items") {
				list.Items = append(list.Items, session.Item{Recommendation: rec, Place: k + 1})
			}
		}
		w.may(w.book.Session(m.id, session.FixList{On: on, ListFixed: list}))
	case 4:
		n, executed := rapid.IntRange(0, 9).Draw(w.T, "total"), rapid.IntRange(0, 9).Draw(w.T, "executed")
		w.may(w.book.Session(m.id, session.DeclareTotals{On: on, TotalsDeclared: session.TotalsDeclared{Subject: "plan", Total: &n, Executed: &executed, Rates: []session.Rate{{Name: "taux", Printed: "33,33 %"}}}}))
	case 5:
		w.may(w.book.Session(m.id, session.Postpone{On: on, Postponed: session.Postponed{Expected: domain.On(w.day("new day"))}}))
	}
}

// late appends a finding that lost the race against its session's close.
func (w *world) late() {
	m := pick(w, w.sessions, "session")
	if !m.held || !m.closed || len(w.recs) == 0 {
		return
	}
	w.tick()
	w.append(recommendation.Stream(pick(w, w.recs, "recommendation")), m.day, w.found(m.id))
}

// append writes an event past all rules, as a race may.
func (w *world) append(stream string, day domain.Day, p event.Payload) {
	meta := w.book.Meta()
	e := event.Envelope{ID: event.DeriveID(meta.Command, stream, 0), RecordedAt: w.book.Now, Payload: p,
		Metadata: event.Metadata{Actor: meta.Actor, Command: meta.Command, Hash: "race", Day: day}}
	rec, err := event.Encode(e)
	if err != nil {
		w.Fatal(err)
	}
	version := event.NoStream
	for r, err := range w.book.Log.Load(context.Background(), stream, 0) {
		if err != nil {
			w.Fatal(err)
		}
		version = r.Version
	}
	if _, err := w.book.Log.Append(context.Background(), stream, version, []event.Record{rec}); err != nil {
		w.Fatal(err)
	}
}
