// Package httpapi serves the ledger over HTTP: every command and every table
// of package desk under /api/v1, the stream of what is recorded, the pages that
// explain refusals, and the probes of those who operate it. It holds no rule of
// the ledger; it turns requests into the desk's questions and orders, and
// faults into problem documents (RFC 9457).
package httpapi

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"runtime"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"suivi/adapters/desk"
	"suivi/domain/access"
	"suivi/domain/glossary"
)

// Prefix is where the API begins; what lies below it is a promise.
const Prefix = "/api/v1"

// Options are what a Server is made of.
type Options struct {
	Desk *desk.Desk
	Flux *Flux
	// Bearer says who bears a token.
	Bearer func(ctx context.Context, token string) (access.Bearer, error)
	// OpenRead lets those without a token read.
	OpenRead bool
	Log      *slog.Logger
	Observe  Observer
	// Ready are the checks of /readyz, by name, each nil where all is well.
	Ready []Check
	// BodyTime is how long a client may take to send a command, EvidenceTime to
	// send or take one piece of evidence, over a weak line; zero: 15 seconds and
	// 10 minutes.
	BodyTime, EvidenceTime time.Duration
	// Import does an import, or tells what it would do.
	Import func(ctx context.Context, by access.Bearer, l glossary.Language, in desk.Import) (desk.Imported, error)
	// ImportTime is how long an import may take with all that is sent; zero: an
	// hour.
	ImportTime time.Duration
	// LostSince is when the event log was lost, the zero time while it can be
	// reached: what is answered then is what was read of it before. Nil: it
	// never is.
	LostSince func() time.Time
	// Release tells the program's builds apart: an answer of one is not taken
	// for that of another.
	Release string
}

// Check is one thing that must hold for the service to be ready.
type Check struct {
	Name string
	Fail func(ctx context.Context) error
}

// Observer is told what was served; each function may be called at the same
// time as any other.
type Observer struct {
	Request func(route, method string, status int, took time.Duration)
	Query   func(table string, took time.Duration)
	// InFlight is told 1 where a request begins and -1 where it ends.
	InFlight func(change int)
}

// complete has nobody told what nobody asked to be told.
func (o *Observer) complete() {
	if o.Request == nil {
		o.Request = func(string, string, int, time.Duration) {}
	}
	if o.Query == nil {
		o.Query = func(string, time.Duration) {}
	}
	if o.InFlight == nil {
		o.InFlight = func(int) {}
	}
}

// Server answers requests. It is an http.Handler.
type Server struct {
	Options
	mux       *chi.Mux
	api       huma.API
	answers   answers
	working   chan struct{} // holds one value for each answer of the present being worked out
	recalling chan struct{} // the same of the past, where one waits for others: the present does not
	boot      string
	readiness readiness
	// addresses are where the API does what commands of the command line do, by
	// their names there.
	addresses map[string]string
	// description is the API's, in each language, made when first asked for.
	description func() map[glossary.Language]*described
}

// New makes a server. Nothing is served before its handler is.
func New(o Options) *Server {
	o.Observe.complete()
	o.BodyTime = cmp.Or(o.BodyTime, 15*time.Second)
	o.EvidenceTime = cmp.Or(o.EvidenceTime, 10*time.Minute)
	o.ImportTime = cmp.Or(o.ImportTime, time.Hour)
	s := &Server{Options: o, mux: chi.NewMux(), boot: bootID()}
	s.working, s.recalling = make(chan struct{}, 4*runtime.GOMAXPROCS(0)), make(chan struct{}, 4*runtime.GOMAXPROCS(0))
	s.mux.Use(s.identify, s.recoverPanics, middleware.GetHead)
	s.mux.NotFound(s.notFound)
	s.mux.MethodNotAllowed(s.refuseMethod)
	s.api = huma.NewAPI(config(), router{s})
	s.serveTables()
	s.serveCommands()
	s.serveExamination()
	s.serveImport()
	s.serveEvidence()
	s.serveFlux()
	s.serveProbes()
	s.serveHelp()
	return s
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

// MaxRows is how many rows a list gives at once; the rest comes by its cursor.
const MaxRows = 10_000

// Limits of a request. A list of several hundred findings fits in MaxBody.
const (
	MaxBody     = 1 << 20
	MaxEvidence = 64 << 20
	MaxURI      = 8 << 10
	MaxHeader   = 64 << 10
)

// Listen gives the handler the bounds that keep a slow or a greedy client from
// holding what others need.
func Listen(handler http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler: handler, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug),
		ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second, WriteTimeout: 60 * time.Second, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: MaxHeader,
	}
}
