package web

import (
	"net/url"
	"slices"
	"time"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/recommendation"
	"suivi/domain/session"
	"suivi/projections/history"
	"suivi/projections/register"
	"suivi/projections/report"
)

// timeline is the history of one thing in words: a stretch of it, with the form
// that rectifies one of its events where the address asks for it.
type timeline struct {
	*head
	Self    string // the page that shows it, to which its form is sent
	Steps   []step
	At      stretch
	version *event.Version // of its stream, nil where nothing is to be recorded
	session string         // the reference of the session that it is about, none
}

// step is one event of a timeline, with the corrections that were made to it.
type step struct {
	ID          ulid.ULID
	What        string // happened
	Day         domain.Day
	RecordedAt  time.Time
	By          string
	Session     string // a reference
	Reference   string // that the event gave
	Of          string // the reference of the duplicate whose event it was
	Cause       *cause
	Said        []saying
	Source      string
	Pieces      []recommendation.Evidence
	Corrections []correction
	Void        bool // it never happened
	Replaced    bool // the same session said otherwise later
	Unsettled   bool // it no longer follows from those before it
	// Form is the form that rectifies it, where the address asks for it, and
	// Ask the address that does, where that may be asked.
	Form   *formOf
	Ask    string
	Action string // of the form

	holding event.Payload // what is read of it today
}

// cause is the event that another follows from: one of the same timeline, else
// what a session inscribed on its list.
type cause struct {
	What, Href string
}

// correction is a rectification, shown at what it corrects.
type correction struct {
	ID         ulid.ULID
	Reason     string
	RecordedAt time.Time
	By         string
	Void       bool
	Day        domain.Day // on which it holds instead, 0 where that stays
	Said       []saying   // what is read instead
}

// askedEvent is the name, in addresses, of the event whose stretch of a timeline
// is shown, and that its form rectifies.
const askedEvent = "evenement"

// read puts the stretch of a history in words that the address asks for: that
// of an event, that after a cursor, else the first.
func (t *timeline) read(r *register.View, entries []history.Entry) error {
	at := map[ulid.ULID]int{}
	corrections := map[ulid.ULID][]history.Entry{}
	var whole []history.Entry
	for _, e := range entries {
		c, corrects := correctionOf(e.Payload)
		if _, there := at[c.Corrects]; corrects && there {
			corrections[c.Corrects] = append(corrections[c.Corrects], e)
			continue
		}
		at[e.ID] = len(whole)
		whole = append(whole, e)
	}
	query := t.address().Query()
	asked := indexOf(whole, query.Get(askedEvent))
	var err error
	if t.At, err = t.stretchOf("curseur", len(whole), "#historique"); err != nil {
		return err
	}
	if asked >= 0 && !query.Has("curseur") {
		t.At = t.stretchWith(asked, "curseur", len(whole), "#historique")
	}
	last := lastWords(whole)
	from, shown := t.At.From, whole[t.At.From:t.At.To]
	for k, e := range shown {
		s := t.step(r, e)
		if by, one := oneWord(e); one && !e.Void {
			s.Replaced = last[by] != e.ID
		}
		for _, c := range corrections[e.ID] {
			t.correct(r, &s, c)
		}
		if !e.Cause.IsZero() {
			s.Cause = t.cause(e, whole, at, shown)
		}
		s.strike()
		t.rectifies(r, &s, from+k == asked)
		t.Steps = append(t.Steps, s)
	}
	return nil
}

// oneWord names that of which the last word counts alone: what a session
// retained of a recommendation, its days, its list; false for anything else.
func oneWord(e history.Entry) (about string, one bool) {
	switch p := e.Payload.(type) {
	case recommendation.Found:
		return p.Session.String(), !p.Session.IsZero() && e.Of == ""
	case session.Held, session.ListFixed:
		return string(e.Type), true
	}
	return "", false
}

// lastWords are the events that count alone of those that say the same: the
// last of a list is that recorded last, whatever its day.
func lastWords(whole []history.Entry) map[string]ulid.ULID {
	last, recorded := map[string]ulid.ULID{}, map[string]time.Time{}
	for _, e := range whole {
		about, one := oneWord(e)
		_, list := e.Payload.(session.ListFixed)
		if !one || e.Void || list && e.RecordedAt.Before(recorded[about]) {
			continue
		}
		last[about], recorded[about] = e.ID, e.RecordedAt
	}
	return last
}

// indexOf finds an event by its id, else what follows from it.
func indexOf(all []history.Entry, id string) int {
	k := slices.IndexFunc(all, func(e history.Entry) bool { return e.ID.String() == id })
	if k < 0 {
		k = slices.IndexFunc(all, func(e history.Entry) bool { return !e.Cause.IsZero() && e.Cause.String() == id })
	}
	return k
}

// eventAt is the address of an event in the timeline of a page.
func eventAt(page, id string) string { return page + "?" + askedEvent + "=" + id + "#evenement-" + id }

func (t *timeline) step(r *register.View, e history.Entry) step {
	s := step{
		ID: e.ID, What: report.EventName(e.Type, t.Lang), Day: e.Day, RecordedAt: e.RecordedAt, By: who(e.Actor), Session: e.Session, Reference: e.Reference, Of: e.Of,
		Void: e.Void, Unsettled: e.Unsettled, Pieces: piecesIn(e.Payload), holding: e.Payload,
	}
	if c, corrects := correctionOf(e.Payload); corrects { // of what this page does not show
		s.Said = []saying{{Label: t.T("Motif", "Reason"), Value: c.Reason}}
		return s
	}
	s.Said, s.Source = t.said(r, e.Payload)
	if in, inscribes := e.Payload.(session.Inscribed); inscribes {
		s.Reference = t.session + "." + register.NumberOf(recommendation.Listing{Number: in.Number, Place: in.Place})
		s.Said = append(s.Said, saying{Name: "suite", Label: t.T("Ce qui en suit", "What follows"), Value: report.EventName(in.Follow.Type, t.Lang)})
	}
	return s
}

func (t *timeline) cause(e history.Entry, whole []history.Entry, at map[ulid.ULID]int, shown []history.Entry) *cause {
	if k, there := at[e.Cause]; there {
		id := e.Cause.String()
		href := t.Link(eventAt(t.Self, id))
		if slices.ContainsFunc(shown, func(e history.Entry) bool { return e.ID.String() == id }) {
			href = "#evenement-" + id
		}
		return &cause{report.EventName(whole[k].Type, t.Lang), href}
	}
	if e.Session != "" {
		return &cause{t.T("l'inscription sur la liste de la session", "the entry on the list of the session"), t.Link(eventAt("/sessions/"+url.PathEscape(e.Session)+historyPath, e.Cause.String()))}
	}
	return nil
}

// correctionOf is what a rectification says, of whatever aggregate.
func correctionOf(p event.Payload) (c event.Correction, is bool) {
	switch p := p.(type) {
	case recommendation.Rectified:
		c = event.Correction{Corrects: p.Corrects, Void: p.Void || p.Instead == nil, Day: p.Day, Reason: p.Reason}
		if p.Instead != nil {
			c.Instead = p.Instead
		}
		return c, true
	case event.Correcting:
		return *p.Correcting(), true
	}
	return c, false
}

// correct notes a rectification of the step.
func (t *timeline) correct(r *register.View, s *step, e history.Entry) {
	c, _ := correctionOf(e.Payload)
	made := correction{ID: e.ID, Reason: c.Reason, RecordedAt: e.RecordedAt, By: who(e.Actor), Void: c.Void, Day: c.Day}
	if !made.Void {
		was, source := t.said(r, s.holding)
		is, newSource := t.said(r, c.Instead)
		made.Said = changed(was, is)
		if source != newSource {
			made.Said = append(made.Said, saying{Name: "source", Label: t.T("Lu dans", "Read in"), Value: newSource})
		}
		s.holding = c.Instead
	}
	s.Corrections = append(s.Corrections, made)
}
