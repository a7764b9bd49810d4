package httpapi

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"suivi/adapters/i18n"
	"suivi/domain/access"
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
	Said string `json:"dit,omitzero"` // why not, in the reader's language
}

// checkTime bounds what the checks of /readyz take together.
const checkTime = 5 * time.Second

func (s *Server) serveProbes() {
	s.mux.Get("/healthz", s.observed("/healthz", func(w http.ResponseWriter, _ *http.Request) int {
		return s.writeJSON(w, http.StatusOK, map[string]bool{"vivant": true})
	}))
	s.mux.Get("/readyz", s.observed("/readyz", func(w http.ResponseWriter, r *http.Request) int {
		ctx, stop := context.WithTimeout(r.Context(), checkTime)
		defer stop()
		out, status := Readiness{Ready: true}, http.StatusOK
		for _, c := range s.Ready {
			t := Tested{Name: c.Name, OK: true}
			if err := c.Fail(ctx); err != nil {
				t.OK, t.Said = false, i18n.Explain(err, languageOf(r))
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
				if _, err := s.admit(r, access.Action{Needs: access.Count, Name: "flux"}); err != nil {
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
				s.Flux.Serve(w, r, after)
				return 0
			}
		})},
	}
	huma.Register(s.api, op, func(context.Context, *fluxQuestion) (*struct{}, error) { return nil, nil })
}
