package runner

import (
	"context"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/session"
	"suivi/projections/register"
)

// Duplicates answers ledger.Lists. A runner that has stopped names those that
// it knows of: an event that it cannot read must not stop the writes, which
// need this to be judged and record nothing of it.
func (r *Runner) Duplicates(ctx context.Context, seen event.Position, id domain.RecommendationID) (all []domain.RecommendationID, err error) {
	if err := r.WaitFor(ctx, seen); err != nil && r.Failure() == nil {
		return nil, err
	}
	err = r.register.Query(ctx, register.Moment{}, func(v *register.View) error {
		all = v.DuplicatesOf(id)
		return nil
	})
	return all, err
}

// DueByRule answers ledger.Lists.
func (r *Runner) DueByRule(ctx context.Context, seen event.Position, id domain.SessionID) (items []session.Item, lists []domain.SessionID, err error) {
	if err := r.WaitFor(ctx, seen); err != nil {
		return nil, nil, err
	}
	err = r.register.Query(ctx, register.Moment{}, func(v *register.View) error {
		items, lists, err = v.ListByRule(id)
		return err
	})
	return items, lists, err
}

// Unfollowed answers ledger.Lists.
func (r *Runner) Unfollowed(ctx context.Context, seen event.Position) (all []event.Envelope, err error) {
	if err := r.WaitFor(ctx, seen); err != nil {
		return nil, err
	}
	err = r.register.Query(ctx, register.Moment{}, func(v *register.View) error {
		all = v.Unfollowed()
		return nil
	})
	return all, err
}
