package main

import (
	"strings"

	"github.com/spf13/cobra"

	"suivi/domain/fault"
	"suivi/domain/forum"
	"suivi/domain/organization"
	"suivi/domain/session"
	"suivi/projections/history"
	"suivi/projections/register"
	"suivi/projections/report"
)

func (a *app) history() *cobra.Command {
	var ofForum, ofStructure string
	c := &cobra.Command{
		Use: "history REFERENCE", Args: cobra.MaximumNArgs(1), GroupID: groupReading,
		Short:   a.t("tout ce qui est arrivé à une recommandation ; ou à une session, un cadre, une structure", "all that happened to a recommendation; or to a session, a forum, a structure"),
		Example: "  suivi history CC-CPS-SCI.2023-1.3\n  suivi history CC-CPS-SCI.2023-1\n  suivi history --forum CC-CPS-SCI\n  suivi history --structure MAECI",
	}
	c.Flags().StringVar(&ofForum, "forum", "", a.t("`CODE` d'un cadre", "`CODE` of a forum"))
	c.Flags().StringVar(&ofStructure, "structure", "", a.t("`CODE` d'une structure", "`CODE` of a structure"))
	c.RunE = func(c *cobra.Command, args []string) error {
		given := len(args)
		for _, flag := range []string{ofForum, ofStructure} {
			if flag != "" {
				given++
			}
		}
		if given != 1 {
			return fault.New(fault.Invalid, "option.historique_de_quoi")
		}
		return a.ask(c.Context(), func(h *house, v *register.View) error {
			if err := elsewhere(v, args); err != nil {
				return err
			}
			if len(args) == 1 && strings.Count(typed(args[0]), ".") != 1 {
				return a.recommendationHistory(c, h, v, typed(args[0]))
			}
			stream, reference, err := streamOf(v, strings.Join(args, ""), ofForum, ofStructure)
			if err != nil {
				return err
			}
			way, err := history.OfStream(c.Context(), h.log, h.registry, v, stream, reference)
			if err != nil {
				return err
			}
			return a.print(way, report.StreamHistory(way, a.l, a.place, func(id string) string { return nameOf(v, id) }))
		})
	}
	return c
}

// elsewhere says which option the code of a forum or of a structure goes with.
func elsewhere(v *register.View, args []string) error {
	if len(args) == 0 {
		return nil
	}
	option := ""
	if _, err := v.FindForum(v.Spelled(args[0])); err == nil {
		option = "--forum"
	} else if i, err := v.FindOrganization(args[0]); err == nil && v.Organization(i).Code == args[0] {
		option = "--structure"
	}
	if option == "" {
		return nil
	}
	return fault.New(fault.Invalid, "option.historique_ailleurs", "lu", args[0], "option", option)
}

func (a *app) recommendationHistory(c *cobra.Command, h *house, v *register.View, name string) error {
	i, err := v.Find(v.Spelled(name))
	if err != nil {
		return err
	}
	way, err := history.Of(c.Context(), h.log, h.registry, v, i)
	if err != nil {
		return err
	}
	return a.print(way, report.History(way, a.l, a.place))
}

// streamOf finds the stream of the session, forum or structure that is named.
func streamOf(v *register.View, ofSession, ofForum, ofStructure string) (stream, reference string, err error) {
	switch {
	case ofForum != "":
		f, err := v.FindForum(v.Spelled(ofForum))
		if err != nil {
			return "", "", at(err, "--forum")
		}
		code := v.Forum(f).Code
		return forum.Stream(forum.IDOf(code)), code, nil
	case ofStructure != "":
		o, err := v.FindOrganization(ofStructure)
		if err != nil {
			return "", "", at(err, "--structure")
		}
		st := v.DescribeOrganization(o, "")
		return organization.Stream(st.ID), st.Code, nil
	}
	s, err := v.FindSession(v.Spelled(typed(ofSession)))
	if err != nil {
		return "", "", err
	}
	return session.Stream(v.SessionID(s)), v.SessionReference(s), nil
}
