package register

import (
	"slices"
	"strings"

	"suivi/domain/wording"
)

// wordIndex finds the recommendations whose text ever held a word. Postings
// ascend; views keep what holds.
type wordIndex struct {
	postings map[string]*posting
	sorted   []string // the words, ascending, as of the last settle
	grown    bool     // words came since
}

type posting struct{ recommendations []RecommendationIndex }

func newWordIndex() wordIndex { return wordIndex{postings: map[string]*posting{}} }

func (w *wordIndex) add(i RecommendationIndex, text string) {
	wording.EachWord(text, func(word []byte) {
		p := w.postings[string(word)]
		if p == nil {
			p = &posting{}
			w.postings[string(word)] = p
			w.grown = true
		}
		p.recommendations = addIndex(p.recommendations, i)
	})
}

func (w *wordIndex) settle() {
	if !w.grown {
		return
	}
	w.grown = false
	w.sorted = w.sorted[:0]
	for word := range w.postings {
		w.sorted = append(w.sorted, word)
	}
	slices.Sort(w.sorted)
}

// beginning lists the words that begin with prefix, ascending.
func (w *wordIndex) beginning(prefix string) []string {
	from, _ := slices.BinarySearch(w.sorted, prefix)
	to := from
	for to < len(w.sorted) && strings.HasPrefix(w.sorted[to], prefix) {
		to++
	}
	return w.sorted[from:to]
}

// compareText orders as a French reader expects: without accents and case.
func compareText(a, b string) int {
	if c := strings.Compare(wording.Fold(a), wording.Fold(b)); c != 0 {
		return c
	}
	return strings.Compare(a, b)
}

// compareFolded orders without accents and case, and nothing else.
func compareFolded(a, b string) int { return strings.Compare(wording.Fold(a), wording.Fold(b)) }
