package wording

import (
	"slices"
	"strings"

	"suivi/domain"
)

// Format writes owners so that Parse reads exactly them again: "MAECI > DRH +
// MMEIA (chef de file)". A structure is written by its path from the top, each
// step by its first acronym, else its name, in quotes where it holds a mark of
// this form, or, where that does not tell it from another beside it, by the
// first of its names that does; one that the directory does not hold, or that no
// path tells from another, is written by its identity after a "#".
func (d *Directory) Format(owners []domain.Owner) string {
	parts := make([]string, len(owners))
	for i, o := range owners {
		parts[i] = d.path(o.Organization)
		switch o.Role {
		case domain.RoleLead:
			parts[i] += " (chef de file)"
		case domain.RoleAssociated:
			parts[i] += " (associée)"
		}
	}
	return strings.Join(parts, " + ")
}

func (d *Directory) path(id domain.OrganizationID) string {
	o, found := d.byID[id]
	if !found {
		return "#" + id.String()
	}
	var steps []string
	for at := o; at >= 0; at = d.parent[at] {
		label, tells := d.telling(at)
		if !tells {
			return "#" + id.String()
		}
		steps = append(steps, quoted(label))
	}
	slices.Reverse(steps)
	return strings.Join(steps, " > ")
}

// label gives what a structure is called: its first acronym, else its name.
func (d *Directory) label(o int) string { return d.called(o)[0] }

// telling gives the first of the names of a structure that tells it from those
// beside it, false where none does.
func (d *Directory) telling(o int) (name string, tells bool) {
	for _, name := range d.called(o) {
		if len(d.childrenCalled(d.parent[o], name)) == 1 {
			return name, true
		}
	}
	return "", false
}

// called are the acronyms of a structure, then its name.
func (d *Directory) called(o int) (all []string) {
	for _, a := range d.organizations[o].Acronyms {
		if a = strings.TrimSpace(a); a != "" {
			all = append(all, a)
		}
	}
	return append(all, strings.TrimSpace(d.organizations[o].Name))
}

// childrenCalled gives the structures directly under parent that bear a name or
// acronym, by their folded form.
func (d *Directory) childrenCalled(parent int, called string) []int {
	var found []int
	folded := Fold(called)
	for i, o := range d.organizations {
		if d.parent[i] != parent || folded == "" {
			continue
		}
		if Fold(o.Name) == folded || slices.ContainsFunc(o.Acronyms, func(a string) bool { return Fold(a) == folded }) {
			found = append(found, i)
		}
	}
	return found
}

// quoted protects a step that holds a mark of the form.
func quoted(label string) string {
	if strings.ContainsAny(label, "+>#\"()\n\r") {
		return `"` + strings.ReplaceAll(label, `"`, `""`) + `"`
	}
	return label
}

// Parse reads the form that Format writes. Accents, case and the space around
// marks do not matter; any name or acronym of a step will do. A path that leads
// nowhere, or to two structures, is an *Error.
func (d *Directory) Parse(s string) ([]domain.Owner, error) {
	var owners []domain.Owner
	if strings.TrimSpace(s) == "" {
		return nil, nil
	}
	for _, part := range splitOutsideQuotes(s, '+') {
		path, role := cutRole(part)
		id, err := d.follow(path)
		if err != nil {
			return nil, err
		}
		owners = append(owners, domain.Owner{Organization: id, Role: role})
	}
	return owners, nil
}

func (d *Directory) follow(path string) (id domain.OrganizationID, err error) {
	path = strings.TrimSpace(path)
	if identity, found := strings.CutPrefix(path, "#"); found {
		id, err = domain.ParseID[domain.OrganizationID](strings.TrimSpace(identity))
		if err != nil {
			return id, &Error{Unreadable, path}
		}
		return id, nil
	}
	at := -1
	for _, step := range splitOutsideQuotes(path, '>') {
		found := d.childrenCalled(at, unquoted(step))
		switch len(found) {
		case 0:
			return id, &Error{UnknownStructure, path}
		case 1:
			at = found[0]
		default:
			return id, &Error{SeveralFit, path}
		}
	}
	return d.organizations[at].ID, nil
}

// splitOutsideQuotes cuts s at each mark that is not between quotes.
func splitOutsideQuotes(s string, mark byte) []string {
	var parts []string
	start, inside := 0, false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '"':
			inside = !inside
		case s[i] == mark && !inside:
			parts = append(parts, s[start:i])
			start = i + 1
		}
	}
	return append(parts, s[start:])
}

func unquoted(step string) string {
	step = strings.TrimSpace(step)
	if len(step) > 1 && step[0] == '"' && step[len(step)-1] == '"' {
		return strings.ReplaceAll(step[1:len(step)-1], `""`, `"`)
	}
	return step
}

// cutRole takes the role from the end of a part.
func cutRole(part string) (path string, role domain.Role) {
	part = strings.TrimSpace(part)
	open := strings.LastIndexByte(part, '(')
	if open < 0 || part[len(part)-1] != ')' {
		return part, domain.RoleUnspecified
	}
	switch Fold(part[open+1 : len(part)-1]) {
	case "chef de file":
		role = domain.RoleLead
	case "associee", "associe":
		role = domain.RoleAssociated
	default:
		return part, domain.RoleUnspecified
	}
	return part[:open], role
}
