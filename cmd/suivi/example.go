package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"suivi/adapters/eventlog/memory"
	"suivi/adapters/importer"
	"suivi/cmd/suivi/example"
	"suivi/domain/event"
	"suivi/domain/ledger"
)

// exampleSession is the session whose tables the example shows.
const exampleSession = "CC-CPS-SCI.2024-1"

func (a *app) exampleCommand() *cobra.Command {
	var filesOnly string
	c := &cobra.Command{
		Use: "example", Args: cobra.NoArgs, GroupID: groupKeeping,
		Short: a.t("charge l'exemple dans un dossier neuf, et en montre les tables", "loads the example into a fresh folder, and shows its tables"),
		RunE: func(c *cobra.Command, _ []string) error {
			if filesOnly != "" {
				return a.writeExample(filesOnly)
			}
			return a.runExample(c.Context())
		},
	}
	c.Flags().StringVar(&filesOnly, "files", "", a.t("écrit seulement les fichiers CSV de l'exemple dans ce dossier", "only writes the CSV files of the example into this folder"))
	return c
}

// writeExample writes the example's files, to be looked at and changed.
func (a *app) writeExample(folder string) error {
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return err
	}
	return fs.WalkDir(example.Files(), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(example.Files(), path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(folder, path), b, 0o640)
	})
}

func (a *app) runExample(ctx context.Context) error {
	// The decisions are written last: without them a load was cut short, and is
	// completed.
	if _, err := os.Stat(filepath.Join(a.data, decisionsName)); errors.Is(err, fs.ErrNotExist) {
		if err := a.loadExample(ctx); err != nil {
			return err
		}
		a.say(a.t("L'exemple est chargé dans ", "The example is loaded into ") + a.data + ".\n")
	}
	for _, args := range [][]string{
		{"followup", exampleSession}, {"carryover", exampleSession}, {"owing", "--forum", "CC-CPS-SCI"}, {"counts"}, {"list", "--dropped"}, {"history", "CC-CPS-SCI.2023-1.3"},
	} {
		a.say("\n$ suivi " + strings.Join(args, " ") + "\n")
		again := *a
		root := again.root()
		root.SetArgs(append(args, "--data", a.data))
		root.SetOut(a.Stdout)
		if err := root.ExecuteContext(ctx); err != nil {
			return err
		}
	}
	a.say("\n" + a.t("Et maintenant :", "What next:") + `
  bin/suivi audit --data ` + a.data + a.t("                 ce qui ne va pas", "                 what is amiss") + `
  bin/suivi matrix --forum CC-CPS-SCI --data ` + a.data + a.t("  l'histoire des reconductions", "  the history of carry-overs") + `
  bin/suivi list --forum CC-CPS-SCI --as-of 2023-12-31 --data ` + a.data + a.t("  ce qui était ouvert à une autre date", "  what was open on another day") + `
  bin/suivi import --help` + a.t("                         importer vos propres tableaux", "                         import your own tables") + `
  bin/suivi help` + a.t("                                  tout le reste", "                                  all the rest"))
	return nil
}

func (a *app) loadExample(ctx context.Context) error {
	names, err := fs.Glob(example.Files(), "*.csv")
	if err != nil {
		return err
	}
	var tables []importer.Table
	for _, name := range names {
		t, err := readTable(example.Files(), name)
		if err != nil {
			return err
		}
		tables = append(tables, t)
	}
	today, err := a.today()
	if err != nil {
		return err
	}
	h, err := a.open(ctx, true)
	if err != nil {
		return err
	}
	defer h.close()
	book := importer.Book{Ledger: h.ledger, Runner: h.runner}
	plan, err := importer.Prepare(ctx, book, tables, nil, importer.Options{Actor: event.Actor{ID: "exemple", Function: "chargement de l'exemple"}, Today: today, NewLog: func() ledger.EventLog { return memory.New() }})
	if err != nil {
		return err
	}
	if err := plan.Ready(); err != nil {
		return errors.Join(err, a.printPlan(plan))
	}
	if err := importer.Record(ctx, book, plan, nil); err != nil {
		return err
	}
	return writeTable(filepath.Join(a.data, decisionsName), plan.Decisions())
}
