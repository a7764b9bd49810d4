package main

import (
	"strconv"

	"github.com/spf13/cobra"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/ledger"
	"suivi/domain/recommendation"
	"suivi/projections/register"
)

// itemFlags give what a session's list says of one recommendation.
type itemFlags struct {
	text, number, due, reason string
	place                     int
	owners                    []string
}

func (a *app) itemOptions(c *cobra.Command, f *itemFlags) {
	o := c.Flags()
	o.StringVar(&f.text, "text", "", a.t("`TEXTE`, ou @FICHIER qui le contient", "`TEXT`, or @FILE that holds it"))
	o.StringVar(&f.number, "number", "", a.t("`NUMÉRO` dans la liste de la session, tel qu'imprimé ; sans numéro, la place compte", "`NUMBER` in the session's list, as printed; without one, the place counts"))
	o.IntVar(&f.place, "place", 0, a.t("`PLACE` dans la liste (par défaut la suivante)", "`PLACE` in the list (the next by default)"))
	o.StringArrayVar(&f.owners, "owner", nil, a.t("`STRUCTURE` responsable : code, sigle ou « MAECI > DRH », au besoin suivi de (chef de file) ou (associée) ; répétable", "owing `STRUCTURE`: code, acronym or \"MAECI > DRH\", followed by (lead) or (associated) where told; repeatable"))
	o.StringVar(&f.due, "due", "", a.t("`ÉCHÉANCE`, avec ses mots : « première quinzaine de décembre »", "`DUE` date, in its words: \"première quinzaine de décembre\""))
}

// item reads what the options say, for the list of session id.
func (r *recording) item(id domain.SessionID, f *itemFlags) (l recommendation.Listing, text string, owners []domain.Owner, due domain.Period, err error) {
	l = recommendation.Listing{Number: f.number, Place: f.place}
	if f.place < 0 {
		return l, "", nil, due, fault.New(fault.Invalid, recommendation.InvalidField, "lu", strconv.Itoa(f.place)).At("--place")
	}
	if text, err = r.long(f.text, "--text"); err != nil {
		return l, "", nil, due, err
	}
	if owners, err = r.owners(f.owners, "--owner"); err != nil {
		return l, "", nil, due, err
	}
	st, err := r.ledger.SessionState(r.ctx, id)
	if err == nil {
		due, err = dueDate(f.due, st.Day(), "--due")
	}
	return l, text, owners, due, err
}

// listed answers with the reference that a session's list gave.
func (r *recording) listed(id domain.SessionID, at ledger.Listed, done ledger.Receipt, fr, en string) recorded {
	session := r.sessionReference(id)
	reference := session + "." + register.NumberOf(recommendation.Listing{Number: at.Number, Place: at.Place})
	return recorded{done, reference, r.app.t("la session "+session+" ", "the session "+session+" ") + r.app.t(fr, en) + " " + reference}
}

func (a *app) makeCommand() *cobra.Command {
	var f itemFlags
	var e recommendation.Formulated
	var nature string
	var source sourceFlags
	c := &cobra.Command{
		Use: a.t("make SESSION --text TEXTE", "make SESSION --text TEXT"), Args: cobra.ExactArgs(1), GroupID: groupRecording,
		Short:   a.t("une session formule une recommandation", "a session makes a recommendation"),
		Example: `  suivi make CC-CPS-SCI.2024-1 --number 1 --owner CPS-SCI --due "fin juin 2024" --text "Finaliser l'annuaire statistique"`,
	}
	a.itemOptions(c, &f)
	o := c.Flags()
	o.StringVar(&nature, "nature", "", a.t("`NATURE` : recommandation, decision, engagement, directive", "`NATURE`: recommandation, decision, engagement, directive"))
	o.StringVar(&e.Addressee, "for", "", a.t("à l'attention de `QUI`, là où aucune structure n'est nommée", "for the attention of `WHOM`, where no structure is named"))
	o.StringVar(&e.Theme, "theme", "", a.t("`THÈME`", "`THEME`"))
	a.sourceOptions(c, &source)
	return a.records(c, false, func(r *recording, args []string) (recorded, error) {
		id, err := r.session(args[0])
		if err != nil {
			return recorded{}, err
		}
		if e.Nature, err = oneOf(nature, "--nature", "", domain.NatureRecommendation, domain.NatureDecision, domain.NatureCommitment, domain.NatureDirective); err != nil {
			return recorded{}, err
		}
		if e.Listing, e.Text, e.Owners, e.Due, err = r.item(id, &f); err != nil {
			return recorded{}, err
		}
		e.Source = source.read()
		listed, done, err := r.ledger.Formulate(r.ctx, r.meta, id, []ledger.NewItem{{Formulated: e}})
		if err != nil {
			return recorded{}, err
		}
		return r.listed(id, listed[0], done, "formule", "makes"), nil
	})
}

func (a *app) validate() *cobra.Command {
	var f itemFlags
	c := &cobra.Command{
		Use: "validate REFERENCE SESSION", Args: cobra.ExactArgs(2), GroupID: groupRecording,
		Short:   a.t("une session politique adopte ce que la session technique a proposé, au besoin amendé", "a political session adopts what the technical one proposed, as amended where told"),
		Example: "  suivi validate CREDD.2023-T.3 CREDD.2023-P --number 2",
	}
	a.itemOptions(c, &f)
	return a.records(c, false, func(r *recording, args []string) (recorded, error) {
		rec, err := r.recommendation(args[0])
		if err != nil {
			return recorded{}, err
		}
		id, err := r.session(args[1])
		if err != nil {
			return recorded{}, err
		}
		var e recommendation.Validated
		if e.Listing, e.Text, e.Owners, e.Due, err = r.item(id, &f); err != nil {
			return recorded{}, err
		}
		listed, done, err := r.ledger.Validate(r.ctx, r.meta, id, rec, e)
		if err != nil {
			return recorded{}, err
		}
		return r.listed(id, listed, done, "valide "+args[0]+", désormais", "validates "+args[0]+", now"), nil
	})
}

func (a *app) carry() *cobra.Command {
	var f itemFlags
	var source sourceFlags
	c := &cobra.Command{
		Use: "carry REFERENCE SESSION", Args: cobra.ExactArgs(2), GroupID: groupRecording,
		Short:   a.t("une session reconduit une recommandation sur sa propre liste", "a session carries a recommendation over onto its own list"),
		Long:    a.t("Le texte et les responsables ne se donnent que s'ils changent.", "Text and owners are given only where they change."),
		Example: "  suivi carry CC-CPS-SCI.2023-1.3 CC-CPS-SCI.2024-1 --number 2",
	}
	a.itemOptions(c, &f)
	c.Flags().StringVar(&f.reason, "reason", "", a.t("`MOTIF` de la remise en suivi, si elle était terminée", "`REASON` for taking it up again, where it had ended"))
	a.sourceOptions(c, &source)
	return a.records(c, false, func(r *recording, args []string) (recorded, error) {
		rec, err := r.recommendation(args[0])
		if err != nil {
			return recorded{}, err
		}
		id, err := r.session(args[1])
		if err != nil {
			return recorded{}, err
		}
		e := recommendation.CarriedOver{Reopening: f.reason, Source: source.read()}
		if e.Listing, e.Text, e.Owners, e.Due, err = r.item(id, &f); err != nil {
			return recorded{}, err
		}
		listed, done, err := r.ledger.CarryOver(r.ctx, r.meta, id, rec, e)
		if err != nil {
			return recorded{}, err
		}
		return r.listed(id, listed, done, "reconduit "+args[0]+", désormais", "carries over "+args[0]+", now"), nil
	})
}

// sourceFlags say where a text was read.
type sourceFlags struct{ document, page, table, cell string }

func (a *app) sourceOptions(c *cobra.Command, f *sourceFlags) {
	o := c.Flags()
	o.StringVar(&f.document, "document", "", a.t("`DOCUMENT` où cela se lit", "`DOCUMENT` in which it is read"))
	o.StringVar(&f.page, "page", "", a.t("`PAGE`", "`PAGE`"))
	o.StringVar(&f.table, "table", "", a.t("`TABLEAU`", "`TABLE`"))
	o.StringVar(&f.cell, "cell", "", a.t("`CELLULE`", "`CELL`"))
}

func (f *sourceFlags) read() domain.Source {
	return domain.Source{Document: f.document, Page: f.page, Table: f.table, Cell: f.cell}
}
