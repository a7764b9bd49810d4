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
	Rows    []sessionRow
	Several bool // numéros alone do not tell the rows apart
	At      stretch
	Whole   wholePage
	Fixed   bool // the list was fixed, by the forum's rule or the secretariat
	Own     bool // by the secretariat
	Since   domain.Day
	Total   int
}

// showPreparation shows what a session will examine, as a working document.
func showPreparation(v *visit) error {
	page := preparationPage{}
	err := v.seeSession(&page.aboutSession, func(r *register.View) (err error) {
		k, list := followup.SketchOf(r, page.index), page.state.List
		page.Fixed = list != nil
		page.Own = list != nil && list.Origin == session.BySecretariat
		page.plan(k.Table())
		page.Since = r.HeldBefore(page.index)
		page.Total, page.Several = k.Len(), k.Several()
		if page.At, err = v.head.stretchOf("curseur", page.Total, ""); err != nil {
			return err
		}
		page.Whole = v.head.printable(&page.At)
		for _, row := range picked(page.At, nil, k.Row) {
			page.Rows = append(page.Rows, describeRow(v.head, r, page.index, page.Since, row))
		}
		return nil
	})
	if err != nil {
		return err
	}
	page.titled("Préparer", "Prepare")
	return v.showLong("preparation", page)
}

// Keeps reports whether a row stays on the list, as the form was sent or else
// as it stands.
func (p preparationPage) Keeps(reference string) bool {
	return p.visit.form == nil || !p.visit.unticked(reference)
}

// fixList fixes what the session examines: by the rule, or the rows kept and
// those added.
func fixList(v *visit) error {
	var c desk.FixList
	added := filled(strings.FieldsFunc(v.form.Get("ajouter"), func(r rune) bool { return r == ';' || r == '\n' || r == '\r' }))
	if v.form.Get("selon") != "regle" {
		var err error
		if c.Items, err = v.ticked(); err != nil {
			return err
		}
		if c.Items = append(c.Items, added...); len(c.Items) == 0 {
			return v.refuse(fault.New(fault.Invalid, recommendation.InvalidEmpty).At("ajouter"), showPreparation)
		}
	} else if len(added) > 0 {
		return v.refuse(fault.New(fault.Invalid, refusedAdded).At("ajouter"), showPreparation)
	} else if slices.ContainsFunc(v.form["montrees"], v.unticked) {
		return v.refuse(fault.New(fault.Invalid, refusedUnticked).At("ajouter"), showPreparation)
	}
	next := func(r desk.Receipt) string {
		return "/sessions/" + r.Reference + "/preparation" + v.stretch().Question()
	}
	return v.record(v.sessionReference(), c, next, func(v *visit) error {
		if f := v.head.fault; strings.HasPrefix(f.Place, "points") {
			v.head.refuse(v.head.Refused, f.At("ajouter"))
		}
		return showPreparation(v)
	})
}

// unticked reports whether the form has a row taken off the list.
func (v *visit) unticked(reference string) bool { return !slices.Contains(v.form["points"], reference) }

// ticked are the rows that stay on the list: of the stretch that the form showed
// those that are ticked, and all of the others.
func (v *visit) ticked() (kept []string, err error) {
	shown := v.form["montrees"]
	var p aboutSession
	err = v.seeSession(&p, func(r *register.View) error {
		k := followup.SketchOf(r, p.index)
		for n := range k.Len() {
			reference := referenceAt(r, p.index, k.Recommendation(n))
			if !slices.Contains(shown, reference) || !v.unticked(reference) {
				kept = append(kept, reference)
			}
		}
		return nil
	})
	return kept, err
}
