package web

import (
	"net/url"

	"suivi/adapters/desk"
	"suivi/domain"
	"suivi/domain/glossary"
	"suivi/domain/recommendation"
	"suivi/domain/session"
	"suivi/projections/register"
)

// aboutSession is what the pages of one session share.
type aboutSession struct {
	*head
	Session   register.Head
	Steps     []sessionStep
	Otherwise []sessionStep // what may be done in place of its steps
	Meanwhile []happening   // since the refused form was shown
	Ahead     []string      // sessions that it is held before though it examines their lists, references
	state     session.State
	index     register.SessionIndex
}

// Planned, Held, Closed and Cancelled tell how far it has come.
func (p aboutSession) Planned() bool   { return p.Session.Stage == register.StagePlanned }
func (p aboutSession) Held() bool      { return p.Session.Stage == register.StageHeld }
func (p aboutSession) Closed() bool    { return p.Session.Stage == register.StageClosed }
func (p aboutSession) Cancelled() bool { return p.Session.Stage == register.StageCancelled }

// Undated tells one of which it is only known which session it precedes.
func (p aboutSession) Undated() bool { return !p.state.Planned.Precedes.IsZero() }

// Technical tells a session that only proposes.
func (p aboutSession) Technical() bool { return p.state.Phase() == domain.PhaseTechnical }

// seeSession shows a view and the session that the address names.
func (v *visit) seeSession(p *aboutSession, see func(r *register.View) error) error {
	return v.look(func(r *register.View) error {
		s, err := r.FindSession(r.Spelled(v.sessionReference()))
		if err != nil {
			return err
		}
		p.head, p.Session, p.index, p.state = v.head, r.Head(s), s, *r.Session(s)
		p.ahead(r)
		p.layOut("")
		if p.Meanwhile, err = v.meanwhile(r, p.changed(v, r)); err != nil {
			return err
		}
		return see(r)
	})
}

// ahead notes the sessions whose lists the one that was fixed takes up though
// they come later.
func (p *aboutSession) ahead(r *register.View) {
	if p.state.List == nil || p.state.Held == nil {
		return
	}
	for _, id := range p.state.List.Lists {
		if of, known := r.SessionOf(id); known && r.Session(of).Day() > p.state.Day() {
			p.Ahead = append(p.Ahead, r.SessionReference(of))
		}
	}
}

// changed is the stream that the form that was sent is about: that of the
// session, or of the recommendation that it decides on.
func (p *aboutSession) changed(v *visit, r *register.View) string {
	if i, err := r.Find(r.Spelled(v.form.Get("recommandation"))); err == nil && v.form.Has(seenName) {
		return recommendation.Stream(r.ID(i))
	}
	return session.Stream(p.Session.ID)
}

// titled names the page, and the session.
func (p *aboutSession) titled(fr, en string) {
	p.Title = p.T(fr, en) + p.T(" : ", ": ") + p.Reference(p.Session.Reference)
}

// sessionReference is the reference in the address of the page.
func (v *visit) sessionReference() string { return desk.Typed(v.param("ref")) }

// Page is the address of one of the session's pages, "" its own.
func (p aboutSession) Page(below string) string {
	return p.Link("/sessions/" + url.PathEscape(p.Session.Reference) + below)
}

// When says on which days a session sat, or is expected; "" for unknown.
func (h *head) When(s register.Head) string {
	if len(s.Sittings) > 0 {
		return glossary.Periods(s.Sittings, h.Lang)
	}
	return h.Period(s.Expected)
}

// Days says the same where nothing else tells which it is.
func (h *head) Days(s register.Head) string {
	switch {
	case len(s.Sittings) > 0:
		return h.When(s)
	case s.Expected.IsZero():
		return h.T("date inconnue", "date unknown")
	}
	return h.T("prévue %s", "expected %s", h.On(s))
}

// On says the same as a sentence goes on with it.
func (h *head) On(s register.Head) string {
	if len(s.Sittings) > 0 {
		return glossary.Ons(s.Sittings, h.Lang)
	}
	return glossary.On(s.Expected, h.Lang)
}

// RowsOf is a figure of a session and the rows of its table that it counts.
func (h *head) RowsOf(reference, rows string, n int) number {
	return number{N: n, Href: h.Link("/sessions/" + url.PathEscape(reference) + "?lignes=" + rows)}
}
