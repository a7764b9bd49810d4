// Package exampletest reads the example for the tests of those who show it.
package exampletest

import (
	"io/fs"
	"testing"

	"suivi/adapters/importer"
	"suivi/adapters/importer/csv"
	"suivi/cmd/suivi/example"
)

// Tables reads the files of the example.
func Tables(t testing.TB) (all []importer.Table) {
	t.Helper()
	names, err := fs.Glob(example.Files(), "*.csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		f, err := example.Files().Open(name)
		if err != nil {
			t.Fatal(err)
		}
		table, err := csv.Read(name, f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, table)
	}
	return all
}
