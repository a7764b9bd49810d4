package wording

import (
	"errors"
	"testing"
)

func codeOf(err error) Code {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return ""
}

func TestRate(t *testing.T) {
	for _, c := range []struct {
		printed              string
		hundredths, decimals int
		refused              Code
	}{
		{printed: "67,74%", hundredths: 6774, decimals: 2},
		{printed: "63,64 %", hundredths: 6364, decimals: 2},
		{printed: "40 %", hundredths: 4000},
		{printed: "40\u202f%", hundredths: 4000},
		{printed: "86.2%", hundredths: 8620, decimals: 1},
		{printed: "**64,71%**", hundredths: 6471, decimals: 2},
		{printed: "100 pour cent", hundredths: 10000},
		{printed: "0,00 %", decimals: 2},
		{printed: "67,74", refused: NoPercent},
		{printed: "66,667 %", refused: TooPrecise},
		{printed: "un peu plus de 65%", refused: Unreadable},
		{printed: "6, %", refused: Unreadable},
		{printed: "%", refused: Unreadable},
		{printed: "", refused: Unreadable},
	} {
		got, err := Rate(c.printed)
		if codeOf(err) != c.refused || got.Hundredths != c.hundredths || got.Decimals != c.decimals {
			t.Errorf("%q: %+v, %v", c.printed, got, err)
		}
		if err == nil && got.Words != c.printed {
			t.Errorf("%q: its words were not kept: %q", c.printed, got.Words)
		}
	}
}

func TestARateThatStandsAloneNeedsNoSign(t *testing.T) {
	for printed, want := range map[string]int{"6,53": 653, "67,74 %": 6774, "40": 4000, "12 pour cent": 1200} {
		if got, err := RateAlone(printed); err != nil || got.Hundredths != want || got.Words != printed {
			t.Errorf("%q: %+v, %v", printed, got, err)
		}
	}
	for printed, want := range map[string]bool{"6,53": true, "66,667 %": true, "66,667": true, "beaucoup": false, "": false, "%": false, "un peu plus de 65 %": false} {
		if IsRate(printed) != want {
			t.Errorf("%q: %v", printed, !want)
		}
	}
}

func TestInt(t *testing.T) {
	for _, c := range []struct {
		printed string
		count   int
		refused Code
	}{
		{printed: "42", count: 42},
		{printed: "05", count: 5},
		{printed: "1 250", count: 1250},
		{printed: "16\u00a0035\u202f000", count: 16035000},
		{printed: "vingt-deux (22)", count: 22},
		{printed: "quarante-deux (42)", count: 42},
		{printed: "trois (03)", count: 3},
		{printed: "soixante-deux", count: 62},
		{printed: "vingt un (21)", count: 21},
		{printed: "vingt et un", count: 21},
		{printed: "soixante-dix-neuf (79)", count: 79},
		{printed: "soixante et onze", count: 71},
		{printed: "quatre-vingts", count: 80},
		{printed: "quatre-vingt-dix", count: 90},
		{printed: "quatre-vingt-dix-sept", count: 97},
		{printed: "cent", count: 100},
		{printed: "deux mille dix-huit", count: 2018},
		{printed: "deux cent seize millions trente-cinq mille (216 035 000)", count: 216035000},
		{printed: "zéro", count: 0},
		{printed: "vingt-deux (23)", refused: Disagree},
		{printed: "1.250", refused: Unreadable},
		{printed: "1,5", refused: Unreadable},
		{printed: "12 50", refused: Unreadable},
		{printed: "deux trois", refused: Unreadable},
		{printed: "trois vingt", refused: Unreadable},
		{printed: "environ 40", refused: Unreadable},
		{printed: "", refused: Unreadable},
	} {
		got, err := Int(c.printed)
		if codeOf(err) != c.refused || got != c.count {
			t.Errorf("%q: %d, %v", c.printed, got, err)
		}
	}
}
