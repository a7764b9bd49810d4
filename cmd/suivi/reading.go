package main

import (
	"errors"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"suivi/adapters/export/text"
	"suivi/domain/fault"
	"suivi/domain/recommendation"
	"suivi/projections/audit"
	"suivi/projections/carryover"
	"suivi/projections/followup"
	"suivi/projections/openitems"
	"suivi/projections/owing"
	"suivi/projections/register"
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
	if err := json.MarshalWrite(a.Stdout, rows, jsontext.WithIndent("  ")); err != nil {
		return err
	}
	_, err := a.Stdout.Write([]byte("\n"))
	return err
}

func (a *app) addReading(root *cobra.Command) {
	root.AddCommand(a.followUp(), a.carryOver(), a.matrix(), a.owing(), a.counts(), a.history(), a.audit(), a.search(), a.list())
}

func (a *app) followUp() *cobra.Command {
	return &cobra.Command{
		Use: "followup SESSION", Args: cobra.ExactArgs(1), GroupID: groupReading,
		Short:   a.t("le tableau de suivi d'une session", "the follow-up table of a session"),
		Example: "  suivi followup CC-CPS-SCI.2024-1\n  suivi followup CC-CPS-SCI.2024-1 --as-of 2023-12-31",
		RunE: func(c *cobra.Command, args []string) error {
			return a.ask(c.Context(), func(_ *house, v *register.View) error {
				s, err := v.FindSession(v.Spelled(typed(args[0])))
				if err != nil {
					return err
				}
				t := followup.Of(v, s)
				return a.print(t, report.FollowUp(t, a.l))
			})
		},
	}
}

func (a *app) carryOver() *cobra.Command {
	return &cobra.Command{
		Use: "carryover SESSION", Args: cobra.ExactArgs(1), GroupID: groupReading,
		Short:   a.t("ce qu'une session reconduit, et ce qu'elle a laissé sans suite", "what a session carries over, and what it left"),
		Example: "  suivi carryover CC-CPS-SCI.2024-1",
		RunE: func(c *cobra.Command, args []string) error {
			return a.ask(c.Context(), func(_ *house, v *register.View) error {
				s, err := v.FindSession(v.Spelled(typed(args[0])))
				if err != nil {
					return err
				}
				l := carryover.Of(v, s)
				return a.print(l, report.CarryOver(l, a.l))
			})
		},
	}
}

func (a *app) matrix() *cobra.Command {
	var f filterFlags
	c := &cobra.Command{
		Use: "matrix", Args: cobra.NoArgs, GroupID: groupReading,
		Short:   a.t("la matrice recommandations × sessions, les plus reconduites d'abord", "the matrix recommendations × sessions, those carried over most first"),
		Example: "  suivi matrix --forum CC-CPS-SCI",
		RunE: func(c *cobra.Command, _ []string) error {
			return a.ask(c.Context(), func(_ *house, v *register.View) error {
				filter, page, err := f.read(v)
				if err != nil {
					return err
				}
				m, err := carryover.MatrixOf(v, filter, page, f.after == "" && f.limit == 0)
				if err != nil {
					return err
				}
				return a.print(m, report.Matrix(m, a.l))
			})
		},
	}
	a.filterOptions(c, &f)
	return c
}

func (a *app) owing() *cobra.Command {
	var f filterFlags
	c := &cobra.Command{
		Use: "owing [STRUCTURE]", Args: cobra.MaximumNArgs(1), GroupID: groupReading,
		Short:   a.t("qui doit quoi, par structure ; ou tout ce que doit une structure", "who owes what, by structure; or all that one structure owes"),
		Example: "  suivi owing --forum CC-CPS-SCI\n  suivi owing MAECI",
		RunE: func(c *cobra.Command, args []string) error {
			return a.ask(c.Context(), func(_ *house, v *register.View) error {
				filter, page, err := f.read(v)
				if err != nil {
					return err
				}
				if len(args) == 0 {
					t, err := owing.Of(v, filter.Forum)
					if err != nil {
						return err
					}
					return a.print(t, report.Owing(t, a.l))
				}
				o, err := v.FindOrganization(args[0])
				if err != nil {
					return err
				}
				d, err := owing.DebtOf(v, filter, o, page)
				if err != nil {
					return err
				}
				return a.print(d, report.Debt(d, a.l))
			})
		},
	}
	a.filterOptions(c, &f)
	return c
}

func (a *app) counts() *cobra.Command {
	return &cobra.Command{
		Use: "counts", Args: cobra.NoArgs, GroupID: groupReading,
		Short: a.t("combien sont ouvertes, par cadre, session, structure, état, âge", "how many are open, by forum, session, structure, state, age"),
		RunE: func(c *cobra.Command, _ []string) error {
			return a.ask(c.Context(), func(_ *house, v *register.View) error {
				counts := openitems.Of(v)
				return a.print(counts, report.Counts(counts, a.l))
			})
		},
	}
}

func (a *app) audit() *cobra.Command {
	var f filterFlags
	c := &cobra.Command{
		Use: "audit", Args: cobra.NoArgs, GroupID: groupReading,
		Short: a.t("ce qui ne va pas : perdues de vue, remises en suivi, divergences, totaux", "what is amiss: dropped, reopened, divergent, totals"),
		RunE: func(c *cobra.Command, _ []string) error {
			return a.ask(c.Context(), func(_ *house, v *register.View) error {
				filter, _, err := f.read(v)
				if err != nil {
					return err
				}
				r, err := audit.Of(v, filter)
				if err != nil {
					return err
				}
				return a.print(r, report.Audit(r, a.l))
			})
		},
	}
	a.filterOptions(c, &f)
	return c
}

func (a *app) search() *cobra.Command {
	var f filterFlags
	c := &cobra.Command{
		Use: "search WORDS...", Args: cobra.MinimumNArgs(1), GroupID: groupReading,
		Short:   a.t("cherche des mots, sans accents, par leur début", "looks for words, without accents, by their beginning"),
		Example: "  suivi search formation agent",
		RunE: func(c *cobra.Command, args []string) error {
			words := strings.TrimSpace(strings.Join(args, " "))
			if words == "" {
				return fault.New(fault.Invalid, recommendation.InvalidEmpty).At(a.t("MOTS", "WORDS"))
			}
			return a.listItems(c, &f, words)
		},
	}
	a.filterOptions(c, &f)
	return c
}

func (a *app) listItems(c *cobra.Command, f *filterFlags, words string) error {
	return a.ask(c.Context(), func(_ *house, v *register.View) error {
		filter, page, err := f.read(v)
		if err != nil {
			return err
		}
		filter.Words = words
		l, err := openitems.ListOf(v, filter, page)
		if err != nil {
			return err
		}
		return a.print(l, report.Items(l.Items, l.Next, a.l))
	})
}

func (a *app) list() *cobra.Command {
	var f filterFlags
	c := &cobra.Command{
		Use: "list [recommendations|sessions|forums|structures]", Args: cobra.MaximumNArgs(1), GroupID: groupReading,
		ValidArgs: []string{"recommendations", "sessions", "forums", "structures"},
		Short:     a.t("liste les recommandations, les sessions, les cadres ou les structures", "lists recommendations, sessions, forums or structures"),
		RunE: func(c *cobra.Command, args []string) error {
			what := "recommendations"
			if len(args) == 1 {
				what = args[0]
			}
			switch what {
			case "recommendations":
				return a.listItems(c, &f, "")
			case "sessions", "forums", "structures":
				return a.ask(c.Context(), func(_ *house, v *register.View) error { return a.listKept(v, what) })
			}
			return usageError{error: errors.New("unknown list " + strconv.Quote(what))}
		},
	}
	a.filterOptions(c, &f)
	return c
}

func (a *app) listKept(v *register.View, what string) error {
	switch what {
	case "sessions":
		rows := v.DescribeSessions()
		return a.print(rows, report.Sessions(rows, a.l))
	case "forums":
		rows := v.DescribeForums()
		return a.print(rows, report.Forums(rows, a.l))
	}
	rows := v.DescribeOrganizations()
	return a.print(rows, report.Organizations(rows, a.l))
}
