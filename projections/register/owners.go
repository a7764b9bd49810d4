package register

import (
	"cmp"
	"slices"

	"suivi/domain"
	"suivi/domain/recommendation"
	"suivi/domain/wording"
)

// OwnerEntry is one structure that owes a recommendation.
type OwnerEntry struct {
	Organization OrganizationIndex
	Role         domain.Role
}

// Owners are those who owe i in this view, each once, in the order of the
// source. What is still open is owed by the successor of a structure that was
// merged; what has ended keeps its own.
func (v *View) Owners(i RecommendationIndex) []OwnerEntry { return v.owedIn(v.State(i)) }

func (v *View) owedIn(s *recommendation.State) []OwnerEntry {
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

// deepest bounds a walk through the tree: two structures put under, or merged
// into, each other by a race would never end it.
const deepest = 100

func (v *View) successor(o OrganizationIndex) OrganizationIndex {
	for range deepest {
		next, known := v.r.organizationByID[v.Organization(o).Successor]
		if !known {
			return o
		}
		o = next
	}
	return o
}

// Parent is the structure above o in this view, None for a root. Under a
// structure that was merged it is the successor, or, where that lies under o
// itself, what is above the merged one.
func (v *View) Parent(o OrganizationIndex) OrganizationIndex {
	above := o
	for range deepest {
		p := v.recordedParent(above)
		if p == None {
			return None
		}
		if heir := v.successor(p); v.Organization(heir).Exists && !v.liesUnder(heir, o) {
			return heir
		}
		above = p
	}
	return None
}

func (v *View) recordedParent(o OrganizationIndex) OrganizationIndex {
	if p, known := v.r.organizationByID[v.Organization(o).Parent]; known && v.Organization(p).Exists {
		return p
	}
	return None
}

// liesUnder reports whether o is top, or was put under it.
func (v *View) liesUnder(o, top OrganizationIndex) bool {
	for range deepest {
		if o == top || o == None {
			return o == top
		}
		o = v.recordedParent(o)
	}
	return true
}

// Ancestors lists o and all above it, nearest first.
func (v *View) Ancestors(o OrganizationIndex) []OrganizationIndex {
	var up []OrganizationIndex
	for o != None && !slices.Contains(up, o) {
		up = append(up, o)
		o = v.Parent(o)
	}
	return up
}

// Owing are all who owe i in this view, themselves or through one under them,
// each once.
func (v *View) Owing(i RecommendationIndex) []OrganizationIndex {
	return v.withAncestors(v.Owners(i))
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

// Tree lists, under each structure and under None, those directly under it, in
// order of label.
func (v *View) Tree() map[OrganizationIndex][]OrganizationIndex {
	tree := map[OrganizationIndex][]OrganizationIndex{}
	for i := range v.r.organizations {
		if o := OrganizationIndex(i); v.Organization(o).Exists {
			tree[v.Parent(o)] = append(tree[v.Parent(o)], o)
		}
	}
	for _, under := range tree {
		v.SortByLabel(under)
	}
	return tree
}

// SortByLabel puts structures in order of label, then of first record; those of
// which nothing is recorded come last.
func (v *View) SortByLabel(all []OrganizationIndex) {
	type labelled struct {
		o             OrganizationIndex
		nameless      int
		folded, label string
	}
	sorted := make([]labelled, len(all))
	for k, o := range all {
		if st := v.Organization(o); st.Exists {
			sorted[k] = labelled{o, 0, wording.Fold(st.Label()), st.Label()}
		} else {
			sorted[k] = labelled{o: o, nameless: 1}
		}
	}
	slices.SortFunc(sorted, func(a, b labelled) int {
		return cmp.Or(cmp.Compare(a.nameless, b.nameless), cmp.Compare(a.folded, b.folded), cmp.Compare(a.label, b.label), cmp.Compare(a.o, b.o))
	})
	for k, s := range sorted {
		all[k] = s.o
	}
}

// owedThrough holds what any structure ever owed whose place in the tree, or
// whose successor, hangs on one of changed.
func (v *View) owedThrough(changed map[OrganizationIndex]bool) bitset {
	if len(changed) == 0 {
		return nil
	}
	return v.owedBy(func(o OrganizationIndex) bool { return v.hangsOn(o, changed) })
}

// hangsOn follows all that is above o, and what that was merged into.
func (v *View) hangsOn(o OrganizationIndex, changed map[OrganizationIndex]bool) bool {
	queue := []OrganizationIndex{o}
	for next := 0; next < len(queue); next++ {
		at := queue[next]
		if changed[at] {
			return true
		}
		st := v.Organization(at)
		for _, id := range []domain.OrganizationID{st.Parent, st.Successor} {
			if above, known := v.r.organizationByID[id]; known && !slices.Contains(queue, above) {
				queue = append(queue, above)
			}
		}
	}
	return false
}

// owedBy joins what the structures that are asked for ever owed.
func (v *View) owedBy(asked func(OrganizationIndex) bool) (all bitset) {
	for i, e := range v.r.organizations {
		if len(e.owed) > 0 && asked(OrganizationIndex(i)) {
			all.putAll(e.owed)
		}
	}
	return all
}
