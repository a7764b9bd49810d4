package register

import (
	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/forum"
	"suivi/domain/organization"
	"suivi/domain/session"
)

func (r *Register) applySession(e event.Envelope, p session.Event) {
	id, err := domain.ParseID[domain.SessionID](e.Stream[len("session-"):])
	if err != nil {
		return
	}
	i := r.session(id)
	entry := r.sessions[i]
	entry.facts = append(entry.facts, session.Fact{Seq: r.seq, ID: e.ID, Day: e.Day, Event: p})
	if in, is := p.(session.Inscribed); is {
		if !r.consequenceSeen(in, id) {
			r.pending[followKey{id, in.Recommendation}] = e
		}
		return
	}
	r.indexSession(i, p)
	entry.state = session.Fold(entry.facts, 0, 0)
	if entry.forum != None {
		r.dirtyForums[entry.forum] = true
	}
}

// consequenceSeen reports whether the recommendation's stream already records
// its place in the session's list, which a late entry may do first.
func (r *Register) consequenceSeen(in session.Inscribed, id domain.SessionID) bool {
	i, known := r.recommendationByID[in.Recommendation]
	if !known {
		return false
	}
	for _, f := range r.recommendations[i].history {
		if l, lists := listingOf(f.Event); lists && l.Session == id {
			return true
		}
	}
	return false
}

func (r *Register) indexSession(i SessionIndex, p session.Event) {
	entry := r.sessions[i]
	switch p := p.(type) {
	case session.Planned:
		if entry.forum == None {
			entry.forum = r.forum(p.Forum)
			f := r.forums[entry.forum]
			f.sessions = addIndex(f.sessions, i)
		}
	case session.Held:
		for _, f := range entry.facts[:len(entry.facts)-1] {
			if _, again := f.Event.(session.Held); again {
				r.moveSession(i)
			}
		}
	case session.ListFixed:
		for _, item := range p.Items {
			r.touch(r.recommendation(item.Recommendation))
		}
	case session.Rectified:
		r.moveSession(i)
		if p.Instead != nil {
			r.indexSession(i, p.Instead.(session.Event))
		}
	}
}

// moveSession folds again all that was listed or examined at a session whose
// days may have changed.
func (r *Register) moveSession(i SessionIndex) {
	r.moved[i] = true
	for _, rec := range r.sessions[i].listed {
		r.touch(rec)
	}
	for _, rec := range r.sessions[i].examined {
		r.touch(rec)
	}
}

func (r *Register) applyForum(e event.Envelope, p forum.Event) {
	id, err := domain.ParseID[domain.ForumID](e.Stream[len("cadre-"):])
	if err != nil {
		return
	}
	i := r.forum(id)
	entry := r.forums[i]
	entry.facts = append(entry.facts, forum.Fact{Seq: r.seq, ID: e.ID, Day: e.Day, Event: p})
	entry.state = forum.Fold(entry.facts, 0, 0)
	if entry.state.Code != "" {
		r.forumByCode[entry.state.Code] = i
	}
	if c, is := p.(forum.Rectified); is && c.Instead != nil {
		p = c.Instead.(forum.Event)
	}
	if rule, is := p.(forum.RuleSet); is {
		for _, f := range rule.Forums {
			followed := r.forum(f)
			entry.follows[followed], r.forums[followed].followed[i] = true, true
		}
	}
	r.dirtyForums[i] = true
}

func (r *Register) applyOrganization(e event.Envelope, p organization.Event) {
	id, err := domain.ParseID[domain.OrganizationID](e.Stream[len("structure-"):])
	if err != nil {
		return
	}
	i := r.organization(id)
	entry := r.organizations[i]
	entry.facts = append(entry.facts, organization.Fact{Seq: r.seq, ID: e.ID, Day: e.Day, Event: p})
	entry.state = organization.Fold(entry.facts, 0, 0)
	if entry.state.Code != "" {
		r.organizationByCode[entry.state.Code] = i
	}
	r.dirtyOrganizations = true
}
