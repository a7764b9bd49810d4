package main

import (
	"context"
	"errors"
	"io"
	"os"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // old PCs carry no zone files
	"unicode/utf8"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"suivi/adapters/i18n"
	"suivi/adapters/importer"
	"suivi/domain/fault"
	"suivi/domain/glossary"
	"suivi/domain/recommendation"
)

// Process is all that the program takes from where it runs.
type Process struct {
	Args           []string
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Env            func(string) (string, bool)
	// Environ lists the environment as KEY=VALUE, so that a misspelt setting is
	// found; nil where nobody looks.
	Environ func() []string
	Now     func() time.Time
	// Patience is how long a command waits for another to let go of the data
	// folder, and a call for a cluster that is away: longer than one takes to
	// elect a leader.
	Patience time.Duration
}

// Exit codes, by kind of refusal.
const (
	exitOK          = 0
	exitInternal    = 1
	exitUsage       = 2 // the command line itself, or a value that breaks a form
	exitNotFound    = 3
	exitRefused     = 4
	exitConflict    = 5
	exitForbidden   = 6
	exitUnavailable = 7
	exitUnsettled   = 8 // questions or differences are open, or the ledger does not verify
)

// app is one run of the program.
type app struct {
	Process
	settings
	l     glossary.Language
	given map[string]given // where each setting comes from, by its name

	configFile               string
	asOf, knownAt, todayText string
	json, quiet              bool
	serving                  bool // what happens goes to a log
}

// errUnsettled ends a run that worked but leaves something for a person.
var errUnsettled = errors.New("unsettled")

// usageError is a mistake of the command line, told by cobra.
type usageError struct {
	error
	of *cobra.Command // that was mistaken
}

func run(ctx context.Context, p Process) int {
	locale := ""
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v, set := p.Env(name); set && v != "" && locale == "" {
			locale = v
		}
	}
	a := &app{Process: p, l: i18n.LanguageOf(locale)}
	err := a.execute(ctx)
	if err == nil {
		return exitOK
	}
	code := exitOf(err)
	if !errors.Is(err, errUnsettled) {
		a.tell(a.explain(err))
	}
	return code
}

func (a *app) execute(ctx context.Context) error {
	for i, arg := range a.Args {
		if !utf8.ValidString(arg) {
			return fault.New(fault.Invalid, recommendation.InvalidUTF8).At(a.t("argument ", "argument ") + strconv.Itoa(i+1))
		}
	}
	root := a.root()
	root.SetArgs(a.Args)
	root.SetIn(a.Stdin)
	root.SetOut(a.Stdout)
	root.SetErr(a.Stderr)
	c, err := root.ExecuteContextC(ctx)
	if u, known := errors.AsType[usageError](err); known {
		u.of = c
		return u
	}
	if err != nil && fault.CodeOf(err) == "" && isUsage(err) {
		return usageError{err, c}
	}
	return err
}

func exitOf(err error) int {
	if errors.Is(err, errUnsettled) {
		return exitUnsettled
	}
	if _, is := errors.AsType[usageError](err); is {
		return exitUsage
	}
	switch fault.CodeOf(err) {
	case importer.RefusedUnsettled, importer.RefusedDifferences:
		return exitUnsettled
	}
	switch fault.KindOf(err) {
	case fault.Invalid:
		return exitUsage
	case fault.NotFound:
		return exitNotFound
	case fault.Refused:
		return exitRefused
	case fault.Conflict:
		return exitConflict
	case fault.Forbidden, fault.Anonymous:
		return exitForbidden
	case fault.Unavailable:
		return exitUnavailable
	}
	return exitInternal
}

func (a *app) explain(err error) string {
	if u, is := errors.AsType[usageError](err); is {
		path := strings.TrimPrefix(u.of.CommandPath(), "suivi")
		return explainUsage(u.error, a.l) + "\n" + a.t("Usage : ", "Usage: ") + a.usageLine(u.of) + "\n" + a.t("Aide : suivi help", "Help: suivi help") + path
	}
	return i18n.Explain(nothingTyped(err), a.l)
}

// nothingTyped says of a refusal of what was typed, where that is nothing,
// that nothing is there: its own words would quote it.
func nothingTyped(err error) error {
	f, is := errors.AsType[*fault.Fault](err)
	if !is {
		return err
	}
	if read, quotes := f.Args["lu"]; !quotes || strings.TrimSpace(read) != "" {
		return err
	}
	if possible := f.Args["possibles"]; possible != "" {
		return fault.New(f.Kind, "option.vide", "possibles", possible).At(f.Place)
	}
	return fault.New(f.Kind, recommendation.InvalidEmpty).At(f.Place)
}

func (a *app) t(fr, en string) string { return glossary.Text{FR: fr, EN: en}.In(a.l) }

func (a *app) root() *cobra.Command {
	root := a.family("suivi", a.t("Le registre de ce que les réunions ont recommandé", "The ledger of what meetings recommended"))
	root.GroupID = ""
	root.SilenceErrors, root.SilenceUsage = true, true
	flags := root.PersistentFlags()
	root.PersistentPreRunE = func(c *cobra.Command, _ []string) error { return a.configure(c) }
	a.bind(flags, globalSettings...)
	flags.StringVar(&a.configFile, "config", "", a.t("`FICHIER` de réglages, une ligne CLÉ=VALEUR pour chacun (ou $SUIVI_CONFIG)", "`FILE` of settings, a line KEY=VALUE for each (or $SUIVI_CONFIG)"))
	flags.StringVar(&a.asOf, "as-of", "", a.t("n'est compté que ce qui a pris effet à cette `DATE` (« au »)", "only what has taken effect by this `DATE` counts"))
	flags.StringVar(&a.knownAt, "known-at", "", a.t("n'est compté que ce qui était enregistré à ce `MOMENT` (« connu le ») : date, heure ou position ; @2024 est une position, 2024 une année", "only what was recorded by this `MOMENT` counts: day, time or position; @2024 is a position, 2024 a year"))
	flags.StringVar(&a.todayText, "today", "", a.t("`DATE` à laquelle la question est posée (aujourd'hui sinon)", "`DATE` on which the question is asked (else today)"))
	flags.BoolVar(&a.json, "json", false, a.t("réponse en JSON, pour un programme", "answer in JSON, for a program"))
	flags.BoolVar(&a.quiet, "quiet", false, a.t("pas de barre de progression", "no progress bar"))
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{error: err} })
	a.addReading(root)
	a.addRecording(root)
	root.AddCommand(a.importing(), a.exampleCommand(), a.serveCommand(), a.tokenCommand(), a.verify(), a.migrating(), a.configCommand(), a.version())
	a.frenchHelp(root)
	return root
}

// width is that of the terminal, or what the environment says of it; 0 where
// neither tells.
func (a *app) width() int {
	columns, _ := a.Env("COLUMNS")
	if n, err := strconv.Atoi(strings.TrimSpace(columns)); err == nil && n > 0 {
		return n
	}
	if f, is := a.Stdout.(*os.File); is {
		if n, _, err := term.GetSize(int(f.Fd())); err == nil {
			return n
		}
	}
	return 0
}

// isTerminal reports whether w is a terminal.
func isTerminal(w io.Writer) bool {
	f, is := w.(*os.File)
	return is && term.IsTerminal(int(f.Fd()))
}

// tell says on stderr what a person should know beside the answer.
func (a *app) tell(line string) {
	_, _ = io.WriteString(a.Stderr, a.t("suivi : ", "suivi: ")+line+"\n")
}
