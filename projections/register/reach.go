package register

import (
	"math"
	"slices"

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

// reaches keep, of what was recorded that changes more than it is recorded of,
// the earliest day that it reaches back to since any rank.
type reaches []reached

type reached struct {
	seq uint64
	day domain.Day
}

// add enters something recorded at seq that takes effect from day on.
func (r *reaches) add(seq uint64, day domain.Day) {
	for len(*r) > 0 && (*r)[len(*r)-1].day >= day {
		*r = (*r)[:len(*r)-1]
	}
	*r = append(*r, reached{seq, day})
}

// since is the earliest day reached by what was recorded after seq, beyond all
// days where nothing was.
func (r reaches) since(seq uint64) domain.Day {
	at, _ := slices.BinarySearchFunc(r, seq+1, func(e reached, seq uint64) int {
		if e.seq < seq {
			return -1
		}
		return 1
	})
	if at == len(r) {
		return domain.Day(math.MaxInt32)
	}
	return r[at].day
}
