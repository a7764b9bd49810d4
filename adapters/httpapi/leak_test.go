package httpapi_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"suivi/adapters/httpapi"
)

// held is what a process holds at a time.
type held struct {
	goroutines int
	bytes      uint64
}

func holds() held {
	runtime.GC()
	runtime.GC() // what finalizers held
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return held{runtime.NumGoroutine(), m.HeapInuse + m.StackInuse}
}

// besieged is a server over loopback whose patience is short, and what it held
// and answered before anybody came.
type besieged struct {
	*service
	web      *httptest.Server
	before   held
	answered reply
}

// patience is what the server allows for each step of an exchange.
const patience = 300 * time.Millisecond

// besiege serves; bodies is how long a body may take to come.
func besiege(t *testing.T, bodies time.Duration) *besieged {
	b := &besieged{service: newService(t, func(o *httpapi.Options) { o.BodyTime, o.EvidenceTime = bodies, bodies })}
	b.toExamine()
	b.flux.WriteTimeout = patience
	b.web = b.listen(func(s *http.Server) {
		s.ReadHeaderTimeout, s.ReadTimeout, s.WriteTimeout, s.IdleTimeout = patience, 2*bodies, 2*bodies, 2*patience
		s.ConnContext = func(ctx context.Context, c net.Conn) context.Context {
			_ = c.(*net.TCPConn).SetWriteBuffer(4 << 10) // or the kernel takes megabytes for a client that reads nothing
			return ctx
		}
	})
	b.answered = b.ask()
	b.before = holds()
	return b
}

// ask is what a normal client asks, on a connection of its own.
func (b *besieged) ask() reply {
	alone := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	return send(b.t, alone, http.MethodGet, b.web.URL+httpapi.Prefix+"/sessions/CC.2024-1/tableau", "")
}

// recovered waits until nothing is left of who came, and asks as before.
func (b *besieged) recovered(t *testing.T) {
	t.Helper()
	if again := b.ask(); again.Status != http.StatusOK || string(again.Body) != string(b.answered.Body) {
		t.Errorf("a normal request is answered %d %s", again.Status, again.Body)
	}
	deadline := time.Now().Add(15 * time.Second)
	for runtime.NumGoroutine() > b.before.goroutines {
		if time.Now().After(deadline) {
			stacks := make([]byte, 1<<16)
			t.Fatalf("%d goroutines where there were %d:\n%s", runtime.NumGoroutine(), b.before.goroutines, stacks[:runtime.Stack(stacks, true)])
		}
		time.Sleep(time.Millisecond)
	}
	if now := holds(); now.bytes > b.before.bytes+16<<20 {
		t.Errorf("%d KiB held, %d before", now.bytes>>10, b.before.bytes>>10)
	}
}

// dial opens a connection that ends with the test at the latest.
func (b *besieged) dial(t *testing.T) *net.TCPConn {
	t.Helper()
	c, err := net.Dial("tcp", b.web.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	_ = c.SetDeadline(time.Now().Add(20 * time.Second))
	return c.(*net.TCPConn)
}

// hangsUp asks that the server ends a connection.
func hangsUp(t *testing.T, c net.Conn) {
	t.Helper()
	part := make([]byte, 4096)
	for {
		if _, err := c.Read(part); err != nil {
			if late, is := errors.AsType[net.Error](err); is && late.Timeout() {
				t.Error("the server holds on")
			}
			return
		}
	}
}

func TestConnectionsThatSendNothingAreClosed(t *testing.T) {
	b := besiege(t, patience)
	all := make([]*net.TCPConn, 500)
	for i := range all {
		all[i] = b.dial(t)
	}
	if w := b.ask(); w.Status != http.StatusOK { // while they are open
		t.Errorf("%d %s", w.Status, w.Body)
	}
	for _, c := range all {
		hangsUp(t, c)
	}
	b.recovered(t)
}

// TestReadersThatTakeNothingAreCutOff: of the stream, and of a table that is
// larger than what the kernel keeps for them.
func TestReadersThatTakeNothingAreCutOff(t *testing.T) {
	for _, path := range []string{"/flux?depuis=0", "/recommandations"} {
		b := besiege(t, patience)
		for range 20 {
			c := b.dial(t)
			_ = c.SetReadBuffer(4 << 10)
			fmt.Fprint(c, strings.Repeat(request(http.MethodGet, httpapi.Prefix+path, ""), 20))
		}
		for b.flux.Readers() < 20 && strings.HasPrefix(path, "/flux") {
			time.Sleep(time.Millisecond)
		}
		for n := range 400 { // what the readers of the stream do not take
			b.post("/cadres", fmt.Sprintf(`{"code":"C%d","nom":"Cadre %[1]d"}`, n))
		}
		b.recovered(t)
	}
}

// TestAStopFinishesWhatIsUnderWay as the program stops: the stream's readers
// are told where to resume, who comes later is refused, and a request whose
// body still comes is answered.
func TestAStopFinishesWhatIsUnderWay(t *testing.T) {
	s := newService(t)
	s.toExamine()
	web := s.listen()
	stream := readFlux(t, web.Client(), web.URL+httpapi.Prefix+"/flux", "", "Authorization", "Bearer "+toCount)
	defer stream.stop()
	head := s.desk.Runner.Seen().String()
	stream.begins(head)

	late, err := net.Dial("tcp", web.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer late.Close()
	text := request(http.MethodPost, examinationURL, examination("en_cours"), "Expect", "100-continue")
	fmt.Fprint(late, text[:strings.Index(text, "\r\n\r\n")+4])
	answers := bufio.NewReader(late)
	if line, err := answers.ReadString('\n'); err != nil || !strings.Contains(line, "100") { // it is under way
		t.Fatalf("%q, %v", line, err)
	}
	_, _ = answers.ReadString('\n')

	var stopping sync.WaitGroup
	stopping.Go(func() {
		s.flux.Close()
		limit, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := web.Config.Shutdown(limit); err != nil {
			t.Error(err)
		}
	})
	if m := stream.expect("arret", head); resumesAt(t, m) != head {
		t.Errorf("%+v", m)
	}
	stream.ends()
	for { // until it no longer listens
		c, err := net.Dial("tcp", web.Listener.Addr().String())
		if err != nil {
			break
		}
		c.Close()
	}
	fmt.Fprint(late, text[strings.Index(text, "\r\n\r\n")+4:])
	res, err := http.ReadResponse(answers, nil)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("%v, %v", res, err)
	}
	res.Body.Close()
	stopping.Wait()
	if got := len(s.records()); fmt.Sprint(got-rows) != head {
		t.Errorf("%d events, %s before", got, head)
	}
}
