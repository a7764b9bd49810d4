package wording

import (
	"errors"
	"strings"
)

// Percentage is a percentage as a source prints it.
type Percentage struct {
	Hundredths int    // of a percent: 6774 for 67,74 %
	Decimals   int    // how many were printed, 0 to 2
	Words      string // as written
}

// Rate reads a percentage: "67,74%", "40 %", "86.2 %", "12 pour cent". Its
// sign must be there, since 0,68 alone may be a rate or a part of one.
func Rate(s string) (Percentage, error) {
	words := strings.TrimSpace(s)
	refuse := func(code Code) (Percentage, error) { return Percentage{}, &Error{code, words} }
	text := strings.Trim(Fold(s), "*_ ")
	number, signed := text, false
	for _, sign := range []string{"%", "pour cent", "pourcent", "p. 100", "percent", "per cent"} {
		if before, found := strings.CutSuffix(text, sign); found {
			number, signed = strings.TrimRight(before, " *"), true
			break
		}
	}
	whole, fraction, pointed := strings.Cut(strings.Replace(number, ",", ".", 1), ".")
	value, ok := groupedDigits(whole)
	switch {
	case !ok || pointed && fraction == "" || !allDigits(fraction):
		return refuse(Unreadable)
	case !signed:
		return refuse(NoPercent)
	case len(fraction) > 2:
		return refuse(TooPrecise)
	case value > maxRate:
		return refuse(TooLarge)
	}
	hundredths, _ := groupedDigits((fraction + "00")[:2])
	return Percentage{value*100 + hundredths, len(fraction), words}, nil
}

// RateAlone is Rate of what stands where nothing but a rate does: its sign may
// be missing.
func RateAlone(s string) (Percentage, error) {
	p, err := Rate(s)
	if e, is := errors.AsType[*Error](err); is && e.Code == NoPercent {
		p, err = Rate(s + " %")
		p.Words = strings.TrimSpace(s)
	}
	return p, err
}

// IsRate reports whether s may be a rate as one is printed, be it more precise
// than is read.
func IsRate(s string) bool {
	_, err := RateAlone(s)
	e, refused := errors.AsType[*Error](err)
	return !refused || e.Code == TooPrecise
}

const (
	maxRate  = 1_000_000
	maxCount = 1_000_000_000_000
)

// Int reads a count: "42", "1 250", "vingt-deux", "vingt-deux (22)". Words and
// figures must agree. A point or a comma is refused: it may part thousands or
// decimals.
func Int(s string) (int, error) {
	words := strings.TrimSpace(s)
	tokens := lex(strings.NewReplacer("*", " ", "_", " ").Replace(s), false)
	value, n := countAt(tokens)
	switch {
	case n == 0:
		return 0, &Error{Unreadable, words}
	case n == len(tokens):
		return value, nil
	}
	if len(tokens) < n+3 || tokens[n].text != "(" || tokens[len(tokens)-1].text != ")" {
		return 0, &Error{Unreadable, words}
	}
	inner := tokens[n+1 : len(tokens)-1]
	again, used := countAt(inner)
	if used == 0 || used != len(inner) {
		return 0, &Error{Unreadable, words}
	}
	if again != value {
		return 0, &Error{Disagree, words}
	}
	return value, nil
}

// countAt reads a count in figures or words at the start of tokens, and tells
// how many of these it took.
func countAt(tokens []token) (value, used int) {
	if len(tokens) == 0 {
		return 0, 0
	}
	if tokens[0].kind != numberToken {
		return numeral(tokens)
	}
	digits, n := tokens[0].text, 1
	for n < len(tokens) && tokens[n].kind == numberToken && tokens[n].spaced && len(tokens[n].text) == 3 && len(tokens[0].text) <= 3 {
		digits += tokens[n].text
		n++
	}
	value, ok := groupedDigits(digits)
	if !ok {
		return 0, 0
	}
	return value, n
}

// groupedDigits reads digits, perhaps in groups of three parted by spaces.
func groupedDigits(s string) (int, bool) {
	groups := strings.Split(s, " ")
	value := 0
	for i, group := range groups {
		if group == "" || !allDigits(group) || len(groups) > 1 && (i == 0 && len(group) > 3 || i > 0 && len(group) != 3) {
			return 0, false
		}
		for _, digit := range group {
			value = value*10 + int(digit-'0')
			if value > maxCount {
				return 0, false
			}
		}
	}
	return value, true
}

func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
