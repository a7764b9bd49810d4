package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"suivi/adapters/desk"
	"suivi/adapters/importer"
	"suivi/adapters/importer/csv"
	"suivi/domain/fault"
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

// importPlace is where an import is done: a data folder, or a server that holds
// one.
type importPlace interface {
	// prepare tells what in would record.
	prepare(ctx context.Context, in desk.Import) (desk.Imported, error)
	// record records what prepare told.
	record(ctx context.Context) (desk.ImportReceipt, error)
	close() error
}

func (a *app) runImport(ctx context.Context, f importFlags, paths []string) error {
	found, err := readFiles(paths)
	if err != nil {
		return err
	}
	if len(found.aside) > 0 {
		a.tell(a.t("laissés de côté, n'étant pas des fichiers CSV : ", "left aside, being no CSV files: ") + strings.Join(found.aside, ", "))
	}
	in := desk.Import{Files: found.files, Rectify: f.rectify, Keep: f.keep}
	if f.decisions == "" {
		f.decisions = filepath.Join(found.beside, decisionsName)
	} else if _, err := os.Stat(f.decisions); errors.Is(err, fs.ErrNotExist) {
		a.tell(a.t("aucune décision n'est lue dans « "+f.decisions+" » : nouveau fichier.", "no decision is read in \""+f.decisions+"\": new file."))
	}
	if in.Decisions, err = readDecisions(f.decisions); err != nil {
		return err
	}
	place, err := a.importPlace(ctx, f.dryRun)
	if err != nil {
		return err
	}
	defer place.close()
	told, err := place.prepare(ctx, in)
	if err != nil {
		return err
	}
	if err := a.printPlan(told.Plan); err != nil {
		return err
	}
	if len(told.Decisions) > 0 {
		if err := csv.WriteFile(f.decisions, told.Decisions); err != nil {
			return fault.New(fault.Unavailable, "import.decisions_non_ecrites", "fichier", f.decisions).Because(err)
		}
		a.say(a.t("Questions à régler : remplissez la colonne « decision » de ", "Questions to settle: fill in the column \"decision\" of ") + f.decisions + a.t(", puis recommencez.", ", then import again."))
	}
	switch {
	case told.Refused != nil:
		return told.Refused
	case f.dryRun:
		a.say(a.t("Essai à blanc : rien n'a été enregistré.", "Dry run: nothing was recorded."))
		return nil
	}
	receipt, err := place.record(ctx)
	switch {
	case err != nil:
		return err
	case receipt.Already:
		a.say(a.t("Tout était déjà enregistré : rien n'a changé.", "All was recorded already: nothing changed."))
	default:
		a.say(a.t("Enregistré, jusqu'à la position ", "Recorded, up to position ") + receipt.Position.String() + ".")
	}
	return nil
}

// importPlace is the server where one is named, else the data folder; a dry
// run needs no ledger there.
func (a *app) importPlace(ctx context.Context, dryRun bool) (importPlace, error) {
	if a.server != "" {
		if err := a.saidByServer(); err != nil {
			return nil, err
		}
		return &importThere{app: a}, nil
	}
	return a.importHere(ctx, dryRun)
}

// say tells a person, on stdout, what JSON has no room for.
func (a *app) say(line string) {
	out := a.Stdout
	if a.json {
		out = a.Stderr
	}
	_, _ = out.Write([]byte(line + "\n"))
}
