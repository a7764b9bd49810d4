package web

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"suivi/adapters/i18n"
	"suivi/adapters/importer"
	"suivi/domain/glossary"
)

// elsewhere is what only makes sense on the command line, or to a program.
var elsewhere = regexp.MustCompile(`\bsuivi [a-z]|--[a-z]|\$SUIVI|Idempotency|Authorization|\bULID\b|/api/`)

// TestNoRefusalOfAPageNamesAnOptionOrACommand, whatever of the house a page
// asks: all but what is worded for the command line itself.
func TestNoRefusalOfAPageNamesAnOptionOrACommand(t *testing.T) {
	for code, text := range importer.Texts() {
		i18n.Texts[code] = glossary.Text(text)
	}
	codes := codesMade(t)
	if len(codes) < 90 {
		t.Fatalf("only %d codes", len(codes))
	}
	for code := range codes {
		for _, l := range []glossary.Language{glossary.French, glossary.English} {
			if said := voice.Say(code, nil, l); elsewhere.MatchString(said) {
				t.Errorf("%s in %s speaks of %q: %s", code, l, elsewhere.FindString(said), said)
			}
		}
	}
}

var codeForm = regexp.MustCompile(`"([a-z]+(?:\.[a-z0-9_]+)+)"`)

// codesMade are the codes of the catalogue that stand in the sources of what
// pages ask.
func codesMade(t *testing.T) map[string]bool {
	t.Helper()
	codes := map[string]bool{}
	for _, room := range []string{"../../domain", "../../projections", "../desk", "../evidence", "../importer", "../auth", "../eventlog", "."} {
		err := filepath.WalkDir(room, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			source, err := os.ReadFile(path)
			for _, found := range codeForm.FindAllSubmatch(source, -1) {
				if _, worded := i18n.Texts[string(found[1])]; worded {
					codes[string(found[1])] = true
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return codes
}

var hole = regexp.MustCompile(`\{[a-z_]+\}`)

func TestWhatPagesSayOtherwiseStandsInTheCatalogue(t *testing.T) {
	for code, text := range spokenTexts {
		known, worded := i18n.Texts[code]
		if !worded || text.FR == "" || text.EN == "" {
			t.Errorf("%s is worded %v", code, text)
		}
		for _, name := range hole.FindAllString(text.FR+text.EN, -1) {
			if !strings.Contains(known.FR, name) {
				t.Errorf("%s has no %s", code, name)
			}
		}
	}
}

func TestARefusalNamesThePageInsteadOfTheCommand(t *testing.T) {
	for code, want := range map[string]string{
		"recommandation.introuvable": "Cherchez-la avec « Recherche ».",
		"recommandation.terminee":    "« Retenir un état entre deux sessions » ou « Liste et reconductions », avec un motif (« Motif de remise en suivi »).",
		"session.inconnue":           "« Sessions » les donne toutes.",
		"fait.sans_motif":            "donnez un motif (« Motif »).",
	} {
		if said := voice.Say(code, nil, glossary.French); !strings.HasSuffix(said, want) {
			t.Errorf("%s: %s", code, said)
		}
	}
}

// TestRefusalsNamePagesFormsAndFieldsAsTheyAreCalled: in both languages, by
// words that stand on some page.
func TestRefusalsNamePagesFormsAndFieldsAsTheyAreCalled(t *testing.T) {
	var sources strings.Builder
	for _, pattern := range []string{"pages/*.html", "*.go"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if name == "voice.go" || strings.HasSuffix(name, "_test.go") {
				continue
			}
			source, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			sources.Write(source)
		}
	}
	for _, names := range []map[string]glossary.Text{commandNames, optionLabels} {
		for option, name := range names {
			pair := regexp.MustCompile(`"` + regexp.QuoteMeta(name.FR) + `",? (EN: )?"` + regexp.QuoteMeta(name.EN) + `"`)
			if !pair.MatchString(sources.String()) {
				t.Errorf("%s: no page calls anything %q, %q", option, name.FR, name.EN)
			}
		}
	}
}
