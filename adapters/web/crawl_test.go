package web_test

import (
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

var (
	links   = regexp.MustCompile(`href="(/[^"]*)"`)
	numbers = regexp.MustCompile(`<a class="n" href="([^"]*)" data-n="([0-9]+)">`)
	totals  = regexp.MustCompile(`data-total="([0-9]+)"`)
)

// crawl reads every page that links lead to, from the first one, and shows
// each.
func (r *reader) crawl(show func(p page)) (pages int) {
	seen, due := map[string]bool{}, []string{"/"}
	for len(due) > 0 && pages < 3000 {
		path := due[0]
		due = due[1:]
		if path, _, _ = strings.Cut(path, "#"); seen[path] || elsewhere(path) {
			continue
		}
		seen[path] = true
		p := r.get(path)
		pages++
		show(p)
		for _, link := range links.FindAllStringSubmatch(p.body, -1) {
			due = append(due, html.UnescapeString(link[1]))
		}
	}
	return pages
}

// elsewhere tells the addresses that other rooms answer.
func elsewhere(path string) bool {
	return path == "/aide" || strings.HasPrefix(path, "/aide/") || strings.HasPrefix(path, "/api/") || strings.HasPrefix(path, "/fichiers/") || path == "/direct"
}

func TestEveryLinkLeadsToAPageAndEveryNumberToItsList(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	counted := map[string]string{} // list to its length
	pages := r.crawl(func(p page) {
		if p.status != http.StatusOK {
			t.Errorf("%s: %d", p.at, p.status)
		}
		for _, number := range numbers.FindAllStringSubmatch(p.body, -1) {
			list := html.UnescapeString(number[1])
			if _, known := counted[list]; !known {
				counted[list] = "no total"
				if total := totals.FindStringSubmatch(r.get(list).body); total != nil {
					counted[list] = total[1]
				}
			}
			if counted[list] != number[2] {
				t.Errorf("%s says %s, and %s holds %s", p.at, number[2], list, counted[list])
			}
		}
	})
	t.Logf("%d pages, %d lists", pages, len(counted))
}
