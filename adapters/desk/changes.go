package desk

import (
	"context"
	"crypto/rand"
	"time"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
)

// Change is what was recorded in a stream since somebody looked: an event of
// its history, in the same words, with its version.
type Change struct {
	Version    event.Version `json:"version"`
	ID         ulid.ULID     `json:"id"`
	Type       event.Type    `json:"type"`
	Day        domain.Day    `json:"effet"`
	RecordedAt time.Time     `json:"enregistre_le"`
	Actor      event.Actor   `json:"acteur"`
	Command    ulid.ULID     `json:"commande"`
	Cause      ulid.ULID     `json:"cause,omitzero"`
	Payload    event.Payload `json:"donnees"`
}

// maxChanges bounds how many changes are told: who is further behind reads the
// history.
const maxChanges = 50

// ChangesSince gives what a stream holds after the version seen, in order.
func (d *Desk) ChangesSince(ctx context.Context, stream string, seen event.Version) (all []Change, err error) {
	for rec, err := range d.Ledger.Log.Load(ctx, stream, seen+1) {
		if err != nil {
			return all, err
		}
		if rec.Version <= seen {
			continue
		}
		e, err := d.Ledger.Registry.Decode(rec)
		if err != nil {
			return all, err
		}
		all = append(all, Change{rec.Version, e.ID, e.Payload.EventType(), e.Day, e.RecordedAt, e.Actor, e.Command, e.Cause, e.Payload})
		if len(all) == maxChanges {
			break
		}
	}
	return all, nil
}

// NewCommandID is a fresh id for a command given now.
func NewCommandID(now time.Time) ulid.ULID { return ulid.MustNew(ulid.Timestamp(now), rand.Reader) }
