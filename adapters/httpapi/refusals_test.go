package httpapi_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"

	"suivi/adapters/desk"
	"suivi/adapters/httpapi"
	"suivi/domain/event"
)

// Requests by what they need.
var kindsOfRequest = []struct{ needs, method, path string }{
	{"nothing", http.MethodGet, "/healthz"},
	{"nothing", http.MethodGet, "/readyz"},
	{"to count", http.MethodGet, "/api/v1/compteurs"},
	{"to count", http.MethodGet, "/api/v1/flux"},
	{"to read", http.MethodGet, "/api/v1/recommandations"},
	{"to read", http.MethodGet, "/api/v1/recommandations/CC.2023-1.1"},
	{"to read", http.MethodGet, "/api/v1/sessions"},
	{"to read", http.MethodGet, "/api/v1/pieces/0000000000000000000000000000000000000000000000000000000000000000"},
	{"to record", http.MethodPost, "/api/v1/cadres"},
	{"to record", http.MethodPost, "/api/v1/sessions/CC.2023-1/examen"},
	{"to record", http.MethodPost, "/api/v1/pieces?nom=x"},
}

// answerTo gives the status of a request whose reader does not stay: the
// stream would have no end.
func (s *service) answerTo(method, path, token string) (status int, challenge string) {
	gone, leave := context.WithCancel(context.Background())
	leave()
	r := httptest.NewRequestWithContext(gone, method, "http://localhost"+path, http.NoBody)
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	w := httptest.NewRecorder()
	s.server.ServeHTTP(w, r)
	return w.Code, w.Header().Get("WWW-Authenticate")
}

func TestEachScopeMayWhatItSaysAndNoMore(t *testing.T) {
	allowed := map[string]map[string]bool{
		"":       {"nothing": true},
		toCount:  {"nothing": true, "to count": true},
		toRead:   {"nothing": true, "to count": true, "to read": true},
		toRecord: {"nothing": true, "to count": true, "to read": true, "to record": true},
	}
	for token, may := range allowed {
		checkWhoMay(t, newService(t), token, may)
	}
}

func TestWithOpenReadWhoHasNoTokenReadsAndRecordsNothing(t *testing.T) {
	s := newService(t, func(o *httpapi.Options) { o.OpenRead = true })
	checkWhoMay(t, s, "", map[string]bool{"nothing": true, "to count": true, "to read": true})
	if status, _ := s.answerTo(http.MethodGet, "/api/v1/compteurs", "inconnu"); status != http.StatusUnauthorized {
		t.Errorf("a token that nobody gave reads: %d", status)
	}
	checkWhoMay(t, s, toCount, map[string]bool{"nothing": true, "to count": true})
}

// checkWhoMay sends every kind of request with a token, and expects a refusal
// of permission exactly where it may not.
func checkWhoMay(t *testing.T, s *service, token string, may map[string]bool) {
	t.Helper()
	for _, kind := range kindsOfRequest {
		status, challenge := s.answerTo(kind.method, kind.path, token)
		refused := status == http.StatusUnauthorized || status == http.StatusForbidden
		if refused == may[kind.needs] {
			t.Errorf("%s %s, which needs %s, with the token %q: %d", kind.method, kind.path, kind.needs, token, status)
		}
		if asks := token == "" && refused; (challenge != "") != asks || (status == http.StatusUnauthorized) != asks {
			t.Errorf("%s %s with the token %q: %d, WWW-Authenticate: %q", kind.method, kind.path, token, status, challenge)
		}
	}
}

func TestWhatIsNotPermittedIsNotRecorded(t *testing.T) {
	s := newService(t)
	for _, token := range []string{"", toCount, toRead} {
		for _, c := range desk.Commands() {
			status, _ := s.answerTo(http.MethodPost, httpapi.Prefix+c.Route().Path, token)
			if status != http.StatusUnauthorized && status != http.StatusForbidden {
				t.Errorf("%s with the token %q: %d", c.Route().Name, token, status)
			}
		}
	}
	if head, err := s.log.Head(t.Context()); err != nil || head != (event.Position{}) {
		t.Error(head, err)
	}
}

func TestAnAnswerKeptForOneIsNotGivenToWhoMayNotHaveIt(t *testing.T) {
	s := newService(t)
	for range 2 { // worked out, then kept
		if w := s.get("/recommandations"); w.Status != http.StatusOK {
			t.Fatal(w.Status)
		}
	}
	for token, want := range map[string]int{"": http.StatusUnauthorized, toCount: http.StatusForbidden, toRead: http.StatusOK} {
		if status, _ := s.answerTo(http.MethodGet, "/api/v1/recommandations", token); status != want {
			t.Errorf("with the token %q: %d, want %d", token, status, want)
		}
	}
	tag := s.get("/recommandations").Header.Get("ETag")
	if w := s.get("/recommandations", "If-None-Match", tag, "Authorization", "Bearer "+toCount); w.Status != http.StatusForbidden {
		t.Errorf("who may only count and knows the tag: %d", w.Status)
	}
}
