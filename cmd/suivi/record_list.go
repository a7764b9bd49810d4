package main

import (
	"github.com/spf13/cobra"

	"suivi/adapters/desk"
)

func (a *app) listingOptions(c *cobra.Command, l *desk.Listing) {
	o := c.Flags()
	o.StringVar(&l.Text, "text", "", a.t("`TEXTE`, ou @FICHIER qui le contient", "`TEXT`, or @FILE that holds it"))
	o.StringVar(&l.Number, "number", "", a.t("`NUMÉRO` dans la liste de la session, tel qu'imprimé ; sans numéro, la place compte", "`NUMBER` in the session's list, as printed; without one, the place counts"))
	o.IntVar(&l.Place, "place", 0, a.t("`PLACE` dans la liste (par défaut la suivante)", "`PLACE` in the list (the next by default)"))
	o.StringArrayVar(&l.Owners, "owner", nil, a.t("`STRUCTURE` responsable : code, sigle ou « MAECI > DRH », au besoin suivi de (chef de file) ou (associée) ; répétable", "owing `STRUCTURE`: code, acronym or \"MAECI > DRH\", followed by (lead) or (associated) where told; repeatable"))
	o.StringVar(&l.Due, "due", "", a.t("`ÉCHÉANCE`, avec ses mots : « première quinzaine de décembre »", "`DUE` date, in its words: \"première quinzaine de décembre\""))
}

func (a *app) makeCommand() *cobra.Command {
	var e desk.Make
	c := &cobra.Command{
		Use: a.t("make SESSION --text TEXTE", "make SESSION --text TEXT"), Args: cobra.ExactArgs(1), GroupID: groupRecording,
		Short:   a.t("une session formule une recommandation", "a session makes a recommendation"),
		Example: `  suivi make CC-CPS-SCI.2024-1 --number 1 --owner CPS-SCI --due "fin juin 2024" --text "Finaliser l'annuaire statistique"`,
	}
	a.listingOptions(c, &e.Listing)
	o := c.Flags()
	o.StringVar(&e.Nature, "nature", "", a.t("`NATURE` : recommandation, decision, engagement, directive", "`NATURE`: recommandation, decision, engagement, directive"))
	o.StringVar(&e.Addressee, "for", "", a.t("à l'attention de `QUI`, là où aucune structure n'est nommée", "for the attention of `WHOM`, where no structure is named"))
	o.StringVar(&e.Theme, "theme", "", a.t("`THÈME`", "`THEME`"))
	return records(a, c, &e, func(_ *cobra.Command, args []string) (string, error) {
		return args[0], a.long(&e.Text, "--text")
	})
}

func (a *app) validate() *cobra.Command {
	var e desk.Validate
	c := &cobra.Command{
		Use: "validate REFERENCE SESSION", Args: cobra.ExactArgs(2), GroupID: groupRecording, Annotations: map[string]string{"recommandation": "REFERENCE"},
		Short:   a.t("une session politique adopte ce que la session technique a proposé, au besoin amendé", "a political session adopts what the technical one proposed, as amended where told"),
		Example: "  suivi validate CREDD.2023-T.3 CREDD.2023-P --number 2",
	}
	a.listingOptions(c, &e.Listing)
	return records(a, c, &e, func(_ *cobra.Command, args []string) (string, error) {
		e.Recommendation = args[0]
		return args[1], a.long(&e.Text, "--text")
	})
}

func (a *app) carry() *cobra.Command {
	var e desk.Carry
	c := &cobra.Command{
		Use: "carry REFERENCE SESSION", Args: cobra.ExactArgs(2), GroupID: groupRecording, Annotations: map[string]string{"recommandation": "REFERENCE"},
		Short:   a.t("une session reconduit une recommandation sur sa propre liste", "a session carries a recommendation over onto its own list"),
		Long:    a.t("Le texte et les responsables ne se donnent que s'ils changent.", "Text and owners are given only where they change."),
		Example: "  suivi carry CC-CPS-SCI.2023-1.3 CC-CPS-SCI.2024-1 --number 2",
	}
	a.listingOptions(c, &e.Listing)
	c.Flags().StringVar(&e.Reopening, "reason", "", a.t("`MOTIF` de la remise en suivi, si elle était terminée", "`REASON` for taking it up again, where it had ended"))
	return records(a, c, &e, func(_ *cobra.Command, args []string) (string, error) {
		e.Recommendation = args[0]
		return args[1], a.long(&e.Text, "--text")
	})
}
