// Package carryover answers what a session carries on, what it had to decide
// and did not, and how recommendations travelled over the years.
package carryover

import (
	"cmp"
	"slices"

	"suivi/domain"
	"suivi/domain/recommendation"
	"suivi/projections/register"
)

// List is what became, at one session, of all that was open before it.
type List struct {
	Session register.Head `json:"session"`
	Carried []Carried     `json:"reconduites"`
	// Undecided are those it had to examine, still open after it, that it
	// neither executed, classed nor carried over.
	Undecided []Left `json:"sans_suite"`
}

// Carried is a recommendation that the session put on its own list again.
type Carried struct {
	Number    string        `json:"numero"`
	Was       string        `json:"ancienne_reference"`
	Item      register.Item `json:"recommandation"`
	Age       Age           `json:"age"`
	Examined  bool          `json:"examinee"`
	Reworded  bool          `json:"reformulee,omitzero"`
	Reopening string        `json:"motif_de_remise_en_suivi,omitzero"`
	place     int
}

// Left is a recommendation that the session had to decide on and did not.
type Left struct {
	Number   string        `json:"numero"`
	Item     register.Item `json:"recommandation"`
	Age      Age           `json:"age"`
	Examined bool          `json:"examinee"`
	State    domain.State  `json:"etat_retenu,omitzero"`
}

// Age is how long a recommendation has been followed: sessions of the forum
// that follows it since the one that made it, that one not counted and those of
// one review as one, and whole years since the day it was made.
type Age struct {
	Sessions int `json:"sessions"`
	Years    int `json:"annees"`
}

// Of makes the list of session s, as things stood once it was over: on its last
// day, or, where it was closed, on the day of the close.
func Of(v *register.View, s register.SessionIndex) List {
	l := List{Session: v.Head(s)}
	left := LeftAt(v, s)
	carried := map[register.RecommendationIndex]bool{}
	for i := range v.Listed(s) {
		i = v.Bearer(i, s)
		at, is := v.CarriedAt(i, s)
		if !is || carried[i] {
			continue
		}
		carried[i] = true
		c := Carried{Number: register.NumberOf(at), Was: v.ReferenceBefore(i, s), Item: left.after.Describe(i), Age: AgeOn(v, i, s, left.day), place: at.Place}
		c.Examined, _ = retained(v, i, s)
		for _, f := range v.Facts(i) {
			if e, is := f.Event.(recommendation.CarriedOver); is && e.Session == v.SessionID(s) {
				c.Reworded, c.Reopening = e.Text != "", e.Reopening
			}
		}
		l.Carried = append(l.Carried, c)
	}
	slices.SortStableFunc(l.Carried, func(a, b Carried) int { return cmp.Compare(a.place, b.place) })
	for n := range left.Len() {
		l.Undecided = append(l.Undecided, left.Describe(n))
	}
	return l
}

// Leavings are those that a session had to decide on and did not, in the order
// of its list, before any is put in words. They are valid only inside the query
// that made them.
type Leavings struct {
	of    register.SessionIndex
	day   domain.Day
	view  *register.View
	after *register.View // once the session was over
	all   []register.DueItem
}

// LeftAt finds what session s leaves without a follow-up.
func LeftAt(v *register.View, s register.SessionIndex) Leavings {
	st := v.Session(s)
	day := st.Day()
	l := Leavings{of: s, day: day, view: v, after: v.At(max(day, st.ClosedOn))}
	carried := map[register.RecommendationIndex]bool{}
	for i := range v.Listed(s) {
		if i = v.Bearer(i, s); !carried[i] {
			_, carried[i] = v.CarriedAt(i, s)
		}
	}
	for _, due := range v.Due(s) {
		i := due.Recommendation
		if l.after.State(i).Standing == recommendation.Open && !carried[i] {
			l.all = append(l.all, due)
		}
	}
	return l
}

// Len is how many there are.
func (l Leavings) Len() int { return len(l.all) }

// ID names the one at a place.
func (l Leavings) ID(n int) domain.RecommendationID { return l.view.ID(l.all[n].Recommendation) }

// Describe puts the one at a place in words.
func (l Leavings) Describe(n int) Left {
	i := l.all[n].Recommendation
	left := Left{Number: l.all[n].Number, Item: l.after.Describe(i), Age: AgeOn(l.view, i, l.of, l.day)}
	left.Examined, left.State = retained(l.view, i, l.of)
	return left
}

// retained is the last état that session s, or the technical one that it
// concludes, retained of i.
func retained(v *register.View, i register.RecommendationIndex, s register.SessionIndex) (examined bool, state domain.State) {
	technical := v.Session(s).Planned.Validates
	for _, f := range v.Facts(i) {
		if e, is := f.Event.(recommendation.Found); is && !e.Session.IsZero() && (e.Session == v.SessionID(s) || e.Session == technical) {
			examined, state = true, e.State
		}
	}
	return examined, state
}

// AgeOn is the age of i at session s, held on day.
func AgeOn(v *register.View, i register.RecommendationIndex, s register.SessionIndex, day domain.Day) Age {
	return Age{Sessions: sessionsSince(v, i, v.ForumOf(s), day), Years: v.State(i).MadeOn.YearsUntil(day)}
}

// sessionsSince counts the sessions of forum f after the one that made i, up to
// day (0: all). The two sessions of one review count once.
func sessionsSince(v *register.View, i register.RecommendationIndex, f register.ForumIndex, day domain.Day) int {
	if f == register.None {
		return 0
	}
	made, n := v.State(i), 0
	for _, s := range v.Order(f) {
		st := v.Session(s)
		concludes := st.Planned.Validates == made.MadeAt
		if st.Phase() != domain.PhaseTechnical && !concludes && st.Day() > made.MadeOn && (day == 0 || st.Day() <= day) {
			n++
		}
	}
	return n
}
