package web

import (
	"suivi/projections/followup"
	"suivi/projections/register"
	"suivi/projections/report"
)

type sessionPage struct {
	aboutSession
	Table    followup.Table // without its rows
	Figures  []number
	Only     string // the name of the part of a list that the page shows alone
	Rows     []followup.Row
	RowsAt   stretch
	Several  bool // numéros alone do not tell the rows apart
	Made     []followup.MadeRow
	MadeAt   stretch
	Since    []followup.Change
	SinceAt  stretch
	Whole    wholePage
	Total    int
	Declared []declaredTotals
	was      map[string]string // by identity: under which reference the session examined what it then carried over
}

func showSession(v *visit) error {
	page := sessionPage{Only: v.r.URL.Query().Get("lignes"), was: map[string]string{}}
	part, known := tableParts[page.Only]
	if page.Only != "" && !known {
		return errNoPage
	}
	err := v.seeSession(&page.aboutSession, func(r *register.View) error { return page.read(r, part) })
	if err != nil {
		return err
	}
	v.head.Title = nameOf(page.Session, v.head)
	if known {
		v.head.Title += v.head.T(" : ", ": ") + part.name.In(v.head.Lang)
	}
	return v.showLong("session", page)
}

// read takes the stretches of the table and of the list made that the page
// shows: of those rows alone that part holds, of all where it holds nothing.
func (p *sessionPage) read(r *register.View, part tablePart) (err error) {
	k := followup.SketchOf(r, p.index)
	p.Table, p.Session, p.Several = k.Table(), k.Session, k.Several()
	p.plan(p.Table)
	p.Figures = p.figures()
	for _, d := range k.Declared() {
		p.Declared = append(p.Declared, besides(p.head, d, p.Table))
	}
	var rows, made []int // those of the part
	length, lines := k.Len(), k.MadeLen()
	switch {
	case part.row != nil:
		rows = k.Rows(part.row)
		length, lines = len(rows), 0
	case part.made != nil:
		made = k.Lines(part.made)
		length, lines = 0, len(made)
	default:
		p.Since = k.Since()
	}
	p.Total = length + lines
	if p.RowsAt, err = p.stretchOf("curseur", length, "#tableau"); err == nil {
		p.MadeAt, err = p.stretchOf("faites", lines, "#liste")
	}
	if err == nil {
		p.SinceAt, err = p.stretchOf("rectifiees", len(p.Since), "#rectifications")
	}
	if err != nil {
		return err
	}
	p.Whole = p.printable(&p.RowsAt, &p.MadeAt, &p.SinceAt)
	p.Rows, p.Made = picked(p.RowsAt, rows, k.Row), picked(p.MadeAt, made, k.Made)
	p.Since = p.Since[p.SinceAt.From:p.SinceAt.To]
	for _, row := range p.Rows {
		if row.CarriedOver != "" {
			p.was[row.Item.ID.String()] = referenceIn(r, p.index, row)
		}
	}
	return nil
}

// nameOf is the title of the pages of a session.
func nameOf(s register.Head, h *head) string {
	name := s.ForumName
	if name == "" {
		name = s.Forum
	}
	return name + ", " + h.Reference(s.Reference)
}

// Standing is the list on which a row stood, or the reference that it bore.
func (p sessionPage) Standing(r followup.Row) string {
	if r.From != "" {
		return r.From
	}
	if was := p.was[r.Item.ID.String()]; was != "" {
		return was
	}
	return r.Item.Reference
}

// FieldName names what was rectified of a row.
func (p sessionPage) FieldName(stored string) string { return report.Field(stored, p.Lang) }

// Shown writes what a rectified field held.
func (p sessionPage) Shown(value string) string {
	if value == "" {
		return "–"
	}
	return p.Word(value)
}
