package main

import (
	"strings"
	"time"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/wording"
	"suivi/projections/register"
)

// readPeriod reads a date as people write it.
func readPeriod(s string) (domain.Period, error) {
	p, err := wording.Date(s)
	if err != nil {
		return p, fault.New(fault.Invalid, "moment.illisible", "lu", s, "cause", causeOf(err)).Because(err)
	}
	return p, nil
}

// causeOf is the code of what could not be read, which the catalogue words.
func causeOf(err error) string {
	if e, is := err.(*wording.Error); is {
		return string(e.Code)
	}
	return err.Error()
}

// moment reads --as-of, --known-at and --today.
func (a *app) moment() (register.Moment, error) {
	var m register.Moment
	var err error
	if m.Today, err = a.today(); err != nil {
		return m, at(err, "--today")
	}
	if a.asOf != "" {
		if m.On, err = a.day(a.asOf); err != nil {
			return m, at(err, "--as-of")
		}
	}
	if a.knownAt != "" {
		if err = a.known(a.knownAt, &m); err != nil {
			return m, at(err, "--known-at")
		}
	}
	return m, nil
}

// known reads into m a log position, a time (RFC 3339 or local), or a day,
// which counts whole. "@" before a position tells it from a year. Position 0
// comes before all that is recorded.
func (a *app) known(s string, m *register.Moment) (err error) {
	position, marked := strings.CutPrefix(s, "@")
	if p, unread := event.ParsePosition(position); unread == nil && (marked || len(s) < 15 && !isYear(s)) {
		m.KnownTo, m.Nothing = p, p.IsZero()
		return nil
	}
	if m.KnownAt, err = time.Parse(time.RFC3339Nano, s); err == nil {
		return nil
	}
	for _, layout := range []string{"2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02T15:04"} {
		if m.KnownAt, err = time.ParseInLocation(layout, s, a.place); err == nil {
			return nil
		}
	}
	d, err := a.day(s)
	if err != nil {
		return err
	}
	y, month, day := d.Date()
	m.KnownAt = time.Date(y, month, day+1, 0, 0, 0, 0, a.place).Add(-time.Microsecond)
	return nil
}

// isYear tells "2024", a year as people write it, from a position.
func isYear(s string) bool { return len(s) == 4 && (s[:2] == "19" || s[:2] == "20") }

func at(err error, place string) error {
	if f, is := err.(*fault.Fault); is {
		return f.At(place)
	}
	return err
}
