package web

import (
	"strings"

	"suivi/domain/event"
	"suivi/domain/ledger"
	"suivi/projections/register"
	"suivi/projections/report"
)

// happening is what somebody recorded since the form that was refused was
// shown.
type happening struct{ ID, What, Words, By, At string }

// stale reports whether the form was refused because somebody recorded
// something of the same thing since it was shown.
func (v *visit) stale() bool { return v.refused != nil && v.refused.Code == ledger.RefusedStale }

// meanwhile tells what a stream holds after the version that the refused form
// had seen; nothing where the form was refused for another reason.
func (v *visit) meanwhile(r *register.View, stream string) (all []happening, err error) {
	if !v.stale() {
		return nil, nil
	}
	seen, err := readVersion(v.form.Get("version"))
	if err != nil {
		return nil, err
	}
	changes, err := v.Desk.ChangesSince(v.r.Context(), stream, seen)
	for _, c := range changes {
		all = append(all, happening{c.ID.String(), report.EventName(c.Type, v.head.Lang), typeset(report.Said(c.Payload, v.head.Lang, r.NameOf), v.head.Lang), who(c.Actor), v.head.Minute(c.RecordedAt)})
	}
	return all, err
}

// who writes an actor.
func who(a event.Actor) string {
	return strings.TrimSuffix(a.ID+" ("+a.Function+")", " ()")
}
