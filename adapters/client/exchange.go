package client

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"suivi/domain/fault"
)

// Limits of an exchange. A server may ask for a pause before the next try; a
// longer one than maxPause is not waited for.
const (
	answerTime   = 2 * time.Minute
	evidenceTime = 10 * time.Minute // over a weak line
	maxAnswer    = 1 << 30
	tries        = 3
	firstPause   = 200 * time.Millisecond
	maxPause     = 5 * time.Second
)

var standard = &http.Client{
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// request is what is asked, as often as it is tried.
type request struct {
	method, address string
	header          http.Header
	body            []byte
	limit           time.Duration // of one try
}

// answer is that of a 200.
type answer struct {
	header http.Header
	body   []byte
}

// lostError says that what was sent was not answered.
type lostError struct{ error }

func (e *lostError) Unwrap() error { return e.error }

// pauseError says that the server answers again after a while.
type pauseError struct {
	error
	after time.Duration
}

func (e *pauseError) Unwrap() error { return e.error }

// do exchanges one request: again where its answer was lost, or where the
// server asks for a pause. All of ours may be sent again.
func (c *Client) do(ctx context.Context, q request) (a answer, err error) {
	var lost *lostError
	for try := range tries {
		if try > 0 && !wait(ctx, pauseBefore(try, err)) {
			break
		}
		a, err = c.once(ctx, q)
		if unanswered, is := errors.AsType[*lostError](err); is {
			lost = unanswered
			continue
		}
		if _, is := errors.AsType[*pauseError](err); !is {
			break
		}
	}
	if paused, is := errors.AsType[*pauseError](err); is {
		return a, paused.error
	}
	if lost != nil && fault.CodeOf(err) == RefusedUnreachable {
		return a, lost // it was sent once, whatever came then
	}
	return a, err
}

// pauseBefore is how long to wait before a try, after err.
func pauseBefore(try int, err error) time.Duration {
	if asked, is := errors.AsType[*pauseError](err); is && asked.after > 0 {
		return asked.after
	}
	return firstPause << (2 * (try - 1))
}

// wait reports whether it waited that long: not where it is too long, or where
// ctx ends.
func wait(ctx context.Context, d time.Duration) bool {
	if d > maxPause {
		return false
	}
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}

func (c *Client) once(ctx context.Context, q request) (a answer, err error) {
	ctx, stop := context.WithTimeout(ctx, q.limit)
	defer stop()
	r, err := http.NewRequestWithContext(ctx, q.method, c.URL+Prefix+q.address, bytes.NewReader(q.body))
	if err != nil {
		return a, c.unreachable(err)
	}
	if q.header != nil {
		r.Header = q.header.Clone()
	}
	r.Header.Set("Accept-Language", string(c.Language))
	if c.Token != "" {
		r.Header.Set("Authorization", "Bearer "+c.Token)
	}
	w, err := cmp.Or(c.HTTP, standard).Do(r)
	if err != nil {
		if dial, is := errors.AsType[*net.OpError](err); is && dial.Op == "dial" {
			return a, c.unreachable(err)
		}
		return a, &lostError{c.unreachable(err)}
	}
	defer w.Body.Close()
	most := cmp.Or(c.MaxAnswer, maxAnswer)
	a.header = w.Header
	a.body, err = io.ReadAll(io.LimitReader(w.Body, most+1))
	switch {
	case err != nil:
		return a, &lostError{c.unreachable(err)}
	case int64(len(a.body)) > most:
		return a, c.unexpected(fmt.Errorf("more than %d bytes", most))
	case w.StatusCode == http.StatusOK:
		return a, nil
	case w.StatusCode == http.StatusServiceUnavailable:
		seconds, _ := strconv.Atoi(w.Header.Get("Retry-After"))
		return a, &pauseError{c.refused(w.Status, a.body), time.Duration(seconds) * time.Second}
	}
	return a, c.refused(w.Status, a.body)
}

// problem is what is read of a problem document.
type problem struct {
	Code   string            `json:"code"`
	Kind   fault.Kind        `json:"genre"`
	Args   map[string]string `json:"arguments"`
	Errors []struct {
		Location string `json:"location"`
	} `json:"errors"`
	Possible []string `json:"possibles"`
}

// refused turns a problem document back into the fault that it was.
func (c *Client) refused(status string, body []byte) error {
	var p problem
	if err := json.Unmarshal(body, &p); err != nil || p.Code == "" {
		return c.unexpected(errors.New(status))
	}
	f := &fault.Fault{Kind: p.Kind, Code: p.Code, Args: p.Args, Possible: p.Possible}
	if len(p.Errors) > 0 && p.Errors[0].Location != "path.ref" {
		part, place, _ := strings.Cut(p.Errors[0].Location, ".")
		f.Place = cmp.Or(place, part)
	}
	return f
}

func (c *Client) unreachable(err error) error {
	return fault.New(fault.Unavailable, RefusedUnreachable, "serveur", c.URL).Because(err)
}

func (c *Client) unexpected(err error) error {
	return fault.New(fault.Internal, RefusedUnexpected, "serveur", c.URL, "cause", err.Error()).Because(err)
}
