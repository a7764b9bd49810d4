package web

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"suivi/adapters/desk"
	"suivi/domain/glossary"
	"suivi/domain/ledger"
	"suivi/projections/register"
)

var (
	action   = regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	markup   = regexp.MustCompile(`(?s)<!--.*?-->|<[^>]*>`)
	spoken   = regexp.MustCompile(`[A-Za-zÀ-ÿ]{2,}`)
	readable = regexp.MustCompile(`(?:alt|title|placeholder|aria-label|value)="([^"{]*[A-Za-zÀ-ÿ]{2}[^"{]*)"`)
	pair     = regexp.MustCompile(`\.T(?:\s+|\()"((?:[^"\\]|\\.)*)"(\s+"((?:[^"\\]|\\.)*)")?`)
)

// own are words that are the same in every language.
var own = map[string]bool{"Suivi": true, "Audit": true, "English": true, "Français": true, "Excel": true, "CSV": true, "Word": true}

// TestEveryWordStandsInBothLanguages: no word of a template stands outside a
// pair, and no pair lacks its English.
func TestEveryWordStandsInBothLanguages(t *testing.T) {
	names, err := fs.Glob(files, "pages/*.html")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, said := range pair.FindAllStringSubmatch(string(text), -1) {
			if said[2] == "" || strings.TrimSpace(said[3]) == "" && strings.TrimSpace(said[1]) != "" {
				t.Errorf("%s: %q has no English", name, said[1])
			}
		}
		bare := action.ReplaceAllString(string(text), " ")
		for _, said := range readable.FindAllStringSubmatch(action.ReplaceAllString(string(text), ""), -1) {
			if strings.HasPrefix(said[0], "value") && !strings.Contains(said[1], " ") || strings.HasPrefix(said[1], "31/12") {
				continue
			}
			t.Errorf("%s: %q is said in one language", name, said[1])
		}
		for _, word := range spoken.FindAllString(markup.ReplaceAllString(bare, " "), -1) {
			if !own[word] {
				t.Errorf("%s: %q is said in one language", name, word)
			}
		}
	}
}

func TestFrenchWordsAreTypeset(t *testing.T) {
	for said, want := range map[string]string{
		"Où : « ici » ?": "Où\u00a0: «\u00a0ici\u00a0»\u00a0?", "n° 3": "n°\u00a03", "50 % fait": "50\u00a0% fait", "déjà\u00a0: là": "déjà\u00a0: là",
	} {
		if got := typeset(said, "fr"); got != want {
			t.Errorf("%q is set as %q", said, got)
		}
		if got := typeset(said, "en"); got != said {
			t.Errorf("%q is set as %q in English", said, got)
		}
	}
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1\u202f000", 1234567: "1\u202f234\u202f567", -1000: "-1\u202f000", -100: "-100"} {
		if got := figures(n); got != want {
			t.Errorf("%d is written %q", n, got)
		}
	}
}

// TestEveryFieldThatIsRectifiedHasAName, in both languages: a timeline tells
// it, and a form asks it.
func TestEveryFieldThatIsRectifiedHasAName(t *testing.T) {
	registry := ledger.NewRegistry()
	err := register.New().Query(t.Context(), register.Moment{}, func(r *register.View) error {
		for _, kind := range registry.Types() {
			if strings.Contains(string(kind), ".rectifie") {
				continue
			}
			p, err := registry.DecodePayload(kind, []byte("{}"))
			if err != nil {
				return err
			}
			for _, f := range desk.Correctable(r, p) {
				for _, l := range []glossary.Language{"fr", "en"} {
					if said := (&head{Lang: l}).label(f.Name); said == f.Name {
						t.Errorf("%s of %s is called nothing in %s", f.Name, kind, l)
					}
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
