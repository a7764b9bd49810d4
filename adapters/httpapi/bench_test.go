package httpapi_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"suivi/adapters/httpapi"
)

// sink is a response that costs nothing.
type sink struct{ header http.Header }

func (s *sink) Header() http.Header         { return s.header }
func (s *sink) Write(b []byte) (int, error) { return len(b), nil }
func (s *sink) WriteHeader(int)             {}

func BenchmarkPoll(b *testing.B) {
	s := newService(b)
	s.post("/cadres", `{"code":"CC","nom":"Comité"}`)
	tag := s.get("/compteurs").Header.Get("Etag")
	for name, asked := range map[string]string{"200": "", "304": tag} {
		b.Run(name, func(b *testing.B) {
			r := httptest.NewRequest(http.MethodGet, httpapi.Prefix+"/compteurs", nil)
			r.Header.Set("Authorization", "Bearer "+toCount)
			if asked != "" {
				r.Header.Set("If-None-Match", asked)
			}
			b.ReportAllocs()
			for b.Loop() {
				w := &sink{http.Header{}}
				s.server.ServeHTTP(w, r)
			}
		})
	}
}
