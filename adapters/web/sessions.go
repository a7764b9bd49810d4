package web

import (
	"suivi/adapters/desk"
	"suivi/projections/register"
)

type sessionsPage struct {
	*head
	Rows   []sessionLine
	Total  int
	Next   string
	Forum  field
	Stages []choice
}

// sessionLine is a session and the figures of its table.
type sessionLine struct {
	register.Head
	ToExamine, Listed int
}

// showSessions lists sessions by forum, in each the latest first.
func showSessions(v *visit) error {
	page := sessionsPage{head: v.titled("Sessions", "Sessions")}
	query := v.r.URL.Query()
	year, err := numberOf(query, "exercice")
	if err != nil {
		return err
	}
	asked := desk.AmongSessions{Forum: query.Get("cadre"), Stage: query.Get("etape"), Exercise: year}
	err = v.look(func(r *register.View) error {
		f, err := asked.Read(r)
		if err != nil {
			return err
		}
		page.Total = r.CountSessions(f)
		sessions, next, err := r.ListSessions(f, register.Page{After: query.Get("curseur"), Limit: listRows})
		for _, s := range sessions {
			line := sessionLine{Head: r.Head(s)}
			line.ToExamine, line.Listed = r.Lengths(s)
			page.Rows = append(page.Rows, line)
		}
		page.Next = v.head.following(next)
		page.Forum = v.head.forumField(r)
		return err
	})
	if err != nil {
		return err
	}
	page.Stages = wordChoices(v.head, v.head.T("toutes", "all"), register.Stages()...)
	return v.show("sessions", page)
}
