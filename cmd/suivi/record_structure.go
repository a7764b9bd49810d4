package main

import (
	"github.com/spf13/cobra"

	"suivi/adapters/desk"
)

func (a *app) structureCommand() *cobra.Command {
	c := a.family("structure", a.t("les structures : créer, renommer, rattacher, fusionner", "structures: create, rename, attach, merge"))
	c.AddCommand(a.structureCreate(), a.structureRename(), a.structureAttach(), a.structureMerge())
	return c
}

// What the options of names mean.
func (a *app) acronymUsage() string {
	return a.t("`SIGLE` que les tables impriment", "`ACRONYM` that tables print")
}

func (a *app) otherUsage() string {
	return a.t("autre `SIGLE` sous lequel on l'écrit (répétable)", "another `ACRONYM` under which it is written (repeatable)")
}

func (a *app) structureCreate() *cobra.Command {
	var e desk.CreateOrganization
	c := &cobra.Command{
		Use: "create CODE", Args: cobra.ExactArgs(1),
		Short:   a.t("ajoute une structure", "adds a structure"),
		Long:    a.t("Le code est ce que disent les fichiers, pour toujours : unique, sans point ni espace. Sans --on, la structure existe depuis toujours.", "The code is what files say, for ever: unique, without dot or space. Without --on, the structure has existed for ever."),
		Example: `  suivi structure create MAECI-DRH --name "Direction des ressources humaines" --acronym DRH --parent MAECI`,
	}
	o := c.Flags()
	o.StringVar(&e.Name, "name", "", a.t("`NOM` (obligatoire)", "`NAME` (required)"))
	o.StringVar(&e.Acronym, "acronym", "", a.acronymUsage())
	o.StringArrayVar(&e.Others, "other", nil, a.otherUsage())
	o.StringVar(&e.Parent, "parent", "", a.t("`STRUCTURE` dont elle dépend", "`STRUCTURE` that it is under"))
	o.StringVar(&e.Kind, "kind", "", a.t("`GENRE` : ministère, direction, projet…", "`KIND`: ministry, direction, project…"))
	return records(a, c, &e, func(_ *cobra.Command, args []string) (string, error) {
		e.Code = args[0]
		return "", nil
	})
}

func (a *app) structureRename() *cobra.Command {
	var e desk.RenameOrganization
	c := &cobra.Command{
		Use: a.t("rename CODE NOM", "rename CODE NAME"), Args: cobra.ExactArgs(2),
		Short:   a.t("donne de nouveaux noms à une structure, à partir d'un jour ; les sigles non donnés restent", "gives a structure new names, from a day on; acronyms not given stay"),
		Example: `  suivi structure rename MMEIA "Ministère des Maliens établis à l'extérieur" --acronym MME --on 2025-02-01`,
	}
	c.Flags().Var(optionalText(&e.Acronym), "acronym", a.acronymUsage())
	c.Flags().Var(optionalTexts(&e.Others), "other", a.otherUsage())
	return records(a, c, &e, func(_ *cobra.Command, args []string) (string, error) {
		e.Name = args[1]
		return args[0], nil
	})
}

func (a *app) structureAttach() *cobra.Command {
	var e desk.AttachOrganization
	c := &cobra.Command{
		Use: "attach CODE PARENT", Args: cobra.ExactArgs(2), Annotations: map[string]string{"parent": "PARENT"},
		Short:   a.t("place une structure sous une autre ; « - » : sous aucune", "puts a structure under another; \"-\": under none"),
		Example: "  suivi structure attach CPS-SCI MAECI --on 2024-07-01\n  suivi structure attach CPS-SCI -",
	}
	return records(a, c, &e, func(_ *cobra.Command, args []string) (string, error) {
		e.Parent = args[1]
		return args[0], written(args[1], "PARENT")
	})
}

func (a *app) structureMerge() *cobra.Command {
	var e desk.MergeOrganization
	c := &cobra.Command{
		Use: "merge CODE --into CODE", Args: cobra.ExactArgs(1),
		Short:   a.t("fusionne une structure dans une autre, qui hérite de ce qui est ouvert", "merges a structure into another, which inherits what is open"),
		Example: "  suivi structure merge MMEIA --into MAECI --on 2025-02-01",
	}
	c.Flags().StringVar(&e.Successor, "into", "", a.t("`STRUCTURE` qui hérite (obligatoire)", "`STRUCTURE` that inherits (required)"))
	_ = c.MarkFlagRequired("into")
	return records(a, c, &e, first)
}
