package main

import (
	"strings"

	"github.com/spf13/cobra"

	"suivi/adapters/desk"
	"suivi/domain/fault"
	"suivi/domain/session"
)

func (a *app) sessionCommand() *cobra.Command {
	c := a.family("session", a.t("les sessions : planifier, reporter, annuler, tenir, arrêter la liste, totaux, clore", "sessions: plan, postpone, cancel, hold, fix the list, totals, close"))
	c.AddCommand(a.sessionPlan(), a.sessionPostpone(), a.sessionCancel(), a.sessionHold(), a.sessionFixList(), a.sessionTotals(), a.sessionClose())
	return c
}

func (a *app) sessionPlan() *cobra.Command {
	var e desk.PlanSession
	var extraordinary bool
	c := &cobra.Command{
		Use: a.t("plan CADRE[.CODE]", "plan FORUM[.CODE]"), Args: cobra.ExactArgs(1), Annotations: map[string]string{"cadre": a.t("CADRE", "FORUM")},
		Short:   a.t("ouvre une session d'un cadre", "opens a session of a forum"),
		Long:    a.t("Sans code, la session prend l'année de --date et son ordre dans l'année : 2024-1, 2024-2…", "Without a code, the session takes the year of --date and its order in the year: 2024-1, 2024-2…"),
		Example: "  suivi session plan CC-CPS-SCI --date \"janvier 2024\"\n  suivi session plan CREDD.2023-P --phase politique --validates CREDD.2023-T --edition \"22ème Revue\" --date \"juin 2023\"",
	}
	o := c.Flags()
	o.StringVar(&e.Expected, "date", "", a.t("`DATE` prévue, même imprécise", "expected `DATE`, however imprecise"))
	o.StringVar(&e.Title, "title", "", a.t("`INTITULÉ`", "`TITLE`"))
	o.StringVar(&e.Edition, "edition", "", a.t("`ÉDITION` : « 22ème Revue »", "`EDITION`: \"22ème Revue\""))
	o.IntVar(&e.Exercise, "exercise", 0, a.t("exercice : l'`ANNÉE` dont elle relève", "the `YEAR` that it belongs to"))
	o.StringVar(&e.Venue, "venue", "", a.t("`LIEU`", "`VENUE`"))
	o.BoolVar(&extraordinary, "extraordinary", false, a.t("session extraordinaire : sa liste ne passe pas à la suivante", "extraordinary: its list is not handed on to the next"))
	o.StringVar(&e.Phase, "phase", "", a.t("`PHASE` : unique, technique, politique", "`PHASE`: unique, technique, politique"))
	o.StringVar(&e.Validates, "validates", "", a.t("`SESSION` technique dont celle-ci, politique, reprend les propositions", "technical `SESSION` whose proposals this political one takes up"))
	o.StringVar(&e.Precedes, "precedes", "", a.t("pour une date inconnue : `SESSION` avant laquelle elle s'est tenue", "where the date is unknown: `SESSION` before which it was held"))
	o.StringArrayVar(&e.Joint, "joint", nil, a.t("`SESSION` d'un autre cadre tenue avec elle (répétable)", "`SESSION` of another forum held with it (repeatable)"))
	return records(a, c, &e, func(_ *cobra.Command, args []string) (string, error) {
		e.Forum, e.Code, _ = strings.Cut(desk.Typed(args[0]), ".")
		if extraordinary {
			e.Kind = string(session.Extraordinary)
		}
		return "", nil
	})
}

func (a *app) sessionPostpone() *cobra.Command {
	var e desk.PostponeSession
	c := &cobra.Command{
		Use: "postpone SESSION --date DATE", Args: cobra.ExactArgs(1),
		Short:   a.t("reporte une session qui ne s'est pas encore tenue", "postpones a session that has not been held yet"),
		Example: `  suivi session postpone CC-CPS-SCI.2025-1 --date "première quinzaine de mars 2025" --reason "salle indisponible"`,
	}
	c.Flags().StringVar(&e.Expected, "date", "", a.t("nouvelle `DATE` prévue (obligatoire)", "new expected `DATE` (required)"))
	c.Flags().StringVar(&e.Reason, "reason", "", a.t("`MOTIF`", "`REASON`"))
	_ = c.MarkFlagRequired("date")
	return records(a, c, &e, first)
}

func (a *app) sessionCancel() *cobra.Command {
	var e desk.CancelSession
	c := &cobra.Command{
		Use: "cancel SESSION", Args: cobra.ExactArgs(1),
		Short:   a.t("annule une session qui ne s'est pas encore tenue", "cancels a session that has not been held yet"),
		Example: `  suivi session cancel CC-CPS-SCI.2025-2 --reason "budget non notifié"`,
	}
	c.Flags().StringVar(&e.Reason, "reason", "", a.t("`MOTIF`", "`REASON`"))
	return records(a, c, &e, first)
}

func (a *app) sessionHold() *cobra.Command {
	var e desk.HoldSession
	c := &cobra.Command{
		Use: "hold SESSION --date DATE", Args: cobra.ExactArgs(1),
		Short:   a.t("dit quels jours une session s'est tenue", "says on which days a session was held"),
		Long:    a.t("Ce que la session décide prend effet son dernier jour. Une session interrompue puis reprise a plusieurs --date ;\nredonnez-les toutes à la reprise.", "What the session decides takes effect on its last day. One interrupted and resumed has several --date;\ngive them all again when it resumes."),
		Example: "  suivi session hold CC-CPS-SCI.2024-1 --date \"janvier 2024\" --venue Bamako\n  suivi session hold CREDD.2023-T --date \"31 août 2023\" --date \"1er septembre 2023\"",
	}
	c.Flags().StringArrayVar(&e.Sittings, "date", nil, a.t("`DATE` d'une séance, ou les jours d'affilée : « du 14 au 16 mai 2024 » (obligatoire, répétable)", "`DATE` of a sitting, or days on end: \"du 14 au 16 mai 2024\" (required, repeatable)"))
	c.Flags().StringVar(&e.Venue, "venue", "", a.t("`LIEU`", "`VENUE`"))
	_ = c.MarkFlagRequired("date")
	return records(a, c, &e, first)
}

func (a *app) sessionFixList() *cobra.Command {
	var e desk.FixList
	c := &cobra.Command{
		Use: "fix-list SESSION [REFERENCE...]", Args: cobra.MinimumNArgs(1), Annotations: map[string]string{"points": "REFERENCE"},
		Short:   a.t("arrête la liste de ce qu'une session examine", "fixes the list of what a session examines"),
		Long:    a.t("Sans référence, la liste que donne la règle du cadre ; avec, celle du secrétariat, dans l'ordre donné.\nRedonnée avant la clôture, elle remplace la précédente.", "Without references, the list that the forum's rule gives; with them, the secretariat's, in the order given.\nGiven again before the close, it replaces the former."),
		Example: "  suivi session fix-list CC-CPS-SCI.2024-1\n  suivi session fix-list CC-CPS-SCI.2024-1 CC-CPS-SCI.2023-1.3 CC-CPS-SCI.2023-1.4",
	}
	return records(a, c, &e, func(_ *cobra.Command, args []string) (string, error) {
		e.Items = args[1:]
		return args[0], nil
	})
}

func (a *app) sessionClose() *cobra.Command {
	var e desk.CloseSession
	c := &cobra.Command{
		Use: "close SESSION", Args: cobra.ExactArgs(1),
		Short:   a.t("clôt une session : ses listes et ses constats ne changent plus", "closes a session: its lists and findings no longer change"),
		Long:    a.t("La liste à examiner qui n'a pas été arrêtée l'est d'abord, selon la règle du cadre.", "A list to examine that was not fixed is fixed first, by the forum's rule."),
		Example: `  suivi session close CC-CPS-SCI.2024-1 --on 2024-01-31 --validated 2024-02-15 --by "comité de coordination"`,
	}
	o := c.Flags()
	o.StringVar(&e.Read, "read", "", a.t("`DATE` à laquelle son rapport a été lu", "`DATE` on which its report was read"))
	o.StringVar(&e.Amended, "amended", "", a.t("`DATE` à laquelle il a été amendé", "`DATE` on which it was amended"))
	o.StringVar(&e.Validated, "validated", "", a.t("`DATE` à laquelle il a été validé", "`DATE` on which it was validated"))
	o.StringVar(&e.By, "by", "", a.t("`INSTANCE` qui l'a validé", "`BODY` that validated it"))
	return records(a, c, &e, first)
}

func (a *app) sessionTotals() *cobra.Command {
	var e desk.DeclareTotals
	var rates []string
	c := &cobra.Command{
		Use: "totals SESSION --subject OBJET", Args: cobra.ExactArgs(1),
		Short:   a.t("garde les totaux et les taux qu'un rapport imprime, tels quels", "keeps the totals and rates that a report prints, as they are"),
		Example: `  suivi session totals DGCT.2023-1 --subject "plan d'actions 2023" --executed 42 --in-progress 15 --not-done 11 --rate "taux d'exécution=67,74 %"`,
	}
	o := c.Flags()
	o.StringVar(&e.Subject, "subject", "", a.t("`OBJET` : de quoi sont ces totaux (obligatoire)", "`SUBJECT`: what these are the totals of (required)"))
	_ = c.MarkFlagRequired("subject")
	o.Var(optionalCount(&e.Total), "total", a.t("`N` en tout", "`N` in all"))
	o.Var(optionalCount(&e.Executed), "executed", a.t("`N` exécutées", "`N` executed"))
	o.Var(optionalCount(&e.InProgress), "in-progress", a.t("`N` en cours", "`N` in progress"))
	o.Var(optionalCount(&e.NotDone), "not-done", a.t("`N` non réalisées", "`N` not done"))
	o.Var(optionalCount(&e.NoObject), "no-object", a.t("`N` sans objet", "`N` no longer relevant"))
	o.StringArrayVar(&rates, "rate", nil, a.t("`NOM=TAUX` imprimé (répétable)", "`NAME=RATE` as printed (repeatable)"))
	o.StringVar(&e.Words, "words", "", a.t("les `MOTS` du rapport", "the report's own `WORDS`"))
	return records(a, c, &e, func(_ *cobra.Command, args []string) (string, error) {
		for _, rate := range rates {
			name, printed, found := strings.Cut(rate, "=")
			if !found || strings.TrimSpace(name) == "" || strings.TrimSpace(printed) == "" {
				return "", fault.New(fault.Invalid, "option.illisible", "lu", rate, "possibles", a.t("NOM=TAUX", "NAME=RATE")).At("--rate")
			}
			e.Rates = append(e.Rates, session.Rate{Name: strings.TrimSpace(name), Printed: strings.TrimSpace(printed)})
		}
		return args[0], nil
	})
}
