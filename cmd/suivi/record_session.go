package main

import (
	"strings"

	"github.com/spf13/cobra"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/glossary"
	"suivi/domain/session"
	"suivi/projections/register"
)

func (a *app) sessionCommand() *cobra.Command {
	c := a.family("session", a.t("les sessions : planifier, reporter, annuler, tenir, arrêter la liste, totaux, clore", "sessions: plan, postpone, cancel, hold, fix the list, totals, close"))
	c.AddCommand(a.sessionPlan(), a.sessionPostpone(), a.sessionCancel(), a.sessionHold(), a.sessionFixList(), a.sessionTotals(), a.sessionClose())
	return c
}

// sessionFact records c of the session that is called name.
func (r *recording) sessionFact(name string, c session.Command, said string) (recorded, error) {
	id, err := r.session(name)
	if err != nil {
		return recorded{}, err
	}
	return r.onSession(id, c, said)
}

func (r *recording) onSession(id domain.SessionID, c session.Command, said string) (recorded, error) {
	done, err := r.ledger.Session(r.ctx, r.meta, id, c)
	if err != nil {
		return recorded{}, err
	}
	reference := r.sessionReference(id)
	return recorded{done, reference, r.app.t("la session ", "the session ") + reference + " " + said}, nil
}

func (a *app) sessionPostpone() *cobra.Command {
	var date, reason string
	c := &cobra.Command{
		Use: "postpone SESSION --date DATE", Args: cobra.ExactArgs(1),
		Short:   a.t("reporte une session qui ne s'est pas encore tenue", "postpones a session that has not been held yet"),
		Example: `  suivi session postpone CC-CPS-SCI.2025-1 --date "première quinzaine de mars 2025" --reason "salle indisponible"`,
	}
	c.Flags().StringVar(&date, "date", "", a.t("nouvelle `DATE` prévue (obligatoire)", "new expected `DATE` (required)"))
	c.Flags().StringVar(&reason, "reason", "", a.t("`MOTIF`", "`REASON`"))
	_ = c.MarkFlagRequired("date")
	return a.records(c, false, func(r *recording, args []string) (recorded, error) {
		p, err := periodAt(date, "--date")
		if err != nil {
			return recorded{}, err
		}
		return r.sessionFact(args[0], session.Postpone{On: r.effect(), Postponed: session.Postponed{Expected: p, Reason: reason}},
			a.t("est reportée : ", "is postponed: ")+glossary.Period(p, a.l))
	})
}

func (a *app) sessionCancel() *cobra.Command {
	var reason string
	c := &cobra.Command{
		Use: "cancel SESSION", Args: cobra.ExactArgs(1),
		Short:   a.t("annule une session qui ne s'est pas encore tenue", "cancels a session that has not been held yet"),
		Example: `  suivi session cancel CC-CPS-SCI.2025-2 --reason "budget non notifié"`,
	}
	c.Flags().StringVar(&reason, "reason", "", a.t("`MOTIF`", "`REASON`"))
	return a.records(c, false, func(r *recording, args []string) (recorded, error) {
		return r.sessionFact(args[0], session.Cancel{On: r.effect(), Cancelled: session.Cancelled{Reason: reason}}, a.t("est annulée", "is cancelled"))
	})
}

func (a *app) sessionHold() *cobra.Command {
	var e session.Held
	var dates []string
	var source sourceFlags
	c := &cobra.Command{
		Use: "hold SESSION --date DATE", Args: cobra.ExactArgs(1),
		Short:   a.t("dit quels jours une session s'est tenue", "says on which days a session was held"),
		Long:    a.t("Ce que la session décide prend effet son dernier jour. Une session interrompue puis reprise a plusieurs --date ;\nredonnez-les toutes à la reprise.", "What the session decides takes effect on its last day. One interrupted and resumed has several --date;\ngive them all again when it resumes."),
		Example: "  suivi session hold CC-CPS-SCI.2024-1 --date \"janvier 2024\" --venue Bamako\n  suivi session hold CREDD.2023-T --date \"31 août 2023\" --date \"1er septembre 2023\"",
	}
	c.Flags().StringArrayVar(&dates, "date", nil, a.t("`DATE` d'une séance, ou les jours d'affilée : « du 14 au 16 mai 2024 » (obligatoire, répétable)", "`DATE` of a sitting, or days on end: \"du 14 au 16 mai 2024\" (required, repeatable)"))
	c.Flags().StringVar(&e.Venue, "venue", "", a.t("`LIEU`", "`VENUE`"))
	a.sourceOptions(c, &source)
	_ = c.MarkFlagRequired("date")
	return a.records(c, false, func(r *recording, args []string) (recorded, error) {
		for _, date := range dates {
			p, err := r.happenedAt(date, "--date")
			if err != nil {
				return recorded{}, err
			}
			e.Sittings = append(e.Sittings, p)
		}
		e.Source = source.read()
		return r.sessionFact(args[0], session.Hold{Held: e}, a.t("s'est tenue : ", "was held: ")+glossary.Periods(e.Sittings, a.l))
	})
}

func (a *app) sessionFixList() *cobra.Command {
	c := &cobra.Command{
		Use: "fix-list SESSION [REFERENCE...]", Args: cobra.MinimumNArgs(1),
		Short:   a.t("arrête la liste de ce qu'une session examine", "fixes the list of what a session examines"),
		Long:    a.t("Sans référence, la liste que donne la règle du cadre ; avec, celle du secrétariat, dans l'ordre donné.\nRedonnée avant la clôture, elle remplace la précédente.", "Without references, the list that the forum's rule gives; with them, the secretariat's, in the order given.\nGiven again before the close, it replaces the former."),
		Example: "  suivi session fix-list CC-CPS-SCI.2024-1\n  suivi session fix-list CC-CPS-SCI.2024-1 CC-CPS-SCI.2023-1.3 CC-CPS-SCI.2023-1.4",
	}
	return a.records(c, false, func(r *recording, args []string) (recorded, error) {
		id, err := r.session(args[0])
		if err != nil {
			return recorded{}, err
		}
		var done recorded
		if len(args) == 1 {
			if done.Receipt, err = r.ledger.FixListByRule(r.ctx, r.meta, id, r.effect()); err != nil {
				return done, err
			}
		} else {
			e := session.ListFixed{Origin: session.BySecretariat}
			for n, name := range args[1:] {
				item, err := r.listItem(name)
				if err != nil {
					return done, err
				}
				item.Place = n + 1
				e.Items = append(e.Items, item)
			}
			if done.Receipt, err = r.ledger.Session(r.ctx, r.meta, id, session.FixList{On: r.effect(), ListFixed: e}); err != nil {
				return done, err
			}
		}
		st, err := r.ledger.SessionState(r.ctx, id)
		if err != nil {
			return done, err
		}
		done.Reference = r.sessionReference(id)
		done.Said = a.t("la session "+done.Reference+" examine ", "the session "+done.Reference+" examines ") +
			a.times(len(st.List.Items), a.t("recommandation", "recommendation"), a.t("recommandations", "recommendations"))
		return done, nil
	})
}

// listItem is a recommendation under the numéro that it bears last.
func (r *recording) listItem(name string) (item session.Item, err error) {
	err = r.see(func(v *register.View) error {
		i, err := v.Find(v.Spelled(typed(name)))
		if err != nil {
			return err
		}
		item.Recommendation = v.ID(i)
		listings := v.State(i).Listings
		item.Number = register.NumberOf(listings[len(listings)-1])
		return nil
	})
	return item, err
}

func (a *app) sessionClose() *cobra.Command {
	var read, amended, validated string
	var e session.Closed
	c := &cobra.Command{
		Use: "close SESSION", Args: cobra.ExactArgs(1),
		Short:   a.t("clôt une session : ses listes et ses constats ne changent plus", "closes a session: its lists and findings no longer change"),
		Long:    a.t("La liste à examiner qui n'a pas été arrêtée l'est d'abord, selon la règle du cadre.", "A list to examine that was not fixed is fixed first, by the forum's rule."),
		Example: `  suivi session close CC-CPS-SCI.2024-1 --on 2024-01-31 --validated 2024-02-15 --by "comité de coordination"`,
	}
	o := c.Flags()
	o.StringVar(&read, "read", "", a.t("`DATE` à laquelle son rapport a été lu", "`DATE` on which its report was read"))
	o.StringVar(&amended, "amended", "", a.t("`DATE` à laquelle il a été amendé", "`DATE` on which it was amended"))
	o.StringVar(&validated, "validated", "", a.t("`DATE` à laquelle il a été validé", "`DATE` on which it was validated"))
	o.StringVar(&e.By, "by", "", a.t("`INSTANCE` qui l'a validé", "`BODY` that validated it"))
	return a.records(c, false, func(r *recording, args []string) (recorded, error) {
		for _, field := range []struct {
			text, place string
			into        *domain.Period
		}{{read, "--read", &e.Read}, {amended, "--amended", &e.Amended}, {validated, "--validated", &e.Validated}} {
			var err error
			if *field.into, err = r.happenedAt(field.text, field.place); err != nil {
				return recorded{}, err
			}
		}
		return r.sessionFact(args[0], session.Close{On: r.effect(), Closed: e}, a.t("est close au ", "is closed as of ")+glossary.Day(r.effect(), a.l))
	})
}

func (a *app) sessionTotals() *cobra.Command {
	var e session.TotalsDeclared
	var counts [5]int
	var rates []string
	var source sourceFlags
	names := [5]string{"total", "executed", "in-progress", "not-done", "no-object"}
	c := &cobra.Command{
		Use: "totals SESSION --subject OBJET", Args: cobra.ExactArgs(1),
		Short:   a.t("garde les totaux et les taux qu'un rapport imprime, tels quels", "keeps the totals and rates that a report prints, as they are"),
		Example: `  suivi session totals DGCT.2023-1 --subject "plan d'actions 2023" --executed 42 --in-progress 15 --not-done 11 --rate "taux d'exécution=67,74 %"`,
	}
	o := c.Flags()
	o.StringVar(&e.Subject, "subject", "", a.t("`OBJET` : de quoi sont ces totaux (obligatoire)", "`SUBJECT`: what these are the totals of (required)"))
	_ = c.MarkFlagRequired("subject")
	for i, usage := range []string{a.t("`N` en tout", "`N` in all"), a.t("`N` exécutées", "`N` executed"), a.t("`N` en cours", "`N` in progress"), a.t("`N` non réalisées", "`N` not done"), a.t("`N` sans objet", "`N` no longer relevant")} {
		o.IntVar(&counts[i], names[i], 0, usage)
	}
	o.StringArrayVar(&rates, "rate", nil, a.t("`NOM=TAUX` imprimé (répétable)", "`NAME=RATE` as printed (repeatable)"))
	o.StringVar(&e.Words, "words", "", a.t("les `MOTS` du rapport", "the report's own `WORDS`"))
	a.sourceOptions(c, &source)
	return a.records(c, false, func(r *recording, args []string) (recorded, error) {
		for i, into := range []**int{&e.Total, &e.Executed, &e.InProgress, &e.NotDone, &e.NoObject} {
			if c.Flags().Changed(names[i]) {
				*into = &counts[i]
			}
		}
		for _, rate := range rates {
			name, printed, found := strings.Cut(rate, "=")
			if !found || strings.TrimSpace(name) == "" || strings.TrimSpace(printed) == "" {
				return recorded{}, fault.New(fault.Invalid, "option.illisible", "lu", rate, "possibles", a.t("NOM=TAUX", "NAME=RATE")).At("--rate")
			}
			e.Rates = append(e.Rates, session.Rate{Name: strings.TrimSpace(name), Printed: strings.TrimSpace(printed)})
		}
		e.Source = source.read()
		return r.sessionFact(args[0], session.DeclareTotals{On: r.effect(), TotalsDeclared: e}, a.t("déclare des totaux : ", "declares totals: ")+e.Subject)
	})
}
