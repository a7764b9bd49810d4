// Package owing answers who owes what: open recommendations by structure,
// rolled up the tree, each once in any total.
package owing

import (
	"maps"
	"slices"

	"suivi/domain"
	"suivi/domain/recommendation"
	"suivi/projections/register"
)

// Table is the tree of structures with what they owe.
type Table struct {
	Forum string `json:"cadre,omitzero"` // only what it made
	Rows  []Row  `json:"lignes"`
	// Sum adds up the roots: what two of them owe counts twice.
	Sum      int `json:"somme"`
	Distinct int `json:"distinctes"` // owed by any structure, each once
	Unowned  int `json:"sans_responsable"`
	Open     int `json:"ouvertes"` // Distinct + Unowned
}

// Row is one structure that owes something, or that one under it does. Counts
// are of open recommendations; Total includes what is owed under it, each once.
type Row struct {
	ID      domain.OrganizationID `json:"id"`
	Code    string                `json:"code"`
	Acronym string                `json:"sigle"`
	Name    string                `json:"nom"`
	Depth   int                   `json:"profondeur"`
	Own     int                   `json:"propres"`
	Total   int                   `json:"total"`
	Late    int                   `json:"en_retard"`
	Silent  int                   `json:"sans_nouvelles"`
	Dropped int                   `json:"perdues_de_vue"`
	Moved   int                   `json:"avec_du_nouveau"` // since the last held session of the forum that follows
}

type heap struct{ own, total, late, silent, dropped, moved int }

// Of makes the table of what forum f made; None: of all.
func Of(v *register.View, f register.ForumIndex) (Table, error) {
	var t Table
	filter := register.AnyFilter()
	filter.Forum, filter.Standing = f, recommendation.Open
	if f != register.None {
		t.Forum = v.Forum(f).Code
	}
	open, _, err := v.List(filter, register.Page{})
	if err != nil {
		return t, err
	}
	heaps := map[register.OrganizationIndex]*heap{}
	for _, i := range open {
		t.Open++
		owners := v.Owners(i)
		if len(owners) == 0 {
			t.Unowned++
			continue
		}
		t.Distinct++
		var counted []register.OrganizationIndex
		for _, o := range owners {
			of(heaps, o.Organization).own++
			for _, a := range v.Ancestors(o.Organization) {
				if !slices.Contains(counted, a) {
					counted = append(counted, a)
				}
			}
		}
		for _, a := range counted {
			of(heaps, a).add(v, i)
		}
	}
	t.rows(v, heaps, register.None, 0)
	for _, o := range slices.Sorted(maps.Keys(heaps)) {
		if !v.Organization(o).Exists { // named before it was, or will be, created
			t.row(v, o, heaps[o], 0)
		}
	}
	return t, nil
}

func of(heaps map[register.OrganizationIndex]*heap, o register.OrganizationIndex) *heap {
	if heaps[o] == nil {
		heaps[o] = &heap{}
	}
	return heaps[o]
}

func (h *heap) add(v *register.View, i register.RecommendationIndex) {
	status := v.Status(i)
	h.total++
	if v.Late(i) {
		h.late++
	}
	if status.Silent {
		h.silent++
	}
	if status.Dropped != nil {
		h.dropped++
	}
	if v.MovedSinceLastSession(i) {
		h.moved++
	}
}

func (t *Table) rows(v *register.View, heaps map[register.OrganizationIndex]*heap, under register.OrganizationIndex, depth int) {
	for _, o := range v.Children(under) {
		if h := heaps[o]; h != nil {
			t.row(v, o, h, depth)
			t.rows(v, heaps, o, depth+1)
		}
	}
}

func (t *Table) row(v *register.View, o register.OrganizationIndex, h *heap, depth int) {
	d := v.DescribeOrganization(o, "")
	t.Rows = append(t.Rows, Row{ID: d.ID, Code: d.Code, Acronym: d.Acronym, Name: d.Name, Depth: depth,
		Own: h.own, Total: h.total, Late: h.late, Silent: h.silent, Dropped: h.dropped, Moved: h.moved})
	if depth == 0 {
		t.Sum += h.total
	}
}

// Debt is what one structure owes, itself or through those under it.
type Debt struct {
	Structure register.Owner  `json:"structure"`
	Items     []register.Item `json:"recommandations"`
	Next      string          `json:"curseur,omitzero"`
}

// DebtOf lists the open recommendations that o owes.
func DebtOf(v *register.View, f register.Filter, o register.OrganizationIndex, p register.Page) (Debt, error) {
	f.Organization, f.Standing = o, recommendation.Open
	rows, next, err := v.List(f, p)
	d := Debt{Structure: v.DescribeOrganization(o, ""), Next: next}
	for _, i := range rows {
		d.Items = append(d.Items, v.Describe(i))
	}
	return d, err
}
