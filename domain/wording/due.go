package wording

import (
	"strings"
	"time"

	"suivi/domain"
)

// Due reads an échéance, given the day on which the recommendation was made
// (zero where it is not known). Where readable is false the period holds the
// words alone, or nothing at all where nothing was written.
//
// A limit ("au plus tard le 15 mai 2024", "d'ici fin juin", "dans un délai de
// quatre mois") opens on the day made, or has no From where that day is unknown
// or later than the limit. "Avant le 30 juin" is read as "le 30 juin au plus
// tard": official texts use them for one another, and nobody is called late on
// the narrower reading, as "d'ici juin" lasts until the end of June; but "avant
// juin" ends with May. A limit without a year is
// its next occurrence, unless the same words fit a day just past. "Fin juin" is
// the end of June, whose last day counts.
//
// What names no day is not read: "dans les meilleurs délais", "sans délai",
// "immédiatement", "par trimestre", "avant le démarrage des épreuves"; nor are
// a start without an end, days of work, or two échéances in one cell.
func Due(s string, made domain.Day) (p domain.Period, readable bool) {
	return DayFirst.Due(s, made)
}

// Due is as the function Due, but for the order of figures.
func (o Order) Due(s string, made domain.Day) (p domain.Period, readable bool) {
	words := strings.TrimSpace(s)
	period, ok := o.due(s, made)
	if !ok {
		return domain.Period{Words: words}, false
	}
	return withWords(period, words), true
}

// closings are words after an échéance that make it a limit.
var closings = []string{
	"au plus tard", "au plus", "au maximum", "maximum", "dernier delai", "delai de rigueur", "at the latest",
}

func (o Order) due(s string, made domain.Day) (domain.Period, bool) {
	p := newScanner(s, o)
	if p.phrase("echeance", "delai", "date limite", "deadline") && !p.accept(":") {
		p.at = 0
	}
	closed := false
	for _, closing := range closings {
		n := len(strings.Fields(closing))
		tail := scanner{tokens: p.tokens, at: max(len(p.tokens)-n, p.at)}
		if len(p.tokens)-n > p.at && tail.phrase(closing) {
			p.tokens, closed = p.tokens[:len(p.tokens)-n], true
			break
		}
	}
	if limit, ok := p.duration(made); ok {
		return domain.Period{From: made, To: limit}, true
	}
	limited, before := p.limit()
	if limit, ok := p.duration(made); ok {
		return domain.Period{From: made, To: limit}, !before
	}
	opening := p.at
	period, code := p.date(made)
	if _, spoilt := p.spreadsheetYear(period); spoilt {
		return domain.Period{}, false
	}
	switch {
	case code != "" || p.unsettled:
		return domain.Period{}, false
	case !limited && !closed:
		return period, true
	case before:
		eve := scanner{tokens: p.tokens, at: opening}
		sp, _ := eve.span()
		if first := sp.first; first.unit >= monthUnit && (first.part == wholePart || first.part == firstThird) && !sp.ranged {
			period.To = period.From - 1
			if first.year == 0 && period.To < made { // "avant juin", said in June
				return domain.Period{}, false
			}
		}
	}
	period.From = made
	if made > period.To {
		period.From = 0
	}
	return period, true
}

// limit takes the words that make what follows the last day allowed, and tells
// whether they were "avant".
func (p *scanner) limit() (limited, before bool) {
	if p.accept("avant", "before") {
		p.skip("le", "la", "l", "the")
		return true, true
	}
	limited = p.phrase("au plus tard", "d ici a", "d ici au", "d ici", "jusqu au", "jusqu a", "jusqu en", "jusque", "pour",
		"no later than", "not later than", "by", "until")
	p.skip(",", ":")
	if limited && p.accept("avant") {
		return true, true
	}
	return limited, false
}

// duration takes "dans un délai de quatre (04) mois", "sous huitaine", "d'ici
// deux semaines" as the whole rest of the text, and gives its last day.
func (p *scanner) duration(made domain.Day) (domain.Day, bool) {
	start := p.at
	if limit, ok := p.lapse(made); ok && p.done() && made != 0 {
		return limit, true
	}
	p.at = start
	return 0, false
}

func (p *scanner) lapse(made domain.Day) (domain.Day, bool) {
	if !p.phrase("dans", "sous", "d ici a", "d ici", "within", "in") && !p.accept("delai") {
		return 0, false
	}
	p.skip("un", "le", "les", "l", "d", "the", "a")
	if p.accept("delai", "delais") {
		p.skip("maximum", "maximal", "de", "d", ":")
	} else if p.peek(0).is("semaine", "mois", "an", "week", "month", "year") && p.tokens[p.at-1].is("un", "a") {
		p.at-- // "un" was the number
	}
	if p.accept("huitaine") {
		return made + 8, true
	}
	if p.accept("quinzaine") {
		return made + 15, true
	}
	ahead := p.accept("prochain", "prochains", "prochaines", "next")
	n, counted := p.count()
	if !counted || n == 0 || n > 1000 {
		return 0, false
	}
	if p.accept("(") {
		if again, ok := p.count(); !ok || again != n || !p.accept(")") {
			return 0, false
		}
	}
	if !ahead {
		p.accept("prochain", "prochains", "prochaines", "next")
	}
	limit, ok := p.after(made, n)
	if !ok {
		return 0, false
	}
	p.accept("prochain", "prochains", "prochaines", "suivants", "suivantes", "calendaires", "calendaire")
	p.phrase("a compter de ce jour", "a compter d aujourd hui", "a partir de ce jour", "from today", "from now")
	return limit, true
}

// after takes a unit of time and gives the day that is n of them after made. A
// month ends on the same day of the month, or on its last.
func (p *scanner) after(made domain.Day, n int) (domain.Day, bool) {
	perUnit := 0
	switch {
	case p.accept("heures", "heure", "h", "hours"):
		return made + domain.Day((n+23)/24), true
	case p.accept("jours", "jour", "j", "days", "day"):
		return made + domain.Day(n), !p.peek(0).is("ouvrables", "ouvres", "ouvrable", "ouvre")
	case p.accept("semaines", "semaine", "weeks", "week"):
		return made + domain.Day(7*n), true
	case p.accept("mois", "months", "month"):
		perUnit = 1
	case p.accept("trimestres", "trimestre", "quarters"):
		perUnit = 3
	case p.accept("semestres", "semestre"):
		perUnit = 6
	case p.accept("ans", "an", "annees", "annee", "years", "year"):
		perUnit = 12
	default:
		return 0, false
	}
	if made == 0 {
		return 0, false
	}
	year, month, day := made.Date()
	count := year*12 + int(month) - 1 + n*perUnit
	if count/12 > latestYear {
		return 0, false
	}
	last := lastOfMonth(count/12, count%12+1)
	_, _, length := last.Date()
	return domain.MustDay(count/12, time.Month(count%12+1), min(day, length)), true
}
