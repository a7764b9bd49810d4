package desk

import (
	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/forum"
	"suivi/domain/glossary"
	"suivi/projections/register"
)

// SetRule sets the rule of a forum from a day on. What is not given stays as it
// is on that day; an empty list empties.
type SetRule struct {
	Effective
	Periodicity   *string       `json:"periodicite,omitzero"`
	Examines      *string       `json:"examine,omitzero"` // liste_precedente, tout_ouvert, rien
	Lists         *int          `json:"listes,omitzero"`
	Forums        *[]string     `json:"cadres,omitzero"`
	Theme         *string       `json:"theme,omitzero"`
	Word          *string       `json:"parole_retenue,omitzero"` // session, declarations
	CarriedOverBy *[]string     `json:"reconduction_par,omitzero"`
	Source        domain.Source `json:"source,omitzero"`
}

// Route implements Command.
func (SetRule) Route() Route {
	return Route{Name: "forum rule", Path: "/cadres/{ref}/regles", About: AForum, Announces: true}
}

func (c SetRule) record(r *recording) (done, error) {
	e, err := c.with(r)
	if err != nil {
		return done{}, err
	}
	code := r.about.code
	return r.ofForum(r.effect(), e, r.t("la règle de "+code+" est fixée à partir du ", "the rule of "+code+" holds from ")+glossary.Day(r.effect(), r.l))
}

// with is the rule in force on the day of effect, with what was given in
// place.
func (c SetRule) with(r *recording) (e forum.RuleSet, err error) {
	if c == (SetRule{Effective: c.Effective}) {
		return e, fault.New(fault.Invalid, "commande.rien_de_donne")
	}
	err = r.onDayOfEffect(func(v *register.View) error {
		i, err := v.FindForum(r.about.code)
		if err == nil {
			e.Rule = v.Forum(i).Rule
		}
		return err
	})
	if err != nil {
		return e, err
	}
	keep(&e.Periodicity, c.Periodicity)
	keep(&e.Lists, c.Lists)
	keep(&e.Theme, c.Theme)
	if c.Source != (domain.Source{}) {
		e.Source = c.Source
	}
	if c.Examines != nil {
		if e.Examines, err = oneOf(*c.Examines, "examine", forum.PreviousLists, forum.AllOpen, forum.Nothing); err != nil {
			return e, err
		}
	}
	if c.Word != nil {
		if e.Word, err = oneOf(*c.Word, "parole_retenue", forum.WordOfSession, forum.WordOfOwners); err != nil {
			return e, err
		}
	}
	if c.Forums != nil {
		if e.Forums, err = r.forums(*c.Forums, "cadres"); err != nil {
			return e, err
		}
	}
	if c.CarriedOverBy != nil {
		e.CarriedOverBy, err = r.forums(*c.CarriedOverBy, "reconduction_par")
	}
	return e, err
}

// keep puts what was given in place, where something was.
func keep[V any](in, given *V) {
	if given != nil {
		*in = *given
	}
}

// onDayOfEffect asks how things stand on the day of effect, this command aside
// where it is a repetition.
func (r *recording) onDayOfEffect(ask func(v *register.View) error) error {
	return r.Runner.Register().Query(r.ctx, register.Moment{On: r.effect(), Today: r.effect(), KnownTo: r.before}, ask)
}
