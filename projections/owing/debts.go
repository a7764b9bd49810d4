package owing

import (
	"maps"
	"slices"

	"suivi/domain/recommendation"
	"suivi/projections/register"
)

// debts are who owes anything, themselves or through one under them, and how
// much each does.
type debts struct {
	Table // without rows
	who   []register.OrganizationIndex
	of    func(register.OrganizationIndex) heap
}

type heap struct{ own, total, late, silent, dropped, moved int }

// owedTo gathers what forum f made and is open; None: of all, which the
// counters tell.
func owedTo(v *register.View, f register.ForumIndex) (debts, error) {
	if f == register.None {
		return counted(v), nil
	}
	d := debts{Table: Table{Forum: v.Forum(f).Code}}
	filter := register.AnyFilter()
	filter.Forum, filter.Standing = f, recommendation.Open
	open, _, err := v.List(filter, register.Page{})
	if err != nil {
		return d, err
	}
	heaps := map[register.OrganizationIndex]*heap{}
	at := func(o register.OrganizationIndex) *heap {
		if heaps[o] == nil {
			heaps[o] = &heap{}
		}
		return heaps[o]
	}
	for _, i := range open {
		d.Open++
		owners := v.Owners(i)
		if len(owners) == 0 {
			d.Unowned++
			continue
		}
		d.Distinct++
		for _, o := range owners {
			at(o.Organization).own++
		}
		for _, o := range v.Owing(i) {
			at(o).add(v, i)
		}
	}
	d.who = slices.Collect(maps.Keys(heaps))
	d.of = func(o register.OrganizationIndex) heap {
		if h := heaps[o]; h != nil {
			return *h
		}
		return heap{}
	}
	return d, nil
}

func counted(v *register.View) debts {
	c := v.Counts()
	d := debts{Table: Table{Open: c.All.Open, Unowned: c.Unowned.Open, Distinct: c.All.Open - c.Unowned.Open}}
	d.who = slices.Collect(maps.Keys(c.RolledUp))
	d.of = func(o register.OrganizationIndex) (h heap) {
		if n := c.RolledUp[o]; n != nil {
			h = heap{total: n.Open, late: n.Late(v.Today()), silent: n.Silent, dropped: n.Dropped, moved: n.Moved}
		}
		if n := c.Owned[o]; n != nil {
			h.own = n.Open
		}
		return h
	}
	return d
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

// tree lists, under each structure and under None, those directly under it that
// owe anything, in order of label. What hangs nowhere (a structure named before
// it is created) comes last, as a root. It sums the roots up.
func (d *debts) tree(v *register.View) map[register.OrganizationIndex][]register.OrganizationIndex {
	tree := map[register.OrganizationIndex][]register.OrganizationIndex{}
	for _, o := range d.who {
		above := v.Parent(o)
		tree[above] = append(tree[above], o)
	}
	for _, under := range tree {
		v.SortByLabel(under)
	}
	for _, root := range tree[register.None] {
		d.Sum += d.of(root).total
	}
	return tree
}
