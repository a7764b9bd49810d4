package wording

import (
	"slices"
	"testing"
)

func TestFold(t *testing.T) {
	for written, want := range map[string]string{
		"":                           "",
		"  État  d’exécution ":       "etat d'execution",
		"ENTIÈREMENT MISES EN ŒUVRE": "entierement mises en oeuvre",
		"63,64\u202f%":               "63,64 %",
		"« à\u00a0l’attention de »":  `" a l'attention de "`,
		"CPS–SCI — 2023":             "cps-sci - 2023",
		"Ménaka, Dioïla, N’Dongo":    "menaka, dioila, n'dongo",
		"Bamanankan: ɲɛtaa, ŋaniya, sɔrɔ, Ɗoo": "bamanankan: netaa, naniya, soro, doo",
		"1ᵉʳ juin, nº 3, 22\u1d49":             "1er juin, n° 3, 22e",
		"re\u0301alise\u0301":                  "realise",
		"co\u00adopé\u200bration":              "cooperation",
		"İstanbul, Straße":                     "istanbul, strasse",
		"ligne\r\nsuivante\t…":                 "ligne suivante ...",
		"الجزائر":                              "الجزائر",
	} {
		if got := Fold(written); got != want {
			t.Errorf("%q: %q, want %q", written, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	got := Words("L’état d’exécution (n° 3) : 63,64 % — CPS/SCI, œuvre")
	want := []string{"l", "etat", "d", "execution", "n", "3", "63", "64", "cps", "sci", "oeuvre"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

const sentence = "Impliquer la CPS/SCI dans les différentes missions de suivi des projets financés par les PTF organisées par la DCM"

func TestEachWordLeavesNoGarbage(t *testing.T) {
	n := 0
	count := func([]byte) { n++ }
	// The race detector drops pooled buffers at random, hence the margin.
	if allocs := testing.AllocsPerRun(100, func() { EachWord(sentence, count) }); allocs > 2 {
		t.Errorf("%v allocations a text", allocs)
	}
}

func BenchmarkEachWord(b *testing.B) {
	n := 0
	for b.Loop() {
		EachWord(sentence, func([]byte) { n++ })
	}
}

func BenchmarkFold(b *testing.B) {
	for b.Loop() {
		Fold(sentence)
	}
}
