package main

import (
	"github.com/spf13/cobra"

	"suivi/domain/fault"
	"suivi/domain/forum"
	"suivi/domain/glossary"
	"suivi/projections/register"
)

type ruleFlags struct {
	periodicity, examines, theme, word string
	lists                              int
	forums, carriedBy                  []string
}

func (a *app) forumRule() *cobra.Command {
	var f ruleFlags
	c := &cobra.Command{
		Use: "rule CODE", Args: cobra.ExactArgs(1),
		Short:   a.t("fixe à partir d'un jour la règle d'un cadre ; ce qui n'est pas donné reste", "sets the rule of a forum from a day on; what is not given stays"),
		Example: "  suivi forum rule CC-CPS-SCI --periodicity \"deux fois l'an\" --examines liste_precedente\n  suivi forum rule COMMISSION-MIXTE --examines tout_ouvert --forum CREDD --on 2018-01-01",
	}
	o := c.Flags()
	o.StringVar(&f.periodicity, "periodicity", "", a.t("`PÉRIODICITÉ`, en mots", "`PERIODICITY`, in words"))
	o.StringVar(&f.examines, "examines", "", a.t("`CE` que ses sessions examinent : liste_precedente, tout_ouvert, rien", "`WHAT` its sessions examine: liste_precedente, tout_ouvert, rien"))
	o.IntVar(&f.lists, "lists", 0, a.t("avec liste_precedente : `COMBIEN` de sessions précédentes", "with liste_precedente: `HOW MANY` previous sessions"))
	o.StringArrayVar(&f.forums, "forum", nil, a.t("avec tout_ouvert : `CODE` d'un cadre suivi (répétable ; aucun : le sien)", "with tout_ouvert: `CODE` of a forum it follows (repeatable; none: its own)"))
	o.StringVar(&f.theme, "theme", "", a.t("avec tout_ouvert : `THÈME` auquel s'en tenir", "with tout_ouvert: only this `THEME`"))
	o.StringVar(&f.word, "word", "", a.t("`PAROLE` retenue : session, declarations", "whose `WORD` is retained: session, declarations"))
	o.StringArrayVar(&f.carriedBy, "carried-by", nil, a.t("`CODE` d'un autre cadre qui peut reconduire (répétable)", "`CODE` of another forum that may carry over (repeatable)"))
	return a.records(c, false, func(r *recording, args []string) (recorded, error) {
		code, _, err := r.forum(args[0])
		if err != nil {
			return recorded{}, err
		}
		e, err := r.ruleWith(c, code, &f)
		if err != nil {
			return recorded{}, err
		}
		return r.forumFact(code, r.effect(), e, a.t("la règle de "+code+" est fixée à partir du ", "the rule of "+code+" holds from ")+glossary.Day(r.effect(), a.l))
	})
}

// ruleWith is the rule in force on the day of effect, with what was given in
// place.
func (r *recording) ruleWith(c *cobra.Command, code string, f *ruleFlags) (e forum.RuleSet, err error) {
	err = r.runner.Register().Query(register.Moment{On: r.effect(), Today: r.effect()}, func(v *register.View) error {
		i, err := v.FindForum(code)
		if err == nil {
			e.Rule = v.Forum(i).Rule
		}
		return err
	})
	if err != nil {
		return e, err
	}
	changed := c.Flags().Changed
	given := false
	for _, name := range []string{"periodicity", "examines", "lists", "forum", "theme", "word", "carried-by"} {
		given = given || changed(name)
	}
	if !given {
		return e, fault.New(fault.Invalid, "commande.rien_de_donne")
	}
	if changed("periodicity") {
		e.Periodicity = f.periodicity
	}
	if changed("examines") {
		if e.Examines, err = oneOf(f.examines, "--examines", forum.PreviousLists, forum.AllOpen, forum.Nothing); err != nil {
			return e, err
		}
	}
	if changed("lists") {
		e.Lists = f.lists
	}
	if changed("theme") {
		e.Theme = f.theme
	}
	if changed("word") {
		if e.Word, err = oneOf(f.word, "--word", forum.WordOfSession, forum.WordOfOwners); err != nil {
			return e, err
		}
	}
	if changed("forum") {
		if e.Forums, err = r.forums(f.forums, "--forum"); err != nil {
			return e, err
		}
	}
	if changed("carried-by") {
		e.CarriedOverBy, err = r.forums(f.carriedBy, "--carried-by")
	}
	return e, err
}
