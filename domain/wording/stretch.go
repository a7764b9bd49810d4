package wording

// articles are the little words that may stand before a date and change
// nothing in it.
var articles = []string{
	"le", "la", "les", "l", "de", "du", "des", "d", "en", "au", "aux", "a", "cours", "courant", "durant", "pendant", "dans",
	"of", "the", "in", "on", "from", "during",
}

// stretch takes one date or part of the calendar.
func (p *scanner) stretch() (s stretch, ok bool) {
	p.articles()
	if n, named := weekdayNumbers[p.peek(0).text]; named && p.peek(1).text != "" {
		s.weekday = n
		p.at++
		p.skip(",", "le")
	}
	switch {
	case p.partOf(&s), p.numeric(&s), p.ordinalUnit(&s), p.codedUnit(&s), p.dayAndMonth(&s), p.monthThenDay(&s), p.namedUnit(&s):
	default:
		return s, false
	}
	return s, s.weekday == 0 || s.unit == dayUnit
}

func (p *scanner) articles() {
	for {
		if p.accept("entre", "between") {
			p.between = true
		} else if !p.accept(articles...) {
			return
		}
	}
}

// partOf takes "fin juin", "mi-mars", "première quinzaine de décembre".
func (p *scanner) partOf(s *stretch) bool {
	start := p.at
	portion, onlyMonths := wholePart, false
	switch {
	case p.accept("debut", "early", "beginning"):
		portion = firstThird
	case p.accept("mi", "mid", "milieu", "middle"):
		portion = middleThird
	case p.accept("fin", "end", "late"):
		portion = lastThird
	default:
		onlyMonths = true
		portion = p.countedPart()
	}
	if portion == wholePart {
		p.at = start
		return false
	}
	p.accept("-")
	inner, ok := p.stretch()
	if !ok || inner.part != wholePart || inner.unit < monthUnit || onlyMonths && inner.unit != monthUnit {
		p.at = start
		return false
	}
	p.bare = false
	weekday := s.weekday
	*s = inner
	s.part, s.weekday = portion, weekday
	return true
}

// countedPart takes "première quinzaine", "2e décade".
func (p *scanner) countedPart() part {
	n := p.ordinal()
	switch {
	case p.accept("quinzaine"):
		switch n {
		case 1:
			return firstHalf
		case 2, lastOrdinal:
			return secondHalf
		}
	case p.accept("decade"):
		switch n {
		case 1:
			return firstThird
		case 2:
			return middleThird
		case 3, lastOrdinal:
			return lastThird
		}
	}
	return wholePart
}

const lastOrdinal = -1

// ordinal takes "premier", "2e", "dernière"; 0 where there is none.
func (p *scanner) ordinal() int {
	if p.accept("dernier", "derniere", "last") {
		return lastOrdinal
	}
	if n := ordinals[p.peek(0).text]; n != 0 {
		p.at++
		return n
	}
	if t := p.peek(0); t.kind == numberToken && len(t.text) == 1 && isOrdinalEnding(p.peek(1)) {
		p.at += 2
		return int(t.text[0] - '0')
	}
	return 0
}

func isOrdinalEnding(t token) bool {
	return t.is("er", "ere", "e", "eme", "ieme", "nd", "nde", "st", "rd", "th")
}

// ordinalUnit takes "premier trimestre 2024", "2e semestre".
func (p *scanner) ordinalUnit(s *stretch) bool {
	start := p.at
	n := p.ordinal()
	u := unitNames[p.peek(0).text]
	if u != quarterUnit && u != halfUnit || n == 0 {
		p.at = start
		return false
	}
	p.at++
	last := n == lastOrdinal
	if last {
		n = 12 / u.months()
	}
	s.unit, s.nth = u, n
	p.year(s)
	if last && s.year == 0 { // "le dernier trimestre" may be the one just past
		p.at = start
		return false
	}
	return true
}

// codedUnit takes "T1 2024", "S2 2024", "Quarter 4 2016", "trimestre 3".
func (p *scanner) codedUnit(s *stretch) bool {
	u, n := unitNames[p.peek(0).text], p.peek(1)
	switch p.peek(0).text {
	case "t", "q":
		u = quarterUnit
	case "s":
		u = halfUnit
	}
	if u != quarterUnit && u != halfUnit || n.kind != numberToken || len(n.text) != 1 || n.text == "0" {
		return false
	}
	p.at += 2
	s.unit, s.nth = u, int(n.text[0]-'0')
	p.accept("-", "/")
	p.year(s)
	return true
}

// dayAndMonth takes "22 février 2018", "1er juin", and a day alone ("14" in "14
// au 19 avril 2023") or a year alone.
func (p *scanner) dayAndMonth(s *stretch) bool {
	start := p.at
	figures := p.peek(0).kind == numberToken
	digits := len(p.peek(0).text)
	n, ok := p.count()
	if !ok {
		return false
	}
	if figures && digits == 4 || !figures && n >= oldestYear {
		s.unit, s.year = yearUnit, n
		return true
	}
	if isOrdinalEnding(p.peek(0)) {
		p.at++
	}
	if !p.accept("de", "of") && p.peek(0).is("-", "/") && p.monthAhead(1) && !p.peek(0).spaced { // 27-Jan-2023
		p.at++
	}
	m, named := p.month()
	if n > 99 || !figures && !named {
		p.at = start
		return false
	}
	s.unit, s.day, s.nth = dayUnit, n, m
	if named {
		p.year(s)
	}
	return true
}

// monthThenDay takes "juin 2024" and the English "June 30, 2024".
func (p *scanner) monthThenDay(s *stretch) bool {
	m, named := p.month()
	if !named {
		return false
	}
	s.unit, s.nth = monthUnit, m
	day := p.peek(0)
	if day.kind == numberToken && len(day.text) <= 2 {
		start := p.at
		p.at++
		ending := isOrdinalEnding(p.peek(0))
		if ending {
			p.at++
		}
		english := *s
		english.unit, english.day = dayUnit, atoi(day.text)
		p.year(&english)
		if english.year != 0 || ending {
			*s = english
			return true
		}
		p.at = start
	}
	p.year(s)
	return true
}

// namedUnit takes "mois de juin 2024", "l'année 2024", "le mois prochain",
// "l'année en cours".
func (p *scanner) namedUnit(s *stretch) bool {
	start := p.at
	pointed := p.accept("ce", "cet", "cette", "this")
	u, named := unitNames[p.peek(0).text]
	if !named {
		p.at = start
		return false
	}
	p.at++
	if u == monthUnit && !pointed {
		before := p.at
		p.skip("de", "d", "of")
		if m, ok := p.month(); ok {
			s.unit, s.nth = monthUnit, m
			p.year(s)
			return true
		}
		p.at = before
	}
	if y := p.peek(0); u == yearUnit && !pointed && y.kind == numberToken && len(y.text) == 4 {
		p.at++
		s.unit, s.year = yearUnit, atoi(y.text)
		return true
	}
	s.unit, s.rel = u, true
	switch {
	case p.phrase("en cours", "courant", "courante"), pointed:
	case p.accept("prochain", "prochaine", "suivant", "suivante"):
		s.ahead = 1
	default:
		p.bare = true
	}
	return true
}

// year takes the year of a date, where one follows.
func (p *scanner) year(s *stretch) {
	start := p.at
	if sign := p.peek(0); sign.is("-", "/") && !sign.spaced && !p.peek(1).spaced && p.peek(1).kind == numberToken && !p.monthAhead(2) { // juin-24
		p.at++
	}
	attached := p.at
	p.skip(",", "de", "of", "l", "d", "la", "courant")
	p.accept("annee", "an", "exercice", "year")
	t := p.peek(0)
	switch {
	case p.phrase("en cours") && p.tokens[p.at-3].is("annee", "exercice", "year"):
		s.rel = true
		return
	case t.kind == numberToken && len(t.text) == 4:
		p.at++
		s.year = atoi(t.text)
		return
	case t.kind == numberToken && len(t.text) == 2 && p.at == attached && p.at+1 == len(p.tokens):
		p.at++
		s.short = true
		return
	}
	if n, ok := p.count(); ok && n >= oldestYear && n <= latestYear {
		s.year = n
		return
	}
	p.at = start
	p.accept("prochain", "prochaine")
}

// atoi reads digits; what is too long to be a part of a date becomes 0.
func atoi(digits string) int {
	n, ok := groupedDigits(digits)
	if !ok {
		return 0
	}
	return n
}
