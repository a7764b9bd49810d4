package desk

import (
	"strconv"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/session"
	"suivi/projections/register"
)

// FixList fixes the list of what a session examines: the secretariat's, in the
// order given, or, where no item is given, the one that the forum's rule gives.
// Given again before the close, it replaces the former.
type FixList struct {
	Effective
	Items  []string      `json:"points,omitempty"` // recommendations
	Source domain.Source `json:"source,omitzero"`  // of the secretariat's list
}

// Route implements Command.
func (FixList) Route() Route {
	return Route{Name: "session fix-list", Path: "/sessions/{ref}/listes", About: ASession}
}

func (c FixList) record(r *recording) (d done, err error) {
	id := r.about.session
	if len(c.Items) == 0 {
		if c.Source != (domain.Source{}) {
			return d, fault.New(fault.Invalid, "liste.source_de_la_regle").At("source")
		}
		d.Receipt, err = r.recorded(r.Ledger.FixListByRule(r.ctx, r.meta, id, r.effect()))
	} else {
		e := session.ListFixed{Origin: session.BySecretariat, Source: c.Source}
		if e.Items, err = r.listItems(c.Items); err != nil {
			return d, err
		}
		d.Receipt, err = r.recorded(r.Ledger.Session(r.ctx, r.meta, id, session.FixList{On: r.effect(), ListFixed: e}))
	}
	if err != nil {
		return d, err
	}
	st, err := r.Ledger.SessionState(r.ctx, id)
	if err != nil {
		return d, err
	}
	n := 0
	if st.List != nil {
		n = len(st.List.Items)
	}
	d.Reference = r.sessionReference(id)
	d.Said = r.t("la session "+r.named(d.Reference)+" examine ", "the session "+r.named(d.Reference)+" examines ") + strconv.Itoa(n) + " "
	if n < 2 {
		d.Said += r.t("recommandation", "recommendation")
	} else {
		d.Said += r.t("recommandations", "recommendations")
	}
	return d, nil
}

// listItems are recommendations, each once, under the numéros that they bear
// last, in order.
func (r *recording) listItems(names []string) (items []session.Item, err error) {
	err = r.see(func(v *register.View) error {
		seen := map[register.RecommendationIndex]bool{}
		for n, name := range names {
			place := "points." + strconv.Itoa(n+1)
			i, err := v.Find(v.Spelled(Typed(name)))
			if err != nil {
				return at(err, place)
			}
			listings := v.State(i).Listings
			last := listings[len(listings)-1]
			if seen[i] {
				return fault.New(fault.Invalid, session.RefusedListedTwice, "numero", r.named(v.Reference(last))).At(place)
			}
			seen[i] = true
			items = append(items, session.Item{Recommendation: v.ID(i), Number: register.NumberOf(last), Place: n + 1})
		}
		return nil
	})
	return items, err
}
