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

// staleVersion is the version that a form refused for that had seen, "" where
// it was refused for another reason.
func (v *visit) staleVersion() string {
	if !v.stale() {
		return ""
	}
	return v.form.Get("version")
}

// meanwhile tells what a stream holds after the version that the refused form
// had seen; nothing where the form was refused for another reason.
func (v *visit) meanwhile(r *register.View, stream string) ([]happening, error) {
	seen, err := readVersion(v.staleVersion())
	if err != nil {
		return nil, nil
	}
	return v.happenings(r, stream, seen)
}

// happenings tells what a stream holds after a version.
func (v *visit) happenings(r *register.View, stream string, seen event.Version) (all []happening, err error) {
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
