package web

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"

	"suivi/domain"
	"suivi/domain/recommendation"
	"suivi/domain/wording"
	"suivi/projections/carryover"
	"suivi/projections/followup"
	"suivi/projections/register"
)

// listPage is the list that a session makes: what it proposes to make, carry
// over or validate.
type listPage struct {
	aboutSession
	Made       []followup.MadeRow
	MadeAt     stretch
	NextPlace  int
	NextNumber string // one more than the last numéro, where that is a number
	Twins      []twin // new ones that say word for word what the session examines
	Structures []suggestion
	Decisions  []decision // what the session has to decide and has not
	Undecided  stretch
	Proposals  []decision // of the technical session, which await validation
	Awaited    stretch
	Validates  string // the technical session, a reference
}

// decision is a recommendation that the session decides on, in a form of its
// own.
type decision struct {
	form
	Item   register.Item
	Number string       // in the list examined
	State  domain.State // retained at this session
	Age    carryover.Age
	Next   string // the numéro suggested for it
	Action string // where its form is sent
}

// More tells that the refused form of a new one holds what is not shown at once.
func (p listPage) More() bool {
	return p.Form(newOne).Sent() && p.sent().Get("theme")+p.sent().Get("nature")+p.sent().Get("a_l_attention_de") != ""
}

// Motives are those for which it is classed.
func (d decision) Motives() []choice {
	return wordChoices(d.head, d.T("Choisir…", "Choose…"), motives...)
}

// suggestion is a structure that a field suggests.
type suggestion struct{ Code, Path string }

// suggested is how many structures a page suggests at most.
const suggested = 300

func showListing(v *visit) error {
	var page listPage
	err := v.seeSession(&page.aboutSession, func(r *register.View) error { return page.read(v, r) })
	if err != nil {
		return err
	}
	page.titled("Liste et reconductions", "List and carry-overs")
	return v.show("session_liste", page)
}

func (p *listPage) read(v *visit, r *register.View) (err error) {
	if p.Planned() || p.Cancelled() {
		return nil
	}
	made := madeRows(r, p.index)
	p.NextPlace, p.NextNumber = 1, ""
	if n := len(made); n > 0 {
		last := made[n-1].at
		p.NextPlace = last.Place + 1
		if n, err := strconv.Atoi(last.Number); err == nil {
			p.NextNumber = strconv.Itoa(n + 1)
		}
	}
	if p.MadeAt, err = v.head.stretchOf("faites", len(made), "#liste"); err != nil {
		return err
	}
	p.Made = picked(p.MadeAt, nil, func(n int) followup.MadeRow { return made[n].describe(r, p.index) })
	if p.Closed() {
		return nil
	}
	p.suggest(r)
	p.Twins = twinsOf(p.head, r, p.index, made)
	if err := p.propose(r); err != nil || p.Technical() {
		return err
	}
	undecided := undecidedAt(r, p.index)
	p.Undecided, err = v.head.stretchOf("curseur", undecided.Len(), "#decisions")
	if err != nil {
		return err
	}
	for _, l := range picked(p.Undecided, nil, undecided.Describe) {
		p.Decisions = append(p.Decisions, p.decision("decision-"+l.Item.ID.String(), decision{Item: l.Item, Number: l.Number, State: l.State, Age: l.Age}))
	}
	return nil
}

// decision completes one with its form.
func (p *listPage) decision(name string, d decision) decision {
	d.form, d.Next, d.Action = p.Form(name), p.NextNumber, p.with(formName, "")
	return d
}

// undecidedAt are those that a session has to decide on and has not, none of a
// technical session: the political one that concludes it answers for both.
func undecidedAt(r *register.View, s register.SessionIndex) carryover.Leavings {
	if r.Session(s).Phase() == domain.PhaseTechnical {
		return carryover.Leavings{}
	}
	return carryover.LeftAt(r, s)
}

// propose reads what the technical session proposed and nobody decided on.
func (p *listPage) propose(r *register.View) (err error) {
	if technical, known := r.SessionOf(p.state.Planned.Validates); known && p.state.Phase() == domain.PhasePolitical {
		p.Validates = r.SessionReference(technical)
	}
	awaited := proposedTo(r, p.index)
	if p.Awaited, err = p.stretchOf("propositions", len(awaited), "#propositions"); err != nil {
		return err
	}
	for _, l := range awaited[p.Awaited.From:p.Awaited.To] {
		item := r.Describe(l.i)
		p.Proposals = append(p.Proposals, p.decision("proposition-"+item.ID.String(), decision{Item: item, Number: l.at.Number}))
	}
	return nil
}

// proposedTo are the proposals that a political session has neither validated
// nor set aside.
func proposedTo(r *register.View, s register.SessionIndex) (awaited []madeLine) {
	st := r.Session(s)
	technical, known := r.SessionOf(st.Planned.Validates)
	if !known || st.Phase() != domain.PhasePolitical {
		return nil
	}
	for _, l := range madeRows(r, technical) {
		if r.State(l.i).Standing == recommendation.Proposed {
			awaited = append(awaited, l)
		}
	}
	return awaited
}

// madeLine is a line of the list that a session made.
type madeLine struct {
	i  register.RecommendationIndex
	at recommendation.Listing
}

// madeRows are the lines of the list that a session made, in order.
func madeRows(r *register.View, s register.SessionIndex) (all []madeLine) {
	for i, l := range r.Listed(s) {
		all = append(all, madeLine{r.Bearer(i, s), l})
	}
	slices.SortStableFunc(all, func(a, b madeLine) int { return cmp.Compare(a.at.Place, b.at.Place) })
	return all
}

// twin is a new recommendation that says word for word what one says that the
// session examines, by their references. Join is where they are made one: a
// duplicate that a session made is what it carried over.
type twin struct{ New, Old, Join string }

// twinsOf are those among the lines of the list that session s makes.
func twinsOf(h *head, r *register.View, s register.SessionIndex, made []madeLine) (all []twin) {
	examined := map[string]register.RecommendationIndex{}
	for _, due := range r.Due(s) {
		examined[wording.Fold(r.State(due.Recommendation).Text)] = due.Recommendation
	}
	for _, l := range made {
		st := r.State(l.i)
		old, same := examined[wording.Fold(st.Text)]
		if !same || old == l.i || st.MadeAt != r.SessionID(s) || st.Standing != recommendation.Open {
			continue
		}
		t := twin{New: r.Reference(l.at), Old: r.Describe(old).Reference}
		asked := url.Values{formName: {absorption}, "genre": {string(recommendation.Duplicate)}, "survivante": {t.Old}}
		t.Join = h.Link("/recommandations/"+url.PathEscape(t.New)+"?"+asked.Encode()) + "#geste-" + absorption
		all = append(all, t)
	}
	return all
}

// describe puts a line in words, as it stands now.
func (l madeLine) describe(r *register.View, s register.SessionIndex) followup.MadeRow {
	m := followup.MadeRow{Number: l.at.Number, Place: l.at.Place, Item: r.Describe(l.i), Was: r.ReferenceBefore(l.i, s)}
	_, m.Carried = r.CarriedAt(l.i, s)
	return m
}

// suggest gathers structures to suggest: those of what the session examines
// and made first, then the others by code, up to a bound.
func (p *listPage) suggest(r *register.View) {
	seen := map[register.OrganizationIndex]bool{}
	add := func(o register.OrganizationIndex) {
		if !seen[o] && len(seen) < suggested && r.Organization(o).Successor.IsZero() {
			seen[o] = true
			named := r.DescribeOrganization(o, "")
			label := named.Path
			if named.Name != "" && named.Name != named.Path {
				label += " – " + named.Name
			}
			p.Structures = append(p.Structures, suggestion{named.Code, label})
		}
	}
	for _, due := range r.Due(p.index) {
		for _, o := range r.Owners(due.Recommendation) {
			add(o.Organization)
		}
	}
	for _, o := range r.Organizations() {
		add(o)
	}
}
