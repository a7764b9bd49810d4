package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"suivi/adapters/eventlog/memory"
	"suivi/adapters/export/text"
	"suivi/adapters/i18n"
	"suivi/adapters/importer"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/glossary"
	"suivi/domain/ledger"
	"suivi/projections/report"
)

// decisionsName is the file of what people settled, beside the files imported
// and, once recorded, in the data folder.
const decisionsName = "decisions.csv"

type importFlags struct {
	dryRun, keep       bool
	decisions, rectify string
}

func (a *app) importing() *cobra.Command {
	var f importFlags
	c := &cobra.Command{
		Use: "import FILE|FOLDER...", Args: cobra.MinimumNArgs(1), GroupID: groupKeeping,
		Short:   a.t("importe des fichiers CSV : cadres, structures, sessions, recommandations, examens, déclarations, totaux", "imports CSV files: forums, structures, sessions, recommendations, examinations, declarations, totals"),
		Long:    a.importHelp(),
		Example: "  suivi import --dry-run rapports-2024/\n  suivi import rapports-2024/",
		RunE:    func(c *cobra.Command, args []string) error { return a.runImport(c.Context(), f, args) },
	}
	o := c.Flags()
	o.BoolVar(&f.dryRun, "dry-run", false, a.t("montre ligne par ligne ce qui serait enregistré, et n'enregistre rien", "shows row by row what would be recorded, and records nothing"))
	o.StringVar(&f.decisions, "decisions", "", a.t("fichier des décisions (par défaut decisions.csv à côté des fichiers)", "decisions file (decisions.csv beside the files by default)"))
	o.StringVar(&f.rectify, "rectify", "", a.t("motif pour lequel ce qui diffère de ce qui est enregistré est rectifié", "reason for which what differs from what is recorded is rectified"))
	o.BoolVar(&f.keep, "keep", false, a.t("laisse tel qu'enregistré ce qui diffère", "leaves what differs as it is recorded"))
	return c
}

// importHelp says what every kind of file holds.
func (a *app) importHelp() string {
	var b strings.Builder
	b.WriteString(a.t("Les fichiers sont en UTF-8 ou Windows-1252, séparés par « ; », « , » ou tabulation ; leur genre se lit à leur première ligne.\nL'essai à blanc (--dry-run) écrit un fichier de décisions : remplissez la colonne « decision », puis recommencez.\n",
		"Files are in UTF-8 or Windows-1252, separated by \";\", \",\" or tabs; their kind is told by their first line.\nA dry run (--dry-run) writes a decisions file: fill in the column \"decision\", then import again.\n"))
	for _, f := range importer.Formats {
		b.WriteString("\n" + string(f.Kind) + " — " + a.t(f.Help.FR, f.Help.EN) + "\n")
		for _, c := range f.Columns {
			mark := " "
			if c.Required {
				mark = "*"
			}
			b.WriteString("  " + mark + " " + c.Name + strings.Repeat(" ", max(1, 20-len(c.Name))) + a.t(c.Help.FR, c.Help.EN) + "\n")
		}
	}
	return b.String()
}

func (a *app) runImport(ctx context.Context, f importFlags, paths []string) error {
	found, err := readTables(paths)
	if err != nil {
		return err
	}
	if len(found.aside) > 0 {
		a.tell(a.t("laissés de côté, n'étant pas des fichiers CSV : ", "left aside, being no CSV files: ") + strings.Join(found.aside, ", "))
	}
	if f.decisions == "" {
		f.decisions = filepath.Join(found.beside, decisionsName)
	} else if _, err := os.Stat(f.decisions); errors.Is(err, fs.ErrNotExist) {
		a.tell(a.t("aucune décision n'est lue dans « "+f.decisions+" » : nouveau fichier.", "no decision is read in \""+f.decisions+"\": new file."))
	}
	decisions, err := a.readDecisions(filepath.Join(a.data, decisionsName), f.decisions)
	if err != nil {
		return err
	}
	today, err := a.today()
	if err != nil {
		return err
	}
	h, err := a.open(ctx, !f.dryRun)
	if f.dryRun && fault.CodeOf(err) == noLedger {
		h, err = a.wire(memory.New()), nil
	}
	if err != nil {
		return err
	}
	defer h.close()
	book := importer.Book{Ledger: h.ledger, Runner: h.runner}
	plan, err := importer.Prepare(ctx, book, found.tables, decisions, importer.Options{
		Actor: event.Actor{ID: a.actor, Function: a.function}, Today: today, Rectify: f.rectify, KeepRecorded: f.keep,
		NewLog: func() ledger.EventLog { return memory.New() },
	})
	if err != nil {
		return err
	}
	if err := a.printPlan(plan); err != nil {
		return err
	}
	if len(plan.Questions()) > 0 {
		if err := writeTable(f.decisions, plan.Decisions()); err != nil {
			return fault.New(fault.Unavailable, "import.decisions_non_ecrites", "fichier", f.decisions).Because(err)
		}
		a.say(a.t("Questions à régler : remplissez la colonne « decision » de ", "Questions to settle: fill in the column \"decision\" of ") + f.decisions + a.t(", puis recommencez.", ", then import again."))
	}
	if err := plan.Ready(); err != nil {
		return err
	}
	if f.dryRun {
		a.say(a.t("Essai à blanc : rien n'a été enregistré.", "Dry run: nothing was recorded."))
		return nil
	}
	return a.recordImport(ctx, h, book, plan)
}

func (a *app) recordImport(ctx context.Context, h *house, book importer.Book, plan *importer.Plan) error {
	before, err := h.log.Head(ctx)
	if err != nil {
		return err
	}
	var bar func(int)
	err = importer.Record(ctx, book, plan, func(done, total int) {
		if bar == nil {
			bar = a.bar(a.t("enregistrement", "recording"), total)
		}
		bar(done)
	})
	if err != nil {
		return a.cutShort(ctx, h.log, before, err)
	}
	if err := writeTable(filepath.Join(a.data, decisionsName), plan.Decisions()); err != nil {
		err = fault.New(fault.Unavailable, "import.decisions_non_ecrites", "fichier", filepath.Join(a.data, decisionsName)).Because(err)
		return a.cutShort(ctx, h.log, before, err) // again, and they are written
	}
	after, err := h.log.Head(ctx)
	if err != nil {
		return err
	}
	if before == after {
		a.say(a.t("Tout était déjà enregistré : rien n'a changé.", "All was recorded already: nothing changed."))
		return nil
	}
	a.say(a.t("Enregistré, jusqu'à la position ", "Recorded, up to position ") + after.String() + ".")
	return nil
}

// cutShort says how much of an import is recorded where err ended it after
// before: what the log says of its last append is not true of those that went
// before. Where nothing was recorded, err says all.
func (a *app) cutShort(ctx context.Context, log ledger.EventLog, before event.Position, err error) error {
	recorded := 0
	for _, unread := range log.Read(context.WithoutCancel(ctx), before) {
		if unread != nil {
			return err
		}
		recorded++
	}
	n := strconv.Itoa(recorded)
	switch {
	case recorded == 0, fault.CodeOf(err) == importer.RefusedInterrupted: // which says so itself
		return err
	case fault.KindOf(err) == fault.Unavailable:
		return fault.New(fault.Unavailable, "import.interrompu_faute_de_place", "nombre", n).Because(err)
	}
	cause := strings.TrimSuffix(a.explain(err), ".")
	if errors.Is(err, context.Canceled) {
		cause = a.t("à votre demande", "as you asked")
	}
	return fault.New(fault.KindOf(err), "import.interrompu_en_cours", "nombre", n, "cause", cause).Because(err)
}

// say tells a person, on stdout, what JSON has no room for.
func (a *app) say(line string) {
	out := a.Stdout
	if a.json {
		out = a.Stderr
	}
	_, _ = out.Write([]byte(line + "\n"))
}

// printPlan shows row by row what an import would do.
func (a *app) printPlan(p *importer.Plan) error {
	t := report.Table{Columns: []report.Column{{Head: a.t("Ligne", "Line")}, {Head: a.t("Objet", "Subject")}, {Head: a.t("Sort", "Outcome")}, {Head: a.t("Ce qui serait enregistré, ou pourquoi non", "What would be recorded, or why not"), Share: 1}},
		Empty: a.t("Aucune ligne.", "No line.")}
	for _, r := range p.Rows {
		t.Rows = append(t.Rows, []string{r.File + ":" + strconv.Itoa(r.Line), r.Subject, a.outcome(r.Outcome), a.rowSays(r)})
	}
	d := report.Document{Title: a.t("Import", "Import"), Tables: []report.Table{t}}
	for _, f := range p.Faults {
		d.Notes = append(d.Notes, i18n.Explain(f, a.l))
	}
	var totals []string
	for _, o := range []importer.Outcome{importer.WillRecord, importer.Already, importer.Rectifies, importer.Differs, importer.Asked, importer.Refused, importer.Waits} {
		if n := p.Count(o); n > 0 {
			totals = append(totals, a.outcome(o)+" : "+strconv.Itoa(n))
		}
	}
	d.Notes = append(d.Notes, strings.Join(totals, " · "))
	if a.json {
		return a.print(p, d)
	}
	return text.Render(a.Stdout, d, a.width())
}

var outcomes = map[importer.Outcome]glossary.Text{
	importer.WillRecord: {FR: "à enregistrer", EN: "to record"},
	importer.Already:    {FR: "déjà enregistrée", EN: "recorded already"},
	importer.Differs:    {FR: "différente", EN: "differs"},
	importer.Rectifies:  {FR: "à rectifier", EN: "to rectify"},
	importer.Asked:      {FR: "à décider", EN: "to settle"},
	importer.Refused:    {FR: "refusée", EN: "refused"},
	importer.Waits:      {FR: "en attente", EN: "waiting"},
}

func (a *app) outcome(o importer.Outcome) string { return outcomes[o].In(a.l) }

func (a *app) rowSays(r *importer.Row) string {
	var lines []string
	for _, s := range append(r.Steps, r.Notices...) {
		lines = append(lines, i18n.Say(s.Code, s.Args, a.l))
	}
	for _, d := range r.Differences {
		lines = append(lines, d.Field+a.t(" : ", ": ")+"« "+d.Old+" » → « "+d.New+" »")
	}
	for _, q := range r.Questions {
		lines = append(lines, i18n.Say(q.Code, q.Args, a.l)+" "+a.t("Choix : ", "Choices: ")+strings.Join(q.Choices, " | "))
	}
	if r.Fault != nil {
		lines = append(lines, i18n.Explain(r.Fault, a.l))
	}
	return strings.Join(lines, "\n")
}
