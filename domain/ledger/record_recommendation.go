package ledger

import (
	"context"
	"errors"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/forum"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// Recommendation records a command of one recommendation. What a session does
// is checked against the session first, and takes effect on its last day. What
// puts it on a session's list is not recorded here but by Formulate, CarryOver
// and Validate.
func (l *Ledger) Recommendation(ctx context.Context, m Meta, id domain.RecommendationID, c recommendation.Command) (Receipt, error) {
	switch c := c.(type) {
	case recommendation.Formulate, recommendation.CarryOver, recommendation.Validate:
		return Receipt{}, errors.New("a session's list is the session's to write")
	case recommendation.Rectify:
		return l.Rectify(ctx, m, id, c)
	}
	hash, err := HashOf(c)
	if err != nil {
		return Receipt{}, err
	}
	return l.recommendation(ctx, m, hash, id, c)
}

func (l *Ledger) recommendation(ctx context.Context, m Meta, hash string, id domain.RecommendationID, c recommendation.Command) (Receipt, error) {
	return l.append(ctx, m, hash, recommendation.Stream(id), func(s loaded) ([]decision, error) {
		h, err := l.history(ctx, s, id)
		if err != nil {
			return nil, err
		}
		whole, err := l.complete(ctx, id, h, c)
		if err != nil {
			return nil, err
		}
		decided, err := recommendation.Decide(h, whole)
		all := make([]decision, 0, len(decided))
		for i, d := range decided {
			all = append(all, decision{day: d.Day, payload: d.Event, caused: i > 0})
		}
		return all, err
	})
}

// complete fills in what a command on the recommendation id, of which h is
// known, needs to know of other streams.
func (l *Ledger) complete(ctx context.Context, id domain.RecommendationID, h recommendation.History, c recommendation.Command) (_ recommendation.Command, err error) {
	switch c := c.(type) {
	case recommendation.Examine:
		if !c.Session.IsZero() {
			_, c.On, err = l.sitting(ctx, c.Session)
		}
		return c, err
	case recommendation.Class:
		if !c.Session.IsZero() {
			_, c.On, err = l.sitting(ctx, c.Session)
		}
		return c, err
	case recommendation.Discard:
		var st session.State
		if st, c.On, err = l.sitting(ctx, c.Session); err == nil {
			err = checkPolitical(st)
		}
		return c, err
	case recommendation.Declare:
		rule, err := l.ruleFor(ctx, h, c.On)
		if err != nil {
			return c, err
		}
		c.ByDeclarations = rule.Word == forum.WordOfOwners
		return c, l.checkResponsible(ctx, h, c)
	case recommendation.AbsorbInto:
		return l.completeAbsorption(ctx, id, h, c)
	case recommendation.Rectify:
		switch e := c.Instead.(type) {
		case recommendation.Absorbed:
			_, err = l.survivorStanding(ctx, id, e.Survivor)
		case recommendation.Declared:
			err = l.checkOtherDeclarant(ctx, h, c, e)
		}
		return c, err
	}
	return c, nil
}

// completeAbsorption: a duplicate was one from the start, a merger is one from
// its session's day on.
func (l *Ledger) completeAbsorption(ctx context.Context, id domain.RecommendationID, h recommendation.History, c recommendation.AbsorbInto) (_ recommendation.Command, err error) {
	if c.SurvivorStanding, err = l.survivorStanding(ctx, id, c.Survivor); err != nil {
		return c, err
	}
	if !c.Session.IsZero() {
		if _, c.On, err = l.sitting(ctx, c.Session); err != nil {
			return c, err
		}
	}
	if c.Kind == recommendation.Duplicate {
		if mine := recommendation.FoldWithin(h, recommendation.Horizon{}); mine.MadeOn != 0 {
			c.On = mine.MadeOn
		}
	}
	return c, nil
}

// survivorStanding is how the record that is to absorb id stands, which must
// be one that can.
func (l *Ledger) survivorStanding(ctx context.Context, id, survivor domain.RecommendationID) (recommendation.Standing, error) {
	refused := fault.New(fault.Refused, recommendation.RefusedSurvivor, "survivante", survivor.String())
	if survivor == id {
		return 0, refused
	}
	h, err := l.recommendationHistory(ctx, survivor)
	if err != nil {
		return 0, err
	}
	standing := recommendation.FoldWithin(h, recommendation.Horizon{}).Standing
	switch standing {
	case recommendation.Unknown, recommendation.NeverMade, recommendation.Merged:
		return 0, refused
	}
	return standing, nil
}

// sitting is a session that retains findings now, without its lists, and the day
// on which they take effect; an error where it retains none.
func (l *Ledger) sitting(ctx context.Context, id domain.SessionID) (session.State, domain.Day, error) {
	st, err := l.sessionWithoutLists(ctx, id)
	if err != nil {
		return st, 0, err
	}
	return st, st.Day(), st.AdmitsFinding()
}

// history reads a recommendation with what its duplicates record, all that
// sessions did on the days that these have now: as the views show it, so that
// a command is judged by what its author sees.
func (l *Ledger) history(ctx context.Context, s loaded, id domain.RecommendationID) (recommendation.History, error) {
	own, err := facts[recommendation.Event](s)
	if err != nil {
		return nil, err
	}
	h := make(recommendation.History, 0, len(own))
	for _, f := range own {
		h = append(h, recommendation.Fact{Seq: f.Seq, ID: f.ID, Day: f.Day, Event: f.Event})
	}
	head, err := l.Log.Head(ctx)
	if err != nil {
		return nil, err
	}
	duplicates, err := l.Lists.Duplicates(ctx, head, id)
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
	days, err := l.sessionDays(ctx, h)
	if err != nil {
		return nil, err
	}
	return h.OnDays(func(id domain.SessionID) domain.Day { return days[id] }), nil
}

// sessionDays are the last days of the sessions that h names; one that is not
// held has none.
func (l *Ledger) sessionDays(ctx context.Context, h recommendation.History) (map[domain.SessionID]domain.Day, error) {
	days := map[domain.SessionID]domain.Day{}
	for _, f := range h {
		id := recommendation.SessionOf(f.Event)
		if _, read := days[id]; read || id.IsZero() {
			continue
		}
		day, err := l.heldOn(ctx, id)
		if err != nil {
			return nil, err
		}
		days[id] = day
	}
	return days, nil
}

func (l *Ledger) recommendationHistory(ctx context.Context, id domain.RecommendationID) (recommendation.History, error) {
	s, err := l.load(ctx, recommendation.Stream(id))
	if err != nil {
		return nil, err
	}
	return l.history(ctx, s, id)
}

// ruleFor is the rule, valid on a day, of the forum that made a recommendation.
func (l *Ledger) ruleFor(ctx context.Context, h recommendation.History, day domain.Day) (forum.Rule, error) {
	made := recommendation.FoldWithin(h, recommendation.Horizon{})
	if made.Forum.IsZero() {
		return forum.Rule{}, nil
	}
	st, err := l.forumState(ctx, made.Forum, day)
	return st.Rule, err
}

// forumState is how a forum stands on a day, 0 for all that is recorded.
func (l *Ledger) forumState(ctx context.Context, id domain.ForumID, day domain.Day) (forum.State, error) {
	s, err := l.load(ctx, forum.Stream(id))
	if err != nil {
		return forum.State{}, err
	}
	all, err := facts[forum.Event](s)
	return forum.Fold(all, 0, day), err
}
