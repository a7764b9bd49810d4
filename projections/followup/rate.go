package followup

import (
	"math/big"
	"strconv"
	"strings"

	"suivi/domain"
)

// Rate is a share with all that it takes to check it.
type Rate struct {
	Name        RateName   `json:"nom"`
	Numerator   int        `json:"numerateur"`
	Denominator int        `json:"denominateur"`
	Percent     string     `json:"pour_cent"` // "63,64"; empty where there is no rate
	On          domain.Day `json:"au"`        // the day it speaks of
}

// RateName names one of the rates that reports print.
type RateName string

// The rates, of N = given a finding or classed at the session: executed; with
// those in progress; executed, leaving out of N those classed as sans objet;
// carried over.
const (
	RateExecuted         RateName = "taux_d_execution"
	RateCumulated        RateName = "taux_cumule"
	RateWithoutNoObject  RateName = "taux_hors_sans_objet"
	RateCarriedOver      RateName = "taux_de_reconduction"
	percentDecimalPlaces          = 2
)

// NewRate makes a rate; a denominator of 0 has none.
func NewRate(name RateName, numerator, denominator int, on domain.Day) Rate {
	return Rate{name, numerator, denominator, Percent(numerator, denominator, percentDecimalPlaces), on}
}

// Percent writes 100 × n / d with so many decimals and a French comma, rounded
// half up; empty where d is 0. 7 of 13 with 2 decimals is "53,85".
func Percent(n, d, decimals int) string {
	if d == 0 {
		return ""
	}
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)
	twice := new(big.Int).Mul(big.NewInt(200*int64(n)), scale)
	rounded := twice.Add(twice, big.NewInt(int64(d))).Div(twice, big.NewInt(2*int64(d)))
	digits := rounded.String()
	if len(digits) <= decimals {
		digits = strings.Repeat("0", decimals+1-len(digits)) + digits
	}
	if decimals == 0 {
		return digits
	}
	return digits[:len(digits)-decimals] + "," + digits[len(digits)-decimals:]
}

// Totals count what a session did with the list that it examined. Examined =
// Executed + InProgress + NotDone + Classed.
type Totals struct {
	ToExamine  int `json:"a_examiner"`
	Examined   int `json:"examinees"`
	Executed   int `json:"executees"`
	InProgress int `json:"en_cours"`
	NotDone    int `json:"non_realisees"`
	Classed    int `json:"classees"`
	NoObject   int `json:"dont_sans_objet"`
	Carried    int `json:"reconduites"`   // of those examined
	Made       int `json:"formulees"`     // new ones, on its own list
	Listed     int `json:"sur_sa_liste"`  // new ones and carried over
	NotSeen    int `json:"non_examinees"` // of those to examine
	CarriedAll int `json:"reconduites_toutes"`
}

// Rates are those that reports print of t, as of the day of the session.
func (t Totals) Rates(on domain.Day) []Rate {
	return []Rate{
		NewRate(RateExecuted, t.Executed, t.Examined, on),
		NewRate(RateCumulated, t.Executed+t.InProgress, t.Examined, on),
		NewRate(RateWithoutNoObject, t.Executed, t.Examined-t.NoObject, on),
		NewRate(RateCarriedOver, t.Carried, t.Examined, on),
	}
}

// spelled writes a count as French reports do: "cinq (05)".
func spelled(n int) string {
	figures := strconv.Itoa(n)
	if len(figures) == 1 {
		figures = "0" + figures
	}
	return feminine(n) + " (" + figures + ")"
}
