package main

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"strconv"

	"github.com/spf13/cobra"

	"suivi/adapters/i18n"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/ledger"
	"suivi/projections/integrity"
	"suivi/projections/report"
)

func (a *app) verify() *cobra.Command {
	return &cobra.Command{
		Use: "verify", Args: cobra.NoArgs, GroupID: groupKeeping,
		Short: a.t("vérifie que le registre est cohérent, sans rien y écrire", "checks that the ledger holds together, without writing to it"),
		Long: a.t("Les versions se suivent sans trou, chaque événement se lit, chaque renvoi aboutit, aucune étape n'est inachevée, les pièces sont là\net intactes, et les tables construites au fil de l'eau sont celles d'une reconstruction.",
			"Versions follow without a hole, every event reads, every reference resolves, no step is half done, evidence is there\nand unchanged, and tables built as events came are those of a rebuild."),
		RunE: func(c *cobra.Command, _ []string) error { return a.runVerify(c.Context()) },
	}
}

func (a *app) runVerify(ctx context.Context) error {
	if err := a.onStore(); err != nil {
		return err
	}
	s, err := a.openStore(ctx, a.where(), toRead)
	if err != nil {
		return err
	}
	defer s.log.Close()
	r, err := a.check(ctx, s)
	if err != nil {
		return err
	}
	if a.json {
		err = a.printJSON(r)
	} else {
		err = a.print(nil, a.verification(r))
	}
	if err == nil && len(r.Problems) > 0 {
		err = errUnsettled
	}
	return err
}

// check reads the whole log twice: for what it says, then for what the
// projections make of it.
func (a *app) check(ctx context.Context, s *store) (integrity.Report, error) {
	registry := ledger.NewRegistry()
	c := integrity.New(registry)
	tick, end := a.reading(ctx, s, a.t("lecture du registre", "reading the ledger"))
	n := 0
	for rec, err := range ledger.ReadOwn(ctx, s.log, event.Position{}) {
		if err != nil {
			return integrity.Report{}, err
		}
		c.Add(rec)
		if n++; n%1000 == 0 {
			tick(n)
		}
	}
	r := c.Report()
	end()
	wrong, err := checkPieces(ctx, s.evidence, r.Evidence)
	if err != nil {
		return r, err
	}
	r.Problems = append(r.Problems, wrong...)
	integrity.Sort(r.Problems)
	if !c.Readable() {
		return r, nil
	}
	tick, end = a.reading(ctx, s, a.t("comparaison des tables", "comparing tables"))
	defer end()
	different, err := compareTables(ctx, s.log, registry, &r, tick)
	for _, table := range different {
		r.Problems = append(r.Problems, integrity.Problem{Code: integrity.TablesDisagree, Args: map[string]string{"table": table}, Position: r.Position})
	}
	return r, err
}

// checkPieces finds the evidence whose bytes are not there, or not the same.
func checkPieces(ctx context.Context, kept pieces, named map[string]integrity.Place) (wrong []integrity.Problem, err error) {
	for sum, at := range named {
		code := ""
		switch found, err := kept.Hash(ctx, sum); {
		case errors.Is(err, fs.ErrNotExist):
			code = integrity.EvidenceMissing
		case err != nil:
			return nil, err
		case found != sum:
			code = integrity.EvidenceChanged
		default:
			continue
		}
		wrong = append(wrong, integrity.Problem{Code: code, Args: map[string]string{"empreinte": sum}, Position: at.Position, Stream: at.Stream, Event: at.Event})
	}
	return wrong, nil
}

// verification prints what a check found.
func (a *app) verification(r integrity.Report) report.Document {
	d := report.Document{Title: a.t("Vérification du registre", "Verification of the ledger")}
	d.Lines = []string{
		a.times(r.Events, a.t("événement", "event"), a.t("événements", "events")) + a.t(", jusqu'à la position ", ", up to position ") + r.Position.String(),
		a.times(r.Recommendations, a.t("recommandation", "recommendation"), a.t("recommandations", "recommendations")) + ", " + a.times(r.Sessions, "session", "sessions") + ", " +
			a.times(r.Forums, a.t("cadre", "forum"), a.t("cadres", "forums")) + ", " + a.times(r.Organizations, "structure", "structures") + ", " +
			a.times(len(r.Evidence), a.t("pièce", "piece of evidence"), a.t("pièces", "pieces of evidence")),
	}
	if len(r.Problems) == 0 {
		d.Notes = []string{a.t("Le registre est cohérent.", "The ledger holds together.")}
		return d
	}
	t := report.Table{Columns: []report.Column{{Head: "Position"}, {Head: a.t("Ce qui ne va pas", "What is wrong"), Share: 3}, {Head: a.t("Où", "Where"), Share: 2}, {Head: a.t("Événement", "Event")}}}
	for _, p := range r.Problems {
		said := i18n.Explain(&fault.Fault{Code: p.Code, Args: p.Args}, a.l)
		t.Rows = append(t.Rows, []string{p.Position.String(), said, cmp.Or(p.Reference, p.Stream), eventID(p)})
	}
	d.Tables = []report.Table{t}
	d.Notes = []string{a.t("Problèmes : ", "Problems: ") + strconv.Itoa(len(r.Problems)) + ". " + a.advice(r)}
	return d
}

// advice is what to do next.
func (a *app) advice(r integrity.Report) string {
	for _, p := range r.Problems {
		if p.Code != integrity.HalfDone {
			return a.t("Ne corrigez rien à la main : gardez ce registre tel quel et restaurez une sauvegarde.", "Mend nothing by hand: keep this ledger as it is and restore a backup.")
		}
	}
	return a.t("Rien n'est perdu : la prochaine commande qui écrit achève ce qui est commencé.", "Nothing is lost: the next command that writes completes what is begun.")
}

func eventID(p integrity.Problem) string {
	if p.Event == (integrity.Problem{}.Event) {
		return ""
	}
	return p.Event.String()
}
