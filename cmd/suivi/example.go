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
	var served bool
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
			if err := a.onFolder(); err != nil {
				return err
			}
			if err := a.runExample(c.Context()); err != nil {
				return err
			}
			if !served {
				a.whatNext("--data " + a.data)
				return nil
			}
			a.openRead = true
			if a.given["metrics"].origin == "defaut" {
				a.metrics = "" // whoever runs the example keeps no watch over it
			}
			return a.serve(c.Context(), a.threeQuestions)
		},
	}
	a.bind(c.Flags(), "listen", "metrics", "log-format", "log-level", "stop-timeout")
	c.Flags().BoolVar(&served, "serve", false, a.t("sert ensuite l'exemple, en lecture sans jeton, jusqu'à Ctrl-C", "then serves the example, to be read without a token, until Ctrl-C"))
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
	return false, h.runner.Register().Query(ctx, register.Moment{}, func(v *register.View) error {
		if _, err := v.FindSession(exampleSession); err != nil {
			return fault.New(fault.Refused, "registre.autre_que_l_exemple", "dossier", a.data).Because(err)
		}
		return nil
	})
}

// begunBy reports whether the first event was recorded by actor, or is still
// to come.
func (h *house) begunBy(ctx context.Context, actor string) (bool, error) {
	for rec, err := range ledger.ReadOwn(ctx, h.log, event.Position{}) {
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
	return nil
}

// whatNext says what to type next; where names the ledger.
func (a *app) whatNext(where string) {
	said := "\n" + a.t("Et maintenant :", "What next:")
	for _, next := range []struct{ fr, en, command string }{
		{"ce qui ne va pas", "what is amiss", "audit " + where},
		{"l'histoire des reconductions", "the history of carry-overs", "matrix --forum CC-CPS-SCI " + where},
		{"ce qui était ouvert à une autre date", "what was open on another day", "list --forum CC-CPS-SCI --as-of 2023-12-31 " + where},
		{"importer vos propres tableaux", "import your own tables", "import --help"},
		{"tout le reste", "all the rest", "help"},
	} {
		said += "\n  # " + a.t(next.fr, next.en) + "\n  bin/suivi " + next.command
	}
	a.say(said)
}

// threeQuestions shows how a program asks the server at url what secretariats,
// supervisors and dashboards ask.
func (a *app) threeQuestions(url string) {
	a.whatNext("--server " + url)
	a.say("\n" + a.t("L'exemple est servi à ", "The example is served at ") + url + a.t(", en lecture sans jeton (Ctrl-C pour arrêter ; l'aide est à ", ", to be read without a token (Ctrl-C to stop; the help is at ") + url + "/aide).\n\n" +
		a.t("Qui doit quoi, depuis la dernière session ?", "Who owes what, since the last session?") + "\n  curl -s '" + url + "/api/v1/redevables?cadre=CC-CPS-SCI'\n" +
		a.t("Qu'est-ce qui est reconduit d'année en année ?", "What is carried over year after year?") + "\n  curl -s '" + url + "/api/v1/matrice?cadre=CC-CPS-SCI'\n" +
		a.t("Combien sont ouvertes ?", "How many are open?") + "\n  curl -s '" + url + "/api/v1/compteurs?par=etat,cadre'\n")
}

func (a *app) loadExample(ctx context.Context) error {
	names, err := fs.Glob(example.Files(), "*.csv")
	if err != nil {
		return err
	}
	var in desk.Import
	for _, name := range names {
		f, err := readFile(example.Files(), name)
		if err != nil {
			return err
		}
		in.Files = append(in.Files, f)
	}
	today, err := a.today()
	if err != nil {
		return err
	}
	h, err := a.open(ctx, toCreate)
	if err != nil {
		return err
	}
	defer h.close()
	run, err := a.prepareImport(ctx, h, event.Actor{ID: exampleActor, Function: "chargement de l'exemple"}, today, in)
	if err != nil {
		return err
	}
	told, err := run.Told()
	if err != nil {
		return err
	}
	if told.Refused != nil {
		return errors.Join(told.Refused, a.printPlan(told.Plan))
	}
	_, err = run.Record(ctx, a.l, nil)
	return err
}
