// Package report turns the rows of a projection into one neutral printable
// document, which every exporter renders: reports and formats cost their sum,
// not their product.
package report

import "suivi/domain/glossary"

// Document is something to print: a title, lines above the tables, tables, and
// notes below.
type Document struct {
	Title  string
	Lines  []string
	Tables []Table
	Notes  []string
}

// Table is one table of a document. Every row has a cell for each column.
type Table struct {
	Caption string
	Columns []Column
	Rows    [][]string
	// Empty is what to say where there is no row.
	Empty string
}

// Column says how a column is headed and laid out.
type Column struct {
	Head string
	// Number aligns to the right.
	Number bool
	// Share is the column's part of the width left once the narrow ones have
	// what they need; 0: as narrow as its content.
	Share int
}

// writer builds documents in one language.
type writer struct{ l glossary.Language }

func (w writer) t(fr, en string) string { return glossary.Text{FR: fr, EN: en}.In(w.l) }

func (w writer) word(stored string) string { return glossary.Word(stored, w.l) }
