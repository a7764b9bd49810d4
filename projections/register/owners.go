package register

import (
	"slices"

	"suivi/domain"
	"suivi/domain/recommendation"
)

// OwnerEntry is one structure that owes a recommendation.
type OwnerEntry struct {
	Organization OrganizationIndex
	Role         domain.Role
}

// Owners are those who owe i in this view, each once, in the order of the
// source. What is still open is owed by the successor of a structure that was
// merged; what has ended keeps its own.
func (v *View) Owners(i RecommendationIndex) []OwnerEntry {
	s := v.State(i)
	owners := make([]OwnerEntry, 0, len(s.Owners))
	for _, o := range s.Owners {
		at, known := v.r.organizationByID[o.Organization]
		if !known {
			continue
		}
		if s.Standing == recommendation.Open {
			at = v.successor(at)
		}
		if !slices.ContainsFunc(owners, func(e OwnerEntry) bool { return e.Organization == at }) {
			owners = append(owners, OwnerEntry{at, o.Role})
		}
	}
	return owners
}

func (v *View) successor(o OrganizationIndex) OrganizationIndex {
	for range 100 { // two merged into each other by a race would never end
		next, known := v.r.organizationByID[v.Organization(o).Successor]
		if !known {
			return o
		}
		o = next
	}
	return o
}

// Parent is the structure above o in this view, None for a root.
func (v *View) Parent(o OrganizationIndex) OrganizationIndex {
	if p, known := v.r.organizationByID[v.Organization(o).Parent]; known && p != o && v.Organization(p).Exists {
		return p
	}
	return None
}

// Ancestors lists o and all above it, nearest first.
func (v *View) Ancestors(o OrganizationIndex) []OrganizationIndex {
	var up []OrganizationIndex
	for o != None && !slices.Contains(up, o) { // a circle made by a race ends
		up = append(up, o)
		o = v.Parent(o)
	}
	return up
}

func (v *View) withAncestors(owners []OwnerEntry) []OrganizationIndex {
	var all []OrganizationIndex
	for _, o := range owners {
		for _, a := range v.Ancestors(o.Organization) {
			if !slices.Contains(all, a) {
				all = append(all, a)
			}
		}
	}
	return all
}

// Children lists the structures directly under o, or the roots for None, in
// order of label.
func (v *View) Children(o OrganizationIndex) []OrganizationIndex {
	var under []OrganizationIndex
	for i := range v.r.organizations {
		c := OrganizationIndex(i)
		if v.Organization(c).Exists && v.Parent(c) == o {
			under = append(under, c)
		}
	}
	slices.SortFunc(under, func(a, b OrganizationIndex) int {
		return compareText(v.Organization(a).Label(), v.Organization(b).Label())
	})
	return under
}
