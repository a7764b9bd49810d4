package main

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"suivi/domain"
	"suivi/domain/event"
)

// pastTime bounds the first look at a moment on the larger ledger, which works
// the ledger out as it was; a later look is bound as a page of today is.
const pastTime = 3 * time.Second

// past is what was measured of pages of the past.
type past struct {
	pages    []pastPage
	together time.Duration // until all of pastAtOnce moments, asked for at once, are answered
	kept     int64         // bytes, of the views that are kept after all this
}

// pastPage is one page, as of days or as known at positions.
type pastPage struct {
	name  string
	first time.Duration // at a moment that nobody asked for before
	next  pageCost
}

// Of each page, how many moments are looked at for the first time; and how many
// are asked for at once.
const (
	pastLooks  = 3
	pastAtOnce = 8
)

// pastPages are pages as they are asked of the past.
func pastPages() []string {
	return []string{
		"/", "/recommandations", "/recommandations?perdues_de_vue=true&structure=S001", "/recommandations/F0000.5.1",
		"/sessions", "/sessions/F0000.3", "/reconductions", "/redevables", "/redevables/S001", "/recherche?q=ra", "/audit", "/graphiques", "/cadres", "/structures",
	}
}

// lookBack measures pages of the past of a ledger that ends at a position.
func (w *walker) lookBack(end event.Position) (p past, err error) {
	asked := 0
	moment := func(known bool) string {
		asked++
		if !known {
			return "au=" + (domain.MustDay(1995, 1, 1) + domain.Day(asked)).String()
		}
		commit, _ := end.Halves()
		return fmt.Sprint("connu_le=@", commit/2+uint64(asked))
	}
	before := inUse()
	for _, known := range []bool{false, true} {
		for _, path := range pastPages() {
			page := pastPage{name: path + addition(path) + strings.SplitAfter(moment(known), "=")[0] + "…"}
			var firsts []time.Duration
			var at string
			for range pastLooks {
				at = path + addition(path) + moment(known)
				began := processorTime()
				w.ask(at)
				firsts = append(firsts, processorTime()-began)
			}
			page.first = median(firsts)
			_, size, err := w.get(at)
			if err != nil {
				return p, err
			}
			if size == 0 {
				return p, fmt.Errorf("%s: nothing there", at)
			}
			page.next = pageCost{took: w.time(at), bytes: size, slowAt: at, heavyAt: at}
			p.pages = append(p.pages, page)
		}
	}
	p.kept = inUse() - before
	var asking sync.WaitGroup
	began := time.Now()
	for range pastAtOnce {
		at := "/?" + moment(false)
		asking.Go(func() { w.ask(at) })
	}
	asking.Wait()
	p.together = time.Since(began)
	return p, nil
}

func addition(path string) string {
	if strings.Contains(path, "?") {
		return "&"
	}
	return "?"
}

// pastTable prints what pages of the past cost, and says what is wrong.
func pastTable(small, large past) (broken []error) {
	fmt.Printf("\nThe past: the first look at a moment that nobody asked for (the median of %d, of all processors), and later ones.\n\n", pastLooks)
	fmt.Printf("| page | first, at 1,000 | at 100,000 | ratio | next, at 1,000 | at 100,000 | ratio | weight |\n|---|---:|---:|---:|---:|---:|---:|---:|\n")
	for k, after := range large.pages {
		before := small.pages[k]
		fmt.Printf("| `%s` | %.1f ms | %.1f ms | %.1f | %.2f ms | %.2f ms | %.2f | %.1f kB |\n", after.name, millis(before.first), millis(after.first), float64(after.first)/float64(before.first),
			millis(before.next.took), millis(after.next.took), float64(after.next.took)/float64(before.next.took), float64(after.next.bytes)/1000)
		if after.first > pastTime {
			broken = append(broken, fmt.Errorf("%s takes %s at first", after.name, after.first))
		}
		broken = append(broken, judge(&before.next, &after.next)...)
	}
	fmt.Printf("\n%d moments asked for at once, by the clock until all are answered: %.1f ms, then %.1f ms. What is kept of the past: %d kB, then %d kB.\n", pastAtOnce,
		millis(small.together), millis(large.together), small.kept/1000, large.kept/1000)
	return broken
}
