package register

import (
	"cmp"
	"slices"
	"time"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/forum"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// Moment says as of when a question is asked. Its zero value asks of all that
// is recorded.
type Moment struct {
	// On is the last day of effect that counts ("au"); 0: all.
	On domain.Day
	// KnownAt is the time of record up to which events are known ("connu le");
	// zero: all.
	KnownAt time.Time
	// KnownTo is the log position up to which events are known; zero: all.
	KnownTo event.Position
	// Today is the day on which the question is asked: what is late depends on
	// it. Where On is given, On is today.
	Today domain.Day
}

// View is the ledger as of a moment. It is valid only inside the Query that
// made it, and for one goroutine.
type View struct {
	r       *Register
	until   uint64 // 0: all
	on      domain.Day
	today   domain.Day
	present bool

	states   map[RecommendationIndex]*recommendation.State
	statuses map[RecommendationIndex]*Status
	sessions map[SessionIndex]*session.State
	forums   map[ForumIndex]*forum.State
	orgs     map[OrganizationIndex]*organization.State
	orgsOn   domain.Day // structures are seen as of this day; 0: as all the rest
	orders   map[ForumIndex][]SessionIndex
	dueLists map[SessionIndex][]DueItem
	fixed    map[SessionIndex]map[RecommendationIndex]bool
	rules    map[ruleKey]forum.Rule
}

type ruleKey struct {
	forum ForumIndex
	day   domain.Day
}

// Query lets ask see the ledger as of m. Many may ask at once; while they do,
// nothing is applied.
func (r *Register) Query(m Moment, ask func(*View) error) error {
	r.mu.RLock()
	defer r.mu.RUnlock()
	v, err := r.view(m)
	if err != nil {
		return err
	}
	return ask(v)
}

func (r *Register) view(m Moment) (*View, error) {
	v := &View{r: r, on: m.On, today: m.Today}
	if m.On != 0 {
		v.today = m.On
	}
	nothing := false
	if !m.KnownAt.IsZero() {
		v.until = r.known.at(m.KnownAt)
		nothing = v.until == 0
	}
	if !m.KnownTo.IsZero() {
		if m.KnownTo.Compare(r.position) > 0 {
			return nil, fault.New(fault.Invalid, "moment.position_a_venir", "position", m.KnownTo.String(), "derniere", r.position.String())
		}
		v.until = r.known.rank(m.KnownTo)
		nothing = v.until == 0
	}
	v.present = v.until == 0 && v.on == 0 || v.until == r.seq && v.on == 0
	if nothing {
		v.r = New()
		v.present = true
	}
	v.states = map[RecommendationIndex]*recommendation.State{}
	v.statuses = map[RecommendationIndex]*Status{}
	v.sessions = map[SessionIndex]*session.State{}
	v.forums = map[ForumIndex]*forum.State{}
	v.orgs = map[OrganizationIndex]*organization.State{}
	v.orders = map[ForumIndex][]SessionIndex{}
	v.dueLists = map[SessionIndex][]DueItem{}
	v.fixed = map[SessionIndex]map[RecommendationIndex]bool{}
	v.rules = map[ruleKey]forum.Rule{}
	return v, nil
}

// at gives the same ledger seen as of another day, everything known alike.
func (v *View) at(on domain.Day) *View {
	w, _ := v.r.view(Moment{On: on, Today: on})
	w.until = v.until
	return w
}

// knownTo gives the same ledger as it was known when the event of rank until
// was the last.
func (v *View) knownTo(until uint64) *View {
	w, _ := v.r.view(Moment{Today: v.today})
	w.until, w.on, w.present = until, v.on, false
	return w
}

// AsClosed gives the ledger as it was known when session s was closed, and
// whether it was.
func (v *View) AsClosed(s SessionIndex) (*View, bool) {
	st := v.Session(s)
	if st.Closed == nil {
		return v, false
	}
	return v.knownTo(st.ClosedSeq), true
}

// Today is the day on which the question is asked.
func (v *View) Today() domain.Day { return v.today }

// Position is that of the last event that the register holds.
func (v *View) Position() event.Position { return v.r.position }

// State is how recommendation i stands.
func (v *View) State(i RecommendationIndex) *recommendation.State {
	if v.present {
		return &v.r.recommendations[i].state
	}
	if s := v.states[i]; s != nil {
		return s
	}
	s := recommendation.FoldWithin(v.History(i), v.horizon())
	v.states[i] = &s
	return &s
}

// ID is the identity of recommendation i.
func (v *View) ID(i RecommendationIndex) domain.RecommendationID { return v.r.recommendations[i].id }

// Facts are those of i that hold, in the order in which they count.
func (v *View) Facts(i RecommendationIndex) []recommendation.Fact {
	return v.History(i).Effective(v.horizon())
}

// Recorded are all facts of i recorded in its own stream, in order of record.
func (v *View) Recorded(i RecommendationIndex) recommendation.History {
	return v.r.recommendations[i].history
}

func (v *View) horizon() recommendation.Horizon {
	z := recommendation.Horizon{Until: v.until, On: v.on}
	if len(v.r.moved) > 0 {
		z.DayOf = v.dayOf
	}
	return z
}

// dayOf is the day of a session whose days were given more than once.
func (v *View) dayOf(id domain.SessionID) domain.Day {
	i, known := v.r.sessionByID[id]
	if !known || !v.r.moved[i] {
		return 0
	}
	s := session.Fold(v.r.sessions[i].facts, v.until, 0)
	if s.Held == nil {
		return 0
	}
	return s.Held.LastDay()
}

// History is the facts of i with, for a survivor, those of its duplicates.
func (v *View) History(i RecommendationIndex) recommendation.History {
	entry := v.r.recommendations[i]
	if !entry.shared {
		return entry.history
	}
	return v.sharedHistory(i, map[RecommendationIndex]bool{})
}

func (v *View) sharedHistory(i RecommendationIndex, above map[RecommendationIndex]bool) recommendation.History {
	entry := v.r.recommendations[i]
	above[i] = true
	h := slices.Clone(entry.history)
	for _, d := range v.r.duplicates[entry.id] {
		if above[d] || !v.isDuplicate(d, entry.id) {
			continue
		}
		for _, f := range v.sharedHistory(d, above) {
			switch f.Event.(type) {
			case recommendation.Absorbed:
			default:
				f.Foreign = true
				h = append(h, f)
			}
		}
	}
	return h
}

// isDuplicate reports whether d is, in this view, one with survivor from the
// start.
func (v *View) isDuplicate(d RecommendationIndex, survivor domain.RecommendationID) bool {
	for _, f := range v.r.recommendations[d].history.Effective(v.horizon()) {
		if a, is := f.Event.(recommendation.Absorbed); is && a.Survivor == survivor && a.Kind == recommendation.Duplicate {
			return true
		}
	}
	return false
}

// Session is how session i stands.
func (v *View) Session(i SessionIndex) *session.State {
	if v.present {
		return &v.r.sessions[i].state
	}
	if s := v.sessions[i]; s != nil {
		return s
	}
	s := session.Fold(v.r.sessions[i].facts, v.until, v.on)
	v.sessions[i] = &s
	return &s
}

// SessionID is the identity of session i.
func (v *View) SessionID(i SessionIndex) domain.SessionID { return v.r.sessions[i].id }

// ForumOf is the forum of session i, None while nothing says so.
func (v *View) ForumOf(i SessionIndex) ForumIndex { return v.r.sessions[i].forum }

// Forum is how forum i stands.
func (v *View) Forum(i ForumIndex) *forum.State {
	if v.present {
		return &v.r.forums[i].state
	}
	if s := v.forums[i]; s != nil {
		return s
	}
	s := forum.Fold(v.r.forums[i].facts, v.until, v.on)
	v.forums[i] = &s
	return &s
}

// rule is the rule of forum i valid on a day.
func (v *View) rule(i ForumIndex, day domain.Day) forum.Rule {
	if v.on != 0 {
		day = min(day, v.on)
	}
	key := ruleKey{i, day}
	rule, done := v.rules[key]
	if !done {
		rule = forum.Fold(v.r.forums[i].facts, v.until, day).Rule
		v.rules[key] = rule
	}
	return rule
}

// Organization is how structure i stands.
func (v *View) Organization(i OrganizationIndex) *organization.State {
	if v.present && v.orgsOn == 0 {
		return &v.r.organizations[i].state
	}
	if s := v.orgs[i]; s != nil {
		return s
	}
	s := organization.Fold(v.r.organizations[i].facts, v.until, cmp.Or(v.orgsOn, v.on))
	v.orgs[i] = &s
	return &s
}

// Knows reports whether the event at position p is known in this view.
func (v *View) Knows(p event.Position) bool {
	if v.r.seq == 0 {
		return false
	}
	return v.until == 0 || v.r.known.rank(p) <= v.until
}

// Until is the last day of effect that counts in this view, 0 for all.
func (v *View) Until() domain.Day { return v.on }
