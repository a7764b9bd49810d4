package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"suivi/adapters/desk"
	"suivi/adapters/eventlog/sqlite"
	"suivi/adapters/evidence"
	"suivi/adapters/importer"
	"suivi/adapters/web"
	"suivi/domain/access"
	"suivi/domain/event"
	"suivi/domain/ledger"
	"suivi/projections/runner"
)

// What a page may weigh, with all that it has a browser fetch, in bytes on the
// wire; what it may take on the larger ledger; and what of that it took on the
// smaller.
const (
	pageWeight = 50_000
	pageTime   = 20 * time.Millisecond
	pageGrowth = 2
	pageSlack  = 3 * time.Millisecond
)

// Of each page: how many times it is asked, and how many addresses of one shape
// stand for all. What takes longer than pageLong is asked but a few times.
const (
	pageRounds  = 15
	pageSamples = 3
	pageLong    = 100 * time.Millisecond
)

// pageCost is what the dearest address of a route costs.
type pageCost struct {
	took            time.Duration // of the slowest address
	bytes           int           // of the heaviest
	slowAt, heavyAt string
}

// walker reads the pages of a site within this process.
type walker struct {
	site   *web.Site
	cookie string
	route  atomic.Value // string: that answered last
	weight map[string]int
}

// site is what was measured of the pages over one ledger.
type site struct {
	present map[string]*pageCost // by route
	past    past
	routes  []string
}

// pages measures every page of every route, on a ledger of 1,000 and on one of
// 100,000. It fails where a page is too heavy or too slow, costs more as the
// ledger grows, or was not found.
func pages(ctx context.Context, dir string) error {
	small, err := measurePages(ctx, filepath.Join(dir, "small"), 1_000)
	if err != nil {
		return fmt.Errorf("ledger of 1,000: %w", err)
	}
	large, err := measurePages(ctx, filepath.Join(dir, "large"), 100_000)
	if err != nil {
		return fmt.Errorf("ledger of 100,000: %w", err)
	}
	fmt.Printf("Pages on ledgers of 1,000 and of 100,000 recommendations: the processor time of a request at the slowest address of each route, and the weight on the wire, gzipped, with style, script and icon, of the heaviest. Each time is the median of %d, without the collector of garbage, whose part goes by what a page allocates; read the ratios, not the absolutes.\n\n", pageRounds)
	fmt.Printf("| page | at 1,000 | at 100,000 | ratio | weight |\n|---|---:|---:|---:|---:|\n")
	var broken []error
	for _, route := range slices.Sorted(maps.Keys(large.present)) {
		before, after := small.present[route], large.present[route]
		if before == nil {
			broken = append(broken, fmt.Errorf("%s was not found in the smaller ledger", route))
			continue
		}
		fmt.Printf("| `%s` | %.2f ms | %.2f ms | %.2f | %.1f kB |\n", route, millis(before.took), millis(after.took), float64(after.took)/float64(before.took), float64(after.bytes)/1000)
		broken = append(broken, judge(before, after)...)
	}
	for _, route := range large.routes {
		if large.present[route] == nil {
			broken = append(broken, fmt.Errorf("%s was not measured: nothing led to it", route))
		}
	}
	return errors.Join(append(broken, pastTable(small.past, large.past)...)...)
}

// judge says what is wrong with what a page costs.
func judge(before, after *pageCost) (broken []error) {
	if after.bytes > pageWeight {
		broken = append(broken, fmt.Errorf("%s weighs %d bytes, more than %d", after.heavyAt, after.bytes, pageWeight))
	}
	if after.took > pageTime {
		broken = append(broken, fmt.Errorf("%s takes %s, more than %s", after.slowAt, after.took, pageTime))
	}
	if limit := pageGrowth*before.took + pageSlack; after.took > limit {
		broken = append(broken, fmt.Errorf("%s takes %s, %s on the smaller ledger: it grows", after.slowAt, after.took, before.took))
	}
	return broken
}

func millis(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func measurePages(ctx context.Context, dir string, n int) (of site, err error) {
	log, err := sqlite.Open(ctx, dir)
	if err != nil {
		return of, err
	}
	defer log.Close()
	pieces := evidence.NewFolder(dir)
	g := newGenerator(ctx, log, n)
	g.fill(n)
	sha256, err := g.story(ctx, pieces)
	if err != nil {
		return of, err
	}
	registry := ledger.NewRegistry()
	run := runner.New(log, registry)
	if err := run.CatchUp(ctx, nil); err != nil {
		return of, err
	}
	w := &walker{weight: map[string]int{}}
	w.site = web.New(web.Options{
		Desk: &desk.Desk{Ledger: &ledger.Ledger{Log: log, Registry: registry, Lists: run, Clock: time.Now}, Runner: run, Place: time.UTC, Evidence: pieces},
		Bearer: func(context.Context, string) (access.Bearer, error) {
			return access.Bearer{Actor: event.Actor{ID: "mesure"}, Scope: access.Record, Token: "mesure"}, nil
		},
		Formats: importer.ToldFormats(),
		Observe: func(route, _ string, _ int, _ time.Duration) { w.route.Store(route) },
		Log:     slog.New(slog.NewTextHandler(io.Discard, nil)),
	})
	form := httptest.NewRequest(http.MethodPost, "/connexion", strings.NewReader("jeton=mesure"))
	form.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	signed := httptest.NewRecorder()
	w.site.ServeHTTP(signed, form)
	for _, c := range signed.Result().Cookies() {
		w.cookie += c.Name + "=" + c.Value + "; "
	}
	of.routes = w.site.Pages()
	if of.present, err = w.walk(append(entrances(sha256), "/")); err == nil {
		of.past, err = w.lookBack(run.Seen())
	}
	return of, err
}

// elsewhere are addresses of no page of the site: files, and what programs ask.
var elsewhere = regexp.MustCompile(`^/(fichiers|aide|api|direct)(/|$|\?)`)

var linked = regexp.MustCompile(`(?:href|src)="(/[^"#]*)`)

// walk asks for pages, those of due first, as links lead to them, and gives
// what each route costs.
func (w *walker) walk(due []string) (map[string]*pageCost, error) {
	of, seen, shapes, entrances := map[string]*pageCost{}, map[string]bool{}, map[string]int{}, len(due)
	for at := 0; at < len(due); at++ {
		path := due[at]
		shape := shapeOf(path)
		if seen[path] || at >= entrances && shapes[shape] >= pageSamples || isPast(path) || elsewhere.MatchString(path) {
			continue
		}
		seen[path] = true
		shapes[shape]++
		body, bytes, err := w.get(path)
		if err != nil {
			return nil, err
		}
		if bytes == 0 {
			continue // no page, or none yet
		}
		for _, link := range linked.FindAllStringSubmatch(body, -1) {
			to := html.UnescapeString(link[1])
			due = append(due, to)
			if strings.HasPrefix(to, "/fichiers/") {
				bytes += w.fetched(to)
			}
		}
		took := w.time(path)
		route := w.route.Load().(string)
		cost := of[route]
		if cost == nil {
			cost = &pageCost{}
			of[route] = cost
		}
		if took > cost.took {
			cost.took, cost.slowAt = took, path
		}
		if bytes > cost.bytes {
			cost.bytes, cost.heavyAt = bytes, path
		}
	}
	return of, nil
}

// isPast reports whether an address asks for another date.
func isPast(path string) bool {
	u, err := url.Parse(path)
	return err == nil && (u.Query().Has("au") || u.Query().Has("connu_le"))
}

// time is what a page takes of a processor, whatever else keeps the machine
// busy. The collector waits until it is over: a collection would fall on
// whichever page is asked then.
func (w *walker) time(path string) time.Duration {
	runtime.GC()
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	var took []time.Duration
	for range pageRounds {
		began := processorTime()
		w.ask(path)
		took = append(took, processorTime()-began)
		if len(took) == 3 && took[2] > pageLong {
			break
		}
	}
	return median(took)
}

// shapeOf is the same for addresses that differ only in what they name.
func shapeOf(path string) string {
	u, err := url.Parse(path)
	if err != nil {
		return path
	}
	parts := strings.Split(u.Path, "/")
	for i, part := range parts {
		if strings.ToLower(part) != part || strings.ContainsAny(part, "0123456789") {
			parts[i] = "*"
		}
	}
	return strings.Join(parts, "/") + "?" + strings.Join(slices.Sorted(maps.Keys(u.Query())), "&")
}

// fetched is what a file that pages name weighs on the wire.
func (w *walker) fetched(path string) int {
	if _, known := w.weight[path]; !known {
		w.weight[path] = w.ask(path).Body.Len()
	}
	return w.weight[path]
}

func (w *walker) ask(path string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Header.Set("Accept-Encoding", "gzip")
	r.Header.Set("Cookie", w.cookie)
	to := httptest.NewRecorder()
	w.site.ServeHTTP(to, r)
	return to
}

// get reads a page, and says what it weighs on the wire: nothing where there is
// none. An error of the site is one.
func (w *walker) get(path string) (body string, size int, err error) {
	a := w.ask(path)
	if a.Code >= http.StatusInternalServerError {
		return "", 0, fmt.Errorf("%s: %d", path, a.Code)
	}
	if a.Code != http.StatusOK {
		return "", 0, nil
	}
	size = a.Body.Len()
	if !strings.HasPrefix(a.Header().Get("Content-Type"), "text/html") {
		return "", size, nil
	}
	var plain io.Reader = bytes.NewReader(a.Body.Bytes())
	if a.Header().Get("Content-Encoding") == "gzip" {
		if plain, err = gzip.NewReader(plain); err != nil {
			return "", 0, err
		}
	}
	text, err := io.ReadAll(plain)
	return string(text), size, err
}
