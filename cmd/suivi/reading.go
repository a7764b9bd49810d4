package main

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"suivi/adapters/desk"
	"suivi/adapters/export/text"
	"suivi/domain/glossary"
	"suivi/projections/openitems"
	"suivi/projections/report"
)

// print writes rows as JSON where that is asked, else the document.
func (a *app) print(rows any, d report.Document) error {
	if a.json {
		return a.printJSON(rows)
	}
	return text.Render(a.Stdout, d, a.width())
}

func (a *app) printJSON(rows any) error {
	if err := json.MarshalWrite(a.Stdout, rows, jsontext.WithIndent("  "), json.Deterministic(true)); err != nil {
		return err
	}
	_, err := a.Stdout.Write([]byte("\n"))
	return err
}

// show asks a table and prints what it answers.
func show[Q desk.Question, T any](ctx context.Context, a *app, t desk.Table[Q, T], q Q, document func(T, glossary.Language) report.Document) error {
	answer, err := ask(ctx, a, t, q)
	if err != nil {
		return err
	}
	return a.print(answer, document(answer, a.l))
}

// reads gives c what all commands that read have in common.
func reads(c *cobra.Command, do func(ctx context.Context, args []string) error) *cobra.Command {
	c.RunE = func(c *cobra.Command, args []string) error {
		return placeAtOption(c, do(c.Context(), args))
	}
	return c
}

func (a *app) addReading(root *cobra.Command) {
	root.AddCommand(a.followUp(), a.carryOver(), a.matrix(), a.owing(), a.counts(), a.history(), a.audit(), a.search(), a.list())
}

func (a *app) followUp() *cobra.Command {
	return reads(&cobra.Command{
		Use: "followup SESSION", Args: cobra.ExactArgs(1), GroupID: groupReading,
		Short:   a.t("le tableau de suivi d'une session", "the follow-up table of a session"),
		Example: "  suivi followup CC-CPS-SCI.2024-1\n  suivi followup CC-CPS-SCI.2024-1 --as-of 2023-12-31",
	}, func(ctx context.Context, args []string) error {
		return show(ctx, a, desk.FollowUp, desk.AboutOne{Ref: args[0], Moment: a.moment()}, report.FollowUp)
	})
}

func (a *app) carryOver() *cobra.Command {
	return reads(&cobra.Command{
		Use: "carryover SESSION", Args: cobra.ExactArgs(1), GroupID: groupReading,
		Short:   a.t("ce qu'une session reconduit, et ce qu'elle a laissé sans suite", "what a session carries over, and what it left"),
		Example: "  suivi carryover CC-CPS-SCI.2024-1",
	}, func(ctx context.Context, args []string) error {
		return show(ctx, a, desk.CarryOvers, desk.AboutOne{Ref: args[0], Moment: a.moment()}, report.CarryOver)
	})
}

func (a *app) matrix() *cobra.Command {
	var q desk.Narrowed
	c := &cobra.Command{
		Use: "matrix", Args: cobra.NoArgs, GroupID: groupReading,
		Short:   a.t("la matrice recommandations × sessions, les plus reconduites d'abord", "the matrix recommendations × sessions, those carried over most first"),
		Example: "  suivi matrix --forum CC-CPS-SCI",
	}
	a.filterOptions(c, &q)
	return reads(c, func(ctx context.Context, _ []string) error {
		q.Moment = a.moment()
		return show(ctx, a, desk.Matrix, q, report.Matrix)
	})
}

func (a *app) owing() *cobra.Command {
	var q desk.NarrowedAbout
	c := &cobra.Command{
		Use: "owing [STRUCTURE]", Args: cobra.MaximumNArgs(1), GroupID: groupReading,
		Short:   a.t("qui doit quoi, par structure ; ou tout ce que doit une structure", "who owes what, by structure; or all that one structure owes"),
		Example: "  suivi owing --forum CC-CPS-SCI\n  suivi owing MAECI",
	}
	a.filterOptions(c, &q.Narrowed)
	return reads(c, func(ctx context.Context, args []string) error {
		if len(args) == 0 {
			return show(ctx, a, desk.Owing, desk.InForum{Forum: q.Forum, Moment: a.moment()}, report.Owing)
		}
		q.Ref, q.Moment = args[0], a.moment()
		return show(ctx, a, desk.Debt, q, report.Debt)
	})
}

func (a *app) counts() *cobra.Command {
	return reads(&cobra.Command{
		Use: "counts", Args: cobra.NoArgs, GroupID: groupReading,
		Short: a.t("combien sont ouvertes, par cadre, session, structure, état, âge", "how many are open, by forum, session, structure, state, age"),
	}, func(ctx context.Context, _ []string) error {
		return show(ctx, a, desk.Counts, desk.Counting{Moment: a.moment()}, report.Counts)
	})
}

func (a *app) audit() *cobra.Command {
	var q desk.Narrowed
	c := &cobra.Command{
		Use: "audit", Args: cobra.NoArgs, GroupID: groupReading,
		Short: a.t("ce qui ne va pas : perdues de vue, remises en suivi, divergences, totaux", "what is amiss: dropped, reopened, divergent, totals"),
	}
	a.filterOptions(c, &q)
	return reads(c, func(ctx context.Context, _ []string) error {
		q.Moment = a.moment()
		return show(ctx, a, desk.Audit, q, report.Audit)
	})
}

func (a *app) search() *cobra.Command {
	var q desk.Matching
	c := &cobra.Command{
		Use: "search WORDS...", Args: cobra.MinimumNArgs(1), GroupID: groupReading, Annotations: map[string]string{"q": a.t("MOTS", "WORDS")},
		Short:   a.t("cherche des mots, sans accents, par leur début", "looks for words, without accents, by their beginning"),
		Example: "  suivi search formation agent",
	}
	a.filterOptions(c, &q.Narrowed)
	return reads(c, func(ctx context.Context, args []string) error {
		q.Words, q.Moment = strings.TrimSpace(strings.Join(args, " ")), a.moment()
		return show(ctx, a, desk.Search, q, itemsOf)
	})
}

func itemsOf(l openitems.List, language glossary.Language) report.Document {
	return report.Items(l.Items, l.Next, language)
}

func (a *app) list() *cobra.Command {
	var q desk.Narrowed
	var stage, parent string
	c := &cobra.Command{
		Use: "list [recommendations|sessions|forums|structures]", Args: cobra.MaximumNArgs(1), GroupID: groupReading,
		ValidArgs: []string{"recommendations", "sessions", "forums", "structures"},
		Short:     a.t("liste les recommandations, les sessions, les cadres ou les structures", "lists recommendations, sessions, forums or structures"),
		Example:   "  suivi list --forum CC-CPS-SCI --late\n  suivi list sessions --forum CC-CPS-SCI --year 2024 --stage tenue\n  suivi list structures --parent MAECI",
	}
	a.filterOptions(c, &q)
	c.Flags().StringVar(&stage, "stage", "", a.t("avec sessions : étape : planifiee, tenue, close, annulee", "with sessions: stage: planifiee, tenue, close, annulee"))
	c.Flags().StringVar(&parent, "parent", "", a.t("avec structures : seulement celles qui dépendent directement de celle-ci", "with structures: only those right under this one"))
	return reads(c, func(ctx context.Context, args []string) error {
		m := a.moment()
		switch what := strings.Join(args, ""); what {
		case "", "recommendations":
			q.Moment = m
			return show(ctx, a, desk.Recommendations, q, itemsOf)
		case "sessions":
			return show(ctx, a, desk.Sessions, desk.AmongSessions{Forum: q.Forum, Exercise: q.Exercise, Stage: stage, Moment: m}, report.Sessions)
		case "forums":
			return show(ctx, a, desk.Forums, desk.AmongForums{Moment: m}, report.Forums)
		case "structures":
			return show(ctx, a, desk.Organizations, desk.AmongOrganizations{Parent: parent, Moment: m}, report.Organizations)
		default:
			return usageError{error: errors.New("unknown list " + strconv.Quote(what))}
		}
	})
}
