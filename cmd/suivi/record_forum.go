package main

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/forum"
	"suivi/projections/register"
)

// noParent is how one says that something has nothing above it.
const noParent = "-"

func (a *app) forumCommand() *cobra.Command {
	c := a.family("forum", a.t("les cadres : créer, renommer, rattacher, désigner, régler", "forums: create, rename, attach, name, rule"))
	c.AddCommand(a.forumCreate(), a.forumRename(), a.forumAttach(), a.forumSecretariat(), a.forumLead(), a.forumRule())
	return c
}

// sinceEver is the day of effect of what has no known beginning.
const sinceEver domain.Day = 1

// existing is the day since which something is said to exist: for ever, unless
// a day is given.
func (r *recording) existing() domain.Day {
	if r.on != 0 {
		return r.on
	}
	return sinceEver
}

func (a *app) forumCreate() *cobra.Command {
	var e forum.Created
	var parent string
	var source sourceFlags
	c := &cobra.Command{
		Use: "create CODE", Args: cobra.ExactArgs(1),
		Short:   a.t("ouvre un cadre", "opens a forum"),
		Long:    a.t("Le code est ce que l'on tape : unique, sans point ni espace. Sans --on, le cadre existe depuis toujours.", "The code is what people type: unique, without dot or space. Without --on, the forum has existed for ever."),
		Example: `  suivi forum create CC-CPS-SCI --name "Comité de coordination de la CPS/SCI" --kind "comité de coordination"`,
	}
	o := c.Flags()
	o.StringVar(&e.Name, "name", "", a.t("`NOM` (obligatoire)", "`NAME` (required)"))
	o.StringVar(&e.Kind, "kind", "", a.t("`GENRE`, avec les mots du pays : « revue sectorielle »", "`KIND`, in the country's words: \"revue sectorielle\""))
	o.StringVar(&parent, "parent", "", a.t("`CODE` du cadre dont il dépend", "`CODE` of the forum that it is under"))
	a.sourceOptions(c, &source)
	return a.records(c, true, func(r *recording, args []string) (recorded, error) {
		e.Code, e.Source = args[0], source.read()
		if parent != "" {
			var err error
			if _, e.Parent, err = r.forum(parent); err != nil {
				return recorded{}, at(err, "--parent")
			}
		}
		return r.forumFact(e.Code, r.existing(), e, a.t("le cadre "+e.Code+" existe", "the forum "+e.Code+" exists"))
	})
}

func (r *recording) forumFact(code string, on domain.Day, e forum.Event, said string) (recorded, error) {
	done, err := r.ledger.Forum(r.ctx, r.meta, code, forum.Record{On: on, Event: e})
	return recorded{done, code, said}, err
}

func (a *app) forumRename() *cobra.Command {
	c := &cobra.Command{
		Use: a.t("rename CODE NOM", "rename CODE NAME"), Args: cobra.ExactArgs(2),
		Short:   a.t("donne un nouveau nom à un cadre, à partir d'un jour", "gives a forum a new name, from a day on"),
		Example: `  suivi forum rename CC-CPS-SCI "Comité de pilotage de la CPS/SCI" --on 2025-01-01`,
	}
	return a.records(c, false, func(r *recording, args []string) (recorded, error) {
		code, _, err := r.forum(args[0])
		if err != nil {
			return recorded{}, err
		}
		return r.forumFact(code, r.effect(), forum.Renamed{Name: args[1]}, a.t("le cadre "+code+" s'appelle « "+args[1]+" »", "the forum "+code+" is called \""+args[1]+"\""))
	})
}

func (a *app) forumAttach() *cobra.Command {
	c := &cobra.Command{
		Use: "attach CODE PARENT", Args: cobra.ExactArgs(2),
		Short:   a.t("place un cadre sous un autre ; « - » : sous aucun", "puts a forum under another; \"-\": under none"),
		Example: "  suivi forum attach GT-EAU GEC\n  suivi forum attach GT-EAU -",
	}
	return a.records(c, false, func(r *recording, args []string) (recorded, error) {
		code, _, err := r.forum(args[0])
		if err != nil {
			return recorded{}, err
		}
		var e forum.Reparented
		said := a.t("le cadre "+code+" ne dépend d'aucun autre", "the forum "+code+" is under no other")
		if args[1] != noParent {
			var above string
			if above, e.Parent, err = r.forum(args[1]); err != nil {
				return recorded{}, err
			}
			if err := r.checkForumTree(code, above); err != nil {
				return recorded{}, err
			}
			said = a.t("le cadre "+code+" dépend de "+above, "the forum "+code+" is under "+above)
		}
		return r.forumFact(code, r.effect(), e, said)
	})
}

// checkForumTree refuses a parent that lies under the forum itself.
func (r *recording) checkForumTree(code, above string) error {
	return r.see(func(v *register.View) error {
		parents := map[string]string{}
		for _, row := range v.DescribeForums() {
			parents[row.Code] = row.Parent
		}
		for up, steps := above, 0; up != "" && steps <= len(parents); up, steps = parents[up], steps+1 {
			if up == code {
				return fault.New(fault.Invalid, forum.InvalidParent)
			}
		}
		return nil
	})
}

func (a *app) forumSecretariat() *cobra.Command {
	var structure, words string
	c := &cobra.Command{
		Use: "secretariat CODE", Args: cobra.ExactArgs(1),
		Short:   a.t("dit qui tient le secrétariat d'un cadre", "says who is the secretariat of a forum"),
		Example: `  suivi forum secretariat CC-CPS-SCI --structure CPS-SCI`,
	}
	c.Flags().StringVar(&structure, "structure", "", a.t("`STRUCTURE` qui le tient", "`STRUCTURE` that keeps it"))
	c.Flags().StringVar(&words, "words", "", a.t("les `MOTS` du document", "the document's own `WORDS`"))
	return a.records(c, false, func(r *recording, args []string) (recorded, error) {
		code, _, err := r.forum(args[0])
		if err != nil {
			return recorded{}, err
		}
		e := forum.SecretariatNamed{Words: words}
		if structure != "" {
			if e.Organization, err = r.organization(structure, "--structure"); err != nil {
				return recorded{}, err
			}
			if e.Words == "" {
				e.Words = r.codeOf(e.Organization)
			}
		}
		if e.Words == "" {
			return recorded{}, fault.New(fault.Invalid, "champ.vide").At("--structure")
		}
		return r.forumFact(code, r.effect(), e, a.t("le secrétariat de "+code+" est tenu par ", "the secretariat of "+code+" is ")+e.Words)
	})
}

func (a *app) forumLead() *cobra.Command {
	var year int
	c := &cobra.Command{
		Use: a.t("lead CODE QUI", "lead CODE WHO"), Args: cobra.ExactArgs(2),
		Short:   a.t("dit qui est chef de file d'un cadre, au besoin pour une année", "says who leads a forum, for one year where that is said"),
		Example: `  suivi forum lead GT-SANTE "OMS" --year 2019`,
	}
	c.Flags().IntVar(&year, "year", 0, a.t("`ANNÉE`", "`YEAR`"))
	return a.records(c, false, func(r *recording, args []string) (recorded, error) {
		code, _, err := r.forum(args[0])
		if err != nil {
			return recorded{}, err
		}
		if strings.TrimSpace(args[1]) == "" {
			return recorded{}, fault.New(fault.Invalid, "champ.vide").At(a.t("QUI", "WHO"))
		}
		said := a.t("le chef de file de "+code+" est ", "the lead of "+code+" is ") + args[1]
		if year != 0 {
			said += a.t(" en ", " in ") + strconv.Itoa(year)
		}
		return r.forumFact(code, r.effect(), forum.LeadNamed{Year: year, Words: args[1]}, said)
	})
}
