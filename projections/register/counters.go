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
	Moved   int                // something took effect since the last session
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
// a view of the past counts them once. A heap in which nothing is open is not
// among them.
type Counters struct {
	Standings    [recommendation.NeverMade + 1]int // by recommendation.Standing: all that was ever recorded
	All          Tally
	Forums       map[ForumIndex]*Tally        // by the forum that made it
	Sessions     map[SessionIndex]*Tally      // by the session on whose list it stands
	Owned        map[OrganizationIndex]*Tally // owed by the structure itself
	RolledUp     map[OrganizationIndex]*Tally // owed by it or by any under it
	Unowned      Tally                        // owed by no structure
	MadeOn       map[domain.Day]*Tally        // by the day it was made
	TimesCarried map[int]*Tally               // by how often it was carried over
}

// ticket is all as which one open recommendation is counted: it is taken out
// as what it was put in, whatever changed since.
type ticket struct {
	state                  domain.State
	dropped, silent, moved bool
	due, madeOn            domain.Day
	times                  int
	forum                  ForumIndex
	session                SessionIndex
	own, rolled            []OrganizationIndex
}

func newCounters() Counters {
	return Counters{
		Forums: map[ForumIndex]*Tally{}, Sessions: map[SessionIndex]*Tally{}, MadeOn: map[domain.Day]*Tally{}, TimesCarried: map[int]*Tally{},
		Owned: map[OrganizationIndex]*Tally{}, RolledUp: map[OrganizationIndex]*Tally{},
	}
}

// Counts are the counters of this view.
func (v *View) Counts() *Counters { return &v.digest(AnyFilter()).counts }

// ticket is as what i is to be counted, nil where it is not open.
func (v *View) ticket(i RecommendationIndex) *ticket { return v.ticketAs(i, v.Status(i)) }

func (v *View) ticketAs(i RecommendationIndex, status *Status) *ticket {
	s := v.State(i)
	if s.Standing != recommendation.Open {
		return nil
	}
	t := &ticket{state: s.State, dropped: status.Dropped != nil, silent: status.Silent, moved: status.Moved,
		due: s.Due.To, madeOn: s.MadeOn, times: s.CarriedTimes, forum: None, session: None}
	if f, known := v.r.forumByID[s.Forum]; known {
		t.forum = f
	}
	if at, known := v.r.sessionByID[lastListing(s).Session]; known {
		t.session = at
	}
	owners := v.Owners(i)
	for _, o := range owners {
		t.own = append(t.own, o.Organization)
	}
	t.rolled = v.withAncestors(owners)
	return t
}

func (c *Counters) count(t *ticket, n int) {
	c.All.add(t, n)
	enter(c.Forums, t.forum, t, n)
	enter(c.Sessions, t.session, t, n)
	enter(c.MadeOn, t.madeOn, t, n)
	enter(c.TimesCarried, t.times, t, n)
	if len(t.own) == 0 {
		c.Unowned.add(t, n)
	}
	for _, o := range t.own {
		enter(c.Owned, o, t, n)
	}
	for _, o := range t.rolled {
		enter(c.RolledUp, o, t, n)
	}
}

func enter[K comparable](heaps map[K]*Tally, k K, of *ticket, n int) {
	t := heaps[k]
	if t == nil {
		t = &Tally{}
		heaps[k] = t
	}
	if t.add(of, n); t.Open == 0 {
		delete(heaps, k)
	}
}

func (t *Tally) add(of *ticket, n int) {
	t.Open += n
	t.States[of.state] += n
	if of.dropped {
		t.Dropped += n
	}
	if of.silent {
		t.Silent += n
	}
	if of.moved {
		t.Moved += n
	}
	if of.due != 0 {
		if t.due == nil {
			t.due = map[domain.Day]int{}
		}
		if t.due[of.due] += n; t.due[of.due] == 0 {
			delete(t.due, of.due)
		}
	}
}
