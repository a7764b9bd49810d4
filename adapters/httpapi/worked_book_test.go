package httpapi_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"suivi/adapters/eventlog/memory"
	"suivi/adapters/importer"
	"suivi/adapters/importer/csv"
	"suivi/domain/event"
	"suivi/domain/ledger"
)

// row is a line of a file of the import, by column.
type row map[string]string

// book is the files of an import.
type book map[string][]row

// Files of the import.
const (
	forumsFile, organizationsFile, sessionsFile = "cadres.csv", "structures.csv", "sessions.csv"
	listsFile, findingsFile, totalsFile         = "recommandations.csv", "examen.csv", "totaux.csv"
	decisionsFile                               = "decisions.csv"
)

func tablesOf(t *testing.T, files fs.FS) (all []importer.Table) {
	t.Helper()
	names, err := fs.Glob(files, "*.csv")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		f, err := files.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		table, err := csv.Read(name, f)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, table)
	}
	return all
}

func readBook(t *testing.T, files fs.FS) book {
	t.Helper()
	b := book{}
	for _, table := range tablesOf(t, files) {
		for _, line := range table.Lines {
			r := row{}
			for i, cell := range line.Cells {
				r[strings.TrimPrefix(table.Header[i], "\ufeff")] = strings.TrimSpace(cell)
			}
			b[table.Name] = append(b[table.Name], r)
		}
	}
	return b
}

// written is files of the import from their text.
func written(texts map[string]string) fs.FS {
	files := fstest.MapFS{}
	for name, text := range texts {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

// imported is a server over a ledger into which files were imported.
func imported(t *testing.T, files fs.FS) *service {
	t.Helper()
	s := newService(t)
	to := importer.Book{Ledger: s.desk.Ledger, Runner: s.desk.Runner}
	plan, err := importer.Prepare(t.Context(), to, tablesOf(t, files), nil, importer.Options{
		Actor: event.Actor{ID: "import"}, Today: s.desk.Today(), NewLog: func() ledger.EventLog { return memory.New() },
	})
	if err == nil {
		err = plan.Ready()
	}
	if err == nil {
		err = importer.Record(t.Context(), to, plan, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}
