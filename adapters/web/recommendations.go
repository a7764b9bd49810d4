package web

import (
	"suivi/projections/openitems"
	"suivi/projections/register"
)

// listRows is how many rows a page of a list shows, and listed up to how many
// its head counts.
const (
	listRows = 50
	listed   = 10_000
)

type recommendationsPage struct {
	*head
	Narrowing narrowing
	Items     []register.Item
	Total     int
	More      bool // there are more than Total
	Next      string
}

func showRecommendations(v *visit) error {
	page := recommendationsPage{head: v.titled("Recommandations", "Recommendations")}
	if err := page.list(v, ""); err != nil {
		return err
	}
	return v.show("recommandations", &page)
}

// list fills the page with what the address asks for, and that holds words.
func (p *recommendationsPage) list(v *visit, words string) error {
	q, misread := narrowed(v.r.URL.Query())
	return v.look(func(r *register.View) error {
		filter, stretch, err := q.Read(r)
		if misread == nil {
			misread = err
		}
		if misread != nil {
			err = v.misread(misread)
			p.Narrowing = p.narrowing(r)
			return err
		}
		filter.Words = words
		p.Narrowing = p.narrowing(r)
		p.Total, p.More = r.Length(filter, listed)
		list, err := openitems.ListOf(r, filter, stretch)
		p.Items = list.Items
		p.Next = p.following(list.Next)
		return err
	})
}

// Marks are what is to be noted of one in a list, besides what absorbed it.
func (h *head) Marks(i register.Item) (all []string) {
	note := func(holds bool, said string) {
		if holds {
			all = append(all, said)
		}
	}
	if i.Dropped != nil {
		note(true, h.T("perdue de vue depuis le %s", "dropped since %s", h.ShortDay(i.Dropped.Since)))
	}
	note(i.Late, h.T("en retard", "late"))
	note(i.Silent, h.T("sans nouvelles", "silent"))
	note(i.CarriedTimes == 1, h.T("reconduite une fois", "carried over once"))
	note(i.CarriedTimes > 1, h.T("reconduite %d fois", "carried over %d times", i.CarriedTimes))
	return all
}
