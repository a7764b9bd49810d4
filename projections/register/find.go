package register

import (
	"iter"
	"strconv"
	"strings"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/recommendation"
)

// listingOf gives the place in a session's list that an event gives.
func listingOf(e recommendation.Event) (recommendation.Listing, bool) {
	switch e := e.(type) {
	case recommendation.Formulated:
		return e.Listing, true
	case recommendation.Validated:
		return e.Listing, true
	case recommendation.CarriedOver:
		return e.Listing, true
	}
	return recommendation.Listing{}, false
}

// FindForum finds a forum by its code or identity.
func (v *View) FindForum(name string) (ForumIndex, error) {
	i, known := v.r.forumByCode[name]
	if !known {
		if u, err := ulid.ParseStrict(name); err == nil {
			i, known = v.r.forumByID[domain.ForumID{ULID: u}]
		}
	}
	if !known || !v.Forum(i).Exists {
		return None, fault.New(fault.NotFound, "cadre.inconnu", "cadre", name)
	}
	return i, nil
}

// FindSession finds a session by its reference, "CC-CPS-SCI.2024-1", or its
// identity.
func (v *View) FindSession(name string) (SessionIndex, error) {
	if u, err := ulid.ParseStrict(name); err == nil {
		if i, known := v.r.sessionByID[domain.SessionID{ULID: u}]; known && v.Session(i).Exists {
			return i, nil
		}
	}
	forumCode, code, two := strings.Cut(name, ".")
	if !two {
		return None, fault.New(fault.NotFound, "session.inconnue", "session", name)
	}
	f, err := v.FindForum(forumCode)
	if err != nil {
		return None, err
	}
	for _, i := range v.r.forums[f].sessions {
		if s := v.Session(i); s.Exists && s.Planned.Code == code {
			return i, nil
		}
	}
	return None, fault.New(fault.NotFound, "session.inconnue", "session", name)
}

// Find finds a recommendation by any of its references, such as
// "CC-CPS-SCI.2023-1.3" or, without a numéro, "….p3", or by its identity.
// What was absorbed is found as its survivor.
func (v *View) Find(name string) (RecommendationIndex, error) {
	i, err := v.FindOwn(name)
	if err != nil {
		return None, err
	}
	return v.Survivor(i), nil
}

// FindOwn is Find, but gives an absorbed record itself.
func (v *View) FindOwn(name string) (RecommendationIndex, error) {
	unknown := fault.New(fault.NotFound, "recommandation.introuvable", "reference", name)
	if u, err := ulid.ParseStrict(name); err == nil {
		if i, known := v.r.recommendationByID[domain.RecommendationID{ULID: u}]; known && v.State(i).Standing != recommendation.Unknown {
			return i, nil
		}
	}
	parts := strings.SplitN(name, ".", 3)
	if len(parts) < 3 {
		return None, unknown
	}
	s, err := v.FindSession(parts[0] + "." + parts[1])
	if err != nil {
		return None, err
	}
	for i, l := range v.Listed(s) {
		if NumberOf(l) == parts[2] {
			return i, nil
		}
	}
	return None, unknown
}

// Survivor is the record that i is one with in the end: itself, unless it was
// absorbed.
func (v *View) Survivor(i RecommendationIndex) RecommendationIndex {
	for range 100 { // two absorbed into each other by a race would never end
		s := v.State(i)
		if s.Standing != recommendation.Merged {
			return i
		}
		next, known := v.r.recommendationByID[s.Survivor]
		if !known {
			return i
		}
		i = next
	}
	return i
}

// Listed yields what session s put on the list that it makes, each with its
// place there, in no order. An absorbed record is yielded as itself.
func (v *View) Listed(s SessionIndex) iter.Seq2[RecommendationIndex, recommendation.Listing] {
	id := v.r.sessions[s].id
	return func(yield func(RecommendationIndex, recommendation.Listing) bool) {
		for _, i := range v.r.sessions[s].listed {
			for _, l := range v.State(i).Listings {
				if l.Session == id {
					if !yield(i, l) {
						return
					}
					break
				}
			}
		}
	}
}

// NumberOf is the last part of the reference that a listing gives: the numéro
// as printed, or the place as "p3".
func NumberOf(l recommendation.Listing) string {
	if l.Number != "" {
		return l.Number
	}
	return "p" + strconv.Itoa(l.Place)
}

// SessionReference is what people type for session i.
func (v *View) SessionReference(i SessionIndex) string {
	f := v.r.sessions[i].forum
	if f == None {
		return v.r.sessions[i].id.String()
	}
	return v.r.forums[f].state.Code + "." + v.r.sessions[i].state.Planned.Code
}

// Reference is what people type for a recommendation that stands at l.
func (v *View) Reference(l recommendation.Listing) string {
	s, known := v.r.sessionByID[l.Session]
	if !known {
		return ""
	}
	return v.SessionReference(s) + "." + NumberOf(l)
}

// References are all that find recommendation i, in the order in which it got
// them, the absorbed records' included.
func (v *View) References(i RecommendationIndex) []string {
	var all []string
	for _, l := range v.State(i).Listings {
		all = append(all, v.Reference(l))
	}
	return all
}
