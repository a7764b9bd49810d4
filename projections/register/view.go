package register

import (
	"cmp"
	"context"
	"reflect"
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
	// Nothing asks of the ledger before its first event, which no time and no
	// position names.
	Nothing bool
	// Today is the day on which the question is asked: what is late depends on
	// it. Where On is given, On is today.
	Today domain.Day
}

// View is the ledger as of a moment. It is valid only inside the Query that
// hands it over, and for one goroutine.
type View struct {
	r       *Register
	until   uint64 // 0: all
	on      domain.Day
	today   domain.Day
	present bool
	orgsOn  domain.Day // structures are seen as of this day; 0: as all the rest
	rest    *rest      // nil where the register must stand still
	whole   *whole     // of the past: all of it, once somebody asked for so much

	// What was worked out, so that it is worked out once; made when needed.
	states   map[RecommendationIndex]*recommendation.State
	statuses map[RecommendationIndex]*Status
	sessions map[SessionIndex]*session.State
	days     map[SessionIndex]domain.Day
	forums   map[ForumIndex]*forum.State
	orgs     map[OrganizationIndex]*organization.State
	orders   map[ForumIndex][]SessionIndex
	dueLists map[SessionIndex][]DueItem
	dueSets  map[SessionIndex]map[RecommendationIndex]bool
	fixed    map[SessionIndex]map[RecommendationIndex]bool
	rules    map[ruleKey]forum.Rule
	eves     map[domain.Day]*View
	below    map[belowKey]*[2][]bool
	once     map[reflect.Type]any
}

type ruleKey struct {
	forum ForumIndex
	day   domain.Day
}

// keep enters what was worked out in a map that is made when needed.
func keep[K comparable, V any](in *map[K]V, k K, worked V) V {
	if *in == nil {
		*in = map[K]V{}
	}
	(*in)[k] = worked
	return worked
}

func (r *Register) view(m Moment) (*View, error) {
	v := &View{r: r, on: m.On, today: m.Today}
	if m.On != 0 {
		v.today = m.On
	}
	until := r.seq
	if !m.KnownAt.IsZero() {
		until = r.known.at(m.KnownAt)
	}
	if !m.KnownTo.IsZero() {
		if m.KnownTo.Compare(r.position) > 0 {
			return nil, fault.New(fault.Invalid, "moment.position_a_venir", "position", m.KnownTo.String(), "derniere", r.position.String())
		}
		until = min(until, r.known.rank(m.KnownTo))
	}
	if m.Nothing {
		until = 0
	}
	switch {
	case until == 0: // nothing is known yet
		v.r, v.present = New(), v.on == 0
	case until == r.seq && v.on == 0:
		v.present = true
	default: // pinned: what is applied while it rests is not known in it
		v.until, v.rest = until, &rest{of: &r.mu, ctx: context.Background(), held: r.position}
	}
	return v, nil
}

// At gives the same ledger as of another day of effect, everything known
// alike; that day is its today, unless it is still to come. A later day than
// the view's own, and none, give the view itself.
func (v *View) At(on domain.Day) *View {
	if on == 0 || v.on != 0 && on >= v.on {
		return v
	}
	if w := v.eves[on]; w != nil {
		return w
	}
	today := on
	if v.today != 0 {
		today = min(on, v.today)
	}
	return keep(&v.eves, on, &View{r: v.r, until: v.until, on: on, today: today, rest: v.rest})
}

// WholeTime gives the same ledger with all that is known, of whatever day.
func (v *View) WholeTime() *View {
	if v.on == 0 {
		return v
	}
	return &View{r: v.r, until: v.until, today: v.today, rest: v.rest}
}

// AsClosed gives the ledger as session s was closed on: what was known then,
// with effect by the day of the close, which is its today. It tells whether
// the session was closed. Nothing recorded later, and no day on which it is
// asked, changes it.
func (v *View) AsClosed(s SessionIndex) (*View, bool) {
	st := v.Session(s)
	if st.Closed == nil {
		return v, false
	}
	then := sessionState(v.r.sessions[s].facts, st.ClosedSeq, 0)
	return &View{r: v.r, until: st.ClosedSeq, on: then.ClosedOn, today: then.ClosedOn, rest: v.rest}, true
}

// OfView gives what of makes of v, of each type one thing, made when it is first
// asked for.
func OfView[T any](v *View, of func(*View) T) T {
	if is, done := v.once[reflect.TypeFor[T]()]; done {
		return is.(T)
	}
	made := of(v)
	keep(&v.once, reflect.TypeFor[T](), any(made))
	return made
}

// Today is the day on which the question is asked.
func (v *View) Today() domain.Day { return v.today }

// Position is that of the last event known in this view.
func (v *View) Position() event.Position {
	if v.until == 0 {
		return v.r.position
	}
	return v.r.known.position(v.until)
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

// State is how recommendation i stands.
func (v *View) State(i RecommendationIndex) *recommendation.State {
	if v.present {
		return v.r.recommendations[i].state
	}
	if v.whole != nil {
		return v.whole.state(i)
	}
	if s := v.states[i]; s != nil {
		return s
	}
	v.rest.now()
	s := v.fold(i)
	v.rest.weigh(v.weight(i, s))
	return keep(&v.states, i, s)
}

// standsAsNow reports whether nothing that is recorded of i lies beyond the
// view: it then stands as in the present, and need not be folded again.
func (v *View) standsAsNow(i RecommendationIndex) bool {
	e := v.r.recommendations[i]
	return !e.shared && !e.dirty && !slices.ContainsFunc(e.history, func(f recommendation.Fact) bool {
		_, corrects := f.Event.(recommendation.Rectified)
		return corrects || v.until != 0 && f.Seq > v.until || v.on != 0 && f.Day > v.on || v.r.atMoved(f.Event)
	})
}

// atMoved reports whether a fact may take effect on another day than recorded.
func (r *Register) atMoved(e recommendation.Event) bool {
	if len(r.moved) == 0 {
		return false
	}
	s, known := r.sessionByID[recommendation.SessionOf(e)]
	return known && r.moved[s]
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

// Forum is how forum i stands.
func (v *View) Forum(i ForumIndex) *forum.State {
	if v.present {
		return &v.r.forums[i].state
	}
	if s := v.forums[i]; s != nil {
		return s
	}
	s := forum.Fold(v.r.forums[i].facts, v.until, v.on)
	return keep(&v.forums, i, &s)
}

// rule is the rule of forum i valid on a day; 0: the last.
func (v *View) rule(i ForumIndex, day domain.Day) forum.Rule {
	if v.on != 0 && (day == 0 || day > v.on) {
		day = v.on
	}
	key := ruleKey{i, day}
	if rule, done := v.rules[key]; done {
		return rule
	}
	return keep(&v.rules, key, forum.Fold(v.r.forums[i].facts, v.until, day).Rule)
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
	if v.orgsOn != 0 && !s.Exists {
		s = v.firstRecorded(i)
	}
	return keep(&v.orgs, i, &s)
}

// firstRecorded is structure i on the first day of which something is
// recorded: a table that names it earlier has no other name for it.
func (v *View) firstRecorded(i OrganizationIndex) organization.State {
	facts := event.Effective(v.r.organizations[i].facts, v.until, v.on)
	if len(facts) == 0 {
		return organization.State{}
	}
	return organization.Fold(facts, 0, facts[0].Day)
}

// NamesOn gives the same ledger with structures named as on a day: a closed
// table keeps the names of its time.
func (v *View) NamesOn(day domain.Day) *View {
	if day == 0 || v.on != 0 && v.on <= day || !v.r.renamed {
		return v
	}
	w := *v
	w.orgs, w.orgsOn, w.below, w.once = nil, day, nil, nil
	return &w
}

// Applied is the position of the last event that the register held when it was
// asked, whatever the moment of the view: what was applied since, while it
// rested, is not known in it.
func (v *View) Applied() event.Position {
	if v.rest != nil {
		return v.rest.held
	}
	return v.r.position
}
