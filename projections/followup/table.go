// Package followup answers the first question of every session: what it had to
// examine, and what it retained of each.
package followup

import (
	"cmp"
	"slices"

	"suivi/domain"
	"suivi/domain/recommendation"
	"suivi/projections/register"
)

// Table is the tableau de suivi of a session. Of one that is closed it is the
// table as closed, the same for ever; what was rectified since stands beside
// it.
type Table struct {
	Session  register.Head `json:"session"`
	AsClosed bool          `json:"telle_que_close"`
	Rows     []Row         `json:"lignes"`
	Totals   Totals        `json:"totaux"`
	Rates    []Rate        `json:"taux"`
	Sentence string        `json:"phrase"`
	// Made is the list that the session itself made, new ones and carried over.
	Made     []MadeRow  `json:"liste_faite"`
	Since    []Change   `json:"rectifications_depuis,omitempty"`
	Declared []Declared `json:"totaux_declares,omitempty"`
}

// Row is one recommendation that the session had to examine, or examined.
type Row struct {
	Number      string            `json:"numero"` // in the list examined
	From        string            `json:"liste_de,omitzero"`
	Item        register.Item     `json:"recommandation"`
	Examined    bool              `json:"examinee"`
	State       domain.State      `json:"etat_retenu,omitzero"`
	Words       string            `json:"constat,omitzero"`
	Observation string            `json:"observation,omitzero"`
	Classed     string            `json:"classee,omitzero"` // the motive
	CarriedOver string            `json:"reconduite_sous,omitzero"`
	Added       bool              `json:"hors_liste,omitzero"` // examined, though not on the list
	Said        []register.Saying `json:"declarations,omitempty"`
	due         register.DueItem
}

// MadeRow is one line of the list that the session made.
type MadeRow struct {
	Number  string        `json:"numero"`
	Place   int           `json:"place"`
	Item    register.Item `json:"recommandation"`
	Carried bool          `json:"reconduite"`
	Was     string        `json:"ancienne_reference,omitzero"`
}

// Change is what a row of a closed table would read today.
type Change struct {
	Number string       `json:"numero"`
	Field  string       `json:"champ"`
	Closed string       `json:"a_la_cloture"`
	Now    string       `json:"aujourd_hui"`
	State  domain.State `json:"-"`
}

// Of makes the table of session s.
func Of(v *register.View, s register.SessionIndex) Table {
	frozen, closed := v.AsClosed(s)
	t := table(frozen, s)
	t.AsClosed = closed
	if closed {
		t.Since = changes(t, table(v, s))
	}
	t.Declared = DeclaredBy(v, s)
	return t
}

func table(v *register.View, s register.SessionIndex) Table {
	t := Table{Session: v.Head(s)}
	id := v.SessionID(s)
	names := v.NamesOn(v.Session(s).Day())
	listed := map[register.RecommendationIndex]bool{}
	for _, due := range v.Due(s) {
		listed[due.Recommendation] = true
		t.Rows = append(t.Rows, row(v, names, id, due))
	}
	for _, i := range v.ExaminedAt(s) {
		if i = v.Survivor(i); !listed[i] {
			listed[i] = true
			r := row(v, names, id, register.DueItem{Recommendation: i, Number: v.NumberBefore(i, s), From: register.None})
			r.Added = true
			t.Rows = append(t.Rows, r)
		}
	}
	for _, r := range t.Rows {
		t.Totals.count(r)
	}
	for i, l := range v.Listed(s) {
		t.Made = append(t.Made, madeRow(v, names, i, l))
	}
	slices.SortFunc(t.Made, func(a, b MadeRow) int { return cmp.Compare(a.Place, b.Place) })
	for _, m := range t.Made {
		t.Totals.Listed++
		if m.Carried {
			t.Totals.CarriedAll++
		} else {
			t.Totals.Made++
		}
	}
	t.Rates = t.Totals.Rates(v.Session(s).Day())
	t.Sentence = t.Totals.Sentence()
	return t
}

// row says what session id did with one recommendation.
func row(v, names *register.View, id domain.SessionID, due register.DueItem) Row {
	r := Row{Number: due.Number, Item: v.Describe(due.Recommendation), due: due}
	r.Item.Owners = names.DescribeOwners(due.Recommendation)
	r.Said = v.Said(due.Recommendation)
	if due.From != register.None {
		r.From = v.SessionReference(due.From)
	}
	for _, f := range v.Facts(due.Recommendation) {
		if recommendation.SessionOf(f.Event) != id {
			continue
		}
		switch e := f.Event.(type) {
		case recommendation.Found:
			r.Examined, r.State, r.Words, r.Observation = true, e.State, e.Words, e.Observation
		case recommendation.Classed:
			r.Examined, r.Classed = true, string(e.Motive)
		case recommendation.CarriedOver:
			r.CarriedOver = register.NumberOf(e.Listing)
		}
	}
	return r
}

func madeRow(v, names *register.View, i register.RecommendationIndex, l recommendation.Listing) MadeRow {
	m := MadeRow{Number: l.Number, Place: l.Place, Item: v.Describe(i)}
	m.Item.Owners = names.DescribeOwners(i)
	st := v.State(i)
	m.Carried = st.MadeAt != l.Session
	for k, at := range st.Listings {
		if at.Session == l.Session && k > 0 {
			m.Was = v.Reference(st.Listings[k-1])
		}
	}
	return m
}

func (t *Totals) count(r Row) {
	if !r.Added {
		t.ToExamine++
	}
	if !r.Examined {
		t.NotSeen++
		return
	}
	t.Examined++
	switch {
	case r.Classed != "":
		t.Classed++
		if r.Classed == string(recommendation.MotiveNoObject) {
			t.NoObject++
		}
	case r.State == domain.Executed:
		t.Executed++
	case r.State == domain.InProgress:
		t.InProgress++
	default:
		t.NotDone++
	}
	if r.CarriedOver != "" {
		t.Carried++
	}
}

// changes lists what differs between a table as closed and the same today.
func changes(closed, now Table) []Change {
	var all []Change
	add := func(number, field, was, is string) {
		if was != is {
			all = append(all, Change{Number: number, Field: field, Closed: was, Now: is})
		}
	}
	today := map[register.RecommendationIndex]Row{}
	for _, r := range now.Rows {
		today[r.due.Recommendation] = r
	}
	for _, r := range closed.Rows {
		n, still := today[r.due.Recommendation]
		if !still {
			add(r.Number, "ligne", r.Item.Text, "")
			continue
		}
		delete(today, r.due.Recommendation)
		add(r.Number, "texte", r.Item.Text, n.Item.Text)
		add(r.Number, "etat_retenu", r.State.String(), n.State.String())
		add(r.Number, "classee", r.Classed, n.Classed)
		add(r.Number, "constat", r.Words, n.Words)
		add(r.Number, "observation", r.Observation, n.Observation)
		add(r.Number, "reconduite_sous", r.CarriedOver, n.CarriedOver)
	}
	for _, r := range now.Rows {
		if _, new := today[r.due.Recommendation]; new {
			add(r.Number, "ligne", "", r.Item.Text)
		}
	}
	return all
}
