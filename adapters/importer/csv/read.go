package csv

import (
	stdcsv "encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"

	"suivi/adapters/importer"
	"suivi/domain/fault"
)

// Codes of the refusals of a file, or of one of its lines.
const (
	RefusedTooLarge     = "import.csv.fichier_trop_gros"
	RefusedTooManyLines = "import.csv.trop_de_lignes"
	RefusedCellTooLong  = "import.csv.champ_trop_long"
	RefusedTooManyCells = "import.csv.ligne_trop_longue"
	RefusedTooFewCells  = "import.csv.ligne_trop_courte"
	RefusedQuotes       = "import.csv.guillemets"
	RefusedUnreadable   = "import.csv.illisible"
)

// Read reads a file: its encoding and separator (";", "," or a tab) are told by
// what it holds, and its first line that is not blank is the header. A file
// that cannot be read is refused as a whole; a line that cannot be read is kept
// with its fault, so that all of them show at once. Blank lines are left out.
func Read(name string, r io.Reader) (importer.Table, error) {
	t := importer.Table{Name: name}
	text, err := Text(name, r)
	if err != nil {
		return t, err
	}
	comma, skipped, text := separator(text)
	lines := stdcsv.NewReader(strings.NewReader(text))
	lines.Comma, lines.FieldsPerRecord = comma, -1
	for {
		cells, err := lines.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if len(t.Lines) == importer.MaxLines {
			return t, fault.New(fault.Invalid, RefusedTooManyLines, "fichier", name, "limite", strconv.Itoa(importer.MaxLines)).At(name)
		}
		line := importer.Line{Cells: cells}
		if err != nil {
			line.Number, line.Fault = unreadable(err)
			line.Number += skipped
		} else {
			n, _ := lines.FieldPos(0)
			line.Number = n + skipped
		}
		if line.Fault == nil && blank(cells) {
			continue
		}
		if t.Header == nil {
			if line.Fault != nil {
				return t, line.Fault.At(name + ":" + strconv.Itoa(line.Number))
			}
			t.Header = header(cells)
			continue
		}
		check(&line, len(t.Header), t.Header)
		t.Lines = append(t.Lines, line)
	}
	if t.Header == nil {
		return t, fault.New(fault.Invalid, importer.RefusedEmptyTable, "fichier", name).At(name)
	}
	return t, nil
}

// Text reads the text of a file, whatever its encoding. One that is too large,
// or no text, is refused.
func Text(name string, r io.Reader) (string, error) {
	b, err := io.ReadAll(io.LimitReader(r, importer.MaxFileBytes+1))
	if err != nil {
		return "", fault.New(fault.Invalid, RefusedUnreadable, "fichier", name).At(name).Because(err)
	}
	if len(b) > importer.MaxFileBytes {
		return "", fault.New(fault.Invalid, RefusedTooLarge, "fichier", name, "limite", strconv.Itoa(importer.MaxFileBytes>>20)).At(name)
	}
	return decode(name, b)
}

// separator tells which mark parts the cells of the header, and drops the line
// "sep=;" that some programs write before it.
func separator(text string) (comma rune, skipped int, rest string) {
	if first, after, has := strings.Cut(text, "\n"); has && strings.HasPrefix(strings.ToLower(first), "sep=") {
		if mark := strings.TrimRight(first[4:], "\r"); mark == ";" || mark == "," || mark == "\t" {
			return rune(mark[0]), 1, after
		}
	}
	comma, most := ';', 0
	counts := map[rune]int{}
	quoted := false
	for _, c := range strings.TrimLeft(text, "\r\n\t ;,") {
		if c == '"' {
			quoted = !quoted
		}
		if c == '\n' && !quoted {
			break
		}
		if !quoted {
			counts[c]++
		}
	}
	for _, c := range []rune{';', '\t', ','} {
		if counts[c] > most {
			comma, most = c, counts[c]
		}
	}
	return comma, 0, text
}

// header drops the empty cells that spreadsheets leave after the last column.
func header(cells []string) []string {
	for len(cells) > 0 && strings.TrimSpace(cells[len(cells)-1]) == "" {
		cells = cells[:len(cells)-1]
	}
	return cells
}

func blank(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// check refuses a line that has not the header's cells; empty ones after the
// last are a spreadsheet's, and dropped.
func check(line *importer.Line, columns int, names []string) {
	if line.Fault != nil {
		return
	}
	for len(line.Cells) > columns && strings.TrimSpace(line.Cells[len(line.Cells)-1]) == "" {
		line.Cells = line.Cells[:len(line.Cells)-1]
	}
	n := len(line.Cells)
	switch {
	case n > columns:
		line.Fault = fault.New(fault.Invalid, RefusedTooManyCells, "lu", strconv.Itoa(n), "attendu", strconv.Itoa(columns))
	case n < columns:
		line.Fault = fault.New(fault.Invalid, RefusedTooFewCells, "lu", strconv.Itoa(n), "attendu", strconv.Itoa(columns))
	}
	for i, c := range line.Cells {
		if len(c) > importer.MaxCellBytes && line.Fault == nil {
			line.Fault = fault.New(fault.Invalid, RefusedCellTooLong, "colonne", names[i], "taille", strconv.Itoa(len(c)), "limite", strconv.Itoa(importer.MaxCellBytes))
		}
	}
	if line.Fault != nil {
		line.Cells = nil
	}
}

// unreadable turns an error of the reader into a fault, at the line where the
// record began.
func unreadable(err error) (int, *fault.Fault) {
	line := 0
	if e, is := errors.AsType[*stdcsv.ParseError](err); is {
		line = e.StartLine
		if errors.Is(e.Err, stdcsv.ErrQuote) || errors.Is(e.Err, stdcsv.ErrBareQuote) {
			return line, fault.New(fault.Invalid, RefusedQuotes)
		}
	}
	return line, fault.New(fault.Invalid, RefusedUnreadable).Because(err)
}
