package register

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/recommendation"
)

// FindForum finds a forum by its code or identity.
func (v *View) FindForum(name string) (ForumIndex, error) {
	i, known := v.r.forumByCode[name]
	if known = known && v.Forum(i).Code == name; !known {
		if u, err := ulid.ParseStrict(name); err == nil {
			i, known = v.r.forumByID[domain.ForumID{ULID: u}]
		}
	}
	if !known || !v.Forum(i).Exists {
		return None, fault.New(fault.NotFound, "cadre.inconnu", "cadre", name)
	}
	return i, nil
}

// Spelled writes the codes of a reference, or of a forum alone, in the capitals
// and small letters in which they are recorded: people type them as they come.
// What is recorded as it was typed stays so, and what is not found as well.
func (v *View) Spelled(reference string) string {
	parts := strings.SplitN(reference, ".", 3)
	f, err := v.FindForum(parts[0])
	for i := ForumIndex(0); err != nil && int(i) < len(v.r.forums); i++ {
		if s := v.Forum(i); s.Exists && strings.EqualFold(s.Code, parts[0]) {
			f, parts[0], err = i, s.Code, nil
		}
	}
	if err != nil || len(parts) == 1 {
		return strings.Join(parts, ".")
	}
	if _, err := v.FindSession(parts[0] + "." + parts[1]); err != nil {
		for _, i := range v.r.forums[f].sessions {
			if s := v.Session(i); s.Exists && strings.EqualFold(s.Planned.Code, parts[1]) {
				parts[1] = s.Planned.Code
			}
		}
	}
	return strings.Join(parts, ".")
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
	if i, was := v.onceListed(s, parts[2]); was {
		return i, nil
	}
	return None, unknown
}

// onceListed finds the last recommendation that was recorded as listed at s
// under number, though a rectification says otherwise now: what was once given
// as a reference is still typed.
func (v *View) onceListed(s SessionIndex, number string) (RecommendationIndex, bool) {
	found, seq := RecommendationIndex(None), uint64(0)
	for _, i := range v.r.sessions[s].listed {
		for _, f := range v.r.recommendations[i].history {
			e := f.Event
			if c, is := e.(recommendation.Rectified); is && c.Instead != nil {
				e = c.Instead
			}
			l, lists := recommendation.ListingOf(e)
			known := (v.until == 0 || f.Seq <= v.until) && (v.on == 0 || f.Day <= v.on)
			if lists && known && l.Session == v.r.sessions[s].id && NumberOf(l) == number && f.Seq > seq {
				found, seq = i, f.Seq
			}
		}
	}
	return found, found != None
}

// Listed yields what session s put on the list that it makes, each with its
// place there, in no order. An absorbed record is yielded as itself.
func (v *View) Listed(s SessionIndex) iter.Seq2[RecommendationIndex, recommendation.Listing] {
	return func(yield func(RecommendationIndex, recommendation.Listing) bool) {
		for _, i := range v.r.sessions[s].listed {
			if l, is := v.listingAt(i, s); is && !yield(i, l) {
				return
			}
		}
	}
}

// listingAt is the place that i itself, not what it absorbed, has in the list
// that session s made.
func (v *View) listingAt(i RecommendationIndex, s SessionIndex) (recommendation.Listing, bool) {
	id := v.r.sessions[s].id
	if !v.r.recommendations[i].shared {
		for _, l := range v.State(i).Listings {
			if l.Session == id {
				return l, true
			}
		}
		return recommendation.Listing{}, false
	}
	for _, f := range v.Facts(i) {
		if l, lists := recommendation.ListingOf(f.Event); lists && !f.Foreign && l.Session == id {
			return l, true
		}
	}
	return recommendation.Listing{}, false
}

// NumberOf is the last part of the reference that a listing gives: the numéro
// as printed, or the place as "p3".
func NumberOf(l recommendation.Listing) string {
	if l.Number != "" {
		return l.Number
	}
	return "p" + strconv.Itoa(l.Place)
}

// SessionReference is what people type for session i. Codes are for life: of
// what this view does not hold yet, they are those that it will have.
func (v *View) SessionReference(i SessionIndex) string {
	f := v.r.sessions[i].forum
	if f == None {
		return v.r.sessions[i].id.String()
	}
	forum := cmp.Or(v.Forum(f).Code, v.r.forums[f].state.Code)
	return forum + "." + cmp.Or(v.Session(i).Planned.Code, v.r.sessions[i].state.Planned.Code)
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
// them; then those of the records that were merged into it.
func (v *View) References(i RecommendationIndex) []string {
	var all []string
	add := func(r RecommendationIndex) {
		for _, l := range v.State(r).Listings {
			if name := v.Reference(l); !slices.Contains(all, name) {
				all = append(all, name)
			}
		}
	}
	add(i)
	if v.r.recommendations[i].shared {
		for _, d := range closure(i, v.r.absorbed) {
			if v.Survivor(d) == i {
				add(d)
			}
		}
	}
	return all
}

// EnteredAs is the reference that i was first given, though a rectification may
// say that it was entered by mistake.
func (v *View) EnteredAs(i RecommendationIndex) string {
	for _, f := range v.r.recommendations[i].history {
		if l, lists := recommendation.ListingOf(f.Event); lists {
			return v.Reference(l)
		}
	}
	return ""
}

// NameOf is what people type for an identity: the last reference of a
// recommendation, the reference of a session, the code of a forum or of a
// structure. Anything else is given back as it is.
func (v *View) NameOf(id string) string {
	if _, err := ulid.ParseStrict(id); err != nil {
		return id
	}
	if i, err := v.FindOwn(id); err == nil {
		return v.Describe(i).Reference
	}
	if s, err := v.FindSession(id); err == nil {
		return v.SessionReference(s)
	}
	if f, err := v.FindForum(id); err == nil {
		return v.Forum(f).Code
	}
	if o, err := v.FindOrganization(id); err == nil {
		return v.Organization(o).Code
	}
	return id
}
