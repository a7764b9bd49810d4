package csv

import (
	stdcsv "encoding/csv"
	"errors"
	"io"
	"os"
	"path/filepath"

	"suivi/adapters/importer"
)

// Write writes a table separated by ";", in UTF-8 with a byte order mark and
// with the line ends of Windows, so that Excel opens it with its accents.
func Write(w io.Writer, t importer.Table) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := stdcsv.NewWriter(w)
	out.Comma, out.UseCRLF = ';', true
	if err := out.Write(t.Header); err != nil {
		return err
	}
	for _, line := range t.Lines {
		if err := out.Write(line.Cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// WriteFile writes a file of rows, the header first, as Write does, whole or not
// at all.
func WriteFile(path string, rows [][]string) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	t := importer.Table{Header: rows[0]}
	for _, cells := range rows[1:] {
		t.Lines = append(t.Lines, importer.Line{Cells: cells})
	}
	if err := Write(f, t); err != nil {
		f.Close()
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
