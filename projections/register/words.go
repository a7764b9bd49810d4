package register

import (
	"slices"
	"strings"
	"sync"

	"suivi/domain/wording"
)

// wordIndex finds the recommendations whose text ever held a word. Postings
// ascend; views keep what holds. Texts wait until somebody searches: a start-up
// that only counts need not read every word.
type wordIndex struct {
	mu       sync.Mutex // held while waiting texts are entered
	waiting  []waitingText
	postings map[string]*posting
	sorted   []string // the words, ascending
}

type waitingText struct {
	of   RecommendationIndex
	text string
}

type posting struct{ recommendations []RecommendationIndex }

func newWordIndex() *wordIndex { return &wordIndex{postings: map[string]*posting{}} }

func (w *wordIndex) add(i RecommendationIndex, text string) {
	w.waiting = append(w.waiting, waitingText{i, text})
}

// enter takes in the texts that wait. Searches may call it at once; none of
// them adds.
func (w *wordIndex) enter() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.waiting) == 0 {
		return
	}
	var fresh []string
	for _, waits := range w.waiting {
		wording.EachWord(waits.text, func(word []byte) {
			p := w.postings[string(word)]
			if p == nil {
				p = &posting{}
				kept := string(word)
				w.postings[kept] = p
				fresh = append(fresh, kept)
			}
			p.recommendations = addIndex(p.recommendations, waits.of)
		})
	}
	w.waiting = nil
	if len(fresh) > manyWords {
		w.sorted = append(w.sorted, fresh...)
		slices.Sort(w.sorted)
		return
	}
	for _, word := range fresh {
		at, _ := slices.BinarySearch(w.sorted, word)
		w.sorted = slices.Insert(w.sorted, at, word)
	}
}

// manyWords is how many new words are worth sorting all anew for.
const manyWords = 200

// beginning lists the words that begin with prefix, ascending.
func (w *wordIndex) beginning(prefix string) []string {
	from, _ := slices.BinarySearch(w.sorted, prefix)
	to := from
	for to < len(w.sorted) && strings.HasPrefix(w.sorted[to], prefix) {
		to++
	}
	return w.sorted[from:to]
}

// holding holds what ever held, for each of prefixes, a word that begins with
// it.
func (w *wordIndex) holding(prefixes []string) (all bitset) {
	w.enter()
	for k, prefix := range prefixes {
		var of bitset
		for _, word := range w.beginning(prefix) {
			of.putAll(w.postings[word].recommendations)
		}
		if k == 0 {
			all = of
		} else {
			all.and(of)
		}
	}
	return all
}

func holdsWords(text string, words []string) bool {
	missing := slices.Clone(words)
	wording.EachWord(text, func(w []byte) {
		missing = slices.DeleteFunc(missing, func(m string) bool { return strings.HasPrefix(string(w), m) })
	})
	return len(missing) == 0
}

// compareFolded orders without accents and case, and nothing else.
func compareFolded(a, b string) int { return strings.Compare(wording.Fold(a), wording.Fold(b)) }
