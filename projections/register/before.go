package register

import (
	"suivi/domain"
	"suivi/domain/recommendation"
)

// Before is how a recommendation stood before a session: what later ones did
// is not in it, nor what this one itself finds, carries over or classes.
type Before struct {
	Facts   []recommendation.Fact // in the order in which they count
	State   recommendation.State
	Listing recommendation.Listing // the last list on which it stood
	Owners  []Owner
	Said    []Saying
	Late    bool
}

// Before tells how i stood before session s.
func (v *View) Before(i RecommendationIndex, s SessionIndex) (b Before) {
	day := v.placed(s)
	b.Facts, b.State = v.History(i).Before(v.horizon(), v.r.sessions[s].id, day)
	b.Listing = lastListing(&b.State)
	b.Owners, b.Said = v.describeOwners(v.owedIn(&b.State)), v.saidIn(&b.State)
	if day == 0 || v.today < day {
		day = v.today
	}
	b.Late = lateOn(&b.State, day)
	return b
}

// placed is the day on which session s has its place among the facts, 0 where
// it comes after them all: it has no day, or is the next that its forum holds,
// be it later than expected.
func (v *View) placed(s SessionIndex) domain.Day {
	if f := v.r.sessions[s].forum; v.Session(s).Held == nil && f != None && len(v.after(v.Order(f), s)) == 0 {
		return 0
	}
	return v.Session(s).Day()
}

// HeldBefore is the last day of the session that the forum of s held before it,
// 0 for none.
func (v *View) HeldBefore(s SessionIndex) domain.Day {
	if v.r.sessions[s].forum == None {
		return 0
	}
	held := v.before(s)
	if len(held) == 0 {
		return 0
	}
	return v.Session(held[len(held)-1]).Day()
}
