package httpapi

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"suivi/adapters/desk"
	"suivi/domain/access"
)

type importation struct{ Body desk.Import }

// importAnswer is what huma writes of an import; Position is that of its last
// event.
type importAnswer struct {
	Position string `header:"Suivi-Position"`
	Body     desk.Imported
}

// serveImport puts the import of files under its path.
func (s *Server) serveImport() {
	op := huma.Operation{
		OperationID: operationID(http.MethodPost, desk.ImportPath), Method: http.MethodPost, Path: Prefix + desk.ImportPath,
		MaxBodyBytes: -1, BodyReadTimeout: s.ImportTime, DefaultStatus: http.StatusOK, RejectUnknownQueryParameters: true,
		Metadata: map[string]any{wrapKey: s.importing(access.Action{Needs: access.Record, Name: importName}), needsKey: access.Record},
	}
	huma.Register(s.api, op, func(ctx context.Context, in *importation) (*importAnswer, error) {
		call, counted := callOf(ctx), s.Desk.Runner.Seen()
		done, err := s.Import(ctx, call.bearer, languageOf(call.request), in.Body)
		out := &importAnswer{counted.String(), done}
		if done.Receipt != nil {
			out.Position = done.Receipt.Position.String()
		}
		if err != nil {
			return nil, s.problem(call.request, err, "body")
		}
		return out, nil
	})
}

const importName = "import" // on the command line

// importing serves an import to those who may record: a greater body than
// other commands have, and more time.
func (s *Server) importing(a access.Action) wrapper {
	return func(next http.HandlerFunc) handler {
		return func(w http.ResponseWriter, r *http.Request) int {
			bearer, err := s.admit(r, a)
			if err != nil {
				return s.refuse(w, r, err)
			}
			if err := announced(r, desk.MaxImport); err != nil {
				return s.refuse(w, r, err)
			}
			stretch(w, s.ImportTime)
			r.Body = &sentBody{ReadCloser: http.MaxBytesReader(w, r.Body, desk.MaxImport)}
			watched := &statusWriter{ResponseWriter: w}
			next(watched, s.within(r, bearer))
			return watched.status
		}
	}
}
