package web

import (
	"net/url"

	"suivi/adapters/desk"
	"suivi/domain"
	"suivi/projections/carryover"
	"suivi/projections/register"
)

// matrixSessions is how many sessions the matrix shows side by side.
const matrixSessions = 12

type carryOversPage struct {
	*head
	Fields  []field
	Matrix  carryover.Matrix
	Rows    []matrixRow
	Legend  []sign
	Earlier string // the address of the columns before these
	Latest  string // that of the last ones, where others are shown
	Charts  string
	Next    string
}

type matrixRow struct {
	carryover.Line
	Cells [][]sign
}

// sign is one letter of a cell: its class gives it a shape.
type sign struct{ Letter, Class, Said string }

func showCarryOvers(v *visit) error {
	page := carryOversPage{head: v.titled("Reconductions", "Carry-overs")}
	asked := v.r.URL.Query()
	q, err := narrowed(asked)
	if err != nil {
		return err
	}
	err = v.look(func(r *register.View) error {
		filter, stretch, err := q.Read(r)
		if err != nil {
			return err
		}
		page.Fields = page.matrixFields(r)
		w := carryover.Window{Columns: matrixSessions}
		if before := asked.Get("avant"); before != "" {
			s, err := r.FindSession(r.Spelled(desk.Typed(before)))
			if err != nil {
				return err
			}
			w.Before = &s
			page.Latest = page.with("avant", "")
		}
		page.Matrix, err = carryover.WindowOf(r, filter, stretch, w)
		return err
	})
	if err != nil {
		return err
	}
	for _, line := range page.Matrix.Rows {
		row := matrixRow{Line: line}
		for _, c := range line.Cells {
			row.Cells = append(row.Cells, page.signs(c))
		}
		page.Rows = append(page.Rows, row)
	}
	for _, c := range []carryover.Cell{{Made: true}, {State: domain.InProgress}, {State: domain.Executed}, {State: domain.NotDone}, {Carried: true}, {Classed: true}, {Missed: true}, {LetGo: true}} {
		page.Legend = append(page.Legend, page.signs(c)...)
	}
	if page.Matrix.Earlier {
		page.Earlier = page.with("avant", page.Matrix.Columns[0].Reference)
	}
	page.Next = page.following(page.Matrix.Next)
	page.Charts = page.Link("/graphiques")
	if code := asked.Get("cadre"); code != "" {
		page.Charts = page.Link("/graphiques?cadre=" + url.QueryEscape(code))
	}
	return v.show("reconductions", page)
}

// matrixFields are the fields by which the matrix is narrowed.
func (h *head) matrixFields(r *register.View) []field {
	return []field{
		h.forumField(r),
		h.Field("structure", "Structure (code ou sigle)", "Organization (code or acronym)"),
		h.Field("theme", "Thème", "Theme"),
		h.Field("exercice", "Formulées en", "Made in").As("number"),
		h.Field("reconductions", "Reconduites au moins … fois", "Carried over at least … times").As("number"),
	}
}

// signs tell what a session did with a recommendation, in the order in which it
// does so.
func (h *head) signs(c carryover.Cell) (all []sign) {
	if c.Made {
		all = append(all, sign{h.T("F", "M"), "formulee", h.Word("formulee")})
	}
	if c.State != 0 {
		all = append(all, h.stateSign(c.State))
	}
	if c.Classed {
		all = append(all, sign{h.T("S", "S"), "classee", h.Word("classee")})
	}
	if c.Carried {
		said := h.Word("reconduite")
		if c.Number != "" {
			said += ", " + h.Listed(c.Number)
		}
		all = append(all, sign{h.T("R", "R"), "reconduite", said})
	}
	if c.Missed {
		all = append(all, sign{"–", "", h.Word("non_examinee")})
	}
	if c.LetGo {
		all = append(all, sign{"P", "", h.T("perdue de vue à partir d'ici", "dropped from here on")})
	}
	return all
}

func (h *head) stateSign(s domain.State) sign {
	letters := map[domain.State]string{domain.InProgress: h.T("C", "C"), domain.Executed: h.T("E", "E"), domain.NotDone: h.T("N", "N")}
	return sign{letters[s], s.String(), h.Word(s)}
}
