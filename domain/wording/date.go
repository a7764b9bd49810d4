package wording

import (
	"strings"

	"suivi/domain"
)

// Date reads a date as written: one day, or the period that an imprecise one
// allows ("janvier 2024", "14 au 19 avril 2023", "fin juin 2024"). Figures are
// day first, unless only the other order exists (6/30/2023). The words are kept
// as written, but for a plain ISO day, which says no more than the period does.
//
// A date that does not exist is refused, never moved to another day; so is one
// whose weekday belies it, whose year is missing or has two figures, or that
// may be read in two ways (see [Dates]).
func Date(s string) (domain.Period, error) { return DayFirst.Date(s) }

// Dates gives every reading that a written date allows, the likeliest first in
// a French text: 03/04/2021 may be 3 April or 4 March, 2011-12 a month or two
// years, 7/19/1905 the year 2027 spoilt by a spreadsheet, or a day.
func Dates(s string) ([]domain.Period, error) {
	readings, _, err := DayFirst.dates(s)
	return readings, err
}

// Date is as the function Date, but for the order of figures.
func (o Order) Date(s string) (domain.Period, error) {
	readings, sure, err := o.dates(s)
	if err != nil {
		return domain.Period{}, err
	}
	if !sure {
		return domain.Period{}, &Error{Ambiguous, strings.TrimSpace(s)}
	}
	return readings[0], nil
}

func (o Order) dates(s string) (readings []domain.Period, sure bool, err error) {
	words := strings.TrimSpace(s)
	p := newScanner(s, o)
	period, code := p.date(0)
	if code != "" {
		return nil, false, &Error{code, words}
	}
	readings = []domain.Period{withWords(period, words)}
	if p.swappable {
		other := newScanner(s, o)
		other.swapped = true
		if alternative, code := other.date(0); code == "" {
			readings = append(readings, withWords(alternative, words))
		} else {
			p.unsettled = false
		}
	}
	if year, spoilt := p.spreadsheetYear(period); spoilt {
		whole := domain.Period{From: domain.MustDay(year, 1, 1), To: domain.MustDay(year, 12, 31), Words: words}
		return append([]domain.Period{whole}, readings...), false, nil
	}
	return readings, !p.unsettled, nil
}

// withWords keeps the words of a period, but for a plain ISO day.
func withWords(p domain.Period, words string) domain.Period {
	if p.From != p.To || words != p.From.String() {
		p.Words = words
	}
	return p
}

// date reads the whole text as one period. What it leaves out is taken from
// the day now, or refused where that is zero.
func (p *scanner) date(now domain.Day) (domain.Period, Code) {
	span, code := p.span()
	if code != "" {
		return domain.Period{}, code
	}
	if !p.done() || p.bare {
		return domain.Period{}, Unreadable
	}
	return span.period(now)
}

// A span is the stretches that a period begins and ends with, the same one
// where only one was named.
type span struct {
	first, last stretch
	ranged      bool
	listed      bool // "11 et 12 mai": both, which make a period only if they touch
	between     int  // how many days were listed between them
}

// span takes "14 au 19 avril 2023", "entre mai et juin 2024", "2019-2023" or a
// single stretch.
func (p *scanner) span() (span, Code) {
	year, spelled := p.spelledYear()
	p.accept("date")
	p.articles()
	week := p.accept("semaine", "week")
	if week && !p.peek(0).is("du", "de", "of") {
		p.at--
		week = false
	}
	first, ok := p.stretch()
	if !ok {
		return span{}, Unreadable
	}
	sp := span{first: first, last: first}
	sp.between = p.listedDays(first)
	start := p.at
	sp.listed = !p.between && p.peek(0).is("et", "and", "/")
	if p.phrase("au", "a", "-", "jusqu au", "jusqu a", "to", "until", "through", "et", "and", "/") {
		if last, ok := p.stretch(); ok {
			sp.last, sp.ranged = last, true
		} else {
			p.at, sp.listed = start, false
		}
	}
	if spelled {
		if sp.last.year != 0 {
			return span{}, Unreadable
		}
		sp.last.year = year
		if !sp.ranged {
			sp.first = sp.last
		}
	}
	if week && !sp.ranged && first.unit == dayUnit {
		sp.first.unit, sp.last.unit = weekUnit, weekUnit
	}
	if sp.ranged && sp.first.unit == dayUnit && sp.first.nth == 0 && sp.last.unit != dayUnit {
		return span{}, Unreadable
	}
	if sp.lacksMonth() {
		return span{}, Unreadable
	}
	return sp, ""
}

// listedDays takes the middle of "27, 28, 29 et 30 janvier": the days that
// follow one another after the first, and counts them.
func (p *scanner) listedDays(first stretch) int {
	start, n := p.at, 0
	for first.unit == dayUnit && first.nth == 0 && p.accept(",") {
		if t := p.peek(0); t.kind != numberToken || atoi(t.text) != first.day+n+1 {
			p.at = start
			return 0
		}
		p.at++
		n++
	}
	if n > 0 && !p.peek(0).is("et", "and") {
		p.at = start
		return 0
	}
	return n
}

// spelledYear takes the solemn opening of minutes: "L'an deux mille dix-huit et
// le vingt-deux février".
func (p *scanner) spelledYear() (year int, ok bool) {
	start := p.at
	if p.phrase("l an", "an") {
		if n, counted := p.count(); counted && n >= oldestYear && n <= latestYear && !p.done() {
			p.skip("et", ",", "le")
			return n, true
		}
	}
	p.at = start
	return 0, false
}

// lacksMonth holds for days whose month was named at neither end.
func (sp span) lacksMonth() bool {
	return sp.last.unit == dayUnit && sp.last.nth == 0 && (sp.first.unit != dayUnit || sp.first.nth == 0)
}
