package main

import (
	"github.com/spf13/cobra"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/glossary"
	"suivi/domain/recommendation"
	"suivi/projections/register"
)

func (a *app) reassign() *cobra.Command {
	var owners []string
	var none bool
	var e recommendation.Reassigned
	c := &cobra.Command{
		Use: "reassign REFERENCE --owner STRUCTURE", Args: cobra.ExactArgs(1), GroupID: groupRecording,
		Short:   a.t("donne à une recommandation de nouvelles structures responsables", "gives a recommendation new owners"),
		Example: `  suivi reassign CC-CPS-SCI.2024-1.2 --owner "MAECI > DRH (chef de file)" --owner MMEIA --reason "nouveau partage des tâches"`,
	}
	o := c.Flags()
	o.StringArrayVar(&owners, "owner", nil, a.t("`STRUCTURE` responsable (répétable) ; toutes remplacent les précédentes", "owing `STRUCTURE` (repeatable); together they replace the former"))
	o.BoolVar(&none, "none", false, a.t("aucune structure responsable", "no owner"))
	o.StringVar(&e.Reason, "reason", "", a.t("`MOTIF`", "`REASON`"))
	return a.records(c, false, func(r *recording, args []string) (recorded, error) {
		rec, err := r.recommendation(args[0])
		if err != nil {
			return recorded{}, err
		}
		if none == (len(owners) > 0) {
			return recorded{}, fault.New(fault.Invalid, "commande.responsables_ou_aucun").At("--owner")
		}
		if e.Owners, err = r.owners(owners, "--owner"); err != nil {
			return recorded{}, err
		}
		said := a.t("est due par ", "is owed by ") + r.names(e.Owners)
		if none {
			said = a.t("n'est due par aucune structure", "is owed by nobody")
		}
		return r.recommended(rec, recommendation.Reassign{On: r.effect(), Reassigned: e}, said)
	})
}

// names writes owners as they are typed.
func (r *recording) names(owners []domain.Owner) (names string) {
	_ = r.see(func(v *register.View) error {
		names = directoryOf(v, true).Format(owners)
		return nil
	})
	return names
}

func (a *app) due() *cobra.Command {
	var e recommendation.DueDateSet
	c := &cobra.Command{
		Use: a.t("due REFERENCE ÉCHÉANCE", "due REFERENCE DUE-DATE"), Args: cobra.ExactArgs(2), GroupID: groupRecording,
		Short:   a.t("fixe l'échéance d'une recommandation", "sets the due date of a recommendation"),
		Example: `  suivi due CC-CPS-SCI.2024-1.2 "première quinzaine de décembre 2024"`,
	}
	c.Flags().StringVar(&e.Reason, "reason", "", a.t("`MOTIF`", "`REASON`"))
	return a.records(c, false, func(r *recording, args []string) (recorded, error) {
		rec, err := r.recommendation(args[0])
		if err != nil {
			return recorded{}, err
		}
		if e.Due, err = dueDate(args[1], r.effect(), a.t("ÉCHÉANCE", "DUE-DATE")); err != nil {
			return recorded{}, err
		}
		return r.recommended(rec, recommendation.SetDueDate{On: r.effect(), DueDateSet: e}, a.t("a pour échéance ", "is due ")+a.interval(e.Due))
	})
}

// interval says an échéance with the days that were read in its words.
func (a *app) interval(p domain.Period) string {
	if p.IsZero() {
		return a.t("aucun jour", "on no day")
	}
	words := a.t("« ", "\"") + p.Words + a.t(" »", "\"")
	days := domain.Period{From: p.From, To: p.To}
	switch {
	case days.IsZero():
		return words + a.t(" (aucun jour ne s'y lit)", " (no day is read in it)")
	case p.Words == "":
		return glossary.Period(days, a.l)
	}
	return words + " (" + glossary.Period(days, a.l) + ")"
}

func (a *app) attach() *cobra.Command {
	var e recommendation.EvidenceAttached
	c := &cobra.Command{
		Use: a.t("attach REFERENCE FICHIER", "attach REFERENCE FILE"), Args: cobra.ExactArgs(2), GroupID: groupRecording,
		Short:   a.t("joint une pièce ; ses octets sont gardés dans le dossier de données, par leur empreinte", "attaches evidence; its bytes are kept in the data folder, by their hash"),
		Example: `  suivi attach CC-CPS-SCI.2024-1.1 annuaire.pdf --words "page de garde et sommaire"`,
	}
	c.Flags().StringVar(&e.Words, "words", "", a.t("`MOTS` qui l'accompagnent", "`WORDS` that go with it"))
	return a.records(c, false, func(r *recording, args []string) (recorded, error) {
		rec, err := r.recommendation(args[0])
		if err != nil {
			return recorded{}, err
		}
		if e.Evidence, err = a.keepPiece(args[1], a.t("FICHIER", "FILE")); err != nil {
			return recorded{}, err
		}
		return r.recommended(rec, recommendation.AttachEvidence{On: r.effect(), EvidenceAttached: e},
			a.t("a pour pièce « "+e.Name+" », empreinte "+e.SHA256, "has the evidence \""+e.Name+"\", hash "+e.SHA256))
	})
}

func (a *app) link() *cobra.Command {
	var kind, to string
	var e recommendation.Linked
	c := &cobra.Command{
		Use: a.t("link REFERENCE --kind LIEN", "link REFERENCE --kind LINK"), Args: cobra.ExactArgs(1), GroupID: groupRecording,
		Short:   a.t("lie une recommandation à une autre, ou à ce que des mots nomment", "links a recommendation to another, or to what words name"),
		Example: "  suivi link CC-CPS-SCI.2024-1.2 --kind reprise_de --to CREDD.2023-P.4\n  suivi link CC-CPS-SCI.2024-1.2 --kind repondue_par --words \"plan d'action 2024, activité 7\"",
	}
	o := c.Flags()
	o.StringVar(&kind, "kind", "", a.t("`LIEN` : reprise_de, issue_de, repondue_par (obligatoire)", "`LINK`: reprise_de, issue_de, repondue_par (required)"))
	_ = c.MarkFlagRequired("kind")
	o.StringVar(&to, "to", "", a.t("`RÉFÉRENCE` de l'autre", "`REFERENCE` of the other"))
	o.StringVar(&e.Words, "words", "", a.t("`MOTS` qui la nomment", "`WORDS` that name it"))
	return a.records(c, false, func(r *recording, args []string) (recorded, error) {
		rec, err := r.recommendation(args[0])
		if err != nil {
			return recorded{}, err
		}
		if e.Kind, err = oneOf(kind, "--kind", recommendation.LinkTakenFrom, recommendation.LinkIssuedFrom, recommendation.LinkAnsweredBy); err != nil {
			return recorded{}, err
		}
		target := e.Words
		if to != "" {
			if e.To, err = r.recommendation(to); err != nil {
				return recorded{}, at(err, "--to")
			}
			target = r.reference(e.To)
		}
		said := map[recommendation.LinkKind]string{
			recommendation.LinkTakenFrom: a.t("est reprise de ", "is taken from "), recommendation.LinkIssuedFrom: a.t("est issue de ", "is issued from "),
			recommendation.LinkAnsweredBy: a.t("a pour réponse ", "is answered by "),
		}[e.Kind]
		return r.recommended(rec, recommendation.Link{On: r.effect(), Linked: e}, said+target)
	})
}

func (a *app) absorb() *cobra.Command {
	var into, kind, during string
	var e recommendation.Absorbed
	c := &cobra.Command{
		Use: a.t("absorb REFERENCE --into REFERENCE --kind GENRE", "absorb REFERENCE --into REFERENCE --kind KIND"), Args: cobra.ExactArgs(1), GroupID: groupRecording,
		Short:   a.t("dit que deux fiches n'en sont qu'une : la seconde survit, et reprend toutes les références", "says that two records are one: the second survives, and takes all references over"),
		Long:    a.t("doublon : une seule depuis le début ; les constats de l'une comptent pour l'autre.\nfusion : une seule à partir d'une session ; les constats d'avant restent à chacune.", "doublon (duplicate): one from the start; the findings of either count.\nfusion (merger): one from a session on; earlier findings stay each one's own."),
		Example: "  suivi absorb CC-CPS-SCI.2024-1.4 --into CC-CPS-SCI.2023-1.2 --kind doublon",
	}
	o := c.Flags()
	o.StringVar(&into, "into", "", a.t("`RÉFÉRENCE` de celle qui survit (obligatoire)", "`REFERENCE` of the one that survives (required)"))
	o.StringVar(&kind, "kind", "", a.t("`GENRE` : doublon, fusion (obligatoire)", "`KIND`: doublon, fusion (required)"))
	_ = c.MarkFlagRequired("into")
	_ = c.MarkFlagRequired("kind")
	o.StringVar(&during, "session", "", a.t("`SESSION` qui les fusionne", "`SESSION` that merges them"))
	o.StringVar(&e.Reason, "reason", "", a.t("`MOTIF`", "`REASON`"))
	return a.records(c, false, func(r *recording, args []string) (recorded, error) {
		rec, err := r.ownRecommendation(args[0])
		if err != nil {
			return recorded{}, err
		}
		if e.Survivor, err = r.recommendation(into); err != nil {
			return recorded{}, at(err, "--into")
		}
		if e.Kind, err = oneOf(kind, "--kind", recommendation.Duplicate, recommendation.Merger); err != nil {
			return recorded{}, err
		}
		id, on, _, err := r.atSession(during)
		if err != nil {
			return recorded{}, err
		}
		e.Session = id
		survivor := r.reference(e.Survivor)
		return r.recommended(rec, recommendation.AbsorbInto{On: on, Absorbed: e}, a.t("ne fait qu'une avec ", "is one with ")+survivor)
	})
}
