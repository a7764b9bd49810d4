package main

import (
	"github.com/spf13/cobra"

	"suivi/adapters/desk"
)

func (a *app) forumCommand() *cobra.Command {
	c := a.family("forum", a.t("les cadres : créer, renommer, rattacher, désigner, régler", "forums: create, rename, attach, name, rule"))
	c.AddCommand(a.forumCreate(), a.forumRename(), a.forumAttach(), a.forumSecretariat(), a.forumLead(), a.forumRule())
	return c
}

func (a *app) forumCreate() *cobra.Command {
	var e desk.CreateForum
	c := &cobra.Command{
		Use: "create CODE", Args: cobra.ExactArgs(1),
		Short:   a.t("ouvre un cadre", "opens a forum"),
		Long:    a.t("Le code est ce que l'on tape : unique, sans point ni espace. Sans --on, le cadre existe depuis toujours.", "The code is what people type: unique, without dot or space. Without --on, the forum has existed for ever."),
		Example: `  suivi forum create CC-CPS-SCI --name "Comité de coordination de la CPS/SCI" --kind "comité de coordination"`,
	}
	o := c.Flags()
	o.StringVar(&e.Name, "name", "", a.t("`NOM` (obligatoire)", "`NAME` (required)"))
	o.StringVar(&e.Kind, "kind", "", a.t("`GENRE`, avec les mots du pays : « revue sectorielle »", "`KIND`, in the country's words: \"revue sectorielle\""))
	o.StringVar(&e.Parent, "parent", "", a.t("`CODE` du cadre dont il dépend", "`CODE` of the forum that it is under"))
	return records(a, c, &e, func(_ *cobra.Command, args []string) (string, error) {
		e.Code = args[0]
		return "", nil
	})
}

func (a *app) forumRename() *cobra.Command {
	var e desk.RenameForum
	c := &cobra.Command{
		Use: a.t("rename CODE NOM", "rename CODE NAME"), Args: cobra.ExactArgs(2),
		Short:   a.t("donne un nouveau nom à un cadre, à partir d'un jour", "gives a forum a new name, from a day on"),
		Example: `  suivi forum rename CC-CPS-SCI "Comité de pilotage de la CPS/SCI" --on 2025-01-01`,
	}
	return records(a, c, &e, func(_ *cobra.Command, args []string) (string, error) {
		e.Name = args[1]
		return args[0], nil
	})
}

func (a *app) forumAttach() *cobra.Command {
	var e desk.AttachForum
	c := &cobra.Command{
		Use: "attach CODE PARENT", Args: cobra.ExactArgs(2), Annotations: map[string]string{"parent": "PARENT"},
		Short:   a.t("place un cadre sous un autre ; « - » : sous aucun", "puts a forum under another; \"-\": under none"),
		Example: "  suivi forum attach GT-EAU GEC\n  suivi forum attach GT-EAU -",
	}
	return records(a, c, &e, func(_ *cobra.Command, args []string) (string, error) {
		e.Parent = args[1]
		return args[0], written(args[1], "PARENT")
	})
}

func (a *app) forumSecretariat() *cobra.Command {
	var e desk.NameSecretariat
	c := &cobra.Command{
		Use: "secretariat CODE", Args: cobra.ExactArgs(1),
		Short:   a.t("dit qui tient le secrétariat d'un cadre", "says who is the secretariat of a forum"),
		Example: `  suivi forum secretariat CC-CPS-SCI --structure CPS-SCI`,
	}
	c.Flags().StringVar(&e.Organization, "structure", "", a.t("`STRUCTURE` qui le tient", "`STRUCTURE` that keeps it"))
	c.Flags().StringVar(&e.Words, "words", "", a.t("les `MOTS` du document", "the document's own `WORDS`"))
	return records(a, c, &e, first)
}

func (a *app) forumLead() *cobra.Command {
	var e desk.NameLead
	c := &cobra.Command{
		Use: a.t("lead CODE QUI", "lead CODE WHO"), Args: cobra.ExactArgs(2), Annotations: map[string]string{"mots": a.t("QUI", "WHO")},
		Short:   a.t("dit qui est chef de file d'un cadre, au besoin pour une année", "says who leads a forum, for one year where that is said"),
		Example: `  suivi forum lead GT-SANTE "OMS" --year 2019`,
	}
	c.Flags().IntVar(&e.Year, "year", 0, a.t("`ANNÉE`", "`YEAR`"))
	return records(a, c, &e, func(_ *cobra.Command, args []string) (string, error) {
		e.Words = args[1]
		return args[0], nil
	})
}

func (a *app) forumRule() *cobra.Command {
	var e desk.SetRule
	c := &cobra.Command{
		Use: "rule CODE", Args: cobra.ExactArgs(1),
		Short:   a.t("fixe à partir d'un jour la règle d'un cadre ; ce qui n'est pas donné reste", "sets the rule of a forum from a day on; what is not given stays"),
		Example: "  suivi forum rule CC-CPS-SCI --periodicity \"deux fois l'an\" --examines liste_precedente\n  suivi forum rule COMMISSION-MIXTE --examines tout_ouvert --forum CREDD --on 2018-01-01",
	}
	o := c.Flags()
	o.Var(optionalText(&e.Periodicity), "periodicity", a.t("`PÉRIODICITÉ`, en mots", "`PERIODICITY`, in words"))
	o.Var(optionalText(&e.Examines), "examines", a.t("`CE` que ses sessions examinent : liste_precedente, tout_ouvert, rien", "`WHAT` its sessions examine: liste_precedente, tout_ouvert, rien"))
	o.Var(optionalCount(&e.Lists), "lists", a.t("avec liste_precedente : `COMBIEN` de sessions précédentes", "with liste_precedente: `HOW MANY` previous sessions"))
	o.Var(optionalTexts(&e.Forums), "forum", a.t("avec tout_ouvert : `CODE` d'un cadre suivi (répétable ; aucun : le sien)", "with tout_ouvert: `CODE` of a forum it follows (repeatable; none: its own)"))
	o.Var(optionalText(&e.Theme), "theme", a.t("avec tout_ouvert : `THÈME` auquel s'en tenir", "with tout_ouvert: only this `THEME`"))
	o.Var(optionalText(&e.Word), "word", a.t("`PAROLE` retenue : session, declarations", "whose `WORD` is retained: session, declarations"))
	o.Var(optionalTexts(&e.CarriedOverBy), "carried-by", a.t("`CODE` d'un autre cadre qui peut reconduire (répétable)", "`CODE` of another forum that may carry over (repeatable)"))
	return records(a, c, &e, first)
}
