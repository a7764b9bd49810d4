package followup

import (
	"strings"

	"suivi/domain/session"
	"suivi/domain/wording"
	"suivi/projections/register"
)

// Declared is what a report printed of a whole, with what its own counts give
// and, of recommendations, what the table of its session comes to.
type Declared struct {
	Subject    string         `json:"objet"`
	Total      *int           `json:"total,omitzero"`
	Executed   *int           `json:"executees,omitzero"`
	InProgress *int           `json:"en_cours,omitzero"`
	NotDone    *int           `json:"non_realisees,omitzero"`
	NoObject   *int           `json:"sans_objet,omitzero"`
	Words      string         `json:"mots,omitzero"`
	Rates      []DeclaredRate `json:"taux"`
	// Counts are those printed, beside the computed ones.
	Counts []DeclaredCount `json:"nombres,omitempty"`
	// Sum is that of the counts by état, where any was printed.
	Sum      int  `json:"somme,omitzero"`
	SumIsOff bool `json:"somme_differe_du_total,omitzero"`
	// Differs tells that the sum, a count or a rate is not the computed one.
	Differs bool `json:"differe,omitzero"`
}

// DeclaredCount is a printed count, by its name among those of Declared, beside
// what the session's table comes to: of those examined, where it is the total.
type DeclaredCount struct {
	Name     string `json:"nom"`
	Printed  int    `json:"imprime"`
	Computed *int   `json:"calcule,omitzero"` // nil where these are totals of anything but recommendations
	Gap      int    `json:"ecart,omitzero"`   // printed less computed
}

// DeclaredRate is a printed rate beside the computed one.
type DeclaredRate struct {
	Name     string `json:"nom"`
	Printed  string `json:"imprime"`
	Computed string `json:"calcule,omitzero"` // with two decimals; empty: no counts
	// Gap is printed less computed, in points with two decimals; empty where
	// either is missing.
	Gap       string `json:"ecart,omitzero"`
	Truncated bool   `json:"tronque,omitzero"` // equal only when cut, not rounded
	Differs   bool   `json:"differe,omitzero"` // from the computed one, rounded as it was printed
	// Denominator is the whole that would give the printed rate, where one
	// below 100 000 does; 0 otherwise.
	Denominator int `json:"denominateur_qui_le_donnerait,omitzero"`
}

// DeclaredBy compares what the report of session s printed.
func DeclaredBy(v *register.View, s register.SessionIndex) []Declared {
	if len(v.Session(s).Totals) == 0 {
		return nil
	}
	return SketchOf(v, s).Declared()
}

// Declared compares what the report of the session printed with its table.
func (k Sketch) Declared() (all []Declared) {
	for _, t := range k.asked.Session(k.of).Totals {
		all = append(all, compare(t, k.totals))
	}
	return all
}

func compare(t session.TotalsDeclared, computed Totals) Declared {
	d := Declared{Subject: t.Subject, Total: t.Total, Executed: t.Executed, InProgress: t.InProgress, NotDone: t.NotDone, NoObject: t.NoObject, Words: t.Words}
	counts := 0
	for _, n := range []*int{t.Executed, t.InProgress, t.NotDone, t.NoObject} {
		if n != nil {
			d.Sum += *n
			counts++
		}
	}
	d.SumIsOff = t.Total != nil && counts > 1 && t.InProgress != nil && t.NotDone != nil && d.Sum != *t.Total
	d.Differs = d.SumIsOff
	d.count(t, computed)
	whole := d.Sum
	if t.Total != nil {
		whole = *t.Total
	}
	for _, r := range t.Rates {
		numerator, denominator := measured(r.Name, t, whole)
		rate := compareRate(r, numerator, denominator)
		d.Rates, d.Differs = append(d.Rates, rate), d.Differs || rate.Differs
	}
	return d
}

// count puts the printed counts beside those of the session's table, which are
// of recommendations.
func (d *Declared) count(t session.TotalsDeclared, computed Totals) {
	own := strings.Contains(wording.Fold(t.Subject), "recommandation")
	for _, c := range []struct {
		name     string
		printed  *int
		computed int
	}{
		{"total", t.Total, computed.Examined}, {"executees", t.Executed, computed.Executed}, {"en_cours", t.InProgress, computed.InProgress},
		{"non_realisees", t.NotDone, computed.NotDone}, {"sans_objet", t.NoObject, computed.NoObject},
	} {
		if c.printed == nil {
			continue
		}
		count := DeclaredCount{Name: c.name, Printed: *c.printed}
		if own {
			count.Computed, count.Gap = &c.computed, *c.printed-c.computed
		}
		d.Counts, d.Differs = append(d.Counts, count), d.Differs || count.Gap != 0
	}
}

// measured gives the counts that a rate of that name is of, as its report words
// it: the rate of execution unless it says otherwise; none where a count is not
// declared.
func measured(name string, t session.TotalsDeclared, whole int) (numerator *int, denominator int) {
	folded := wording.Fold(strings.ReplaceAll(name, "_", " "))
	switch {
	case strings.Contains(folded, "recondu"):
		return nil, 0
	case strings.Contains(folded, "cumul"):
		if t.Executed == nil || t.InProgress == nil {
			return nil, 0
		}
		sum := *t.Executed + *t.InProgress
		return &sum, whole
	case strings.Contains(folded, "sans objet"):
		if t.NoObject == nil {
			return nil, 0
		}
		return t.Executed, whole - *t.NoObject
	}
	return t.Executed, whole
}

func compareRate(r session.Rate, numerator *int, whole int) DeclaredRate {
	d := DeclaredRate{Name: r.Name, Printed: r.Printed}
	read, err := wording.RateAlone(r.Printed)
	printed, decimals := read.Hundredths, read.Decimals
	if err != nil || numerator == nil || whole <= 0 {
		return d
	}
	n := *numerator
	d.Computed = Percent(n, whole, percentDecimalPlaces)
	exact := 10000 * int64(n)
	rounded := (2*exact + int64(whole)) / (2 * int64(whole))
	d.Gap = points(int64(printed) - rounded)
	unit := int64(1)
	for range percentDecimalPlaces - decimals {
		unit *= 10
	}
	atPrecision := (2*exact + int64(whole)*unit) / (2 * int64(whole) * unit) * unit
	cut := exact / int64(whole) / unit * unit
	if int64(printed) != atPrecision {
		d.Differs = true
		d.Truncated = int64(printed) == cut
		if !d.Truncated {
			d.Denominator = denominator(n, int64(printed), unit)
		}
	}
	return d
}

// denominator is the least whole for which n gives the printed rate.
func denominator(n int, printed, unit int64) int {
	if printed <= 0 {
		return 0
	}
	near := 10000 * int64(n) / printed
	for d := max(near-2, int64(n), 1); d <= near+2; d++ {
		if (20000*int64(n)+d*unit)/(2*d*unit)*unit == printed {
			return int(d)
		}
	}
	return 0
}

// points writes a difference in hundredths of a point, "+6,08".
func points(hundredths int64) string {
	sign := "+"
	if hundredths < 0 {
		sign, hundredths = "-", -hundredths
	}
	return sign + Percent(int(hundredths), 10000, percentDecimalPlaces)
}
