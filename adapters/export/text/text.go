// Package text renders a document as aligned text, for a terminal or a plain
// file.
package text

import (
	"io"
	"strings"
	"unicode/utf8"

	"suivi/projections/report"
)

// Bounds of the width of a rendered document, in characters.
const (
	MinWidth     = 60
	DefaultWidth = 120
	gap          = 2
)

// Render writes d no wider than width characters: the columns for which a table
// has no room go under each row. A width below MinWidth is taken as
// DefaultWidth.
func Render(w io.Writer, d report.Document, width int) error {
	if width < MinWidth {
		width = DefaultWidth
	}
	var b strings.Builder
	if d.Title != "" {
		for _, line := range Wrap(d.Title, width) {
			b.WriteString(line + "\n")
		}
		b.WriteString(strings.Repeat("=", min(width, utf8.RuneCountInString(d.Title))) + "\n")
	}
	for _, line := range d.Lines {
		paragraph(&b, line, width)
	}
	for _, t := range d.Tables {
		b.WriteString("\n")
		table(&b, t, width)
	}
	if len(d.Notes) > 0 {
		b.WriteString("\n")
	}
	for _, note := range d.Notes {
		paragraph(&b, note, width)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func paragraph(b *strings.Builder, text string, width int) {
	for _, line := range Wrap(text, width) {
		b.WriteString(line + "\n")
	}
}

func table(b *strings.Builder, t report.Table, width int) {
	if t.Caption != "" {
		paragraph(b, t.Caption, width)
	}
	if len(t.Rows) == 0 {
		paragraph(b, "  "+t.Empty, width)
		return
	}
	widths := layout(t, width)
	rule := ""
	for i, n := range widths {
		if i > 0 {
			rule += strings.Repeat(" ", gap)
		}
		rule += strings.Repeat("-", n)
	}
	heads := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		heads[i] = c.Head
	}
	row(b, t, heads, widths)
	b.WriteString(rule + "\n")
	for _, r := range t.Rows {
		row(b, t, r, widths)
		for i := len(widths); i < len(r); i++ {
			below(b, t.Columns[i].Head, r[i], width)
		}
	}
}

// below writes under its row a cell for whose column there was no room.
func below(b *strings.Builder, head, cell string, width int) {
	if cell == "" {
		return
	}
	flat := strings.NewReplacer("\n", ", ")
	paragraph(b, "    "+flat.Replace(head)+" : "+flat.Replace(cell), width)
}

func row(b *strings.Builder, t report.Table, cells []string, widths []int) {
	cells = cells[:len(widths)]
	lines := make([][]string, len(cells))
	height := 1
	for i, c := range cells {
		lines[i] = Wrap(c, widths[i])
		height = max(height, len(lines[i]))
	}
	for k := range height {
		var line strings.Builder
		for i := range cells {
			cell := ""
			if k < len(lines[i]) {
				cell = lines[i][k]
			}
			fill := strings.Repeat(" ", max(0, widths[i]-utf8.RuneCountInString(cell)))
			if t.Columns[i].Number {
				cell = fill + cell
			} else {
				cell += fill
			}
			if i > 0 {
				line.WriteString(strings.Repeat(" ", gap))
			}
			line.WriteString(cell)
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
}

// Wrap breaks text at plain spaces only, so that "27 %" with a no-break space
// stays whole; a word longer than a line is cut. Leading spaces are kept, as
// the indent of the lines that follow.
func Wrap(text string, width int) []string {
	var lines []string
	for _, paragraph := range strings.Split(text, "\n") {
		trimmed := strings.TrimLeft(paragraph, " ")
		indent := strings.Repeat(" ", min(len(paragraph)-len(trimmed), width/2))
		line := ""
		for _, word := range words(trimmed) {
			for utf8.RuneCountInString(indent+word) > width {
				if line != "" {
					lines = append(lines, indent+line)
					line = ""
				}
				cut := []rune(word)
				lines = append(lines, indent+string(cut[:width-len(indent)]))
				word = string(cut[width-len(indent):])
			}
			switch {
			case line == "":
				line = word
			case utf8.RuneCountInString(indent+line+" "+word) <= width:
				line += " " + word
			default:
				lines = append(lines, indent+line)
				line = word
			}
		}
		lines = append(lines, indent+line)
	}
	return lines
}

// words cuts text where a line may end: never after an opening French quote or
// what announces a number, nor before the marks that French sets off by a
// space.
func words(text string) []string {
	var all []string
	for _, word := range strings.Split(text, " ") {
		n := len(all)
		switch {
		case n > 0 && (endsOpen(all[n-1]) || beginsWithMark(word)):
			all[n-1] += " " + word
		default:
			all = append(all, word)
		}
	}
	return all
}

// endsOpen reports whether word means nothing without the next.
func endsOpen(word string) bool {
	for _, open := range []string{"«", "n°", "N°", "no."} {
		if strings.HasSuffix(word, open) {
			return true
		}
	}
	return false
}

func beginsWithMark(word string) bool {
	for _, mark := range []string{"»", ":", ";", "?", "!", "%"} {
		if strings.HasPrefix(word, mark) {
			return true
		}
	}
	return false
}
