package ledger

import (
	"context"
	"errors"
	"fmt"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/forum"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// Session records a command of a session. Closing one whose list to examine
// was never fixed fixes it first, as the forum's rule gives it: what it had to
// examine must not change once it is closed. Rectifying an inscription corrects
// the recommendation alike; items are inscribed by Formulate, CarryOver and
// Validate.
func (l *Ledger) Session(ctx context.Context, m Meta, id domain.SessionID, c session.Command) (Receipt, error) {
	hash, err := HashOf(c)
	if err != nil {
		return Receipt{}, err
	}
	switch c := c.(type) {
	case session.Inscribe:
		return Receipt{}, errors.New("a session inscribes what it makes, carries over or validates, and nothing else")
	case session.Close:
		return l.closeSession(ctx, m, hash, id, c)
	case session.Rectify:
		return l.rectifySession(ctx, m, hash, id, c)
	}
	return l.session(ctx, m, hash, id, func([]session.Fact) (session.Command, error) { return c, l.checkSession(ctx, id, c) })
}

// checkSession refuses what names something that is not.
func (l *Ledger) checkSession(ctx context.Context, id domain.SessionID, c session.Command) error {
	switch c := c.(type) {
	case session.Plan:
		if id != session.IDOf(c.Forum, c.Code) {
			return fault.New(fault.Invalid, event.RefusedOtherIdentity, "lu", c.Code).At("code")
		}
		if c.Forum.IsZero() {
			return nil // the session itself refuses it
		}
		return l.checkForumOf(ctx, c.Planned)
	case session.FixList:
		for i, item := range c.Items {
			if known, err := l.exists(ctx, recommendation.Stream(item.Recommendation), 0); err != nil {
				return err
			} else if !known {
				return fault.New(fault.NotFound, recommendation.RefusedUnknown).At(fmt.Sprintf("points.%d", i+1))
			}
		}
	}
	return nil
}

// checkForumOf refuses a session of a forum that is not.
func (l *Ledger) checkForumOf(ctx context.Context, p session.Planned) error {
	st, err := l.forumState(ctx, p.Forum, 0)
	if err == nil && !st.Exists {
		err = fault.New(fault.NotFound, forum.RefusedUnknown, "cadre", p.Forum.String()).At("cadre")
	}
	return err
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

// closeSession first has all that the session listed followed: the table as
// closed holds what is recorded before the close. What it lists meanwhile moves
// its stream, and the close is decided again.
func (l *Ledger) closeSession(ctx context.Context, m Meta, hash string, id domain.SessionID, c session.Close) (Receipt, error) {
	return l.append(ctx, m, hash, session.Stream(id), func(s loaded) ([]decision, error) {
		all, err := facts[session.Event](s)
		if err != nil {
			return nil, err
		}
		closing, err := session.Decide(all, c)
		if err != nil || len(closing) == 0 {
			return nil, err
		}
		if _, err := l.CompleteSteps(ctx); err != nil {
			return nil, err
		}
		if st := session.Fold(all, 0, 0); st.List != nil {
			return decisions(closing, nil)
		}
		list, err := l.listByRule(ctx, id)
		if err != nil {
			return nil, err
		}
		fixing, err := session.Decide(all, session.FixList{On: c.On, ListFixed: list})
		return decisions(append(fixing, closing...), err)
	})
}

// fixingByRule is FixListByRule as it is hashed: what the rule gives is not the
// client's to say, and may be another when the command is sent again.
type fixingByRule struct{ On domain.Day }

// FixListByRule fixes the list that a session examines as its forum's rule
// gives it.
func (l *Ledger) FixListByRule(ctx context.Context, m Meta, id domain.SessionID, on domain.Day) (Receipt, error) {
	hash, err := HashOf(fixingByRule{on})
	if err != nil {
		return Receipt{}, err
	}
	return l.session(ctx, m, hash, id, func([]session.Fact) (session.Command, error) {
		list, err := l.listByRule(ctx, id)
		return session.FixList{On: on, ListFixed: list}, err
	})
}

// listByRule is what the rule gives once earlier lists are followed.
func (l *Ledger) listByRule(ctx context.Context, id domain.SessionID) (session.ListFixed, error) {
	if _, err := l.CompleteSteps(ctx); err != nil {
		return session.ListFixed{}, err
	}
	head, err := l.Log.Head(ctx)
	if err != nil {
		return session.ListFixed{}, err
	}
	items, lists, err := l.Lists.DueByRule(ctx, head, id)
	return session.ListFixed{Origin: session.ByRule, Lists: lists, Items: items}, err
}

// heldOn is the last day of a session as its dates read now, 0 where it is not
// held.
func (l *Ledger) heldOn(ctx context.Context, id domain.SessionID) (domain.Day, error) {
	st, err := l.sessionWithoutLists(ctx, id)
	if err == nil && st.Held != nil {
		return st.Day(), nil
	}
	return 0, err
}

// sessionWithoutLists is how a session stands in the log, but for what it
// examines and inscribes: most of its stream, which is not decoded.
func (l *Ledger) sessionWithoutLists(ctx context.Context, id domain.SessionID) (session.State, error) {
	var s loaded
	for rec, err := range l.Log.Load(ctx, session.Stream(id), 0) {
		if err != nil {
			return session.State{}, err
		}
		if rec.Type == session.ListFixedV1 || rec.Type == session.InscribedV1 {
			continue
		}
		e, err := l.Registry.Decode(rec)
		if err != nil {
			return session.State{}, err
		}
		s.envelopes = append(s.envelopes, e)
	}
	all, err := facts[session.Event](s)
	return session.Fold(all, 0, 0), err
}

// SessionState is how a session stands in the log.
func (l *Ledger) SessionState(ctx context.Context, id domain.SessionID) (session.State, error) {
	s, err := l.load(ctx, session.Stream(id))
	if err != nil {
		return session.State{}, err
	}
	all, err := facts[session.Event](s)
	return session.Fold(all, 0, 0), err
}
