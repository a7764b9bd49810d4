package web

import (
	"strings"
	"time"

	"github.com/oklog/ulid/v2"

	"suivi/adapters/desk"
	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/recommendation"
	"suivi/domain/wording"
	"suivi/projections/history"
	"suivi/projections/register"
	"suivi/projections/report"
)

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

// saying is one thing that an event says. It is struck where that was
// corrected since.
type saying struct {
	Name   string // of the field
	Label  string
	Value  string
	Href   string
	Struck bool
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

// timeline puts a history in words.
func (p *recommendationPage) timeline(r *register.View, h history.History) (all []step) {
	at := map[ulid.ULID]int{}
	for _, e := range h.Entries {
		c, corrects := e.Payload.(recommendation.Rectified)
		if k, there := at[c.Corrects]; corrects && there {
			all[k].correct(p, r, e, c)
			continue
		}
		at[e.ID] = len(all)
		s := step{
			ID: e.ID, What: report.EventName(e.Type, p.Lang), Day: e.Day, RecordedAt: e.RecordedAt, By: who(e.Actor), Session: e.Session, Reference: e.Reference, Of: e.Of,
			Void: e.Void, Unsettled: e.Unsettled, holding: e.Payload,
		}
		if corrects { // of what this page does not show
			s.Said = []saying{{Label: p.T("Motif", "Reason"), Value: c.Reason}}
		} else {
			s.Said, s.Source = p.said(r, e.Payload)
		}
		s.Pieces = piecesIn(e.Payload)
		all = append(all, s)
	}
	for _, e := range h.Entries {
		if k, there := at[e.ID]; there && !e.Cause.IsZero() {
			all[k].Cause = p.cause(all, at, e)
		}
	}
	for k := range all {
		all[k].strike()
		p.rectifies(r, &all[k])
	}
	return all
}

func (p *recommendationPage) cause(all []step, at map[ulid.ULID]int, e history.Entry) *cause {
	if k, there := at[e.Cause]; there {
		return &cause{all[k].What, "#evenement-" + e.Cause.String()}
	}
	if e.Session != "" {
		return &cause{p.T("l'inscription sur la liste de la session", "the entry on the list of the session"), p.To("/sessions", e.Session)}
	}
	return nil
}

// correct notes a rectification of the step.
func (s *step) correct(p *recommendationPage, r *register.View, e history.Entry, c recommendation.Rectified) {
	made := correction{ID: e.ID, Reason: c.Reason, RecordedAt: e.RecordedAt, By: who(e.Actor), Void: c.Void || c.Instead == nil, Day: c.Day}
	if !made.Void {
		was, source := p.said(r, s.holding)
		is, newSource := p.said(r, c.Instead)
		made.Said = changed(was, is)
		if source != newSource {
			made.Said = append(made.Said, saying{Name: "source", Label: p.T("Lu dans", "Read in"), Value: newSource})
		}
		s.holding = c.Instead
	}
	s.Corrections = append(s.Corrections, made)
}

// changed are what is said otherwise; what is no longer said is said to be
// nothing.
func changed(was, is []saying) (all []saying) {
	for _, new := range is {
		if valueOf(was, new.Name) != new.Value {
			all = append(all, new)
		}
	}
	for _, old := range was {
		if valueOf(is, old.Name) == "" {
			all = append(all, saying{Name: old.Name, Label: old.Label, Value: "–"})
		}
	}
	return all
}

func valueOf(all []saying, name string) string {
	for _, s := range all {
		if s.Name == name {
			return s.Value
		}
	}
	return ""
}

// strike strikes what was said and corrected later.
func (s *step) strike() {
	later := map[string]bool{}
	for k := len(s.Corrections) - 1; k >= 0; k-- {
		c := &s.Corrections[k]
		for i := range c.Said {
			c.Said[i].Struck = s.Void || later[c.Said[i].Name]
		}
		for _, said := range c.Said {
			later[said.Name] = true
		}
	}
	for i := range s.Said {
		s.Said[i].Struck = s.Void || later[s.Said[i].Name]
	}
}

// said is what an event says, field by field, and where it was read.
func (p *recommendationPage) said(r *register.View, payload event.Payload) (all []saying, source string) {
	var read []string
	for _, f := range desk.Correctable(r, payload) {
		label := p.label(f.Name)
		if strings.HasPrefix(f.Name, "source.") && f.Value != "" {
			named := f.Name == "source.document" || strings.HasPrefix(wording.Fold(f.Value), wording.Fold(label))
			read = append(read, pick(named, f.Value, lowerFirst(label)+" "+f.Value))
			continue
		}
		if f.Value == "" || f.Name == "place" || f.Name == "type" {
			continue
		}
		s := saying{Name: f.Name, Label: label, Value: f.Value}
		switch {
		case f.Possible != nil:
			s.Value = p.Word(f.Value)
		case f.Name == "survivante" || f.Name == "recommandation":
			s.Value, s.Href = p.Reference(f.Value), p.To("/recommandations", f.Value)
		case f.Name == "structure":
			s.Href = p.To("/redevables", f.Value)
		}
		all = append(all, s)
	}
	return all, strings.Join(read, ", ")
}

func piecesIn(payload event.Payload) []recommendation.Evidence {
	switch e := payload.(type) {
	case recommendation.EvidenceAttached:
		return []recommendation.Evidence{e.Evidence}
	case recommendation.Declared:
		return e.Evidence
	}
	return nil
}
