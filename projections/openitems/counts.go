// Package openitems answers how much is open, for those who poll: the
// counters, and the lists behind them.
package openitems

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/recommendation"
	"suivi/projections/register"
)

// Counts are open-item counts. Every count is the length of the list that
// List gives for the same heap.
type Counts struct {
	Position  event.Position `json:"position"`
	AsOf      domain.Day     `json:"au,omitzero"` // the last day of effect that counts; 0: all that is recorded, what takes effect later too
	Today     domain.Day     `json:"aujourdhui"`  // the day on which it is asked: what is late depends on it
	Made      int            `json:"formulees"`   // all that was ever made and not entered by mistake
	Standings []Count        `json:"situations"`
	Open      Tally          `json:"ouvertes"`
	States    []Heap         `json:"par_etat,omitzero"`
	Forums    []Heap         `json:"par_cadre,omitzero"`
	Sessions  []Heap         `json:"par_session,omitzero"`
	Owners    []Heap         `json:"par_structure,omitzero"`
	Unowned   int            `json:"sans_responsable"`
	Ages      []Heap         `json:"par_age,omitzero"` // whole years since it was made
	Carried   []Heap         `json:"par_reconductions,omitzero"`
}

// Tally is one heap of open recommendations, each once.
type Tally struct {
	Open    int `json:"ouvertes"`
	Late    int `json:"en_retard"`
	Silent  int `json:"sans_nouvelles"`
	Dropped int `json:"perdues_de_vue"`
}

// Heap is a tally under its name: a code, a reference, an état, a number.
type Heap struct {
	Key string `json:"cle"`
	Tally
}

// Count is how many there are of a name.
type Count struct {
	Key   string `json:"cle"`
	Count int    `json:"nombre"`
}

// By is one way of heaping what is open.
type By string

// The ways, by the names under which they are asked.
const (
	ByState        By = "etat"
	ByForum        By = "cadre"
	BySession      By = "session"
	ByOrganization By = "structure"
	ByAge          By = "age"
	ByTimesCarried By = "reconductions"
)

// Ways are all of them.
func Ways() []By { return []By{ByState, ByForum, BySession, ByOrganization, ByAge, ByTimesCarried} }

// Of counts in view v, heaped in the ways that are asked; none: in every way.
// What is not asked costs nothing and is nil.
func Of(v *register.View, ways ...By) Counts {
	c := v.Counts()
	counts := Counts{Position: v.Position(), AsOf: v.Until(), Today: v.Today(), Open: tally(v, &c.All), Unowned: c.Unowned.Open}
	for s := recommendation.Proposed; s <= recommendation.NeverMade; s++ {
		counts.Standings = append(counts.Standings, Count{s.String(), c.Standings[s]})
		if s != recommendation.NeverMade {
			counts.Made += c.Standings[s]
		}
	}
	if len(ways) == 0 {
		ways = Ways()
	}
	for _, way := range ways {
		switch way {
		case ByState:
			counts.States = states(c)
		case ByForum:
			counts.Forums = heaps(v, c.Forums, func(f register.ForumIndex) string { return v.Forum(f).Code })
		case BySession:
			counts.Sessions = heaps(v, c.Sessions, v.SessionReference)
		case ByOrganization:
			counts.Owners = heaps(v, c.RolledUp, func(o register.OrganizationIndex) string { return v.DescribeOrganization(o, "").Code })
		case ByAge:
			counts.Ages = ages(v, c)
		case ByTimesCarried:
			counts.Carried = timesCarried(v, c)
		}
	}
	return counts
}

func states(c *register.Counters) []Heap {
	all := []Heap{}
	for _, s := range domain.States() {
		if s != domain.Executed {
			all = append(all, Heap{Key: s.String(), Tally: Tally{Open: c.All.States[s]}})
		}
	}
	return all
}

func timesCarried(v *register.View, c *register.Counters) []Heap {
	all := []Heap{}
	for _, times := range slices.Sorted(maps.Keys(c.TimesCarried)) {
		all = append(all, Heap{strconv.Itoa(times), tally(v, c.TimesCarried[times])})
	}
	return all
}

// ages counts by whole years since the day of making.
func ages(v *register.View, c *register.Counters) []Heap {
	byAge := map[int]*Tally{}
	for day, t := range c.MadeOn {
		aged(byAge, day.YearsUntil(v.Today())).add(tally(v, t))
	}
	return named(byAge)
}

// AgesOf is what forum f made and is open, by whole years since; None: of all,
// which the counters tell.
func AgesOf(v *register.View, f register.ForumIndex) ([]Heap, error) {
	if f == register.None {
		return ages(v, v.Counts()), nil
	}
	filter := register.AnyFilter()
	filter.Forum, filter.Standing = f, recommendation.Open
	open, _, err := v.List(filter, register.Page{})
	byAge := map[int]*Tally{}
	for _, i := range open {
		t := aged(byAge, v.State(i).MadeOn.YearsUntil(v.Today()))
		t.Open++
		if v.Late(i) {
			t.Late++
		}
		if v.Status(i).Silent {
			t.Silent++
		}
		if v.Status(i).Dropped != nil {
			t.Dropped++
		}
	}
	return named(byAge), err
}

func aged(byAge map[int]*Tally, age int) *Tally {
	if byAge[age] == nil {
		byAge[age] = &Tally{}
	}
	return byAge[age]
}

func named(byAge map[int]*Tally) []Heap {
	all := []Heap{}
	for _, age := range slices.Sorted(maps.Keys(byAge)) {
		all = append(all, Heap{strconv.Itoa(age), *byAge[age]})
	}
	return all
}

func (t *Tally) add(other Tally) {
	t.Open += other.Open
	t.Late += other.Late
	t.Silent += other.Silent
	t.Dropped += other.Dropped
}

func tally(v *register.View, t *register.Tally) Tally {
	return Tally{Open: t.Open, Late: t.Late(v.Today()), Silent: t.Silent, Dropped: t.Dropped}
}

// heaps names the tallies, in order of name.
func heaps[K comparable](v *register.View, from map[K]*register.Tally, name func(K) string) []Heap {
	all := make([]Heap, 0, len(from))
	for k, t := range from {
		all = append(all, Heap{name(k), tally(v, t)})
	}
	slices.SortFunc(all, func(a, b Heap) int { return cmp.Compare(a.Key, b.Key) })
	return all
}

// List is a stretch of a list of recommendations.
type List struct {
	Items []register.Item `json:"recommandations"`
	Next  string          `json:"curseur,omitzero"`
}

// Cursor is that of the stretch after this one, "" for none.
func (l *List) Cursor() string { return l.Next }

// Join adds the stretch that follows.
func (l *List) Join(next List) { l.Items, l.Next = append(l.Items, next.Items...), next.Next }

// ListOf gives the rows that f holds.
func ListOf(v *register.View, f register.Filter, p register.Page) (List, error) {
	rows, next, err := v.List(f, p)
	l := List{Items: make([]register.Item, 0, len(rows)), Next: next}
	for _, i := range rows {
		l.Items = append(l.Items, v.Describe(i))
	}
	return l, err
}
