package carryover

import (
	"cmp"
	"fmt"
	"slices"
	"sort"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/recommendation"
	"suivi/projections/register"
)

// Matrix is recommendations × sessions over the years.
type Matrix struct {
	Columns []Column `json:"sessions"`
	Rows    []Line   `json:"lignes"`
	Next    string   `json:"curseur,omitzero"`
}

// Column is one session.
type Column struct {
	Reference string     `json:"reference"`
	Day       domain.Day `json:"jour"`
}

// Line is the way of one recommendation; Cells hold one for each column.
type Line struct {
	Item  register.Item `json:"recommandation"`
	Age   Age           `json:"age"`
	Cells []Cell        `json:"cases"`
}

// Cell is what one session did with it; its zero value is nothing.
type Cell struct {
	Made    bool         `json:"formulee,omitzero"`
	State   domain.State `json:"etat,omitzero"`
	Classed bool         `json:"classee,omitzero"`
	Carried bool         `json:"reconduite,omitzero"`
	Number  string       `json:"numero,omitzero"` // on the list that the session made
	Missed  bool         `json:"non_examinee,omitzero"`
	LetGo   bool         `json:"perdue_de_vue,omitzero"`
}

// maxCells bounds a matrix: where rows × sessions would be more, it holds
// fewer rows, and gives the cursor of the next ones.
const maxCells = 50_000

// MatrixOf follows what filter f holds over all sessions of the forums that
// touched any of it, those carried over most often first, then the oldest. It
// costs the whole list, whatever the page.
func MatrixOf(v *register.View, f register.Filter, p register.Page) (Matrix, error) {
	var m Matrix
	rows, _, err := v.List(f, register.Page{})
	if err != nil {
		return m, err
	}
	slices.SortFunc(rows, func(a, b register.RecommendationIndex) int { return rankOf(v, a).compare(rankOf(v, b)) })
	if p.After != "" {
		after, err := readRank(p.After)
		if err != nil {
			return m, err
		}
		rows = rows[sort.Search(len(rows), func(k int) bool { return rankOf(v, rows[k]).compare(after) > 0 }):]
	}
	all := len(rows)
	if p.Limit > 0 {
		rows = rows[:min(p.Limit, all)]
	}
	columns := columnsOf(v, rows, f)
	for len(rows) > 1 && len(rows)*len(columns) > maxCells {
		rows = rows[:(len(rows)+1)/2]
		columns = columnsOf(v, rows, f)
	}
	if len(rows) < all {
		m.Next = rankOf(v, rows[len(rows)-1]).String()
	}
	at := map[domain.SessionID]int{}
	for k, s := range columns {
		m.Columns = append(m.Columns, Column{v.SessionReference(s), v.Session(s).Day()})
		at[v.SessionID(s)] = k
	}
	for _, i := range rows {
		line := Line{Item: v.Describe(i), Cells: make([]Cell, len(columns))}
		line.Age = Age{Sessions: sessionsSince(v, i, v.Following(v.State(i)), 0), Years: Years(v.State(i).MadeOn, v.Today())}
		for _, fact := range v.Facts(i) {
			if k, is := at[recommendation.SessionOf(fact.Event)]; is {
				line.Cells[k].add(fact.Event)
			}
		}
		for k, s := range columns {
			line.Cells[k].Missed = v.Missed(i, s)
		}
		if d := v.Status(i).Dropped; d != nil {
			if k, is := at[v.SessionID(d.Session)]; is {
				line.Cells[k].LetGo = true
			}
		}
		m.Rows = append(m.Rows, line)
	}
	return m, nil
}

// rank is the place of a recommendation in a matrix.
type rank struct {
	times  int
	madeOn domain.Day
	index  register.RecommendationIndex
}

func rankOf(v *register.View, i register.RecommendationIndex) rank {
	st := v.State(i)
	return rank{st.CarriedTimes, st.MadeOn, i}
}

func (r rank) compare(o rank) int {
	return cmp.Or(-cmp.Compare(r.times, o.times), cmp.Compare(r.madeOn, o.madeOn), cmp.Compare(r.index, o.index))
}

// String writes the rank as a cursor.
func (r rank) String() string {
	return fmt.Sprintf("%x.%x.%x", r.times, int64(r.madeOn), int64(r.index))
}

func readRank(cursor string) (r rank, err error) {
	if n, err := fmt.Sscanf(cursor, "%x.%x.%x", &r.times, &r.madeOn, &r.index); n != 3 || err != nil || r.String() != cursor {
		return r, fault.New(fault.Invalid, "liste.curseur", "lu", cursor).At("curseur")
	}
	return r, nil
}

func (c *Cell) add(e recommendation.Event) {
	switch e := e.(type) {
	case recommendation.Formulated:
		c.Made, c.Number = true, register.NumberOf(e.Listing)
	case recommendation.Validated:
		c.Made, c.Number = true, register.NumberOf(e.Listing)
	case recommendation.Found:
		c.State = e.State
	case recommendation.Classed:
		c.Classed = true
	case recommendation.CarriedOver:
		c.Carried, c.Number = true, register.NumberOf(e.Listing)
	}
}

// columnsOf gathers the held sessions of the forums that the rows passed
// through, in order of day.
func columnsOf(v *register.View, rows []register.RecommendationIndex, f register.Filter) []register.SessionIndex {
	forums := map[register.ForumIndex]bool{}
	if f.Forum != register.None {
		forums[f.Forum] = true
	}
	for _, i := range rows {
		for _, fact := range v.Facts(i) {
			if s, known := v.SessionOf(recommendation.SessionOf(fact.Event)); known {
				forums[v.ForumOf(s)] = true
			}
		}
	}
	var columns []register.SessionIndex
	for forum := range forums {
		if forum != register.None {
			columns = append(columns, v.Order(forum)...)
		}
	}
	slices.SortFunc(columns, func(a, b register.SessionIndex) int {
		return cmp.Or(cmp.Compare(v.Session(a).Day(), v.Session(b).Day()), cmp.Compare(v.SessionReference(a), v.SessionReference(b)))
	})
	return columns
}
