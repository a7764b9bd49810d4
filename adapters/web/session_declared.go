package web

import (
	"strings"

	"suivi/domain/wording"
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

// besides puts what was declared beside what is computed: of the
// recommendations examined, the totals of the session's own table; of anything
// else, what the declared counts themselves give.
func besides(h *head, d followup.Declared, t followup.Table) declaredTotals {
	all := declaredTotals{Subject: d.Subject, Words: d.Words}
	own := strings.Contains(wording.Fold(d.Subject), "recommandation")
	for _, c := range []struct {
		label    string
		printed  *int
		computed string // by name among tableParts
	}{
		{h.T("Total", "Total"), d.Total, "examinees"},
		{h.T("Exécutées", "Executed"), d.Executed, "executees"},
		{h.T("En cours", "In progress"), d.InProgress, "en_cours"},
		{h.T("Non réalisées", "Not done"), d.NotDone, "non_realisees"},
		{h.T("Sans objet", "No longer relevant"), d.NoObject, "dont_sans_objet"},
	} {
		if c.printed == nil {
			continue
		}
		row := declaredRow{Label: c.label, Printed: figures(*c.printed), Computed: cell{Said: "–"}, Gap: "–"}
		if own {
			n := tableParts[c.computed].n(t.Totals)
			row.Computed, row.Gap = counted(n, h.RowsOf(t.Session.Reference, c.computed, n).Href), countGap(*c.printed-n)
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
