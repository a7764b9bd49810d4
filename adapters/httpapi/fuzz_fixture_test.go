package httpapi_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"suivi/adapters/httpapi"
)

// fuzzed is a service that is asked anything. What it takes for its own fault
// is kept by complaints.
type fuzzed struct {
	*service
	complaint atomic.Pointer[string]
}

func newFuzzed(f *testing.F) *fuzzed {
	z := &fuzzed{}
	z.service = newService(f, func(o *httpapi.Options) { o.Log = slog.New(complaints{slog.DiscardHandler, z}) })
	z.flux.Heartbeat = time.Millisecond
	z.toExamine()
	return z
}

// complaints keeps what a server logs as an error: a panic, or what is no
// refusal.
type complaints struct {
	slog.Handler
	of *fuzzed
}

// Enabled implements slog.Handler.
func (c complaints) Enabled(_ context.Context, level slog.Level) bool {
	return level >= slog.LevelError
}

// Handle implements slog.Handler.
func (c complaints) Handle(_ context.Context, r slog.Record) error {
	said := r.Message
	r.Attrs(func(a slog.Attr) bool { said += " " + a.String(); return true })
	c.of.complaint.Store(&said)
	return nil
}

// untilIdle is a writer of answers whose reader leaves the stream once nothing
// is left to tell.
type untilIdle struct {
	*httptest.ResponseRecorder
	leave context.CancelFunc
}

// Write implements http.ResponseWriter.
func (w untilIdle) Write(p []byte) (int, error) {
	if string(p) == ":\n\n" {
		w.leave()
	}
	return w.ResponseRecorder.Write(p)
}

// asks sends a request as net/http would hand it over, and nothing where it
// would not; what is asked of every answer is asked of this one.
func (z *fuzzed) asks(t *testing.T, method, target, body string, headers ...string) {
	t.Helper()
	text := method + " " + target + " HTTP/1.1\r\nHost: suivi.example\r\nContent-Length: " + fmt.Sprint(len(body)) + "\r\n\r\n"
	r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(text + body)))
	if err != nil || r.RequestURI != target {
		t.Skip()
	}
	r.Header.Set("Authorization", "Bearer "+toRecord)
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i+1 < len(headers); i += 2 {
		if strings.ContainsFunc(headers[i+1], func(c rune) bool { return c < ' ' && c != '\t' || c == 0x7f }) {
			t.Skip()
		}
		if r.Header.Del(headers[i]); headers[i+1] != "" {
			r.Header.Set(headers[i], headers[i+1])
		}
	}
	before, _ := z.log.Head(context.Background())
	ctx, leave := context.WithCancel(context.Background())
	defer leave()
	w := httptest.NewRecorder()
	z.server.ServeHTTP(untilIdle{w, leave}, r.WithContext(ctx))
	after, _ := z.log.Head(context.Background())
	z.check(t, r, reply{w.Code, w.Header(), w.Body.Bytes()}, before == after)
}

func (z *fuzzed) check(t *testing.T, r *http.Request, w reply, unmoved bool) {
	t.Helper()
	if said := z.complaint.Swap(nil); said != nil {
		t.Fatalf("%d %s: %s", w.Status, w.Body, *said)
	}
	isJSON, plain := w.Header.Get("Content-Type") == "application/json", w.Header.Get("Content-Encoding") == ""
	switch {
	case w.Status == http.StatusServiceUnavailable && bytes.Contains(w.Body, []byte(`"code":"moment.position_a_venir"`)):
		explains(t, w)
	case w.Status >= 500:
		t.Fatalf("%d %s", w.Status, w.Body)
	case w.Status >= 400 && !unmoved:
		t.Fatalf("recorded something, and answered %d %s", w.Status, w.Body)
	case w.Status == http.StatusNotFound && w.Header.Get("Content-Type") == "text/html; charset=utf-8" && strings.HasPrefix(r.URL.Path, "/aide"): // a page for people
	case w.Status >= 400:
		explains(t, w)
	case w.Status == http.StatusOK && isJSON && plain && len(w.Body) > 0 && !jsontext.Value(w.Body).IsValid():
		t.Fatalf("no JSON: %s", w.Body)
	}
}

// explains asks that a refusal is a problem document with words in it.
func explains(t testing.TB, w reply) {
	t.Helper()
	if got := w.Header.Get("Content-Type"); got != "application/problem+json" {
		t.Fatalf("%d as %q: %s", w.Status, got, w.Body)
	}
	var p problem
	w.into(t, &p)
	if p.Code == "" || p.Title == "" || p.Detail == "" || p.Detail == p.Code || p.Status != w.Status {
		t.Fatalf("%d %s", w.Status, w.Body)
	}
}
