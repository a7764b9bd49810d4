package field_test

import (
	"cmp"
	"errors"
	"strings"
	"testing"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/field"
)

func refused(t *testing.T, what string, f *fault.Fault, code string) {
	t.Helper()
	if code == "" && f == nil {
		return
	}
	if f == nil || f.Code != code || f.Kind != fault.Invalid {
		t.Errorf("%s: %v, want %q", what, f, code)
	}
}

func TestCodes(t *testing.T) {
	for code, want := range map[string]string{
		"2023-1": "", "CC-CPS-SCI": "", "précédente": "", "n°4": "",
		"": field.BadCode, "2023.1": field.BadCode, "CPS/SCI": field.BadCode, "2023 1": field.BadCode,
		"2023\u00a01": field.BadCode, "2023\t1": field.BadCode, "2023\x001": field.BadCode, "2023\u200b1": field.BadCode,
		"2023\u202e1": field.BadCode, "2023\xff": field.BadCode, strings.Repeat("é", 33): field.BadCode,
	} {
		refused(t, code, field.Code("code", code), want)
	}
}

func TestNumbers(t *testing.T) {
	for number, want := range map[string]string{
		"": "", "3": "", "2.1": "", "3 bis": "", "IV": "",
		" 3": field.Invalid, "3 ": field.Invalid, "3\n4": field.Invalid, "3\u200b": field.Invalid, "\xff": field.Invalid, strings.Repeat("9", 65): field.Invalid,
	} {
		refused(t, number, field.Number("numero", number), want)
	}
}

func TestTexts(t *testing.T) {
	huge := strings.Repeat("a", 10<<20)
	for name, c := range map[string]struct {
		got  *fault.Fault
		want string
	}{
		"an empty text":          {field.Text("mots", ""), ""},
		"the longest":            {field.Text("mots", huge[:field.MaxText]), ""},
		"one byte too long":      {field.Text("mots", huge[:field.MaxText+1]), field.TooLong},
		"ten megabytes":          {field.Required("nom", huge), field.TooLong},
		"Latin-1":                {field.Text("mots", "r\xe9uni"), field.NotUTF8},
		"lines and columns":      {field.Text("mots", "a\tb\nc\r\nd\u00a0e\u200bf\u2028"), ""},
		"an escape":              {field.Text("mots", "a\x1b[2Jb"), field.Control},
		"a NUL":                  {field.Required("nom", "a\x00"), field.Control},
		"a DEL":                  {field.Text("mots", "a\x7f"), field.Control},
		"a C1 sign":              {field.Text("mots", "a\u009b2J"), field.Control},
		"a return without line":  {field.Text("mots", "sans objet\rexécutée"), field.Control},
		"a return at the end":    {field.Text("mots", "a\r"), field.Control},
		"one line":               {field.Line("acteur", "secrétariat du comité"), ""},
		"two lines for one":      {field.Line("acteur", "a\r\nb"), field.Control},
		"a tab in a line":        {field.Line("acteur", "a\tb"), field.Control},
		"the longest line":       {field.Line("acteur", huge[:field.MaxLine]), ""},
		"a line too long":        {field.Line("acteur", huge[:field.MaxLine+1]), field.TooLong},
		"the second of several":  {field.Texts("mots", []string{"a", "\xff"}), field.NotUTF8},
		"blanks alone":           {field.Required("nom", " \n"), field.Empty},
		"no identity":            {field.Present("session", domain.SessionID{}), field.Empty},
		"no day":                 {field.Day(0), field.NoDay},
		"a word of none":         {field.OneOf("phase", "double", "unique", "technique"), field.Invalid},
		"a number within":        {field.Within("annee", 2023, 0, 9999), ""},
		"a number below":         {field.Within("annee", -1, 0, 9999), field.Invalid},
		"a number above":         {field.Within("annee", 10000, 0, 9999), field.Invalid},
		"a period backward":      {field.Period("prevue", domain.Period{From: 2, To: 1}), field.Backward},
		"half a period":          {field.Period("prevue", domain.Period{From: 2}), ""},
		"a source of another":    {field.Source(domain.Source{Table: "\xff"}), field.NotUTF8},
		"a source with no fault": {field.Source(domain.Source{Document: "004", Page: "3"}), ""},
	} {
		refused(t, name, c.got, c.want)
	}
	if f := field.OneOf("phase", huge, "unique"); len(f.Args["lu"]) > field.MaxCode {
		t.Error("a refusal quotes all of what it refuses")
	}
	if f := field.Text("mots", "\x1b"); f.Args["caractere"] != "U+001B" || f.Place != "mots" {
		t.Errorf("which sign, and where? %v", f)
	}
	if err := field.First(nil, nil); err != nil {
		t.Errorf("nothing to refuse is %v", err)
	}
	if err := field.First(nil, field.Day(0), field.Text("mots", huge)); fault.CodeOf(err) != field.NoDay {
		t.Error(err)
	}
}

func TestANumberIsReadAndAYearIsOne(t *testing.T) {
	for _, c := range []struct {
		name, written string
		want          int
		refused       string
	}{
		{"total", "12", 12, ""}, {"exercice", "2025", 2025, ""}, {"total", "trois", 0, field.NoNumber}, {"exercice", "deux mille", 0, field.NoYear}, {"annee", "", 0, field.NoYear},
	} {
		n, err := field.Count(c.name, c.written)
		f, is := errors.AsType[*fault.Fault](err)
		if n != c.want || is != (c.refused != "") || is && (f.Code != c.refused || f.Place != c.name) {
			t.Errorf("%s %q: %d, %v", c.name, c.written, n, err)
		}
	}
	refused(t, "no year", field.Year("exercice", 20231), field.NoYear)
	refused(t, "a year, or none", cmp.Or(field.Year("exercice", 2023), field.Year("exercice", 0)), "")
}
