package main

import (
	"time"

	"github.com/spf13/cobra"

	"suivi/adapters/auth"
	"suivi/domain/access"
	"suivi/domain/event"
	"suivi/domain/glossary"
	"suivi/projections/report"
)

// tokenRow is a token as a program reads it.
type tokenRow struct {
	Printed    string       `json:"jeton,omitzero"` // of a new token alone
	ID         string       `json:"id"`
	Scope      access.Scope `json:"portee"`
	Actor      event.Actor  `json:"acteur"`
	CreatedAt  time.Time    `json:"cree_le"`
	ExpiresAt  time.Time    `json:"expire_le,omitzero"`
	RevokedAt  time.Time    `json:"revoque_le,omitzero"`
	LastUsedAt time.Time    `json:"utilise_le,omitzero"`
	State      string       `json:"etat"` // valide, expire or revoque
}

func (a *app) tokenRow(t auth.Token) tokenRow {
	r := tokenRow{ID: t.ID, Scope: t.Scope, Actor: t.Actor, CreatedAt: t.CreatedAt, ExpiresAt: t.ExpiresAt, RevokedAt: t.RevokedAt, LastUsedAt: t.LastUsedAt, State: "valide"}
	switch {
	case !t.RevokedAt.IsZero():
		r.State = "revoque"
	case t.Expired(a.Now()):
		r.State = "expire"
	}
	return r
}

func (a *app) tokenList() *cobra.Command {
	return &cobra.Command{
		Use: "list", Args: cobra.NoArgs,
		Short: a.t("liste les jetons, leur état et leur dernier usage", "lists the tokens, their state and their last use"),
		RunE: func(c *cobra.Command, _ []string) error {
			return a.withTokens(c.Context(), func(tokens auth.Store) error {
				all, problem := tokens.List(c.Context())
				return a.showTokens(all, problem)
			})
		},
	}
}

// showTokens prints tokens, then the problems of those that cannot be read.
func (a *app) showTokens(all []auth.Token, problem error) error {
	rows := make([]tokenRow, len(all))
	for i, t := range all {
		rows[i] = a.tokenRow(t)
	}
	if problem == nil || len(rows) > 0 {
		if err := a.print(rows, a.tokenDocument(rows)); err != nil {
			return err
		}
	}
	if several, are := problem.(interface{ Unwrap() []error }); are {
		for _, p := range several.Unwrap()[1:] {
			a.tell(a.explain(p))
		}
	}
	return problem
}

func (a *app) tokenDocument(rows []tokenRow) report.Document {
	t := report.Table{Columns: []report.Column{{Head: a.t("Identifiant", "Id")}, {Head: a.t("Portée", "Scope")}, {Head: a.t("Qui", "Who"), Share: 1}, {Head: a.t("Fonction", "Function"), Share: 1},
		{Head: a.t("Créé", "Created")}, {Head: a.t("Expire", "Expires")}, {Head: a.t("Dernier usage", "Last use")}, {Head: a.t("État", "State")}},
		Empty: a.t("Aucun. « suivi token create » en crée un.", "None. \"suivi token create\" creates one.")}
	for _, r := range rows {
		expires := a.minute(r.ExpiresAt)
		if expires == "" {
			expires = a.t("jamais", "never")
		}
		t.Rows = append(t.Rows, []string{r.ID, glossary.Word(r.Scope.String(), a.l), r.Actor.ID, r.Actor.Function, a.minute(r.CreatedAt), expires, a.minute(r.LastUsedAt), glossary.Word(r.State, a.l)})
	}
	return report.Document{Title: a.t("Jetons", "Tokens"), Tables: []report.Table{t}}
}
