package register

import (
	"slices"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/forum"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

func (r *Register) applyRecommendation(e event.Envelope, p recommendation.Event) {
	id, err := domain.ParseID[domain.RecommendationID](e.Stream[len("recommandation-"):])
	if err != nil {
		return
	}
	i := r.recommendation(id)
	entry := r.recommendations[i]
	entry.version = e.Version
	entry.history = append(entry.history, recommendation.Fact{Seq: r.seq, ID: e.ID, Day: e.Day, Event: p})
	delete(r.pending, e.Cause)
	r.touch(i)
	r.index(i, p)
	r.memory.note(r.seq, i, entry.shared, p)
	r.noteMove(e.Day, p)
}

// noteMove notes a session of which a fact is recorded on another day than the
// session's own.
func (r *Register) noteMove(day domain.Day, p recommendation.Event) {
	if c, is := p.(recommendation.Rectified); is {
		if c.Instead == nil || c.Day == 0 {
			return
		}
		day, p = c.Day, c.Instead
	}
	if id := recommendation.SessionOf(p); !id.IsZero() {
		s := r.session(id)
		if held := r.sessions[s].state.Held; held != nil && held.LastDay() != day {
			r.moved[s] = true
		}
	}
}

func (r *Register) applySession(e event.Envelope, p session.Event) {
	id, err := domain.ParseID[domain.SessionID](e.Stream[len("session-"):])
	if err != nil {
		return
	}
	i := r.session(id)
	entry := r.sessions[i]
	entry.version = e.Version
	if entry.lists(p) {
		r.pending[e.ID] = e
		return
	}
	entry.facts = append(entry.facts, session.Fact{Seq: r.seq, ID: e.ID, Day: e.Day, Event: p})
	r.memory.noteSession(r.seq, p)
	r.tallySession(i, -1)
	r.indexSession(i, p)
	entry.state = sessionState(entry.facts, 0, 0)
	r.tallySession(i, 1)
	switch p.(type) {
	case session.TotalsDeclared, session.Postponed: // nothing is judged by them
	default:
		if entry.forum != None {
			r.dirtyForums[entry.forum] = true
		}
	}
}

// lists reports whether p enters an item on the list that the session makes,
// or corrects such an entry, which is no fact that is kept here: the
// recommendation's stream tells, and names p as the cause.
func (e *sessionEntry) lists(p session.Event) bool {
	switch p := p.(type) {
	case session.Inscribed:
		return true
	case session.Rectified:
		return !slices.ContainsFunc(e.facts, func(f session.Fact) bool { return f.ID == p.Corrects })
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
		if len(entry.dealt) > 0 {
			r.moveSession(i)
		}
	case session.ListFixed:
		for _, item := range p.Items {
			at := r.recommendation(item.Recommendation)
			for _, s := range append(closure(at, r.survivors), at) {
				r.concern(s, entry.forum)
				r.touch(s)
			}
		}
	case session.Rectified:
		r.moveSession(i)
		if p.Instead != nil {
			r.indexSession(i, p.Instead.(session.Event))
		}
	}
}

// moveSession folds again all that has a fact at a session whose days may have
// changed since.
func (r *Register) moveSession(i SessionIndex) {
	r.moved[i] = true
	r.reaching.add(r.seq, 0)
	for _, rec := range r.sessions[i].dealt {
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
	entry.version = e.Version
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
	if _, named := r.organizationByID[id]; named {
		r.reaching.add(r.seq, r.reach(e))
		r.memory.moved = r.seq
	}
	i := r.organization(id)
	entry := r.organizations[i]
	entry.version = e.Version
	entry.facts = append(entry.facts, organization.Fact{Seq: r.seq, ID: e.ID, Day: e.Day, Event: p})
	entry.state = organization.Fold(entry.facts, 0, 0)
	if entry.state.Code != "" {
		r.organizationByCode[entry.state.Code] = i
	}
	r.renamed = r.renamed || len(entry.facts) > 1
	if _, is := p.(organization.Renamed); !is { // what is owed, and under whom, stays
		r.dirtyOrganizations[i] = true
	}
}
