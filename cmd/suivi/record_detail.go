package main

import (
	"github.com/spf13/cobra"

	"suivi/adapters/desk"
)

func (a *app) reassign() *cobra.Command {
	var e desk.Reassign
	c := &cobra.Command{
		Use: "reassign REFERENCE --owner STRUCTURE", Args: cobra.ExactArgs(1), GroupID: groupRecording,
		Short:   a.t("donne à une recommandation de nouvelles structures responsables", "gives a recommendation new owners"),
		Example: `  suivi reassign CC-CPS-SCI.2024-1.2 --owner "MAECI > DRH (chef de file)" --owner MMEIA --reason "nouveau partage des tâches"`,
	}
	o := c.Flags()
	o.StringArrayVar(&e.Owners, "owner", nil, a.t("`STRUCTURE` responsable (répétable) ; toutes remplacent les précédentes", "owing `STRUCTURE` (repeatable); together they replace the former"))
	o.BoolVar(&e.None, "none", false, a.t("aucune structure responsable", "no owner"))
	o.StringVar(&e.Reason, "reason", "", a.t("`MOTIF`", "`REASON`"))
	return records(a, c, &e, first)
}

func (a *app) due() *cobra.Command {
	var e desk.SetDueDate
	c := &cobra.Command{
		Use: a.t("due REFERENCE ÉCHÉANCE", "due REFERENCE DUE-DATE"), Args: cobra.ExactArgs(2), GroupID: groupRecording, Annotations: map[string]string{"echeance": a.t("ÉCHÉANCE", "DUE-DATE")},
		Short:   a.t("fixe l'échéance d'une recommandation", "sets the due date of a recommendation"),
		Example: `  suivi due CC-CPS-SCI.2024-1.2 "première quinzaine de décembre 2024"`,
	}
	c.Flags().StringVar(&e.Reason, "reason", "", a.t("`MOTIF`", "`REASON`"))
	return records(a, c, &e, func(_ *cobra.Command, args []string) (string, error) {
		e.Due = args[1]
		return args[0], nil
	})
}

func (a *app) attach() *cobra.Command {
	var e desk.Attach
	c := &cobra.Command{
		Use: a.t("attach REFERENCE FICHIER", "attach REFERENCE FILE"), Args: cobra.ExactArgs(2), GroupID: groupRecording,
		Short:   a.t("joint une pièce ; ses octets sont gardés dans le dossier de données, par leur empreinte", "attaches evidence; its bytes are kept in the data folder, by their hash"),
		Example: `  suivi attach CC-CPS-SCI.2024-1.1 annuaire.pdf --words "page de garde et sommaire"`,
	}
	c.Flags().StringVar(&e.Words, "words", "", a.t("`MOTS` qui l'accompagnent", "`WORDS` that go with it"))
	return records(a, c, &e, func(c *cobra.Command, args []string) (_ string, err error) {
		e.Evidence, err = a.piece(c, args[1], a.t("FICHIER", "FILE"))
		return args[0], err
	})
}

func (a *app) link() *cobra.Command {
	var e desk.Link
	c := &cobra.Command{
		Use: a.t("link REFERENCE --kind LIEN", "link REFERENCE --kind LINK"), Args: cobra.ExactArgs(1), GroupID: groupRecording,
		Short:   a.t("lie une recommandation à une autre, ou à ce que des mots nomment", "links a recommendation to another, or to what words name"),
		Example: "  suivi link CC-CPS-SCI.2024-1.2 --kind reprise_de --to CREDD.2023-P.4\n  suivi link CC-CPS-SCI.2024-1.2 --kind repondue_par --words \"plan d'action 2024, activité 7\"",
	}
	o := c.Flags()
	o.StringVar(&e.Kind, "kind", "", a.t("`LIEN` : reprise_de, issue_de, repondue_par (obligatoire)", "`LINK`: reprise_de, issue_de, repondue_par (required)"))
	_ = c.MarkFlagRequired("kind")
	o.StringVar(&e.To, "to", "", a.t("`RÉFÉRENCE` de l'autre", "`REFERENCE` of the other"))
	o.StringVar(&e.Words, "words", "", a.t("`MOTS` qui la nomment", "`WORDS` that name it"))
	return records(a, c, &e, first)
}

func (a *app) absorb() *cobra.Command {
	var e desk.Absorb
	c := &cobra.Command{
		Use: a.t("absorb REFERENCE --into REFERENCE --kind GENRE", "absorb REFERENCE --into REFERENCE --kind KIND"), Args: cobra.ExactArgs(1), GroupID: groupRecording,
		Short:   a.t("dit que deux fiches n'en sont qu'une : la seconde survit, et reprend toutes les références", "says that two records are one: the second survives, and takes all references over"),
		Long:    a.t("doublon : une seule depuis le début ; les constats de l'une comptent pour l'autre.\nfusion : une seule à partir d'une session ; les constats d'avant restent à chacune.", "doublon (duplicate): one from the start; the findings of either count.\nfusion (merger): one from a session on; earlier findings stay each one's own."),
		Example: "  suivi absorb CC-CPS-SCI.2024-1.4 --into CC-CPS-SCI.2023-1.2 --kind doublon",
	}
	o := c.Flags()
	o.StringVar(&e.Survivor, "into", "", a.t("`RÉFÉRENCE` de celle qui survit (obligatoire)", "`REFERENCE` of the one that survives (required)"))
	o.StringVar(&e.Kind, "kind", "", a.t("`GENRE` : doublon, fusion (obligatoire)", "`KIND`: doublon, fusion (required)"))
	_ = c.MarkFlagRequired("into")
	_ = c.MarkFlagRequired("kind")
	o.StringVar(&e.Session, "session", "", a.t("`SESSION` qui les fusionne", "`SESSION` that merges them"))
	o.StringVar(&e.Reason, "reason", "", a.t("`MOTIF`", "`REASON`"))
	return records(a, c, &e, first)
}
