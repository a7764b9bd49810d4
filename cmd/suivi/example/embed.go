// Package example is the real history that the program can show: the files of
// five source documents, in the formats of the import.
//
// Texts, owners and états are written as the documents have them; what their
// words leave open is settled in decisions.csv, as a secretariat would settle
// it. What a document does not say is left out.
package example

import (
	"embed"
	"io/fs"
)

//go:embed *.csv
var files embed.FS

// Files are the CSV files of the example.
func Files() fs.FS { return files }
