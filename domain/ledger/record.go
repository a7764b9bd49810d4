package ledger

import (
	"context"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/forum"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// Forum records a command of the forum that files call code.
func (l *Ledger) Forum(ctx context.Context, m Meta, code string, c forum.Command) (Receipt, error) {
	hash, err := HashOf(c)
	if err != nil {
		return Receipt{}, err
	}
	if r, is := c.(forum.Record); is {
		if err := l.checkForumReferences(ctx, r.Event); err != nil {
			return Receipt{}, err
		}
	}
	return l.append(ctx, m, hash, forum.Stream(forum.IDOf(code)), func(s loaded) ([]decision, error) {
		all, err := facts[forum.Event](s)
		if err != nil {
			return nil, err
		}
		return decisions(forum.Decide(all, c))
	})
}

func (l *Ledger) checkForumReferences(ctx context.Context, e forum.Event) error {
	var named []domain.ForumID
	switch e := e.(type) {
	case forum.Created:
		named = []domain.ForumID{e.Parent}
	case forum.Reparented:
		named = []domain.ForumID{e.Parent}
	case forum.RuleSet:
		named = append(append(named, e.Forums...), e.CarriedOverBy...)
	}
	for _, id := range named {
		if id.IsZero() {
			continue
		}
		if st, err := l.forumState(ctx, id); err != nil {
			return err
		} else if !st.Exists {
			return fault.New(fault.NotFound, forum.RefusedUnknown, "cadre", id.String()).At("parent")
		}
	}
	return nil
}

// Organization records a command of the structure that files call code.
func (l *Ledger) Organization(ctx context.Context, m Meta, code string, c organization.Command) (Receipt, error) {
	hash, err := HashOf(c)
	if err != nil {
		return Receipt{}, err
	}
	if r, is := c.(organization.Record); is {
		if err := l.checkTree(ctx, organization.IDOf(code), r); err != nil {
			return Receipt{}, err
		}
	}
	return l.append(ctx, m, hash, organization.Stream(organization.IDOf(code)), func(s loaded) ([]decision, error) {
		all, err := facts[organization.Event](s)
		if err != nil {
			return nil, err
		}
		return decisions(organization.Decide(all, c))
	})
}

// checkTree refuses a parent or successor that does not exist, or that lies
// under the structure itself.
func (l *Ledger) checkTree(ctx context.Context, self domain.OrganizationID, r organization.Record) error {
	var above domain.OrganizationID
	place := "parent"
	switch e := r.Event.(type) {
	case organization.Created:
		above = e.Parent
	case organization.Reparented:
		above = e.Parent
	case organization.Merged:
		above, place = e.Successor, "successeur"
	}
	for first := true; !above.IsZero(); first = false {
		if above == self {
			return fault.New(fault.Invalid, organization.InvalidParent).At(place)
		}
		s, err := l.load(ctx, organization.Stream(above))
		if err != nil {
			return err
		}
		all, err := facts[organization.Event](s)
		if err != nil {
			return err
		}
		st := organization.Fold(all, 0, 0)
		if !st.Exists && first {
			return fault.New(fault.NotFound, organization.RefusedUnknown, "structure", above.String()).At(place)
		}
		if place == "parent" {
			above = st.Parent
		} else {
			above = st.Successor
		}
	}
	return nil
}

// Session records a command of a session. Closing one whose list to examine
// was never fixed fixes it first, as the forum's rule gives it: what it had to
// examine must not change once it is closed.
func (l *Ledger) Session(ctx context.Context, m Meta, id domain.SessionID, c session.Command) (Receipt, error) {
	hash, err := HashOf(c)
	if err != nil {
		return Receipt{}, err
	}
	switch c := c.(type) {
	case session.Plan:
		if st, err := l.forumState(ctx, c.Forum); err != nil {
			return Receipt{}, err
		} else if !st.Exists {
			return Receipt{}, fault.New(fault.NotFound, forum.RefusedUnknown, "cadre", c.Forum.String()).At("cadre")
		}
	case session.Close:
		return l.closeSession(ctx, m, hash, id, c)
	}
	return l.session(ctx, m, hash, id, func([]session.Fact) (session.Command, error) { return c, nil })
}

func (l *Ledger) session(ctx context.Context, m Meta, hash string, id domain.SessionID, command func([]session.Fact) (session.Command, error)) (Receipt, error) {
	return l.append(ctx, m, hash, session.Stream(id), func(s loaded) ([]decision, error) {
		all, err := facts[session.Event](s)
		if err != nil {
			return nil, err
		}
		c, err := command(all)
		if err != nil {
			return nil, err
		}
		return decisions(session.Decide(all, c))
	})
}

func (l *Ledger) closeSession(ctx context.Context, m Meta, hash string, id domain.SessionID, c session.Close) (Receipt, error) {
	return l.append(ctx, m, hash, session.Stream(id), func(s loaded) ([]decision, error) {
		all, err := facts[session.Event](s)
		if err != nil {
			return nil, err
		}
		closing, err := session.Decide(all, c)
		if err != nil {
			return nil, err
		}
		st := session.Fold(all, 0, 0)
		if st.List != nil {
			return decisions(closing, nil)
		}
		head, err := l.Log.Head(ctx)
		if err != nil {
			return nil, err
		}
		items, lists, err := l.Lists.DueByRule(ctx, head, id)
		if err != nil {
			return nil, err
		}
		fixing, err := session.Decide(all, session.FixList{On: c.On, ListFixed: session.ListFixed{Origin: session.ByRule, Lists: lists, Items: items}})
		if err != nil {
			return nil, err
		}
		return decisions(append(fixing, closing...), nil)
	})
}

// SessionState is how a session stands in the log.
func (l *Ledger) SessionState(ctx context.Context, id domain.SessionID) (session.State, error) {
	s, err := l.load(ctx, session.Stream(id))
	if err != nil {
		return session.State{}, err
	}
	all, err := facts[session.Event](s)
	if err != nil {
		return session.State{}, err
	}
	return session.Fold(all, 0, 0), nil
}

func (l *Ledger) forumState(ctx context.Context, id domain.ForumID) (forum.State, error) {
	s, err := l.load(ctx, forum.Stream(id))
	if err != nil {
		return forum.State{}, err
	}
	all, err := facts[forum.Event](s)
	if err != nil {
		return forum.State{}, err
	}
	return forum.Fold(all, 0, 0), nil
}

// decisions turns what an aggregate decided into what is to be appended.
func decisions[E event.Payload](decided []event.Decided[E], err error) ([]decision, error) {
	all := make([]decision, 0, len(decided))
	for _, d := range decided {
		all = append(all, decision{day: d.Day, payload: d.Event})
	}
	return all, err
}

// history reads a recommendation with what its duplicates record.
func (l *Ledger) history(ctx context.Context, s loaded, id domain.RecommendationID) (recommendation.History, error) {
	own, err := facts[recommendation.Event](s)
	if err != nil {
		return nil, err
	}
	h := make(recommendation.History, 0, len(own))
	for _, f := range own {
		h = append(h, recommendation.Fact{Seq: f.Seq, ID: f.ID, Day: f.Day, Event: f.Event})
	}
	duplicates, err := l.Lists.Duplicates(ctx, event.Position{}, id)
	if err != nil {
		return nil, err
	}
	for _, d := range duplicates {
		other, err := l.load(ctx, recommendation.Stream(d))
		if err != nil {
			return nil, err
		}
		theirs, err := facts[recommendation.Event](other)
		if err != nil {
			return nil, err
		}
		for _, f := range theirs {
			if _, absorbed := f.Event.(recommendation.Absorbed); !absorbed {
				h = append(h, recommendation.Fact{Seq: f.Seq, ID: f.ID, Day: f.Day, Event: f.Event, Foreign: true})
			}
		}
	}
	return h, nil
}

// Recommendation records a command of one recommendation that concerns no list
// of a session: what a session does is checked against the session first, and
// takes effect on its last day.
func (l *Ledger) Recommendation(ctx context.Context, m Meta, id domain.RecommendationID, c recommendation.Command) (Receipt, error) {
	hash, err := HashOf(c)
	if err != nil {
		return Receipt{}, err
	}
	if c, err = l.complete(ctx, id, c); err != nil {
		return Receipt{}, err
	}
	return l.append(ctx, m, hash, recommendation.Stream(id), func(s loaded) ([]decision, error) {
		h, err := l.history(ctx, s, id)
		if err != nil {
			return nil, err
		}
		return recommended(recommendation.Decide(h, c))
	})
}

func recommended(decided []recommendation.Decided, err error) ([]decision, error) {
	all := make([]decision, 0, len(decided))
	for _, d := range decided {
		all = append(all, decision{day: d.Day, payload: d.Event})
	}
	return all, err
}

// complete fills in what a command needs to know of other streams.
func (l *Ledger) complete(ctx context.Context, id domain.RecommendationID, c recommendation.Command) (recommendation.Command, error) {
	switch c := c.(type) {
	case recommendation.Examine:
		if c.Session.IsZero() {
			return c, nil
		}
		day, err := l.findingDay(ctx, c.Session)
		c.On = day
		return c, err
	case recommendation.Class:
		if c.Session.IsZero() {
			return c, nil
		}
		day, err := l.findingDay(ctx, c.Session)
		c.On = day
		return c, err
	case recommendation.Discard:
		day, err := l.findingDay(ctx, c.Session)
		c.On = day
		return c, err
	case recommendation.Declare:
		rule, err := l.ruleFor(ctx, id)
		c.ByDeclarations = rule.Word == forum.WordOfOwners
		return c, err
	case recommendation.AbsorbInto:
		if c.Survivor == id {
			return c, fault.New(fault.Refused, recommendation.RefusedSurvivor, "survivante", id.String())
		}
		h, err := l.recommendationHistory(ctx, c.Survivor)
		if err != nil {
			return c, err
		}
		st := recommendation.FoldWithin(h, recommendation.Horizon{})
		c.SurvivorStanding = st.Standing
		if c.Kind == recommendation.Duplicate {
			own, err := l.recommendationHistory(ctx, id)
			if err != nil {
				return c, err
			}
			if mine := recommendation.FoldWithin(own, recommendation.Horizon{}); mine.MadeOn != 0 {
				c.On = mine.MadeOn // one from the start
			}
		} else if !c.Session.IsZero() {
			s, err := l.SessionState(ctx, c.Session)
			if err != nil {
				return c, err
			}
			c.On = s.Day()
		}
		return c, nil
	}
	return c, nil
}

// findingDay is the day on which a session's finding takes effect; an error
// where the session retains none.
func (l *Ledger) findingDay(ctx context.Context, id domain.SessionID) (domain.Day, error) {
	st, err := l.SessionState(ctx, id)
	if err != nil {
		return 0, err
	}
	return st.Day(), st.AdmitsFinding()
}

func (l *Ledger) recommendationHistory(ctx context.Context, id domain.RecommendationID) (recommendation.History, error) {
	s, err := l.load(ctx, recommendation.Stream(id))
	if err != nil {
		return nil, err
	}
	return l.history(ctx, s, id)
}

// ruleFor is the rule in force of the forum that made a recommendation.
func (l *Ledger) ruleFor(ctx context.Context, id domain.RecommendationID) (forum.Rule, error) {
	h, err := l.recommendationHistory(ctx, id)
	if err != nil {
		return forum.Rule{}, err
	}
	made := recommendation.FoldWithin(h, recommendation.Horizon{})
	if made.Forum.IsZero() {
		return forum.Rule{}, nil
	}
	st, err := l.forumState(ctx, made.Forum)
	return st.Rule, err
}
