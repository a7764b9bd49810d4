package web

import (
	"suivi/projections/carryover"
	"suivi/projections/followup"
	"suivi/projections/openitems"
	"suivi/projections/register"
)

// drawnChains is how many chains of carry-overs a picture shows.
const drawnChains = 12

type chartsPage struct {
	*head
	Narrow field
	Charts []chart
}

func showCharts(v *visit) error {
	page := chartsPage{head: v.titled("Graphiques", "Charts")}
	err := v.look(func(r *register.View) error {
		page.Narrow = page.forumField(r)
		f, err := askedForum(page.head, r)
		if err != nil {
			return err
		}
		ages, err := openitems.AgesOf(r, f)
		if err != nil {
			return err
		}
		of := register.AnyFilter()
		of.Forum = f
		carried, _, err := carryover.ChainsOf(r, of, register.Page{Limit: drawnChains})
		if err != nil {
			return err
		}
		code := ""
		if f != register.None {
			code = r.Forum(f).Code
		}
		points := followup.TrendOf(r, f, trendSessions)
		page.Charts = []chart{page.trend(points), page.stateBars(points), page.agePyramid(ages, code), page.chains(carried)}
		return nil
	})
	if err != nil {
		return err
	}
	return v.show("graphiques", page)
}
