// Package web serves the ledger to people, as pages: French first, complete in
// English. Every page is HTML made on the server out of one view of the
// projections, works as plain forms without a script, and prints. It holds no
// rule of the ledger: what a form asks is a command of package desk, and what
// is refused is shown beside the field that it is about.
//
// One page is one file of Go, which makes a struct that embeds *head, and one
// file of pages/, named as its address is, which shows it; what several pages
// show stands in pages/_*.html. Words stand in pairs where they are used,
// {{.T "ouvertes" "open"}}; a test finds any that do not.
//
// To read it: routes.go, what there is; visit.go, what one request goes
// through; head.go and address.go, what every page may ask; form.go and
// field.go, how it asks; meanwhile.go, what it says when somebody was faster.
package web

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/klauspost/compress/gzhttp"

	"suivi/adapters/desk"
	"suivi/domain/access"
	"suivi/domain/glossary"
)

// Options are what a Site is made of.
type Options struct {
	Desk *desk.Desk
	// Bearer says who bears a token. Accounts will come in here as well: pages
	// know bearers alone.
	Bearer func(ctx context.Context, token string) (access.Bearer, error)
	// OpenRead lets those who have not signed in read.
	OpenRead bool
	// Import does an import, or tells what it would do.
	Import func(ctx context.Context, by access.Bearer, l glossary.Language, in desk.Import) (desk.Imported, error)
	// Text reads a file that somebody sends to be imported, whatever its
	// encoding; it refuses what is no text.
	Text func(name string, r io.Reader) (string, error)
	// Formats say what an import reads.
	Formats []desk.ImportFormat
	// Live tells, as server-sent events, of what is recorded from now on; still
	// is asked now and then whether its reader may go on.
	Live func(w http.ResponseWriter, r *http.Request, still func(context.Context) error)
	// LostSince is when the event log was lost, the zero time while it can be
	// reached. Nil: it never is.
	LostSince func() time.Time
	// Observe is told of each answer: the route's pattern, the method, the
	// status and the time it took. Nil: nobody is.
	Observe func(route, method string, status int, took time.Duration)
	Log     *slog.Logger
}

// Site answers everything but what programs ask.
type Site struct {
	Options
	handler http.Handler
	menu    []route
	pages   []string
}

// New makes a site.
func New(o Options) *Site {
	s := &Site{Options: o}
	mux := chi.NewMux()
	mux.Use(middleware.GetHead)
	for _, r := range slices.Concat(routes, historyRoutes(), keptRoutes("/cadres", createsForum, forumActs), keptRoutes("/structures", createsStructure, structureActs)) {
		if r.menu.FR != "" {
			s.menu = append(s.menu, r)
		}
		if r.get != nil {
			mux.Get(r.path, s.serve(r, r.get))
			s.pages = append(s.pages, r.path)
		}
		if r.post != nil {
			mux.Post(r.path, s.serve(r, r.post))
		}
	}
	mux.Get(assetPath+"{name}", serveAsset)
	mux.Get(livePath, s.serveLive)
	nowhere := route{path: "", get: func(*visit) error { return errNoPage }}
	mux.NotFound(s.serve(nowhere, nowhere.get))
	mux.MethodNotAllowed(s.serve(nowhere, nowhere.get))
	compress, err := gzhttp.NewWrapper(gzhttp.ExceptContentTypes([]string{"text/event-stream"}))
	if err != nil {
		panic(err) // of options that are written here
	}
	s.handler = secured(compress(http.NewCrossOriginProtection().Handler(mux)))
	return s
}

// Pages are the patterns of all addresses at which something is shown.
func (s *Site) Pages() []string { return s.pages }

// ServeHTTP implements http.Handler.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// secured sets what keeps a browser from doing with a page what it is not for:
// nothing of another host, no script within a page, no frame around it.
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		next.ServeHTTP(w, r)
	})
}
