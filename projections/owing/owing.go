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

// Of makes the table of what forum f made; None: of all, which the counters
// tell.
func Of(v *register.View, f register.ForumIndex) (Table, error) {
	if f == register.None {
		return ofAll(v), nil
	}
	t := Table{Forum: v.Forum(f).Code}
	filter := register.AnyFilter()
	filter.Forum, filter.Standing = f, recommendation.Open
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
		for _, o := range owners {
			of(heaps, o.Organization).own++
		}
		for _, a := range v.Owing(i) {
			of(heaps, a).add(v, i)
		}
	}
	t.print(v, heaps)
	return t, nil
}

func ofAll(v *register.View) Table {
	c := v.Counts()
	t := Table{Open: c.All.Open, Unowned: c.Unowned.Open, Distinct: c.All.Open - c.Unowned.Open}
	heaps := make(map[register.OrganizationIndex]*heap, len(c.RolledUp))
	for o, n := range c.RolledUp {
		heaps[o] = &heap{total: n.Open, late: n.Late(v.Today()), silent: n.Silent, dropped: n.Dropped, moved: n.Moved}
	}
	for o, n := range c.Owned {
		heaps[o].own = n.Open
	}
	t.print(v, heaps)
	return t
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
	if status.Moved {
		h.moved++
	}
}

// print lays the heaps out as the tree; what hangs nowhere in it (a structure
// named before it is created) comes last, as a root.
func (t *Table) print(v *register.View, heaps map[register.OrganizationIndex]*heap) {
	tree := v.Tree()
	var under func(o register.OrganizationIndex, depth int)
	under = func(o register.OrganizationIndex, depth int) {
		for _, child := range tree[o] {
			if h := heaps[child]; h != nil {
				delete(heaps, child)
				t.row(v, child, h, depth)
				under(child, depth+1)
			}
		}
	}
	under(register.None, 0)
	for _, o := range slices.Sorted(maps.Keys(heaps)) {
		t.row(v, o, heaps[o], 0)
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

// Cursor is that of the stretch after this one, "" for none.
func (d *Debt) Cursor() string { return d.Next }

// Join adds the stretch that follows.
func (d *Debt) Join(next Debt) { d.Items, d.Next = append(d.Items, next.Items...), next.Next }

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
