package register

import (
	"cmp"
	"slices"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/session"
)

// ListByRule is what the rule of its forum gives session id to examine, as the
// items that a fixed list holds, and the sessions whose lists it takes up.
func (v *View) ListByRule(id domain.SessionID) ([]session.Item, []domain.SessionID, error) {
	s, known := v.r.sessionByID[id]
	if !known {
		return nil, nil, fault.New(fault.NotFound, session.RefusedUnknown, "session", id.String())
	}
	var items []session.Item
	var lists []domain.SessionID
	for n, due := range v.DueByRule(s) {
		items = append(items, session.Item{Recommendation: v.ID(due.Recommendation), Number: due.Number, Place: n + 1})
		if due.From != None && !slices.Contains(lists, v.SessionID(due.From)) {
			lists = append(lists, v.SessionID(due.From))
		}
	}
	return items, lists, nil
}

// Unfollowed are the inscriptions whose consequence no recommendation's stream
// holds, in order of record.
func (v *View) Unfollowed() []event.Envelope {
	all := make([]event.Envelope, 0, len(v.r.pending))
	for _, e := range v.r.pending {
		all = append(all, e)
	}
	slices.SortFunc(all, func(a, b event.Envelope) int {
		return cmp.Or(a.Position.Compare(b.Position), a.ID.Compare(b.ID))
	})
	return all
}

// Sessions lists every session that exists in this view, by forum code: those
// held in order of day, then those planned, then those cancelled.
func (v *View) Sessions() []SessionIndex {
	var all []SessionIndex
	for _, f := range v.ForumsByCode() {
		all = append(all, v.sessionsOf(f)...)
	}
	return all
}

// ForumsByCode lists every forum that exists in this view.
func (v *View) ForumsByCode() []ForumIndex {
	var all []ForumIndex
	for i := range v.r.forums {
		if v.Forum(ForumIndex(i)).Exists {
			all = append(all, ForumIndex(i))
		}
	}
	slices.SortFunc(all, func(a, b ForumIndex) int { return cmp.Compare(v.Forum(a).Code, v.Forum(b).Code) })
	return all
}

// Organizations lists every structure that exists in this view, by code.
func (v *View) Organizations() []OrganizationIndex {
	var all []OrganizationIndex
	for i := range v.r.organizations {
		if v.Organization(OrganizationIndex(i)).Exists {
			all = append(all, OrganizationIndex(i))
		}
	}
	slices.SortFunc(all, func(a, b OrganizationIndex) int { return cmp.Compare(v.Organization(a).Code, v.Organization(b).Code) })
	return all
}
