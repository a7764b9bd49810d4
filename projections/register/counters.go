package register

import (
	"suivi/domain"
	"suivi/domain/recommendation"
)

// Tally counts the open recommendations of one heap. Each counts once.
type Tally struct {
	Open    int
	States  [6]int // by domain.State
	Dropped int
	Silent  int
	due     map[domain.Day]int // open ones by the end of their échéance
}

// Late is how many are open after the end of their échéance on today.
func (t *Tally) Late(today domain.Day) int {
	late := 0
	for day, n := range t.due {
		if day < today {
			late += n
		}
	}
	return late
}

// Counters are kept in step with the present, so that asking costs nothing;
// a view of the past counts them anew.
type Counters struct {
	Standings     [9]int // by recommendation.Standing: all that was ever made
	All           Tally
	Forums        map[ForumIndex]*Tally        // by the forum that made it
	Sessions      map[SessionIndex]*Tally      // by the session on whose list it stands
	Owned         map[OrganizationIndex]*Tally // owed by the structure itself
	RolledUp      map[OrganizationIndex]*Tally // owed by it or by any under it
	Unowned       Tally                        // owed by no structure
	Years         map[int]*Tally               // by the year it was made in
	TimesCarried  map[int]*Tally               // by how often it was carried over
	OwnersByTally int                          // sum over owners: counts one for each owner
}

func newCounters() Counters {
	return Counters{
		Forums: map[ForumIndex]*Tally{}, Sessions: map[SessionIndex]*Tally{}, Years: map[int]*Tally{}, TimesCarried: map[int]*Tally{},
		Owned: map[OrganizationIndex]*Tally{}, RolledUp: map[OrganizationIndex]*Tally{},
	}
}

// Counts are the counters of this view.
func (v *View) Counts() *Counters {
	if v.present {
		return &v.r.counts
	}
	c := newCounters()
	for i := range v.r.recommendations {
		c.count(v, RecommendationIndex(i), +1)
	}
	return &c
}

func (c *Counters) remove(v *View, i RecommendationIndex) {
	if e := v.r.recommendations[i]; e.counted {
		e.counted = false
		c.count(v, i, -1)
	}
}

func (c *Counters) insert(v *View, i RecommendationIndex) {
	if e := v.r.recommendations[i]; !e.counted {
		e.counted = true
		c.count(v, i, +1)
	}
}

func (c *Counters) rebuild(v *View) {
	*c = newCounters()
	for i, e := range v.r.recommendations {
		e.counted = true
		c.count(v, RecommendationIndex(i), +1)
	}
}

func (c *Counters) count(v *View, i RecommendationIndex, n int) {
	s := v.State(i)
	c.Standings[s.Standing] += n
	if s.Standing != recommendation.Open {
		return
	}
	status := v.Status(i)
	add := func(t *Tally) { t.add(s, status, n) }
	add(&c.All)
	if f, known := v.r.forumByID[s.Forum]; known {
		add(tally(c.Forums, f))
	}
	if at, known := v.r.sessionByID[lastListing(s).Session]; known {
		add(tally(c.Sessions, at))
	}
	add(tally(c.Years, s.MadeOn.Year()))
	add(tally(c.TimesCarried, s.CarriedTimes))
	owners := v.Owners(i)
	if len(owners) == 0 {
		add(&c.Unowned)
	}
	c.OwnersByTally += n * len(owners)
	for _, o := range owners {
		add(tally(c.Owned, o.Organization))
	}
	for _, o := range v.withAncestors(owners) {
		add(tally(c.RolledUp, o))
	}
}

func (t *Tally) add(s *recommendation.State, status *Status, n int) {
	t.Open += n
	t.States[s.State] += n
	if status.Dropped != nil {
		t.Dropped += n
	}
	if status.Silent {
		t.Silent += n
	}
	if s.Due.To != 0 {
		if t.due == nil {
			t.due = map[domain.Day]int{}
		}
		if t.due[s.Due.To] += n; t.due[s.Due.To] == 0 {
			delete(t.due, s.Due.To)
		}
	}
}

func tally[K comparable](heaps map[K]*Tally, k K) *Tally {
	t := heaps[k]
	if t == nil {
		t = &Tally{}
		heaps[k] = t
	}
	return t
}
