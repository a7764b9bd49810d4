package main

import (
	"io"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"suivi/adapters/export/text"
	"suivi/domain/glossary"
)

// Groups of commands in the help.
const (
	groupReading   = "reading"
	groupRecording = "recording"
	groupKeeping   = "keeping"
)

// Commands are listed in the order in which one needs them.
func init() { cobra.EnableCommandSorting = false }

// family is a command that only holds others.
func (a *app) family(name, short string) *cobra.Command {
	return &cobra.Command{
		Use: name, Short: short, GroupID: groupRecording,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return usageError{error: unknownCommand{name: args[0], of: c.CommandPath(), near: c.SuggestionsFor(args[0])}}
		},
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
}

// frenchHelp gives the help in the reader's language: cobra's own words are
// English.
func (a *app) frenchHelp(root *cobra.Command) {
	root.AddGroup(
		&cobra.Group{ID: groupReading, Title: a.t("Lire", "Read")},
		&cobra.Group{ID: groupRecording, Title: a.t("Enregistrer", "Record")},
		&cobra.Group{ID: groupKeeping, Title: a.t("Tenir le registre", "Keep the ledger")},
	)
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpCommand(a.helpCommand(root))
	root.SetHelpFunc(func(c *cobra.Command, _ []string) { a.help(c.OutOrStdout(), c) })
	a.prepare(root)
}

func (a *app) helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use: a.t("help [COMMANDE]", "help [COMMAND]"), GroupID: groupKeeping,
		Short: a.t("l'aide d'une commande", "help on a command"),
		RunE: func(_ *cobra.Command, args []string) error {
			c, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				of := root
				if c != nil {
					of = c
				}
				if len(rest) == 0 {
					rest = args
				}
				return usageError{error: unknownCommand{name: rest[0], of: of.CommandPath(), near: of.SuggestionsFor(rest[0])}}
			}
			return c.Help()
		},
	}
}

// prepare sets what cobra would do in its own way: order, help, suggestions.
func (a *app) prepare(c *cobra.Command) {
	c.SuggestionsMinimumDistance = 2
	c.Flags().SortFlags = false
	c.PersistentFlags().SortFlags = false
	c.InitDefaultHelpFlag()
	c.Flags().Lookup("help").Usage = a.t("cette aide", "this help")
	for _, sub := range c.Commands() {
		a.prepare(sub)
	}
}

// help writes all that there is to say of a command.
func (a *app) help(w io.Writer, c *cobra.Command) {
	width := a.width()
	if width < text.MinWidth {
		width = text.DefaultWidth
	}
	var b strings.Builder
	section := func(title string) { b.WriteString("\n" + title + a.t(" :", ":") + "\n") }
	b.WriteString(strings.Join(text.Wrap(upperFirst(c.Short)+".", width), "\n") + "\n")
	if c.Long != "" {
		b.WriteString("\n" + strings.Join(text.Wrap(strings.TrimRight(c.Long, "\n"), width), "\n") + "\n")
	}
	section(a.t("Usage", "Usage"))
	b.WriteString("  " + a.usageLine(c) + "\n")
	if c.Example != "" {
		section(a.t("Exemples", "Examples"))
		b.WriteString(c.Example + "\n")
	}
	a.commands(&b, c, width)
	if c.HasAvailableLocalFlags() {
		section(a.t("Options", "Options"))
		a.options(&b, c.LocalFlags(), width)
	}
	if c.HasAvailableInheritedFlags() {
		section(a.t("Options de toutes les commandes", "Options of all commands"))
		a.options(&b, c.InheritedFlags(), width)
	}
	if c.HasAvailableSubCommands() {
		b.WriteString("\n" + a.t("« suivi help COMMANDE » en dit plus sur une commande.", "\"suivi help COMMAND\" says more of a command.") + "\n")
	}
	if !c.HasParent() {
		section(a.t("Codes de retour", "Exit codes"))
		for _, line := range exitCodes {
			b.WriteString("  " + line.code + "  " + a.t(line.fr, line.en) + "\n")
		}
	}
	_, _ = io.WriteString(w, b.String())
}

// frenchArguments are the names of arguments that commands share.
var frenchArguments = strings.NewReplacer("REFERENCE", "RÉFÉRENCE", "WORDS", "MOTS", "FILE", "FICHIER", "FOLDER", "DOSSIER")

// usageLine is how a command is written.
func (a *app) usageLine(c *cobra.Command) string {
	if c.HasAvailableSubCommands() {
		return c.CommandPath() + a.t(" COMMANDE [OPTIONS]", " COMMAND [OPTIONS]")
	}
	takes := strings.TrimPrefix(c.Use, c.Name())
	if a.l == glossary.French {
		takes = frenchArguments.Replace(takes)
	}
	return c.CommandPath() + takes + " [OPTIONS]"
}

var exitCodes = []struct{ code, fr, en string }{
	{"0", "fait, ou déjà enregistré", "done, or recorded already"},
	{"1", "erreur interne", "internal error"},
	{"2", "commande ou valeur mal écrite", "a command or value that is miswritten"},
	{"3", "ce qui est nommé n'existe pas", "what is named does not exist"},
	{"4", "refusé : cela ne peut pas suivre de ce qui est enregistré", "refused: it cannot follow from what is recorded"},
	{"5", "conflit : quelqu'un d'autre a enregistré, ou tient le dossier", "conflict: somebody else has recorded, or holds the folder"},
	{"6", "interdit à qui enregistre", "forbidden to who records"},
	{"7", "le dossier ne peut pas être écrit", "the folder cannot be written"},
	{"8", "il reste des questions ou des différences à régler, ou le registre n'est pas cohérent", "questions or differences are left to settle, or the ledger does not verify"},
}

// commands lists those that c holds, group by group.
func (a *app) commands(b *strings.Builder, c *cobra.Command, width int) {
	groups := c.Groups()
	if len(groups) == 0 && c.HasAvailableSubCommands() {
		groups = []*cobra.Group{{Title: a.t("Commandes", "Commands")}}
	}
	for _, group := range groups {
		b.WriteString("\n" + group.Title + a.t(" :", ":") + "\n")
		for _, sub := range c.Commands() {
			if sub.IsAvailableCommand() && (sub.GroupID == group.ID || group.ID == "") || sub.Name() == "help" && group.ID == groupKeeping {
				hang(b, "  "+sub.Name(), sub.Short, 16, width)
			}
		}
	}
}

// options lists flags with what they take.
func (a *app) options(b *strings.Builder, flags *pflag.FlagSet, width int) {
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		takes, usage := pflag.UnquoteUsage(f)
		if usage == takes {
			usage = "" // what it takes says all
		}
		name := "      --" + f.Name
		if f.Shorthand != "" {
			name = "  -" + f.Shorthand + ", --" + f.Name
		}
		if f.Value.Type() != "bool" {
			name += " " + a.placeholder(takes)
		}
		hang(b, name, usage, 32, width)
	})
}

// placeholder is what an option takes, where its usage names nothing better
// than a type of the program.
func (a *app) placeholder(takes string) string {
	switch takes {
	case "string", "stringArray", "strings":
		return a.t("TEXTE", "TEXT")
	case "int", "int64":
		return "N"
	}
	return takes
}

// hang writes a term and, from a column on, what it means.
func hang(b *strings.Builder, term, meaning string, column, width int) {
	n := utf8.RuneCountInString(term)
	b.WriteString(term)
	if meaning == "" {
		b.WriteString("\n")
		return
	}
	if n+2 > column {
		b.WriteString("\n")
		n = 0
	}
	for i, line := range text.Wrap(meaning, width-column) {
		if i > 0 {
			n = 0
		}
		b.WriteString(strings.Repeat(" ", column-n) + line + "\n")
	}
}

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return strings.ToUpper(string(r)) + s[n:]
}
