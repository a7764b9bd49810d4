package followup

import (
	"slices"

	"suivi/domain"
	"suivi/projections/register"
)

// Point is what one closed session retained, as it was closed.
type Point struct {
	Session register.Head
	Totals  Totals // of what it examined, whatever it had to examine
	Rates   []Rate
}

// Rate is the one of that name.
func (p Point) Rate(name RateName) Rate {
	for _, r := range p.Rates {
		if r.Name == name {
			return r
		}
	}
	return Rate{Name: name}
}

// TrendOf follows the last n closed sessions of forum f, or of all where f is
// None, that examined anything: in order of day, the last one last. It costs
// what those sessions dealt with, once for each of them.
func TrendOf(v *register.View, f register.ForumIndex, n int) []Point {
	forums := []register.ForumIndex{f}
	if f == register.None {
		forums = v.ForumsByCode()
	}
	orders := make([][]register.SessionIndex, len(forums))
	for k, f := range forums {
		orders[k] = v.Order(f)
	}
	var points []Point
	for looked := 0; len(points) < n && looked < lookBack*n; looked++ {
		s, more := takeLast(v, orders)
		if !more {
			break
		}
		if v.Session(s).Closed == nil {
			continue
		}
		if t := v.Once(s, "retained", func(v *register.View) any { return retained(v, s) }).(retaining); t.Examined > 0 {
			points = append(points, Point{v.Head(s), t.Totals, t.Rates(t.day)})
		}
	}
	slices.Reverse(points)
	return points
}

// lookBack bounds how many sessions that examined nothing a trend passes over
// for each that it shows.
const lookBack = 10

// takeLast takes the last of all sessions off the orders.
func takeLast(v *register.View, orders [][]register.SessionIndex) (last register.SessionIndex, any bool) {
	from := -1
	for k, order := range orders {
		if len(order) == 0 {
			continue
		}
		if s := order[len(order)-1]; from < 0 || v.Session(s).Day() > v.Session(last).Day() {
			from, last = k, s
		}
	}
	if from < 0 {
		return last, false
	}
	orders[from] = orders[from][:len(orders[from])-1]
	return last, true
}

// retaining is what a session retained, and its day.
type retaining struct {
	Totals
	day domain.Day
}

// retained counts what session s examined: the totals of its table, but for
// those that take the list it had to examine and the one that it made.
func retained(v *register.View, s register.SessionIndex) retaining {
	t := retaining{day: v.Session(s).Day()}
	counted := map[register.RecommendationIndex]bool{}
	for _, i := range v.ExaminedAt(s) {
		if i = v.Bearer(i, s); !counted[i] {
			counted[i] = true
			m := markOf(v, s, i)
			m.Added = true
			t.count(m, +1)
		}
	}
	return t
}
