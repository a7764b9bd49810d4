package text

import (
	"strings"
	"unicode/utf8"

	"suivi/projections/report"
)

// Bounds of a column's width, in characters.
const (
	leastShare  = 10 // of one that shares what is left
	widestWord  = 16 // that such a column is widened for
	widestFixed = 30 // of one as narrow as its content
)

// layout gives the widths of the first columns of t, as many as width has room
// for. Narrow columns get what their content needs, or, where room is short,
// what their longest word needs; the others share the rest, and never get more
// than their content needs.
func layout(table report.Table, width int) []int {
	t := measured{Table: table}
	n := len(t.Columns)
	for i := range n {
		t.needs = append(t.needs, need(table, i))
		t.leasts = append(t.leasts, least(table, i))
	}
	for n > 1 && floor(t, n) > width {
		n--
	}
	widths := make([]int, n)
	left, shares := width-gap*(n-1), 0
	for i, c := range t.Columns[:n] {
		if c.Share == 0 {
			widths[i] = min(t.needs[i], widestFixed)
			left -= widths[i]
		} else {
			shares += c.Share
		}
	}
	narrow(t, widths, width, &left)
	share(t, widths, left, shares)
	fit(t, widths, width)
	return widths
}

// measured is a table with, for each column, the width at which no cell is
// broken, and that below which a word would be cut.
type measured struct {
	report.Table
	needs, leasts []int
}

// floor is the least width of the first n columns.
func floor(t measured, n int) int {
	sum := gap * (n - 1)
	for i := range n {
		sum += t.leasts[i]
	}
	return sum
}

// narrow takes from the narrow columns, down to their longest words, what the
// sharing ones are short of to fill a third of the width between them.
func narrow(t measured, widths []int, width int, left *int) {
	sharing := 0
	for i := range widths {
		if t.Columns[i].Share != 0 {
			sharing++
		}
	}
	short := -*left
	for i := range widths {
		if t.Columns[i].Share != 0 {
			short += max(t.leasts[i], min(t.needs[i], width/3/sharing))
		}
	}
	for i := range widths {
		if t.Columns[i].Share == 0 && short > 0 {
			give := min(short, max(0, widths[i]-t.leasts[i]))
			widths[i] -= give
			short -= give
			*left += give
		}
	}
}

// share gives each sharing column its part of what is left, those first whose
// need is less than their part.
func share(t measured, widths []int, left, shares int) {
	settle := func(always bool) (settled bool) {
		settled = true
		for i, c := range t.Columns[:len(widths)] {
			if c.Share == 0 || widths[i] != 0 {
				continue
			}
			part := max(left*c.Share/shares, t.leasts[i])
			if n := t.needs[i]; n <= part || always {
				widths[i] = min(n, part)
				left -= widths[i]
				shares -= c.Share
				settled = false
			}
		}
		return settled
	}
	for !settle(false) {
	}
	settle(true)
}

// fit takes from the widest columns what all together are too wide.
func fit(t measured, widths []int, width int) {
	over := gap*(len(widths)-1) - width
	for _, n := range widths {
		over += n
	}
	for ; over > 0; over-- {
		widest := -1
		for i := range widths {
			if widths[i] > t.leasts[i] && (widest < 0 || widths[i] > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			return
		}
		widths[widest]--
	}
}

// need is the width at which no cell of a column is broken.
func need(t report.Table, column int) int {
	most := longest(t.Columns[column].Head)
	for _, r := range t.Rows {
		most = max(most, longest(r[column]))
	}
	return most
}

// least is the width below which a column would cut its words.
func least(t report.Table, column int) int {
	most := longestWord(t.Columns[column].Head)
	for _, r := range t.Rows {
		most = max(most, longestWord(r[column]))
	}
	if t.Columns[column].Share == 0 {
		return min(most, widestFixed)
	}
	return min(need(t, column), max(leastShare, min(most, widestWord)))
}

func longestWord(cell string) int {
	most := 1
	for line := range strings.SplitSeq(cell, "\n") {
		text := strings.TrimLeft(line, " ")
		for _, word := range words(text) {
			most = max(most, len(line)-len(text)+utf8.RuneCountInString(word))
		}
	}
	return most
}

func longest(cell string) int {
	most := 1
	for line := range strings.Lines(cell) {
		most = max(most, utf8.RuneCountInString(strings.TrimRight(line, "\n")))
	}
	return most
}
