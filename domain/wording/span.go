package wording

import "suivi/domain"

// period gives the days of a span. A stretch that lacks its month or year takes
// that of the other end; what then remains unknown is told by the day now.
func (sp span) period(now domain.Day) (domain.Period, Code) {
	first, ok := sp.first.resolved(now)
	last, okToo := sp.last.resolved(now)
	if !ok || !okToo {
		return domain.Period{}, Unreadable
	}
	sp.first, sp.last = first, last
	if sp.first.year == 0 && sp.last.year == 0 && !sp.first.short && !sp.last.short && now != 0 {
		return sp.next(now)
	}
	return sp.dated()
}

// next gives the first occurrence of a span without a year that is not over on
// the day now. Where the same words also named a time just past, which of the
// two was meant is not known.
func (sp span) next(now domain.Day) (domain.Period, Code) {
	refusal := NoSuchDate
	for year := now.Year() - 1; year <= now.Year()+1; year++ {
		candidate := sp
		candidate.last.year = year
		if !sp.ranged {
			candidate.first = candidate.last
		}
		period, code := candidate.dated()
		if code != "" {
			refusal = code
			continue
		}
		switch {
		case period.To >= now:
			return period, ""
		case period.To >= now-justPast:
			return domain.Period{}, Ambiguous
		}
	}
	return domain.Period{}, refusal
}

// justPast is how many days ago a time without a year may still be meant.
const justPast = 31

func (sp span) dated() (domain.Period, Code) {
	first, last := sp.first, sp.last
	inherited, bequeathed := false, false
	if sp.ranged {
		if last.unit == dayUnit && last.nth == 0 {
			last.nth = first.nth
		}
		if last.year == 0 && !last.short {
			last.year, bequeathed = first.year, true
		}
		if first.unit == dayUnit && first.nth == 0 {
			first.nth, first.year = last.nth, last.year
		} else if first.year == 0 && !first.short {
			first.year, inherited = last.year, true
		}
	}
	from, firstEnd, code := first.bounds()
	if code != "" {
		return domain.Period{}, code
	}
	lastStart, to, code := last.bounds()
	if code != "" {
		return domain.Period{}, code
	}
	if from > to && inherited { // "28 décembre au 3 janvier 2024"
		first.year--
		if from, firstEnd, code = first.bounds(); code != "" {
			return domain.Period{}, code
		}
	}
	if from > to && bequeathed { // "du 15 décembre 2023 au 15 janvier"
		last.year++
		if lastStart, to, code = last.bounds(); code != "" {
			return domain.Period{}, code
		}
	}
	switch {
	case from > to:
		return domain.Period{}, Backwards
	case sp.listed && int(lastStart-firstEnd) != sp.between+1:
		return domain.Period{}, Unreadable
	}
	return domain.Period{From: from, To: to}, ""
}
