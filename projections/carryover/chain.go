package carryover

import (
	"suivi/domain"
	"suivi/projections/register"
)

// Chain is the way of one recommendation from list to list: which reference
// became which.
type Chain struct {
	Item  register.Item
	Links []Link
}

// Link is the place that it took on the list of one session.
type Link struct {
	Reference string
	Day       domain.Day // of the session
}

// ChainsOf gives the chains of a page of what f holds and was carried over,
// those carried over again and again first, and the cursor of the next page.
func ChainsOf(v *register.View, f register.Filter, p register.Page) ([]Chain, string, error) {
	f.CarriedTimes = max(f.CarriedTimes, 1)
	rows, next, err := v.Ranked(f, p)
	chains := make([]Chain, 0, len(rows))
	for _, i := range rows {
		c := Chain{Item: v.Describe(i)}
		for _, l := range v.State(i).Listings {
			if s, known := v.SessionOf(l.Session); known {
				c.Links = append(c.Links, Link{v.Reference(l), v.Session(s).Day()})
			}
		}
		chains = append(chains, c)
	}
	return chains, next, err
}
