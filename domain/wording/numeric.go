package wording

import "suivi/domain"

// numeric takes a date written in figures: 2024-03-15, 15/03/2024, 6/30/2023,
// 03/2024, 2024-03, 2012-13, 30/06.
func (p *scanner) numeric(s *stretch) bool {
	a, sign, b := p.peek(0), p.peek(1), p.peek(2)
	if a.kind != numberToken || b.kind != numberToken || !sign.is("/", "-", ".") || len(b.text) > 4 {
		return false
	}
	if sign.text != "/" && (sign.spaced || b.spaced) { // "14 - 19 avril" is two days
		return false
	}
	if third := p.peek(3); third.text == sign.text && p.peek(4).kind == numberToken && !(sign.text != "/" && third.spaced) {
		return p.threeNumbers(s, a.text, b.text, p.peek(4).text)
	}
	x, y := atoi(a.text), atoi(b.text)
	switch {
	case len(a.text) == 4 && len(b.text) == 2 && sign.text != ".":
		consecutive := y == (x+1)%100
		switch {
		case consecutive && (y > 12 || p.swapped):
			s.unit, s.year, s.more = yearUnit, x, 1
		case y <= 12:
			s.unit, s.year, s.nth = monthUnit, x, y
		default:
			return false
		}
		if consecutive && y <= 12 {
			p.swappable, p.unsettled = true, true
		}
	case len(a.text) <= 2 && len(b.text) == 4:
		s.unit, s.nth, s.year = monthUnit, x, y
	case len(a.text) <= 2 && len(b.text) <= 2 && sign.text == "/" && !p.monthAhead(3):
		s.unit, s.day, s.nth = dayUnit, x, y
		p.settleOrder(s)
	default:
		return false
	}
	p.at += 3
	return true
}

// threeNumbers takes a day, a month and a year in figures.
func (p *scanner) threeNumbers(s *stretch, a, b, c string) bool {
	s.unit = dayUnit
	switch {
	case len(a) == 4 && len(b) <= 2 && len(c) <= 2:
		s.year, s.nth, s.day = atoi(a), atoi(b), atoi(c)
	case len(a) <= 2 && len(b) <= 2 && (len(c) == 4 || len(c) == 2):
		s.day, s.nth, s.year = atoi(a), atoi(b), atoi(c)
		s.short = len(c) == 2
		p.settleOrder(s)
	default:
		return false
	}
	p.at += 5
	p.midnight()
	return true
}

// settleOrder settles which of two figures is the day: as the order says,
// unless only the other one exists.
func (p *scanner) settleOrder(s *stretch) {
	if s.day > 12 && s.nth <= 12 {
		return
	}
	if s.nth > 12 && s.day <= 12 {
		s.day, s.nth = s.nth, s.day
		return
	}
	if s.day == s.nth || s.day > 12 {
		return
	}
	p.swappable = true
	p.unsettled = p.unsettled || p.order == EitherOrder
	if p.swapped != (p.order == MonthFirst) {
		s.day, s.nth = s.nth, s.day
	}
}

// midnight takes the time that a spreadsheet adds to a day.
func (p *scanner) midnight() {
	start := p.at
	p.accept("t")
	for i := 0; p.accept("00"); i++ {
		if !p.accept(":") {
			if i > 0 {
				p.accept("z")
				return
			}
			break
		}
	}
	p.at = start
}

func (p *scanner) monthAhead(n int) bool {
	_, named := monthNumbers[p.peek(n).text]
	return named
}

// spreadsheetYear tells the year that a spreadsheet may have turned into a day
// of 1905: it counts days from the end of 1899, so that a column of years shown
// as dates says 7/19/1905 for 2027.
func (p *scanner) spreadsheetYear(period domain.Period) (int, bool) {
	if len(p.tokens) != 5 || p.tokens[4].text != "1905" || period.From != period.To {
		return 0, false
	}
	year := int(period.From - domain.MustDay(1899, 12, 30))
	return year, 1990 <= year && year <= 2100
}
