package text_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"suivi/adapters/export/text"
	"suivi/projections/report"
)

func render(t *testing.T, d report.Document, width int) string {
	t.Helper()
	var b strings.Builder
	if err := text.Render(&b, d, width); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

var owners = report.Document{
	Title: "Qui doit quoi",
	Tables: []report.Table{{
		Columns: []report.Column{{Head: "Structure", Share: 3}, {Head: "Total", Number: true}, {Head: "Sans nouvelles", Number: true}, {Head: "Identifiant"}},
		Rows: [][]string{
			{"MAECI — Ministère des Affaires étrangères", "12", "3", "01M80227VNDN26K0P7NX51E14G"},
			{"  DRH — Direction des ressources humaines", "2", "", ""},
		},
	}},
	Notes: []string{"Somme : 14."},
}

func TestAWideTableIsAlignedAsItIs(t *testing.T) {
	want := strings.TrimPrefix(`
Qui doit quoi
=============

Structure                                  Total  Sans nouvelles  Identifiant
-----------------------------------------  -----  --------------  --------------------------
MAECI — Ministère des Affaires étrangères     12               3  01M80227VNDN26K0P7NX51E14G
  DRH — Direction des ressources humaines      2

Somme : 14.
`, "\n")
	if d := cmp.Diff(want, render(t, owners, 120)); d != "" {
		t.Error(d)
	}
}

func TestANarrowTableBreaksItsTexts(t *testing.T) {
	want := strings.TrimPrefix(`
Structure       Total       Sans  Identifiant
                       nouvelles
--------------  -----  ---------  --------------------------
MAECI —            12          3  01M80227VNDN26K0P7NX51E14G
Ministère des
Affaires
étrangères
  DRH —             2
  Direction
  des
  ressources
  humaines
`, "\n")
	_, got, _ := strings.Cut(render(t, report.Document{Tables: owners.Tables}, 60), "\n")
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestWhatHasNoRoomGoesUnderItsRow(t *testing.T) {
	table := report.Table{
		Columns: []report.Column{{Head: "Effet"}, {Head: "Événement", Share: 1}, {Head: "Par"}, {Head: "Identifiant"}},
		Rows:    [][]string{{"31/01/2024", "liste à examiner arrêtée", "secretariat", "01M80227VNDN26K0P7NX51E14G"}, {"31/01/2024", "close", "secretariat", ""}},
	}
	want := strings.TrimPrefix(`
Effet       Événement                 Par
----------  ------------------------  -----------
31/01/2024  liste à examiner arrêtée  secretariat
    Identifiant : 01M80227VNDN26K0P7NX51E14G
31/01/2024  close                     secretariat
`, "\n")
	_, got, _ := strings.Cut(render(t, report.Document{Tables: []report.Table{table}}, 60), "\n")
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestAnEmptyTableSaysSo(t *testing.T) {
	d := report.Document{Tables: []report.Table{{Caption: "À régler", Columns: []report.Column{{Head: "N°"}}, Empty: "Rien."}}}
	if got := render(t, d, 80); got != "\nÀ régler\n  Rien.\n" {
		t.Errorf("%q", got)
	}
}

func TestALineNeverBreaksBeforeAFrenchMark(t *testing.T) {
	got := text.Wrap("il faut lire « oui » : la suite", 14)
	if d := cmp.Diff([]string{"il faut lire", "« oui » : la", "suite"}, got); d != "" {
		t.Error(d)
	}
}

func TestANumberStaysWithWhatAnnouncesIt(t *testing.T) {
	for width := 4; width < 30; width++ {
		for _, line := range text.Wrap("CC-CPS-SCI 2023/1, n° 3, no. 4 puis", width) {
			if strings.HasSuffix(line, "n°") || strings.HasSuffix(line, "no.") {
				t.Errorf("in %d columns a line ends with %q", width, line)
			}
		}
	}
}

func TestALinePassesTheWidthForNothing(t *testing.T) {
	cell := rapid.StringMatching(`[a-zé«»:% \n]{0,60}`)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 9).Draw(t, "columns")
		table := report.Table{Empty: "rien"}
		for range n {
			table.Columns = append(table.Columns, report.Column{Head: rapid.StringMatching(`[A-Za-z ]{0,12}`).Draw(t, "head"), Share: rapid.IntRange(0, 5).Draw(t, "share"), Number: rapid.Bool().Draw(t, "number")})
		}
		for range rapid.IntRange(0, 4).Draw(t, "rows") {
			row := make([]string, n)
			for i := range row {
				row[i] = cell.Draw(t, "cell")
			}
			table.Rows = append(table.Rows, row)
		}
		width := rapid.IntRange(text.MinWidth, 200).Draw(t, "width")
		var b strings.Builder
		if err := text.Render(&b, report.Document{Title: cell.Draw(t, "title"), Tables: []report.Table{table}}, width); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			if k := utf8.RuneCountInString(strings.TrimRight(line, "\n")); k > width {
				t.Fatalf("%d characters for %d: %q", k, width, line)
			}
		}
	})
}

func TestEveryWordIsPrinted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(text.MinWidth, 120).Draw(t, "width")
		words := rapid.SliceOfN(rapid.StringMatching(`[a-z«»:]{1,9}`), 1, 40).Draw(t, "words")
		got := strings.Join(text.Wrap(strings.Join(words, " "), width), " ")
		if want := strings.Join(words, " "); got != want {
			t.Fatalf("%q became %q", want, got)
		}
	})
}
