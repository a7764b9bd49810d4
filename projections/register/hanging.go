package register

import (
	"slices"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/forum"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
)

// Hanging is all that a view knows, of whatever day, that names something and
// would be left without it. Each list is in order of first record.
type Hanging struct {
	Sessions        []SessionIndex        // of a forum; that name a session, or take up its list
	Forums          []ForumIndex          // ever put under a forum
	Ruled           []ForumIndex          // a rule of which ever named a forum
	Structures      []OrganizationIndex   // ever put under a structure
	Merged          []OrganizationIndex   // ever merged into it
	Kept            []ForumIndex          // of which a structure ever was the secretariat
	Recommendations []RecommendationIndex // that a structure ever owed; that a session listed
	Dealt           []RecommendationIndex // that a session examined or classed, and did not list
}

// HangingOnForum gives the sessions and forums that would be left without f.
func (v *View) HangingOnForum(f ForumIndex) (h Hanging) {
	id := v.r.forums[f].id
	for _, s := range v.r.forums[f].sessions {
		if v.Session(s).Exists {
			h.Sessions = append(h.Sessions, s)
		}
	}
	v.tellForums(f, func(g ForumIndex, e forum.Event) {
		switch e := e.(type) {
		case forum.Created:
			h.Forums = named(h.Forums, g, e.Parent == id)
		case forum.Reparented:
			h.Forums = named(h.Forums, g, e.Parent == id)
		case forum.RuleSet:
			h.Ruled = named(h.Ruled, g, slices.Contains(e.Forums, id) || slices.Contains(e.CarriedOverBy, id))
		}
	})
	return h
}

// HangingOnStructure gives what would be left without o.
func (v *View) HangingOnStructure(o OrganizationIndex) (h Hanging) {
	id := v.r.organizations[o].id
	for i, other := range v.r.organizations {
		p := OrganizationIndex(i)
		if p == o || !v.Organization(p).Exists {
			continue
		}
		for _, f := range event.Effective(other.facts, v.until, v.on) {
			switch e := f.Event.(type) {
			case organization.Created:
				h.Structures = named(h.Structures, p, e.Parent == id)
			case organization.Reparented:
				h.Structures = named(h.Structures, p, e.Parent == id)
			case organization.Merged:
				h.Merged = named(h.Merged, p, e.Successor == id)
			}
		}
	}
	v.tellForums(None, func(g ForumIndex, e forum.Event) {
		if s, names := e.(forum.SecretariatNamed); names {
			h.Kept = named(h.Kept, g, s.Organization == id)
		}
	})
	for _, i := range v.r.organizations[o].owed {
		if v.made(i) && slices.ContainsFunc(v.Facts(i), func(f recommendation.Fact) bool { return namesOwner(f.Event, id) }) {
			h.Recommendations = append(h.Recommendations, i)
		}
	}
	return h
}

// HangingOnSession gives what would be left without s, but for what s itself
// records.
func (v *View) HangingOnSession(s SessionIndex) (h Hanging) {
	id := v.r.sessions[s].id
	for i := range v.r.sessions {
		other := SessionIndex(i)
		st := v.Session(other)
		if other == s || !st.Exists {
			continue
		}
		p := st.Planned
		h.Sessions = named(h.Sessions, other, p.Validates == id || p.Precedes == id || slices.Contains(p.Joint, id) || st.List != nil && slices.Contains(st.List.Lists, id))
	}
	for _, i := range v.r.sessions[s].dealt {
		if !v.made(i) {
			continue
		}
		if _, listed := v.listingAt(i, s); listed {
			h.Recommendations = append(h.Recommendations, i)
		} else if slices.ContainsFunc(v.Facts(i), func(f recommendation.Fact) bool { return recommendation.SessionOf(f.Event) == id }) {
			h.Dealt = append(h.Dealt, i)
		}
	}
	return h
}

// tellForums tells what holds of the forums that exist, but for f.
func (v *View) tellForums(f ForumIndex, tell func(ForumIndex, forum.Event)) {
	for i, other := range v.r.forums {
		g := ForumIndex(i)
		if g == f || !v.Forum(g).Exists {
			continue
		}
		for _, fact := range event.Effective(other.facts, v.until, v.on) {
			tell(g, fact.Event)
		}
	}
}

// named adds i once, where it names.
func named[I comparable](all []I, i I, names bool) []I {
	if !names || slices.Contains(all, i) {
		return all
	}
	return append(all, i)
}

// namesOwner reports whether e says that id owes, or what it declares.
func namesOwner(e recommendation.Event, id domain.OrganizationID) bool {
	if d, declares := e.(recommendation.Declared); declares {
		return d.Owner == id
	}
	_, owners := wordsOf(e)
	return slices.ContainsFunc(owners, func(o domain.Owner) bool { return o.Organization == id })
}
