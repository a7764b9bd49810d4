package importer

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/session"
	"suivi/domain/wording"
	"suivi/projections/register"
)

// planMeetings reads the rows of sessions: their days, then the codes of those
// that have none, then what they say of each other.
func (r *run) planMeetings() error {
	var all []*meeting
	for _, it := range r.items[Sessions] {
		m := &meeting{forum: it.get("cadre"), code: strings.ReplaceAll(it.get("code"), "/", "-"), it: it, rows: map[Kind][]*item{}}
		if err := r.do(it.row, []string{m.key()}, func() error { return r.readDays(m) }); err != nil {
			return err
		}
		if it.row.Outcome != Refused && it.row.Outcome != Waits {
			all = append(all, m)
		}
	}
	slices.SortStableFunc(all, func(a, b *meeting) int { return cmp.Compare(a.day, b.day) })
	for _, m := range all {
		if m.code == "" && m.day == 0 {
			r.refuse(m.it.row, invalid("date", RefusedNoDate))
			continue
		}
		if err := r.do(m.it.row, []string{m.key()}, func() error { return r.register(m, all) }); err != nil {
			return err
		}
	}
	for _, m := range all {
		if m.it.row.Outcome == Refused || m.it.row.Outcome == Waits {
			delete(r.meetings, wording.Fold(m.reference()))
			continue
		}
		if err := r.do(m.it.row, []string{m.key()}, func() error { return r.readMeeting(m) }); err != nil {
			return err
		}
		if m.it.row.Outcome == Refused || m.it.row.Outcome == Waits {
			delete(r.meetings, wording.Fold(m.reference()))
		}
	}
	return nil
}

// readDays reads on which days a session sat.
func (r *run) readDays(m *meeting) error {
	if _, err := m.it.need("cadre"); err != nil {
		return err
	}
	if _, err := r.forumNamed("cadre", m.forum); err != nil {
		return err
	}
	text := m.it.get("date")
	if text == "" {
		if m.it.get("precede") == "" {
			return invalid("date", RefusedNoDate)
		}
		return nil
	}
	for part := range strings.SplitSeq(text, " + ") {
		p, err := r.period(m.it, "date", strings.TrimSpace(part))
		if err != nil {
			return err
		}
		m.sittings = append(m.sittings, p)
	}
	m.day = m.sittings[len(m.sittings)-1].To
	return nil
}

// register gives a session its code and enters it among those that rows name.
func (r *run) register(m *meeting, all []*meeting) error {
	if m.code == "" {
		if err := r.nameMeeting(m, all); err != nil {
			return err
		}
	}
	if err := session.CheckCode(m.code); err != nil {
		return err
	}
	m.it.row.Subject = m.reference()
	key := wording.Fold(m.reference())
	if other := r.meetings[key]; other != nil && other.it != nil {
		return fault.New(fault.Invalid, RefusedSessionTwice, "code", m.code, "ligne", itoa(other.it.row.Line)).At("code")
	}
	m.id = idOf(m.forum, m.code)
	r.meetings[key] = m
	return nil
}

// nameMeeting gives a session without a code that of the recorded one which sat
// on the same days, else its year and the next order in it.
func (r *run) nameMeeting(m *meeting, all []*meeting) error {
	taken := map[string]bool{}
	for _, o := range all {
		if o.forum == m.forum && o.code != "" {
			taken[o.code] = true
		}
	}
	err := r.see(func(v *register.View) error {
		f, err := v.FindForum(m.forum)
		if err != nil {
			return err
		}
		for _, s := range v.Order(f) {
			st := v.Session(s)
			if st.Day() == m.day && !taken[st.Planned.Code] && m.code == "" {
				m.code = st.Planned.Code
			}
		}
		for _, s := range append(v.Order(f), v.Planned(f)...) {
			taken[v.Session(s).Planned.Code] = true
		}
		return nil
	})
	year := strconv.Itoa(m.day.Year())
	for n := 1; m.code == "" && err == nil; n++ {
		if code := year + "-" + strconv.Itoa(n); !taken[code] {
			m.code = code
		}
	}
	return err
}

// readMeeting reads the other cells of a session's row.
func (r *run) readMeeting(m *meeting) (err error) {
	it := m.it
	p := session.Planned{Code: m.code, Title: it.get("intitule"), Edition: it.get("edition"), Source: it.source()}
	if p.Forum, err = r.forumNamed("cadre", m.forum); err != nil {
		return err
	}
	exercise, err := it.count("exercice")
	if err != nil {
		return err
	}
	if exercise != nil {
		p.Exercise = *exercise
	}
	if p.Kind, err = word(it, "genre", session.Ordinary, session.Extraordinary); err != nil {
		return err
	}
	if p.Phase, err = word(it, "phase", domain.PhaseUnique, domain.PhaseTechnical, domain.PhasePolitical); err != nil {
		return err
	}
	if ref := it.get("valide"); ref != "" {
		if p.Validates, err = r.sessionID(it, "valide", ref); err != nil {
			return err
		}
	}
	for _, ref := range it.list("jointe_a") {
		id, err := r.sessionID(it, "jointe_a", ref)
		if err != nil {
			return err
		}
		p.Joint = append(p.Joint, id)
	}
	if ref := it.get("precede"); ref != "" {
		next, err := r.meetingNamed("precede", m.forum, ref)
		if err != nil {
			return err
		}
		p.Precedes = next.id
		if first := r.firstDay(next); len(m.sittings) == 0 && first != 0 {
			m.sittings = []domain.Period{{To: first - 1}}
			m.day = first - 1
		}
	}
	if m.day == 0 {
		return invalid("date", RefusedNoDate)
	}
	m.planned = p
	return r.readClose(m)
}

// readClose reads when the report of a session was read, amended, validated,
// and the session closed.
func (r *run) readClose(m *meeting) (err error) {
	m.closed.By = m.it.get("valide_par")
	for column, into := range map[string]*domain.Period{"rapport_lu": &m.closed.Read, "rapport_amende": &m.closed.Amended, "rapport_valide": &m.closed.Validated} {
		if text := m.it.get(column); text != "" {
			if *into, err = r.period(m.it, column, text); err != nil {
				return err
			}
		}
	}
	if m.closeOn, err = r.day(m.it, "close_le"); err != nil {
		return err
	}
	if m.closeOn != 0 && m.closeOn < m.day {
		return invalid("close_le", RefusedCloseEarly, "jour", m.closeOn.String(), "session", m.day.String())
	}
	return nil
}

// RefusedCloseEarly: a session does not close before it ends.
const RefusedCloseEarly = "import.close_avant_la_session"

// firstDay is the first day on which a session sat, 0 where unknown.
func (r *run) firstDay(m *meeting) (day domain.Day) {
	if len(m.sittings) > 0 {
		return cmp.Or(m.sittings[0].From, m.sittings[0].To)
	}
	_ = r.see(func(v *register.View) error {
		if s, err := v.FindSession(m.id.String()); err == nil && v.Session(s).Held != nil {
			h := v.Session(s).Held
			day = cmp.Or(h.FirstDay(), h.LastDay())
		}
		return nil
	})
	return day
}
