package main

import (
	"cmp"

	"github.com/spf13/cobra"

	"suivi/adapters/desk"
)

func (a *app) examine() *cobra.Command {
	var e desk.Examine
	c := &cobra.Command{
		Use: a.t("examine REFERENCE --state ÉTAT", "examine REFERENCE --state STATE"), Args: cobra.ExactArgs(1), GroupID: groupRecording,
		Short:   a.t("retient un état : à une session, ou entre deux sessions", "retains a state: at a session, or between sessions"),
		Example: "  suivi examine CC-CPS-SCI.2023-1.1 --session CC-CPS-SCI.2024-1 --state \"en cours\" --words \"Le processus est engagé\" --observation \"Contraintes budgétaires\"\n  suivi examine CC-CPS-SCI.2023-1.1 --state executee --on 2024-03-12",
	}
	o := c.Flags()
	o.StringVar(&e.State, "state", "", a.t("`ÉTAT` : en_cours, executee, non_realisee (obligatoire)", "`STATE`: en_cours, executee, non_realisee (required)"))
	_ = c.MarkFlagRequired("state")
	o.StringVar(&e.Session, "session", "", a.t("`SESSION` qui l'examine ; sans elle, le secrétariat entre deux sessions", "`SESSION` that examines it; without one, the secretariat between sessions"))
	o.StringVar(&e.Words, "words", "", a.t("`CONSTAT`, avec les mots du rapport, ou @FICHIER", "the report's own `WORDS`, or @FILE"))
	o.StringVar(&e.Observation, "observation", "", a.observationUsage())
	o.StringVar(&e.SeenOn, "seen-on", "", a.t("`DATE` de ce qui est décrit", "`DATE` of what is described"))
	o.StringVar(&e.Reopening, "reason", "", a.t("`MOTIF` de la remise en suivi, si elle était terminée", "`REASON` for taking it up again, where it had ended"))
	return records(a, c, &e, func(_ *cobra.Command, args []string) (string, error) {
		return args[0], cmp.Or(a.long(&e.Words, "--words"), a.long(&e.Observation, "--observation"))
	})
}

func (a *app) observationUsage() string {
	return a.t("`OBSERVATION`, ou @FICHIER", "`REMARK`, or @FILE")
}

func (a *app) discard() *cobra.Command {
	var e desk.Discard
	c := &cobra.Command{
		Use: "discard REFERENCE SESSION", Args: cobra.ExactArgs(2), GroupID: groupRecording, Annotations: map[string]string{"session": "SESSION"},
		Short:   a.t("une session politique écarte ce que la session technique a proposé", "a political session sets aside what the technical one proposed"),
		Example: `  suivi discard CREDD.2023-T.4 CREDD.2023-P --reason "hors du champ de la revue"`,
	}
	c.Flags().StringVar(&e.Reason, "reason", "", a.t("`MOTIF`", "`REASON`"))
	return records(a, c, &e, func(_ *cobra.Command, args []string) (string, error) {
		e.Session = args[1]
		return args[0], nil
	})
}

func (a *app) class() *cobra.Command {
	var e desk.Class
	c := &cobra.Command{
		Use: a.t("class REFERENCE --motive MOTIF", "class REFERENCE --motive MOTIVE"), Args: cobra.ExactArgs(1), GroupID: groupRecording,
		Short:   a.t("classe une recommandation : on ne la poursuit plus ; son état reste", "classes a recommendation: it is no longer pursued; its state stays"),
		Example: `  suivi class CC-CPS-SCI.2023-1.2 --session CC-CPS-SCI.2024-1 --motive sans_objet --words "le projet est arrêté"`,
	}
	o := c.Flags()
	o.StringVar(&e.Motive, "motive", "", a.t("`MOTIF` : sans_objet, non_retenue, scindee, autre (obligatoire)", "`MOTIVE`: sans_objet, non_retenue, scindee, autre (required)"))
	_ = c.MarkFlagRequired("motive")
	o.StringVar(&e.Session, "session", "", a.t("`SESSION` qui la classe", "`SESSION` that classes it"))
	o.StringVar(&e.Words, "words", "", a.t("les `MOTS` du rapport, ou @FICHIER", "the report's own `WORDS`, or @FILE"))
	o.StringVar(&e.Observation, "observation", "", a.observationUsage())
	return records(a, c, &e, func(_ *cobra.Command, args []string) (string, error) {
		return args[0], cmp.Or(a.long(&e.Words, "--words"), a.long(&e.Observation, "--observation"))
	})
}

func (a *app) declare() *cobra.Command {
	var e desk.Declare
	var files []string
	c := &cobra.Command{
		Use: a.t("declare REFERENCE --structure STRUCTURE --state ÉTAT", "declare REFERENCE --structure STRUCTURE --state STATE"), Args: cobra.ExactArgs(1), GroupID: groupRecording,
		Short:   a.t("une structure déclare la situation de ce qu'elle doit", "a structure declares how what it owes stands"),
		Example: `  suivi declare CC-CPS-SCI.2024-1.1 --structure CPS-SCI --state executee --words "annuaire imprimé" --evidence annuaire.pdf --on 2024-05-10`,
	}
	o := c.Flags()
	o.StringVar(&e.Organization, "structure", "", a.t("`STRUCTURE` qui déclare (obligatoire)", "`STRUCTURE` that declares (required)"))
	o.StringVar(&e.State, "state", "", a.t("`ÉTAT` déclaré : en_cours, executee, non_realisee (obligatoire)", "declared `STATE`: en_cours, executee, non_realisee (required)"))
	_ = c.MarkFlagRequired("structure")
	_ = c.MarkFlagRequired("state")
	o.StringVar(&e.Words, "words", "", a.t("ses `MOTS`, ou @FICHIER", "its own `WORDS`, or @FILE"))
	o.StringArrayVar(&files, "evidence", nil, a.t("`FICHIER` joint comme pièce (répétable)", "`FILE` attached as evidence (repeatable)"))
	return records(a, c, &e, func(c *cobra.Command, args []string) (string, error) {
		if err := a.long(&e.Words, "--words"); err != nil {
			return "", err
		}
		for _, file := range files {
			piece, err := a.piece(c, file, "--evidence")
			if err != nil {
				return "", err
			}
			e.Evidence = append(e.Evidence, piece)
		}
		return args[0], nil
	})
}
