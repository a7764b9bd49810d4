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
	alone   = regexp.MustCompile(`<td class="right"[^>]*>[0-9\x{202f}]+</td>|<dl class="figures">(?s:.)*?</dl>`)
	figure  = regexp.MustCompile(`<dd>[0-9\x{202f}]+</dd>`)
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
		for _, number := range alone.FindAllString(p.body, -1) {
			if strings.HasPrefix(number, "<td") || figure.MatchString(number) {
				t.Errorf("%s: a number leads to no list: %s", p.at, number)
			}
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

var (
	tables     = regexp.MustCompile(`(?s)<table[^>]*>.*?</table>`)
	tableRows  = regexp.MustCompile(`(?s)<tr>.*?</tr>`)
	unlabelled = regexp.MustCompile(`<td(?: headers="[^"]*")?(?: class="[^"]*")?>`)
)

// TestEveryTableIsReadOnANarrowScreen: its rows are stacked there, each cell
// under its head but for the one that speaks for itself; or its columns are few
// (compact), or of sessions (matrix), and its region scrolls by itself.
func TestEveryTableIsReadOnANarrowScreen(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	seen := 0
	r.crawl(func(p page) {
		for _, table := range tables.FindAllString(p.body, -1) {
			seen++
			head, _, _ := strings.Cut(table, ">")
			if strings.Contains(head, "matrix") || strings.Contains(head, "compact") {
				continue
			}
			if !strings.Contains(head, "stacked") {
				t.Errorf("%s: not stacked: %s", p.at, head)
			}
			for _, row := range tableRows.FindAllString(table, -1) {
				if n := len(unlabelled.FindAllString(row, -1)); n > 1 {
					t.Errorf("%s: %d cells without a label: %s", p.at, n, row)
					break
				}
			}
		}
	})
	if seen == 0 {
		t.Error("no table")
	}
}
