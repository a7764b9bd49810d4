package main

import (
	"strconv"

	"suivi/adapters/i18n"
	"suivi/domain/fault"
	"suivi/projections/integrity"
	"suivi/projections/report"
)

// migrated prints what a migration did.
func (a *app) migrated(m migration) report.Document {
	d := report.Document{Title: a.t("Copie du registre", "Copy of the ledger")}
	d.Lines = []string{
		a.t("De ", "From ") + m.From + a.t(" vers ", " to ") + m.To,
		a.times(m.Events, a.t("événement", "event"), a.t("événements", "events")) + a.t(", dont copiés cette fois : ", ", copied this time: ") + strconv.Itoa(m.Copied),
		a.times(m.Evidence, a.t("pièce", "piece of evidence"), a.t("pièces", "pieces of evidence")) + ", " + a.times(m.Tokens, a.t("jeton", "token"), a.t("jetons", "tokens")),
		a.t("SHA-256 des événements, au départ :  ", "SHA-256 of the events, at the source: ") + m.SourceSHA256,
		a.t("SHA-256 des événements, à l'arrivée : ", "SHA-256 of the events, at the target: ") + m.TargetSHA256,
	}
	t := report.Table{Columns: []report.Column{{Head: a.t("Ce que le départ n'a plus", "What the source no longer has"), Share: 1}}}
	tell := func(code string, pieces []string) {
		for _, sum := range pieces {
			t.Rows = append(t.Rows, []string{i18n.Explain(&fault.Fault{Code: code, Args: map[string]string{"empreinte": sum}}, a.l)})
		}
	}
	tell(integrity.EvidenceMissing, m.Missing)
	tell(integrity.EvidenceChanged, m.Altered)
	if len(t.Rows) > 0 {
		d.Tables = []report.Table{t}
		d.Notes = append(d.Notes, a.t("Rendez ces pièces au départ d'après une sauvegarde, puis relancez la même commande ; sans elles, le reste est copié.", "Give these pieces back to the source from a backup, then run the same command again; without them, the rest is copied."))
	}
	if m.Unreadable > 0 {
		d.Notes = append(d.Notes, a.t("Jetons qui ne se lisent pas, laissés au départ : ", "Tokens that cannot be read, left at the source: ")+strconv.Itoa(m.Unreadable)+a.t(". « suivi token list » dit lesquels.", ". \"suivi token list\" says which."))
	}
	d.Notes = append(d.Notes, a.t("Les deux côtés ont été relus : les événements sont les mêmes.", "Both sides were read again: the events are the same."))
	return d
}
