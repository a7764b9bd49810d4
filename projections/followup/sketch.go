package followup

import (
	"cmp"
	"slices"

	"suivi/domain"
	"suivi/domain/recommendation"
	"suivi/projections/register"
)

// Sketch is the table of a session before any of its rows is put in words:
// which it has, in order, what the session did with each, and what that comes
// to. A row is described when it is asked for. Like the view that it is of, a
// sketch is valid only inside the query that made it.
type Sketch struct {
	Session  register.Head
	AsClosed bool
	*outline
	of    register.SessionIndex
	asked *register.View // the view that was asked
	view  *register.View // the one of which it tells: as closed, where it was
	names *register.View
}

// outline is what a sketch holds of each row.
type outline struct {
	totals Totals
	rows   []sketched
	made   []listed
	places map[register.RecommendationIndex]int // of the rows
}

type sketched struct {
	due  register.DueItem
	mark Mark
}

type listed struct {
	recommendation register.RecommendationIndex
	at             recommendation.Listing
	carried, again bool // again: it stands on the list more than once
}

// Mark is what a session did with one recommendation.
type Mark struct {
	Added    bool // examined, though not on the list
	Examined bool
	State    domain.State
	Classed  recommendation.Motive
	Carried  bool
}

// SketchOf sketches the table of session s: as closed, where it was.
func SketchOf(v *register.View, s register.SessionIndex) Sketch {
	frozen, closed := v.AsClosed(s)
	k := sketch(frozen, s)
	k.AsClosed, k.asked = closed, v
	switch {
	case closed:
		k.outline = v.Once(s, "followup", func(frozen *register.View) any { return outlineOf(frozen, s) }).(*outline)
	case v.DueAlone(s):
		k.outline = v.Remembered(s, "followup", func() any { return outlineOf(v, s) }, func(was any, i register.RecommendationIndex) bool { return was.(*outline).renew(v, s, i) }).(*outline)
	default:
		k.outline = outlineOf(v, s)
	}
	return k
}

func sketch(v *register.View, s register.SessionIndex) Sketch {
	return Sketch{Session: v.Head(s), of: s, view: v, names: v.NamesOn(v.Session(s).Day())}
}

func outlineOf(v *register.View, s register.SessionIndex) *outline {
	o := &outline{places: map[register.RecommendationIndex]int{}}
	enter := func(due register.DueItem, added bool) {
		m := markOf(v, s, due.Recommendation)
		m.Added = added
		o.places[due.Recommendation] = len(o.rows)
		o.rows = append(o.rows, sketched{due, m})
		o.totals.count(m, +1)
	}
	for _, due := range v.Due(s) {
		enter(due, false)
	}
	for _, i := range v.ExaminedBeside(s, o.places) {
		if i = v.Bearer(i, s); o.hasNo(i) {
			enter(register.DueItem{Recommendation: i, Number: v.NumberBefore(i, s), From: register.None}, true)
		}
	}
	o.list(v, s)
	return o
}

// renew enters what session s does now with i, of which something was recorded;
// false where that gives the table a row, or takes one off.
func (o *outline) renew(v *register.View, s register.SessionIndex, i register.RecommendationIndex) bool {
	n, has := o.places[i]
	added := has && o.rows[n].mark.Added
	m := markOf(v, s, i)
	if !v.DueAsBefore(i, s, has && !added) || m.Examined && !has || added && !m.Examined {
		return false
	}
	if has {
		m.Added = added
		o.totals.count(o.rows[n].mark, -1)
		o.totals.count(m, +1)
		o.rows[n].mark = m
	}
	return true
}

func (o *outline) hasNo(i register.RecommendationIndex) bool {
	_, has := o.places[i]
	return !has
}

// list enters what session s put on its own list. A duplicate is shown as the
// record that it is one with, which counts once.
func (o *outline) list(v *register.View, s register.SessionIndex) {
	counted := map[register.RecommendationIndex]bool{}
	for i, l := range v.Listed(s) {
		i = v.Bearer(i, s)
		_, carried := v.CarriedAt(i, s)
		o.made = append(o.made, listed{i, l, carried, counted[i]})
		if counted[i] {
			continue
		}
		counted[i] = true
		o.totals.Listed++
		if carried {
			o.totals.CarriedAll++
		} else {
			o.totals.Made++
		}
	}
	slices.SortStableFunc(o.made, func(a, b listed) int { return cmp.Compare(a.at.Place, b.at.Place) })
}

func markOf(v *register.View, s register.SessionIndex, i register.RecommendationIndex) Mark {
	var r Row
	if v.DealtWith(i, s) {
		r.retain(v, s, i)
	}
	return Mark{Examined: r.Examined, State: r.State, Classed: recommendation.Motive(r.Classed), Carried: r.CarriedOver != ""}
}

// count counts a row n times.
func (t *Totals) count(m Mark, n int) {
	if !m.Added {
		t.ToExamine += n
	}
	if !m.Examined {
		t.NotSeen += n
		return
	}
	t.Examined += n
	switch {
	case m.Classed != "":
		t.Classed += n
		if m.Classed == recommendation.MotiveNoObject {
			t.NoObject += n
		}
	case m.State == domain.Executed:
		t.Executed += n
	case m.State == domain.InProgress:
		t.InProgress += n
	default:
		t.NotDone += n
	}
	if m.Carried {
		t.Carried += n
	}
}

// Totals are what the table comes to.
func (k Sketch) Totals() Totals { return k.totals }

// Table is the table without any row, line or change.
func (k Sketch) Table() Table {
	return Table{Session: k.Session, AsClosed: k.AsClosed, Totals: k.totals, Rates: k.totals.Rates(k.view.Session(k.of).Day()), Sentence: k.totals.Sentence()}
}

// Len is how many rows there are, and MadeLen how many lines of the list that
// the session made.
func (k Sketch) Len() int     { return len(k.rows) }
func (k Sketch) MadeLen() int { return len(k.made) }

// Rows are the places of the rows whose marks a part holds.
func (k Sketch) Rows(holds func(Mark) bool) (places []int) {
	for n := range k.rows {
		if holds(k.rows[n].mark) {
			places = append(places, n)
		}
	}
	return places
}

// Lines are the places of what a part of the list made holds, by whether it was
// carried over: each recommendation once.
func (k Sketch) Lines(holds func(carried bool) bool) (places []int) {
	for n, m := range k.made {
		if !m.again && holds(m.carried) {
			places = append(places, n)
		}
	}
	return places
}

// Place is the place of the row of i, -1 where it has none.
func (k Sketch) Place(i register.RecommendationIndex) int {
	if n, has := k.places[i]; has {
		return n
	}
	return -1
}

// Several reports whether numéros alone do not tell the rows apart: where they
// stood on more than one list.
func (k Sketch) Several() bool {
	return several(len(k.rows), func(n int) (register.SessionIndex, string) { return k.rows[n].due.From, k.rows[n].due.Number })
}

// Recommendation is that of the row at a place.
func (k Sketch) Recommendation(place int) register.RecommendationIndex {
	return k.rows[place].due.Recommendation
}

// Row puts the row at a place in words.
func (k Sketch) Row(place int) Row {
	r := row(k.view, k.names, k.of, k.rows[place].due)
	r.Added = k.rows[place].mark.Added
	return r
}

// Made puts the line at a place of the list made in words.
func (k Sketch) Made(place int) MadeRow {
	l := k.made[place]
	return MadeRow{Number: l.at.Number, Place: l.at.Place, Item: describe(k.view, k.names, l.recommendation), Carried: l.carried,
		Was: k.view.ReferenceBefore(l.recommendation, k.of), recommendation: l.recommendation}
}

// only puts the rows and lines of some recommendations in words.
func (k Sketch) only(these func(register.RecommendationIndex) bool) Table {
	t := k.Table()
	for n, r := range k.rows {
		if these(r.due.Recommendation) {
			t.Rows = append(t.Rows, k.Row(n))
		}
	}
	for n, m := range k.made {
		if these(m.recommendation) {
			t.Made = append(t.Made, k.Made(n))
		}
	}
	return t
}
