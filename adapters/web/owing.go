package web

import (
	"net/url"

	"suivi/projections/owing"
	"suivi/projections/register"
)

// owingRows is how many structures a page shows: with all under them where
// they fit, else level by level.
const owingRows = 100

type owingPage struct {
	*head
	Narrow  field
	Forum   string // the code of the one asked for
	Last    string // its last session, and when that was held
	LastOn  string
	Above   *owingRow // whose level it is, nil for the roots
	Path    string
	Rows    []owingRow
	Table   owing.Table
	Open    number
	Owned   number
	Unowned number
	Next    string
}

// owingRow is one structure with what it owes, each number with its list.
type owingRow struct {
	Code, Label, Name string
	Depth             int
	Numbers           []number
	Under             int // how many directly under it are not shown
	Opened            string
}

func showOwing(v *visit) error {
	page := owingPage{head: v.titled("Qui doit quoi", "Who owes what")}
	q := v.r.URL.Query()
	err := v.look(func(r *register.View) error {
		f, err := page.within(r)
		if err != nil {
			return err
		}
		above := register.OrganizationIndex(register.None)
		if under := q.Get("sous"); under != "" {
			if above, err = r.FindOrganization(under); err != nil {
				return err
			}
			row, err := owing.RowOf(r, f, above)
			if err != nil {
				return err
			}
			one := page.row(row, 0)
			page.Above, page.Path = &one, r.Path(above)
		}
		l, err := owing.LevelOf(r, f, above, register.Page{Limit: owingRows, After: q.Get("curseur")})
		if err != nil {
			return err
		}
		for k, row := range l.Rows {
			page.Rows = append(page.Rows, page.row(row, l.Under[k]))
		}
		page.Table = l.Table
		page.Open = number{page.T("Ouvertes", "Open"), l.Open, page.list("")}
		page.Owned = number{page.T("Dues par une structure au moins", "Owed by at least one organization"), l.Distinct, page.list("&avec_responsable=true")}
		page.Unowned = number{page.T("Sans structure responsable", "Without an owner"), l.Unowned, page.list("&sans_responsable=true")}
		page.Next = page.following(l.Next)
		return nil
	})
	if err != nil {
		return err
	}
	return v.show("redevables", page)
}

// within reads the forum that the page is narrowed to, None for all.
func (p *owingPage) within(r *register.View) (f register.ForumIndex, err error) {
	p.Narrow = p.forumField(r)
	if f, err = askedForum(p.head, r); err != nil || f == register.None {
		return f, err
	}
	p.Forum = r.Forum(f).Code
	if order := r.Order(f); len(order) > 0 {
		last := order[len(order)-1]
		p.Last, p.LastOn = r.SessionReference(last), p.Day(r.Session(last).Day())
	}
	return f, nil
}

// list is the address of the open ones that the page counts.
func (p *owingPage) list(more string) string {
	path := "/recommandations?situation=ouverte" + more
	if p.Forum != "" {
		path += "&cadre=" + url.QueryEscape(p.Forum)
	}
	return p.Link(path)
}

func (p *owingPage) row(r owing.Row, under int) owingRow {
	row := owingRow{Code: r.Code, Label: r.Acronym, Depth: min(r.Depth, 6), Under: under}
	if r.Name != r.Acronym {
		row.Name = r.Name
	}
	of := "&structure=" + url.QueryEscape(r.Code)
	row.Numbers = []number{
		{p.T("Propres", "Own"), r.Own, p.list(of + "&directement=true")},
		{p.T("Total", "Total"), r.Total, p.list(of)},
		{p.T("En retard", "Late"), r.Late, p.list(of + "&en_retard=true")},
		{p.T("Sans nouvelles", "Silent"), r.Silent, p.list(of + "&sans_nouvelles=true")},
		{p.T("Perdues de vue", "Dropped"), r.Dropped, p.list(of + "&perdues_de_vue=true")},
		{p.T("Du nouveau", "Moved"), r.Moved, p.list(of + "&du_nouveau=true")},
	}
	if under > 0 {
		opened := "/redevables?sous=" + url.QueryEscape(r.Code)
		if p.Forum != "" {
			opened += "&cadre=" + url.QueryEscape(p.Forum)
		}
		row.Opened = p.Link(opened)
	}
	return row
}
