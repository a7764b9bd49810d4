package desk

import (
	"strings"
	"time"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/wording"
	"suivi/projections/register"
)

// Moment reads when a question is asked of. A day is read as people write it,
// or as ISO 8601 does.
func (d *Desk) Moment(asked Moment) (m register.Moment, err error) {
	if m.Today, err = d.dayOr(asked.Today, d.Today()); err != nil {
		return m, at(err, "aujourdhui")
	}
	if m.On, err = d.dayOr(asked.AsOf, 0); err != nil {
		return m, at(err, "au")
	}
	if asked.KnownAt != "" {
		err = at(d.known(asked.KnownAt, &m), "connu_le")
	}
	return m, err
}

// dayOr reads a day; otherwise for nothing.
func (d *Desk) dayOr(s string, otherwise domain.Day) (domain.Day, error) {
	if s == "" {
		return otherwise, nil
	}
	return ReadDay(s)
}

// ReadDay reads a day as people write it, or as ISO 8601 does: of a date that
// is not precise, the last that it may be.
func ReadDay(s string) (domain.Day, error) {
	p, err := readPeriod(s)
	return p.To, err
}

// known reads into m a log position, a time (RFC 3339, or local to the desk's
// place), or a day, which counts whole. "@" before a position tells it from a
// year. Position 0 comes before all that is recorded.
func (d *Desk) known(s string, m *register.Moment) (err error) {
	position, marked := strings.CutPrefix(s, "@")
	if p, unread := event.ParsePosition(position); unread == nil && (marked || len(s) < 15 && !isYear(s)) {
		m.KnownTo, m.Nothing = p, p.IsZero()
		return nil
	}
	if m.KnownAt, err = time.Parse(time.RFC3339Nano, s); err == nil {
		return nil
	}
	for _, layout := range []string{"2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02T15:04"} {
		if m.KnownAt, err = time.ParseInLocation(layout, s, d.Place); err == nil {
			return nil
		}
	}
	p, err := readPeriod(s)
	if err != nil {
		return err
	}
	y, month, day := p.To.Date()
	m.KnownAt = time.Date(y, month, day+1, 0, 0, 0, 0, d.Place).Add(-time.Microsecond)
	return nil
}

// isYear tells "2024", a year as people write it, from a position.
func isYear(s string) bool { return len(s) == 4 && (s[:2] == "19" || s[:2] == "20") }

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

// at places a fault.
func at(err error, place string) error {
	if f, is := err.(*fault.Fault); is {
		return f.At(place)
	}
	return err
}
