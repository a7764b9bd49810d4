package main

import (
	"strings"

	"github.com/spf13/cobra"

	"suivi/adapters/desk"
	"suivi/domain/fault"
)

func (a *app) rectify() *cobra.Command {
	var e desk.Rectify
	var set []string
	c := &cobra.Command{
		Use: a.t("rectify ÉVÉNEMENT --reason MOTIF", "rectify EVENT --reason REASON"), Args: cobra.ExactArgs(1), GroupID: groupRecording,
		Short: a.t("dit qu'un fait enregistré était faux, et ce qui vaut à sa place", "says that a recorded fact was wrong, and what holds instead"),
		Long: a.t("L'identifiant de l'événement se lit dans « suivi history ». Rien n'est effacé : la rectification s'ajoute, avec son motif.\n--void : cela n'a jamais eu lieu. --set CHAMP=VALEUR : voici ce qu'il faut lire ; les champs sont ceux de « suivi history --json ».\n--on DATE : cela prend effet ce jour-là. Avec --reason seul, un fait annulé par erreur vaut de nouveau.",
			"The event's id is read in \"suivi history\". Nothing is erased: the rectification is added, with its reason.\n--void: it never happened. --set FIELD=VALUE: this is what should be read; the fields are those of \"suivi history --json\".\n--on DATE: it takes effect on that day. With --reason alone, a fact voided by mistake holds again."),
		Example: "  suivi rectify 01HQ3V5T0000000000000000AB --void --reason \"entrée par erreur\"\n  suivi rectify 01HQ3V5T0000000000000000AB --set \"etat=en cours\" --set \"constat=le processus est engagé\" --reason \"mal recopié\"",
	}
	o := c.Flags()
	o.BoolVar(&e.Void, "void", false, a.t("cela n'a jamais eu lieu", "it never happened"))
	o.StringArrayVar(&set, "set", nil, a.t("`CHAMP=VALEUR` à lire à la place (répétable)", "`FIELD=VALUE` to be read instead (repeatable)"))
	o.StringVar(&e.Reason, "reason", "", a.t("`MOTIF` (obligatoire)", "`REASON` (required)"))
	_ = c.MarkFlagRequired("reason")
	return records(a, c, &e, func(_ *cobra.Command, args []string) (string, error) {
		e.Fields = map[string]string{}
		for _, assignment := range set {
			name, value, found := strings.Cut(assignment, "=")
			name = strings.TrimSpace(name)
			if !found {
				return "", fault.New(fault.Invalid, "option.illisible", "lu", assignment, "possibles", a.t("CHAMP=VALEUR", "FIELD=VALUE")).At("--set")
			}
			if err := a.long(&value, "--set "+name); err != nil {
				return "", err
			}
			e.Fields[name] = value
		}
		return args[0], nil
	})
}
