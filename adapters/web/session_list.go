package web

import (
	"cmp"
	"slices"
	"strconv"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/recommendation"
	"suivi/projections/carryover"
	"suivi/projections/followup"
	"suivi/projections/register"
)

// listPage is the list that a session makes: what it proposes to make, carry
// over or validate.
type listPage struct {
	aboutSession
	Made       []followup.MadeRow
	MadeCount  int
	MadeNext   string
	NextPlace  int
	NextNumber string // one more than the last numéro, where that is a number
	Structures []suggestion
	Decisions  []decision // what the session has to decide and has not
	Undecided  int
	Next       string     // of the decisions
	Proposals  []decision // of the technical session, which await validation
	Awaited    int
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
	query := v.r.URL.Query()
	all := madeRows(r, p.index)
	p.MadeCount, p.NextPlace, p.NextNumber = len(all), 1, ""
	if len(all) > 0 {
		last := all[len(all)-1]
		p.NextPlace = last.Place + 1
		if n, err := strconv.Atoi(last.Number); err == nil {
			p.NextNumber = strconv.Itoa(n + 1)
		}
	}
	if p.Made, p.MadeNext, err = stretched(all, query.Get("faites")); err != nil {
		return err
	}
	p.MadeNext = v.head.stretchAt("faites", p.MadeNext, "liste")
	if p.Closed() {
		return nil
	}
	p.suggest(r)
	p.propose(r)
	if p.Technical() {
		return nil
	}
	undecided := undecidedAt(r, p.index)
	p.Undecided = len(undecided)
	left, next, err := stretched(undecided, query.Get("curseur"))
	p.Next = v.head.stretchAt("curseur", next, "decisions")
	for _, l := range left {
		p.Decisions = append(p.Decisions, p.decision("decision-"+l.Item.ID.String(), decision{Item: l.Item, Number: l.Number, State: l.State, Age: l.Age}))
	}
	return err
}

// decision completes one with its form.
func (p *listPage) decision(name string, d decision) decision {
	d.form, d.Next, d.Action = p.Form(name), p.NextNumber, p.Page("/liste")
	return d
}

// undecidedAt are those that a session has to decide on and has not, none of a
// technical session: the political one that concludes it answers for both.
func undecidedAt(r *register.View, s register.SessionIndex) []carryover.Left {
	if r.Session(s).Phase() == domain.PhaseTechnical {
		return nil
	}
	return carryover.Of(r, s).Undecided
}

// propose reads what the technical session proposed and nobody decided on.
func (p *listPage) propose(r *register.View) {
	if technical, known := r.SessionOf(p.state.Planned.Validates); known && p.state.Phase() == domain.PhasePolitical {
		p.Validates = r.SessionReference(technical)
	}
	awaited := proposedTo(r, p.index)
	p.Awaited = len(awaited)
	for _, m := range awaited[:min(len(awaited), listRows)] {
		p.Proposals = append(p.Proposals, p.decision("proposition-"+m.Item.ID.String(), decision{Item: m.Item, Number: m.Number}))
	}
}

// proposedTo are the proposals that a political session has neither validated
// nor set aside.
func proposedTo(r *register.View, s register.SessionIndex) (awaited []followup.MadeRow) {
	st := r.Session(s)
	technical, known := r.SessionOf(st.Planned.Validates)
	if !known || st.Phase() != domain.PhasePolitical {
		return nil
	}
	for _, m := range madeRows(r, technical) {
		if m.Item.Standing == recommendation.Proposed {
			awaited = append(awaited, m)
		}
	}
	return awaited
}

// madeRows are the lines of the list that a session made, in order, as they
// stand now.
func madeRows(r *register.View, s register.SessionIndex) (all []followup.MadeRow) {
	for i, l := range r.Listed(s) {
		i = r.Bearer(i, s)
		m := followup.MadeRow{Number: l.Number, Place: l.Place, Item: r.Describe(i), Was: r.ReferenceBefore(i, s)}
		_, m.Carried = r.CarriedAt(i, s)
		all = append(all, m)
	}
	slices.SortStableFunc(all, func(a, b followup.MadeRow) int { return cmp.Compare(a.Place, b.Place) })
	return all
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

// stretchAt is the address of the next stretch of one of the page's lists, ""
// where there is none.
func (h *head) stretchAt(name, cursor, anchor string) string {
	if cursor == "" {
		return ""
	}
	return h.with(formName, "", name, cursor) + "#" + anchor
}

// stretched gives the rows of one page of a list and the cursor of the next:
// the number of the last row shown.
func stretched[T any](rows []T, cursor string) (page []T, next string, err error) {
	from := 0
	if cursor != "" {
		if from, err = strconv.Atoi(cursor); err != nil || from < 0 {
			return nil, "", fault.New(fault.Invalid, "liste.curseur", "lu", cursor).At("curseur")
		}
	}
	from = min(from, len(rows))
	rows = rows[from:]
	if len(rows) > listRows {
		return rows[:listRows], strconv.Itoa(from + listRows), nil
	}
	return rows, "", nil
}
