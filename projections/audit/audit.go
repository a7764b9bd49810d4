// Package audit answers what does not add up: what was silently dropped,
// reopened, contradicted, entered too late, or declared otherwise than the
// ledger computes.
package audit

import (
	"slices"

	"suivi/domain"
	"suivi/domain/recommendation"
	"suivi/projections/followup"
	"suivi/projections/register"
)

// Report lists what a secretariat must look at.
type Report struct {
	Dropped    []register.Item `json:"perdues_de_vue"`
	Reopened   []Reopened      `json:"remises_en_suivi"`
	Divergent  []Divergence    `json:"divergentes"`
	Gaps       []Gap           `json:"declare_contre_retenu"`
	Unsettled  []Unsettled     `json:"a_regler"`
	NeverShut  []register.Head `json:"sessions_non_closes"`
	TooLate    []Late          `json:"constats_apres_cloture"`
	Unexamined []Carried       `json:"reconduites_sans_examen"`
	Declared   []Declared      `json:"totaux_declares"`
	Next       string          `json:"curseur,omitzero"`
}

// Cursor is that of the stretch after this one, "" for none.
func (r *Report) Cursor() string { return r.Next }

// Join adds the stretch that follows.
func (r *Report) Join(next Report) {
	r.Dropped = append(r.Dropped, next.Dropped...)
	r.Reopened = append(r.Reopened, next.Reopened...)
	r.Divergent = append(r.Divergent, next.Divergent...)
	r.Gaps = append(r.Gaps, next.Gaps...)
	r.Unsettled = append(r.Unsettled, next.Unsettled...)
	r.NeverShut = append(r.NeverShut, next.NeverShut...)
	r.TooLate = append(r.TooLate, next.TooLate...)
	r.Unexamined = append(r.Unexamined, next.Unexamined...)
	r.Declared = append(r.Declared, next.Declared...)
	r.Next = next.Next
}

// Reopened is a recommendation taken up again after it had ended.
type Reopened struct {
	Item   register.Item `json:"recommandation"`
	On     domain.Day    `json:"le"`
	Reason string        `json:"motif"`
}

// Divergence is two forums that retained different états, the last of each.
type Divergence struct {
	Item     register.Item `json:"recommandation"`
	Session  string        `json:"session"`
	State    domain.State  `json:"etat"`
	Against  string        `json:"contre"`
	Opposite domain.State  `json:"etat_contraire"`
}

// Gap is an owner's word that is not what was retained.
type Gap struct {
	Item register.Item   `json:"recommandation"`
	Said register.Saying `json:"declaration"`
}

// Unsettled is a fact that no longer follows from those before it.
type Unsettled struct {
	Item register.Item `json:"recommandation"`
	On   domain.Day    `json:"le"`
	What string        `json:"evenement"`
}

// Late is a fact of a session that reached the log after the session's close: it
// is not in the session's table.
type Late struct {
	Session string        `json:"session"`
	Item    register.Item `json:"recommandation"`
	What    string        `json:"evenement"`
}

// Carried is one that a session carried over without examining it, at either
// phase of a review.
type Carried struct {
	Session string        `json:"session"`
	Item    register.Item `json:"recommandation"`
}

// Declared is what a session's report printed, beside what its counts give.
type Declared struct {
	Session string            `json:"session"`
	Totals  followup.Declared `json:"totaux"`
}

// Of makes the report over a stretch of the recommendations that f holds and,
// with the first, over the sessions: those of the forum where f names one.
func Of(v *register.View, f register.Filter, p register.Page) (r Report, err error) {
	rows, next, err := v.List(f, p)
	if err != nil {
		return r, err
	}
	r.Next = next
	for _, i := range rows {
		r.recommendation(v, i)
	}
	if p.After != "" {
		return r, nil
	}
	for _, s := range v.Sessions() {
		if f.Forum == register.None || v.ForumOf(s) == f.Forum {
			r.session(v, s)
		}
	}
	return r, nil
}

func (r *Report) recommendation(v *register.View, i register.RecommendationIndex) {
	st, status := v.State(i), v.Status(i)
	if status.Dropped != nil {
		r.Dropped = append(r.Dropped, v.Describe(i))
	}
	if st.Standing == recommendation.Merged && v.State(v.Survivor(i)).Standing == recommendation.Merged {
		// Absorbed into each other: nothing of them is open any more.
		r.Unsettled = append(r.Unsettled, Unsettled{v.Describe(i), st.MadeOn, string(recommendation.AbsorbedV1)})
	}
	if len(st.Reopened) > 0 || len(st.Unsettled) > 0 {
		r.marked(v, i, st)
	}
	if slices.ContainsFunc(st.Declarations, func(d recommendation.Declared) bool { return d.State != st.State }) {
		for _, said := range v.Said(i) {
			if said.Gap {
				r.Gaps = append(r.Gaps, Gap{v.Describe(i), said})
			}
		}
	}
	r.facts(v, i)
}

func (r *Report) marked(v *register.View, i register.RecommendationIndex, st *recommendation.State) {
	for _, f := range v.Facts(i) {
		for _, id := range st.Reopened {
			if id == f.ID {
				r.Reopened = append(r.Reopened, Reopened{v.Describe(i), f.Day, reopening(f.Event)})
			}
		}
		for _, id := range st.Unsettled {
			if id == f.ID {
				r.Unsettled = append(r.Unsettled, Unsettled{v.Describe(i), f.Day, string(f.Event.EventType())})
			}
		}
	}
}

func reopening(e recommendation.Event) string {
	switch e := e.(type) {
	case recommendation.Found:
		return e.Reopening
	case recommendation.CarriedOver:
		return e.Reopening
	}
	return ""
}

// facts looks at each session's doing with one recommendation.
func (r *Report) facts(v *register.View, i register.RecommendationIndex) {
	type word struct {
		session register.SessionIndex
		state   domain.State
	}
	last := map[register.ForumIndex]word{}
	var order []register.ForumIndex
	examined := map[domain.SessionID]bool{}
	for _, f := range v.Facts(i) {
		id := recommendation.SessionOf(f.Event)
		s, known := v.SessionOf(id)
		if !known {
			continue
		}
		if shut := v.Session(s).ClosedSeq; shut != 0 && f.Seq > shut {
			r.TooLate = append(r.TooLate, Late{v.SessionReference(s), v.Describe(i), string(f.Event.EventType())})
		}
		switch e := f.Event.(type) {
		case recommendation.Found:
			examined[id] = true
			if _, before := last[v.ForumOf(s)]; !before {
				order = append(order, v.ForumOf(s))
			}
			last[v.ForumOf(s)] = word{s, e.State}
		case recommendation.CarriedOver:
			if technical := v.Session(s).Planned.Validates; !examined[id] && !examined[technical] {
				r.Unexamined = append(r.Unexamined, Carried{v.SessionReference(s), v.Describe(i)})
			}
		}
	}
	for k := 1; k < len(order); k++ {
		a, b := last[order[0]], last[order[k]]
		if a.state != b.state {
			r.Divergent = append(r.Divergent, Divergence{v.Describe(i), v.SessionReference(a.session), a.state, v.SessionReference(b.session), b.state})
		}
	}
}

func (r *Report) session(v *register.View, s register.SessionIndex) {
	st := v.Session(s)
	if st.Held != nil && st.Closed == nil && !st.Cancelled {
		r.NeverShut = append(r.NeverShut, v.Head(s))
	}
	for _, d := range followup.DeclaredBy(v, s) {
		r.Declared = append(r.Declared, Declared{v.SessionReference(s), d})
	}
}
