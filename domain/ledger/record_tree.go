package ledger

import (
	"context"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/forum"
	"suivi/domain/organization"
)

// Forum records a command of the forum that files call code.
func (l *Ledger) Forum(ctx context.Context, m Meta, code string, c forum.Command) (Receipt, error) {
	hash, err := HashOf(c)
	if err != nil {
		return Receipt{}, err
	}
	id := forum.IDOf(code)
	return l.append(ctx, m, hash, forum.Stream(id), func(s loaded) ([]decision, error) {
		all, err := facts[forum.Event](s)
		if err != nil {
			return nil, err
		}
		decided, err := forum.Decide(all, c)
		if err != nil || len(decided) == 0 {
			return nil, err
		}
		if err := l.checkForum(ctx, code, holding(decided[0], forum.Rectified.Correcting)); err != nil {
			return nil, err
		}
		return decisions(decided, nil)
	})
}

// checkForum refuses what names a forum that is not, and a place under itself.
func (l *Ledger) checkForum(ctx context.Context, code string, d event.Decided[event.Payload]) error {
	at := tree[domain.ForumID]{place: "parent", node: l.forumNode, unknown: forum.RefusedUnknown, circle: forum.InvalidParent, arg: "cadre"}
	switch e := d.Event.(type) {
	case forum.Created:
		if e.Code != code {
			return fault.New(fault.Invalid, event.RefusedOtherIdentity, "lu", e.Code).At("code")
		}
		return at.check(ctx, forum.IDOf(code), e.Parent, d.Day)
	case forum.Reparented:
		return at.check(ctx, forum.IDOf(code), e.Parent, d.Day)
	case forum.RuleSet:
		for _, id := range e.Forums {
			if _, err := at.in("cadres").known(ctx, id); err != nil {
				return err
			}
		}
		for _, id := range e.CarriedOverBy {
			if _, err := at.in("reconduction_par").known(ctx, id); err != nil {
				return err
			}
		}
	}
	return nil
}

func (l *Ledger) forumNode(ctx context.Context, id domain.ForumID) (node[domain.ForumID], error) {
	s, err := l.load(ctx, forum.Stream(id))
	if err != nil {
		return node[domain.ForumID]{}, err
	}
	all, err := facts[forum.Event](s)
	n := node[domain.ForumID]{exists: forum.Fold(all, 0, 0).Exists}
	for _, f := range event.Effective(all, 0, 0) {
		switch e := f.Event.(type) {
		case forum.Created:
			n.moves = append(n.moves, move[domain.ForumID]{f.Day, e.Parent})
		case forum.Reparented:
			n.moves = append(n.moves, move[domain.ForumID]{f.Day, e.Parent})
		}
	}
	return n, err
}

// Organization records a command of the structure that files call code.
func (l *Ledger) Organization(ctx context.Context, m Meta, code string, c organization.Command) (Receipt, error) {
	hash, err := HashOf(c)
	if err != nil {
		return Receipt{}, err
	}
	return l.append(ctx, m, hash, organization.Stream(organization.IDOf(code)), func(s loaded) ([]decision, error) {
		all, err := facts[organization.Event](s)
		if err != nil {
			return nil, err
		}
		decided, err := organization.Decide(all, c)
		if err != nil || len(decided) == 0 {
			return nil, err
		}
		if err := l.checkOrganization(ctx, code, holding(decided[0], organization.Rectified.Correcting)); err != nil {
			return nil, err
		}
		return decisions(decided, nil)
	})
}

// checkOrganization refuses a parent or successor that is not, or that would
// have the structure lie under or succeed itself.
func (l *Ledger) checkOrganization(ctx context.Context, code string, d event.Decided[event.Payload]) error {
	self := organization.IDOf(code)
	at := tree[domain.OrganizationID]{place: "parent", node: l.parents, unknown: organization.RefusedUnknown, circle: organization.InvalidParent, arg: "structure"}
	switch e := d.Event.(type) {
	case organization.Created:
		if e.Code != code {
			return fault.New(fault.Invalid, event.RefusedOtherIdentity, "lu", e.Code).At("code")
		}
		return at.check(ctx, self, e.Parent, d.Day)
	case organization.Reparented:
		return at.check(ctx, self, e.Parent, d.Day)
	case organization.Merged:
		at.node = l.successors
		return at.in("successeur").check(ctx, self, e.Successor, d.Day)
	}
	return nil
}

func (l *Ledger) parents(ctx context.Context, id domain.OrganizationID) (node[domain.OrganizationID], error) {
	return l.organizationNode(ctx, id, func(e organization.Event) (domain.OrganizationID, bool) {
		switch e := e.(type) {
		case organization.Created:
			return e.Parent, true
		case organization.Reparented:
			return e.Parent, true
		}
		return domain.OrganizationID{}, false
	})
}

func (l *Ledger) successors(ctx context.Context, id domain.OrganizationID) (node[domain.OrganizationID], error) {
	return l.organizationNode(ctx, id, func(e organization.Event) (domain.OrganizationID, bool) {
		m, merges := e.(organization.Merged)
		return m.Successor, merges
	})
}

func (l *Ledger) organizationNode(ctx context.Context, id domain.OrganizationID, above func(organization.Event) (domain.OrganizationID, bool)) (node[domain.OrganizationID], error) {
	s, err := l.load(ctx, organization.Stream(id))
	if err != nil {
		return node[domain.OrganizationID]{}, err
	}
	all, err := facts[organization.Event](s)
	n := node[domain.OrganizationID]{exists: organization.Fold(all, 0, 0).Exists}
	for _, f := range event.Effective(all, 0, 0) {
		if to, moves := above(f.Event); moves {
			n.moves = append(n.moves, move[domain.OrganizationID]{f.Day, to})
		}
	}
	return n, err
}
