package importer

import (
	"reflect"
	"slices"
	"strings"

	"suivi/domain"
	"suivi/domain/session"
)

// openMeeting records that a session was planned and, once its days are past,
// held; what is recorded otherwise is a difference.
func (r *run) openMeeting(m *meeting) error {
	st, err := r.book.Ledger.SessionState(r.ctx, m.id)
	if err != nil {
		return err
	}
	past := m.day <= r.options.Today
	venue := m.it.get("lieu")
	switch {
	case !st.Exists:
		on := m.day
		if !past {
			m.planned.Expected, m.planned.Venue = span(m.sittings), venue
			on = min(on, r.options.Today)
		}
		if err := r.onSession(m.id, on, session.Plan{On: on, Planned: m.planned}); err != nil {
			return err
		}
		m.it.row.records("import.pas.session_planifiee", "session", m.reference(), "jours", daysOf(m.sittings))
	default:
		if err := r.comparePlanned(m, st.Planned); err != nil {
			return err
		}
	}
	held := session.Held{Sittings: m.sittings, Venue: venue, Source: m.it.source()}
	switch {
	case !past:
		m.it.row.becomes(Already)
		return nil
	case st.Held == nil:
		if err := r.onSession(m.id, m.day, session.Hold{Held: held}); err != nil {
			return err
		}
		m.it.row.records("import.pas.session_tenue", "session", m.reference(), "jours", daysOf(m.sittings))
		return nil
	}
	return r.compareHeld(m, *st.Held, held)
}

// span joins the days of several sittings.
func span(sittings []domain.Period) domain.Period {
	first, last := sittings[0], sittings[len(sittings)-1]
	if len(sittings) == 1 {
		return first
	}
	return domain.Period{From: first.From, To: last.To}
}

func daysOf(sittings []domain.Period) string {
	var all []string
	for _, p := range sittings {
		if p.Words != "" {
			all = append(all, p.Words)
		} else {
			all = append(all, days(p))
		}
	}
	return strings.Join(all, " + ")
}

// comparePlanned compares a session's row with how it was planned. Where and
// when it was expected to sit is no longer compared: Held says where it did.
func (r *run) comparePlanned(m *meeting, was session.Planned) error {
	want := m.planned
	want.Expected, want.Venue = was.Expected, was.Venue
	want.Source = keptSource(was.Source, want.Source)
	var d differences
	d.text("intitule", was.Title, want.Title)
	d.text("exercice", itoa(was.Exercise), itoa(want.Exercise))
	d.text("edition", was.Edition, want.Edition)
	d.text("genre", string(was.Kind), string(want.Kind))
	d.text("phase", string(was.Phase), string(want.Phase))
	if was.Validates != want.Validates {
		d.text("valide", was.Validates.String(), m.it.get("valide"))
	}
	if was.Precedes != want.Precedes {
		d.text("precede", was.Precedes.String(), m.it.get("precede"))
	}
	if !slices.Equal(was.Joint, want.Joint) {
		d.text("jointe_a", itoa(len(was.Joint)), m.it.get("jointe_a"))
	}
	d.source(was.Source, want.Source)
	return r.rectify(m.it, d, func() error {
		return rectifySession(r, m, every[session.Planned], want, 0)
	})
}

func (r *run) compareHeld(m *meeting, was, want session.Held) error {
	want.Source = keptSource(was.Source, want.Source)
	if want.Venue == "" {
		want.Venue = was.Venue
	}
	var d differences
	if !reflect.DeepEqual(was.Sittings, want.Sittings) {
		d.text("date", daysOf(was.Sittings), daysOf(want.Sittings))
	}
	d.text("lieu", was.Venue, want.Venue)
	d.source(was.Source, want.Source)
	return r.rectify(m.it, d, func() error {
		return rectifySession(r, m, every[session.Held], want, 0)
	})
}

// rectifySession corrects the last fact of a session that is as asked.
func rectifySession[P session.Event](r *run, m *meeting, is func(P) bool, want P, newDay domain.Day) error {
	facts, err := effective[session.Event](r.ctx, r.book.Ledger, session.Stream(m.id))
	if err != nil {
		return err
	}
	fact, _, found := lastOf(facts, is)
	if !found {
		return nil
	}
	return r.onSession(m.id, fact.Day, session.Rectify{Corrects: fact.ID, Instead: want, NewDay: newDay, Reason: r.options.Rectify})
}

// closeMeeting closes a session, once all else of it is recorded.
func (r *run) closeMeeting(m *meeting) error {
	if err := r.waits(m.key()); err != nil {
		return err
	}
	st, err := r.book.Ledger.SessionState(r.ctx, m.id)
	if err != nil {
		return err
	}
	if st.Closed != nil {
		var d differences
		d.day("close_le", st.ClosedOn, m.closeOn)
		d.text("valide_par", st.Closed.By, m.closed.By)
		d.period("rapport_lu", st.Closed.Read, m.closed.Read)
		d.period("rapport_amende", st.Closed.Amended, m.closed.Amended)
		d.period("rapport_valide", st.Closed.Validated, m.closed.Validated)
		return r.rectify(m.it, d, func() error {
			return rectifySession(r, m, every[session.Closed], m.closed, m.closeOn)
		})
	}
	if err := r.onSession(m.id, m.closeOn, session.Close{On: m.closeOn, Closed: m.closed}); err != nil {
		return err
	}
	m.it.row.records("import.pas.session_close", "session", m.reference(), "jour", m.closeOn.String())
	return nil
}
