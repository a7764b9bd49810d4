package importer_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"suivi/adapters/importer"
	"suivi/adapters/importer/csv"
)

func TestEveryCodeHasItsWords(t *testing.T) {
	texts := importer.Texts()
	files, _ := filepath.Glob("*.go")
	more, _ := filepath.Glob("csv/*.go")
	code := regexp.MustCompile(`"import\.[a-z0-9_.]*[a-z0-9_]"`)
	for _, file := range append(files, more...) {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, quoted := range code.FindAllString(string(source), -1) {
			text, has := texts[strings.Trim(quoted, `"`)]
			if !has || text.FR == "" || text.EN == "" {
				t.Errorf("%s: %s has no words in both languages", file, quoted)
			}
		}
	}
}

func TestTheExamplesOfTheFormatsAreRead(t *testing.T) {
	for _, f := range importer.Formats {
		table, err := csv.Read("exemple", strings.NewReader(f.Example))
		if err != nil {
			t.Fatal(f.Kind, err)
		}
		kind, err := importer.KindOf(&table)
		if err != nil || kind != f.Kind {
			t.Errorf("the example of %s reads as %q, %v", f.Kind, kind, err)
		}
	}
}
