package web

import (
	"suivi/domain/event"
	"suivi/projections/owing"
	"suivi/projections/register"
	"suivi/projections/report"
)

// sheetPage is what one structure owes, as it is sent to it.
type sheetPage struct {
	*head
	owing.Sheet
	Narrow    field
	Numbers   []number
	Groups    []sheetGroup
	Successor string // the code of the structure that it was merged into
	Next      string
}

// sheetGroup is what one structure owes among those of a sheet.
type sheetGroup struct {
	By    register.Owner
	Own   bool
	Lines []owing.Line
}

func showSheet(v *visit) error {
	page := sheetPage{head: v.head}
	err := v.look(func(r *register.View) error {
		o, err := r.FindOrganization(v.param("code"))
		if err != nil {
			return err
		}
		page.Narrow = page.forumField(r)
		f, err := askedForum(page.head, r)
		if err != nil {
			return err
		}
		page.Successor = r.DescribeStructure(o).Successor
		page.Sheet, err = owing.SheetOf(r, f, o, register.Page{Limit: listRows, After: v.r.URL.Query().Get("curseur")})
		return err
	})
	if err != nil {
		return err
	}
	rows := owingPage{head: page.head, Forum: page.Forum}
	page.Numbers = rows.row(page.Row, 0).Numbers
	for _, l := range page.Lines {
		if n := len(page.Groups); n == 0 || page.Groups[n-1].By.ID != l.By.ID {
			page.Groups = append(page.Groups, sheetGroup{By: l.By, Own: l.By.ID == page.Structure.ID})
		}
		last := &page.Groups[len(page.Groups)-1]
		last.Lines = append(last.Lines, l)
	}
	page.Next = page.following(page.Sheet.Next)
	day := page.Day(page.Today)
	of := page.Structure.Path
	if page.Forum != "" {
		of += " (" + page.Forum + ")"
	}
	page.head.Title = of + " – " + page.Plural(page.Total, "recommandation à suivre au", "recommandations à suivre au", "recommendation to follow up, as of", "recommendations to follow up, as of") + " " + day
	return v.show("redevable", page)
}

// Happened names what an event of a recommendation records.
func (h *head) Happened(t event.Type) string { return report.EventName(t, h.Lang) }
