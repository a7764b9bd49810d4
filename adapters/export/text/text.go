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

// Render writes d no wider than width characters, where its narrow columns
// allow it; a width below MinWidth is taken as DefaultWidth.
func Render(w io.Writer, d report.Document, width int) error {
	if width < MinWidth {
		width = DefaultWidth
	}
	var b strings.Builder
	if d.Title != "" {
		for _, line := range wrap(d.Title, width) {
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
	for _, line := range wrap(text, width) {
		b.WriteString(line + "\n")
	}
}

func table(b *strings.Builder, t report.Table, width int) {
	if t.Caption != "" {
		b.WriteString(t.Caption + "\n")
	}
	if len(t.Rows) == 0 {
		b.WriteString("  " + t.Empty + "\n")
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
	}
}

func row(b *strings.Builder, t report.Table, cells []string, widths []int) {
	lines := make([][]string, len(cells))
	height := 1
	for i, c := range cells {
		lines[i] = wrap(c, widths[i])
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

// layout gives narrow columns what their content needs and shares the rest; a
// sharing column never gets more than its content needs.
func layout(t report.Table, width int) []int {
	widths := make([]int, len(t.Columns))
	needs := make([]int, len(t.Columns))
	left, shares := width-gap*(len(t.Columns)-1), 0
	for i, c := range t.Columns {
		needs[i] = longest(c.Head)
		for _, r := range t.Rows {
			needs[i] = max(needs[i], longest(r[i]))
		}
		if c.Share == 0 {
			widths[i] = min(needs[i], 30)
			left -= widths[i]
		} else {
			shares += c.Share
		}
	}
	for settled := false; !settled; {
		settled = true
		for i, c := range t.Columns {
			if c.Share == 0 || widths[i] != 0 {
				continue
			}
			if part := max(left*c.Share/shares, 10); needs[i] <= part {
				widths[i] = needs[i]
				left -= needs[i]
				shares -= c.Share
				settled = false
			}
		}
	}
	for i, c := range t.Columns {
		if c.Share != 0 && widths[i] == 0 {
			widths[i] = max(left*c.Share/shares, 10)
		}
	}
	return widths
}

func longest(cell string) int {
	most := 1
	for line := range strings.Lines(cell) {
		most = max(most, utf8.RuneCountInString(strings.TrimRight(line, "\n")))
	}
	return most
}

// wrap breaks text at plain spaces only, so that "27 %" with a no-break space
// stays whole; a word longer than a line is cut. Leading spaces are kept, as
// the indent of the lines that follow.
func wrap(text string, width int) []string {
	var lines []string
	for _, paragraph := range strings.Split(text, "\n") {
		trimmed := strings.TrimLeft(paragraph, " ")
		indent := strings.Repeat(" ", min(len(paragraph)-len(trimmed), width/2))
		line := ""
		for _, word := range strings.Split(trimmed, " ") {
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
