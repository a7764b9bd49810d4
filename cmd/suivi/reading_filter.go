package main

import (
	"github.com/spf13/cobra"

	"suivi/adapters/desk"
)

// filterOptions are the options by which a list is narrowed.
func (a *app) filterOptions(c *cobra.Command, q *desk.Narrowed) {
	o := c.Flags()
	o.StringVar(&q.Forum, "forum", "", a.t("code du cadre qui a formulé", "code of the forum that made them"))
	o.StringVar(&q.Session, "session", "", a.t("session sur la liste de laquelle elles figurent", "session on whose list they stand"))
	o.StringVar(&q.Organization, "structure", "", a.t("code de la structure qui les doit, elle ou une qui en dépend", "code of the structure that owes them, itself or one under it"))
	o.BoolVar(&q.Direct, "direct", false, a.t("avec --structure : seulement ce qu'elle doit elle-même", "with --structure: only what it owes itself"))
	o.BoolVar(&q.Unowned, "unowned", false, a.t("sans structure responsable", "owed by no structure"))
	o.BoolVar(&q.Owned, "owned", false, a.t("dues par une structure au moins", "owed by one structure at least"))
	o.StringVar(&q.State, "state", "", a.t("état : formulee, en_cours, executee, non_realisee, reconduite", "state: formulee, en_cours, executee, non_realisee, reconduite"))
	o.StringVar(&q.Standing, "standing", "", a.t("situation : ouverte, executee, classee, ecartee, absorbee, proposee", "standing: ouverte, executee, classee, ecartee, absorbee, proposee"))
	o.StringVar(&q.Theme, "theme", "", a.t("thème", "theme"))
	o.IntVar(&q.Exercise, "year", 0, a.t("année de formulation", "year in which they were made"))
	o.IntVar(&q.Carried, "carried", 0, a.t("reconduites au moins tant de fois", "carried over at least so many times"))
	o.IntVar(&q.AgeFrom, "min-age", 0, a.t("formulées il y a au moins tant d'années entières", "made at least so many whole years ago"))
	o.IntVar(&q.AgeUnder, "under-age", 0, a.t("formulées il y a moins de tant d'années entières", "made less than so many whole years ago"))
	o.BoolVar(&q.Late, "late", false, a.t("en retard", "late"))
	o.BoolVar(&q.Silent, "silent", false, a.t("sans nouvelles", "silent"))
	o.BoolVar(&q.Dropped, "dropped", false, a.t("perdues de vue", "dropped"))
	o.BoolVar(&q.Moved, "moved", false, a.t("avec du nouveau depuis la dernière session de leur cadre", "of which something is new since the last session of their forum"))
	o.IntVar(&q.Limit, "limit", 0, a.t("tant de lignes au plus", "at most so many rows"))
	o.StringVar(&q.Cursor, "after", "", a.t("la suite d'une liste", "the continuation of a list"))
}
