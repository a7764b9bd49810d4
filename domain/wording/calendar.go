package wording

import (
	"time"

	"suivi/domain"
)

// A stretch is one date or part of the calendar as named in a text; what the
// text leaves out is zero, and must come from elsewhere.
type stretch struct {
	unit    unit
	year    int
	nth     int // the month, quarter or half of the year
	day     int
	more    int // of a year: how many years follow it, as in 2012-13
	part    part
	weekday int  // 1 = Monday, 0 where none was named
	short   bool // the year was written with two figures
	rel     bool // told by the present: "le mois en cours"
	ahead   int  // with rel, how many units from now: 1 for "le mois prochain"
}

type unit uint8

const (
	dayUnit unit = iota + 1
	weekUnit
	monthUnit
	quarterUnit
	halfUnit
	yearUnit
)

// A part is a named portion of a stretch.
type part uint8

const (
	wholePart part = iota
	firstThird
	middleThird
	lastThird
	firstHalf
	secondHalf
)

const (
	oldestYear = 1900
	latestYear = 2199
)

// months gives each month's length in the number of months of a unit.
func (u unit) months() int {
	switch u {
	case monthUnit:
		return 1
	case quarterUnit:
		return 3
	case halfUnit:
		return 6
	}
	return 12
}

// bounds gives the first and last day of s, whose year must be known.
//
// Of a month, the beginning is the 1st to the 10th, the middle the 11th to the
// 20th, the end the rest; a quinzaine ends on the 15th. Longer stretches are
// cut by whole months.
func (s stretch) bounds() (from, to domain.Day, code Code) {
	switch {
	case s.short:
		return 0, 0, ShortYear
	case s.year == 0:
		return 0, 0, NoYear
	case s.year < oldestYear || s.year > latestYear:
		return 0, 0, FarYear
	}
	if s.unit == dayUnit || s.unit == weekUnit {
		d, err := domain.NewDay(s.year, time.Month(s.nth), s.day)
		switch {
		case err != nil:
			return 0, 0, NoSuchDate
		case s.weekday != 0 && weekday(d) != s.weekday:
			return 0, 0, WrongWeekday
		case s.unit == dayUnit:
			return d, d, ""
		case weekday(d) != 1: // "la semaine du" a day other than a Monday: which seven days?
			return 0, 0, Ambiguous
		}
		return d, d + 6, ""
	}
	n := s.unit.months()
	first := 1 + (max(s.nth, 1)-1)*n
	if first+n-1 > 12 {
		return 0, 0, NoSuchDate
	}
	if n == 1 && s.part != wholePart {
		from, to := monthPart(s.year, first, s.part)
		return from, to, ""
	}
	third := max(n/3, 1)
	switch s.part {
	case firstThird:
		n = third
	case middleThird:
		first, n = first+third, n-2*third
	case lastThird:
		first, n = first+n-third, third
	case firstHalf:
		n /= 2
	case secondHalf:
		first, n = first+n/2, n-n/2
	}
	return domain.MustDay(s.year, time.Month(first), 1), lastOfMonth(s.year+s.more, first+n-1), ""
}

func monthPart(year, month int, p part) (from, to domain.Day) {
	first, last := domain.MustDay(year, time.Month(month), 1), lastOfMonth(year, month)
	switch p {
	case firstThird:
		return first, first + 9
	case middleThird:
		return first + 10, first + 19
	case lastThird:
		return first + 20, last
	case firstHalf:
		return first, first + 14
	}
	return first + 15, last
}

// lastOfMonth gives the last day of a month.
func lastOfMonth(year, month int) domain.Day {
	if month == 12 {
		return domain.MustDay(year, time.December, 31)
	}
	return domain.MustDay(year, time.Month(month+1), 1) - 1
}

// weekday gives 1 for Monday to 7 for Sunday; day 1 of the calendar was a
// Monday.
func weekday(d domain.Day) int { return (int(d)-1)%7 + 1 }

// resolved gives s told by the present as seen from the day now.
func (s stretch) resolved(now domain.Day) (stretch, bool) {
	if !s.rel {
		return s, true
	}
	if now == 0 {
		return s, false
	}
	year, month, _ := now.Date()
	s.rel = false
	switch s.unit {
	case dayUnit: // "le 30 avril de l'année en cours"
		s.year = year + s.ahead
	case weekUnit:
		monday := now - domain.Day(weekday(now)-1) + domain.Day(7*s.ahead)
		var m time.Month
		s.year, m, s.day = monday.Date()
		s.nth = int(m)
	case yearUnit:
		s.year = year + s.ahead
	default:
		if s.nth != 0 { // "juin de l'année en cours"
			s.year = year + s.ahead
			break
		}
		perYear := 12 / s.unit.months()
		count := year*perYear + (int(month)-1)/s.unit.months() + s.ahead
		s.year, s.nth = count/perYear, count%perYear+1
	}
	return s, true
}

var monthNumbers = map[string]int{
	"janvier": 1, "janv": 1, "jan": 1, "january": 1,
	"fevrier": 2, "fev": 2, "fevr": 2, "feb": 2, "february": 2,
	"mars": 3, "mar": 3, "march": 3,
	"avril": 4, "avr": 4, "apr": 4, "april": 4,
	"mai": 5, "may": 5,
	"juin": 6, "jun": 6, "june": 6,
	"juillet": 7, "juil": 7, "juill": 7, "jul": 7, "july": 7,
	"aout": 8, "aug": 8, "august": 8,
	"septembre": 9, "sept": 9, "sep": 9, "september": 9,
	"octobre": 10, "oct": 10, "october": 10,
	"novembre": 11, "nov": 11, "november": 11,
	"decembre": 12, "dec": 12, "december": 12,
}

var weekdayNumbers = map[string]int{
	"lundi": 1, "lun": 1, "monday": 1, "mon": 1, "mardi": 2, "tuesday": 2, "tue": 2,
	"mercredi": 3, "mer": 3, "wednesday": 3, "wed": 3, "jeudi": 4, "jeu": 4, "thursday": 4, "thu": 4,
	"vendredi": 5, "ven": 5, "friday": 5, "fri": 5, "samedi": 6, "sam": 6, "saturday": 6, "sat": 6,
	"dimanche": 7, "dim": 7, "sunday": 7, "sun": 7,
}

var unitNames = map[string]unit{
	"mois": monthUnit, "month": monthUnit, "trimestre": quarterUnit, "quarter": quarterUnit,
	"semestre": halfUnit, "annee": yearUnit, "an": yearUnit, "year": yearUnit, "exercice": yearUnit,
	"semaine": weekUnit, "week": weekUnit,
}

var ordinals = map[string]int{
	"premier": 1, "premiere": 1, "first": 1, "i": 1, "deuxieme": 2, "second": 2, "seconde": 2, "ii": 2,
	"troisieme": 3, "third": 3, "iii": 3, "quatrieme": 4, "fourth": 4, "iv": 4,
}
