package main

import (
	"github.com/spf13/cobra"

	"suivi/domain"
	"suivi/domain/organization"
	"suivi/projections/register"
)

func (a *app) structureCommand() *cobra.Command {
	c := a.family("structure", a.t("les structures : créer, renommer, rattacher, fusionner", "structures: create, rename, attach, merge"))
	c.AddCommand(a.structureCreate(), a.structureRename(), a.structureAttach(), a.structureMerge())
	return c
}

func (a *app) nameOptions(c *cobra.Command, n *organization.Names) {
	o := c.Flags()
	o.StringVar(&n.Acronym, "acronym", "", a.t("`SIGLE` que les tables impriment", "`ACRONYM` that tables print"))
	o.StringArrayVar(&n.Others, "other", nil, a.t("autre `SIGLE` sous lequel on l'écrit (répétable)", "another `ACRONYM` under which it is written (repeatable)"))
}

func (a *app) structureCreate() *cobra.Command {
	var e organization.Created
	var parent string
	var source sourceFlags
	c := &cobra.Command{
		Use: "create CODE", Args: cobra.ExactArgs(1),
		Short:   a.t("ajoute une structure", "adds a structure"),
		Long:    a.t("Le code est ce que disent les fichiers, pour toujours : unique, sans point ni espace. Sans --on, la structure existe depuis toujours.", "The code is what files say, for ever: unique, without dot or space. Without --on, the structure has existed for ever."),
		Example: `  suivi structure create MAECI-DRH --name "Direction des ressources humaines" --acronym DRH --parent MAECI`,
	}
	o := c.Flags()
	o.StringVar(&e.Name, "name", "", a.t("`NOM` (obligatoire)", "`NAME` (required)"))
	a.nameOptions(c, &e.Names)
	o.StringVar(&parent, "parent", "", a.t("`STRUCTURE` dont elle dépend", "`STRUCTURE` that it is under"))
	o.StringVar(&e.Kind, "kind", "", a.t("`GENRE` : ministère, direction, projet…", "`KIND`: ministry, direction, project…"))
	a.sourceOptions(c, &source)
	return a.records(c, true, func(r *recording, args []string) (recorded, error) {
		e.Code, e.Source = args[0], source.read()
		if parent != "" {
			var err error
			if e.Parent, err = r.organization(parent, "--parent"); err != nil {
				return recorded{}, err
			}
		}
		return r.structureFact(e.Code, r.existing(), e, a.t("la structure "+e.Code+" existe", "the structure "+e.Code+" exists"))
	})
}

func (r *recording) structureFact(code string, on domain.Day, e organization.Event, said string) (recorded, error) {
	done, err := r.ledger.Organization(r.ctx, r.meta, code, organization.Record{On: on, Event: e})
	return recorded{done, code, said}, err
}

func (a *app) structureRename() *cobra.Command {
	var names organization.Names
	c := &cobra.Command{
		Use: a.t("rename CODE NOM", "rename CODE NAME"), Args: cobra.ExactArgs(2),
		Short:   a.t("donne de nouveaux noms à une structure, à partir d'un jour ; les sigles non donnés restent", "gives a structure new names, from a day on; acronyms not given stay"),
		Example: `  suivi structure rename MMEIA "Ministère des Maliens établis à l'extérieur" --acronym MME --on 2025-02-01`,
	}
	a.nameOptions(c, &names)
	return a.records(c, false, func(r *recording, args []string) (recorded, error) {
		code, err := r.structure(args[0])
		if err != nil {
			return recorded{}, err
		}
		var now organization.Names
		err = r.runner.Register().Query(register.Moment{On: r.effect(), Today: r.effect()}, func(v *register.View) error {
			o, err := v.FindOrganization(code)
			if err == nil {
				now = v.Organization(o).Names
			}
			return err
		})
		if err != nil {
			return recorded{}, err
		}
		now.Name = args[1]
		if c.Flags().Changed("acronym") {
			now.Acronym = names.Acronym
		}
		if c.Flags().Changed("other") {
			now.Others = names.Others
		}
		return r.structureFact(code, r.effect(), organization.Renamed{Names: now}, a.t("la structure "+code+" s'appelle « "+args[1]+" »", "the structure "+code+" is called \""+args[1]+"\""))
	})
}

func (a *app) structureAttach() *cobra.Command {
	c := &cobra.Command{
		Use: "attach CODE PARENT", Args: cobra.ExactArgs(2),
		Short:   a.t("place une structure sous une autre ; « - » : sous aucune", "puts a structure under another; \"-\": under none"),
		Example: "  suivi structure attach CPS-SCI MAECI --on 2024-07-01\n  suivi structure attach CPS-SCI -",
	}
	return a.records(c, false, func(r *recording, args []string) (recorded, error) {
		code, err := r.structure(args[0])
		if err != nil {
			return recorded{}, err
		}
		var e organization.Reparented
		said := a.t("la structure "+code+" ne dépend d'aucune autre", "the structure "+code+" is under no other")
		if args[1] != noParent {
			if e.Parent, err = r.organization(args[1], ""); err != nil {
				return recorded{}, err
			}
			said = a.t("la structure "+code+" dépend de ", "the structure "+code+" is under ") + r.codeOf(e.Parent)
		}
		return r.structureFact(code, r.effect(), e, said)
	})
}

func (a *app) structureMerge() *cobra.Command {
	var into string
	c := &cobra.Command{
		Use: "merge CODE --into CODE", Args: cobra.ExactArgs(1),
		Short:   a.t("fusionne une structure dans une autre, qui hérite de ce qui est ouvert", "merges a structure into another, which inherits what is open"),
		Example: "  suivi structure merge MMEIA --into MAECI --on 2025-02-01",
	}
	c.Flags().StringVar(&into, "into", "", a.t("`STRUCTURE` qui hérite (obligatoire)", "`STRUCTURE` that inherits (required)"))
	_ = c.MarkFlagRequired("into")
	return a.records(c, false, func(r *recording, args []string) (recorded, error) {
		code, err := r.structure(args[0])
		if err != nil {
			return recorded{}, err
		}
		var e organization.Merged
		if e.Successor, err = r.organization(into, "--into"); err != nil {
			return recorded{}, err
		}
		return r.structureFact(code, r.effect(), e, a.t("la structure "+code+" est fusionnée dans ", "the structure "+code+" is merged into ")+r.codeOf(e.Successor))
	})
}
