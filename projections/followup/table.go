// Package followup answers the first question of every session: what it had to
// examine, and what it retained of each.
package followup

import (
	"cmp"

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

// Row is one recommendation that the session had to examine, or examined: under
// the text, the owners and the échéance that it examined, not those that it gave
// it where it carried it over.
type Row struct {
	Number      string            `json:"numero"`            // in the list examined
	From        string            `json:"liste_de,omitzero"` // the session that gave it that numéro, a reference
	Item        register.Item     `json:"recommandation"`
	Examined    bool              `json:"examinee"`
	State       domain.State      `json:"etat_retenu,omitzero"`
	Words       string            `json:"constat,omitzero"`
	Observation string            `json:"observation,omitzero"`
	Classed     string            `json:"classee,omitzero"` // the motive
	CarriedOver string            `json:"reconduite_sous,omitzero"`
	Added       bool              `json:"hors_liste,omitzero"` // examined, though not on the list
	Said        []register.Saying `json:"declarations,omitempty"`
	// Stood is how it stood before the session.
	Stood register.Before `json:"-"`
	due   register.DueItem
}

// MadeRow is one line of the list that the session made.
type MadeRow struct {
	Number  string        `json:"numero"`
	Place   int           `json:"place"`
	Item    register.Item `json:"recommandation"`
	Carried bool          `json:"reconduite"`
	Was     string        `json:"ancienne_reference,omitzero"`

	recommendation register.RecommendationIndex
}

// Of makes the table of session s, every row of it.
func Of(v *register.View, s register.SessionIndex) Table {
	k := SketchOf(v, s)
	t := k.only(func(register.RecommendationIndex) bool { return true })
	t.Since, t.Declared = k.Since(), k.Declared()
	return t
}

// Several reports whether numéros alone do not tell the rows apart: where they
// stood on more than one list.
func (t Table) Several() bool {
	return several(len(t.Rows), func(n int) (string, string) { return t.Rows[n].From, t.Rows[n].Number })
}

func several[L comparable](rows int, stood func(n int) (list L, number string)) bool {
	seen := map[string]bool{}
	for n := range rows {
		list, number := stood(n)
		if first, _ := stood(0); list != first || seen[number] {
			return true
		}
		seen[number] = true
	}
	return false
}

// row says what session s did with one recommendation.
func row(v, names *register.View, s register.SessionIndex, due register.DueItem) Row {
	r := Row{Number: due.Number, Item: describe(v, names, due.Recommendation), Stood: names.Before(due.Recommendation, s), due: due}
	if was := r.Stood.State; was.Text != "" {
		r.Item.Text, r.Item.Due, r.Item.Owners = was.Text, was.Due, r.Stood.Owners
	}
	r.Said = v.Said(due.Recommendation)
	if due.From != register.None {
		r.From = v.SessionReference(due.From)
	} else if of, known := v.SessionOf(r.Stood.Listing.Session); known && due.Number == register.NumberOf(r.Stood.Listing) {
		r.From = v.SessionReference(of)
	}
	r.retain(v, s, due.Recommendation)
	return r
}

// retain enters what session s retained of i.
func (r *Row) retain(v *register.View, s register.SessionIndex, i register.RecommendationIndex) {
	for _, f := range v.Facts(i) {
		if recommendation.SessionOf(f.Event) != v.SessionID(s) {
			continue
		}
		switch e := f.Event.(type) {
		case recommendation.Found:
			r.Examined, r.State, r.Words, r.Observation = true, e.State, e.Words, e.Observation
		case recommendation.Classed:
			r.Examined, r.Classed = true, string(e.Motive)
			// A classing without words leaves those of the examination.
			r.Words, r.Observation = cmp.Or(e.Words, r.Words), cmp.Or(e.Observation, r.Observation)
		}
	}
	if carried, is := v.CarriedAt(i, s); is {
		r.CarriedOver = register.NumberOf(carried)
	}
}

// describe is the item under the names that structures bore then.
func describe(v, names *register.View, i register.RecommendationIndex) register.Item {
	item := v.Describe(i)
	item.Owners = names.DescribeOwners(i)
	return item
}
