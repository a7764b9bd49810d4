package web

import (
	"strconv"

	"suivi/domain/fault"
)

// stretch is the part of a long list that a page shows, with the addresses of
// those beside it. The first row of a list is row 0; each is in one stretch.
type stretch struct {
	From, To, Total int
	Former, Next    string // "" for none
}

// wholePage is the page on which the lists of a page stand whole, or, seen from
// there, the one on which they are cut; no Href where they are short.
type wholePage struct {
	Href string
	Rows int
	Here bool
}

// wholeName is the question for all of a list on one page, however long.
const wholeName = "entier"

// whole reports whether the address asks for all rows of its lists.
func (h *head) whole() bool { return h.address().Query().Get(wholeName) != "" }

// stretchOf reads which stretch of a list of so many rows the page's address
// asks for, under the name of a question; anchor is where the page shows it.
func (h *head) stretchOf(name string, total int, anchor string) (stretch, error) {
	from := 0
	if cursor := h.address().Query().Get(name); cursor != "" {
		var err error
		if from, err = strconv.Atoi(cursor); err != nil || from < 0 {
			return stretch{}, fault.New(fault.Invalid, "liste.curseur", "lu", cursor).At("curseur")
		}
	}
	return h.stretchWith(from, name, total, anchor), nil
}

// stretchWith is the stretch that holds a row; the last where there are fewer.
func (h *head) stretchWith(row int, name string, total int, anchor string) stretch {
	from := max(min(row, total-1), 0)
	from -= from % listRows
	at := func(from int) string {
		cursor := ""
		if from > 0 {
			cursor = strconv.Itoa(from)
		}
		return h.with(formName, "", rowName, "", askedEvent, "", name, cursor) + anchor
	}
	s := stretch{From: from, To: min(from+listRows, total), Total: total}
	if from > 0 {
		s.Former = at(from - listRows)
	}
	if s.To < total {
		s.Next = at(s.To)
	}
	return s
}

// printable lets the lists of a page be seen whole, on a page that may be as
// long as they are: a report is printed in one piece.
func (h *head) printable(lists ...*stretch) (w wholePage) {
	for _, s := range lists {
		w.Rows += s.Total
		if h.whole() {
			*s = stretch{To: s.Total, Total: s.Total}
		} else if s.Former+s.Next != "" {
			w.Href = h.with(wholeName, "oui")
		}
	}
	if h.whole() {
		w.Here, w.Href = true, h.with(wholeName, "")
	}
	return w
}

// Question asks for this very stretch, after the path of a page.
func (s stretch) Question() string {
	if s.From == 0 {
		return ""
	}
	return "?curseur=" + strconv.Itoa(s.From)
}

// Cut reports whether the list has rows that the stretch does not hold.
func (s stretch) Cut() bool { return s.To-s.From < s.Total }

// First is the first row as people count.
func (s stretch) First() int { return s.From + 1 }

// picked describes the rows of a stretch: places where these are told, else by
// their own order.
func picked[T any](s stretch, places []int, describe func(int) T) []T {
	rows := make([]T, 0, s.To-s.From)
	for n := s.From; n < s.To; n++ {
		at := n
		if places != nil {
			at = places[n]
		}
		rows = append(rows, describe(at))
	}
	return rows
}
