package web

import (
	"suivi/domain"
	"suivi/domain/recommendation"
	"suivi/projections/followup"
	"suivi/projections/register"
)

// sessionRow is one recommendation that a session examines, as those who
// prepare and hold it see it.
type sessionRow struct {
	followup.Row
	Reference string
	// Before is how the recommendation stood before the session: the last état
	// retained, on which day, at which session ("" between sessions).
	Before   domain.State
	Found    domain.State // what was retained before it was carried over, if so
	BeforeOn domain.Day
	BeforeAt string
	Wording  string // the report's words of it, and the observation
	Evidence []recommendation.Evidence
	// Moved tells what happened since the forum's session before this one.
	Moved []sessionMove
	// Ended reports whether an état is retained only for a reason.
	Ended bool
}

// sessionMove is one thing that happened to a recommendation between two sessions.
type sessionMove struct {
	On   domain.Day
	What string
}

// referenceIn is the reference under which session s examines a row: not the
// one that it gives it, where it carries it over.
func referenceIn(r *register.View, s register.SessionIndex, row followup.Row) string {
	if i, err := r.Find(row.Item.ID.String()); err == nil {
		if before := r.ReferenceBefore(i, s); before != "" {
			return before
		}
	}
	return row.Item.Reference
}

// referenceAt is that of recommendation i, before its row is described.
func referenceAt(r *register.View, s register.SessionIndex, i register.RecommendationIndex) string {
	if before := r.ReferenceBefore(r.Survivor(i), s); before != "" {
		return before
	}
	return r.Describe(i).Reference
}

func describeRow(h *head, r *register.View, s register.SessionIndex, since domain.Day, row followup.Row) sessionRow {
	x := sessionRow{Row: row, Reference: referenceIn(r, s, row)}
	before := &row.Stood
	if before.State.Standing != recommendation.Unknown {
		x.Item.Late, x.Said = before.Late, before.Said
	}
	x.Ended = before.State.Ended()
	for _, f := range before.Facts {
		x.stood(r, f)
		if recommendation.SessionOf(f.Event).IsZero() && f.Day > since {
			if what := movedBetween(h, r, f.Event); what != "" {
				x.Moved = append(x.Moved, sessionMove{f.Day, what})
			}
		}
	}
	return x
}

// stood takes from a fact how the recommendation stood after it.
func (x *sessionRow) stood(r *register.View, f recommendation.Fact) {
	retained := func(state domain.State, words, observation string) {
		x.Before, x.BeforeOn, x.BeforeAt = state, f.Day, ""
		if s, known := r.SessionOf(recommendation.SessionOf(f.Event)); known {
			x.BeforeAt = r.SessionReference(s)
		}
		if words != "" || observation != "" {
			x.Wording = words
			if words != "" && observation != "" {
				x.Wording += " – "
			}
			x.Wording += observation
		}
	}
	switch e := f.Event.(type) {
	case recommendation.Formulated:
		retained(domain.Made, "", "")
	case recommendation.CarriedOver:
		if x.Found = 0; x.Before != domain.Made && x.Before != domain.CarriedOver {
			x.Found = x.Before
		}
		retained(domain.CarriedOver, "", "")
	case recommendation.Found:
		x.Wording, x.Found = "", 0
		retained(e.State, e.Words, e.Observation)
	case recommendation.Declared:
		x.Evidence = append(x.Evidence, e.Evidence...)
	case recommendation.EvidenceAttached:
		x.Evidence = append(x.Evidence, e.Evidence)
	}
}

// movedBetween says what an event between two sessions changed, "" where that is
// nothing to examine.
func movedBetween(h *head, r *register.View, e recommendation.Event) string {
	switch e := e.(type) {
	case recommendation.Declared:
		return h.T("situation déclarée : ", "situation declared: ") + h.Word(e.State) + h.T(" par ", " by ") + r.NameOf(e.Owner.String())
	case recommendation.Found:
		return h.T("retenue entre deux sessions : ", "retained between two sessions: ") + h.Word(e.State)
	case recommendation.Classed:
		return h.T("classée : ", "classed: ") + h.Word(e.Motive)
	case recommendation.EvidenceAttached:
		return h.T("pièce jointe : ", "evidence attached: ") + e.Name
	case recommendation.Reassigned:
		return h.T("structures responsables changées", "owners changed")
	case recommendation.DueDateSet:
		return h.T("échéance fixée : ", "due date set: ") + h.Period(e.Due)
	case recommendation.Linked:
		return h.T("lien ajouté", "link added")
	}
	return ""
}
