package csv

import (
	stdcsv "encoding/csv"
	"io"

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
