package desk

import (
	"slices"
	"strings"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/wording"
	"suivi/projections/register"
)

// directoryOf is the tree of structures of a view, as names are read against
// it; with those that were merged only where names are written.
func directoryOf(v *register.View, merged bool) *wording.Directory {
	var list []wording.Organization
	for _, o := range v.Organizations() {
		st := v.Organization(o)
		if !st.Successor.IsZero() && !merged {
			continue
		}
		known := wording.Organization{ID: v.DescribeOrganization(o, "").ID, Parent: st.Parent, Name: st.Name}
		for _, a := range append([]string{st.Acronym, st.Code}, st.Others...) {
			if a != "" && !slices.Contains(known.Acronyms, a) {
				known.Acronyms = append(known.Acronyms, a)
			}
		}
		list = append(list, known)
	}
	return wording.NewDirectory(list)
}

// writtenBy is the directory by which the names of a view are written.
func writtenBy(v *register.View) *wording.Directory {
	return register.OfView(v, func(v *register.View) *wording.Directory { return directoryOf(v, true) })
}

// owners reads those who owe: by code, by an acronym that one alone bears, by
// path ("MAECI > DRH"), several joined by "+", each with its role in brackets.
func (r *recording) owners(values []string, place string) (owners []domain.Owner, err error) {
	err = r.see(func(v *register.View) error {
		d := directoryOf(v, false)
		for _, value := range values {
			read, err := ownersIn(v, d, value)
			if err != nil {
				return at(err, place)
			}
			owners = append(owners, read...)
		}
		return nil
	})
	return owners, err
}

func ownersIn(v *register.View, d *wording.Directory, value string) ([]domain.Owner, error) {
	if owners, err := d.Parse(value); err == nil {
		for _, o := range owners {
			if _, err := v.FindOrganization(o.Organization.String()); err != nil {
				return nil, err
			}
		}
		return owners, nil
	}
	var all []domain.Owner
	for part := range strings.SplitSeq(value, "+") {
		name, role := cutRole(part)
		o, err := v.FindOrganization(name)
		if err == nil {
			all = append(all, domain.Owner{Organization: v.DescribeOrganization(o, "").ID, Role: role})
			continue
		}
		if reading := d.Owners(part); reading.Sure && len(reading.Owners) > 0 {
			all = append(all, reading.Owners...)
			continue
		} else if near := nearest(v, reading); len(near) > 0 && fault.KindOf(err) == fault.NotFound {
			return nil, fault.New(fault.NotFound, "structure.inconnue_voisines", "structure", name, "voisines", strings.Join(near, ", "))
		}
		return nil, err
	}
	return all, nil
}

// organizationIn finds one structure, merged or not, by what names it alone, or
// else as owners are read.
func organizationIn(v *register.View, name string) (register.OrganizationIndex, error) {
	name = strings.TrimSpace(name)
	o, err := v.FindOrganization(name)
	if fault.KindOf(err) != fault.NotFound {
		return o, err
	}
	owners, err := ownersIn(v, directoryOf(v, false), name)
	if err == nil && len(owners) != 1 {
		err = fault.New(fault.NotFound, "structure.inconnue", "structure", name)
	}
	if err != nil {
		return register.None, err
	}
	return v.FindOrganization(owners[0].Organization.String())
}

// nearest are the codes of what an unsure reading may mean.
func nearest(v *register.View, reading wording.OwnersReading) (codes []string) {
	add := func(id domain.OrganizationID) {
		if o, err := v.FindOrganization(id.String()); err == nil && !slices.Contains(codes, v.Organization(o).Code) {
			codes = append(codes, v.Organization(o).Code)
		}
	}
	for _, u := range reading.Unknown {
		for _, id := range u.Near {
			add(id)
		}
	}
	for _, c := range reading.Choices {
		for _, o := range c.Owners {
			add(o.Organization)
		}
	}
	return codes
}

// cutRole takes "(chef de file)" or "(associée)" from the end of a name.
func cutRole(part string) (name string, role domain.Role) {
	part = strings.TrimSpace(part)
	name, rest, found := strings.Cut(part, "(")
	if !found {
		return part, domain.RoleUnspecified
	}
	switch wording.Fold(strings.TrimRight(rest, ") ")) {
	case "chef de file", "lead":
		return strings.TrimSpace(name), domain.RoleLead
	case "associee", "associe", "associated":
		return strings.TrimSpace(name), domain.RoleAssociated
	}
	return part, domain.RoleUnspecified
}

// organization reads one structure.
func (r *recording) organization(name, place string) (domain.OrganizationID, error) {
	owners, err := r.owners([]string{name}, place)
	if err == nil && len(owners) != 1 {
		err = fault.New(fault.NotFound, "structure.inconnue", "structure", name).At(place)
	}
	if err != nil {
		return domain.OrganizationID{}, err
	}
	return owners[0].Organization, nil
}
