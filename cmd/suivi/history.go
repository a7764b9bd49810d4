package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"suivi/adapters/desk"
	"suivi/domain/fault"
	"suivi/domain/glossary"
	"suivi/projections/history"
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
	return reads(c, func(ctx context.Context, args []string) error {
		given := len(args)
		for _, flag := range []string{ofForum, ofStructure} {
			if flag != "" {
				given++
			}
		}
		switch {
		case given != 1:
			return fault.New(fault.Invalid, "option.historique_de_quoi")
		case ofForum != "":
			return unplacedAt(a.streamHistory(ctx, desk.ForumHistory, ofForum), "--forum")
		case ofStructure != "":
			return unplacedAt(a.streamHistory(ctx, desk.OrganizationHistory, ofStructure), "--structure")
		case strings.Count(desk.Typed(args[0]), ".") == 1:
			return a.streamHistory(ctx, desk.SessionHistory, args[0])
		}
		return a.recommendationHistory(ctx, args[0])
	})
}

func (a *app) recommendationHistory(ctx context.Context, name string) error {
	err := show(ctx, a, desk.RecommendationHistory, desk.AboutOne{Ref: name, Moment: a.moment()}, func(h history.History, l glossary.Language) report.Document {
		return report.History(h, l, a.place)
	})
	if fault.KindOf(err) == fault.NotFound && !strings.Contains(name, ".") {
		return a.elsewhere(ctx, name, err)
	}
	return err
}

// elsewhere says which option the code of a forum or of a structure goes with,
// and otherwise what was wrong already.
func (a *app) elsewhere(ctx context.Context, name string, otherwise error) error {
	about := desk.AboutOne{Ref: name, Moment: a.moment()}
	option := ""
	if _, err := ask(ctx, a, desk.ForumHistory, about); err == nil {
		option = "--forum"
	} else if h, err := ask(ctx, a, desk.OrganizationHistory, about); err == nil && h.Reference == name {
		option = "--structure"
	}
	if option == "" {
		return otherwise
	}
	return fault.New(fault.Invalid, "option.historique_ailleurs", "lu", name, "option", option)
}

func (a *app) streamHistory(ctx context.Context, t desk.Table[desk.AboutOne, history.Stream], name string) error {
	return show(ctx, a, t, desk.AboutOne{Ref: name, Moment: a.moment()}, func(h history.Stream, l glossary.Language) report.Document {
		return report.StreamHistory(h, l, a.place)
	})
}
