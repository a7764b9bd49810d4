package web_test

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"suivi/adapters/web"
)

func TestAPageOfThePastWhoseReaderWentIsNoFailure(t *testing.T) {
	var said bytes.Buffer
	status := 0
	s := newExample(t, func(o *web.Options) {
		o.OpenRead, o.Log = true, slog.New(slog.NewTextHandler(&said, nil))
		o.Observe = func(_, _ string, code int, _ time.Duration) { status = code }
	})
	ctx, leave := context.WithCancel(t.Context())
	leave()
	s.Config.Handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(ctx, http.MethodGet, "/?au=2023-06-30", nil))
	if status != 499 || said.Len() > 0 {
		t.Errorf("answered %d, and logged %q", status, said.String())
	}
}
