package main

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"slices"
	"time"

	"suivi/adapters/auth"
	"suivi/adapters/importer/csv"
	"suivi/domain/fault"
	"suivi/projections/integrity"
)

// migrateEvidence copies the bytes of the evidence that events name, where the
// target lacks them. Pieces that the source has no more, or no longer as they
// were, are told: they are lost with or without a migration.
func (a *app) migrateEvidence(ctx context.Context, source, target *store, named map[string]integrity.Place, done *migration) error {
	for _, sum := range slices.Sorted(maps.Keys(named)) {
		found, err := target.evidence.Hash(ctx, sum)
		if err == nil && found == sum {
			done.Evidence++
			continue
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		switch found, err := source.evidence.Hash(ctx, sum); {
		case errors.Is(err, fs.ErrNotExist):
			done.Missing = append(done.Missing, sum)
		case err != nil:
			return err
		case found != sum:
			done.Altered = append(done.Altered, sum)
		default:
			if err := copyPiece(ctx, source, target, sum); err != nil {
				return err
			}
			done.Evidence++
		}
	}
	return nil
}

func copyPiece(ctx context.Context, source, target *store, sum string) error {
	from, err := source.evidence.Open(ctx, sum)
	if err != nil {
		return err
	}
	defer from.Close()
	_, err = target.evidence.Keep(ctx, sum, from)
	return err
}

// lackingTokens is what a target lacks of the tokens of a source.
type lackingTokens struct {
	created, revoked []auth.Token
	used             map[string]time.Time
}

// lackingTokens compares the tokens of both sides. One that the target has, and
// the source has not or has otherwise, is a refusal.
func (a *app) lackingTokens(ctx context.Context, source, target *store, done *migration) (l lackingTokens, err error) {
	all, unread := source.tokens.List(ctx)
	if unread != nil && fault.CodeOf(unread) != auth.Unreadable && fault.CodeOf(unread) != auth.EventUnreadable {
		return l, unread
	}
	if several, are := unread.(interface{ Unwrap() []error }); are {
		done.Unreadable = len(several.Unwrap())
	}
	theirs, err := target.tokens.List(ctx)
	if err != nil {
		return l, err
	}
	there := map[string]auth.Token{}
	for _, t := range theirs {
		there[t.ID] = t
	}
	l.used = map[string]time.Time{}
	for _, t := range all {
		has, is := there[t.ID]
		delete(there, t.ID)
		if t.LastUsedAt.After(has.LastUsedAt) {
			l.used[t.ID] = t.LastUsedAt
		}
		t.LastUsedAt, has.LastUsedAt = time.Time{}, time.Time{}
		before := t
		before.RevokedAt = time.Time{}
		switch {
		case !is:
			l.created = append(l.created, t)
		case has == before && t != before:
			l.revoked = append(l.revoked, t)
		case has != t:
			return l, tokenDiffers(target, t.ID)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(there)) {
		return l, tokenDiffers(target, id)
	}
	done.Tokens = len(all)
	return l, nil
}

func tokenDiffers(target *store, id string) error {
	return fault.New(fault.Refused, "migration.autre_jeton", "ou", target.where, "id", id)
}

// add gives the target what it lacks.
func (l lackingTokens) add(ctx context.Context, target *store) error {
	for _, t := range l.created {
		if err := target.tokens.Create(ctx, t); err != nil {
			return err
		}
	}
	for _, t := range l.revoked {
		if _, _, err := target.tokens.Revoke(ctx, t.ID, t.RevokedAt); err != nil {
			return err
		}
	}
	for _, id := range slices.Sorted(maps.Keys(l.used)) {
		if err := target.tokens.Used(ctx, id, l.used[id]); err != nil {
			return err
		}
	}
	return nil
}

// migrateDecisions copies the decisions that imports were told. Where the target
// decides otherwise, the target's stay.
func migrateDecisions(ctx context.Context, source, target *store) error {
	kept, err := source.decisions.Decisions(ctx)
	if err != nil || len(kept) == 0 {
		return err
	}
	there, err := target.decisions.Decisions(ctx)
	if err != nil {
		return err
	}
	rows, err := csv.Merged(append(kept, there...))
	if err != nil {
		return err
	}
	return target.decisions.Keep(ctx, rows)
}
