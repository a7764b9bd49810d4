package client_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/oklog/ulid/v2"

	"suivi/adapters/client"
	"suivi/adapters/desk"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/glossary"
)

const (
	token   = "suivi_0000000a_secret"
	receipt = `{"reference":"CC.2024-1.1","commande":"01HPQ3V5T0000000000000000A","evenements":["01HPQ3V5T0BR6PE8RXV3G4J4QJ"],"position":"18","version":2,"phrase":"fait"}`
	counts  = `{}`
)

var id = ulid.MustParse("01HPQ3V5T0000000000000000A")

// server answers by f, and keeps what it was asked.
type server struct {
	*client.Client
	mu    sync.Mutex
	asked []*http.Request
	sent  []string // bodies
	begun time.Time
}

func serve(t *testing.T, f func(try int, w http.ResponseWriter, r *http.Request)) *server {
	t.Helper()
	s := &server{begun: time.Now()}
	h := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		s.mu.Lock()
		s.asked, s.sent = append(s.asked, r), append(s.sent, string(body))
		try := len(s.asked)
		s.mu.Unlock()
		f(try, w, r)
	}))
	t.Cleanup(h.Close)
	s.Client = &client.Client{URL: h.URL, Token: token, Language: glossary.English}
	return s
}

func (s *server) tries() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.asked)
}

func (s *server) record(ctx context.Context) (desk.Receipt, error) {
	seen := event.Version(4)
	return s.Record(ctx, desk.Order{Command: id, Expected: &seen}, "CC.2024-1.1", desk.SetDueDate{})
}

func (s *server) count(ctx context.Context) error {
	_, err := client.Ask(ctx, s.Client, desk.Counts, desk.Counting{Moment: desk.Moment{AsOf: "fin 2023"}})
	return err
}

// good answers as a server of ours.
func good(w http.ResponseWriter, body string) {
	w.Header().Set("Suivi-Position", "18")
	_, _ = io.WriteString(w, body)
}

// lose takes what was sent, and says nothing.
func lose() { panic(http.ErrAbortHandler) }

func TestACommandIsSentWithItsKeyItsVersionItsLanguageAndTheToken(t *testing.T) {
	t.Parallel()
	s := serve(t, func(_ int, w http.ResponseWriter, _ *http.Request) { good(w, receipt) })
	r, err := s.record(t.Context())
	if err != nil || r.Reference != "CC.2024-1.1" || r.Version != 2 || r.Position.String() != "18" {
		t.Fatal(r, err)
	}
	got := s.asked[0]
	for header, want := range map[string]string{"Idempotency-Key": id.String(), "If-Match": `"4"`, "Accept-Language": "en", "Authorization": "Bearer " + token, "Content-Type": "application/json"} {
		if got.Header.Get(header) != want {
			t.Errorf("%s: %q", header, got.Header.Get(header))
		}
	}
	if want := "/api/v1" + strings.Replace(desk.SetDueDate{}.Route().Path, "{ref}", "CC.2024-1.1", 1); got.URL.Path != want || got.Method != http.MethodPost {
		t.Errorf("%s %s", got.Method, got.URL.Path)
	}
}

// ledger is a server's: a key counts once.
func TestACommandWhoseAnswerWasLostIsSentAgainAndRecordedOnce(t *testing.T) {
	t.Parallel()
	ledger := map[string]int{}
	s := serve(t, func(try int, w http.ResponseWriter, r *http.Request) {
		ledger[r.Header.Get("Idempotency-Key")]++
		switch try {
		case 1:
			lose()
		case 2: // cut in the middle
			w.Header().Set("Content-Length", "1000")
			good(w, receipt[:20])
		default:
			good(w, receipt)
		}
	})
	if r, err := s.record(t.Context()); err != nil || r.Command != id {
		t.Fatal(r, err)
	}
	if len(ledger) != 1 || ledger[id.String()] != 3 || s.sent[0] != s.sent[2] {
		t.Errorf("keys %v, bodies %q", ledger, s.sent)
	}
}

func TestWhoseAnswerRemainsLostIsToldTheKeyToGiveAgain(t *testing.T) {
	t.Parallel()
	s := serve(t, func(int, http.ResponseWriter, *http.Request) { lose() })
	_, err := s.record(t.Context())
	f, _ := errors.AsType[*fault.Fault](err)
	if f == nil || f.Code != client.RefusedUnanswered || f.Kind != fault.Unavailable || f.Args["commande"] != id.String() || s.tries() != 3 {
		t.Errorf("%v after %d tries", err, s.tries())
	}
	if err := s.count(t.Context()); fault.CodeOf(err) != client.RefusedUnreachable {
		t.Errorf("a question has nothing to be given again: %v", err)
	}
}

func TestAServerThatIsNotThereIsToldAtOnceWithTheReason(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	s := &server{Client: &client.Client{URL: "http://" + l.Addr().String(), Token: token}}
	start := time.Now()
	_, err = s.record(t.Context())
	if fault.CodeOf(err) != client.RefusedUnreachable || !errors.Is(err, syscall.ECONNREFUSED) || time.Since(start) > 150*time.Millisecond {
		t.Errorf("%v after %v", err, time.Since(start))
	}
}

func TestAServerThatAsksForAPauseIsGivenIt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		after    string
		tries    int
		min, max time.Duration
	}{{"1", 2, time.Second, 3 * time.Second}, {"", 2, 0, time.Second}, {"3600", 1, 0, time.Second}} {
		s := serve(t, func(try int, w http.ResponseWriter, _ *http.Request) {
			if try == 2 {
				good(w, receipt)
				return
			}
			w.Header().Set("Retry-After", c.after)
			w.WriteHeader(http.StatusServiceUnavailable)
			_, _ = io.WriteString(w, `{"code":"registre.occupe","genre":"indisponible"}`)
		})
		_, err := s.record(t.Context())
		if took := time.Since(s.begun); s.tries() != c.tries || took < c.min || took > c.max {
			t.Errorf("Retry-After %q: %d tries in %v", c.after, s.tries(), took)
		}
		if c.tries == 1 && fault.CodeOf(err) != "registre.occupe" || c.tries == 2 && err != nil {
			t.Errorf("Retry-After %q: %v", c.after, err)
		}
	}
}

func TestATokenGoesNowhereElse(t *testing.T) {
	t.Parallel()
	other := serve(t, func(_ int, w http.ResponseWriter, _ *http.Request) { good(w, counts) })
	for _, status := range []int{301, 302, 303, 307, 308} {
		s := serve(t, func(_ int, w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, other.URL+r.URL.Path, status)
		})
		_, err := s.record(t.Context())
		for _, err := range []error{s.count(t.Context()), err} {
			if fault.CodeOf(err) != client.RefusedUnexpected || !strings.Contains(err.Error(), fmt.Sprint(status)) {
				t.Errorf("%d: %v", status, err)
			}
		}
	}
	if other.tries() > 0 {
		t.Errorf("the other server was asked %v", other.asked[0].Header)
	}
}

func TestWhatIsNoServerOfOursIsToldSo(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]func(w http.ResponseWriter){
		"a page":                     func(w http.ResponseWriter) { _, _ = io.WriteString(w, "<html>") },
		"a page for every address":   func(w http.ResponseWriter) { good(w, "<html>") },
		"somebody else's JSON":       func(w http.ResponseWriter) { _, _ = io.WriteString(w, "{}") },
		"nothing":                    func(http.ResponseWriter) {},
		"no content":                 func(w http.ResponseWriter) { w.WriteHeader(http.StatusNoContent) },
		"a refusal without a code":   func(w http.ResponseWriter) { w.WriteHeader(http.StatusTeapot) },
		"a gateway without a server": func(w http.ResponseWriter) { w.WriteHeader(http.StatusBadGateway) },
		"a gateway that waits":       func(w http.ResponseWriter) { w.WriteHeader(http.StatusServiceUnavailable) },
	} {
		s := serve(t, func(_ int, w http.ResponseWriter, _ *http.Request) { answer(w) })
		err := s.count(t.Context())
		if fault.CodeOf(err) != client.RefusedUnexpected || strings.Contains(err.Error(), token) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAnAnswerIsReadUpToItsBound(t *testing.T) {
	t.Parallel()
	s := serve(t, func(_ int, w http.ResponseWriter, _ *http.Request) {
		good(w, counts+strings.Repeat(" ", 1000-len(counts)))
	})
	for most, code := range map[int64]string{1000: "", 999: client.RefusedUnexpected} {
		s.MaxAnswer = most
		if err := s.count(t.Context()); fault.CodeOf(err) != code {
			t.Errorf("at most %d: %v", most, err)
		}
	}
}

func TestWhoGoesIsNotWaitedFor(t *testing.T) {
	t.Parallel()
	ctx, leave := context.WithCancel(t.Context())
	s := serve(t, func(_ int, _ http.ResponseWriter, r *http.Request) {
		leave()
		<-r.Context().Done()
	})
	_, err := s.record(ctx)
	if !errors.Is(err, context.Canceled) || fault.CodeOf(err) != client.RefusedUnanswered || s.tries() != 1 {
		t.Errorf("%v after %d tries", err, s.tries())
	}
}

func TestARefusalIsTheFaultThatItWas(t *testing.T) {
	t.Parallel()
	for place, want := range map[string]string{"body.responsables": "responsables", "query.au": "au", "path.ref": "", "header.If-Match": "If-Match", "body": "body", "body.champs.etat": "champs.etat"} {
		s := serve(t, func(_ int, w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusConflict)
			_, _ = io.WriteString(w, `{"code":"x.y","genre":"refus","arguments":{"lu":"é"},"possibles":["a","b"],"errors":[{"location":"`+place+`"},{"location":"body.autre"}]}`)
		})
		_, err := s.record(t.Context())
		f, _ := errors.AsType[*fault.Fault](err)
		if f == nil || f.Code != "x.y" || f.Kind != fault.Refused || f.Args["lu"] != "é" || f.Place != want || len(f.Possible) != 2 || s.tries() != 1 {
			t.Errorf("%s: %#v", place, err)
		}
	}
}

func TestAReferenceStaysOnePartOfThePath(t *testing.T) {
	t.Parallel()
	var path string
	s := serve(t, func(_ int, w http.ResponseWriter, r *http.Request) {
		path = r.URL.EscapedPath()
		good(w, "{}")
	})
	for ref, want := range map[string]string{"a/b": "a%2Fb", "100 %": "100%20%25", "é": "%C3%A9", "": "%20", "?x=1#y": "%3Fx=1%23y"} {
		if _, err := client.Ask(t.Context(), s.Client, desk.FollowUp, desk.AboutOne{Ref: ref}); err != nil || path != "/api/v1/sessions/"+want+"/tableau" {
			t.Errorf("%q is asked at %s: %v", ref, path, err)
		}
	}
}

func TestEvidenceIsTheBytesThatWereKept(t *testing.T) {
	t.Parallel()
	sum := "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" // of abc
	for bytes, code := range map[string]string{"abc": "", "abd": client.RefusedUnexpected, strings.Repeat("a", 64<<20+1): client.RefusedTooBig} {
		s := serve(t, func(_ int, w http.ResponseWriter, r *http.Request) {
			_, _ = io.WriteString(w, `{"nom":"`+r.URL.Query().Get("nom")+`","sha256":"`+sum+`"}`)
		})
		e, err := s.Keep(t.Context(), "l'annexe & 1.txt", strings.NewReader(bytes))
		if fault.CodeOf(err) != code || code == "" && (e.Name != "l'annexe & 1.txt" || s.sent[0] != bytes) {
			t.Errorf("%.3s: %v %v", bytes, e, err)
		}
	}
}
