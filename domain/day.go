package domain

import (
	"fmt"
	"time"
)

// Day is a calendar day of the ledger's place (Africa/Bamako unless set
// otherwise), counted from 1 = 1 January of year 1 in the proleptic Gregorian
// calendar. The zero Day means "no day". Days compare with < and >.
type Day int32

// secondsToEpoch is the Unix time of the day before 1 January of year 1.
const secondsToEpoch = -62135596800 - 86400

// NewDay returns the day of a calendar date, or an error for a date that does
// not exist ("31 février") or lies outside the years 1 to 9999.
func NewDay(year int, month time.Month, day int) (Day, error) {
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	if year < 1 || year > 9999 || t.Year() != year || t.Month() != month || t.Day() != day {
		return 0, fmt.Errorf("no such date: %04d-%02d-%02d", year, int(month), day)
	}
	return Day((t.Unix() - secondsToEpoch) / 86400), nil
}

// MustDay is NewDay for dates known to exist; it panics on the others.
func MustDay(year int, month time.Month, day int) Day {
	d, err := NewDay(year, month, day)
	if err != nil {
		panic(err)
	}
	return d
}

// DayOf returns the day that t is in at place loc.
func DayOf(t time.Time, loc *time.Location) Day {
	y, m, d := t.In(loc).Date()
	return MustDay(y, m, d)
}

// ParseDay reads an ISO 8601 calendar date, YYYY-MM-DD.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fmt.Errorf("not a date YYYY-MM-DD: %q", s)
	}
	return NewDay(t.Date())
}

// Date returns the calendar date of d. It must not be called on the zero Day.
func (d Day) Date() (year int, month time.Month, day int) {
	return time.Unix(int64(d)*86400+secondsToEpoch, 0).UTC().Date()
}

// Year returns the calendar year of d, 0 for the zero Day.
func (d Day) Year() int {
	if d == 0 {
		return 0
	}
	y, _, _ := d.Date()
	return y
}

// YearsUntil counts the whole years from d to another day, 0 where either is
// missing or the other is earlier.
func (d Day) YearsUntil(to Day) int {
	if d == 0 || to <= d {
		return 0
	}
	y0, m0, d0 := d.Date()
	y1, m1, d1 := to.Date()
	years := y1 - y0
	if m1 < m0 || m1 == m0 && d1 < d0 {
		years--
	}
	return years
}

// String gives the ISO 8601 date, or the empty string for the zero Day.
func (d Day) String() string {
	if d == 0 {
		return ""
	}
	y, m, day := d.Date()
	return fmt.Sprintf("%04d-%02d-%02d", y, int(m), day)
}

// MarshalText writes the ISO 8601 date.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads an ISO 8601 date, or nothing as the zero Day.
func (d *Day) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		*d = 0
		return nil
	}
	*d, err = ParseDay(string(b))
	return err
}

// Period is a stretch of days, both ends included, with the words that the
// source used for it ("première quinzaine de décembre"). An imprecise date is
// the period that its words allow. Either end may be zero where it is not
// known, and both are where the words could not be read.
type Period struct {
	From  Day    `json:"du,omitzero"`
	To    Day    `json:"au,omitzero"`
	Words string `json:"mots,omitzero"`
}

// On is the period of one day.
func On(d Day) Period { return Period{From: d, To: d} }

// IsZero reports whether p says nothing.
func (p Period) IsZero() bool { return p == Period{} }
