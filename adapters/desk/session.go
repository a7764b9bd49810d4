package desk

import (
	"cmp"

	"suivi/domain"
	"suivi/domain/glossary"
	"suivi/domain/session"
	"suivi/projections/register"
)

// ofSession records c of the session that the command is about; said completes
// "la session REFERENCE".
func (r *recording) ofSession(c session.Command, said string) (done, error) {
	receipt, err := r.recorded(r.Ledger.Session(r.ctx, r.meta, r.about.session, c))
	if err != nil {
		return done{}, err
	}
	reference := r.sessionReference(r.about.session)
	return done{receipt, reference, r.t("la session ", "the session ") + r.named(reference) + " " + said}, nil
}

// PostponeSession gives new expected days to a session not held yet.
type PostponeSession struct {
	Effective
	Expected string        `json:"prevue"` // a date, however imprecise
	Reason   string        `json:"motif,omitzero"`
	Source   domain.Source `json:"source,omitzero"`
}

// Route implements Command.
func (PostponeSession) Route() Route {
	return Route{Name: "session postpone", Path: "/sessions/{ref}/reports", About: ASession, Announces: true}
}

func (c PostponeSession) record(r *recording) (done, error) {
	p, err := periodAt(c.Expected, "prevue")
	if err != nil {
		return done{}, err
	}
	said := r.t("est reportée : ", "is postponed: ") + glossary.Period(p, r.l)
	if p.IsZero() {
		said = r.t("est reportée sans nouvelle date", "is postponed without a new date")
	}
	return r.ofSession(session.Postpone{On: r.effect(), Postponed: session.Postponed{Expected: p, Reason: c.Reason, Source: c.Source}}, said)
}

// CancelSession says that a session not held yet will not be.
type CancelSession struct {
	Effective
	Reason string        `json:"motif,omitzero"`
	Source domain.Source `json:"source,omitzero"`
}

// Route implements Command.
func (CancelSession) Route() Route {
	return Route{Name: "session cancel", Path: "/sessions/{ref}/annulations", About: ASession, Announces: true}
}

func (c CancelSession) record(r *recording) (done, error) {
	return r.ofSession(session.Cancel{On: r.effect(), Cancelled: session.Cancelled{Reason: c.Reason, Source: c.Source}}, r.t("est annulée", "is cancelled"))
}

// HoldSession says on which days a session was held: all of them, given anew
// where it resumes. Of one whose days nobody knows but that it precedes another
// there is none to give: it was held by the eve of that one.
type HoldSession struct {
	Sittings []string      `json:"seances"` // dates
	Venue    string        `json:"lieu,omitzero"`
	Source   domain.Source `json:"source,omitzero"`
}

// Route implements Command.
func (HoldSession) Route() Route {
	return Route{Name: "session hold", Path: "/sessions/{ref}/tenues", About: ASession}
}

func (HoldSession) effect() string { return "" } // the session's last day

func (c HoldSession) record(r *recording) (done, error) {
	e := session.Held{Venue: c.Venue, Source: c.Source}
	for _, date := range c.Sittings {
		p, err := r.happenedAt(date, "seances")
		if err != nil {
			return done{}, err
		}
		e.Sittings = append(e.Sittings, p)
	}
	if len(c.Sittings) == 0 {
		e.Sittings = r.byTheEve()
	}
	return r.ofSession(session.Hold{Held: e}, r.t("s'est tenue ", "was held ")+glossary.Ons(e.Sittings, r.l))
}

// byTheEve is when a session of which no day is known was held at the latest;
// nothing where it is not known which one it precedes, or that one's days.
func (r *recording) byTheEve() (sittings []domain.Period) {
	_ = r.see(func(v *register.View) error {
		s, err := v.FindSession(r.about.session.String())
		if err != nil {
			return err
		}
		next, err := v.FindSession(v.Session(s).Planned.Precedes.String())
		if err != nil {
			return err
		}
		if held := v.Session(next).Held; held != nil {
			sittings = []domain.Period{{To: cmp.Or(held.FirstDay(), held.LastDay()) - 1}}
		}
		return nil
	})
	return sittings
}

// DeclareTotals keeps what a report prints of a whole, as it prints it; a count
// that it does not print is left out.
type DeclareTotals struct {
	Effective
	Subject    string         `json:"objet"`
	Total      *int           `json:"total,omitzero"`
	Executed   *int           `json:"executees,omitzero"`
	InProgress *int           `json:"en_cours,omitzero"`
	NotDone    *int           `json:"non_realisees,omitzero"`
	NoObject   *int           `json:"sans_objet,omitzero"`
	Rates      []session.Rate `json:"taux,omitempty"`
	Words      string         `json:"mots,omitzero"`
	Source     domain.Source  `json:"source,omitzero"`
}

// Route implements Command.
func (DeclareTotals) Route() Route {
	return Route{Name: "session totals", Path: "/sessions/{ref}/totaux", About: ASession}
}

func (c DeclareTotals) record(r *recording) (done, error) {
	e := session.TotalsDeclared{Subject: c.Subject, Total: c.Total, Executed: c.Executed, InProgress: c.InProgress, NotDone: c.NotDone, NoObject: c.NoObject,
		Rates: c.Rates, Words: c.Words, Source: c.Source}
	return r.ofSession(session.DeclareTotals{On: r.effect(), TotalsDeclared: e}, r.t("déclare des totaux : ", "declares totals: ")+e.Subject)
}

// CloseSession closes a session: its lists and findings no longer change. The
// list to examine that was not fixed is fixed first, by the forum's rule.
type CloseSession struct {
	Effective
	Read      string        `json:"rapport_lu,omitzero"`     // a date
	Amended   string        `json:"rapport_amende,omitzero"` // a date
	Validated string        `json:"rapport_valide,omitzero"` // a date
	By        string        `json:"valide_par,omitzero"`
	Source    domain.Source `json:"source,omitzero"`
}

// Route implements Command.
func (CloseSession) Route() Route {
	return Route{Name: "session close", Path: "/sessions/{ref}/clotures", About: ASession}
}

func (c CloseSession) record(r *recording) (done, error) {
	e := session.Closed{By: c.By, Source: c.Source}
	for _, field := range []struct {
		text, place string
		into        *domain.Period
	}{{c.Read, "rapport_lu", &e.Read}, {c.Amended, "rapport_amende", &e.Amended}, {c.Validated, "rapport_valide", &e.Validated}} {
		var err error
		if *field.into, err = r.happenedAt(field.text, field.place); err != nil {
			return done{}, err
		}
	}
	return r.ofSession(session.Close{On: r.effect(), Closed: e}, r.t("est close au ", "is closed as of ")+glossary.Day(r.effect(), r.l))
}
