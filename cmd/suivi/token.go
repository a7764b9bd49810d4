package main

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"suivi/adapters/auth"
	"suivi/adapters/desk"
	"suivi/domain/access"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/glossary"
)

// tokenFolder is where tokens are kept, in the data folder and beside the log.
const tokenFolder = "jetons"

// withTokens has fn use the tokens of the store that the settings name.
func (a *app) withTokens(ctx context.Context, fn func(auth.Store) error) error {
	if err := a.onStore(); err != nil {
		return err
	}
	if a.store == "" {
		return fn(a.folderTokens())
	}
	s, err := a.openStore(ctx, a.where(), toWrite)
	if err != nil {
		return err
	}
	defer s.log.Close()
	return fn(s.tokens)
}

func (a *app) tokenCommand() *cobra.Command {
	c := a.family("token", a.t("les jetons d'accès au serveur : créer, lister, révoquer", "tokens that give access to the server: create, list, revoke"))
	c.GroupID = groupKeeping
	c.Long = a.t("Les jetons sont gardés avec le registre : dans le dossier de données, ou dans la grappe. Un serveur en marche sur ce registre voit un changement dans la seconde.",
		"Tokens are kept with the ledger: in the data folder, or in the cluster. A server that runs on this ledger sees a change within a second.")
	c.AddCommand(a.tokenCreate(), a.tokenList(), a.tokenRevoke())
	return c
}

func (a *app) tokenCreate() *cobra.Command {
	var scope, expires string
	c := &cobra.Command{
		Use: a.t("create --scope PORTÉE", "create --scope SCOPE"), Args: cobra.NoArgs,
		Short: a.t("crée un jeton et l'affiche, cette seule fois", "creates a token and shows it, this once"),
		Long: a.t("Le jeton seul est écrit sur la sortie standard. Les événements qu'il enregistre nomment --actor et --function. La portée count donne les compteurs, read toute la lecture, record l'enregistrement aussi.",
			"The token alone is written to the standard output. The events that it records name --actor and --function. The scope count gives the counters, read all reading, record recording too."),
		Example: "  suivi token create --scope count --actor portail --expires 2027-01-31\n  export SUIVI_TOKEN=$(suivi token create --scope record --actor secretariat)",
		RunE: func(c *cobra.Command, _ []string) error {
			r := auth.Request{Actor: event.Actor{ID: a.actor, Function: a.function}}
			var err error
			if r.Scope, err = readScope(scope); err != nil {
				return at(err, "--scope")
			}
			if r.Validity, err = a.readValidity(expires); err != nil {
				return at(err, "--expires")
			}
			return a.withTokens(c.Context(), func(tokens auth.Store) error {
				printed, t, err := auth.New(tokens, a.Now).Issue(c.Context(), r)
				if err != nil {
					return placeAtOption(c, err)
				}
				return a.showToken(printed, t)
			})
		},
	}
	c.Flags().StringVar(&scope, "scope", "", a.t("`PORTÉE` : count, read ou record (obligatoire)", "`SCOPE`: count, read or record (required)"))
	c.Flags().StringVar(&expires, "expires", "365d", a.t("fin de `VALIDITÉ` : nombre de jours (365d, sinon), jour (2027-01-31, compris) ou never", "end of `VALIDITY`: number of days (365d, else), day (2027-01-31, included) or never"))
	_ = c.MarkFlagRequired("scope")
	return c
}

// scopeVerbs are the scopes as the command line calls them.
var scopeVerbs = []struct {
	verb  string
	scope access.Scope
}{{"count", access.Count}, {"read", access.Read}, {"record", access.Record}}

// readScope reads a scope by its verb or by its stored name.
func readScope(s string) (access.Scope, error) {
	verbs := make([]string, len(scopeVerbs))
	for i, v := range scopeVerbs {
		if s == v.verb || s == v.scope.String() {
			return v.scope, nil
		}
		verbs[i] = v.verb
	}
	return access.Nothing, noneOf(s, verbs...)
}

var daysForm = regexp.MustCompile(`^([0-9]{1,5})[dj]$`)

// maxValidity is the longest that ends.
const maxValidity = 36500 * 24 * time.Hour

// readValidity reads how long a token is to hold from now on. A day counts
// whole.
func (a *app) readValidity(s string) (time.Duration, error) {
	var validity time.Duration
	if n := daysForm.FindStringSubmatch(s); n != nil {
		days, _ := strconv.Atoi(n[1])
		validity = time.Duration(days) * 24 * time.Hour
	} else if slices.Contains([]string{"never", "jamais"}, s) {
		return auth.Forever, nil
	} else if d, err := desk.ReadDay(s); err == nil {
		y, month, day := d.Date()
		validity = time.Date(y, month, day, 23, 59, 59, 0, a.place).Sub(a.Now())
	}
	switch {
	case validity < 0:
		return 0, fault.New(fault.Invalid, auth.ExpiryPast)
	case validity == 0 || validity > maxValidity:
		return 0, fault.New(fault.Invalid, "jeton.validite", "lu", s)
	}
	return validity, nil
}

// showToken prints a new token alone, and on stderr what to do with it.
func (a *app) showToken(printed string, t auth.Token) error {
	row := a.tokenRow(t)
	if a.json {
		row.Printed = printed
		if err := a.printJSON(row); err != nil {
			return err
		}
	} else if _, err := a.Stdout.Write([]byte(printed + "\n")); err != nil {
		return err
	}
	until := a.t("sans fin", "without end")
	if !t.ExpiresAt.IsZero() {
		until = a.t("jusqu'au ", "until ") + a.minute(t.ExpiresAt)
	}
	scope := glossary.Word(t.Scope.String(), a.l)
	a.tell(a.t("jeton "+t.ID+" de « "+t.Actor.ID+" », portée « "+scope+" », valable "+until+".", "token "+t.ID+" of \""+t.Actor.ID+"\", scope \""+scope+"\", valid "+until+"."))
	a.tell(a.t("il ne sera plus jamais affiché : gardez-le dans $SUIVI_TOKEN, ou dans un fichier que nomme $SUIVI_TOKEN_FILE. Pour le retirer : suivi token revoke "+t.ID,
		"it will never be shown again: keep it in $SUIVI_TOKEN, or in a file that $SUIVI_TOKEN_FILE names. To withdraw it: suivi token revoke "+t.ID))
	return nil
}

func (a *app) tokenRevoke() *cobra.Command {
	return &cobra.Command{
		Use: a.t("revoke IDENTIFIANT", "revoke ID"), Args: cobra.ExactArgs(1),
		Short:   a.t("révoque un jeton, pour toujours", "revokes a token, for ever"),
		Example: "  suivi token list\n  suivi token revoke 4c1y7m0q",
		RunE: func(c *cobra.Command, args []string) error {
			return a.withTokens(c.Context(), func(tokens auth.Store) error {
				t, now, err := tokens.Revoke(c.Context(), tokenID(args[0]), a.Now())
				if err != nil {
					return err
				}
				return a.showRevoked(t, now)
			})
		},
	}
}

// showRevoked says of a token that it is revoked, by this command or before.
func (a *app) showRevoked(t auth.Token, now bool) error {
	if a.json {
		return a.printJSON(a.tokenRow(t))
	}
	when := a.minute(t.RevokedAt)
	if !now {
		a.say(a.t("Le jeton "+t.ID+" était déjà révoqué, depuis le "+when+".", "The token "+t.ID+" was revoked already, on "+when+"."))
		return nil
	}
	a.say(a.t("Le jeton "+t.ID+" est révoqué. Un serveur en marche le refuse dans la seconde.", "The token "+t.ID+" is revoked. A server that runs refuses it within a second."))
	return nil
}

// tokenID gives the id that was typed, also out of a whole token: who revokes
// one that leaked often has nothing else, and no answer may repeat it.
func tokenID(typed string) string {
	typed = strings.TrimSpace(typed)
	if auth.IsWellFormed(typed) {
		return strings.Split(typed, "_")[1]
	}
	return typed
}

// minute writes an instant as tables do.
func (a *app) minute(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(a.place).Format("02/01/2006 15:04")
}
