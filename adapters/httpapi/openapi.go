package httpapi

import (
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-json-experiment/json"

	"suivi/domain/glossary"
)

// config is huma's, less what it would fetch from elsewhere or put into
// answers by itself.
func config() huma.Config {
	format := huma.Format{
		Marshal:   func(w io.Writer, v any) error { return json.MarshalWrite(w, v, json.Deterministic(true)) },
		Unmarshal: func(data []byte, v any) error { return json.Unmarshal(data, v) },
	}
	c := huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI:    "3.1.0",
			Info:       &huma.Info{Title: "Suivi", Version: strings.TrimPrefix(Prefix, "/api/")},
			Components: &huma.Components{Schemas: huma.NewMapRegistry("#/components/schemas/", schemaName)},
		},
		Formats:       map[string]huma.Format{"application/json": format, "json": format},
		DefaultFormat: "application/json",
	}
	return c
}

const descriptionPath = Prefix + "/openapi.json"

// described is the API's description in one language, as it is served.
type described struct {
	api  *huma.OpenAPI
	body *answer
}

// descriptions makes the description of what is registered, in each language,
// once.
func (s *Server) descriptions() map[glossary.Language]*described {
	all := map[glossary.Language]*described{}
	for _, l := range []glossary.Language{glossary.French, glossary.English} {
		api := describe(s.api.OpenAPI(), l)
		body, err := api.MarshalJSON()
		if err != nil {
			panic("the description of the API is not written: " + err.Error())
		}
		x := newAnswer(moment{}, body)
		x.tag = publicTag(body)
		all[l] = &described{api, x}
	}
	return all
}

// serveDescription answers with the description to whoever asks.
func (s *Server) serveDescription() {
	s.public(descriptionPath, func(w http.ResponseWriter, r *http.Request) int {
		l := languageAsked(r)
		w.Header().Set("Content-Language", string(l))
		return s.publish(w, r, s.description()[l].body, "application/json")
	})
}

// publicTag is the tag of what everybody may read.
func publicTag(body []byte) string {
	return `"` + strconv.FormatUint(fnv64(fnvOffset, string(body)), 36) + `"`
}

// publish serves what everybody may read, in the language asked for.
func (s *Server) publish(w http.ResponseWriter, r *http.Request, x *answer, media string) int {
	h := w.Header()
	h.Set("Etag", x.tag)
	h.Set("Cache-Control", "no-cache")
	h.Set("Vary", "Accept-Language, Accept-Encoding")
	if sameTag(r.Header["If-None-Match"], x.tag) {
		w.WriteHeader(http.StatusNotModified)
		return http.StatusNotModified
	}
	h.Set("Content-Type", media)
	body := x.plain
	if takesGzip(r) {
		if z := x.zip(); z != nil {
			body = z
			h["Content-Encoding"] = gzipped
		}
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body)
	}
	return http.StatusOK
}
