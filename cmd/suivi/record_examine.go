package main

import (
	"github.com/spf13/cobra"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/glossary"
	"suivi/domain/recommendation"
)

// recommended records c of the recommendation rec and answers with its last
// reference; said completes "la recommandation REFERENCE".
func (r *recording) recommended(rec domain.RecommendationID, c recommendation.Command, said string) (recorded, error) {
	done, err := r.ledger.Recommendation(r.ctx, r.meta, rec, c)
	if err != nil {
		return recorded{}, err
	}
	reference := r.reference(rec)
	return recorded{done, reference, r.app.t("la recommandation ", "the recommendation ") + reference + " " + said}, nil
}

// atSession reads the session that an option names, zero for none, and says
// where what is recorded is retained.
func (r *recording) atSession(name string) (id domain.SessionID, on domain.Day, where string, err error) {
	if name == "" {
		return id, r.effect(), r.app.t(" au ", " as of ") + glossary.Day(r.effect(), r.app.l), nil
	}
	if id, err = r.session(name); err != nil {
		return id, 0, "", at(err, "--session")
	}
	if r.on != 0 {
		return id, 0, "", fault.New(fault.Invalid, "option.jour_de_la_session").At("--on")
	}
	return id, 0, r.app.t(" à la session ", " at the session ") + r.sessionReference(id), nil
}

func (a *app) examine() *cobra.Command {
	var state, during, seen string
	var e recommendation.Found
	var source sourceFlags
	c := &cobra.Command{
		Use: a.t("examine REFERENCE --state ÉTAT", "examine REFERENCE --state STATE"), Args: cobra.ExactArgs(1), GroupID: groupRecording,
		Short:   a.t("retient un état : à une session, ou entre deux sessions", "retains a state: at a session, or between sessions"),
		Example: "  suivi examine CC-CPS-SCI.2023-1.1 --session CC-CPS-SCI.2024-1 --state \"en cours\" --words \"Le processus est engagé\" --observation \"Contraintes budgétaires\"\n  suivi examine CC-CPS-SCI.2023-1.1 --state executee --on 2024-03-12",
	}
	o := c.Flags()
	o.StringVar(&state, "state", "", a.t("`ÉTAT` : en_cours, executee, non_realisee (obligatoire)", "`STATE`: en_cours, executee, non_realisee (required)"))
	_ = c.MarkFlagRequired("state")
	o.StringVar(&during, "session", "", a.t("`SESSION` qui l'examine ; sans elle, le secrétariat entre deux sessions", "`SESSION` that examines it; without one, the secretariat between sessions"))
	o.StringVar(&e.Words, "words", "", a.t("`CONSTAT`, avec les mots du rapport, ou @FICHIER", "the report's own `WORDS`, or @FILE"))
	o.StringVar(&e.Observation, "observation", "", a.t("`OBSERVATION`, ou @FICHIER", "`REMARK`, or @FILE"))
	o.StringVar(&seen, "seen-on", "", a.t("`DATE` de ce qui est décrit", "`DATE` of what is described"))
	o.StringVar(&e.Reopening, "reason", "", a.t("`MOTIF` de la remise en suivi, si elle était terminée", "`REASON` for taking it up again, where it had ended"))
	a.sourceOptions(c, &source)
	return a.records(c, false, func(r *recording, args []string) (recorded, error) {
		rec, err := r.recommendation(args[0])
		if err != nil {
			return recorded{}, err
		}
		if e.State, err = stateAt(state, "--state"); err != nil {
			return recorded{}, err
		}
		if e.Words, err = r.long(e.Words, "--words"); err != nil {
			return recorded{}, err
		}
		if e.Observation, err = r.long(e.Observation, "--observation"); err != nil {
			return recorded{}, err
		}
		if e.SeenOn, err = r.happenedAt(seen, "--seen-on"); err != nil {
			return recorded{}, err
		}
		e.Source = source.read()
		id, on, where, err := r.atSession(during)
		if err != nil {
			return recorded{}, err
		}
		e.Session = id
		return r.recommended(rec, recommendation.Examine{On: on, Found: e}, a.t("est retenue ", "is found ")+glossary.Word(e.State.String(), a.l)+where)
	})
}

func (a *app) discard() *cobra.Command {
	var e recommendation.SetAside
	c := &cobra.Command{
		Use: "discard REFERENCE SESSION", Args: cobra.ExactArgs(2), GroupID: groupRecording,
		Short:   a.t("une session politique écarte ce que la session technique a proposé", "a political session sets aside what the technical one proposed"),
		Example: `  suivi discard CREDD.2023-T.4 CREDD.2023-P --reason "hors du champ de la revue"`,
	}
	c.Flags().StringVar(&e.Reason, "reason", "", a.t("`MOTIF`", "`REASON`"))
	return a.records(c, false, func(r *recording, args []string) (recorded, error) {
		rec, err := r.recommendation(args[0])
		if err != nil {
			return recorded{}, err
		}
		if e.Session, err = r.session(args[1]); err != nil {
			return recorded{}, err
		}
		return r.recommended(rec, recommendation.Discard{SetAside: e}, a.t("est écartée par la session ", "is set aside by the session ")+r.sessionReference(e.Session))
	})
}

func (a *app) class() *cobra.Command {
	var motive, during string
	var e recommendation.Classed
	c := &cobra.Command{
		Use: a.t("class REFERENCE --motive MOTIF", "class REFERENCE --motive MOTIVE"), Args: cobra.ExactArgs(1), GroupID: groupRecording,
		Short:   a.t("classe une recommandation : on ne la poursuit plus ; son état reste", "classes a recommendation: it is no longer pursued; its state stays"),
		Example: `  suivi class CC-CPS-SCI.2023-1.2 --session CC-CPS-SCI.2024-1 --motive sans_objet --words "le projet est arrêté"`,
	}
	o := c.Flags()
	o.StringVar(&motive, "motive", "", a.t("`MOTIF` : sans_objet, non_retenue, scindee, autre (obligatoire)", "`MOTIVE`: sans_objet, non_retenue, scindee, autre (required)"))
	_ = c.MarkFlagRequired("motive")
	o.StringVar(&during, "session", "", a.t("`SESSION` qui la classe", "`SESSION` that classes it"))
	o.StringVar(&e.Words, "words", "", a.t("les `MOTS` du rapport, ou @FICHIER", "the report's own `WORDS`, or @FILE"))
	return a.records(c, false, func(r *recording, args []string) (recorded, error) {
		rec, err := r.recommendation(args[0])
		if err != nil {
			return recorded{}, err
		}
		if e.Motive, err = oneOf(motive, "--motive", recommendation.MotiveNoObject, recommendation.MotiveNotRetained, recommendation.MotiveSplit, recommendation.MotiveOther); err != nil {
			return recorded{}, err
		}
		if e.Words, err = r.long(e.Words, "--words"); err != nil {
			return recorded{}, err
		}
		id, on, where, err := r.atSession(during)
		if err != nil {
			return recorded{}, err
		}
		e.Session = id
		return r.recommended(rec, recommendation.Class{On: on, Classed: e}, a.t("est classée ", "is classed ")+"("+glossary.Word(string(e.Motive), a.l)+")"+where)
	})
}

func (a *app) declare() *cobra.Command {
	var structure, state string
	var files []string
	var e recommendation.Declared
	c := &cobra.Command{
		Use: a.t("declare REFERENCE --structure STRUCTURE --state ÉTAT", "declare REFERENCE --structure STRUCTURE --state STATE"), Args: cobra.ExactArgs(1), GroupID: groupRecording,
		Short:   a.t("une structure déclare la situation de ce qu'elle doit", "a structure declares how what it owes stands"),
		Example: `  suivi declare CC-CPS-SCI.2024-1.1 --structure CPS-SCI --state executee --words "annuaire imprimé" --evidence annuaire.pdf --on 2024-05-10`,
	}
	o := c.Flags()
	o.StringVar(&structure, "structure", "", a.t("`STRUCTURE` qui déclare (obligatoire)", "`STRUCTURE` that declares (required)"))
	o.StringVar(&state, "state", "", a.t("`ÉTAT` déclaré : en_cours, executee, non_realisee (obligatoire)", "declared `STATE`: en_cours, executee, non_realisee (required)"))
	_ = c.MarkFlagRequired("structure")
	_ = c.MarkFlagRequired("state")
	o.StringVar(&e.Words, "words", "", a.t("ses `MOTS`, ou @FICHIER", "its own `WORDS`, or @FILE"))
	o.StringArrayVar(&files, "evidence", nil, a.t("`FICHIER` joint comme pièce (répétable)", "`FILE` attached as evidence (repeatable)"))
	return a.records(c, false, func(r *recording, args []string) (recorded, error) {
		rec, err := r.recommendation(args[0])
		if err != nil {
			return recorded{}, err
		}
		if e.Owner, err = r.organization(structure, "--structure"); err != nil {
			return recorded{}, err
		}
		if e.State, err = stateAt(state, "--state"); err != nil {
			return recorded{}, err
		}
		if e.Words, err = r.long(e.Words, "--words"); err != nil {
			return recorded{}, err
		}
		for _, file := range files {
			piece, err := a.keepPiece(file, "--evidence")
			if err != nil {
				return recorded{}, err
			}
			e.Evidence = append(e.Evidence, piece)
		}
		return r.recommended(rec, recommendation.Declare{On: r.effect(), Declared: e},
			a.t("est déclarée ", "is declared ")+glossary.Word(e.State.String(), a.l)+a.t(" par ", " by ")+r.codeOf(e.Owner))
	})
}
