// Package owing answers who owes what: open recommendations by structure,
// rolled up the tree, each once in any total.
package owing

import (
	"strconv"

	"suivi/domain"
	"suivi/domain/fault"
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

// Of makes the table of what forum f made; None: of all, which the counters
// tell.
func Of(v *register.View, f register.ForumIndex) (Table, error) {
	d, err := owedTo(v, f)
	if err != nil {
		return d.Table, err
	}
	tree := d.tree(v)
	d.print(v, tree, register.None, 0)
	return d.Table, nil
}

// Level is a part of the table: what is directly under one structure, or the
// roots; and all below, where that fits on the page.
type Level struct {
	Table        // the sums are those of the whole
	Under []int  // of each of its rows: how many directly under it owe something, and are not shown
	Next  string // the cursor of the rows after these
}

// LevelOf makes the level under a structure, None for the roots. A page holds
// so many rows at the most.
func LevelOf(v *register.View, f register.ForumIndex, above register.OrganizationIndex, p register.Page) (l Level, err error) {
	d, err := owedTo(v, f)
	if err != nil {
		return l, err
	}
	tree := d.tree(v)
	begin := 0
	if p.After != "" {
		if begin, err = strconv.Atoi(p.After); err != nil || begin < 1 || begin >= len(tree[above]) {
			return l, fault.New(fault.Invalid, "liste.curseur", "lu", p.After).At("curseur")
		}
	}
	if begin == 0 && fits(tree, above, p.Limit) >= 0 {
		d.print(v, tree, above, 0)
		return Level{Table: d.Table, Under: make([]int, len(d.Rows))}, nil
	}
	end := min(begin+p.Limit, len(tree[above]))
	for _, o := range tree[above][begin:end] {
		d.row(v, o, 0)
		l.Under = append(l.Under, len(tree[o]))
	}
	if l.Table = d.Table; end < len(tree[above]) {
		l.Next = strconv.Itoa(end)
	}
	return l, nil
}

// fits is how many of so many rows are left over once all under o are shown,
// negative where they are too many.
func fits(tree map[register.OrganizationIndex][]register.OrganizationIndex, o register.OrganizationIndex, rows int) int {
	for _, child := range tree[o] {
		if rows--; rows >= 0 {
			rows = fits(tree, child, rows)
		}
		if rows < 0 {
			return rows
		}
	}
	return rows
}

// RowOf is the row of one structure, whether or not it owes anything.
func RowOf(v *register.View, f register.ForumIndex, o register.OrganizationIndex) (Row, error) {
	d, err := owedTo(v, f)
	if err != nil {
		return Row{}, err
	}
	d.row(v, o, 0)
	return d.Rows[0], nil
}

// print lays the rows under o out as the tree.
func (d *debts) print(v *register.View, tree map[register.OrganizationIndex][]register.OrganizationIndex, o register.OrganizationIndex, depth int) {
	for _, child := range tree[o] {
		d.row(v, child, depth)
		d.print(v, tree, child, depth+1)
	}
}

func (d *debts) row(v *register.View, o register.OrganizationIndex, depth int) {
	s, h := v.DescribeOrganization(o, ""), d.of(o)
	d.Rows = append(d.Rows, Row{ID: s.ID, Code: s.Code, Acronym: s.Acronym, Name: s.Name, Depth: depth,
		Own: h.own, Total: h.total, Late: h.late, Silent: h.silent, Dropped: h.dropped, Moved: h.moved})
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
