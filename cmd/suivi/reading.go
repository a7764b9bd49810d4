package main

import (
	"errors"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"suivi/adapters/export/text"
	"suivi/domain"
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
				s, err := v.FindSession(typed(args[0]))
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
				s, err := v.FindSession(typed(args[0]))
				if err != nil {
					return err
				}
				l := carryover.Of(v, s)
				return a.print(l, report.CarryOver(l, a.l))
			})
		},
	}
}

// filterFlags are the options by which a list is narrowed.
type filterFlags struct {
	forum, session, organization, state, standing, theme string
	exercise, carried, limit                             int
	late, silent, dropped, direct, unowned               bool
	after                                                string
}

func (a *app) filterOptions(c *cobra.Command, f *filterFlags) {
	o := c.Flags()
	o.StringVar(&f.forum, "forum", "", a.t("code du cadre qui a formulé", "code of the forum that made them"))
	o.StringVar(&f.session, "session", "", a.t("session sur la liste de laquelle elles figurent", "session on whose list they stand"))
	o.StringVar(&f.organization, "structure", "", a.t("code de la structure qui les doit, elle ou une qui en dépend", "code of the structure that owes them, itself or one under it"))
	o.BoolVar(&f.direct, "direct", false, a.t("avec --structure : seulement ce qu'elle doit elle-même", "with --structure: only what it owes itself"))
	o.BoolVar(&f.unowned, "unowned", false, a.t("sans structure responsable", "owed by no structure"))
	o.StringVar(&f.state, "state", "", a.t("état : formulee, en_cours, executee, non_realisee, reconduite", "state: formulee, en_cours, executee, non_realisee, reconduite"))
	o.StringVar(&f.standing, "standing", "", a.t("situation : ouverte, executee, classee, ecartee, absorbee, proposee", "standing: ouverte, executee, classee, ecartee, absorbee, proposee"))
	o.StringVar(&f.theme, "theme", "", a.t("thème", "theme"))
	o.IntVar(&f.exercise, "year", 0, a.t("année de formulation", "year in which they were made"))
	o.IntVar(&f.carried, "carried", 0, a.t("reconduites au moins tant de fois", "carried over at least so many times"))
	o.BoolVar(&f.late, "late", false, a.t("en retard", "late"))
	o.BoolVar(&f.silent, "silent", false, a.t("sans nouvelles", "silent"))
	o.BoolVar(&f.dropped, "dropped", false, a.t("perdues de vue", "dropped"))
	o.IntVar(&f.limit, "limit", 0, a.t("tant de lignes au plus", "at most so many rows"))
	o.StringVar(&f.after, "after", "", a.t("la suite d'une liste", "the continuation of a list"))
}

// read turns the options into a filter and a page.
func (f *filterFlags) read(v *register.View) (register.Filter, register.Page, error) {
	out, page := register.AnyFilter(), register.Page{After: f.after, Limit: f.limit}
	var err error
	if f.forum != "" {
		if out.Forum, err = v.FindForum(f.forum); err != nil {
			return out, page, at(err, "--forum")
		}
	}
	if f.session != "" {
		if out.Session, err = v.FindSession(typed(f.session)); err != nil {
			return out, page, at(err, "--session")
		}
	}
	if f.organization != "" {
		if out.Organization, err = v.FindOrganization(f.organization); err != nil {
			return out, page, at(err, "--structure")
		}
	}
	if f.state != "" {
		if err := out.State.UnmarshalText([]byte(f.state)); err != nil {
			return out, page, choice(f.state, "--state", domain.States())
		}
	}
	if f.standing != "" {
		standings := []recommendation.Standing{recommendation.Proposed, recommendation.Open, recommendation.Done, recommendation.ClosedOff, recommendation.Discarded, recommendation.Merged}
		for _, s := range standings {
			if s.String() == f.standing {
				out.Standing = s
			}
		}
		if out.Standing == recommendation.Unknown {
			return out, page, choice(f.standing, "--standing", standings)
		}
	}
	out.Theme, out.Exercise, out.CarriedTimes = f.theme, f.exercise, f.carried
	out.Late, out.Silent, out.Dropped, out.Direct, out.Unowned = f.late, f.silent, f.dropped, f.direct, f.unowned
	return out, page, nil
}

func choice[S interface{ String() string }](read, place string, possible []S) error {
	names := make([]string, len(possible))
	for i, p := range possible {
		names[i] = p.String()
	}
	return fault.New(fault.Invalid, "option.illisible", "lu", read, "possibles", strings.Join(names, ", ")).At(place)
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
			return a.listItems(c, &f, strings.Join(args, " "))
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
			return usageError{errors.New("unknown list " + strconv.Quote(what))}
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
