package register

import (
	"math"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/forum"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// allDays comes before every day.
const allDays domain.Day = math.MinInt32

// reach is a day before which e, just applied, changes nothing: a view as of an
// earlier one is what it was. What corrects, makes two records one, or moves
// what a session did reaches all days.
func (r *Register) reach(e event.Envelope) domain.Day {
	switch p := e.Payload.(type) {
	case recommendation.Rectified, recommendation.Absorbed, session.Rectified, session.Held, session.ListFixed, forum.Rectified, organization.Rectified:
		return allDays
	case recommendation.Event:
		if s, known := r.sessionByID[recommendation.SessionOf(p)]; known {
			if day := lastDay(&r.sessions[s].state); day != 0 {
				return min(day, e.Day)
			}
		}
	}
	return e.Day
}
