package domain_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"suivi/domain"
)

func TestADayComesBackFromItsText(t *testing.T) {
	first, last := domain.MustDay(1, 1, 1), domain.MustDay(9999, 12, 31)
	if first != 1 {
		t.Errorf("the first day is %d", first)
	}
	rapid.Check(t, func(t *rapid.T) {
		d := domain.Day(rapid.Int32Range(int32(first), int32(last)).Draw(t, "day"))
		back, err := domain.ParseDay(d.String())
		if err != nil || back != d {
			t.Fatalf("%v comes back as %v, %v", d, back, err)
		}
		if y, m, day := d.Date(); domain.MustDay(y, m, day) != d || d.Year() != y {
			t.Fatalf("%v is %d-%d-%d", d, y, m, day)
		}
		if d < last && d.String() >= (d+1).String() {
			t.Fatalf("%v does not sort before the next day", d)
		}
	})
}

func TestDaysThatDoNotExist(t *testing.T) {
	for _, text := range []string{"2023-02-29", "2023-02-31", "2023-13-01", "2023-00-10", "0000-01-01", "10000-01-01", "31/12/2023", "2023-1-2", " 2023-01-02", "hier"} {
		if d, err := domain.ParseDay(text); err == nil {
			t.Errorf("%q reads as %v", text, d)
		}
	}
	if _, err := domain.NewDay(1900, time.February, 29); err == nil {
		t.Error("1900 was no leap year")
	}
	if _, err := domain.NewDay(2000, time.February, 29); err != nil {
		t.Error(err)
	}
}

func TestNoDayIsWrittenAsNothing(t *testing.T) {
	var none domain.Day
	if none.String() != "" || none.Year() != 0 {
		t.Errorf("%q, %d", none.String(), none.Year())
	}
	some := domain.MustDay(2024, 1, 31)
	if err := some.UnmarshalText(nil); err != nil || some != none {
		t.Errorf("%v, %v", some, err)
	}
}

func TestTheDayOfAMomentIsThatOfThePlace(t *testing.T) {
	bamako, east := time.FixedZone("Bamako", 0), time.FixedZone("east", 3600)
	late := time.Date(2023, 12, 31, 23, 30, 0, 0, time.UTC)
	if d := domain.DayOf(late, bamako); d != domain.MustDay(2023, 12, 31) {
		t.Error(d)
	}
	if d := domain.DayOf(late, east); d != domain.MustDay(2024, 1, 1) {
		t.Error(d)
	}
}

func TestFiveEtatsAndNoOther(t *testing.T) {
	if n := len(domain.States()); n != 5 {
		t.Errorf("%d états", n)
	}
	for _, s := range append(domain.States(), 0) {
		var back domain.State
		if err := back.UnmarshalText([]byte(s.String())); err != nil || back != s {
			t.Errorf("%v comes back as %v, %v", s, back, err)
		}
	}
	for _, word := range []string{"formulée", "Executee", "encours", " executee", "State(9)"} {
		var s domain.State
		if err := s.UnmarshalText([]byte(word)); err == nil {
			t.Errorf("%q reads as %v", word, s)
		}
	}
}
