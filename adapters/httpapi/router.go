package httpapi

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"
	"github.com/go-chi/chi/v5"

	"suivi/adapters/desk"
	"suivi/adapters/i18n"
	"suivi/domain/access"
	"suivi/domain/fault"
	"suivi/domain/glossary"
)

// router puts huma's operations on chi, each behind what its kind needs.
type router struct{ server *Server }

// Handle implements huma.Adapter.
func (a router) Handle(op *huma.Operation, handler func(huma.Context)) {
	next := func(w http.ResponseWriter, r *http.Request) { handler(humachi.NewContext(op, r, w)) }
	wrap, known := op.Metadata[wrapKey].(wrapper)
	if !known {
		panic("an operation without a wrapper: " + op.OperationID)
	}
	a.server.mux.Method(op.Method, op.Path, a.server.observed(op.Path, wrap(next)))
}

// ServeHTTP implements huma.Adapter.
func (a router) ServeHTTP(w http.ResponseWriter, r *http.Request) { a.server.ServeHTTP(w, r) }

// handler answers and tells the status; 0 where how long it took says nothing
// of how fast the server is, as for a stream.
type handler func(w http.ResponseWriter, r *http.Request) int

// wrapper makes of huma's handler of an operation the one that is served.
type wrapper func(next http.HandlerFunc) handler

const wrapKey = "wrap"

// call is what an operation under way knows of its request.
type call struct {
	server  *Server
	request *http.Request
	bearer  access.Bearer
	seen    desk.Seen // of the answer, once there is one
}

type callKey struct{}

// within gives huma's handlers the call that they serve.
func (s *Server) within(r *http.Request, b access.Bearer) *http.Request {
	r.Header.Del("Accept") // all is JSON, and huma fails on one that is malformed, once all is recorded
	c := &call{server: s, bearer: b}
	c.request = r.WithContext(context.WithValue(r.Context(), callKey{}, c))
	return c.request
}

func callOf(ctx context.Context) *call {
	c, _ := ctx.Value(callKey{}).(*call)
	return c
}

// observed times a handler and tells who watches.
func (s *Server) observed(route string, h handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		s.Observe.InFlight(1)
		defer s.Observe.InFlight(-1)
		status := h(w, r)
		took := time.Since(start)
		if status != 0 {
			s.Observe.Request(route, r.Method, status, took)
		}
		s.logRequest(r, cmp.Or(status, http.StatusOK), took)
	}
}

// keyBearer keeps, among a request's headers, who asks: the actor and the token
// that names it. No client can send a header of this name.
const keyBearer = ":porteur"

// logged logs a request that no operation answers.
func (s *Server) logged(h handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		status := h(w, r)
		s.logRequest(r, status, time.Since(start))
	}
}

// refusing refuses a request that reaches no operation.
func (s *Server) refusing(err error) http.HandlerFunc {
	return s.logged(func(w http.ResponseWriter, r *http.Request) int { return s.refuse(w, r, err) })
}

// logRequest logs a request: what may change something, and what went wrong for
// want of a right or by our fault, at info; all the rest at debug.
func (s *Server) logRequest(r *http.Request, status int, took time.Duration) {
	level := slog.LevelDebug
	reads := r.Method == http.MethodGet || r.Method == http.MethodHead
	if !reads || status == http.StatusUnauthorized || status == http.StatusForbidden || status >= http.StatusInternalServerError {
		level = slog.LevelInfo
	}
	if !s.Log.Enabled(r.Context(), level) {
		return
	}
	of := []any{"demande", requestID(r), "methode", r.Method, "chemin", r.URL.Path, "statut", status, "duree_s", took.Seconds()}
	if by := r.Header[keyBearer]; len(by) == 2 {
		of = append(of, "acteur", by[0], "jeton", by[1])
	}
	s.Log.Log(r.Context(), level, "request", of...)
}

const (
	headerRequestID          = "X-Request-Id"
	headerContentTypeOptions = "X-Content-Type-Options"
	// headerLostSince is on every answer while the event log cannot be reached:
	// since when, as RFC 3339 writes it. Tables lack what was recorded since.
	headerLostSince = "Suivi-Registre-Injoignable-Depuis"
)

// requests counts those of this process.
var requests atomic.Uint64

// bootID tells the requests of one run of the program from those of another.
func bootID() string {
	var b [4]byte
	_, _ = rand.Read(b[:]) // never fails: it ends the program instead
	return fmt.Sprintf("%x-", b)
}

// identify names each request; the answer and the log bear the name.
func (s *Server) identify(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := s.boot + strconv.FormatUint(requests.Add(1), 10)
		r.Header[headerRequestID] = []string{id}
		w.Header()[headerRequestID] = r.Header[headerRequestID]
		w.Header()[headerContentTypeOptions] = nosniff
		if s.LostSince != nil {
			if since := s.LostSince(); !since.IsZero() {
				w.Header().Set(headerLostSince, since.UTC().Format(time.RFC3339))
			}
		}
		if len(r.RequestURI) > MaxURI {
			s.refusing(fault.New(fault.Invalid, refusedTooLong, "limite", strconv.Itoa(MaxURI)))(w, r)
			return
		}
		if s.OpenRead && !namesLoopback(r.Host) {
			s.refusing(fault.New(fault.Forbidden, refusedHost, "hote", abridged(r.Host)).At("header.Host"))(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// namesLoopback reports whether a Host header, with or without a port, names
// this machine to itself. A page of another site that has its own name resolve
// to this machine bears that name there.
func namesLoopback(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return slices.Contains([]string{"localhost", "127.0.0.1", "::1", "[::1]"}, strings.ToLower(host))
}

var nosniff = []string{"nosniff"}

func requestID(r *http.Request) string { return r.Header.Get(headerRequestID) }

// recoverPanics answers for a handler that failed, and logs where.
func (s *Server) recoverPanics(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			failure := recover()
			if failure == nil {
				return
			}
			if failure == http.ErrAbortHandler {
				panic(failure)
			}
			s.refuse(w, r, fmt.Errorf("panic: %v\n%s", failure, debug.Stack()))
		}()
		next.ServeHTTP(w, r)
	})
}

// refuseMethod tells a method that an address does not answer those that it
// does (RFC 9110, section 15.5.6).
func (s *Server) refuseMethod(w http.ResponseWriter, r *http.Request) {
	for _, answered := range []string{http.MethodGet, http.MethodPost} {
		if s.mux.Match(chi.NewRouteContext(), answered, r.URL.EscapedPath()) {
			w.Header().Add("Allow", answered)
			if answered == http.MethodGet {
				w.Header().Add("Allow", http.MethodHead)
			}
		}
	}
	s.refusing(errNoMethod)(w, r)
}

// languageOf is the first of the reader's languages that the server speaks;
// French for none.
func languageOf(r *http.Request) glossary.Language {
	for wish := range strings.SplitSeq(r.Header.Get("Accept-Language"), ",") {
		tag, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(wish)), ";")
		if tag == "fr" || tag == "en" || strings.HasPrefix(tag, "fr-") || strings.HasPrefix(tag, "en-") {
			return i18n.LanguageOf(tag)
		}
	}
	return glossary.French
}

// bearer says who asks; nobody in particular where no token comes with the
// request.
func (s *Server) bearer(r *http.Request) (access.Bearer, error) {
	given := r.Header["Authorization"]
	if len(given) == 0 {
		if s.OpenRead {
			return access.Bearer{Scope: access.Read}, nil
		}
		return access.Bearer{}, nil
	}
	scheme, token, _ := strings.Cut(given[0], " ")
	if len(given) > 1 || !strings.EqualFold(scheme, "Bearer") || token == "" {
		return access.Bearer{}, fault.New(fault.Anonymous, refusedCredentials).At("header.Authorization")
	}
	return s.Bearer(r.Context(), strings.TrimSpace(token))
}

// admit is bearer, for those who may do what needs says.
func (s *Server) admit(r *http.Request, a access.Action) (access.Bearer, error) {
	b, err := s.bearer(r)
	r.Header[keyBearer] = []string{b.ID, b.Token}
	if err != nil {
		if f, is := errors.AsType[*fault.Fault](err); is && f.Args["jeton"] != "" {
			r.Header[keyBearer][1] = f.Args["jeton"]
		}
		return b, err
	}
	if err := b.May(a); err != nil {
		if b.ID == "" { // a token may yet allow it
			return b, access.Bearer{}.May(a)
		}
		return b, err
	}
	return b, nil
}
