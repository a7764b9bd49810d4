package web

import (
	"slices"
	"strings"

	"suivi/adapters/desk"
	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/recommendation"
	"suivi/domain/session"
	"suivi/projections/followup"
	"suivi/projections/register"
)

type preparationPage struct {
	aboutSession
	Rows  []sessionRow
	Fixed bool // the list was fixed, by the forum's rule or the secretariat
	Own   bool // by the secretariat
	Since domain.Day
	Total int
}

// showPreparation shows what a session will examine, as a working document.
func showPreparation(v *visit) error {
	page := preparationPage{}
	err := v.seeSession(&page.aboutSession, func(r *register.View) error {
		t, list := followup.Of(r, page.index), page.state.List
		page.Fixed = list != nil
		page.Own = list != nil && list.Origin == session.BySecretariat
		page.plan(t)
		page.Since = r.HeldBefore(page.index)
		page.Total = len(t.Rows)
		page.Rows = rowsOf(v.head, r, page.index, t)
		return nil
	})
	if err != nil {
		return err
	}
	page.titled("Préparer", "Prepare")
	return v.show("preparation", page)
}

// Keeps reports whether a row stays on the list, as the form was sent or else
// as it stands.
func (p preparationPage) Keeps(reference string) bool {
	return p.visit.form == nil || slices.Contains(p.visit.form["points"], reference)
}

// fixList fixes what the session examines: by the rule, or the rows kept and
// those added.
func fixList(v *visit) error {
	var c desk.FixList
	added := filled(strings.FieldsFunc(v.form.Get("ajouter"), func(r rune) bool { return r == ';' || r == '\n' || r == '\r' }))
	if v.form.Get("selon") != "regle" {
		if c.Items = append(slices.Clone(v.form["points"]), added...); len(c.Items) == 0 {
			return v.refuse(fault.New(fault.Invalid, recommendation.InvalidEmpty).At("ajouter"), showPreparation)
		}
	} else if len(added) > 0 {
		return v.refuse(fault.New(fault.Invalid, refusedAdded).At("ajouter"), showPreparation)
	}
	next := func(r desk.Receipt) string { return "/sessions/" + r.Reference + "/preparation" }
	return v.record(v.sessionReference(), c, next, func(v *visit) error {
		if f := v.head.fault; strings.HasPrefix(f.Place, "points") {
			v.head.refuse(v.head.Refused, f.At("ajouter"))
		}
		return showPreparation(v)
	})
}
