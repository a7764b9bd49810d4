package main

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/recommendation"
	"suivi/projections/register"
)

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
	for _, n := range []struct {
		value int
		place string
	}{{f.limit, "--limit"}, {f.carried, "--carried"}} {
		if n.value < 0 {
			return out, page, fault.New(fault.Invalid, recommendation.InvalidField, "lu", strconv.Itoa(n.value)).At(n.place)
		}
	}
	var err error
	if f.forum != "" {
		if out.Forum, err = v.FindForum(v.Spelled(f.forum)); err != nil {
			return out, page, at(err, "--forum")
		}
	}
	if f.session != "" {
		if out.Session, err = v.FindSession(v.Spelled(typed(f.session))); err != nil {
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
