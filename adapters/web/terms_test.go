package web

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"suivi/adapters/i18n"
	"suivi/adapters/importer"
	"suivi/domain/glossary"
)

const literal = `"((?:[^"\\]|\\.)*)"`

var (
	frenchThenEnglish = regexp.MustCompile(`(?:T|\bin|\bt|Hint)[ (]` + literal + `,? ` + literal)
	fieldNames        = regexp.MustCompile(`Fields?[ (]"[a-zA-Z0-9_.]+",? ` + literal + `,? ` + literal)
	bothLanguages     = regexp.MustCompile(`FR: ` + literal + `, EN: ` + literal)
	commandQuoted     = regexp.MustCompile(`\\?"suivi [^"\\]*\\?"|\{[a-z_]+\}|--[a-z-]+`)
	structured        = regexp.MustCompile(`(?i)\bstructures?\b`)
)

// TestOneThingHasOneName: pages call a thing in English by the glossary's
// word, whoever words it, and in French by no other than the buttons'.
func TestOneThingHasOneName(t *testing.T) {
	pairs := map[string]string{}
	for _, pattern := range []string{"*.go", "pages/*.html", "assets/*.js", "../../projections/report/*.go", "../desk/*.go"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatal(pattern, err)
		}
		for _, name := range names {
			source, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, form := range []*regexp.Regexp{frenchThenEnglish, fieldNames, bothLanguages} {
				for _, said := range form.FindAllStringSubmatch(string(source), -1) {
					if !strings.HasSuffix(name, "_test.go") {
						pairs[said[1]] = said[2]
					}
				}
			}
		}
	}
	for _, text := range i18n.Texts {
		pairs[text.FR] = text.EN
	}
	for _, text := range importer.Texts() {
		pairs[text.FR] = text.EN
	}
	if len(pairs) < 700 {
		t.Fatalf("only %d pairs", len(pairs))
	}
	for fr, en := range pairs {
		bare := commandQuoted.ReplaceAllString(en, "")
		switch {
		case structured.MatchString(bare):
			t.Errorf("%q is no %q", en, glossary.Word("structure", glossary.English))
		case strings.Contains(bare, "from sight"), strings.Contains(strings.ToLower(fr), "perdue de vue") && !strings.Contains(strings.ToLower(bare), glossary.Word("perdue_de_vue", glossary.English)):
			t.Errorf("%q says %q for what is %q", en, fr, glossary.Word("perdue_de_vue", glossary.English))
		case strings.Contains(bare, "état"), strings.Contains(strings.ToLower(bare), "motive"):
			t.Errorf("%q is not English", en)
		case strings.Contains(fr, "clôturez"), strings.Contains(fr, "clôturer"):
			t.Errorf("%q: the button says \"Clore la session\"", fr)
		}
	}
}
