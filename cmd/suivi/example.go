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
	"suivi/domain/fault"
	"suivi/domain/ledger"
	"suivi/projections/register"
)

// exampleSession is the session whose tables the example shows.
const exampleSession = "CC-CPS-SCI.2024-1"

// exampleActor records the example; by it an example is told from a ledger of
// somebody's own.
const exampleActor = "exemple"

func (a *app) exampleCommand() *cobra.Command {
	var filesOnly string
	c := &cobra.Command{
		Use: "example", Args: cobra.NoArgs, GroupID: groupKeeping,
		Short: a.t("charge l'exemple dans un dossier neuf, et en montre les tables", "loads the example into a fresh folder, and shows its tables"),
		RunE: func(c *cobra.Command, _ []string) error {
			if a.json {
				return fault.New(fault.Invalid, "option.exemple_en_tables").At("--json")
			}
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

// toLoad reports whether the example is still to be loaded, or to be completed:
// its decisions are written last. A ledger that the example did not begin, and
// that does not hold its session either, is somebody's own: it is refused.
func (a *app) toLoad(ctx context.Context) (load bool, err error) {
	h, err := a.openToRead(ctx)
	if fault.CodeOf(err) == noLedger {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	defer h.close()
	begun, err := h.begunBy(ctx, exampleActor)
	if err != nil {
		return false, err
	}
	if begun {
		_, err := os.Stat(filepath.Join(a.data, decisionsName))
		return errors.Is(err, fs.ErrNotExist), nil
	}
	return false, h.runner.Register().Query(register.Moment{}, func(v *register.View) error {
		if _, err := v.FindSession(exampleSession); err != nil {
			return fault.New(fault.Refused, "registre.autre_que_l_exemple", "dossier", a.data).Because(err)
		}
		return nil
	})
}

// begunBy reports whether the first event was recorded by actor, or is still
// to come.
func (h *house) begunBy(ctx context.Context, actor string) (bool, error) {
	for rec, err := range h.log.Read(ctx, event.Position{}) {
		if err != nil {
			return false, err
		}
		first, err := h.registry.Decode(rec)
		return first.Actor.ID == actor, err
	}
	return true, nil
}

func (a *app) runExample(ctx context.Context) error {
	load, err := a.toLoad(ctx)
	if err != nil {
		return err
	}
	if load {
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
	plan, err := importer.Prepare(ctx, book, tables, nil, importer.Options{Actor: event.Actor{ID: exampleActor, Function: "chargement de l'exemple"}, Today: today, NewLog: func() ledger.EventLog { return memory.New() }})
	if err != nil {
		return err
	}
	if err := plan.Ready(); err != nil {
		return errors.Join(err, a.printPlan(plan))
	}
	before, err := h.log.Head(ctx)
	if err != nil {
		return err
	}
	if err := importer.Record(ctx, book, plan, nil); err != nil {
		return a.cutShort(ctx, h.log, before, err)
	}
	return writeTable(filepath.Join(a.data, decisionsName), plan.Decisions())
}
