package importer

import (
	"strings"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/forum"
	"suivi/domain/session"
	"suivi/domain/wording"
	"suivi/projections/register"
)

// A meeting is a session of this import or one recorded already, with the rows
// that tell of it.
type meeting struct {
	forum, code string
	id          domain.SessionID
	it          *item // its own row; nil where only others name it
	planned     session.Planned
	sittings    []domain.Period
	day         domain.Day // last of its days; 0: unknown
	closed      session.Closed
	closeOn     domain.Day // 0: its row does not close it
	rows        map[Kind][]*item
	matched     map[*item]*listed // what the ledger already holds of its list
	places      map[*item]int     // that its other rows take in the list
}

func (m *meeting) reference() string { return m.forum + "." + m.code }

func (m *meeting) key() string { return "session " + wording.Fold(m.reference()) }

// Codes of what the naming of a session refuses.
const (
	RefusedUnknownSession = "import.session_inconnue"
	RefusedNoSessionYet   = "import.cadre_sans_session"
	RefusedNoDate         = "import.session_sans_date"
	RefusedSessionTwice   = "import.session_deux_fois"
	RefusedSeveralThatDay = "import.sessions_le_meme_jour"
)

// meetingOf gives the session that the cells cadre and session of a row name:
// by its code, its reference, or its date.
func (r *run) meetingOf(it *item) (*meeting, error) {
	text, err := it.need("session")
	if err != nil {
		return nil, err
	}
	return r.meetingNamed("session", it.get("cadre"), text)
}

// meetingNamed is meetingOf for words that stand anywhere; forumCode is that of
// the forum where the words do not say.
func (r *run) meetingNamed(column, forumCode, text string) (*meeting, error) {
	f, code, full := strings.Cut(text, ".")
	if !full || strings.ContainsAny(f, " ") {
		f, code = forumCode, text
	}
	if f == "" {
		return nil, invalid("cadre", RefusedEmpty, "colonne", "cadre")
	}
	code = strings.ReplaceAll(strings.TrimSpace(code), "/", "-")
	key := wording.Fold(f + "." + code)
	if m := r.meetings[key]; m != nil {
		return m, nil
	}
	if err := r.waits("session " + key); err != nil {
		return nil, err
	}
	if err := r.waits("cadre " + f); err != nil {
		return nil, err
	}
	m, err := r.recordedMeeting(f, code)
	if m != nil || err != nil {
		return m, err
	}
	return r.meetingOn(column, f, text)
}

// recordedMeeting takes up a session of the ledger, nil where it has none.
func (r *run) recordedMeeting(f, code string) (m *meeting, err error) {
	err = r.see(func(v *register.View) error {
		s, err := v.FindSession(f + "." + code)
		if err != nil {
			return nil
		}
		m = meetingFrom(v, s)
		return nil
	})
	if m != nil {
		r.meetings[wording.Fold(m.reference())] = m
	}
	return m, err
}

func meetingFrom(v *register.View, s register.SessionIndex) *meeting {
	st := v.Session(s)
	return &meeting{forum: v.Forum(v.ForumOf(s)).Code, code: st.Planned.Code, id: v.SessionID(s), planned: st.Planned, day: st.Day(), rows: map[Kind][]*item{}}
}

// meetingOn finds the one session of a forum that a date names.
func (r *run) meetingOn(column, f, text string) (*meeting, error) {
	if _, err := r.forumNamed("cadre", f); err != nil {
		return nil, err
	}
	unknown := fault.New(fault.NotFound, RefusedNoSessionYet, "lu", text, "cadre", f).At(column)
	if known := r.knownCodes(f); len(known) > 0 {
		unknown = fault.New(fault.NotFound, RefusedUnknownSession, "lu", text, "cadre", f, "connues", strings.Join(known, ", ")).At(column)
	}
	p, err := wording.Date(text)
	if err != nil {
		return nil, unknown
	}
	var found []*meeting
	for _, m := range r.meetings {
		if m.forum == f && m.day != 0 && p.From <= m.day && m.day <= p.To {
			found = append(found, m)
		}
	}
	if len(found) == 0 {
		err = r.see(func(v *register.View) error {
			i, err := v.FindForum(f)
			if err != nil {
				return nil
			}
			for _, s := range v.Order(i) {
				if day := v.Session(s).Day(); p.From <= day && day <= p.To {
					found = append(found, meetingFrom(v, s))
				}
			}
			return nil
		})
	}
	switch {
	case err != nil:
		return nil, err
	case len(found) == 0:
		return nil, unknown
	case len(found) > 1:
		return nil, fault.New(fault.Invalid, RefusedSeveralThatDay, "lu", text, "cadre", f).At(column)
	}
	r.meetings[wording.Fold(found[0].reference())] = found[0]
	return found[0], nil
}

// knownCodes are those of the sessions of a forum, recorded or in this import.
func (r *run) knownCodes(f string) []string {
	seen := map[string]bool{}
	var codes []string
	add := func(code string) {
		if !seen[code] {
			seen[code] = true
			codes = append(codes, code)
		}
	}
	_ = r.see(func(v *register.View) error {
		if i, err := v.FindForum(f); err == nil {
			for _, s := range append(v.Order(i), v.Planned(i)...) {
				add(v.Session(s).Planned.Code)
			}
		}
		return nil
	})
	for _, it := range r.items[Sessions] {
		if it.get("cadre") == f && it.get("code") != "" {
			add(it.get("code"))
		}
	}
	return codes
}

// sessionID is the identity of the session that a full reference names, whether
// it is recorded yet or not.
func (r *run) sessionID(it *item, column, text string) (domain.SessionID, error) {
	m, err := r.meetingNamed(column, it.get("cadre"), text)
	if err != nil {
		return domain.SessionID{}, err
	}
	return m.id, nil
}

func idOf(f, code string) domain.SessionID { return session.IDOf(forum.IDOf(f), code) }
