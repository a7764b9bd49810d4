// Package field holds the checks of form that all aggregates share: what no
// field could ever hold, whatever is recorded. Each check names the field by
// its stored name and gives nil where there is nothing to refuse.
package field

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"suivi/domain"
	"suivi/domain/fault"
)

// Codes of what cannot be read as a fact at all.
const (
	Empty    = "champ.vide"
	Invalid  = "champ.invalide"
	TooLong  = "champ.trop_long"
	Backward = "champ.periode_a_l_envers"
	NotUTF8  = "champ.encodage"
	NoDay    = "champ.jour_absent"
	BadCode  = "champ.code"
	Control  = "champ.caractere_interdit"
	NoNumber = "champ.nombre"
	NoYear   = "champ.annee"
)

// MaxText is the longest text that a field takes, in bytes: fifteen printed
// pages, and well below the limit of one event.
const MaxText = 64 << 10

// MaxCode is the longest code or numéro, in bytes.
const MaxCode = 64

// MaxLine is the longest text of those that name somebody on one line, in
// bytes.
const MaxLine = 200

// MaxPlace is the last place that a list has: no list is as long, and the
// places after it can still be counted.
const MaxPlace = 100_000

// First gives the first fault, and a nil error where there is none.
func First(faults ...*fault.Fault) error {
	for _, f := range faults {
		if f != nil {
			return f
		}
	}
	return nil
}

// Day refuses a fact without a day of effect.
func Day(d domain.Day) *fault.Fault {
	if d == 0 {
		return fault.New(fault.Invalid, NoDay).At("effet")
	}
	return nil
}

// Text refuses what is too long, not UTF-8, or holds a control sign that no
// page shows and a terminal may obey; it may be empty. Lines end in \n or
// \r\n, and stay as they were given.
func Text(place, s string) *fault.Fault {
	return text(place, s, MaxText, "\t\n")
}

// Line is Text for what stands on one short line.
func Line(place, s string) *fault.Fault { return text(place, s, MaxLine, "") }

// text refuses the control signs (C0, DEL and C1) that are not among allowed.
func text(place, s string, limit int, allowed string) *fault.Fault {
	if len(s) > limit {
		return fault.New(fault.Invalid, TooLong, "taille", strconv.Itoa(len(s)), "limite", strconv.Itoa(limit)).At(place)
	}
	if !utf8.ValidString(s) {
		return fault.New(fault.Invalid, NotUTF8).At(place)
	}
	for i, r := range s {
		if !unicode.IsControl(r) || strings.ContainsRune(allowed, r) {
			continue
		}
		if r == '\r' && strings.HasPrefix(s[i+1:], "\n") && strings.Contains(allowed, "\n") {
			continue
		}
		return fault.New(fault.Invalid, Control, "caractere", fmt.Sprintf("%U", r)).At(place)
	}
	return nil
}

// Texts is Text for each of several.
func Texts(place string, all []string) *fault.Fault {
	for _, s := range all {
		if f := Text(place, s); f != nil {
			return f
		}
	}
	return nil
}

// Required is Text for a field that must say something.
func Required(place, s string) *fault.Fault {
	if Blank(s) {
		return fault.New(fault.Invalid, Empty).At(place)
	}
	return Text(place, s)
}

// Present refuses an identity that names nothing.
func Present(place string, id interface{ IsZero() bool }) *fault.Fault {
	if id.IsZero() {
		return fault.New(fault.Invalid, Empty).At(place)
	}
	return nil
}

// OneOf refuses a word that is none of those that the field may hold.
func OneOf[W comparable](place string, read W, words ...W) *fault.Fault {
	if slices.Contains(words, read) {
		return nil
	}
	return fault.New(fault.Invalid, Invalid, "lu", Short(fmt.Sprint(read))).At(place)
}

// Within refuses a number outside [least, most].
func Within(place string, n, least, most int) *fault.Fault {
	if n < least || n > most {
		return fault.New(fault.Invalid, Invalid, "lu", strconv.Itoa(n)).At(place)
	}
	return nil
}

// Year refuses what is no year; 0 is none given.
func Year(place string, n int) *fault.Fault {
	if n < 0 || n > 9999 {
		return fault.New(fault.Invalid, NoYear, "lu", strconv.Itoa(n)).At(place)
	}
	return nil
}

// Count reads the whole number or the year, by the name of its field, that
// people write there.
func Count(name, written string) (int, error) {
	n, err := strconv.Atoi(written)
	if err == nil {
		return n, nil
	}
	code := NoNumber
	if name == "exercice" || name == "annee" {
		code = NoYear
	}
	return 0, fault.New(fault.Invalid, code, "lu", Short(written)).At(name)
}

// Code refuses a code that would not read back out of a reference
// ("CC-CPS-SCI.2023-1.3") or the path of an address.
func Code(place, s string) *fault.Fault {
	if s == "" || len(s) > MaxCode || !utf8.ValidString(s) || strings.ContainsAny(s, "./") || strings.ContainsFunc(s, unseen) {
		return fault.New(fault.Invalid, BadCode, "lu", Short(s)).At(place)
	}
	return nil
}

// Number refuses a numéro that two people could not tell from another: with
// blanks around it or signs that do not show. It may hold dots ("2.1") and may
// be absent.
func Number(place, s string) *fault.Fault {
	if len(s) > MaxCode || !utf8.ValidString(s) || strings.TrimSpace(s) != s || strings.ContainsFunc(s, func(r rune) bool { return r != ' ' && unseen(r) }) {
		return fault.New(fault.Invalid, Invalid, "lu", Short(s)).At(place)
	}
	return nil
}

// unseen reports whether r leaves no mark on paper: spaces, control signs, and
// those that only join or turn others.
func unseen(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
}

// Period refuses one that ends before it begins.
func Period(place string, p domain.Period) *fault.Fault {
	if p.From != 0 && p.To != 0 && p.From > p.To {
		return fault.New(fault.Invalid, Backward, "du", p.From.String(), "au", p.To.String()).At(place)
	}
	return Text(place, p.Words)
}

// Source checks where a text was read.
func Source(s domain.Source) *fault.Fault {
	return cmp.Or(Text("source", s.Document), Text("source", s.Page), Text("source", s.Table), Text("source", s.Cell))
}

// Blank reports whether words say nothing.
func Blank(words string) bool { return strings.TrimSpace(words) == "" }

// Short is what a refusal quotes of what was read.
func Short(s string) string { return strings.ToValidUTF8(s[:min(len(s), MaxCode)], "") }
