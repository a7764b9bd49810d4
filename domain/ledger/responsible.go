package ledger

import (
	"cmp"
	"context"
	"math"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
)

// RefusedNotResponsible: a structure that owes nothing of it declares.
const RefusedNotResponsible = "recommandation.pas_responsable"

// checkResponsible refuses the word of a structure that has no part in the
// recommendation. Of an owner speak also those above and under it on that day
// (a ministry for its direction, a direction of a ministry that owes it), and
// the one that it was merged into, or that was merged into it. Where nobody is
// named, anybody speaks. What is refused or recorded whoever declares, Decide
// answers first.
func (l *Ledger) checkResponsible(ctx context.Context, h recommendation.History, c recommendation.Declare) error {
	owners := recommendation.FoldWithin(h, recommendation.Horizon{On: c.On}).Owners
	if len(owners) == 0 {
		return nil
	}
	speaker, err := l.lineage(ctx, c.Owner, c.On)
	if err != nil {
		return err
	}
	for _, o := range owners {
		owner, err := l.lineage(ctx, o.Organization, c.On)
		if err != nil || owner.lies(speaker) || speaker.lies(owner) {
			return err
		}
	}
	if decided, err := recommendation.Decide(h, c); err != nil || len(decided) == 0 {
		return err
	}
	code, err := l.organizationCode(ctx, c.Owner)
	if err != nil {
		return err
	}
	return fault.New(fault.Refused, RefusedNotResponsible, "structure", code).At("structure")
}

// checkOtherDeclarant is checkResponsible for a rectification that gives a
// declaration to another structure. One that keeps it is not judged again.
func (l *Ledger) checkOtherDeclarant(ctx context.Context, h recommendation.History, c recommendation.Rectify, instead recommendation.Declared) error {
	target, _ := h.At(c.Corrects)
	if r, is := target.Event.(recommendation.Rectified); is {
		target, _ = h.At(r.Corrects)
	}
	if was, declared := target.Event.(recommendation.Declared); !declared || was.Owner == instead.Owner {
		return nil
	}
	return l.checkResponsible(ctx, h, recommendation.Declare{On: cmp.Or(c.NewDay, target.Day), Declared: instead})
}

// lineage is a structure and those it belongs to.
type lineage struct {
	// itself is the structure and its successors, whatever the day of the
	// merger: entered late, it still says that they are one.
	itself map[domain.OrganizationID]bool
	// above are these and all that they lie under.
	above map[domain.OrganizationID]bool
}

// lies reports whether l is of, or lies somewhere under, what other is.
func (l lineage) lies(other lineage) bool {
	for id := range other.itself {
		if l.above[id] {
			return true
		}
	}
	return false
}

// lineage reads the streams of id and of those above it, as they lay on day; a
// structure opened later lies where it lay first.
func (l *Ledger) lineage(ctx context.Context, id domain.OrganizationID, day domain.Day) (lineage, error) {
	line := lineage{map[domain.OrganizationID]bool{id: true}, map[domain.OrganizationID]bool{id: true}}
	for todo := []domain.OrganizationID{id}; len(todo) > 0; todo = todo[1:] {
		at := todo[0]
		parent, err := l.parents(ctx, at)
		if err != nil {
			return line, err
		}
		successor, err := l.successors(ctx, at)
		if err != nil {
			return line, err
		}
		enter := func(n node[domain.OrganizationID], on domain.Day, same bool) {
			if len(n.moves) == 0 {
				return
			}
			next := n.above(max(on, n.moves[0].on))
			if same && line.itself[at] {
				line.itself[next] = true
			}
			if !next.IsZero() && !line.above[next] {
				line.above[next] = true
				todo = append(todo, next)
			}
		}
		enter(successor, math.MaxInt32, true)
		enter(parent, day, false)
	}
	return line, nil
}

// organizationCode is what files call a structure, its id where it has none.
func (l *Ledger) organizationCode(ctx context.Context, id domain.OrganizationID) (string, error) {
	s, err := l.load(ctx, organization.Stream(id))
	if err != nil {
		return "", err
	}
	all, err := facts[organization.Event](s)
	return cmp.Or(organization.Fold(all, 0, 0).Code, id.String()), err
}
