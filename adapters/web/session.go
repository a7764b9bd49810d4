package web

import (
	"suivi/projections/followup"
	"suivi/projections/register"
	"suivi/projections/report"
)

type sessionPage struct {
	aboutSession
	Table    followup.Table
	Figures  []number
	Only     string // the name of the part of a list that the page shows alone
	Rows     []followup.Row
	Made     []followup.MadeRow
	Total    int
	Declared []declaredTotals
	was      map[string]string // by identity: under which reference the session examined what it then carried over
}

func showSession(v *visit) error {
	page := sessionPage{Only: v.r.URL.Query().Get("lignes")}
	err := v.seeSession(&page.aboutSession, func(r *register.View) error {
		page.Table = followup.Of(r, page.index)
		page.Session = page.Table.Session
		page.plan(page.Table)
		page.was = map[string]string{}
		for _, row := range page.Table.Rows {
			if row.CarriedOver != "" {
				page.was[row.Item.ID.String()] = referenceIn(r, page.index, row)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	t := page.Table
	v.head.Title = nameOf(t.Session, v.head)
	part, known := tableParts[page.Only]
	if page.Only != "" && !known {
		return errNoPage
	}
	page.Figures = page.figures()
	page.Rows, page.Made = t.Rows, t.Made
	if known {
		page.Rows, page.Made = part.of(t)
		page.Total = len(page.Rows) + len(page.Made)
		v.head.Title += v.head.T(" : ", ": ") + part.name.In(v.head.Lang)
	}
	for _, d := range t.Declared {
		page.Declared = append(page.Declared, besides(v.head, d, t))
	}
	return v.show("session", page)
}

// nameOf is the title of the pages of a session.
func nameOf(s register.Head, h *head) string {
	name := s.ForumName
	if name == "" {
		name = s.Forum
	}
	return name + ", " + h.Reference(s.Reference)
}

// Several reports whether numéros alone do not tell the rows apart: where they
// stood on more than one list.
func (p sessionPage) Several() bool {
	seen := map[string]bool{}
	for _, r := range p.Rows {
		if r.From != p.Rows[0].From || seen[r.Number] {
			return true
		}
		seen[r.Number] = true
	}
	return false
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
