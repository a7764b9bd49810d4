package httpapi

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"suivi/adapters/i18n"
	"suivi/domain/access"
	"suivi/domain/fault"
)

// Readiness is the answer of /readyz.
type Readiness struct {
	Ready  bool     `json:"pret"`
	Checks []Tested `json:"controles"`
}

// Tested is how one check came out.
type Tested struct {
	Name string `json:"nom"`
	OK   bool   `json:"bon"`
	Said string `json:"dit,omitzero"` // why not, in the reader's language, naming nothing of the server's
}

// What the checks of /readyz cost is bounded, whoever asks and however often:
// what they take together, and how often they run.
const (
	checkTime  = 5 * time.Second
	checkEvery = 2 * time.Second
)

// readiness is what the checks last came to, for all who ask.
type readiness struct {
	mu     sync.Mutex
	at     time.Time
	failed []error // by check, nil where all is well; nil: they have not run
}

// checked is what each check came to, two seconds ago at most. Why one fails
// goes to the log, once: who asks may be anybody.
func (s *Server) checked(ctx context.Context) []error {
	s.readiness.mu.Lock()
	defer s.readiness.mu.Unlock()
	if last := &s.readiness; last.failed != nil && time.Since(last.at) < checkEvery {
		return last.failed
	}
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), checkTime)
	defer stop()
	failed := make([]error, len(s.Ready))
	for i, c := range s.Ready {
		failed[i] = c.Fail(ctx)
		var before error
		if s.readiness.failed != nil {
			before = s.readiness.failed[i]
		}
		switch {
		case failed[i] != nil && (before == nil || fault.CodeOf(before) != fault.CodeOf(failed[i])):
			s.Log.ErrorContext(ctx, "not ready", "controle", c.Name, "erreur", failed[i])
		case failed[i] == nil && before != nil:
			s.Log.InfoContext(ctx, "ready again", "controle", c.Name)
		}
	}
	s.readiness.at, s.readiness.failed = time.Now(), failed
	return failed
}

func (s *Server) serveProbes() {
	s.mux.Get("/healthz", s.observed("/healthz", func(w http.ResponseWriter, _ *http.Request) int {
		return s.writeJSON(w, http.StatusOK, map[string]bool{"vivant": true})
	}))
	s.mux.Get("/readyz", s.observed("/readyz", func(w http.ResponseWriter, r *http.Request) int {
		out, status := Readiness{Ready: true}, http.StatusOK
		for i, err := range s.checked(r.Context()) {
			t := Tested{Name: s.Ready[i].Name, OK: err == nil}
			if err != nil {
				t.Said = i18n.Say(fault.CodeOf(err), nil, languageOf(r))
				out.Ready, status = false, http.StatusServiceUnavailable
			}
			out.Checks = append(out.Checks, t)
		}
		w.Header().Set("Cache-Control", "no-store")
		return s.writeJSON(w, status, out)
	}))
}

const fluxPath = "/flux"

type fluxQuestion struct {
	After string `query:"depuis"`
	Last  string `header:"Last-Event-ID"`
}

// serveFlux puts the stream of what is recorded under its path.
func (s *Server) serveFlux() {
	op := huma.Operation{
		OperationID: operationID(http.MethodGet, fluxPath), Method: http.MethodGet, Path: Prefix + fluxPath,
		Responses: map[string]*huma.Response{"200": {Description: "OK", Content: map[string]*huma.MediaType{"text/event-stream": {Schema: &huma.Schema{Type: "string"}}}}},
		Metadata: map[string]any{needsKey: access.Count, wrapKey: wrapper(func(http.HandlerFunc) handler {
			return func(w http.ResponseWriter, r *http.Request) int {
				following := access.Action{Needs: access.Count, Name: "flux"}
				if _, err := s.admit(r, following); err != nil {
					return s.refuse(w, r, err)
				}
				if err := checkQuery(r.URL.RawQuery); err != nil {
					return s.refuse(w, r, err)
				}
				after, err := ParseAfter(r, s.Desk.Runner.Seen())
				if err != nil {
					return s.refuse(w, r, err)
				}
				if r.Method == http.MethodHead { // which has no end to wait for
					return http.StatusOK
				}
				s.Flux.Serve(w, r, after, func(ctx context.Context) error {
					_, err := s.admit(r.WithContext(ctx), following)
					return err
				})
				return 0
			}
		})},
	}
	huma.Register(s.api, op, func(context.Context, *fluxQuestion) (*struct{}, error) { return nil, nil })
}
