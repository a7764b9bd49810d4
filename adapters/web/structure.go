package web

import (
	"net/url"

	"suivi/domain/event"
	"suivi/domain/organization"
	"suivi/projections/register"
)

type structurePage struct {
	*head
	Row     register.OrganizationRow
	Kind    string
	Above   []crumb // itself last
	Under   []keptRow
	Names   []dated[organization.Renamed]
	Parents []dated[crumb] // a crumb without a code: under none
	Merged  *dated[crumb]
	Own     number
	Open    number
}

func showStructure(v *visit) error {
	page := structurePage{head: v.head}
	err := v.look(func(r *register.View) error {
		o, err := r.FindOrganization(v.param("code"))
		if err != nil {
			return err
		}
		page.Row = r.DescribeStructure(o)
		page.Kind = r.Organization(o).Kind
		page.Title = page.Row.Code + " – " + page.Row.Name
		page.Above = v.head.structuresAbove(r, o)
		for i, n := range organizationTree(r).Of[o] {
			if i == treeRows {
				break
			}
			page.Under = append(page.Under, v.head.structureRow(r, node[register.OrganizationIndex]{At: n}))
		}
		page.owed(r, o)
		h, err := v.streamHistory(r, organization.Stream(page.Row.ID))
		if err != nil {
			return err
		}
		page.told(r, holding[organization.Event](h))
		return nil
	})
	if err != nil {
		return err
	}
	return v.show("structure", page)
}

// owed counts what the structure owes, itself and with all under it.
func (p *structurePage) owed(r *register.View, o register.OrganizationIndex) {
	list := p.Link("/recommandations?situation=ouverte&structure=" + url.QueryEscape(p.Row.Code))
	p.Open = number{N: p.Row.Open, Href: list}
	p.Own = number{Href: list + "&directement=true"}
	if t := r.Counts().Owned[o]; t != nil {
		p.Own.N = t.Open
	}
}

// told keeps what the facts of a structure say of it, each from its day on.
func (p *structurePage) told(r *register.View, facts []event.Fact[organization.Event]) {
	for _, f := range facts {
		switch e := f.Event.(type) {
		case organization.Created:
			p.Names = append(p.Names, dated[organization.Renamed]{f.Day, organization.Renamed{Names: e.Names, Source: e.Source}})
			p.Parents = append(p.Parents, dated[crumb]{f.Day, p.named(r, e.Parent.String(), e.Parent.IsZero())})
		case organization.Renamed:
			p.Names = append(p.Names, dated[organization.Renamed]{f.Day, e})
		case organization.Reparented:
			p.Parents = append(p.Parents, dated[crumb]{f.Day, p.named(r, e.Parent.String(), e.Parent.IsZero())})
		case organization.Merged:
			p.Merged = &dated[crumb]{f.Day, p.named(r, e.Successor.String(), false)}
		}
	}
}

// named is the way to a structure by its identity.
func (p *structurePage) named(r *register.View, id string, none bool) crumb {
	o, err := r.FindOrganization(id)
	if none || err != nil {
		return crumb{}
	}
	st := r.Organization(o)
	return crumb{st.Code, st.Name, p.To("/structures", st.Code)}
}
