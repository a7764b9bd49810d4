package web

import (
	"strings"

	"suivi/projections/followup"
)

// declaredTotals are what a report printed, beside what the ledger makes of
// it.
type declaredTotals struct {
	Subject, Words string
	Rows           []declaredRow
	// Note says that what was printed contradicts itself, "" where it does not.
	Note string
}

type declaredRow struct {
	Label, Printed string
	Computed       cell
	Gap, Note      string
}

// besides puts what was declared beside what is computed, each count with the
// rows of the session that it counts.
func besides(h *head, d followup.Declared, t followup.Table) declaredTotals {
	all := declaredTotals{Subject: d.Subject, Words: d.Words}
	for _, c := range d.Counts {
		row := declaredRow{Label: h.countName(c.Name), Printed: figures(c.Printed), Computed: cell{Said: "–"}, Gap: "–"}
		if c.Computed != nil {
			row.Computed, row.Gap = counted(*c.Computed, h.RowsOf(t.Session.Reference, countedRows[c.Name], *c.Computed).Href), countGap(c.Gap)
		}
		all.Rows = append(all.Rows, row)
	}
	if d.SumIsOff {
		all.Note = h.T("La somme des états déclarés est %d.", "The declared counts add up to %d.", d.Sum)
	}
	for _, r := range d.Rates {
		row := declaredRow{Label: h.Heading(r.Name), Printed: r.Printed, Computed: cell{Said: "–"}, Gap: "–"}
		switch {
		case r.Computed == "":
			row.Note = h.T("Aucun nombre déclaré ne permet de le vérifier.", "No declared count allows it to be checked.")
		default:
			row.Computed.Said, row.Gap = h.Percent(r.Computed), h.rateGap(r.Gap)
			row.Note = h.T("Calculé sur les nombres déclarés.", "Computed from the declared counts.")
		}
		if r.Truncated {
			row.Note += " " + h.T("Tronqué, non arrondi.", "Cut, not rounded.")
		}
		if r.Denominator != 0 {
			row.Note += " " + h.T("Le taux déclaré serait celui d'un total de %d.", "The declared rate would be that of a total of %d.", r.Denominator)
		}
		all.Rows = append(all.Rows, row)
	}
	return all
}

// countedRows are the rows of a session that a declared count is of, as
// tableParts name them.
var countedRows = map[string]string{"total": "examinees", "executees": "executees", "en_cours": "en_cours", "non_realisees": "non_realisees", "sans_objet": "dont_sans_objet"}

// countName names a declared count.
func (h *head) countName(name string) string {
	switch name {
	case "total":
		return h.T("Total", "Total")
	case "executees":
		return h.T("Exécutées", "Executed")
	case "en_cours":
		return h.T("En cours", "In progress")
	case "non_realisees":
		return h.T("Non réalisées", "Not done")
	}
	return h.T("Sans objet", "No longer relevant")
}

// rateGap sets a difference of rates as differences of counts are.
func (h *head) rateGap(points string) string {
	if points == "+0,00" {
		points = "0,00"
	}
	return h.decimal(strings.Replace(strings.Replace(points, "-", "−", 1), ",", ".", 1))
}

// countGap writes a difference with its sign, 0 without.
func countGap(n int) string {
	switch {
	case n > 0:
		return "+" + figures(n)
	case n < 0:
		return "−" + figures(-n)
	}
	return "0"
}
