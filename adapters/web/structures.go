package web

import (
	"net/url"

	"suivi/projections/register"
)

func showStructures(v *visit) error {
	page := keptTree{head: v.titled("Structures", "Organizations"), Structure: true}
	q := v.r.URL.Query()
	page.Words = told(q, "q")
	err := v.look(func(r *register.View) error {
		t, under := organizationTree(r), register.OrganizationIndex(register.None)
		if code := told(q, "sous"); code != "" {
			o, err := r.FindOrganization(code)
			if err != nil {
				return err
			}
			under = o
			page.Above = v.head.structuresAbove(r, o)
		}
		rows, total, next := t.nodes(under, page.Words, q.Get("curseur"))
		for _, n := range rows {
			page.Rows = append(page.Rows, v.head.structureRow(r, n))
		}
		page.Total = total
		page.more(next, len(t.All))
		return nil
	})
	if err != nil {
		return err
	}
	return v.show("cadres", page)
}

func (h *head) structureRow(r *register.View, n node[register.OrganizationIndex]) keptRow {
	row := r.DescribeStructure(n.At)
	asked := url.QueryEscape(row.Code)
	out := keptRow{
		Code: row.Code, Name: row.Name, Kind: r.Organization(n.At).Kind, Href: h.To("/structures", row.Code), Depth: min(n.Depth, 5), Under: n.Under, UnderHref: h.Link("/structures?sous=" + asked),
		Ended: row.Successor, Open: number{h.T("Ouvertes", "Open"), row.Open, h.Link("/recommandations?situation=ouverte&structure=" + asked)},
	}
	if row.Acronym != row.Code && row.Acronym != row.Name {
		out.Name = row.Acronym + " – " + row.Name
	}
	return out
}

// structuresAbove are o and all above it, from the top.
func (h *head) structuresAbove(r *register.View, o register.OrganizationIndex) (above []crumb) {
	for _, up := range r.Ancestors(o) {
		st := r.Organization(up)
		above = append([]crumb{{st.Code, st.Name, h.To("/structures", st.Code)}}, above...)
	}
	return above
}
