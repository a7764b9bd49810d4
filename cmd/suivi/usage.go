package main

import (
	"errors"
	"regexp"
	"strconv"
	"strings"

	"suivi/domain/glossary"
)

// unknownCommand is a command that does not exist, with those near it.
type unknownCommand struct {
	name, of string
	near     []string
}

func (e unknownCommand) Error() string {
	return "unknown command " + strconv.Quote(e.name) + " for " + strconv.Quote(e.of)
}

func (e unknownCommand) in(l glossary.Language) string {
	said := glossary.Text{FR: "« " + e.of + " » n'a pas de commande « " + e.name + " ».", EN: "\"" + e.of + "\" has no command \"" + e.name + "\"."}.In(l)
	if len(e.near) > 0 {
		said += glossary.Text{FR: " Vouliez-vous dire : ", EN: " Did you mean: "}.In(l) + strings.Join(e.near, ", ") + glossary.Text{FR: " ?", EN: "?"}.In(l)
	}
	return said
}

// usageWords turn what cobra says of a mistaken command line into the
// reader's language: it has no type of its own.
var usageWords = []struct {
	cobra  *regexp.Regexp
	fr, en string
}{
	{regexp.MustCompile(`^unknown flag: (\S+)`), `l'option $1 n'existe pas.`, `there is no option $1.`},
	{regexp.MustCompile(`^unknown shorthand flag: '(.)' in (\S+)`), `l'option -$1 n'existe pas ($2).`, `there is no option -$1 ($2).`},
	{regexp.MustCompile(`^flag needs an argument: (?:'.' in )?(\S+)`), `il manque une valeur après $1.`, `a value is missing after $1.`},
	{regexp.MustCompile(`^bad flag syntax: (\S+)`), `« $1 » n'est pas une option.`, `"$1" is not an option.`},
	{regexp.MustCompile(`^unknown command "([^"]*)" for "([^"]*)"`), `« $2 » n'attend rien de plus : « $1 » est de trop.`, `"$2" takes nothing more: "$1" is too much.`},
	{regexp.MustCompile(`^accepts (\d+) arg\(s\), received (\d+)`), `cette commande attend $1 argument(s) ; elle en a reçu $2.`, `this command takes $1 argument(s); it was given $2.`},
	{regexp.MustCompile(`^accepts at most (\d+) arg\(s\), received (\d+)`), `cette commande attend au plus $1 argument(s) ; elle en a reçu $2.`, `this command takes at most $1 argument(s); it was given $2.`},
	{regexp.MustCompile(`^requires at least (\d+) arg\(s\), only received (\d+)`), `cette commande attend au moins $1 argument(s) ; elle en a reçu $2.`, `this command takes at least $1 argument(s); it was given $2.`},
	{regexp.MustCompile(`^required flag\(s\) (.+) not set`), `il manque $1.`, `$1 is missing.`},
	{regexp.MustCompile(`^invalid argument "([^"]*)" for "([^"]*)" flag: .*`), `« $1 » n'est pas une valeur possible pour $2.`, `"$1" is not a possible value for $2.`},
	{regexp.MustCompile(`^unknown list "([^"]*)"`), `il n'y a pas de liste « $1 ». Possibles : recommendations, sessions, forums, structures.`, `there is no list "$1". Possible: recommendations, sessions, forums, structures.`},
}

var quotedFlag = regexp.MustCompile(`"([a-z-]+)"`)

// explainUsage says what is wrong with a command line.
func explainUsage(err error, l glossary.Language) string {
	if u, is := errors.AsType[unknownCommand](err); is {
		return u.in(l)
	}
	message, _, _ := strings.Cut(err.Error(), "\n")
	for _, w := range usageWords {
		if w.cobra.MatchString(message) {
			said := w.cobra.ReplaceAllString(message, glossary.Text{FR: w.fr, EN: w.en}.In(l))
			return quotedFlag.ReplaceAllString(said, "--$1")
		}
	}
	return message
}

// isUsage reports whether err is one that cobra makes of a mistaken command
// line.
func isUsage(err error) bool {
	for _, w := range usageWords {
		if w.cobra.MatchString(err.Error()) {
			return true
		}
	}
	return false
}
