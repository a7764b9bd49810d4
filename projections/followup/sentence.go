package followup

import (
	"strconv"
	"strings"
)

// Sentence is how French reports sum up the table of a session: "Sur les cinq
// (05) recommandations examinées, trois (03) sont en cours de réalisation et
// deux (02) n'ont pas connu de réalisation."
func (t Totals) Sentence() string {
	var parts []string
	add := func(n int, one, many string) {
		switch {
		case n == 1:
			parts = append(parts, spelled(n)+" "+one)
		case n > 1:
			parts = append(parts, spelled(n)+" "+many)
		}
	}
	add(t.Executed, "est exécutée", "sont exécutées")
	add(t.InProgress, "est en cours de réalisation", "sont en cours de réalisation")
	add(t.NotDone, "n'a pas connu de réalisation", "n'ont pas connu de réalisation")
	add(t.Classed, "est classée", "sont classées")
	var b strings.Builder
	switch t.Examined {
	case 0:
		b.WriteString("Aucune recommandation n'a été examinée")
	case 1:
		b.WriteString("La recommandation examinée ")
		parts[0] = strings.TrimPrefix(parts[0], spelled(1)+" ")
	default:
		b.WriteString("Sur les " + spelled(t.Examined) + " recommandations examinées, ")
	}
	for i, p := range parts {
		switch {
		case i == 0:
		case i == len(parts)-1:
			b.WriteString(" et ")
		default:
			b.WriteString(", ")
		}
		b.WriteString(p)
	}
	b.WriteString(".")
	if t.NotSeen == 1 {
		b.WriteString(" Une (01) n'a pas été examinée.")
	} else if t.NotSeen > 1 {
		s := spelled(t.NotSeen)
		b.WriteString(" " + strings.ToUpper(s[:1]) + s[1:] + " n'ont pas été examinées.")
	}
	return b.String()
}

var units = [...]string{"zéro", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix",
	"onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"}

var tens = [...]string{"", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt"}

// feminine spells n from 0 to 999 with the hyphens that reports use ("vingt et
// une", "quatre-vingt-dix"); larger numbers stay figures.
func feminine(n int) string {
	switch {
	case n < 0 || n > 999:
		return strconv.Itoa(n)
	case n >= 100:
		hundred := "cent"
		if n >= 200 {
			hundred = units[n/100] + " cent"
			if n%100 == 0 {
				return hundred + "s"
			}
		}
		if n%100 == 0 {
			return hundred
		}
		return hundred + " " + feminine(n%100)
	case n < 20:
		return units[n]
	}
	ten, unit := n/10, n%10
	if ten == 7 || ten == 9 {
		unit += 10
	}
	switch {
	case n == 80:
		return "quatre-vingts"
	case unit == 0:
		return tens[ten]
	case (unit == 1 || unit == 11) && ten < 8:
		return tens[ten] + " et " + units[unit]
	}
	return tens[ten] + "-" + units[unit]
}
