package web

import "suivi/projections/followup"

// sessionStep is a page of the work that a session takes, in its order.
type sessionStep struct {
	Label, Href string
	Next        bool // is what is to be done now
}

// Going reports whether the session still may retain something.
func (p aboutSession) Going() bool { return p.Planned() || p.Held() }

// plan lays out the steps of a session, and which comes next by what its table
// says.
func (p *aboutSession) plan(t followup.Table) {
	switch {
	case !p.Going():
		p.layOut("")
	case p.Planned() && p.state.List != nil:
		p.layOut("/tenue")
	case p.Planned():
		p.layOut("/preparation")
	case t.Totals.NotSeen > 0:
		p.layOut("/examen")
	case t.Totals.Listed == 0:
		p.layOut("/liste")
	default:
		p.layOut("/cloture")
	}
}

// layOut lays out the steps of a session, at the stages that have them, and what
// may be done in their place; next is the step which comes next, "" for none.
func (p *aboutSession) layOut(next string) {
	p.Steps, p.Otherwise = nil, nil
	for _, st := range []struct {
		label, path string
		there       bool
	}{
		{p.T("Tableau de suivi", "Follow-up table"), "", true},
		{p.T("Préparer", "Prepare"), "/preparation", p.Going()},
		{p.T("Jours de tenue", "Days of holding"), "/tenue", p.Going()},
		{p.T("Examiner", "Examine"), "/examen", p.Held()},
		{p.T("Liste et reconductions", "List and carry-overs"), "/liste", p.Held() || p.Closed()},
		{p.T("Totaux et clôture", "Totals and closing"), "/cloture", p.Held() || p.Closed()},
	} {
		if st.there {
			p.Steps = append(p.Steps, sessionStep{st.label, p.Page(st.path), st.path == next && next != ""})
		}
	}
	if p.Planned() {
		p.Otherwise = []sessionStep{{Label: p.T("Reporter", "Postpone"), Href: p.Page("/report")}, {Label: p.T("Annuler", "Cancel"), Href: p.Page("/annulation")}}
	}
}
