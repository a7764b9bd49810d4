package importer

import (
	"strings"

	"suivi/domain/fault"
	"suivi/domain/wording"
)

// Limits of what is read, beyond which a file is refused rather than cut.
const (
	MaxFileBytes = 64 << 20
	MaxCellBytes = 64 << 10
	MaxLines     = 1_000_000
)

// A Table is one file as read: a header and lines of as many cells.
type Table struct {
	// Name is the file's, as the user gave it.
	Name   string
	Header []string
	Lines  []Line
	// Kind, where not empty, is what the user says the table holds; else its
	// header tells.
	Kind Kind
}

// A Line is one record of a table. Number is that of its first line in the
// file, counted from 1; a line that could not be read has a Fault in place of
// its cells.
type Line struct {
	Number int
	Cells  []string
	Fault  *fault.Fault
}

// A record is a line whose cells have names.
type record struct {
	table  *Table
	line   *Line
	column map[string]int // by folded name
	kind   Kind
}

// get gives the cell of a column, without the space around it; empty where
// the table has no such column.
func (r *record) get(column string) string {
	i, has := r.column[column]
	if !has {
		return ""
	}
	return strings.TrimSpace(r.line.Cells[i])
}

// columnKey is the form in which the names of columns are compared: "À
// l'attention de" is a_l_attention_de.
func columnKey(name string) string {
	var b strings.Builder
	for _, w := range strings.FieldsFunc(wording.Fold(strings.TrimPrefix(name, "\ufeff")), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9')
	}) {
		if b.Len() > 0 {
			b.WriteByte('_')
		}
		b.WriteString(w)
	}
	return b.String()
}
