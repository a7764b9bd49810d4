package httpapi_test

import (
	"context"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/oklog/ulid/v2"

	"suivi/adapters/httpapi"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/forum"
	"suivi/domain/ledger"
)

// pipes is a network without buffers: what is written waits until it is read.
type pipes chan net.Conn

func (p pipes) Accept() (net.Conn, error) {
	c, open := <-p
	if !open {
		return nil, net.ErrClosed
	}
	return c, nil
}

func (p pipes) Close() error { return nil }

func (p pipes) Addr() net.Addr { return &net.UnixAddr{Name: "pipes", Net: "pipe"} }

// inATime runs a test of a stream under a clock of its own, which stands
// still while anybody has something to do, with a server whose own bounds are
// as short as an answer's. dial reads a stream from where lastID says; the test
// ends with nothing left running.
func inATime(t *testing.T, adjust func(*httpapi.Flux), test func(t *testing.T, h *fluxHouse, dial func(lastID string) *fluxStream)) {
	synctest.Test(t, func(t *testing.T) {
		h := openFlux(t, adjust)
		network := make(pipes)
		server := &http.Server{Handler: h, ReadTimeout: time.Second, WriteTimeout: time.Second}
		served := make(chan struct{})
		go func() {
			_ = server.Serve(network)
			close(served)
		}()
		test(t, h, func(lastID string) *fluxStream {
			here, there := net.Pipe()
			network <- there
			client := &http.Client{Transport: &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) { return here, nil }}}
			return readFlux(t, client, "http://suivi.example/", lastID)
		})
		h.flux.Close()
		close(network)
		<-served
		_ = server.Close()
	})
}

func TestAnIdleReaderHasASignOfLifeEveryTwentySeconds(t *testing.T) {
	inATime(t, nil, func(t *testing.T, h *fluxHouse, dial func(string) *fluxStream) {
		s := dial("")
		defer s.stop()
		s.begins("0")
		for range 3 {
			start := time.Now()
			m, err := s.next()
			if took := time.Since(start); err != nil || m.comment == "" || m.data != "" || took > 20*time.Second {
				t.Errorf("%+v after %s, %v", m, took, err)
			}
		}
		h.record(1)
		h.apply()
		s.tells(1, 1)
	})
}

func TestAnEventIsToldOnceTheTablesShowIt(t *testing.T) {
	inATime(t, nil, func(t *testing.T, h *fluxHouse, dial func(string) *fluxStream) {
		h.record(3)
		h.apply()
		h.record(2) // recorded, not applied
		s, ahead := dial("0"), dial("4")
		defer s.stop()
		defer ahead.stop()
		s.begins("0")
		s.tells(1, 3)
		ahead.begins("4")
		for _, waiting := range []*fluxStream{s, ahead} {
			if m, err := waiting.next(); err != nil || m.comment == "" || m.id != "" {
				t.Errorf("told %+v, %v", m, err)
			}
		}
		h.apply()
		s.tells(4, 5)
		ahead.tells(5, 5)
	})
}

func TestAReaderThatTakesNothingIsCutOffAndResumes(t *testing.T) {
	inATime(t, nil, func(t *testing.T, h *fluxHouse, dial func(string) *fluxStream) {
		s := dial("")
		s.begins("0")
		h.record(500)
		h.apply()
		start := time.Now()
		for synctest.Wait(); h.flux.Readers() > 0; synctest.Wait() {
			time.Sleep(time.Second)
		}
		if took := time.Since(start); took < 10*time.Second || took > 12*time.Second {
			t.Errorf("cut off after %s", took)
		}
		s.stop()
		again := dial("0")
		defer again.stop()
		again.begins("0")
		again.tells(1, 500)
	})
}

func TestAReaderThatFallsBehindIsToldWhereToResume(t *testing.T) {
	inATime(t, func(f *httpapi.Flux) { f.Kept = 100 }, func(t *testing.T, h *fluxHouse, dial func(string) *fluxStream) {
		s := dial("")
		s.begins("0")
		h.record(1)
		h.apply()
		s.tells(1, 1)
		synctest.Wait()
		h.record(2) // it is being told of these
		h.apply()
		synctest.Wait()
		h.record(400) // while the ring passes it by
		h.apply()
		s.tells(2, 3)
		m := s.expect("coupure", "3")
		if !strings.Contains(m.data, `"code":"flux.lecteur_en_retard"`) {
			t.Error(m.data)
		}
		s.ends()
		s.stop()
		again := dial(resumesAt(t, m))
		defer again.stop()
		again.begins("3")
		again.tells(4, 403)
	})
}

func TestClosingTellsReadersAtOnce(t *testing.T) {
	inATime(t, nil, func(t *testing.T, h *fluxHouse, dial func(string) *fluxStream) {
		h.record(2)
		h.apply()
		idle, resumed := dial(""), dial("1")
		defer idle.stop()
		defer resumed.stop()
		idle.begins("2")
		resumed.begins("1")
		resumed.tells(2, 2)
		start := time.Now()
		h.flux.Close()
		for _, s := range []*fluxStream{idle, resumed, dial("2")} {
			m, err := s.next()
			for err == nil && m.event != "arret" {
				m, err = s.next()
			}
			if err != nil || resumesAt(t, m) != "2" {
				t.Errorf("%+v, %v", m, err)
			}
			s.ends()
			s.stop()
		}
		if synctest.Wait(); h.flux.Readers() != 0 || time.Since(start) != 0 {
			t.Errorf("%d readers left after %s", h.flux.Readers(), time.Since(start))
		}
	})
}

func TestALogThatFailsEndsTheStreamWhereItStands(t *testing.T) {
	inATime(t, nil, func(t *testing.T, h *fluxHouse, dial func(string) *fluxStream) {
		h.record(2)
		h.apply()
		_ = h.log.Close()
		s := dial("0")
		defer s.stop()
		s.begins("0")
		s.cutAs("serveur.registre_illisible", "0")
	})
}

func TestAReaderWhoNoLongerMayReadIsCutOff(t *testing.T) {
	revoked := fault.New(fault.Anonymous, "acces.jeton_revoque")
	inATime(t, nil, func(t *testing.T, h *fluxHouse, dial func(string) *fluxStream) {
		one, other := dial(""), dial("")
		defer one.stop()
		defer other.stop()
		one.begins("0")
		other.begins("0")
		for n := 1; n <= 3; n++ {
			time.Sleep(2 * time.Second)
			h.record(1)
			h.apply()
			one.tells(n, n)
			other.tells(n, n)
		}
		h.bars.Store(revoked)
		time.Sleep(3 * time.Second)
		h.record(1)
		h.apply()
		for _, s := range []*fluxStream{one, other} {
			s.cutAs("acces.jeton_revoque", "3")
		}
	})
	inATime(t, nil, func(t *testing.T, h *fluxHouse, dial func(string) *fluxStream) {
		idle := dial("")
		defer idle.stop()
		idle.begins("0")
		h.bars.Store(revoked)
		start := time.Now()
		idle.cutAs("acces.jeton_revoque", "0")
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("only after %s", took)
		}
	})
}

func TestWhatHasNoKnownBeginningIsToldWithoutADay(t *testing.T) {
	inATime(t, nil, func(t *testing.T, h *fluxHouse, dial func(string) *fluxStream) {
		s := dial("")
		defer s.stop()
		s.begins("0")
		meta := ledger.Meta{Command: event.StepID(ulid.MustParse("01HNG7ZK4M8XQ2V5T9B3C6D7EF"), "X"), Actor: event.Actor{ID: "secretariat"}}
		if _, err := h.Forum(t.Context(), meta, "X", forum.Record{On: 1, Event: forum.Created{Code: "X", Name: "Cadre"}}); err != nil {
			t.Fatal(err)
		}
		h.apply()
		if m := s.expect("", "1"); strings.Contains(m.data, "effet") {
			t.Error(m.data)
		}
	})
}
