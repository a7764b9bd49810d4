package carryover

import (
	"slices"

	"suivi/domain"
	"suivi/domain/recommendation"
	"suivi/projections/register"
)

// Matrix is recommendations × sessions over the years.
type Matrix struct {
	Columns []Column `json:"sessions"`
	Rows    []Line   `json:"lignes"`
	Next    string   `json:"curseur,omitzero"`
	// Earlier tells that sessions before the first column are left out.
	Earlier bool `json:"-"`
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

// Window bounds the columns of a matrix to the last so many sessions before
// one; its zero value bounds nothing.
type Window struct {
	Columns int                    // 0: all
	Before  *register.SessionIndex // nil: up to the last
}

// maxCells bounds a matrix: where rows × sessions would be more, it holds
// fewer rows, and gives the cursor of the next ones.
const maxCells = 50_000

// MatrixOf follows what filter f holds over all sessions of the forums that
// touched any of it, those carried over most often first, then the oldest.
func MatrixOf(v *register.View, f register.Filter, p register.Page) (Matrix, error) {
	return WindowOf(v, f, p, Window{})
}

// WindowOf is MatrixOf with the columns of w.
func WindowOf(v *register.View, f register.Filter, p register.Page, w Window) (m Matrix, err error) {
	rows, next, err := v.Ranked(f, p)
	if err != nil {
		return m, err
	}
	columns, earlier := columnsOf(v, rows, f, w)
	for len(rows) > 1 && len(rows)*len(columns) > maxCells {
		rows = rows[:(len(rows)+1)/2]
		next = v.RankCursor(rows[len(rows)-1])
		columns, earlier = columnsOf(v, rows, f, w)
	}
	m.Next, m.Earlier = next, earlier
	at := map[domain.SessionID]int{}
	for k, s := range columns {
		m.Columns = append(m.Columns, Column{v.SessionReference(s), v.Session(s).Day()})
		at[v.SessionID(s)] = k
	}
	for _, i := range rows {
		line := Line{Item: v.Describe(i), Cells: make([]Cell, len(columns))}
		line.Age = Age{Sessions: sessionsSince(v, i, v.Following(v.State(i)), 0), Years: v.State(i).MadeOn.YearsUntil(v.Today())}
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

// columnsOf gathers the held sessions, within w, of the forums that the rows
// passed through, in order of day.
func columnsOf(v *register.View, rows []register.RecommendationIndex, f register.Filter, w Window) (columns []register.SessionIndex, earlier bool) {
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
	for forum := range forums {
		if forum == register.None {
			continue
		}
		order := v.Order(forum)
		if w.Before != nil {
			at, _ := slices.BinarySearchFunc(order, *w.Before, v.CompareSessions)
			order = order[:at]
		}
		if w.Columns > 0 && len(order) > w.Columns {
			order, earlier = order[len(order)-w.Columns:], true
		}
		columns = append(columns, order...)
	}
	slices.SortFunc(columns, v.CompareSessions)
	if w.Columns > 0 && len(columns) > w.Columns {
		columns, earlier = columns[len(columns)-w.Columns:], true
	}
	return columns, earlier
}
