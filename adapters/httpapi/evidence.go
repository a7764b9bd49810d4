package httpapi

import (
	"context"
	"errors"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-json-experiment/json"

	"suivi/domain/access"
	"suivi/domain/fault"
	"suivi/domain/field"
	"suivi/domain/recommendation"
)

const (
	evidencePath    = "/pieces"
	oneEvidencePath = "/pieces/{sha256}"
)

// upload is what huma documents of an upload: its body is streamed, not read
// by huma.
type upload struct {
	Name string `query:"nom" required:"true"`
}

type download struct {
	SHA256 string `path:"sha256"`
}

// serveEvidence keeps and gives the bytes of evidence. What was kept is put
// forward for a recommendation by a command of its own.
func (s *Server) serveEvidence() {
	keep := huma.Operation{
		OperationID: operationID(http.MethodPost, evidencePath), Method: http.MethodPost, Path: Prefix + evidencePath,
		RequestBody: &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"application/octet-stream": {Schema: &huma.Schema{Type: "string", Format: "binary"}}}},
		Metadata:    map[string]any{wrapKey: s.keepsEvidence(), needsKey: access.Record}, DefaultStatus: http.StatusOK,
	}
	huma.Register(s.api, keep, func(context.Context, *upload) (*tableAnswer[recommendation.Evidence], error) { return nil, nil })
	give := huma.Operation{
		OperationID: operationID(http.MethodGet, oneEvidencePath), Method: http.MethodGet, Path: Prefix + oneEvidencePath,
		Responses: map[string]*huma.Response{"200": {Description: "OK", Content: map[string]*huma.MediaType{"application/octet-stream": {Schema: &huma.Schema{Type: "string", Format: "binary"}}}}},
		Metadata:  map[string]any{wrapKey: s.givesEvidence(), needsKey: access.Read},
	}
	huma.Register(s.api, give, func(context.Context, *download) (*struct{}, error) { return nil, nil })
}

func (s *Server) keepsEvidence() wrapper {
	return func(http.HandlerFunc) handler {
		return func(w http.ResponseWriter, r *http.Request) int {
			if _, err := s.admit(r, access.Action{Needs: access.Record, Name: "attach"}); err != nil {
				return s.refuse(w, r, err)
			}
			if err := checkQuery(r.URL.RawQuery); err != nil {
				return s.refuse(w, r, err)
			}
			name, err := fileName(r.URL.Query())
			if err != nil {
				return s.refuse(w, r, err)
			}
			if err := announced(r, MaxEvidence); err != nil {
				return s.refuse(w, r, err)
			}
			stretch(w, s.EvidenceTime)
			sent := &sentBody{ReadCloser: http.MaxBytesReader(w, r.Body, MaxEvidence)}
			kept, err := s.Desk.Evidence.Keep(r.Context(), name, sent)
			if tooBig, is := errors.AsType[*http.MaxBytesError](err); is {
				return s.refuse(w, r, fault.New(fault.Invalid, refusedTooBig, "limite", strconv.FormatInt(tooBig.Limit, 10)).At("body"))
			}
			if err != nil {
				return s.refuse(w, r, sent.refused(err))
			}
			return s.writeJSON(w, http.StatusOK, kept)
		}
	}
}

// hash is how a SHA-256 is written.
var hash = regexp.MustCompile(`^[0-9a-f]{64}$`)

func (s *Server) givesEvidence() wrapper {
	return func(http.HandlerFunc) handler {
		return func(w http.ResponseWriter, r *http.Request) int {
			if _, err := s.admit(r, access.Action{Needs: access.Read, Name: "history"}); err != nil {
				return s.refuse(w, r, err)
			}
			sum := r.PathValue("sha256")
			unknown := fault.New(fault.NotFound, "piece.inconnue", "empreinte", abridged(sum))
			if !hash.MatchString(sum) {
				return s.refuse(w, r, unknown.At("path.sha256"))
			}
			bytes, err := s.Desk.Evidence.Open(r.Context(), sum)
			if errors.Is(err, fs.ErrNotExist) {
				err = unknown.At("path.sha256")
			}
			if err != nil {
				return s.refuse(w, r, err)
			}
			defer bytes.Close()
			stretch(w, s.EvidenceTime)
			h := w.Header()
			h.Set("Etag", `"`+sum+`"`)
			h.Set("Cache-Control", "private, immutable, max-age=31536000")
			h.Set("Content-Type", "application/octet-stream")
			h.Set("Content-Disposition", "attachment")
			watched := &statusWriter{ResponseWriter: w, status: http.StatusOK}
			http.ServeContent(watched, r, "", time.Time{}, bytes)
			return watched.status
		}
	}
}

// answerTime is what is left to say that the time is over.
const answerTime = 10 * time.Second

// stretch gives one exchange more time than the server gives all.
func stretch(w http.ResponseWriter, d time.Duration) {
	c, until := http.NewResponseController(w), time.Now().Add(d)
	_ = c.SetReadDeadline(until) // a writer that has no deadline needs none
	_ = c.SetWriteDeadline(until.Add(answerTime))
}

// fileName is the name of the file, all that an upload says beside its bytes.
func fileName(q url.Values) (string, error) {
	for parameter := range q {
		if parameter != "nom" {
			return "", fault.New(fault.Invalid, refusedParameter).At("query." + abridged(parameter))
		}
	}
	name := q.Get("nom")
	switch err := field.First(field.Line("query.nom", name)); {
	case err != nil:
		return "", err
	case field.Blank(name):
		return "", fault.New(fault.Invalid, refusedMissing).At("query.nom")
	case slices.Contains([]string{".", "..", "/"}, path.Base(name)):
		return "", fault.New(fault.Invalid, refusedValue, "lu", abridged(name)).At("query.nom")
	}
	return name, nil
}

func (s *Server) writeJSON(w http.ResponseWriter, status int, v any) int {
	body, err := json.Marshal(v)
	if err != nil {
		s.Log.Error("answer not written", "erreur", err)
		status = http.StatusInternalServerError
	}
	w.Header()["Content-Type"] = jsonType
	w.WriteHeader(status)
	_, _ = w.Write(body)
	return status
}
