package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"suivi/domain/glossary"
	"suivi/projections/report"
)

// settingRow is a setting as `suivi config` tells it.
type settingRow struct {
	Name   string `json:"nom"`
	Key    string `json:"cle"`
	Value  string `json:"valeur"`
	Origin string `json:"origine"`
	Place  string `json:"lieu,omitzero"`
	Secret bool   `json:"secret,omitzero"`
}

func (a *app) configCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "config", Args: cobra.NoArgs, GroupID: groupKeeping,
		Short:   a.t("les réglages, leur valeur et d'où elle vient", "the settings, their values and where these come from"),
		Long:    a.configHelp(),
		Example: "  suivi config --config /etc/suivi/suivi.env\n  suivi config --listen 0.0.0.0:8080",
		RunE: func(*cobra.Command, []string) error {
			rows := a.settingRows()
			return a.print(rows, a.configDocument(rows))
		},
	}
	for _, s := range settingTable {
		if !s.secret && !slices.Contains(globalSettings, s.name) {
			a.bind(c.Flags(), s.name)
		}
	}
	return c
}

func (a *app) configHelp() string {
	var b strings.Builder
	b.WriteString(a.t("Une option vaut avant l'environnement, celui-ci avant le fichier que --config ou $SUIVI_CONFIG nomme (une ligne CLÉ=VALEUR par réglage ; systemd le lit aussi comme EnvironmentFile), et celui-ci avant la valeur par défaut. "+
		"Une clé suivie de _FILE nomme un fichier qui contient la valeur, pour un secret par exemple. Une clé inconnue en SUIVI_ est une erreur. Les clés :\n",
		"A flag goes before the environment, that before the file that --config or $SUIVI_CONFIG names (a line KEY=VALUE for each setting; systemd reads it too, as EnvironmentFile), and that before the default. "+
			"A key followed by _FILE names a file that holds the value, for a secret for instance. An unknown key in SUIVI_ is an error. The keys:\n"))
	for _, s := range settingTable {
		b.WriteString("\n" + s.key())
		if s.otherwise != "" {
			b.WriteString(a.t(" (sinon ", " (else ") + s.otherwise + ")")
		}
	}
	return b.String()
}

func (a *app) settingRows() []settingRow {
	rows := make([]settingRow, len(settingTable))
	for i, s := range settingTable {
		g := a.given[s.name]
		rows[i] = settingRow{Name: s.name, Key: s.key(), Value: g.text, Origin: g.origin, Place: g.place, Secret: s.secret}
		switch {
		case s.secret:
			rows[i].Value = secret(g.text).String()
		case s.show != nil:
			rows[i].Value = s.show(g.text)
		}
	}
	return rows
}

// originWords name where a value comes from.
var originWords = map[string]glossary.Text{
	"option":        {FR: "option", EN: "flag"},
	"environnement": {FR: "environnement", EN: "environment"},
	"fichier":       {FR: "fichier", EN: "file"},
	"defaut":        {FR: "défaut", EN: "default"},
}

func (a *app) configDocument(rows []settingRow) report.Document {
	t := report.Table{Columns: []report.Column{{Head: a.t("Réglage", "Setting")}, {Head: a.t("Valeur", "Value"), Share: 2}, {Head: a.t("D'où elle vient", "Where from"), Share: 2}}}
	for _, r := range rows {
		from := originWords[r.Origin].In(a.l)
		if r.Place != "" {
			from += a.t(" : ", ": ") + r.Place
		}
		t.Rows = append(t.Rows, []string{r.Name, r.Value, from})
	}
	return report.Document{Title: a.t("Réglages", "Settings"), Tables: []report.Table{t}}
}
