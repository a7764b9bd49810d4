package web

import (
	"strings"

	"suivi/adapters/desk"
	"suivi/domain/session"
	"suivi/projections/followup"
)

// printedRates are those that the form asks for, by their names there.
var printedRates = []followup.RateName{followup.RateExecuted, followup.RateCumulated, followup.RateWithoutNoObject, followup.RateCarriedOver}

// declareTotals takes what a report printed.
func declareTotals(v *visit) error {
	f := v.form
	c := desk.DeclareTotals{Subject: f.Get("objet"), Words: f.Get("mots"), Source: sourceOf(f)}
	for _, count := range []struct {
		name string
		into **int
	}{{"total", &c.Total}, {"executees", &c.Executed}, {"en_cours", &c.InProgress}, {"non_realisees", &c.NotDone}, {"sans_objet", &c.NoObject}} {
		n, err := countOf(f, count.name)
		if err != nil {
			return v.refuse(err, showClosing)
		}
		*count.into = n
	}
	for _, rate := range printedRates {
		if printed := strings.TrimSpace(f.Get(string(rate))); printed != "" {
			c.Rates = append(c.Rates, session.Rate{Name: string(rate), Printed: printed})
		}
	}
	return v.record(v.sessionReference(), c, func(desk.Receipt) string { return v.r.URL.EscapedPath() + "#declares" }, showClosing)
}
