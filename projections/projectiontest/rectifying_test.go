package projectiontest_test

import (
	"context"

	"pgregory.net/rapid"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/forum"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

const mistake = "erreur de saisie"

// rectify says of some recorded event that it was otherwise, or never was; the
// event may itself be a rectification.
func (w *world) rectify() {
	w.tick()
	records := w.book.Records()
	e := pick(w, records.Envelopes(w.T), "event")
	void := w.chance(35, "never happened")
	ctx := context.Background()
	switch p := e.Payload.(type) {
	case recommendation.Event:
		id, _ := domain.ParseID[domain.RecommendationID](e.Stream[len("recommandation-"):])
		c := recommendation.Rectify{Corrects: e.ID, Reason: mistake}
		if !void {
			// What a session does has the session's day, and no other.
			if c.Instead = w.instead(p); c.Instead != nil && recommendation.SessionOf(c.Instead).IsZero() && w.chance(40, "other day") {
				c.NewDay = w.day("new day")
			}
		}
		if void || c.Instead != nil {
			w.may(w.book.Record(id, c))
		}
	case session.Event:
		w.rectifySession(e, p, void)
	case forum.RuleSet:
		c := forum.Rectify{Corrects: e.ID, Reason: mistake}
		if !void {
			c.Instead, c.NewDay = forum.RuleSet{Rule: w.rule()}, w.day("new day")
		}
		_, err := w.book.Ledger.Forum(ctx, w.book.Meta(), w.codeOf(e), c)
		w.may(err)
	case organization.Renamed, organization.Reparented, organization.Merged:
		c := organization.Rectify{Corrects: e.ID, Reason: mistake}
		if !void {
			c.Instead, c.NewDay = p.(organization.Event), w.day("new day")
		}
		_, err := w.book.Ledger.Organization(ctx, w.book.Meta(), w.codeOf(e), c)
		w.may(err)
	}
}

// codeOf finds the code of the forum or structure whose stream an event is in.
func (w *world) codeOf(e event.Envelope) string {
	for _, code := range w.forums {
		if forum.Stream(forum.IDOf(code)) == e.Stream {
			return code
		}
	}
	for _, code := range w.orgs {
		if organization.Stream(organization.IDOf(code)) == e.Stream {
			return code
		}
	}
	w.Fatalf("whose stream is %s?", e.Stream)
	return ""
}

// instead is what a recorded fact should have been; nil where there is nothing
// to change.
func (w *world) instead(p recommendation.Event) recommendation.Event {
	switch p := p.(type) {
	case recommendation.Formulated:
		p.Text, p.Owners = pick(w, texts, "text"), w.owners()
		return p
	case recommendation.CarriedOver:
		p.Text, p.Number = pick(w, texts, "text"), "9"
		return p
	case recommendation.Found:
		p.State, p.Words = w.state(), "mal lu"
		return p
	case recommendation.Declared:
		p.State = w.state()
		return p
	case recommendation.Classed:
		p.Motive = w.motive()
		return p
	case recommendation.Absorbed:
		p.Survivor = pick(w, w.recs, "survivor")
		return p
	case recommendation.Rectified:
		if p.Instead != nil {
			return w.instead(p.Instead)
		}
	case recommendation.Reassigned:
		p.Owners = w.owners()
		return p
	}
	return nil
}

func (w *world) rectifySession(e event.Envelope, p session.Event, void bool) {
	id, _ := domain.ParseID[domain.SessionID](e.Stream[len("session-"):])
	c := session.Rectify{Corrects: e.ID, Reason: mistake}
	switch p := p.(type) {
	case session.Held:
		if !void {
			day := w.day("rather held on")
			c.Instead = session.Held{Sittings: []domain.Period{{From: day - domain.Day(rapid.IntRange(0, 3).Draw(w.T, "days")), To: day}}}
		}
	case session.Closed:
		if !void {
			c.Instead, c.NewDay = p, w.day("rather closed on")
		}
	case session.Planned:
		if void {
			return
		}
		p.Kind = session.Extraordinary
		c.Instead = p
	case session.ListFixed:
		if !void {
			p.Items = p.Items[:len(p.Items)/2]
			c.Instead = p
		}
	case session.Cancelled:
		void = true
	default:
		return
	}
	if !w.may(w.book.Session(id, c)) {
		return
	}
	st, err := w.book.Ledger.SessionState(context.Background(), id)
	if err != nil {
		w.Fatal(err)
	}
	for _, m := range w.sessions {
		if m.id == id {
			m.held, m.closed, m.day = st.Held != nil, st.Closed != nil, st.Day()
		}
	}
}
