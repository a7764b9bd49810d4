package register

import (
	"container/heap"
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

// candidates yields, descending and below before, what ever held a word that
// begins with the rarest of prefixes.
func (w *wordIndex) candidates(prefixes []string, before RecommendationIndex) func(func(RecommendationIndex) bool) {
	w.enter()
	var rarest []*posting
	size := -1
	for _, prefix := range prefixes {
		var of []*posting
		n := 0
		for _, word := range w.beginning(prefix) {
			p := w.postings[word]
			of = append(of, p)
			n += len(p.recommendations)
		}
		if size < 0 || n < size {
			rarest, size = of, n
		}
	}
	return func(yield func(RecommendationIndex) bool) { newMerge(rarest, before).each(yield) }
}

// merge yields several ascending lists as one descending list, each member
// once: a heap of what is left of each, the greatest last member on top.
type merge [][]RecommendationIndex

func newMerge(postings []*posting, before RecommendationIndex) *merge {
	var m merge
	for _, p := range postings {
		if at, _ := slices.BinarySearch(p.recommendations, before); at > 0 {
			m = append(m, p.recommendations[:at])
		}
	}
	heap.Init(&m)
	return &m
}

func (m *merge) each(yield func(RecommendationIndex) bool) {
	for last := RecommendationIndex(None); len(*m) > 0; {
		top := (*m)[0]
		next := top[len(top)-1]
		if (*m)[0] = top[:len(top)-1]; len((*m)[0]) == 0 {
			heap.Pop(m)
		} else {
			heap.Fix(m, 0)
		}
		if next != last && !yield(next) {
			return
		}
		last = next
	}
}

func (m merge) Len() int           { return len(m) }
func (m merge) Less(a, b int) bool { return m[a][len(m[a])-1] > m[b][len(m[b])-1] }
func (m merge) Swap(a, b int)      { m[a], m[b] = m[b], m[a] }
func (m *merge) Push(list any)     { *m = append(*m, list.([]RecommendationIndex)) }
func (m *merge) Pop() any {
	last := len(*m) - 1
	*m = (*m)[:last]
	return nil
}

func holdsWords(text string, words []string) bool {
	missing := slices.Clone(words)
	wording.EachWord(text, func(w []byte) {
		missing = slices.DeleteFunc(missing, func(m string) bool { return strings.HasPrefix(string(w), m) })
	})
	return len(missing) == 0
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
