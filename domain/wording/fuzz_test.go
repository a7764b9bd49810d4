package wording

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"suivi/domain"
)

func FuzzFold(f *testing.F) {
	f.Add("L’ŒUVRE  n’est\u202fpas « achevée » – İstanbul\u00a0")
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(s)
		if again := Fold(once); again != once {
			t.Errorf("folding %q twice: %q, then %q", s, once, again)
		}
		if strings.Contains(once, "  ") || strings.TrimSpace(once) != once {
			t.Errorf("%q keeps its spaces: %q", s, once)
		}
		for _, w := range Words(s) {
			if got := Words(w); len(got) != 1 || got[0] != w {
				t.Errorf("the word %q of %q is %q by itself", w, s, got)
			}
		}
	})
}

func FuzzDate(f *testing.F) {
	f.Add("du 28 décembre au 3 janvier 2024", int32(738000))
	f.Fuzz(func(t *testing.T, s string, made int32) {
		check := func(p domain.Period) {
			if p.From > p.To && p.To != 0 || p.From < 0 {
				t.Errorf("%q: from %v to %v", s, p.From, p.To)
			}
		}
		for _, order := range []Order{DayFirst, MonthFirst, EitherOrder} {
			if p, err := order.Date(s); err == nil {
				check(p)
				if p.From == 0 {
					t.Errorf("%q: a date without a day", s)
				}
			} else if codeOf(err) == "" {
				t.Errorf("%q: an error without a code: %v", s, err)
			}
			if made < 0 || made > 3_000_000 {
				continue
			}
			if p, readable := order.Due(s, domain.Day(made)); readable {
				check(p)
				if p.To == 0 {
					t.Errorf("%q: an échéance without an end", s)
				}
			} else if p != (domain.Period{Words: strings.TrimSpace(s)}) {
				t.Errorf("%q: half read as %+v", s, p)
			}
		}
		OrderOf([]string{s})
	})
}

func FuzzNumbers(f *testing.F) {
	f.Add("quatre-vingt-dix-sept (97)")
	f.Fuzz(func(t *testing.T, s string) {
		if n, err := Int(s); err == nil && n < 0 {
			t.Errorf("%q counts %d", s, n)
		}
		if r, err := Rate(s); err == nil && (r.Hundredths < 0 || r.Decimals > 2) {
			t.Errorf("%q: %+v", s, r)
		}
	})
}

func FuzzState(f *testing.F) {
	f.Add("Non exécutée faute de moyens", "en cours")
	f.Fuzz(func(t *testing.T, cell, observation string) {
		legend := ReadLegend(observation)
		for _, r := range []StateReading{State(cell, observation), legend.State(cell, observation)} {
			if r.Sure == (r.Outcome == 0) || r.Sure == (len(r.Choices) > 0) || slices.Contains(r.Choices, 0) {
				t.Errorf("%q, %q: %+v", cell, observation, r)
			}
		}
		if got := State(strings.ToUpper(cell), ""); isASCII(cell) && got.Sure != State(cell, "").Sure {
			t.Errorf("%q: case matters", cell)
		}
	})
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > 126 })
}

func FuzzOwners(f *testing.F) {
	f.Add("DRH/MAEC I et MMEIA\nCPS/SCI ; MEF (DNPD et ABC)")
	f.Fuzz(func(t *testing.T, s string) {
		for _, d := range []*Directory{mali, senegal, NewDirectory(nil)} {
			if err := accounts(d, s); err != nil {
				t.Error(err)
			}
			owners := d.Owners(s).Owners
			if back, err := d.Parse(d.Format(owners)); err != nil || !slices.Equal(back, owners) {
				t.Errorf("%q: %v came back as %v, %v", s, owners, back, err)
			}
		}
		if owners, err := mali.Parse(s); err == nil {
			if back, err := mali.Parse(mali.Format(owners)); err != nil || !slices.Equal(back, owners) {
				t.Errorf("%q: %v came back as %v, %v", s, owners, back, err)
			}
		}
	})
}

// accounts checks that a reading drops nothing: every token belongs to one
// element, every strange word is in an unknown part, and every name is an owner
// of some choice, leads to one below it, or is told missing or unknown.
func accounts(d *Directory, s string) error {
	reading := d.Owners(s)
	if reading.Sure && (len(reading.Choices) > 0 || len(reading.Unknown) > 0) || !reading.Sure && len(reading.Owners) > 0 {
		return fmt.Errorf("%q: both sure and not: %s", s, told(d, reading))
	}
	if namesNobody(s) {
		return nil
	}
	if !reading.Sure && len(reading.Choices) == 0 && len(reading.Unknown) == 0 {
		return fmt.Errorf("%q: nothing to ask", s)
	}
	if reading.Sure && len(reading.Owners) == 0 {
		return fmt.Errorf("%q: no owner, and sure", s)
	}
	if reading.Sure {
		reading.Choices = []OwnersChoice{{Owners: reading.Owners}}
	}
	unknown := ""
	for _, u := range reading.Unknown {
		unknown += "\n" + u.Text
	}
	tokens := lex(s, true)
	next := 0
	for _, e := range d.elements(tokens) {
		if e.first != next {
			return fmt.Errorf("%q: token %d is in no element", s, next)
		}
		next += e.used
		if e.used == 0 || e.kind != nameElement && e.kind != otherElement {
			continue
		}
		text := s[tokens[e.first].start:tokens[next-1].end]
		if strings.Contains(unknown, text) {
			continue
		}
		if e.kind == otherElement {
			if e.first > 0 && tokens[e.first-1].is("(", "[") { // the acronym of the name before it
				continue
			}
			return fmt.Errorf("%q: %q is lost: %s", s, text, told(d, reading))
		}
		if !slices.ContainsFunc(reading.Choices, func(c OwnersChoice) bool {
			return stands(d, e.match, c) || strings.Contains(strings.Join(c.Missing, "\n"), text)
		}) {
			return fmt.Errorf("%q: %q is in no owner of %s", s, text, told(d, reading))
		}
	}
	if next != len(tokens) {
		return fmt.Errorf("%q: token %d is in no element", s, next)
	}
	return nil
}

// stands reports whether a choice holds, for each structure that a match names,
// one that it may be, or one below it.
func stands(d *Directory, m match, choice OwnersChoice) bool {
	for _, set := range m.sets {
		held := slices.ContainsFunc(choice.Owners, func(owner domain.Owner) bool {
			o := d.byID[owner.Organization]
			return slices.ContainsFunc(set, func(s int) bool { return s == o || d.under(o, s) })
		})
		if !held {
			return false
		}
	}
	return true
}
