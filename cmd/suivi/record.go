package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"github.com/oklog/ulid/v2"
	"github.com/spf13/cobra"

	"suivi/adapters/eventlog/sqlite"
	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/ledger"
	"suivi/projections/register"
)

// recording is one command that records: the house, open to be written, and
// who records. Whatever it is asked to find is looked up in the present.
type recording struct {
	*house
	app   *app
	ctx   context.Context
	meta  ledger.Meta
	on    domain.Day // as given, 0 where it was not
	today domain.Day
}

// recorded is what a command answers.
type recorded struct {
	ledger.Receipt
	Reference string
	// Said completes "Enregistré : ", without a full stop.
	Said string
}

// receipt is the answer to a program.
type receipt struct {
	Reference string         `json:"reference,omitzero"`
	Command   ulid.ULID      `json:"commande"`
	Events    []ulid.ULID    `json:"evenements"`
	Position  event.Position `json:"position"`
	Version   event.Version  `json:"version"`
	// Already: all of it was recorded before, under another command.
	Already bool `json:"deja_enregistre,omitzero"`
}

type recordFlags struct {
	command, on string
	expect      int64
}

func (a *app) addRecording(root *cobra.Command) {
	root.AddCommand(a.forumCommand(), a.structureCommand(), a.sessionCommand())
	root.AddCommand(a.makeCommand(), a.validate(), a.discard(), a.carry())
	root.AddCommand(a.examine(), a.class(), a.declare())
	root.AddCommand(a.reassign(), a.due(), a.attach(), a.link(), a.absorb(), a.rectify())
}

// records gives c what all commands that record have in common. creates is set
// where the command may be the first of a new ledger.
func (a *app) records(c *cobra.Command, creates bool, do func(r *recording, args []string) (recorded, error)) *cobra.Command {
	var f recordFlags
	o := c.Flags()
	o.StringVar(&f.on, "on", "", a.t("`DATE` d'effet", "`DATE` of effect"))
	o.StringVar(&f.command, "command", "", a.t("identifiant (`ULID`) de la commande : la redonner avec le même ne l'enregistre qu'une fois", "id (`ULID`) of the command: given again with the same, it is recorded once"))
	o.Int64Var(&f.expect, "expect", 0, a.t("refuser si quelqu'un a enregistré depuis cette `VERSION` (donnée par --json)", "refuse where somebody has recorded since this `VERSION` (given by --json)"))
	c.RunE = func(c *cobra.Command, args []string) error {
		err := a.record(c, &f, creates, args, do)
		return placeAtOption(c, err)
	}
	return c
}

func (a *app) record(c *cobra.Command, f *recordFlags, creates bool, args []string, do func(*recording, []string) (recorded, error)) error {
	r := &recording{app: a, ctx: c.Context(), meta: a.newMeta()}
	if err := r.readFlags(c, f); err != nil {
		return err
	}
	fresh := false
	if creates {
		_, err := os.Stat(filepath.Join(a.data, sqlite.FileName))
		fresh = errors.Is(err, fs.ErrNotExist)
	}
	h, err := a.open(c.Context(), creates)
	if err != nil {
		return err
	}
	defer h.close()
	r.house = h
	done, err := do(r, args)
	if err != nil {
		return r.inWords(err)
	}
	if fresh {
		a.tell(a.t("nouveau registre dans « ", "new ledger in \"") + a.data + a.t(" ».", "\"."))
	}
	return a.answer(r.meta.Command, done)
}

func (r *recording) readFlags(c *cobra.Command, f *recordFlags) (err error) {
	a := r.app
	for _, flag := range []string{"as-of", "known-at"} {
		if c.Flags().Changed(flag) {
			return fault.New(fault.Invalid, "option.pour_lire").At("--" + flag)
		}
	}
	if r.today, err = a.today(); err != nil {
		return at(err, "--today")
	}
	if f.on != "" {
		if r.on, err = a.day(f.on); err == nil && !mayLieAhead(c) {
			err = r.happened(r.on)
		}
		if err != nil {
			return at(err, "--on")
		}
	}
	if f.command != "" {
		if r.meta.Command, err = ulid.ParseStrict(f.command); err != nil {
			return fault.New(fault.Invalid, "commande.identifiant", "lu", f.command).At("--command")
		}
	}
	if c.Flags().Changed("expect") {
		v := event.Version(f.expect)
		r.meta.Expected = &v
	}
	return nil
}

// effect is the day of effect: as given, else today.
func (r *recording) effect() domain.Day {
	if r.on != 0 {
		return r.on
	}
	return r.today
}

// see asks the present, everything recorded so far counting.
func (r *recording) see(ask func(v *register.View) error) error {
	if err := r.runner.CatchUp(r.ctx, nil); err != nil {
		return err
	}
	return r.runner.Register().Query(register.Moment{Today: r.today}, ask)
}

// answer says what was recorded, in a sentence or as JSON.
func (a *app) answer(command ulid.ULID, done recorded) error {
	already := len(done.Events) == 0
	if a.json {
		row := receipt{done.Reference, command, done.Events, done.Position, done.Version, already}
		if row.Events == nil {
			row.Events = []ulid.ULID{}
		}
		return a.printJSON(row)
	}
	said := a.t("Enregistré : ", "Recorded: ")
	if already {
		said = a.t("Déjà enregistré, rien de nouveau : ", "Recorded already, nothing new: ")
	}
	a.say(said + done.Said + ".")
	return nil
}

// times says how many, in words that agree.
func (a *app) times(n int, one, many string) string {
	if n < 2 {
		return strconv.Itoa(n) + " " + one
	}
	return strconv.Itoa(n) + " " + many
}
