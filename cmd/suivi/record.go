package main

import (
	"crypto/rand"
	"reflect"
	"strconv"

	"github.com/oklog/ulid/v2"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"suivi/adapters/desk"
	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
)

func (a *app) addRecording(root *cobra.Command) {
	root.AddCommand(a.forumCommand(), a.structureCommand(), a.sessionCommand())
	root.AddCommand(a.makeCommand(), a.validate(), a.discard(), a.carry())
	root.AddCommand(a.examine(), a.class(), a.declare())
	root.AddCommand(a.reassign(), a.due(), a.attach(), a.link(), a.absorb(), a.rectify())
}

// recordFlags say how a command is given.
type recordFlags struct {
	command string
	expect  int64
}

// records gives c what all commands that record have in common. The options of
// c fill in command; about fills in the rest from the arguments, and tells what
// the command is about.
func records[C desk.Command](a *app, c *cobra.Command, command *C, about func(c *cobra.Command, args []string) (string, error)) *cobra.Command {
	var f recordFlags
	o := c.Flags()
	fields := reflect.ValueOf(command).Elem()
	if source := fields.FieldByName("Source"); source.IsValid() {
		a.sourceOptions(o, source.Addr().Interface().(*domain.Source))
	}
	if on := fields.FieldByName("On"); on.IsValid() {
		o.StringVar(on.Addr().Interface().(*string), "on", "", a.t("`DATE` d'effet", "`DATE` of effect"))
	}
	o.StringVar(&f.command, "command", "", a.t("identifiant (`ULID`) de la commande : la redonner avec le même ne l'enregistre qu'une fois", "id (`ULID`) of the command: given again with the same, it is recorded once"))
	o.Int64Var(&f.expect, "expect", 0, a.t("refuser si quelqu'un a enregistré depuis cette `VERSION` (donnée par --json)", "refuse where somebody has recorded since this `VERSION` (given by --json)"))
	c.RunE = func(c *cobra.Command, args []string) error {
		how, err := a.howGiven(c, &f)
		if err != nil {
			return err
		}
		subject, err := about(c, args)
		if err != nil {
			return err
		}
		receipt, err := a.order(c.Context(), subject, *command, how)
		if err != nil {
			return placeAtOption(c, err)
		}
		return a.answer(receipt)
	}
	return c
}

// first is the argument that most commands are about.
func first(_ *cobra.Command, args []string) (string, error) { return args[0], nil }

func (a *app) sourceOptions(o *pflag.FlagSet, s *domain.Source) {
	o.StringVar(&s.Document, "document", "", a.t("`DOCUMENT` où cela se lit", "`DOCUMENT` in which it is read"))
	o.StringVar(&s.Page, "page", "", a.t("`PAGE`", "`PAGE`"))
	o.StringVar(&s.Table, "table", "", a.t("`TABLEAU`", "`TABLE`"))
	o.StringVar(&s.Cell, "cell", "", a.t("`CELLULE`", "`CELL`"))
}

// howGiven reads the options that say how a command is given.
func (a *app) howGiven(c *cobra.Command, f *recordFlags) (o desk.Order, err error) {
	for _, flag := range []string{"as-of", "known-at"} {
		if c.Flags().Changed(flag) {
			return o, fault.New(fault.Invalid, "option.pour_lire").At("--" + flag)
		}
	}
	if a.todayText != "" {
		if o.Today, err = a.today(); err != nil {
			return o, at(err, "--today")
		}
	}
	o.Command, o.Repeatable = ulid.MustNew(ulid.Timestamp(a.Now()), rand.Reader), f.command != ""
	if o.Repeatable {
		if o.Command, err = ulid.ParseStrict(f.command); err != nil {
			return o, fault.New(fault.Invalid, "commande.identifiant", "lu", f.command).At("--command")
		}
	}
	if c.Flags().Changed("expect") {
		v := event.Version(f.expect)
		o.Expected = &v
	}
	return o, nil
}

// answer says what was recorded, in a sentence or as JSON.
func (a *app) answer(r desk.Receipt) error {
	if a.json {
		return a.printJSON(r)
	}
	said := a.t("Enregistré : ", "Recorded: ")
	if r.Already {
		said = a.t("Déjà enregistré, rien de nouveau : ", "Recorded already, nothing new: ")
	}
	a.say(said + r.Said + ".")
	return nil
}

// times says how many, in words that agree.
func (a *app) times(n int, one, many string) string {
	if n < 2 {
		return strconv.Itoa(n) + " " + one
	}
	return strconv.Itoa(n) + " " + many
}
